package io.inkwell.server.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The key that shows that its bearer is a certain person: 256 random bits as 43 characters. Only its hash is stored. A slow password hash
 * would add nothing, because a random key cannot be guessed.
 *
 * @param text the key as it travels
 */
public record PersonKey(String text) {
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A fresh key. */
    static PersonKey fresh() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new PersonKey(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The text as a key, if it has the form of one. */
    static Optional<PersonKey> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new PersonKey(text)) : Optional.empty();
    }

    /** SHA-256 of the key's characters, 32 bytes. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Says nothing. */
    @Override
    public String toString() {
        return "PersonKey[…]";
    }
}
