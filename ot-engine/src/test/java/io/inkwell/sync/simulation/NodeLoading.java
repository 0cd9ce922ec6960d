package io.inkwell.sync.simulation;

import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitWindow;
import io.inkwell.sync.Digest;
import io.inkwell.sync.Head;
import io.inkwell.sync.History;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.port.HistoryReader;
import io.inkwell.sync.port.RevisionLog.TailQuery;
import java.util.List;

/** How a node loads a document: the newest snapshot that leaves a window, and what was committed since. */
final class NodeLoading {
    private NodeLoading() {}

    static Head head(World world) {
        return world.storage().log().tail(new TailQuery(World.DOCUMENT, Long.MAX_VALUE, 1, 0, null)).head();
    }

    static ActorParts load(World world) {
        HistoryReader reader = world.storage().history();
        Head head = head(world);
        Knobs knobs = world.knobs();
        int windowMax = knobs.limits().windowCommitsMax();
        Snapshot newest = world.storage().snapshots().newestAtOrBelow(World.DOCUMENT, head.revision())
                .orElseGet(() -> new Snapshot(0, Digest.chainStart(World.DOCUMENT), knobs.type().start()));
        Snapshot start = new History(world.storage().snapshots(), reader).at(World.DOCUMENT, knobs.type(),
                Math.max(0, Math.min(newest.revision(), head.revision() - windowMax)));
        List<Commit> since = reader.read(World.DOCUMENT, start.revision(), head.revision(), Integer.MAX_VALUE);
        Snapshot current = History.replay(start, since);
        CommitWindow window = CommitWindow.at(start.revision(), start.chain(), start.document().length()).with(since)
                .trimmed(windowMax, knobs.limits().windowBytesMax(), Long.MAX_VALUE);
        long bytes = since.stream().filter(commit -> commit.revision() > newest.revision())
                .mapToLong(commit -> commit.opBytes().length).sum();
        return new ActorParts(World.DOCUMENT, knobs.type(), knobs.limits(), head, window, current.document(), bytes);
    }
}
