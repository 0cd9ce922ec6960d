package io.inkwell.history;

import io.inkwell.ot.Document;
import io.inkwell.ot.Op;
import io.inkwell.ot.Ops;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened between two revisions, for people: neighbouring pieces of one author are one step, and what is gone can be read. Shorter than
 * the change it is read off; which revision each single letter comes from is told by {@link Blame}.
 *
 * @param fromRevision the earlier revision
 * @param toRevision the later revision
 * @param steps from the front of the document to its end; what they do not mention at the end is kept
 */
public record Difference(long fromRevision, long toRevision, List<Step> steps) {
    /** Copies the list. */
    public Difference {
        steps = List.copyOf(steps);
    }

    /** One author's part in one place, or a stretch that nobody touched. */
    public sealed interface Step {
        /**
         * Units that are the same in both documents.
         *
         * @param length how many, in UTF-16 code units
         */
        record Kept(int length) implements Step {}

        /**
         * Units that are in both documents with other attributes.
         *
         * @param length how many, in UTF-16 code units
         * @param marks what is set and removed, and by whom
         */
        record Formatted(int length, Marks marks) implements Step {}

        /**
         * What is new.
         *
         * @param content inserts only
         * @param authorship who inserted it
         */
        record Inserted(Ops content, Authorship authorship) implements Step {}

        /**
         * What is gone.
         *
         * @param content as it was at the earlier revision: inserts only
         * @param authorship who deleted it
         */
        record Deleted(Ops content, Authorship authorship) implements Step {}
    }

    /**
     * One client, from its first revision in a step to its last.
     *
     * @param displayId the public number of the client
     * @param first the earliest revision that had part in it
     * @param last the latest
     */
    public record Authorship(int displayId, Origin first, Origin last) {
        static Authorship of(Origin origin) {
            return new Authorship(origin.displayId(), origin, origin);
        }

        Authorship and(Origin more) {
            return new Authorship(displayId, more.revision() < first.revision() ? more : first,
                    more.revision() > last.revision() ? more : last);
        }
    }

    /**
     * Reads it off a change.
     *
     * @param before the document the change starts from
     * @throws IllegalArgumentException if it has another length
     */
    public static Difference of(AttributedChange change, Document before) {
        if (before.length() != change.baseLength()) {
            throw new IllegalArgumentException("a change to " + change.baseLength() + " units is shown with "
                    + before.length());
        }
        var steps = new Collector(before);
        change.pieces().forEach(steps::add);
        return new Difference(change.fromRevision(), change.toRevision(), steps.finished());
    }

    /** Joins what belongs together. Not thread safe. */
    private static final class Collector {
        private final Document before;
        private final List<Step> steps = new ArrayList<>();
        private Ops.Builder content = Ops.builder();
        private @Nullable Authorship authorship;
        private boolean deleting;
        private int position;

        Collector(Document before) {
            this.before = before;
        }

        void add(Piece piece) {
            switch (piece) {
                case Piece.Kept kept -> {
                    finishStep();
                    steps.add(new Step.Kept(kept.length()));
                    position += kept.length();
                }
                case Piece.Formatted formatted -> {
                    finishStep();
                    steps.add(new Step.Formatted(formatted.length(), formatted.marks()));
                    position += formatted.length();
                }
                case Piece.InsertedText text -> {
                    open(false, text.origin());
                    content.insert(text.text(), text.attributes());
                }
                case Piece.InsertedEmbed embed -> {
                    open(false, embed.origin());
                    content.insert(embed.embed(), embed.attributes());
                }
                case Piece.Deleted deleted -> {
                    open(true, deleted.origin());
                    before.slice(position, position + deleted.length()).forEach(this::addGone);
                    position += deleted.length();
                }
            }
        }

        private void addGone(Op op) {
            switch (op) {
                case Op.InsertText text -> content.insert(text.text(), text.attributes());
                case Op.InsertEmbed embed -> content.insert(embed.embed(), embed.attributes());
                case Op.Retain _,Op.Delete _ -> throw new IllegalStateException("a document holds inserts only");
            }
        }

        /** Goes on with the step that is open if it is of this kind and author, or begins one. */
        private void open(boolean deletes, Origin origin) {
            Authorship open = authorship;
            if (open != null && deleting == deletes && open.displayId() == origin.displayId()) {
                authorship = open.and(origin);
                return;
            }
            finishStep();
            deleting = deletes;
            authorship = Authorship.of(origin);
        }

        private void finishStep() {
            Authorship open = authorship;
            if (open != null) {
                Ops whole = content.build();
                steps.add(deleting ? new Step.Deleted(whole, open) : new Step.Inserted(whole, open));
                content = Ops.builder();
                authorship = null;
            }
        }

        List<Step> finished() {
            finishStep();
            return steps;
        }
    }
}
