package io.inkwell.sync.port;

import io.inkwell.sync.Commit;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.Head;
import io.inkwell.sync.SubmissionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The log of an {@link InMemoryStorage}. */
public final class InMemoryRevisionLog implements RevisionLog {
    private final InMemoryStorage storage;

    InMemoryRevisionLog(InMemoryStorage storage) {
        this.storage = storage;
    }

    @Override
    public AppendResult append(Append append) {
        synchronized (storage) {
            InMemoryStorage.Stored document = storage.documentsById().get(append.document());
            if (document == null || !expected(append, document.head())) {
                return new AppendResult.HeadMoved();
            }
            if (sharesAKey(append.commits(), document.commits)) {
                return new AppendResult.Duplicate();
            }
            document.commits.addAll(append.commits());
            return new AppendResult.Committed();
        }
    }

    /** Stores commits whatever is stored already. No log does that: for tests that want to see somebody notice. */
    public void force(DocumentId document, List<Commit> commits) {
        synchronized (storage) {
            storage.stored(document).commits.addAll(commits);
        }
    }

    /** Forgets everything after a revision, snapshots too, as an old backup does that was restored. For tests that want to see somebody notice. */
    public void rewind(DocumentId document, long revision) {
        synchronized (storage) {
            InMemoryStorage.Stored stored = storage.stored(document);
            stored.commits.removeIf(commit -> commit.revision() > revision);
            stored.snapshots.tailMap(revision, false).clear();
        }
    }

    private static boolean expected(Append append, Head head) {
        return head.revision() == append.expectedRevision() && head.chain().equals(append.expectedChain())
                && head.accessRevision() == append.expectedAccessRevision() && head.state() == Head.State.OPEN
                && head.atMillis() <= append.commits().getFirst().atMillis();
    }

    private static boolean sharesAKey(List<Commit> batch, List<Commit> stored) {
        Set<SubmissionId> keys = stored.stream().map(Commit::id).collect(Collectors.toSet());
        return batch.stream().anyMatch(commit -> !keys.add(commit.id()));
    }

    @Override
    public Tail tail(TailQuery query) {
        synchronized (storage) {
            InMemoryStorage.Stored document = storage.stored(query.document());
            int lastSeq = 0;
            Optional<Commit> settled = Optional.empty();
            for (Commit commit : document.commits) {
                if (commit.id().displayId() == query.displayId())
                    lastSeq = Math.max(lastSeq, commit.id().seq());
                if (commit.id().equals(query.settle()))
                    settled = Optional.of(commit);
            }
            return new Tail(document.head(),
                    page(document.commits, query.afterRevision(), Long.MAX_VALUE, query.bytesMax()), lastSeq, settled);
        }
    }

    /** The commits after one revision up to another, until so many bytes of operations are reached; at least one if there is one. */
    static List<Commit> page(List<Commit> all, long afterRevision, long throughRevision, int bytesMax) {
        List<Commit> page = new ArrayList<>();
        long bytes = 0;
        int first = (int) Math.min(afterRevision, all.size());
        for (Commit commit : all.subList(first, all.size())) {
            if (commit.revision() > throughRevision || bytes >= bytesMax)
                return page;
            page.add(commit);
            bytes += commit.opBytes().length;
        }
        return page;
    }

    @Override
    public Map<DocumentId, Head> heads(Collection<DocumentId> documents) {
        synchronized (storage) {
            Map<DocumentId, Head> heads = new HashMap<>();
            for (DocumentId id : documents) {
                InMemoryStorage.Stored document = storage.documentsById().get(id);
                if (document != null) {
                    heads.put(id, document.head());
                }
            }
            return heads;
        }
    }

    @Override
    public Optional<Commit> find(DocumentId document, SubmissionId id) {
        synchronized (storage) {
            InMemoryStorage.Stored stored = storage.documentsById().get(document);
            return stored == null
                    ? Optional.empty()
                    : stored.commits.stream().filter(commit -> commit.id().equals(id)).findFirst();
        }
    }
}
