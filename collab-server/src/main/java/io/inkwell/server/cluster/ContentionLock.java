package io.inkwell.server.cluster;

import io.inkwell.sync.DocumentId;
import java.util.Optional;

/**
 * Asked before a commit on a document that another node wrote to lately: who holds it goes first. It damps a race and decides nothing - the
 * compare-and-set in PostgreSQL does - so it may lie in either direction, stall or fail. Thread safe.
 */
public interface ContentionLock {
    /** There is nobody to race with. */
    ContentionLock ALWAYS_HELD = document -> Optional.of(() -> {});

    /** A lock that is held. */
    interface Hold {
        /** Gives it back. Returns soon and never throws. */
        void release();
    }

    /** Takes the lock of a document if it is free, without waiting for whoever has it. Never throws: any failure means "not held". */
    Optional<Hold> tryAcquire(DocumentId document);
}
