package io.inkwell.sync;

/**
 * What makes a submission one and the same however often it arrives: the client and its count. The client is named by its display id,
 * which belongs to exactly one {@link ClientId} for ever and, unlike that, may be seen by everybody and stand in the log.
 *
 * @param displayId the client's public number in this document, 1 or more
 * @param seq the client's count of submissions, 1 or more
 */
public record SubmissionId(int displayId, int seq) {
    /** @throws IllegalArgumentException if a number is less than 1 */
    public SubmissionId {
        if (displayId < 1 || seq < 1) {
            throw new IllegalArgumentException("display id and seq count from 1, got " + displayId + " and " + seq);
        }
    }
}
