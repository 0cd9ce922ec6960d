package io.inkwell.sync.simulation;

import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitWindow;
import io.inkwell.sync.DocumentEffect;
import io.inkwell.sync.DocumentEvent;
import io.inkwell.sync.Replica;
import io.inkwell.sync.ReplicaEvent;
import io.inkwell.sync.port.InMemoryStorage;
import io.inkwell.sync.port.RevisionLog.Append;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import io.inkwell.sync.port.RevisionLog.Tail;
import java.util.List;

/**
 * Where a test can make the surroundings wrong on purpose: what the ports answer, what a connection is sent, what a client sends. This one
 * changes nothing.
 */
class Deviation {
    /** How the log executes a statement. */
    AppendResult executed(InMemoryStorage storage, Append append) {
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

    /** Up to where a returning client is told commits one by one. */
    long singlesThrough(DocumentEffect.Init init) {
        return init.singlesThrough();
    }

    /** What an actor is asked. */
    DocumentEvent.Open opened(DocumentEvent.Open open) {
        return open;
    }

    /** What a client hears of what a node says. */
    ReplicaEvent heard(ReplicaEvent said, CommitWindow window, int displayId) {
        return said;
    }

    /** The commits whose senders are told that they are saved as soon as the batch leaves. */
    List<Commit> acknowledgedEarly(Append append) {
        return List.of();
    }

    /** What a client sends. */
    Message.Transform sent(Replica replica, Message.Transform transform) {
        return transform;
    }

    /** How a client opens. */
    Message.Open opening(Message.Open open) {
        return open;
    }
}
