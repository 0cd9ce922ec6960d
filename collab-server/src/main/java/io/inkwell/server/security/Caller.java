package io.inkwell.server.security;

import io.inkwell.sync.port.PersonDirectory;
import java.time.Instant;

/** Who makes a request. */
public sealed interface Caller {
    /**
     * The bearer of an administrator's token: may do everything.
     *
     * @param expiresAt when the token ends
     */
    record Administrator(Instant expiresAt) implements Caller {}

    /**
     * A person or program that showed its key.
     *
     * @param who who it is
     */
    record Person(PersonDirectory.Person who) implements Caller {}

    /** Nobody that is known. */
    enum Nobody implements Caller {
        /** The only value. */
        NOBODY
    }

    /** Who it is as it may stand in the log: an id, never a name. */
    default String forTheLog() {
        return switch (this) {
            case Administrator administrator -> "an administrator";
            case Person person -> "person " + person.who().id();
            case Nobody nobody -> "nobody";
        };
    }
}
