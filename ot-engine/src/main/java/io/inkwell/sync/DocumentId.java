package io.inkwell.sync;

import java.util.regex.Pattern;

/**
 * The public, unguessable name of a document: 1 to 64 characters of {@code A-Z a-z 0-9 _ -}.
 *
 * @param value the name as it stands in addresses
 */
public record DocumentId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** @throws IllegalArgumentException if the value has another form */
    public DocumentId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a document id has 1 to 64 characters of A-Z a-z 0-9 _ -");
        }
    }

    /** Whether the text has the form of a document id. */
    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
