package io.inkwell.history;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * The names in the file that holds a document with its whole history: gzip of lines of JSON. The first line tells of the document, then comes
 * one line per client, one per revision exactly as it is stored, and a last one with their number and the SHA-256 of all lines before it. In
 * the line of a revision the operation is the last member, in its canonical form, since its bytes are what the chain is made of.
 */
final class DocumentFile {
    static final String FORMAT = "inkwell-document";
    static final int VERSION = 1;
    static final String OPERATION_MEMBER = ",\"ops\":";
    static final List<String> HEADER = List.of("format", "version", "document", "title", "type", "createdAt", "creator",
            "revision", "chain", "at", "clients");
    static final List<String> CLIENT = List.of("displayId", "person", "name", "colour");
    static final List<String> REVISION = List.of("revision", "kind", "displayId", "seq", "at", "baseLength",
            "submitHash", "chain", "redacted");
    static final List<String> END = List.of("revisions", "sha256");

    private DocumentFile() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
