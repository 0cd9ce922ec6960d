package io.inkwell.protocol;

import io.inkwell.ot.Ops;
import io.inkwell.sync.ClientId;
import io.inkwell.sync.Digest;
import org.jspecify.annotations.Nullable;

/** Everything a client can say. */
public sealed interface ClientMessage {
    /** Which message it is on the wire. */
    MessageType messageType();

    /**
     * Opens the document; the first message, exactly once.
     *
     * @param clientId the identity the server issued before; absent for a new one
     * @param attempt rises with every connection of one client id: only a higher attempt supersedes an older connection; 1 or more
     * @param known up to where the client has the history; absent to get the whole document
     * @param inFlight the edit that was sent and not answered, if any; needs {@code known}
     */
    record Open(@Nullable ClientId clientId, int attempt, @Nullable Position known,
            @Nullable InFlight inFlight) implements ClientMessage {
        @Override
        public MessageType messageType() {
            return MessageType.DOCUMENT_OPEN;
        }
    }

    /**
     * An edit.
     *
     * @param revision the base: the revision the operation starts from
     * @param seq the client's count of submissions: the last one plus 1
     * @param ops the operation, canonical and not empty
     */
    record Transform(long revision, int seq, Ops ops) implements ClientMessage {
        @Override
        public MessageType messageType() {
            return MessageType.OPERATION_TRANSFORM;
        }
    }

    /**
     * The caret or selection of the client moved.
     *
     * @param cursor where it is now
     */
    record MoveCursor(Cursor cursor) implements ClientMessage {
        @Override
        public MessageType messageType() {
            return MessageType.CURSOR_MOVE;
        }
    }

    /** Asks for a pong. */
    record Ping() implements ClientMessage {
        @Override
        public MessageType messageType() {
            return MessageType.HEARTBEAT_PING;
        }
    }

    /** Answers a ping. */
    record Pong() implements ClientMessage {
        @Override
        public MessageType messageType() {
            return MessageType.HEARTBEAT_PONG;
        }
    }

    /**
     * An edit whose outcome the client does not know.
     *
     * @param formerClientId the identity it was sent under, if that is not the one the connection is opened with
     * @param seq its sequence number
     * @param base the revision it was sent against
     * @param hash its fingerprint: {@link Digest#ofSubmission}
     */
    record InFlight(@Nullable ClientId formerClientId, int seq, long base, Digest hash) {}
}
