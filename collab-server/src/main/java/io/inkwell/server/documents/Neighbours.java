package io.inkwell.server.documents;

import io.inkwell.sync.Member;
import io.inkwell.sync.Presence;
import io.inkwell.server.cluster.NodeBus;
import io.inkwell.server.cluster.NodeMessage;
import io.inkwell.server.cluster.NodeMessage.Present;
import io.inkwell.server.cluster.NodeMessage.RemoteCaret;
import io.inkwell.server.cluster.NodeMessage.RemoteMember;
import io.inkwell.sync.CommitWindow;
import io.inkwell.sync.DocumentId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One open document among the nodes: tells the others who is connected here, and keeps what they tell. Lives in the document's mailbox: not
 * thread safe.
 */
final class Neighbours {
    /** Carets are told so long after they moved, with whatever moved until then, in milliseconds. */
    static final long CARETS_AFTER_MILLIS = 100;
    private static final long REPEAT_EVERY_MILLIS = 5_000;

    private final DocumentId id;
    private final NodeBus bus;
    private final AtomicLong numbers;
    private final Elsewhere elsewhere = new Elsewhere();
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
        return bus.works();
    }

    /** Tells who is here, if that changed or somebody asks. */
    void tell(Presence presence, Set<Integer> here, long revision, long nowMillis) {
        toldMillis = nowMillis;
        if (!bus.works())
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

    /** Takes what another node says; false if it is old. */
    boolean heard(Present present, long nowMillis) {
        return elsewhere.heard(present, nowMillis);
    }

    /** Forgets nodes that say nothing any more; true if there were any. */
    boolean forgetSilent(long nowMillis) {
        return elsewhere.forgetSilent(nowMillis);
    }

    /** Whether carets wait for commits that this node has not seen yet. */
    boolean haveCaretsToPlace() {
        return elsewhere.hasCaretsToPlace();
    }

    /** The newest revision that carets wait for; 0 if none do. */
    long awaitedRevision() {
        return elsewhere.awaitedRevision();
    }

    /** Everybody, here and elsewhere. */
    Presence shownIn(Presence presence, Set<Integer> here, CommitWindow window) {
        return elsewhere.shownIn(presence, here, window);
    }

    private static RemoteMember remote(Member member) {
        Member.Caret caret = member.caret();
        return new RemoteMember(member.displayId(), member.name(), member.colour(),
                Objects.equals(member.kind(), Member.Kind.PROGRAM),
                caret == null ? null : new RemoteCaret(caret.index(), caret.length()));
    }
}
