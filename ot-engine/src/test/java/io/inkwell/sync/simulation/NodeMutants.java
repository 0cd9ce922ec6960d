package io.inkwell.sync.simulation;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Op;
import io.inkwell.ot.Ops;
import io.inkwell.ot.OtException;
import io.inkwell.sync.ActorLimits;
import io.inkwell.sync.Authority;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.CommitWindow;
import io.inkwell.sync.DocumentActor;
import io.inkwell.sync.DocumentEffect;
import io.inkwell.sync.DocumentEvent;
import io.inkwell.sync.Judging;
import io.inkwell.sync.RefusalCode;
import io.inkwell.sync.ReplicaEvent;
import io.inkwell.sync.ReplicaEvent.Entry;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.Submission;
import io.inkwell.sync.WrongParts;
import io.inkwell.sync.port.RevisionLog.Append;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a node could do wrong. */
final class NodeMutants {
    private NodeMutants() {}

    /** The authority that ships, but for one thing. */
    abstract static class WrongAuthority extends Deviation {
        @Override
        DocumentActor actor(ActorParts parts) {
            Authority right = new Authority(parts.type(), parts.limits().documentLengthMax());
            return WrongParts.actor(
                    (submission, window, tentative, document) -> judge(right, submission, window, tentative, document),
                    parts.id(), parts.limits(), parts.head(), parts.window(), parts.document(),
                    parts.bytesSinceSnapshot());
        }

        abstract Judging.Judgement judge(Authority right, Submission submission, CommitWindow window,
                List<Commit> tentative, Document document);
    }

    /** A submission carried to the head in another way. */
    abstract static class OtherTransform extends WrongAuthority {
        @Override
        Judging.Judgement judge(Authority right, Submission submission, CommitWindow window, List<Commit> tentative,
                Document document) {
            Judging.Judgement judgement = right.judge(submission, window, tentative, document);
            if (!(judgement instanceof Judging.Judgement.Accepted))
                return judgement;
            try {
                long base = submission.baseRevision();
                Delta op = submission.ops().on(window.lengthAt(base));
                List<Commit> missed = window.between(base, window.headRevision());
                missed.addAll(tentative);
                Delta carried = carried(op, missed.stream().map(Commit::op).toList());
                return new Judging.Judgement.Accepted(carried, document.apply(carried));
            } catch (OtException impossibleThisWay) {
                return judgement;
            }
        }

        abstract Delta carried(Delta op, List<Delta> missed);
    }

    static final class TieSwapped extends OtherTransform {
        @Override
        Delta carried(Delta op, List<Delta> missed) {
            Delta carried = op;
            for (Delta commit : missed)
                carried = carried.transformUnder(commit);
            return carried;
        }
    }

    /** What is deleted and inserted at one place is transformed in the order delete, insert. */
    static final class RawFormTransformed extends OtherTransform {
        @Override
        Delta carried(Delta op, List<Delta> missed) {
            Delta deletes = only(op, false).on(op.baseLength());
            Delta inserts = insertsAfter(op).on(deletes.resultLength());
            for (Delta commit : missed) {
                inserts = inserts.transformOver(commit.transformUnder(deletes));
                deletes = deletes.transformOver(commit);
            }
            return deletes.compose(inserts);
        }

        private static Ops only(Delta op, boolean inserts) {
            Ops.Builder builder = Ops.builder();
            for (Op part : op.ops()) {
                boolean isInsert = part instanceof Op.InsertText || part instanceof Op.InsertEmbed;
                if (isInsert == inserts)
                    builder.add(part);
            }
            return builder.build();
        }

        private static Ops insertsAfter(Delta op) {
            Ops.Builder builder = Ops.builder();
            for (Op part : op.ops()) {
                switch (part) {
                    case Op.InsertText _,Op.InsertEmbed _ -> builder.add(part);
                    case Op.Retain retain -> builder.retain(retain.length());
                    case Op.Delete _ -> {
                    }
                }
            }
            return builder.build();
        }
    }

    static final class RefusalFreesTheNumber extends WrongAuthority {
        @Override
        Judging.Judgement judge(Authority right, Submission submission, CommitWindow window, List<Commit> tentative,
                Document document) {
            return right.judge(submission, window, tentative, document) instanceof Judging.Judgement.Refused refused
                    ? new Judging.Judgement.Refused(
                            refused.code().consumesSeq() ? RefusalCode.OP_LIMIT : refused.code(), refused.message())
                    : right.judge(submission, window, tentative, document);
        }
    }

