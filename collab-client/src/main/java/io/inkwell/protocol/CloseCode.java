package io.inkwell.protocol;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why the server closed a connection: the WebSocket close codes of the protocol. What a client does about each is its {@link Reaction}. */
public enum CloseCode {
    /** Ten messages that were none within a minute. */
    BAD_MESSAGES(4400, "too many messages that are not of the protocol", Reaction.GIVE_UP),
    /** The credentials are missing or have expired. */
    AUTHENTICATION(4401, "sign in again", Reaction.GIVE_UP),
    /** The document may not, or no longer, be opened; or the client id belongs to somebody else. */
    FORBIDDEN(4403, "not allowed", Reaction.GIVE_UP),
    /** The document was deleted. */
    GONE(4404, "the document is gone", Reaction.GIVE_UP),
    /** Nothing came from the client for too long. */
    SILENT(4408, "nothing was heard for too long", Reaction.RECONNECT),
    /** Another connection took over this client id, or a sequence number was used for two different edits. */
    SUPERSEDED(4409, "another connection took over", Reaction.CHANGE_IDENTITY),
    /** The client knows a history that the server does not have. */
    HISTORY_DIFFERS(4410, "the history differs", Reaction.START_OVER),
    /** Too many messages. */
    RATE(4429, "too many messages", Reaction.RECONNECT),
    /** The database is not available. */
    STORAGE(4503, "storage is not available", Reaction.RECONNECT),
    /** The client does not read fast enough; the next open catches up in one piece. */
    TOO_SLOW(4508, "too slow", Reaction.RECONNECT),
    /** The server stops or restarts. */
    RESTART(1012, "restart", Reaction.RECONNECT);

    /** What a client does after a close. */
    public enum Reaction {
        /** Connect again after a delay and resume. */
        RECONNECT,
        /** Connect again without a client id; an edit in flight is settled under its former key. */
        CHANGE_IDENTITY,
        /** Keep the unsaved text for the person, connect again and load the server's state. */
        START_OVER,
        /** Do not connect again; keep the unsaved text for the person. */
        GIVE_UP
    }

    /**
     * Behind the reason of {@link #RESTART}, followed by a number of milliseconds: over that time the clients are to spread their coming back,
     * each after a random part of it.
     */
    public static final String RETRY_WITHIN = "; retry-within-millis=";

    private static final Pattern RETRY_WITHIN_FORM = Pattern.compile(Pattern.quote(RETRY_WITHIN) + "([0-9]{1,5})$");

    private final int number;
    private final String reason;
    private final Reaction reaction;

    CloseCode(int number, String reason, Reaction reaction) {
        this.number = number;
        this.reason = reason;
        this.reaction = reaction;
    }

    /** The number in the close frame. */
    public int number() {
        return number;
    }

    /** The reason in the close frame, ASCII, at most 123 bytes. */
    public String reason() {
        return reason;
    }

    /** What a client does about it. */
    public Reaction reaction() {
        return reaction;
    }

    /** The code of this number, if the protocol has one. */
    public static Optional<CloseCode> of(int number) {
        for (CloseCode code : values()) {
            if (code.number == number)
                return Optional.of(code);
        }
        return Optional.empty();
    }

    /** Over how many milliseconds the reason of a close frame asks the clients to spread their coming back, if it does. */
    public static OptionalLong retryWithinMillis(String reason) {
        Matcher hint = RETRY_WITHIN_FORM.matcher(reason);
        return hint.find() ? OptionalLong.of(Long.parseLong(hint.group(1))) : OptionalLong.empty();
    }
}
