package io.inkwell.ot;

/**
 * The two walks of the algebra, each over two cursors and linear in the number of ops and inserted units. The case tables are those of
 * Quill Delta 5.1 ({@code Delta.compose}, {@code Delta.transform}); the result is in canonical form because the builder keeps it so.
 */
final class Walk {
    /** Which of the two changes side by side is the one being rewritten. */
    enum Standing {
        /** The rewritten change has priority: its insert at the same place stays first, its attribute value stays. */
        EARLIER,
        /** The rewritten change gives way. */
        LATER
    }

    private Walk() {}

    /** One change after the other. {@code middleLength} is the length of the document between them. */
    static Ops compose(Ops first, Ops next, int middleLength) {
        var left = new OpCursor(first);
        var right = new OpCursor(next);
        var composed = Ops.builder();
        int middle = 0;
        while (!left.atEnd() || !right.atEnd()) {
            if (right.atInsert()) {
                composed.addPiece(right.takeRemaining());
            } else if (left.atDelete()) {
                composed.addPiece(left.takeRemaining());
            } else {
                int length = Math.min(left.remaining(), right.remaining());
                middle += length;
                if (left.splitsPairAfter(length)) {
                    throw new SplitPairException(middle, middleLength);
                }
                Op existing = left.take(length);
                switch (right.take(length)) {
                    case Op.Retain retain -> composed.addPiece(reformat(existing, retain.attributes()));
                    case Op.Delete delete -> {
                        if (existing instanceof Op.Retain) {
                            composed.delete(delete.length());
                        }
                    }
                    case Op.InsertText _,Op.InsertEmbed _ ->
                        throw new IllegalStateException("an insert consumes no units");
                }
            }
        }
        return composed.build();
    }

    /** One of two changes to the same document, rewritten to be applied after the other. */
    static Ops transform(Ops rewritten, Ops over, Standing standing) {
        var moving = new OpCursor(rewritten);
        var fixed = new OpCursor(over);
        var transformed = Ops.builder();
        while (!moving.atEnd()) {
            if (fixed.atInsert() && (standing == Standing.LATER || !moving.atInsert())) {
                transformed.retain(fixed.takeRemaining().length());
            } else if (moving.atInsert()) {
                transformed.addPiece(moving.takeRemaining());
            } else {
                int length = Math.min(moving.remaining(), fixed.remaining());
                Op change = moving.take(length);
                if (fixed.take(length) instanceof Op.Retain kept) {
                    transformed.addPiece(standing == Standing.LATER ? giveWay(change, kept.attributes()) : change);
                }
            }
        }
        return transformed.build();
    }

    /** An op of a change, with the attributes of a retain that comes after it. */
    static Op reformat(Op existing, Attributes next) {
        if (next.isEmpty()) {
            return existing;
        }
        return switch (existing) {
            case Op.Retain retain -> new Op.Retain(retain.length(), retain.attributes().composeOnRetain(next));
            case Op.InsertText insert -> new Op.InsertText(insert.text(), insert.attributes().composeOnInsert(next));
            case Op.InsertEmbed insert -> new Op.InsertEmbed(insert.embed(), insert.attributes().composeOnInsert(next));
            case Op.Delete delete -> delete;
        };
    }

    private static Op giveWay(Op change, Attributes earlier) {
        return change instanceof Op.Retain retain
                ? new Op.Retain(retain.length(), retain.attributes().transformOver(earlier))
                : change;
    }
}
