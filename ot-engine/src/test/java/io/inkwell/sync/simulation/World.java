package io.inkwell.sync.simulation;

import io.inkwell.sync.DocumentId;
import io.inkwell.sync.PersonId;
import io.inkwell.sync.port.InMemoryStorage;
import io.inkwell.sync.port.PersonDirectory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;

/** Everything that one schedule consists of. */
final class World {
    /** The only document. */
    static final DocumentId DOCUMENT = new DocumentId("simulated");
    /** The only person: nobody is refused for who they are. */
    static final PersonId PERSON = new PersonId("person");
    /** When virtual time begins. */
    static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private static final int PERSON_KEY_BYTES = 32;
    private static final int TRACE_LINES_MAX = 400;

    private final Knobs knobs;
    private final Chance chance;
    private final Agenda agenda = new Agenda();
    private final Tally tally;
    private final Deviation deviation;
    private final InMemoryStorage storage = new InMemoryStorage();
    private final SimulatedLog log;
    private final Oracle oracle;
    private final Tokens tokens = new Tokens();
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private final List<SimulatedClient> clients = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private final boolean tracing;
    private long names;

    World(long seed, Tally tally, Deviation deviation, boolean tracing) {
        SplittableRandom random = new SplittableRandom(seed);
        this.knobs = Knobs.drawn(random);
        this.chance = new Chance(random, knobs, tally);
        this.tally = tally;
        this.deviation = deviation;
        this.tracing = tracing;
        if (knobs.limits().documentLengthMax() < 1_000)
            tally.add(Fault.NARROW_DOCUMENT);
        if (knobs.opsLimits().componentsMax() < 1_000)
            tally.add(Fault.NARROW_OPERATION);
        storage.people().create(PERSON, "Person", "#123abc", PersonDirectory.Kind.LOCAL, new byte[PERSON_KEY_BYTES],
                START);
        storage.documents().create(DOCUMENT, "Simulated", knobs.type(), PERSON, START);
        log = new SimulatedLog(this);
        oracle = new Oracle(this);
        for (int i = 1; i <= knobs.nodes(); i++)
            nodes.add(new SimulatedNode(this, i));
        for (int i = 1; i <= knobs.clients(); i++)
            clients.add(new SimulatedClient(this, i));
        note(() -> "knobs " + knobs);
    }

    Knobs knobs() {
        return knobs;
    }

    Chance chance() {
        return chance;
    }

    Agenda agenda() {
        return agenda;
    }

    Tally tally() {
        return tally;
    }

    Deviation deviation() {
        return deviation;
    }

    InMemoryStorage storage() {
        return storage;
    }

    SimulatedLog log() {
        return log;
    }

    Oracle oracle() {
        return oracle;
    }

    Tokens tokens() {
        return tokens;
    }

    List<SimulatedNode> nodes() {
        return nodes;
    }

    List<SimulatedClient> clients() {
        return clients;
    }

    /** The time as a node's clock shows it, milliseconds since 1970. */
    long clockMillis() {
        return START.toEpochMilli() + agenda.nowMillis();
    }

    /** A number that was never given before. */
    int freshNumber() {
        return Math.toIntExact(++names);
    }

    /** An id that was never given before. */
    UUID freshId() {
        return new UUID(0, freshNumber());
    }

    /** Writes down what happens, if anybody wants to read it. */
    void note(Supplier<String> line) {
        if (!tracing)
            return;
        if (trace.size() == TRACE_LINES_MAX)
            trace.removeFirst();
        trace.add(agenda.nowMillis() + " " + line.get());
    }

    /** What was written down last. */
    String trace() {
        return String.join("\n", trace);
    }
}
