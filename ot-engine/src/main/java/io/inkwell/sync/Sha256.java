package io.inkwell.sync;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 without looking for it each time: a copy of one that nobody ever fed costs a fraction of asking the platform. */
final class Sha256 {
    private static final MessageDigest UNUSED = ofThePlatform();

    private Sha256() {}

    /** A fresh one. Not thread safe; the method is. */
    static MessageDigest begin() {
        try {
            return (MessageDigest) UNUSED.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be copied", e);
        }
    }

    private static MessageDigest ofThePlatform() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
