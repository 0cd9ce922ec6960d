package io.inkwell.sync;

/**
 * Who is behind a client: a stored person or program.
 *
 * @param value the stored name of the person, opaque
 */
public record PersonId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
