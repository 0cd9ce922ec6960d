package io.inkwell.sync.simulation;

import static org.assertj.core.api.Assertions.fail;

import io.inkwell.ot.Ops;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.CommitWindow;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentEffect;
import io.inkwell.sync.DocumentEvent;
import io.inkwell.sync.Head;
import io.inkwell.sync.Replica;
import io.inkwell.sync.ReplicaEvent;
import io.inkwell.sync.ReplicaEvent.Entry;
import io.inkwell.sync.port.InMemoryStorage;
import io.inkwell.sync.port.RevisionLog.Append;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import io.inkwell.sync.port.RevisionLog.Tail;
import io.inkwell.sync.port.RevisionLog.TailQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The test of the test: a simulation that notices nothing proves nothing. Each deviation breaks one rule, and must be noticed. */
class EveryDeviationIsNoticedTest {
    private static final int SCHEDULES_MAX = 20_000;

    private static void isNoticed(Deviation deviation) {
        Tally tally = new Tally();
        for (int seed = 1; seed <= SCHEDULES_MAX; seed++) {
            try {
                Simulation.run(seed, tally, deviation);
            } catch (Violation noticed) {
                System.out.println(deviation.getClass().getSimpleName() + " noticed by schedule " + seed + ": "
                        + noticed.getCause());
                return;
            }
        }
        fail("not noticed in %d schedules", SCHEDULES_MAX);
    }

    private static Head head(InMemoryStorage storage) {
        return storage.log().tail(new TailQuery(World.DOCUMENT, Long.MAX_VALUE, 1, 0, null)).head();
    }

    @Test
    void aBurntKeyToldAsAnAcknowledgement() {
        isNoticed(new BurntIsAcknowledged());
    }

    /** Emptiness cannot tell a burnt key from an edit that became empty. */
    private static final class BurntIsAcknowledged extends Deviation {
        @Override
        ReplicaEvent heard(ReplicaEvent said, CommitWindow window, int displayId) {
            return said instanceof ReplicaEvent.Rebased rebased
                    ? new ReplicaEvent.Acknowledged(rebased.seq(), rebased.at())
                    : said;
        }
    }

    @Test
    void aLogWithoutUniqueKeysAndNodesThatRememberNoNumbers() {
        isNoticed(new NoDedupe());
    }

    private static final class NoDedupe extends Deviation {
        @Override
        AppendResult executed(InMemoryStorage storage, Append append) {
            AppendResult result = storage.log().append(append);
            if (!(result instanceof AppendResult.Duplicate))
                return result;
            storage.log().force(World.DOCUMENT, append.commits());
            return new AppendResult.Committed();
        }

        @Override
        Tail shown(Tail tail) {
            return new Tail(tail.head(), tail.commits(), 0, Optional.empty());
        }
    }

    @Test
    void aStatementThatDoesNotCompareTheHead() {
        isNoticed(new NoCompareAndSet());
    }

    private static final class NoCompareAndSet extends Deviation {
        @Override
        AppendResult executed(InMemoryStorage storage, Append append) {
            AppendResult result = storage.log().append(append);
            if (!(result instanceof AppendResult.HeadMoved))
                return result;
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
    }

    @Test
    void missedCommitsComposedBeforeTheOwnOne() {
        isNoticed(new ComposedBeforeOwn());
    }

    /** Both sides must transform commit by commit. */
    private static final class ComposedBeforeOwn extends Deviation {
        @Override
        long singlesThrough(DocumentEffect.Init init) {
            return 0;
        }
    }

    @Test
    void anAcknowledgementBeforeTheCommit() {
        isNoticed(new AcknowledgedBeforeCommit());
    }

    private static final class AcknowledgedBeforeCommit extends Deviation {
        @Override
        List<Commit> acknowledgedEarly(Append append) {
            return append.commits();
        }
    }

    @Test
    void anUnknownOutcomeTakenForSuccess() {
        isNoticed(new UnknownIsSuccess());
    }

    private static final class UnknownIsSuccess extends Deviation {
        @Override
        AppendResult answered(AppendResult result) {
            return result instanceof AppendResult.Unknown ? new AppendResult.Committed() : result;
        }
    }

    @Test
    void aLateOpeningThatTakesTheClientOver() {
        isNoticed(new LateOpeningSupersedes());
    }

    private static final class LateOpeningSupersedes extends Deviation {
        private int openings;

        @Override
        DocumentEvent.Open opened(DocumentEvent.Open open) {
            return new DocumentEvent.Open(open.connection(), open.displayId(), ++openings, open.mayWrite(),
                    open.from(), open.inFlight());
        }
    }

    @Test
    void aLastNumberOfAnEarlierMoment() {
        isNoticed(new LastNumberOfAnEarlierMoment());
    }

    private static final class LastNumberOfAnEarlierMoment extends Deviation {
        @Override
        ReplicaEvent heard(ReplicaEvent said, CommitWindow window, int displayId) {
            return said instanceof ReplicaEvent.Resumed resumed && resumed.lastSeq() > 0
                    ? new ReplicaEvent.Resumed(resumed.identity(), resumed.position(), resumed.lastSeq() - 1,
                            resumed.changes(), resumed.settled())
                    : said;
        }
    }

    @Test
    void anAcknowledgementByTheNumberAlone() {
        isNoticed(new AcknowledgedByNumber());
    }

    /** The number may have been used by another owner of the identity. */
    private static final class AcknowledgedByNumber extends Deviation {
        @Override
        ReplicaEvent heard(ReplicaEvent said, CommitWindow window, int displayId) {
            if (said instanceof ReplicaEvent.Received received && received.changes().size() == 1
                    && received.changes().getFirst() instanceof Entry.Single only
                    && only.id().displayId() == displayId && only.kind() == CommitKind.Edit.EDIT)
                return new ReplicaEvent.Acknowledged(only.id().seq(), received.to());
            return said;
        }
    }

    @Test
    void aResendThatWasRebased() {
        isNoticed(new ResentRebased());
    }

    private static final class ResentRebased extends Deviation {
        @Override
        Message.Transform sent(Replica replica, Message.Transform transform) {
            DocumentEvent.Position at = replica.position();
            if (at == null || !(replica.state() instanceof Replica.State.AwaitingAck awaiting))
                return transform;
            Ops ops = awaiting.inFlight().current().ops();
            return new Message.Transform(transform.seq(), at.revision(), ops,
                    Digest.ofSubmission(at.revision(), OpsJson.write(ops)));
        }
    }

    @Test
    void aNewIdentityWithoutSettlingTheOldOne() {
        isNoticed(new NewIdentityWithoutSettling());
    }

    private static final class NewIdentityWithoutSettling extends Deviation {
        @Override
        Message.Open opening(Message.Open open) {
            return open.inFlight() != null && open.inFlight().formerClientId() != null
                    ? new Message.Open(open.clientId(), open.attempt(), open.from(), null)
                    : open;
        }
    }
}
