package io.inkwell.sync.port;

import io.inkwell.sync.DocumentId;
import io.inkwell.sync.PersonId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The named versions of an {@link InMemoryStorage}. */
final class InMemoryVersionStore implements VersionStore {
    private final InMemoryStorage storage;

    InMemoryVersionStore(InMemoryStorage storage) {
        this.storage = storage;
    }

    @Override
    public Optional<Version> create(DocumentId document, VersionId id, long revision, String name, PersonId by,
            Instant at) {
        synchronized (storage) {
            List<Version> versions = storage.stored(document).versions;
            PersonDirectory.Person creator = storage.peopleById().get(by);
            if (creator == null)
                throw new NoSuchElementException("There is no person " + by);
            if (isTaken(versions, name))
                return Optional.empty();
            versions.add(new Version(id, revision, name, new HistoryReader.Author(by, creator.name(), creator.colour()),
                    at.truncatedTo(ChronoUnit.MILLIS)));
            return Optional.of(versions.getLast());
        }
    }

    @Override
    public Optional<Version> find(DocumentId document, VersionId id) {
        synchronized (storage) {
            return versions(document).stream().filter(version -> version.id().equals(id)).findFirst();
        }
    }

    @Override
    public List<Version> list(DocumentId document, @Nullable VersionId after, int limit) {
        synchronized (storage) {
            List<Version> newestFirst = new ArrayList<>(versions(document)).reversed();
            return newestFirst.stream().sorted(Comparator.comparingLong(Version::revision).reversed())
                    .dropWhile(version -> after != null && !version.id().equals(after))
                    .skip(after == null ? 0 : 1).limit(limit).toList();
        }
    }

    @Override
    public Set<Long> namedRevisions(DocumentId document, long afterRevision, long throughRevision) {
        synchronized (storage) {
            return versions(document).stream().map(Version::revision)
                    .filter(revision -> revision > afterRevision && revision <= throughRevision)
                    .collect(Collectors.toSet());
        }
    }

    @Override
    public Renaming rename(DocumentId document, VersionId id, String name) {
        synchronized (storage) {
            Optional<Version> known = find(document, id);
            if (known.isEmpty())
                return Renaming.UNKNOWN;
            Version old = known.get();
            if (!old.name().equals(name) && isTaken(versions(document), name))
                return Renaming.NAME_TAKEN;
            versions(document).replaceAll(version -> version.id().equals(id)
                    ? new Version(id, old.revision(), name, old.createdBy(), old.createdAt())
                    : version);
            return Renaming.RENAMED;
        }
    }

    @Override
    public boolean delete(DocumentId document, VersionId id) {
        synchronized (storage) {
            return versions(document).removeIf(version -> version.id().equals(id));
        }
    }

    private List<Version> versions(DocumentId document) {
        InMemoryStorage.Stored stored = storage.documentsById().get(document);
        return stored == null ? new ArrayList<>() : stored.versions;
    }

    private static boolean isTaken(List<Version> versions, String name) {
        return versions.stream().anyMatch(version -> version.name().equals(name));
    }
}
