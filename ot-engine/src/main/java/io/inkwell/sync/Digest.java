package io.inkwell.sync;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * The first 16 bytes of a SHA-256 hash: a link of the history's chain, or the fingerprint of a submission. Truncated to keep the permanent
 * row of every revision small; 128 bits leave no chance of an accidental match and 2⁶⁴ work for a forger of collisions.
 *
 * @param high the first 8 bytes, big endian
 * @param low the next 8 bytes, big endian
 */
public record Digest(long high, long low) {
    /** Length of {@link #toBytes} in bytes. */
    public static final int BYTES = 16;

    private static final byte[] CHAIN_START_TAG = "inkwell-chain-1\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SUBMISSION_TAG = "inkwell-submission-1\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REQUEST_TAG = "inkwell-request-1\n".getBytes(StandardCharsets.US_ASCII);

    /** The chain before the first revision of a document: SHA-256 over {@code "inkwell-chain-1\n"} and the document id. */
    public static Digest chainStart(DocumentId document) {
        MessageDigest sha = Sha256.begin();
        sha.update(CHAIN_START_TAG);
        sha.update(document.value().getBytes(StandardCharsets.US_ASCII));
        return truncated(sha);
    }

    /**
     * The chain after one more revision: SHA-256 over this link, then a fixed-width big-endian header (revision 8 bytes, kind 2, display id
     * 4, seq 4, time 8), then the SHA-256 of the canonical operation. The operation enters as its hash, so that its text can later be
     * redacted while every link still verifies.
     *
     * @param operation the canonical UTF-8 JSON of the operation
     */
    public Digest link(long revision, int kindNumber, SubmissionId id, long atMillis, byte[] operation) {
        return link(revision, kindNumber, id, atMillis, OperationDigest.of(operation));
    }

    /** As {@link #link(long, int, SubmissionId, long, byte[])}, with the SHA-256 of the operation in place of the operation. */
    public Digest link(long revision, int kindNumber, SubmissionId id, long atMillis, OperationDigest operation) {
        ByteBuffer header = ByteBuffer.allocate(BYTES + 26 + OperationDigest.BYTES);
        header.putLong(high).putLong(low).putLong(revision).putShort((short) kindNumber);
        header.putInt(id.displayId()).putInt(id.seq()).putLong(atMillis).put(operation.shared());
        MessageDigest sha = Sha256.begin();
        sha.update(header.array());
        return truncated(sha);
    }

    /**
     * The fingerprint of a submission: SHA-256 over {@code "inkwell-submission-1\n"}, the base revision in decimal, a line feed and the
     * canonical operation. It tells a resend from another operation under the same sequence number.
     *
     * @param operation the canonical UTF-8 JSON of the operation as submitted
     */
    public static Digest ofSubmission(long baseRevision, byte[] operation) {
        MessageDigest sha = Sha256.begin();
        sha.update(SUBMISSION_TAG);
        sha.update((baseRevision + "\n").getBytes(StandardCharsets.US_ASCII));
        sha.update(operation);
        return truncated(sha);
    }

    /**
     * The fingerprint of a request whose operation the server makes itself: SHA-256 over {@code "inkwell-request-1\n"} and, for each part, its
     * length in bytes of UTF-8 in decimal, a line feed and the bytes. It stands where {@link #ofSubmission} stands for an operation that was
     * sent, and is never equal to one.
     *
     * @param parts what was asked for, well-formed texts; what is left out of a request has a text of its own
     */
    public static Digest ofRequest(List<String> parts) {
        MessageDigest sha = Sha256.begin();
        sha.update(REQUEST_TAG);
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            sha.update((bytes.length + "\n").getBytes(StandardCharsets.US_ASCII));
            sha.update(bytes);
        }
        return truncated(sha);
    }

    /**
     * Reads 16 bytes.
     *
     * @throws IllegalArgumentException if there are more or fewer
     */
    public static Digest ofBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a digest has " + BYTES + " bytes, got " + bytes.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Digest(buffer.getLong(), buffer.getLong());
    }

    /**
     * Reads the 32 lower-case hexadecimal digits that {@link #toString} writes.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static Digest parse(String hex) {
        if (hex.length() != 2 * BYTES || !hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            throw new IllegalArgumentException(
                    "a digest is written as " + 2 * BYTES + " lower-case hexadecimal digits");
        }
        return ofBytes(HexFormat.of().parseHex(hex));
    }

    /** A new array with the 16 bytes. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(toBytes());
    }

    private static Digest truncated(MessageDigest sha) {
        ByteBuffer hash = ByteBuffer.wrap(sha.digest());
        return new Digest(hash.getLong(), hash.getLong());
    }
}
