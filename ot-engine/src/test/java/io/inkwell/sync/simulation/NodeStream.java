package io.inkwell.sync.simulation;

import io.inkwell.sync.CatchUp;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitWindow;
import io.inkwell.sync.DocumentEffect;
import io.inkwell.sync.DocumentEffect.CloseReason;
import io.inkwell.sync.DocumentEvent.Position;
import io.inkwell.sync.OutboundCursor;
import io.inkwell.sync.ReplicaEvent;
import java.util.List;
import java.util.Objects;

/** What the connections of a node are sent: what each missed, then whatever its cursor brings. */
final class NodeStream {
    private static final int FLUSH_MILLIS_MAX = 4;
    private static final int READ_PAGE_MILLIS_MAX = 8;

    private final World world;
    private final SimulatedNode node;

    NodeStream(World world, SimulatedNode node) {
        this.world = world;
        this.node = node;
    }

    /** Lets a connection in, at once or when the pages it needs are read. */
    void admit(DocumentEffect.Init init) {
        NodeLine line = node.line(init.connection());
        if (line == null)
            return;
        Position from = init.from();
        if (from == null || init.window().covers(from.revision())) {
            letIn(line, init);
        } else {
            node.later(world.chance().below(READ_PAGE_MILLIS_MAX), () -> {
                if (!node.has(line) || node.actor() == null)
                    return;
                if (world.oracle().holds(from)) {
                    letIn(line, init);
                } else {
                    node.close(line.connection(), CloseReason.HISTORY_DIFFERS);
                }
            });
        }
    }

    private void letIn(NodeLine line, DocumentEffect.Init init) {
        NodeLine.Identity identity = line.identity();
        ReplicaEvent.Identity told = new ReplicaEvent.Identity(identity.clientId(), identity.displayId());
        long head = init.window().headRevision();
        Position at = new Position(head, init.window().headChain());
        Position from = init.from();
        ReplicaEvent event;
        if (from == null) {
            event = new ReplicaEvent.Loaded(told, at, init.lastSeq(), init.document().toOps());
        } else {
            CatchUp catchUp = new CatchUp(from.revision(), world.deviation().singlesThrough(init), head,
                    world.knobs().composeFromCommits());
            while (catchUp.revision() < head) {
                List<Commit> page = page(catchUp.revision(), head);
                if (page.isEmpty()) {
                    node.close(line.connection(), CloseReason.STORAGE);
                    return;
                }
                catchUp.add(page);
            }
            event = Rendering.resumed(told, at, catchUp, init, world.tally());
        }
        line.letIn(new OutboundCursor(identity.displayId(), init.window(), world.knobs().frameBytesMax()));
        node.presence().joined(line);
        line.say(event, init.window());
        flushSoon(line);
    }

    private List<Commit> page(long after, long through) {
        return world.ask(
                ports -> ports.history().read(World.DOCUMENT, after, through, world.knobs().pageBytesMax()));
    }

    /** Tells an outcome again, unless the cursor has yet to bring it. */
    void repeat(DocumentEffect.Repeat repeat) {
        NodeLine line = node.line(repeat.connection());
        OutboundCursor cursor = line == null ? null : line.cursor();
        if (line == null || cursor == null || cursor.revision() < repeat.commit().revision())
            return;
        world.tally().add(Seen.REPEATED);
        line.say(Rendering.own(repeat.commit()), Objects.requireNonNull(node.actor()).window());
    }

    // ---- the stream ------------------------------------------------------------------------------------------------------------------------

    /** The wire is free in a moment; what comes until then goes out together. */
    void flushSoon(NodeLine line) {
        if (line.startFlushing())
            node.later(world.chance().below(FLUSH_MILLIS_MAX), () -> {
                if (node.has(line) && node.actor() != null)
                    flush(line, Objects.requireNonNull(line.cursor()));
            });
    }

    private void flush(NodeLine line, OutboundCursor cursor) {
        CommitWindow window = Objects.requireNonNull(node.actor()).window();
        line.stopFlushing();
        world.tally().stepped(cursor);
        switch (cursor.next(window)) {
            case OutboundCursor.Next.Nothing _ -> {
                return;
            }
            case OutboundCursor.Next.Own(Commit commit) -> line.say(Rendering.own(commit), window);
            case OutboundCursor.Next.Frame(long from, long to) ->
                line.say(Rendering.frame(window.between(from, to)), window);
            case OutboundCursor.Next.Behind(long from) -> {
                world.tally().add(Seen.PAGE_FROM_LOG);
                List<Commit> page = page(from, window.headRevision());
                if (page.isEmpty()) {
                    node.close(line.connection(), CloseReason.STORAGE);
                    return;
                }
                cursor.handedOut(page);
                line.say(Rendering.frame(page), window);
            }
        }
        flushSoon(line);
    }
}
