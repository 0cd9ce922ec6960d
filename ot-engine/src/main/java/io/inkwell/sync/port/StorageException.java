package io.inkwell.sync.port;

/** The store could not answer. Says nothing about what is stored; the same call may be made again later. */
public class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what was tried and what went wrong, without document text */
    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param message what was tried and what went wrong, without document text */
    public StorageException(String message) {
        super(message);
    }
}
