package io.inkwell.protocol;

import org.jspecify.annotations.Nullable;

/** The names of all messages: the domain ({@code type}) and the verb ({@code action}) of the envelope. Never renamed. */
public enum MessageType {
    /** First message of a client: open the document, from the start or where it left off. */
    DOCUMENT_OPEN("document", "open"),
    /** Answer to open: who the client is and what it starts from. */
    DOCUMENT_INIT("document", "init"),
    /** An edit of the client. */
    OPERATION_TRANSFORM("operation", "transform"),
    /** The client's edit is stored. */
    OPERATION_ACK("operation", "ack"),
    /** Revisions made since the last frame. */
    OPERATION_REMOTE("operation", "remote"),
    /** The client's edit was too old and its key is used up: send it again under the next one. */
    OPERATION_REBASE("operation", "rebase"),
    /** A caret or selection, the client's own or somebody's. */
    CURSOR_MOVE("cursor", "move"),
    /** Somebody came. */
    PRESENCE_JOIN("presence", "join"),
    /** Somebody went. */
    PRESENCE_LEAVE("presence", "leave"),
    /** Everybody who is here. */
    PRESENCE_LIST("presence", "list"),
    /** Asks the other side for a pong. */
    HEARTBEAT_PING("heartbeat", "ping"),
    /** Answers a ping. */
    HEARTBEAT_PONG("heartbeat", "pong"),
    /** A message or an edit was not taken. */
    ERROR_REFUSED("error", "refused");

    private final String type;
    private final String action;

    MessageType(String type, String action) {
        this.type = type;
        this.action = action;
    }

    /** The domain: the member {@code type} of the envelope. */
    public String type() {
        return type;
    }

    /** The verb: the member {@code action} of the envelope. */
    public String action() {
        return action;
    }

    /** The message of these names, or null if this version knows none. */
    public static @Nullable MessageType of(String type, String action) {
        for (MessageType candidate : values()) {
            if (candidate.action.equals(action) && candidate.type.equals(type))
                return candidate;
        }
        return null;
    }

    @Override
    public String toString() {
        return type + "/" + action;
    }
}
