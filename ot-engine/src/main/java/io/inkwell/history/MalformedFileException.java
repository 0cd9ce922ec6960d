package io.inkwell.history;

/** A file that is not what it should be. The message is a sentence for a person and holds no document text. */
public final class MalformedFileException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, and where */
    public MalformedFileException(String message) {
        super(message);
    }

    /** @param message what is wrong, and where */
    public MalformedFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
