package io.inkwell.sync;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An operation as the log keeps it: its canonical UTF-8 JSON; or, where it was redacted, a zero byte, the SHA-256 of the operation that once
 * stood there (32 bytes) and the canonical JSON of the filler in its place. JSON never begins with a zero byte, so a row of the log says by
 * itself what it is, and a row that was never redacted is not a byte longer for it. Immutable as long as nobody writes to its arrays.
 */
public final class StoredOperation {
    private static final byte MARK = 0;
    private static final int FILLER_FROM = 1 + OperationDigest.BYTES;

    private final byte[] operation;
    private final @Nullable OperationDigest original;
    /** Computed when it is asked for; two threads that ask at once compute the same. */
    private @Nullable OperationDigest computed;

    private StoredOperation(byte[] operation, @Nullable OperationDigest original) {
        this.operation = operation;
        this.original = original;
    }

    /** Reads what is stored; the array is kept. Whether what is in it is an operation is not looked at. */
    public static StoredOperation of(byte[] stored) {
        if (stored.length < FILLER_FROM || stored[0] != MARK)
            return new StoredOperation(stored, null);
        return redacted(Arrays.copyOfRange(stored, FILLER_FROM, stored.length),
                OperationDigest.ofBytes(Arrays.copyOfRange(stored, 1, FILLER_FROM)));
    }

    /**
     * A redacted operation.
     *
     * @param filler the canonical JSON that stands in its place; kept
     * @param original the digest of what stood there
     */
    public static StoredOperation redacted(byte[] filler, OperationDigest original) {
        return new StoredOperation(filler, original);
    }

    /** The canonical JSON that is there now; shared, not to be changed. */
    public byte[] operation() {
        return operation;
    }

    /** The digest that stands in the chain: of the operation, or of the one that was there before it was redacted. */
    public OperationDigest digest() {
        OperationDigest digest = original == null ? computed : original;
        if (digest == null) {
            digest = OperationDigest.of(operation);
            computed = digest;
        }
        return digest;
    }

    /** The digest of what once stood here, where it was redacted. */
    public Optional<OperationDigest> original() {
        return Optional.ofNullable(original);
    }

    /** What the log stores. */
    public byte[] toBytes() {
        if (original == null)
            return operation;
        byte[] stored = new byte[FILLER_FROM + operation.length];
        stored[0] = MARK;
        System.arraycopy(original.shared(), 0, stored, 1, OperationDigest.BYTES);
        System.arraycopy(operation, 0, stored, FILLER_FROM, operation.length);
        return stored;
    }
}
