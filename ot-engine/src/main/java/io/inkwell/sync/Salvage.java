package io.inkwell.sync;

import java.util.List;

/**
 * What a node still held in memory of a log that lost its end: commits that were durable once, and the document after the last of them. For
 * people, who decide what of it is to be written once more; no program takes it back. Immutable.
 *
 * @param document whose log it was
 * @param logRevision where the log ended when it was read last
 * @param extent how the commits relate to what was lost
 * @param commits one or more, oldest first, without a gap
 * @param last the document after the last of them
 */
public record Salvage(DocumentId document, long logRevision, Extent extent, List<Commit> commits, Snapshot last) {
    /** How what a node held relates to what the log lost. */
    public enum Extent {
        /** The commits are those that the log does not hold any more, all of them that this node ever knew. */
        ALL,
        /** The log does not hold them any more, and it lost older ones too: those had left memory. */
        WITHOUT_OLDER,
        /** The log may still hold the first of them: it could not be read once more. */
        PERHAPS_MORE
    }

    /** @throws IllegalArgumentException if there is no commit, or the document does not stand at the last one */
    public Salvage {
        commits = List.copyOf(commits);
        if (commits.isEmpty())
            throw new IllegalArgumentException("nothing was lost");
        Commit newest = commits.getLast();
        if (newest.revision() != last.revision() || !newest.chain().equals(last.chain()))
            throw new IllegalArgumentException(
                    "the document stands at " + last.revision() + ", the commits end at " + newest.revision());
    }

    /** The revision before the first of the commits. */
    public long afterRevision() {
        return commits.getFirst().revision() - 1;
    }

    /** Document and revisions; never the text. */
    @Override
    public String toString() {
        return "Salvage[" + document + " " + commits.getFirst().revision() + " to " + last.revision() + " " + extent
                + "]";
    }
}
