package io.inkwell.client;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.protocol.ClientMessage;
import io.inkwell.protocol.CloseCode;
import io.inkwell.protocol.Limits;
import io.inkwell.protocol.LogEntry;
import io.inkwell.protocol.MessageCodec;
import io.inkwell.protocol.ProtocolException;
import io.inkwell.protocol.Role;
import io.inkwell.protocol.ServerMessage;
import io.inkwell.protocol.Settled;
import io.inkwell.sync.ClientId;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.RefusalCode;
import io.inkwell.sync.SubmissionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The protocol on a list: one text document, no disk, no socket, and a handle for each thing that can go wrong. Thread safe. */
final class FakeServer implements Connector {
    static final DocumentId DOCUMENT = new DocumentId("fake");

    private final MessageCodec codec = new MessageCodec(OpsLimits.DEFAULT);
    private final List<Commit> log = new ArrayList<>();
    private final Map<ClientId, Integer> displayIds = new LinkedHashMap<>();
    private final List<FakeLink> links = new ArrayList<>();
    private final List<Submitted> waiting = new ArrayList<>();
    private final Deque<RefusalCode> refusals = new ArrayDeque<>();
    private final List<ClientMessage> heard = new ArrayList<>();
    private Document head = Document.EMPTY;
    private boolean gathering;
    private boolean deaf;
    private boolean dumb;
    private boolean silent;
    private boolean forging;
    private int answerHttp;
    private int transformBudget = Integer.MAX_VALUE;

    private record Submitted(FakeLink link, ClientMessage.Transform transform) {}

    // ---- handles -------------------------------------------------------------------------------------------------------------------------

    /** Submissions wait until {@link #commitGathered}. */
    synchronized void gather() {
        gathering = true;
    }

    /** Commits what waits as one batch, one frame for everybody. */
    synchronized void commitGathered() {
        gathering = false;
        long from = log.size();
        for (Submitted submitted : waiting)
            commit(submitted, false);
        waiting.clear();
        for (FakeLink link : links)
            link.catchUp(from);
    }

    /** Somebody else commits an edit of the newest document. */
    synchronized void commitForeign(Delta change) {
        commitForeignSince(change, log.size());
    }

    /** Somebody else commits an edit of an older document. */
    synchronized void commitForeignSince(Delta change, long base) {
        int somebody = displayIds.computeIfAbsent(new ClientId(new UUID(0, 1)), id -> displayIds.size() + 1);
        Delta op = change;
        for (Commit commit : log.subList((int) base, log.size()))
            op = op.transformOver(commit.op());
        int seq = 1 + (int) log.stream().filter(commit -> commit.id().displayId() == somebody).count();
        append(CommitKind.Edit.EDIT, new SubmissionId(somebody, seq), op,
                Digest.ofSubmission(base, OpsJson.write(change.ops())));
        tellEverybody(log.getLast(), null);
    }

    /** Ends all connections as a network does. */
    synchronized void cut() {
        for (FakeLink link : List.copyOf(links))
            link.end(() -> link.receiver.failed(0, "cut"));
        deaf = false;
        dumb = false;
    }

    /** Closes all connections. */
    synchronized void close(CloseCode code) {
        for (FakeLink link : List.copyOf(links))
            link.end(() -> link.receiver.closed(code.number(), code.reason()));
    }

    /** What clients send is lost until the next cut. */
    synchronized void loseWhatClientsSend() {
        deaf = true;
    }

    /** What the server sends is lost until the next cut. */
    synchronized void loseWhatIsSent() {
        dumb = true;
    }

    /** Whether pings are answered. */
    synchronized void answerPings(boolean answers) {
        silent = !answers;
    }

    /** The next frame to others tells a wrong chain. */
    synchronized void forge() {
        forging = true;
    }

    /** The next submission is refused. */
    synchronized void refuseNext(RefusalCode code) {
        refusals.add(code);
    }

    /** Connections are answered with an HTTP status; 0: they succeed. */
    synchronized void answerHttp(int status) {
        answerHttp = status;
    }

    /** Over how many revisions a submission is transformed before its key is burnt. */
    synchronized void transformBudget(int revisions) {
        transformBudget = revisions;
    }

