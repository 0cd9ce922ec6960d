package io.inkwell.sync.simulation;

import io.inkwell.ot.Ops;
import io.inkwell.sync.ClientId;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentEffect.CloseReason;
import io.inkwell.sync.DocumentEvent.Position;
import io.inkwell.sync.Member;
import io.inkwell.sync.ReplicaEvent;
import org.jspecify.annotations.Nullable;

/** What travels on a connection. */
sealed interface Message {
    /** From a client. */
    sealed interface ToServer extends Message {}

    /** From a node. */
    sealed interface ToClient extends Message {}

    /** Opens the document. */
    record Open(@Nullable ClientId clientId, int attempt, @Nullable Position from, @Nullable Unknown inFlight)
            implements
                ToServer {}

    /** An operation without an answer, sent under a former identity if one is named. */
    record Unknown(@Nullable ClientId formerClientId, int seq, long base, Digest hash) {}

    /** Sends an operation. */
    record Transform(int seq, long base, Ops ops, Digest hash) implements ToServer {}

    /** Moves the caret, in the document at a revision. */
    record MoveCaret(Member.Caret caret, long revision) implements ToServer {}

    /** Says something to the replica. */
    record Say(ReplicaEvent event) implements ToClient {}

    /** Ends the connection. */
    record Closed(CloseReason reason) implements ToClient {}
}
