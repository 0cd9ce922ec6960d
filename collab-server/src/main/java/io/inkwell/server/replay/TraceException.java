package io.inkwell.server.replay;

/** A file that is no trace, or a trace that cannot be played. The message says why in a sentence. */
public final class TraceException extends Exception {
    private static final long serialVersionUID = 1L;

    TraceException(String message) {
        super(message);
    }
}
