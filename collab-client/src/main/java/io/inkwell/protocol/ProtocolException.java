package io.inkwell.protocol;

import io.inkwell.sync.RefusalCode;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A text is not a message of the protocol, or its operation is not one. Says what to answer; carries no document text. */
public final class ProtocolException extends Exception {
    private static final long serialVersionUID = 1L;

    private final RefusalCode code;
    private final @Nullable Integer seq;
    private final @Nullable String correlationId;

    ProtocolException(RefusalCode code, String message) {
        this(code, message, null, null);
    }

    private ProtocolException(RefusalCode code, String message, @Nullable Integer seq, @Nullable String correlationId) {
        super(message, null, false, false);
        this.code = code;
        this.seq = seq;
        this.correlationId = correlationId;
    }

    ProtocolException about(@Nullable Integer seqRead, @Nullable String correlationIdRead) {
        return new ProtocolException(code, sentence(), seqRead, correlationIdRead);
    }

    /** Why the message was not taken. */
    public RefusalCode code() {
        return code;
    }

    /** The same as a sentence for a person. */
    public String sentence() {
        String message = getMessage();
        return message == null ? code.name() : message;
    }

    /** The sequence number of the submission, if it could still be read. */
    public OptionalInt seq() {
        return seq == null ? OptionalInt.empty() : OptionalInt.of(seq);
    }

    /** The correlation id of the message, if it could still be read. */
    public @Nullable String correlationId() {
        return correlationId;
    }
}
