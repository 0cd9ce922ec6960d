package io.inkwell.sync;

import io.inkwell.ot.Delta;

/** How much of a replica's screen is not durable yet. */
public sealed interface ReplicaState {
    /** Nothing. */
    record Synchronized() implements ReplicaState {}

    /**
     * One operation without an answer.
     *
     * @param inFlight one operation without an answer
     */
    record AwaitingAck(InFlight inFlight) implements ReplicaState {}

    /**
     * One operation without an answer, and more behind it.
     *
     * @param inFlight one operation without an answer
     * @param buffer what was typed since, not sent
     */
    record AwaitingAckWithBuffer(InFlight inFlight, Delta buffer) implements ReplicaState {}
}
