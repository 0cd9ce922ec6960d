package io.inkwell.history;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose every unit of a document is.
 *
 * @param revision the revision of the document
 * @param runs stretches of one origin, in the order of the document; together as long as it
 */
public record Blame(long revision, List<Run> runs) {
    /** Copies the list. */
    public Blame {
        runs = List.copyOf(runs);
    }

    /**
     * Neighbouring units that one revision inserted.
     *
     * @param length how many, in UTF-16 code units, at least 1
     * @param origin who inserted them; absent: they were there at revision 0
     */
    public record Run(int length, @Nullable Origin origin) {}

    /**
     * Read off everything that happened since the beginning.
     *
     * @throws IllegalArgumentException if the change does not start from revision 0
     */
    public static Blame of(AttributedChange sinceTheBeginning) {
        if (sinceTheBeginning.fromRevision() != 0) {
            throw new IllegalArgumentException(
                    "blame needs all changes, these start from revision " + sinceTheBeginning.fromRevision());
        }
        List<Run> runs = new ArrayList<>();
        int ofTheStart = sinceTheBeginning.baseLength();
        for (Piece piece : sinceTheBeginning.pieces()) {
            switch (piece) {
                case Piece.Kept _,Piece.Formatted _ -> {
                    add(runs, piece.length(), null);
                    ofTheStart -= piece.length();
                }
                case Piece.InsertedText text -> add(runs, text.length(), text.origin());
                case Piece.InsertedEmbed embed -> add(runs, 1, embed.origin());
                case Piece.Deleted deleted -> ofTheStart -= deleted.length();
            }
        }
        if (ofTheStart > 0) {
            add(runs, ofTheStart, null);
        }
        return new Blame(sinceTheBeginning.toRevision(), runs);
    }

    private static void add(List<Run> runs, int length, @Nullable Origin origin) {
        Run before = runs.isEmpty() ? null : runs.getLast();
        if (before != null && isSame(before.origin(), origin)) {
            runs.set(runs.size() - 1, new Run(before.length() + length, origin));
        } else {
            runs.add(new Run(length, origin));
        }
    }

    private static boolean isSame(@Nullable Origin one, @Nullable Origin other) {
        return one == null ? other == null : one.equals(other);
    }
}
