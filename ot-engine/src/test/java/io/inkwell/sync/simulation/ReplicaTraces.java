package io.inkwell.sync.simulation;

import io.inkwell.ot.json.OpsLimits;
import io.inkwell.sync.Replica;
import io.inkwell.sync.ReplicaEffect;
import io.inkwell.sync.ReplicaEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What the replicas of some schedules were told, what they did and how they stood afterwards, step by step, for replicas in other languages:
 * {@code conformance/replica.jsonl}.
 *
 * <p>
 * One JSON object per line. {@code {"replica":number,"limits":{"operationBytesMax":…,"componentsMax":…,"attributesPerComponentMax":…}}} begins
 * a replica without a document; every line until the next such line is one step of it:
 *
 * <pre>
 * {"event":{"event":name,…},            what it takes
 *  "effects":[{"effect":name,…},…],     what is to be done, in this order
 *  "state":{"state":name,"inFlight":…,"buffer":[ops]},   how much is not durable
 *  "screen":[ops],"server":[ops],       both documents, as inserts
 *  "position":{"revision":…,"chain":…}, "identity":{"clientId":…,"displayId":…},     each left out where there is none
 *  "open":{"clientId":…,"from":position,"inFlight":id,"formerClientId":…}}             the next opening; what is absent is left out
 * </pre>
 *
 * Names and fields are those of the types in {@code web-editor/src/sync/types.ts}: a change is its array of operations in canonical form; an
 * operation in flight is {@code {"id":{"displayId","seq"},"baseRevision","bytes":"the canonical JSON","hash","current":[ops]}}. The reason of the
 * effect {@code reopen} is for the log and left out.
 *
 * <p>
 * Steps that a program begins with what it had stored are not recorded: a replica's lines end where its program ended.
 */
public final class ReplicaTraces {
    private static final int SCHEDULES = 70;

    private ReplicaTraces() {}

    /** The lines of the file. */
    public static List<String> lines() {
        Recorder recorder = new Recorder();
        for (long seed = 1; seed <= SCHEDULES; seed++) {
            recorder.limits = Knobs.drawn(new SplittableRandom(seed), Mask.NOTHING).opsLimits();
            recorder.recording.clear();
            Simulation.run(seed, Mask.NOTHING, new Tally(), new Restless(), recorder);
        }
        return recorder.replicas.stream().filter(replica -> replica.size() > 1).flatMap(List::stream).toList();
    }

    /** Connections break all the time, identities are shared, and no browser is closed. */
    private static final class Restless extends Deviation {
        @Override
        Knobs knobs(Knobs drawn) {
            return drawn.withRates(Map.of(Fault.CUT, 12, Fault.SHARED_IDENTITY, 15, Fault.BROWSER_CLOSED, 0,
                    Fault.STORAGE_REFUSED, 10, Fault.MESSAGE_LOST, 3, Fault.LATE_MESSAGES, 30));
        }
    }

    private static final class Recorder extends Witness {
        private final List<List<String>> replicas = new ArrayList<>();
        private final Map<SimulatedClient, List<String>> recording = new HashMap<>();
        private OpsLimits limits = OpsLimits.DEFAULT;

        @Override
        void began(SimulatedClient client, boolean fromStore) {
            recording.remove(client);
            if (fromStore)
                return;
            List<String> lines = new ArrayList<>();
            lines.add(ReplicaJson.beginning(replicas.size() + 1, limits));
            replicas.add(lines);
            recording.put(client, lines);
        }

        @Override
        void stepped(SimulatedClient client, Replica replica, ReplicaEvent event, List<ReplicaEffect> effects) {
            List<String> lines = recording.get(client);
            if (lines != null)
                lines.add(ReplicaJson.step(replica, event, effects));
        }
    }
}
