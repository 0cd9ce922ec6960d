package io.inkwell.server.documents;

import io.inkwell.server.cluster.NodeBus;
import io.inkwell.server.cluster.NodeMessage;
import io.inkwell.server.cluster.NodeMessage.Present;
import io.inkwell.server.cluster.NodeMessage.RemoteCaret;
import io.inkwell.server.cluster.NodeMessage.RemoteMember;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.Member;
import io.inkwell.sync.Presence;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Tells the other nodes who is connected to this one, in one open document. Lives in the document's mailbox: not thread safe. */
final class Neighbours {
    /** Carets are told so long after they moved, with whatever moved until then, in milliseconds. */
    static final long CARETS_AFTER_MILLIS = 100;
    private static final long REPEAT_EVERY_MILLIS = 5_000;

    private final DocumentId id;
    private final NodeBus bus;
    private final AtomicLong numbers;
    private long toldMillis;

    /**
     * A document that was just opened: asks who is in it elsewhere.
     *
     * @param numbers counts what this node says, about all its documents
     */
    Neighbours(DocumentId id, NodeBus bus, AtomicLong numbers) {
        this.id = id;
        this.bus = bus;
        this.numbers = numbers;
        bus.publish(new NodeMessage.WhoIsThere(id));
    }

    /** Whether anybody can be told anything now. */
    boolean areReachable() {
        return bus.reachesOthers();
    }

    /** Tells who is here, if that changed or somebody asks. */
    void tell(Presence presence, Set<Integer> here, long revision, long nowMillis) {
        toldMillis = nowMillis;
        if (!bus.reachesOthers())
            return;
        List<RemoteMember> members = presence.members().stream().filter(member -> here.contains(member.displayId()))
                .map(Neighbours::remote).toList();
        bus.publish(new Present(id, bus.node(), numbers.incrementAndGet(), revision, members));
    }

    /** Tells it again every few seconds: messages get lost, and who says nothing is taken for gone. */
    void tellAgain(Presence presence, Set<Integer> here, long revision, long nowMillis) {
        if (!here.isEmpty() && nowMillis - toldMillis >= REPEAT_EVERY_MILLIS)
            tell(presence, here, revision, nowMillis);
    }

    private static RemoteMember remote(Member member) {
        Member.Caret caret = member.caret();
        return new RemoteMember(member.displayId(), member.name(), member.colour(),
                Objects.equals(member.kind(), Member.Kind.PROGRAM),
                caret == null ? null : new RemoteCaret(caret.index(), caret.length()));
    }
}
