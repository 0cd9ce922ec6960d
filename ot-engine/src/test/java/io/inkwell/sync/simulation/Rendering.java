package io.inkwell.sync.simulation;

import io.inkwell.sync.CatchUp;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.DocumentEffect;
import io.inkwell.sync.DocumentEvent.Position;
import io.inkwell.sync.ReplicaEvent;
import io.inkwell.sync.ReplicaEvent.Entry;
import io.inkwell.sync.ReplicaEvent.Settled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a node says, as what a client understands: in place of the wire protocol. */
final class Rendering {
    private Rendering() {}

    /** The client's own commit, as the answer to its submission. */
    static ReplicaEvent own(Commit commit) {
        Position at = new Position(commit.revision(), commit.chain());
        int seq = commit.id().seq();
        return switch (commit.kind()) {
            case CommitKind.Edit _,CommitKind.Restore _ -> new ReplicaEvent.Acknowledged(seq, at);
            case CommitKind.Burnt _ -> new ReplicaEvent.Rebased(seq, at);
            case CommitKind.Refused refused -> new ReplicaEvent.Refused(refused.code(), seq, at, 0);
        };
    }

    /** Some commits as a frame. */
    static ReplicaEvent.Received frame(List<Commit> commits) {
        Commit last = commits.getLast();
        return new ReplicaEvent.Received(commits.getFirst().revision() - 1, new Position(last.revision(), last.chain()),
                commits.stream().<Entry>map(Rendering::entry).toList());
    }

    private static Entry.Single entry(Commit commit) {
        return new Entry.Single(commit.revision(), commit.kind(), commit.id(), commit.op().ops());
    }

    /** What a returning client is told. */
    static ReplicaEvent.Resumed resumed(ReplicaEvent.Identity identity, Position at, CatchUp catchUp,
            DocumentEffect.Init init, Tally tally) {
        List<Entry> entries = new ArrayList<>();
        for (CatchUp.Entry entry : catchUp.entries()) {
            switch (entry) {
                case CatchUp.Entry.Single(Commit commit) -> entries.add(entry(commit));
                case CatchUp.Entry.Composed composed -> {
                    entries.add(new Entry.Composed(composed.from(), composed.to(), composed.op().ops()));
                    tally.add(entries.size() == 1 ? Seen.COMPOSED : Seen.COMPOSED_AFTER_OWN);
                }
            }
        }
        return new ReplicaEvent.Resumed(identity, at, init.lastSeq(), entries, settled(init.settled()));
    }

    private static @Nullable Settled settled(DocumentEffect.@Nullable Settled settled) {
        return switch (settled) {
            case null -> null;
            case DocumentEffect.Settled.Never _ -> new Settled.Burnt();
            case DocumentEffect.Settled.Stored(Commit commit) -> switch (commit.kind()) {
                case CommitKind.Edit _,CommitKind.Restore _ -> new Settled.Stored(commit.id());
                case CommitKind.Burnt _ -> new Settled.Burnt();
                case CommitKind.Refused refused -> new Settled.Refused(refused.code());
            };
        };
    }
}
