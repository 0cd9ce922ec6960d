package io.inkwell.server;

import io.inkwell.persistence.StartRefusedException;
import io.inkwell.server.config.ConfigException;

/** Says failures in words. */
final class Sentences {
    private Sentences() {}

    /** What went wrong, for the person who started the program. Expected failures bring their own sentences. */
    static String of(Throwable failure) {
        if (failure instanceof ConfigException || failure instanceof StartRefusedException)
            return String.valueOf(failure.getMessage());
        return "stopped by an unexpected error: " + failure;
    }
}
