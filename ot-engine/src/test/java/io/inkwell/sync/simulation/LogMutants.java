package io.inkwell.sync.simulation;

import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitWindow;
import io.inkwell.sync.DocumentActor;
import io.inkwell.sync.DocumentEffect;
import io.inkwell.sync.Head;
import io.inkwell.sync.RefusalCode;
import io.inkwell.sync.ReplicaEvent;
import io.inkwell.sync.port.InMemoryStorage;
import io.inkwell.sync.port.RevisionLog.Append;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import io.inkwell.sync.port.RevisionLog.Tail;
import io.inkwell.sync.port.RevisionLog.TailQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the log could do wrong, and what a node could make of its answers. */
final class LogMutants {
    private LogMutants() {}

    private static Head head(InMemoryStorage storage) {
        return storage.log().tail(new TailQuery(World.DOCUMENT, Long.MAX_VALUE, 1, 0, null)).head();
    }

    /** Stores the batch behind whatever is there. */
    private static AppendResult forced(InMemoryStorage storage, Append append) {
        long revision = head(storage).revision();
        List<Commit> renumbered = new ArrayList<>();
        for (Commit commit : append.commits()) {
            revision++;
            renumbered.add(Commit.stored(revision, commit.kind(), commit.id(), commit.atMillis(), commit.op(),
                    commit.opBytes(), commit.submitHash(), commit.chain()));
        }
        storage.log().force(World.DOCUMENT, renumbered);
        return new AppendResult.Committed();
    }

    /** Emptiness cannot tell a burnt key from an edit that became empty. */
    static final class BurntToldAsSaved extends Deviation {
        @Override
        ReplicaEvent heard(ReplicaEvent said, CommitWindow window, int displayId) {
            return said instanceof ReplicaEvent.Rebased rebased
                    ? new ReplicaEvent.Acknowledged(rebased.seq(), rebased.at())
                    : said;
        }
    }

    static final class LastNumberOfAnotherMoment extends Deviation {
        @Override
        ReplicaEvent heard(ReplicaEvent said, CommitWindow window, int displayId) {
            return said instanceof ReplicaEvent.Resumed resumed && resumed.lastSeq() > 0
                    ? new ReplicaEvent.Resumed(resumed.identity(), resumed.position(), resumed.lastSeq() - 1,
                            resumed.changes(), resumed.settled())
                    : said;
        }
    }

    static final class NoDeduplication extends Deviation {
        @Override
        AppendResult executed(InMemoryStorage storage, Append append, boolean holdsLock) {
            AppendResult result = storage.log().append(append);
            return result instanceof AppendResult.Duplicate ? forced(storage, append) : result;
        }

        @Override
        Tail shown(Tail tail) {
            return new Tail(tail.head(), tail.commits(), 0, Optional.empty());
        }
    }

    static final class ComparesNothing extends Deviation {
        @Override
        AppendResult executed(InMemoryStorage storage, Append append, boolean holdsLock) {
            AppendResult result = storage.log().append(append);
            return result instanceof AppendResult.HeadMoved ? forced(storage, append) : result;
        }
    }

    static final class ComparesNoChain extends Deviation {
        @Override
        AppendResult executed(InMemoryStorage storage, Append append, boolean holdsLock) {
            Head head = head(storage);
            boolean onlyTheChainDiffers = head.revision() == append.expectedRevision()
                    && !head.chain().equals(append.expectedChain())
                    && head.accessRevision() == append.expectedAccessRevision();
            return onlyTheChainDiffers ? forced(storage, append) : storage.log().append(append);
        }
    }

    static final class LockTrusted extends Deviation {
        @Override
        AppendResult executed(InMemoryStorage storage, Append append, boolean holdsLock) {
            AppendResult result = storage.log().append(append);
            return holdsLock && result instanceof AppendResult.HeadMoved ? forced(storage, append) : result;
        }
    }

    /** The rights are compared before the statement, not in it. */
    static final class RightsOutsideTheStatement extends Deviation {
        @Override
        AppendResult executed(InMemoryStorage storage, Append append, boolean holdsLock) {
            return storage.log().append(new Append(append.document(), append.expectedRevision(),
                    append.expectedChain(), head(storage).accessRevision(), append.commits()));
        }
    }

    /** Whoever waits is told that it failed, for good. */
    static final class UnknownIsFailure extends Deviation {
        @Override
        AppendResult answered(AppendResult result) {
            return result instanceof AppendResult.Unknown ? new AppendResult.Refused("failed") : result;
        }

        @Override
        ReplicaEvent heard(ReplicaEvent said, CommitWindow window, int displayId) {
            return said instanceof ReplicaEvent.Refused refused && refused.code() == RefusalCode.STORAGE
                    ? new ReplicaEvent.Refused(RefusalCode.FROZEN, refused.seq(), null, 0)
                    : said;
        }
    }

    static final class UnknownIsSuccess extends Deviation {
        @Override
        AppendResult answered(AppendResult result) {
            return result instanceof AppendResult.Unknown ? new AppendResult.Committed() : result;
        }
    }

    /** A reading is replaced by what a message brought, in whatever order that came. */
    static final class PayloadAppliedAsItComes extends Deviation {
        @Override
        Tail shown(Tail tail) {
            List<Commit> commits = tail.commits();
            return commits.size() < 2
                    ? tail
                    : new Tail(tail.head(), commits.reversed(), tail.lastSeq(), tail.settled());
        }
    }

    /** Who opens is judged by what the node remembers. */
    static final class LaggingMemory extends Deviation {
        @Override
        Optional<Tail> fromMemory(DocumentActor actor, DocumentEffect.ReadTail read) {
            if (read.displayId() == 0)
                return Optional.empty();
            CommitWindow window = actor.window();
            return Optional.of(new Tail(new Head(window.headRevision(), window.headChain(), 0, 0, Head.State.OPEN),
                    List.of(), window.lastSeq(read.displayId(), 0), Optional.empty()));
        }
    }
}
