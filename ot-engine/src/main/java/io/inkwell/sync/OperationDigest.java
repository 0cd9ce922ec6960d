package io.inkwell.sync;

import java.util.Arrays;
import java.util.HexFormat;

/** The whole SHA-256 of an operation's canonical bytes: how an operation enters the chain. Immutable. */
public final class OperationDigest {
    /** Length of {@link #toBytes} in bytes. */
    public static final int BYTES = 32;

    private final byte[] bytes;

    private OperationDigest(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The digest of an operation, given as its canonical UTF-8 JSON. */
    public static OperationDigest of(byte[] operation) {
        return new OperationDigest(Sha256.begin().digest(operation));
    }

    /**
     * Takes 32 bytes.
     *
     * @throws IllegalArgumentException if there are more or fewer
     */
    public static OperationDigest ofBytes(byte[] bytes) {
        if (bytes.length != BYTES)
            throw new IllegalArgumentException("a digest of an operation has " + BYTES + " bytes, got " + bytes.length);
        return new OperationDigest(bytes.clone());
    }

    /**
     * Reads the 64 lower-case hexadecimal digits that {@link #toString} writes.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static OperationDigest parse(String hex) {
        if (hex.length() != 2 * BYTES || !hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
            throw new IllegalArgumentException(
                    "a digest of an operation is written as " + 2 * BYTES + " lower-case hexadecimal digits");
        return new OperationDigest(HexFormat.of().parseHex(hex));
    }

    /** A new array with the 32 bytes. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** The bytes themselves, for who only reads them. */
    byte[] shared() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OperationDigest that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