    /** Forgets everything after a revision, as an old backup does. */
    synchronized void rewindTo(int revision) {
        log.subList(revision, log.size()).clear();
        head = Document.EMPTY;
        for (Commit commit : log)
            head = head.apply(commit.op());
    }

    synchronized Document head() {
        return head;
    }

    synchronized List<Commit> log() {
        return List.copyOf(log);
    }

    synchronized List<ClientMessage> heard() {
        return List.copyOf(heard);
    }

    synchronized List<ClientMessage.Open> opens() {
        return heard.stream().filter(ClientMessage.Open.class::isInstance).map(ClientMessage.Open.class::cast).toList();
    }

    // ---- the protocol ----------------------------------------------------------------------------------------------------------------------

    @Override
    public synchronized Link connect(Receiver receiver) {
        FakeLink link = new FakeLink(receiver);
        if (answerHttp != 0) {
            receiver.failed(answerHttp, "no");
        } else {
            links.add(link);
            receiver.opened();
        }
        return link;
    }

    private void handle(FakeLink link, ClientMessage message) {
        heard.add(message);
        switch (message) {
            case ClientMessage.Open open -> open(link, open);
            case ClientMessage.Transform transform -> {
                if (gathering) {
                    waiting.add(new Submitted(link, transform));
                } else {
                    commit(new Submitted(link, transform), true);
                }
            }
            case ClientMessage.MoveCursor move -> {
            }
            case ClientMessage.Ping ping -> {
                if (!silent)
                    link.tell(new ServerMessage.Pong());
            }
            case ClientMessage.Pong pong -> {
            }
        }
    }

    private void open(FakeLink link, ClientMessage.Open open) {
        ClientId clientId = open.clientId() != null ? open.clientId() : new ClientId(UUID.randomUUID());
        link.displayId = displayIds.computeIfAbsent(clientId, id -> displayIds.size() + 1);
        ServerMessage.Start start = new ServerMessage.Start.Content(head.toOps());
        Settled settled = null;
        if (open.known() != null) {
            int from = (int) open.known().revision();
            if (from > log.size() || !open.known().chain().equals(chainAt(from))) {
                link.end(() -> link.receiver.closed(CloseCode.HISTORY_DIFFERS.number(), ""));
                return;
            }
            if (open.inFlight() != null)
                settled = settle(open.inFlight(), link.displayId);
            start = new ServerMessage.Start.Changes(entries(from));
        }
        link.revision = log.size();
        int lastSeq = log.stream().filter(commit -> commit.id().displayId() == link.displayId)
                .mapToInt(commit -> commit.id().seq()).max().orElse(0);
        link.tell(new ServerMessage.Init(clientId, link.displayId, log.size(), chainAt(log.size()), lastSeq, start,
                settled, Role.WRITE,
                DocumentType.TEXT, "A fake", List.of(), Limits.DEFAULT));
    }

    private Settled settle(ClientMessage.InFlight inFlight, int displayId) {
        int owner = inFlight.formerClientId() == null
                ? displayId
                : displayIds.getOrDefault(inFlight.formerClientId(), displayId);
        SubmissionId id = new SubmissionId(owner, inFlight.seq());
        Commit stored = find(id);
        if (stored == null && inFlight.formerClientId() != null) {
            append(CommitKind.Burnt.BURNT, id, Delta.identity(head.length()), inFlight.hash());
            return new Settled(id, new Settled.Outcome.Burnt((long) log.size()));
        }
        if (stored == null)
            return new Settled(id, new Settled.Outcome.Unknown());
        return new Settled(id, stored.kind() instanceof CommitKind.Burnt
                ? new Settled.Outcome.Burnt(stored.revision())
                : new Settled.Outcome.Edit(stored.revision()));
    }

