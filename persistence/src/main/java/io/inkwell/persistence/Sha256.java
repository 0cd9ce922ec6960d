package io.inkwell.persistence;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of whole arrays. */
final class Sha256 {

    private Sha256() {}

    static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
