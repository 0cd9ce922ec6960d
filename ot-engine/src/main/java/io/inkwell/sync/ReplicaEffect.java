package io.inkwell.sync;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;

/** What is to be done outside for a replica, in order. */
public sealed interface ReplicaEffect {
    /**
     * Send an operation, exactly these bytes.
     *
     * @param inFlight the operation
     */
    record Send(InFlight inFlight) implements ReplicaEffect {}

    /**
     * Bring a change of others to the screen.
     *
     * @param change on the document as the screen shows it
     */
    record Show(Delta change) implements ReplicaEffect {}

    /**
     * Show another document altogether.
     *
     * @param document the document
     */
    record Replace(Document document) implements ReplicaEffect {}

    /**
     * Everything up to a revision is durable, and nothing is unsaved.
     *
     * @param revision the newest revision
     */
    record Saved(long revision) implements ReplicaEffect {}

    /**
     * Hand an edit that will not be stored to the person, who can put it elsewhere. It was taken off the screen.
     *
     * @param code why
     * @param ops the edit, with its text
     */
    record Rescue(RefusalCode code, Ops ops) implements ReplicaEffect {}

    /**
     * The server refused something that is not the operation in flight.
     *
     * @param code why
     */
    record Notice(RefusalCode code) implements ReplicaEffect {}

    /**
     * Come back with {@link ReplicaEvent.RetryDue} later.
     *
     * @param delayMillis after so long
     */
    record RetryLater(long delayMillis) implements ReplicaEffect {}

    /**
     * Drop the connection and open the document again. Always the last effect of a step.
     *
     * @param reason why, for the log
     */
    record Reopen(String reason) implements ReplicaEffect {}
}
