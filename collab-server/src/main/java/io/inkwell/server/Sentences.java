package io.inkwell.server;

import io.inkwell.persistence.StartRefusedException;
import io.inkwell.server.config.ConfigException;
import io.inkwell.sync.port.StorageException;

/** Says failures in words. */
final class Sentences {
    private Sentences() {}

    /** What went wrong, for the person who started the program. Expected failures bring their own sentences. */
    static String of(Throwable failure) {
        if (failure instanceof ConfigException || failure instanceof StartRefusedException
                || failure instanceof StorageException)
            return String.valueOf(failure.getMessage());
        return "stopped by an unexpected error: " + failure;
    }
}
