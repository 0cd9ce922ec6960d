package io.inkwell.sync.simulation;

import io.inkwell.sync.Replica;
import io.inkwell.sync.ReplicaEffect;
import io.inkwell.sync.ReplicaEvent;
import io.inkwell.sync.port.Storage;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Somebody who looks on while a schedule runs. This one does not. */
class Witness {
    /** Something happened, worth a line of the story. */
    void noted(long atMillis, Supplier<String> line) {}

    /** The storage was asked something. */
    <A> void asked(Function<Storage, A> question, A answer) {}

    /** A replica begins. */
    void began(SimulatedClient client, boolean fromStore) {}

    /** A replica took a step. */
    void stepped(SimulatedClient client, Replica replica, ReplicaEvent event, List<ReplicaEffect> effects) {}
}