    private void commit(Submitted submitted, boolean alone) {
        FakeLink link = submitted.link();
        ClientMessage.Transform transform = submitted.transform();
        SubmissionId id = new SubmissionId(link.displayId, transform.seq());
        RefusalCode refusal = refusals.poll();
        Digest hash = Digest.ofSubmission(transform.revision(), OpsJson.write(transform.ops()));
        Commit stored = find(id);
        if (refusal != null && !refusal.consumesSeq()) {
            link.tell(new ServerMessage.Refused(refusal, "Refused.", transform.seq(), null,
                    refusal.meansLater() ? 1L : null, null));
            return;
        }
        if (stored == null && refusal != null) {
            stored = append(new CommitKind.Refused(refusal), id, Delta.identity(head.length()), hash);
        } else if (stored == null && log.size() - transform.revision() > transformBudget) {
            stored = append(CommitKind.Burnt.BURNT, id, Delta.identity(head.length()), hash);
        } else if (stored == null) {
            int base = (int) transform.revision();
            Delta op = transform.ops().on(lengthAt(base));
            for (Commit commit : log.subList(base, log.size()))
                op = op.transformOver(commit.op());
            stored = append(CommitKind.Edit.EDIT, id, op, hash);
        }
        if (alone)
            tellEverybody(stored, link);
    }

    private Commit append(CommitKind kind, SubmissionId id, Delta op, Digest hash) {
        Commit commit = Commit.following(chainAt(log.size()), log.size() + 1, kind, id, 1_790_000_000_000L + log.size(),
                op, hash);
        log.add(commit);
        head = head.apply(op);
        return commit;
    }

    private void tellEverybody(Commit commit, @Nullable FakeLink sender) {
        for (FakeLink link : links) {
            if (link == sender) {
                link.tell(outcome(commit));
                link.revision = Math.max(link.revision, commit.revision());
            } else {
                link.catchUp(commit.revision() - 1);
            }
        }
    }

    private static ServerMessage outcome(Commit commit) {
        int seq = commit.id().seq();
        return switch (commit.kind()) {
            case CommitKind.Edit edit ->
                new ServerMessage.Ack(seq, commit.revision(), commit.chain(), commit.atMillis());
            case CommitKind.Restore restore ->
                new ServerMessage.Ack(seq, commit.revision(), commit.chain(), commit.atMillis());
            case CommitKind.Burnt burnt ->
                new ServerMessage.Rebase(seq, commit.revision(), commit.chain(), commit.atMillis());
            case CommitKind.Refused refused -> new ServerMessage.Refused(refused.code(), "Refused.", seq, null, null,
                    new ServerMessage.RefusedAt(commit.revision(), commit.chain(), commit.atMillis()));
        };
    }

    private @Nullable Commit find(SubmissionId id) {
        return log.stream().filter(commit -> commit.id().equals(id)).findFirst().orElse(null);
    }

    private List<LogEntry> entries(long from) {
        return log.subList((int) from, log.size()).stream().map(commit -> (LogEntry) LogEntry.Change.of(commit))
                .toList();
    }

    private Digest chainAt(int revision) {
        return revision == 0 ? Digest.chainStart(DOCUMENT) : log.get(revision - 1).chain();
    }

    private int lengthAt(int revision) {
        return revision == 0 ? 0 : log.get(revision - 1).op().resultLength();
    }

    /** One connection. */
    private final class FakeLink implements Link {
        private final Receiver receiver;
        private int displayId;
        private long revision = Long.MAX_VALUE;

        FakeLink(Receiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public void send(String message) {
            synchronized (FakeServer.this) {
                if (deaf || !links.contains(this))
                    return;
                try {
                    handle(this, codec.readClient(message).message());
                } catch (ProtocolException e) {
                    throw new AssertionError(message, e);
                }
            }
        }

        void tell(ServerMessage message) {
            if (!dumb)
                receiver.received(codec.writeText(message, null));
        }

        void catchUp(long from) {
            if (displayId == 0 || revision >= log.size())
                return;
            revision = log.size();
            Digest chain = forging ? new Digest(1, 2) : chainAt(log.size());
            forging = false;
            tell(new ServerMessage.Remote(from, log.size(), chain, entries(from)));
        }

        void end(Runnable news) {
            links.remove(this);
            news.run();
        }

        @Override
        public void handled() {}

        @Override
        public void close() {
            abort();
        }

        @Override
        public void abort() {
            synchronized (FakeServer.this) {
                links.remove(this);
            }
        }
    }
}
