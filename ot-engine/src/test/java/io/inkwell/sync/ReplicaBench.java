package io.inkwell.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Document;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.ot.testing.OpsNotation;
import io.inkwell.sync.ReplicaEvent.Entry;
import io.inkwell.sync.ReplicaEvent.Identity;
import io.inkwell.sync.ReplicaEvent.Settled;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A replica under test, the history that its server would hold, and an editor that only does what the effects tell it. After every event the
 * editor must show the replica's screen, and that must be the server's document with everything pending on top. Not thread safe.
 */
final class ReplicaBench {
    /** Who the replica is at first. */
    static final Identity ADA = new Identity(new ClientId(new UUID(0, 1)), 1);
    /** Who it is after the first identity was lost. */
    static final Identity ADA_AGAIN = new Identity(new ClientId(new UUID(0, 7)), 7);
    /** Somebody else's display id. */
    static final int BOB = 2;

    final Chronicle history;
    final Replica replica;
    private final List<ReplicaEffect> effects = new ArrayList<>();
    private Document editor = Document.EMPTY;
    private int bobsSeq;

    private ReplicaBench(String text, OpsLimits limits) {
        history = Chronicle.startingWith(text);
        replica = new Replica(limits);
    }

    /** A replica that was just let in, with this document at revision 0. */
    static ReplicaBench showing(String text) {
        return showing(text, OpsLimits.DEFAULT);
    }

    /** As {@link #showing(String)}, with other limits. */
    static ReplicaBench showing(String text, OpsLimits limits) {
        ReplicaBench bench = new ReplicaBench(text, limits);
        bench.step(new ReplicaEvent.Loaded(ADA, bench.history.at(0), 0, Document.ofText(text).toOps()));
        bench.effects.clear();
        return bench;
    }

    /** Steps the replica; the effects of this step replace those before. */
    List<ReplicaEffect> step(ReplicaEvent event) {
        if (event instanceof ReplicaEvent.Edited edited)
            editor = editor.apply(edited.change());
        effects.clear();
        effects.addAll(replica.step(event));
        for (ReplicaEffect effect : effects) {
            switch (effect) {
                case ReplicaEffect.Show show -> editor = editor.apply(show.change());
                case ReplicaEffect.Replace replace -> editor = replace.document();
                case ReplicaEffect.Send _,ReplicaEffect.Saved _,ReplicaEffect.Rescue _,ReplicaEffect.Notice _ -> {
                }
                case ReplicaEffect.RetryLater _,ReplicaEffect.Reopen _ -> {
                }
            }
        }
        assertThat(editor).as("what the editor shows after %s", event).isEqualTo(replica.screen());
        if (replica.position() != null)
            assertThat(pendingOnServer()).as("server, in flight, buffer after %s", event).isEqualTo(replica.screen());
        return List.copyOf(effects);
    }

    private Document pendingOnServer() {
        return switch (replica.state()) {
            case ReplicaState.Synchronized _ -> replica.server();
            case ReplicaState.AwaitingAck awaiting -> replica.server().apply(awaiting.inFlight().current());
            case ReplicaState.AwaitingAckWithBuffer awaiting ->
                replica.server().apply(awaiting.inFlight().current()).apply(awaiting.buffer());
        };
    }

    /** Somebody types on the screen. */
    List<ReplicaEffect> type(String ops) {
        return step(new ReplicaEvent.Edited(OpsNotation.delta(replica.screen().length(), ops)));
    }

    /** What was sent in the last step, exactly one operation. */
    Submission sent() {
        List<InFlight> sent = effects.stream().filter(ReplicaEffect.Send.class::isInstance)
                .map(effect -> ((ReplicaEffect.Send) effect).inFlight()).toList();
        assertThat(sent).hasSize(1);
        InFlight only = sent.getFirst();
        return new Submission(only.id(), only.baseRevision(), only.ops(), only.hash());
    }

    /** Types, and expects that it is sent at once. */
    Submission typeAndSend(String ops) {
        type(ops);
        return sent();
    }

    /** Somebody else commits; the replica does not hear of it yet. */
    Commit bobCommits(String ops) {
        bobsSeq++;
        history.edit(BOB, bobsSeq, ops);
        return history.commit(history.revision());
    }

    /** The server stores an operation that was sent as it stands now. */
    Commit serverCommits(Submission submission) {
        InFlight inFlight = inFlight();
        assertThat(inFlight.id()).isEqualTo(submission.id());
        Submission carried = new Submission(submission.id(), submission.baseRevision(), inFlight.current().ops(),
                submission.hash());
        history.edit(carried);
        return history.commit(history.revision());
    }

    /** The server uses a key up without an effect. */
    Commit serverUsesUp(Submission submission, CommitKind kind) {
        history.empty(kind, submission);
        return history.commit(history.revision());
    }

    /** The operation in flight. */
    InFlight inFlight() {
        return switch (replica.state()) {
            case ReplicaState.Synchronized _ -> throw new AssertionError("nothing is in flight");
            case ReplicaState.AwaitingAck awaiting -> awaiting.inFlight();
            case ReplicaState.AwaitingAckWithBuffer awaiting -> awaiting.inFlight();
        };
    }

    /** Where the replica stands. */
    long revision() {
        DocumentEvent.Position position = replica.position();
        return position == null ? -1 : position.revision();
    }

    /** One frame with everything the replica has not seen. */
    List<ReplicaEffect> deliver() {
        return step(new ReplicaEvent.Received(revision(), history.at(history.revision()), missed()));
    }

    /** Everything the replica has not seen, commit by commit. */
    List<Entry> missed() {
        return history.commits().stream().filter(commit -> commit.revision() > revision())
                .<Entry>map(ReplicaBench::entry).toList();
    }

    /** Everything the replica has not seen, as one change. */
    List<Entry> missedComposed() {
        CatchUp catchUp = new CatchUp(revision(), revision(), history.revision(), 1);
        catchUp.add(history.window().between(revision(), history.revision()));
        CatchUp.Entry.Composed all = (CatchUp.Entry.Composed) catchUp.entries().getFirst();
        return List.of(new Entry.Composed(all.from(), all.to(), all.op().ops()));
    }

    /** A commit as an entry. */
    static Entry.Single entry(Commit commit) {
        return new Entry.Single(commit.revision(), commit.kind(), commit.id(), commit.op().ops());
    }

    /** The server acknowledges its newest commit. */
    List<ReplicaEffect> acknowledge(Submission submission) {
        return step(new ReplicaEvent.Acknowledged(submission.id().seq(), history.at(history.revision())));
    }

    /** The server lets the client back in as who it was, with nothing settled. */
    List<ReplicaEffect> resume(List<Entry> changes) {
        return resume(ADA, changes, null);
    }

    /** The server lets the client back in. */
    List<ReplicaEffect> resume(Identity identity, List<Entry> changes, @Nullable Settled settled) {
        int lastSeq = history.commits().stream().map(Commit::id).filter(id -> id.displayId() == identity.displayId())
                .mapToInt(SubmissionId::seq).max().orElse(0);
        return step(new ReplicaEvent.Resumed(identity, history.at(history.revision()), lastSeq, changes, settled));
    }

    /** The text on the screen. */
    String screen() {
        return replica.screen().text();
    }

    /** The text that the server holds as far as the replica knows. */
    String server() {
        return replica.server().text();
    }
}
