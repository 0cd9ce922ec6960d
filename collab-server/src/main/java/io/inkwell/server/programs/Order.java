package io.inkwell.server.programs;

import io.inkwell.sync.ClientId;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.port.PersonDirectory.Person;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who wants something to be committed, where, and under which name.
 *
 * @param document the document
 * @param type what may be in it
 * @param person on whose behalf; the right to write was checked
 * @param key the caller's own name of this order; absent: it has none, and asked twice it is done twice
 * @param hash the fingerprint of everything that was asked for
 */
public record Order(DocumentId document, DocumentType type, Person person, @Nullable String key, Digest hash) {
    private static final String TAG = "inkwell-idempotency-1";

    /**
     * The client under which the order is committed. It follows from person, document and key alone, so the order is the same one for ever: on
     * every node and after every restart. Without a key a fresh one.
     */
    ClientId client() {
        return key == null ? new ClientId(UUID.randomUUID()) : new ClientId(named(key));
    }

    /** The first 16 bytes of a SHA-256 in the form of a UUID of version 8. */
    private UUID named(String name) {
        ByteBuffer hash = ByteBuffer.wrap(sha256(List.of(TAG, person.id().value(), document.value(), name)));
        long high = (hash.getLong() & ~0xF000L) | 0x8000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** None of the parts holds a line feed. */
    private static byte[] sha256(List<String> parts) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
