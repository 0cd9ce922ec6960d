package io.inkwell.server.security;

import java.security.SecureRandom;
import java.util.Base64;

/** Names that nobody can guess: 128 random bits as 22 characters of {@code A-Z a-z 0-9 _ -}. */
public final class RandomIds {
    private static final int BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomIds() {}

    /** A fresh name. */
    public static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
