package io.inkwell.server.security;

import io.inkwell.sync.PersonId;
import io.inkwell.sync.port.PersonDirectory;
import io.inkwell.sync.port.PersonDirectory.Kind;
import io.inkwell.sync.port.PersonDirectory.Person;
import io.inkwell.sync.port.StorageException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes people known. */
public final class People {
    /** Dark enough for white text on them, and told apart also by those who see few colours. */
    private static final List<String> COLOURS = List.of("#b3261e", "#1a5fb4", "#26744a", "#8f4700", "#6b3fa0",
            "#0b7285", "#a3195b", "#4d5b16",
            "#354a9c", "#7a4b2a", "#00695c", "#8a1c7c");
    private static final Logger LOG = LoggerFactory.getLogger(People.class);
    private static final PersonId ADMINISTRATOR = new PersonId("administrator");

    private final PersonDirectory directory;
    private final InstantSource clock;
    private final AtomicInteger nextColour = new AtomicInteger(RandomIds.next().hashCode());

    /**
     * Somebody new.
     *
     * @param person who
     * @param key the key, told this once and never again
     */
    public record Newcomer(Person person, PersonKey key) {}

    /** Makes people known in this directory. */
    public People(PersonDirectory directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * Stores somebody new under a name that was checked before.
     *
     * @throws StorageException if the store cannot answer
     */
    public Newcomer welcome(String name, Kind kind) {
        PersonKey key = PersonKey.fresh();
        PersonId id = new PersonId(RandomIds.next());
        LOG.info("person {} is new, {}", id, kind);
        return new Newcomer(directory.create(id, name, colour(), kind, key.hash(), clock.instant()), key);
    }

    /**
     * The person under whose name administrators edit. It has a key that nobody knows.
     *
     * @throws StorageException if the store cannot answer
     */
    public Person administrator() {
        Optional<Person> known = directory.find(ADMINISTRATOR);
        if (known.isPresent())
            return known.get();
        try {
            return directory.create(ADMINISTRATOR, "Administrator", colour(), Kind.LOCAL,
                    PersonKey.fresh().hash(), clock.instant());
        } catch (StorageException somebodyWasFaster) {
            return directory.find(ADMINISTRATOR).orElseThrow(() -> somebodyWasFaster);
        }
    }

    /** One after the other: people who come in together are told apart. */
    private String colour() {
        return COLOURS.get(Math.floorMod(nextColour.getAndIncrement(), COLOURS.size()));
    }
}
