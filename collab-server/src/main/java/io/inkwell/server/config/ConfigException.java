package io.inkwell.server.config;

/** The program was told something it cannot do. The message is a whole sentence for the person who started it. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong and what to do, in sentences */
    public ConfigException(String message) {
        super(message);
    }

    /** @param message what is wrong and what to do, in sentences */
    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
