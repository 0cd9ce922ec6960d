package io.inkwell.protocol;

import io.inkwell.ot.Ops;
import io.inkwell.sync.ClientId;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.RefusalCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything the server can say. */
public sealed interface ServerMessage {
    /** Which message it is on the wire. */
    MessageType messageType();

    /**
     * Answer to open.
     *
     * @param clientId the client's identity from now on; a secret between it and the server
     * @param displayId the same identity as everybody sees it
     * @param revision the revision this brings the client to
     * @param chain the chain at that revision
     * @param lastSeq the highest sequence number stored for this client id up to {@code revision}; 0 if none
     * @param start what the client starts from
     * @param settled what became of the edit that the client named as in flight, if it named one
     * @param role what the connection may do
     * @param documentType what may be in the document
     * @param title the document's title
     * @param members who is here, the receiver included
     * @param limits what the server takes
     */
    record Init(ClientId clientId, int displayId, long revision, Digest chain, int lastSeq, Start start,
            @Nullable Settled settled, Role role,
            DocumentType documentType, String title, List<Member> members, Limits limits) implements ServerMessage {
        /** Copies the list. */
        public Init {
            members = List.copyOf(members);
        }

        @Override
        public MessageType messageType() {
            return MessageType.DOCUMENT_INIT;
        }
    }

    /** What a client starts from. */
    sealed interface Start {
        /**
         * The whole document.
         *
         * @param document inserts only
         */
        record Content(Ops document) implements Start {}

        /**
         * What happened since the revision the client named.
         *
         * @param entries consecutive
         */
        record Changes(List<LogEntry> entries) implements Start {
            /** Copies the list. */
            public Changes {
                entries = List.copyOf(entries);
            }
        }
    }

    /**
     * The receiver's edit is stored, durably.
     *
     * @param seq its sequence number
     * @param revision the revision it became
     * @param chain the chain at that revision
     * @param atMillis when it was made, milliseconds since 1970; with it the chain can be computed
     */
    record Ack(int seq, long revision, Digest chain, long atMillis) implements ServerMessage {
        @Override
        public MessageType messageType() {
            return MessageType.OPERATION_ACK;
        }
    }

    /**
     * New revisions. The entry with the receiver's own display id and the sequence number in flight is its acknowledgement, unless it is
     * marked otherwise.
     *
     * @param from the revision the receiver stands at
     * @param to the revision of the last entry
     * @param chain the chain at {@code to}
     * @param changes the revisions from + 1 to {@code to}
     */
    record Remote(long from, long to, Digest chain, List<LogEntry> changes) implements ServerMessage {
        /** Copies the list. */
        public Remote {
            changes = List.copyOf(changes);
        }

        @Override
        public MessageType messageType() {
            return MessageType.OPERATION_REMOTE;
        }
    }

    /**
     * The receiver's edit was too old to be carried to the head: its key is used up by an empty revision, the edit itself goes on, under
     * the next sequence number. Nothing is lost.
     *
     * @param seq the used-up sequence number
     * @param revision the empty revision
     * @param chain the chain at that revision
     * @param atMillis when it was made, milliseconds since 1970; with it the chain can be computed
     */
    record Rebase(int seq, long revision, Digest chain, long atMillis) implements ServerMessage {
        @Override
        public MessageType messageType() {
            return MessageType.OPERATION_REBASE;
        }
    }

    /**
     * Somebody's caret or selection.
     *
     * @param displayId whose
     * @param cursor where
     */
    record CursorMoved(int displayId, Cursor cursor) implements ServerMessage {
        @Override
        public MessageType messageType() {
            return MessageType.CURSOR_MOVE;
        }
    }

    /**
     * Somebody came.
     *
     * @param member who
     */
    record Joined(Member member) implements ServerMessage {
        @Override
        public MessageType messageType() {
            return MessageType.PRESENCE_JOIN;
        }
    }

    /**
     * Somebody went.
     *
     * @param displayId who
     */
    record Left(int displayId) implements ServerMessage {
        @Override
        public MessageType messageType() {
            return MessageType.PRESENCE_LEAVE;
        }
    }

    /**
     * Everybody who is here; replaces what the receiver knew.
     *
     * @param members who
     */
    record Present(List<Member> members) implements ServerMessage {
        /** Copies the list. */
        public Present {
            members = List.copyOf(members);
        }

        @Override
        public MessageType messageType() {
            return MessageType.PRESENCE_LIST;
        }
    }

    /** Asks for a pong. */
    record Ping() implements ServerMessage {
        @Override
        public MessageType messageType() {
            return MessageType.HEARTBEAT_PING;
        }
    }

    /** Answers a ping. */
    record Pong() implements ServerMessage {
        @Override
        public MessageType messageType() {
            return MessageType.HEARTBEAT_PONG;
        }
    }

    /**
     * A message or an edit was not taken.
     *
     * @param code why
     * @param message the same as a sentence for a person
     * @param seq the edit that is meant, if it is one
     * @param lastSeq the highest sequence number the server has, where that is the point
     * @param retryAfterMillis how long to wait before the same bytes are sent again, where that helps, in milliseconds
     * @param commit the revision, if the refusal is itself one and has used the sequence number up
     */
    record Refused(RefusalCode code, String message, @Nullable Integer seq, @Nullable Integer lastSeq,
            @Nullable Long retryAfterMillis,
            @Nullable RefusedAt commit) implements ServerMessage {
        @Override
        public MessageType messageType() {
            return MessageType.ERROR_REFUSED;
        }

        /** A refusal of a whole message. */
        public static Refused of(RefusalCode code, String message) {
            return new Refused(code, message, null, null, null, null);
        }

        /** A refusal of the edit with a sequence number, which stays free. */
        public static Refused of(RefusalCode code, String message, int seq) {
            return new Refused(code, message, seq, null, null, null);
        }
    }

    /**
     * Where a refusal stands in the log.
     *
     * @param revision the empty revision
     * @param chain the chain at that revision
     * @param atMillis when it was made, milliseconds since 1970; with it the chain can be computed
     */
    record RefusedAt(long revision, Digest chain, long atMillis) {}
}
