package io.inkwell.sync.simulation;

import io.inkwell.ot.json.OpsLimits;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitWindow;
import io.inkwell.sync.DocumentActor;
import io.inkwell.sync.DocumentEffect;
import io.inkwell.sync.DocumentEvent;
import io.inkwell.sync.Replica;
import io.inkwell.sync.ReplicaEvent;
import io.inkwell.sync.StoredReplica;
import io.inkwell.sync.port.InMemoryStorage;
import io.inkwell.sync.port.RevisionLog.Append;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import io.inkwell.sync.port.RevisionLog.Tail;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a test can make a part wrong on purpose: what the ports answer, what a connection is sent, what a client makes of it, which class
 * stands in for one that ships. This one changes nothing.
 */
class Deviation {
    // ---- the schedule ----------------------------------------------------------------------------------------------------------------------

    /** What a schedule is like. */
    Knobs knobs(Knobs drawn) {
        return drawn;
    }

    // ---- the log and the ports -------------------------------------------------------------------------------------------------------------

    /** How the log executes a statement. */
    AppendResult executed(InMemoryStorage storage, Append append, boolean holdsLock) {
        return storage.log().append(append);
    }

    /** What a node is told about its statement. */
    AppendResult answered(AppendResult result) {
        return result;
    }

    /** What a node is shown of the log. */
    Tail shown(Tail tail) {
        return tail;
    }

    /** What a node answers out of its memory, instead of reading the log. */
    Optional<Tail> fromMemory(DocumentActor actor, DocumentEffect.ReadTail read) {
        return Optional.empty();
    }

    // ---- the node --------------------------------------------------------------------------------------------------------------------------

    /** The actor of a document that was loaded. */
    DocumentActor actor(ActorParts parts) {
        return parts.actor();
    }

    /** What an actor is asked. */
    DocumentEvent.Open opened(DocumentEvent.Open open) {
        return open;
    }

    /** What is done of what an actor decided, in this order. */
    List<DocumentEffect> decided(List<DocumentEffect> effects) {
        return effects;
    }

    /** What is done when a batch leaves for the log. */
    void leaving(SimulatedNode node, Append append) {}

    /** Whether a submission is held for one that is stored already, without a look at its key. */
    Optional<Commit> takenFor(Message.Transform transform, List<Commit> ownCommits) {
        return Optional.empty();
    }

    /** Up to where a returning client is told commits one by one. */
    long singlesThrough(DocumentEffect.Init init) {
        return init.singlesThrough();
    }

    /** What travels to a client of what a node says. */
    ReplicaEvent heard(ReplicaEvent said, CommitWindow window, int displayId) {
        return said;
    }

    // ---- the client ------------------------------------------------------------------------------------------------------------------------

    /** A client's replica, new or out of its store. */
    Replica replica(OpsLimits limits, @Nullable StoredReplica stored) {
        return stored == null ? new Replica(limits) : new Replica(limits, stored);
    }

    /** What a client makes of what arrives. */
    ReplicaEvent taken(Replica replica, ReplicaEvent event) {
        return event;
    }

    /** What a client sends. */
    Message.Transform sent(Replica replica, Message.Transform transform) {
        return transform;
    }

    /** How a client opens. */
    Message.Open opening(Message.Open open) {
        return open;
    }

    /** What a client writes into its store. */
    @Nullable
    StoredReplica written(@Nullable StoredReplica before, StoredReplica now, boolean aboutToSend) {
        return now;
    }

    /** What one more tab starts with. */
    @Nullable
    StoredReplica startOfAnotherTab(@Nullable StoredReplica stored) {
        return null;
    }
}
