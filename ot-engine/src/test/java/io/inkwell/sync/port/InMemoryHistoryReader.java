package io.inkwell.sync.port;

import io.inkwell.ot.Op;
import io.inkwell.sync.Commit;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.PersonId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The past in an {@link InMemoryStorage}. */
final class InMemoryHistoryReader implements HistoryReader {
    private final InMemoryStorage storage;

    InMemoryHistoryReader(InMemoryStorage storage) {
        this.storage = storage;
    }

    @Override
    public List<Commit> read(DocumentId document, long afterRevision, long throughRevision, int bytesMax) {
        synchronized (storage) {
            return InMemoryRevisionLog.page(commits(document), afterRevision, throughRevision, bytesMax);
        }
    }

    @Override
    public OptionalLong revisionAt(DocumentId document, Instant moment) {
        synchronized (storage) {
            InMemoryStorage.Stored stored = storage.documentsById().get(document);
            if (stored == null || stored.createdAt.isAfter(moment)) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(stored.commits.stream().filter(commit -> commit.atMillis() <= moment.toEpochMilli())
                    .mapToLong(Commit::revision).max().orElse(0));
        }
    }

    @Override
    public List<Line> list(DocumentId document, Query query) {
        synchronized (storage) {
            return newestFirst(document, query.beforeRevision())
                    .filter(commit -> commit.revision() > query.afterRevision())
                    .filter(commit -> query.kind() == null || Kind.of(commit.kind()) == query.kind())
                    .map(commit -> line(document, commit))
                    .filter(line -> query.author() == null || line.author().id().equals(query.author()))
                    .limit(query.limit()).toList();
        }
    }

    @Override
    public List<Outline> outline(DocumentId document, long beforeRevision, int limit) {
        synchronized (storage) {
            return newestFirst(document, beforeRevision).limit(limit).map(commit -> new Outline(commit.revision(),
                    commit.kind(), commit.id(), commit.atMillis(), commit.opBytes().length)).toList();
        }
    }

    @Override
    public Map<Integer, Author> authors(DocumentId document, Set<Integer> displayIds) {
        synchronized (storage) {
            InMemoryStorage.Stored stored = storage.documentsById().get(document);
            return stored == null
                    ? Map.of()
                    : stored.sessions.values().stream().filter(session -> displayIds.contains(session.displayId()))
                            .collect(Collectors.toMap(SessionStore.Session::displayId,
                                    session -> author(session.person())));
        }
    }

    private Stream<Commit> newestFirst(DocumentId document, long beforeRevision) {
        return commits(document).stream().filter(commit -> commit.revision() < beforeRevision)
                .sorted(Comparator.comparingLong(Commit::revision).reversed());
    }

    private Author author(PersonId id) {
        PersonDirectory.Person person = Objects.requireNonNull(storage.peopleById().get(id), "the person");
        return new Author(id, person.name(), person.colour());
    }

    private List<Commit> commits(DocumentId document) {
        InMemoryStorage.Stored stored = storage.documentsById().get(document);
        return stored == null ? List.of() : stored.commits;
    }

    private Line line(DocumentId document, Commit commit) {
        int displayId = commit.id().displayId();
        Author author = Objects.requireNonNull(authors(document, Set.of(displayId)).get(displayId), "the author");
        return new Line(commit.revision(), commit.kind(), commit.id(), author, commit.atMillis(), units(commit, false),
                units(commit, true), commit.opBytes().length);
    }

    private static long units(Commit commit, boolean deleted) {
        return StreamSupport.stream(commit.op().ops().spliterator(), false)
                .filter(op -> !(op instanceof Op.Retain) && op instanceof Op.Delete == deleted).mapToLong(Op::length)
                .sum();
    }
}
