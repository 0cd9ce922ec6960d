package io.inkwell.system.faults;

import java.util.List;
import java.util.Locale;

/**
 * What the evidence says. The first five are to be empty; the others are counted, so that a test can insist that what it is about did happen.
 *
 * @param lost edits that were shown as saved and are not there
 * @param doubled tokens that are there more than once, or were stored more than once
 * @param unexpected what is there though nobody brought it in, or though it was refused or deleted for good
 * @param flaws what is wrong with the log itself: gaps, chain, keys, lengths, times
 * @param differing replicas that show something else than the log
 * @param invoked edits that were made
 * @param acknowledged edits that were shown as saved
 * @param outcomesUnknown edits whose outcome was unknown at some moment
 * @param recovered insertions whose outcome remained unknown and that are stored
 * @param neverStored insertions whose outcome remained unknown and that are not stored
 * @param failed edits that were refused for good
 * @param revisions rows of the log
 * @param documents documents
 * @param replicas replicas compared
 */
record Verdict(List<String> lost, List<String> doubled, List<String> unexpected, List<String> flaws,
        List<String> differing, int invoked, int acknowledged, int outcomesUnknown, int recovered, int neverStored,
        int failed, long revisions, int documents, int replicas) {
    private static final int COMPLAINTS_SHOWN = 10;

    /** Whether nothing was lost, nothing is there twice or without reason, the log proves itself and all replicas show it. */
    boolean isClean() {
        return lost.isEmpty() && doubled.isEmpty() && unexpected.isEmpty() && flaws.isEmpty() && differing.isEmpty();
    }

    /** The figures in one line, then the first complaints of each kind. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "%,d edits, %,d acknowledged: %d lost, %d doubled, %d unexpected; %d outcomes unknown on the way, of those that remained so %d "
                        + "recovered and %d never stored; %d refused; %,d revisions in %d documents with %d flaws; %d replicas, %d differ",
                invoked, acknowledged, lost.size(), doubled.size(), unexpected.size(), outcomesUnknown, recovered,
                neverStored, failed, revisions, documents, flaws.size(), replicas, differing.size()));
        for (List<String> complaints : List.of(lost, doubled, unexpected, flaws, differing))
            complaints.stream().limit(COMPLAINTS_SHOWN).forEach(complaint -> text.append('\n').append(complaint));
        return text.toString();
    }
}