    static final class BurntTwice extends Deviation {
        @Override
        Knobs knobs(Knobs drawn) {
            ActorLimits limits = drawn.limits();
            return drawn.withLimits(new ActorLimits(limits.documentLengthMax(), limits.batchCommitsMax(),
                    limits.batchBytesMax(), limits.windowCommitsMax(), limits.windowBytesMax(), 0,
                    limits.pinnedMillisMax(), limits.snapshotBytesMin(), limits.snapshotShare(),
                    limits.retryFirstMillis(), limits.retryMaxMillis()));
        }
    }

    /** Both sides must transform commit by commit. */
    static final class ComposedBeforeOwn extends Deviation {
        @Override
        long singlesThrough(DocumentEffect.Init init) {
            return 0;
        }
    }

    static final class AcknowledgedByClient extends Deviation {
        @Override
        ReplicaEvent heard(ReplicaEvent said, CommitWindow window, int displayId) {
            if (said instanceof ReplicaEvent.Received received && received.changes().size() == 1
                    && received.changes().getFirst() instanceof Entry.Single only
                    && only.id().displayId() == displayId && only.kind() == CommitKind.Edit.EDIT)
                return new ReplicaEvent.Acknowledged(only.id().seq(), received.to());
            return said;
        }
    }

    static final class LateOpeningTakesOver extends Deviation {
        private int openings;

        /** Openings that come late are rare: here they are not. */
        @Override
        Knobs knobs(Knobs drawn) {
            return drawn.withRates(Map.of(Fault.CUT, 30, Fault.LATE_MESSAGES, 60));
        }

        @Override
        DocumentEvent.Open opened(DocumentEvent.Open open) {
            return new DocumentEvent.Open(open.connection(), open.displayId(), ++openings, open.mayWrite(),
                    open.from(), open.inFlight());
        }
    }

    static final class AcknowledgedBeforeCommit extends Deviation {
        @Override
        void leaving(SimulatedNode node, Append append) {
            for (Commit commit : append.commits()) {
                node.lines().stream().filter(line -> line.isOf(commit.id().displayId()))
                        .forEach(line -> line.sayUnchecked(Rendering.own(commit)));
            }
        }
    }

    static final class BroadcastBeforeCommit extends Deviation {
        @Override
        void leaving(SimulatedNode node, Append append) {
            node.lines().stream().filter(line -> line.cursor() != null)
                    .filter(line -> append.commits().stream().noneMatch(commit -> line.isOf(commit.id().displayId())))
                    .forEach(line -> line.sayUnchecked(Rendering.frame(append.commits())));
        }
    }

    /** What is stored as the document at the head has a batch in it that is not durable yet. */
    static final class SnapshotBeforeCommit extends Deviation {
        @Override
        void leaving(SimulatedNode node, Append append) {
            DocumentActor actor = node.actor();
            if (actor == null || actor.window().headRevision() != append.expectedRevision())
                return;
            Document after = actor.document();
            for (Commit commit : append.commits())
                after = after.apply(commit.op());
            node.store(new Snapshot(append.expectedRevision(), append.expectedChain(), after));
        }
    }

    /** The node gets to it when the document is no longer there. */
    static final class SalvagedAfterForgetting extends Deviation {
        @Override
        List<DocumentEffect> decided(List<DocumentEffect> effects) {
            List<DocumentEffect> late = new ArrayList<>(effects);
            List<DocumentEffect> salvages = effects.stream().filter(DocumentEffect.KeepSalvage.class::isInstance)
                    .toList();
            late.removeAll(salvages);
            late.addAll(salvages);
            return late;
        }
    }

    /** Who sends the same thing twice surely sends it again. */
    static final class DeduplicatedByContent extends Deviation {
        @Override
        Optional<Commit> takenFor(Message.Transform transform, List<Commit> ownCommits) {
            return ownCommits.stream()
                    .filter(commit -> commit.kind() == CommitKind.Edit.EDIT
                            && Objects.equals(commit.op().ops(), transform.ops()))
                    .findFirst();
        }
    }
}
