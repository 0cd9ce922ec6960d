package io.inkwell.sync.simulation;

import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitWindow;
import io.inkwell.sync.Head;
import io.inkwell.sync.History;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.port.RevisionLog.TailQuery;
import java.util.List;

/** How a node loads a document: the newest snapshot that leaves a window, and what was committed since. */
final class NodeLoading {
    private NodeLoading() {}

    static Head head(World world) {
        return world.ask(ports -> ports.log().tail(new TailQuery(World.DOCUMENT, Long.MAX_VALUE, 1, 0, null))).head();
    }

    static ActorParts load(World world) {
        Head head = head(world);
        Knobs knobs = world.knobs();
        int windowMax = knobs.limits().windowCommitsMax();
        Snapshot newest = world.ask(ports -> new History(ports.snapshots(), ports.history())
                .newestSnapshot(World.DOCUMENT, knobs.type(), head.revision()));
        long from = Math.max(0, Math.min(newest.revision(), head.revision() - windowMax));
        Snapshot start = world.ask(
                ports -> new History(ports.snapshots(), ports.history()).at(World.DOCUMENT, knobs.type(), from));
        List<Commit> since = world.ask(ports -> ports.history().read(World.DOCUMENT, start.revision(), head.revision(),
                Integer.MAX_VALUE));
        Snapshot current = History.replay(start, since);
        CommitWindow window = CommitWindow.at(start.revision(), start.chain(), start.document().length()).with(since)
                .trimmed(windowMax, knobs.limits().windowBytesMax(), Long.MAX_VALUE);
        long bytes = since.stream().filter(commit -> commit.revision() > newest.revision())
                .mapToLong(commit -> commit.opBytes().length).sum();
        return new ActorParts(World.DOCUMENT, knobs.type(), knobs.limits(), head, window, current.document(), bytes);
    }
}
