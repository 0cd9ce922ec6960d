package io.inkwell.sync.port;

import io.inkwell.ot.Op;
import io.inkwell.sync.Commit;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.PersonId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
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
    public List<Line> list(DocumentId document, long beforeRevision, int limit) {
        synchronized (storage) {
            return commits(document).stream().filter(commit -> commit.revision() < beforeRevision)
                    .sorted(Comparator.comparingLong(Commit::revision).reversed()).limit(limit)
                    .map(commit -> line(storage.stored(document), commit)).toList();
        }
    }

    private List<Commit> commits(DocumentId document) {
        InMemoryStorage.Stored stored = storage.documentsById().get(document);
        return stored == null ? List.of() : stored.commits;
    }

    private Line line(InMemoryStorage.Stored document, Commit commit) {
        PersonId author = document.sessions.values().stream()
                .filter(session -> session.displayId() == commit.id().displayId())
                .map(SessionStore.Session::person).findFirst().orElseThrow();
        PersonDirectory.Person person = storage.peopleById().get(author);
        return new Line(commit.revision(), commit.kind(), commit.id(), author, person == null ? null : person.name(),
                commit.atMillis(),
                units(commit, false), units(commit, true), commit.opBytes().length);
    }

    private static long units(Commit commit, boolean deleted) {
        return StreamSupport.stream(commit.op().ops().spliterator(), false)
                .filter(op -> !(op instanceof Op.Retain) && op instanceof Op.Delete == deleted).mapToLong(Op::length)
                .sum();
    }
}
