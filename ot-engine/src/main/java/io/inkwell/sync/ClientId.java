package io.inkwell.sync;

import java.util.UUID;

/**
 * The idempotency identity of one client of one document. Issued by the server, bound to a person, known to nobody but its client:
 * whoever holds it can ask for the outcome of its submissions. Others see its display id.
 *
 * @param value the identity
 */
public record ClientId(UUID value) {
    /**
     * Reads the form that {@link #toString} writes.
     *
     * @throws IllegalArgumentException if the text is not a UUID in its canonical form
     */
    public static ClientId parse(String text) {
        UUID value = UUID.fromString(text);
        if (!value.toString().equals(text))
            throw new IllegalArgumentException("not a canonical UUID");
        return new ClientId(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
