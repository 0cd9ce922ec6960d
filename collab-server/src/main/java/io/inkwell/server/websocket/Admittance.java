package io.inkwell.server.websocket;

import io.inkwell.protocol.CloseCode;
import io.inkwell.sync.Member;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.PersonId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is behind an upgraded connection and what it may do.
 *
 * @param document the document
 * @param type what may be in it
 * @param title its title
 * @param person who
 * @param name what others see
 * @param colour "#rrggbb", for the caret
 * @param kind person or program
 * @param right what it may do, and until when
 * @param rightNow asks what it may do now, nothing if it may not even read any more; may block, and throws
 *        {@link io.inkwell.sync.port.StorageException} if nobody can tell
 * @param endOfRight with which code the connection is closed when its right has ended
 */
record Admittance(DocumentId document, DocumentType type, String title, PersonId person, String name, String colour,
        Member.Kind kind, Right right, Supplier<Optional<Right>> rightNow, CloseCode endOfRight) {
    /**
     * What a connection may do.
     *
     * @param mayWrite whether it may edit
     * @param expiresAt from this moment on it may not even read; absent: no end
     */
    record Right(boolean mayWrite, @Nullable Instant expiresAt) {
        boolean hasEnded(Instant now) {
            return expiresAt != null && !now.isBefore(expiresAt);
        }
    }

    boolean mayWrite() {
        return right.mayWrite();
    }
}
