package io.inkwell.sync.simulation;

import io.inkwell.sync.DocumentId;
import io.inkwell.sync.PersonId;
import io.inkwell.sync.port.InMemoryStorage;
import io.inkwell.sync.port.PersonDirectory;
import io.inkwell.sync.port.Storage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
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

    private final Knobs knobs;
    private final Chance chance;
    private final Agenda agenda = new Agenda();
    private final Tally tally;
    private final Deviation deviation;
    private final Witness witness;
    private final InMemoryStorage storage = new InMemoryStorage();
    private final SimulatedLog log;
    private final LyingLock lock;
    private final LossyTopic topic;
    private final Oracle oracle;
    private final Tokens tokens = new Tokens();
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private final List<SimulatedClient> clients = new ArrayList<>();
    private long names;
    private boolean rewound;

    World(long seed, Mask mask, Tally tally, Deviation deviation, Witness witness) {
        SplittableRandom random = new SplittableRandom(seed);
        this.knobs = deviation.knobs(Knobs.drawn(random, mask));
        this.chance = new Chance(random, knobs, mask, tally);
        this.tally = tally;
        this.deviation = deviation;
        this.witness = witness;
        if (knobs.percent().getOrDefault(Fault.NARROW_DOCUMENT, 0) > 0)
            tally.add(Fault.NARROW_DOCUMENT);
        if (knobs.percent().getOrDefault(Fault.NARROW_OPERATION, 0) > 0)
            tally.add(Fault.NARROW_OPERATION);
        tell(ports -> ports.people().create(PERSON, "Person", "#123abc", PersonDirectory.Kind.LOCAL,
                new byte[PERSON_KEY_BYTES], START));
        tell(ports -> ports.documents().create(DOCUMENT, "Simulated", knobs.type(), PERSON, START));
        log = new SimulatedLog(this);
        lock = new LyingLock(this, knobs.lock());
        topic = new LossyTopic(this);
        oracle = new Oracle(this);
        for (int i = 1; i <= knobs.nodes(); i++)
            nodes.add(new SimulatedNode(this, i));
        for (int i = 1; i <= knobs.clients(); i++)
            clients.add(new SimulatedClient(this, i, knobs.editsEach(), null));
        note(() -> knobs.type() + " document, " + knobs.nodes() + " nodes, " + knobs.clients() + " clients, lock "
                + knobs.lock());
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

    Witness witness() {
        return witness;
    }

    InMemoryStorage storage() {
        return storage;
    }

    /** Asks the storage something; the witness may ask another one the same. */
    <A> A ask(Function<Storage, A> question) {
        A answer = question.apply(storage);
        witness.asked(question, answer);
        return answer;
    }

    /** Has the storage do something; the witness may have another one do the same. */
    void tell(Consumer<Storage> order) {
        ask(ports -> {
            order.accept(ports);
            return true;
        });
    }

    SimulatedLog log() {
        return log;
    }

    LyingLock lock() {
        return lock;
    }

    LossyTopic topic() {
        return topic;
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

    /** One more client joins. */
    SimulatedClient joinedBy(SimulatedClient client) {
        clients.add(client);
        return client;
    }

    /** The log lost its end: from now on some things may be lost, and those who notice have to say so. */
    void rewind() {
        rewound = true;
    }

    /** Whether the log lost its end once. */
    boolean isRewound() {
        return rewound;
    }

    /** A number that was never given before. */
    int freshNumber() {
        return Math.toIntExact(++names);
    }

    /** An id that was never given before. */
    UUID freshId() {
        return new UUID(0, freshNumber());
    }

    /** Tells what happens, if anybody wants to hear it. */
    void note(Supplier<String> line) {
        witness.noted(agenda.nowMillis(), line);
    }
}
