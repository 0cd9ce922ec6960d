package io.inkwell.persistence;

/**
 * The storage cannot be used as it is, so the server does not start. The message is written for the person who starts
 * it: what is wrong, and what to do about it.
 */
public final class StartRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message one or two sentences: what is wrong and what to do */
    public StartRefusedException(String message) {
        super(message);
    }

    /**
     * @param message one or two sentences: what is wrong and what to do
     * @param cause what was seen, for the log
     */
    public StartRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
