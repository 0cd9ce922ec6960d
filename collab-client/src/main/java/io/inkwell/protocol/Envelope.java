package io.inkwell.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A message with what travels around it.
 *
 * @param message the message
 * @param correlationId chosen by the client, echoed in whatever answers the message; at most {@value #CORRELATION_ID_LENGTH_MAX} UTF-16 units
 * @param <M> {@link ClientMessage} or {@link ServerMessage}
 */
public record Envelope<M>(M message, @Nullable String correlationId) {
    /** Longest correlation id, in UTF-16 units. */
    public static final int CORRELATION_ID_LENGTH_MAX = 128;

    /** A message without a correlation id. */
    public static <M> Envelope<M> of(M message) {
        return new Envelope<>(message, null);
    }
}
