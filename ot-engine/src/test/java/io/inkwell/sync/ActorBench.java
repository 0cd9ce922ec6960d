package io.inkwell.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Document;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.testing.OpsNotation;
import io.inkwell.sync.DocumentEvent.InFlightKey;
import io.inkwell.sync.DocumentEvent.Position;
import io.inkwell.sync.port.InMemoryStorage;
import io.inkwell.sync.port.RevisionLog;
import io.inkwell.sync.port.RevisionLog.Append;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import io.inkwell.sync.port.RevisionLog.Tail;
import io.inkwell.sync.port.RevisionLog.TailQuery;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An actor under test and a log in memory. What the actor asks of the log waits here until the test answers it, truly or not. Not thread
 * safe.
 */
final class ActorBench {
    /** The document of every bench. */
    static final DocumentId ID = new DocumentId("bench");
    /** The limits of a server, with a window that is easily left. */
    static final ActorLimits LIMITS = new ActorLimits(1_000, 200, 1_048_576, 3, 1_048_576, 1_000, 30_000, 65_536, 4, 50,
            2_000);
    private static final int PAGE_BYTES_MAX = 1_048_576;

    final InMemoryStorage storage = new InMemoryStorage();
    final RevisionLog log = storage.log();
    final DocumentActor actor;
    /** How much one reading of the log answers. */
    int pageBytesMax = PAGE_BYTES_MAX;
    /** The time. */
    long nowMillis = 1_000_000;

    private final DocumentType type;
    private final ArrayDeque<DocumentEffect.ReadTail> readings = new ArrayDeque<>();
    private DocumentEffect.@Nullable AppendBatch append;
    private DocumentEffect.@Nullable Find find;

    private ActorBench(DocumentType type, ActorLimits limits) {
        this.type = type;
        storage.documents().create(ID, "bench", type, null, Instant.ofEpochMilli(nowMillis));
        Head head = tail(0, 0, null).head();
        Document start = type.start();
        actor = new DocumentActor(ID, type, limits, head, CommitWindow.at(0, head.chain(), start.length()), start,
                0);
    }

    /** A plain-text document at revision 0. */
    static ActorBench text() {
        return with(LIMITS);
    }

    /** A plain-text document at revision 0, with other limits. */
    static ActorBench with(ActorLimits limits) {
        return new ActorBench(DocumentType.TEXT, limits);
    }

    /** A rich document at revision 0. */
    static ActorBench rich() {
        return new ActorBench(DocumentType.RICH, LIMITS);
    }

    /** Steps the actor; what it asks of the log waits. */
    List<DocumentEffect> step(DocumentEvent event) {
        List<DocumentEffect> effects = actor.step(event, nowMillis);
        for (DocumentEffect effect : effects) {
            if (effect instanceof DocumentEffect.AppendBatch batch) {
                assertThat(append).as("one batch at a time").isNull();
                append = batch;
            }
            if (effect instanceof DocumentEffect.ReadTail reading)
                readings.add(reading);
            if (effect instanceof DocumentEffect.Find wanted)
                find = wanted;
        }
        return effects;
    }

    // ---- the log -------------------------------------------------------------------------------------------------------------------------

    private Tail tail(long after, int displayId, @Nullable SubmissionId settle) {
        return log.tail(new TailQuery(ID, after, pageBytesMax, displayId, settle));
    }

    /** The batch on its way. */
    Append batch() {
        return Objects.requireNonNull(append, "a batch on its way").append();
    }

    /** Whether a batch is on its way. */
    boolean isAppending() {
        return append != null;
    }

    /** The reading that waits the longest. */
    DocumentEffect.ReadTail reading() {
        assertThat(readings).as("readings that wait").isNotEmpty();
        return readings.getFirst();
    }

    /** Whether a reading waits. */
    boolean isReading() {
        return !readings.isEmpty();
    }

    /** The batch is executed; the actor does not hear of it yet. */
    AppendResult execute() {
        return log.append(batch());
    }

    /** The actor is told what became of its batch, whatever really did. */
    List<DocumentEffect> answer(AppendResult result) {
        assertThat(append).as("a batch on its way").isNotNull();
        append = null;
        return step(new DocumentEvent.Appended(result));
    }

    /** The batch is executed and answered. */
    List<DocumentEffect> commit() {
        return answer(execute());
    }

    /** What the log shows to the reading that waits the longest, now. */
    Tail look() {
        return tail(reading().afterRevision(), reading().displayId(), reading().settle());
    }

    /** That reading is answered with this. */
    List<DocumentEffect> show(Tail tail) {
        return step(new DocumentEvent.TailRead(readings.removeFirst().reading(), tail));
    }

    /** That reading is answered truly. */
    List<DocumentEffect> read() {
        return show(look());
    }

    /** The reading asked for last is answered truly, before the others, and then the batch that follows. */
    void settleNewest() {
        DocumentEffect.ReadTail newest = readings.removeLast();
        readings.addFirst(newest);
        read();
        commit();
    }

    /** That reading finds no document. */
    List<DocumentEffect> readsNothing() {
        return step(new DocumentEvent.TailMissing(readings.removeFirst().reading()));
    }

    /** That reading fails. */
    List<DocumentEffect> readFails() {
        return step(new DocumentEvent.TailFailed(readings.removeFirst().reading()));
    }

    /** The stored commit that was asked for is found, or not. */
    List<DocumentEffect> found() {
        DocumentEffect.Find wanted = Objects.requireNonNull(find, "a commit to be found");
        find = null;
        return step(new DocumentEvent.Found(wanted.connection(), wanted.submission(),
                log.find(ID, wanted.submission().id())));
    }

    /** Answers truly whatever waits, until nothing waits any more. */
    List<DocumentEffect> settle() {
        List<DocumentEffect> effects = new ArrayList<>();
        for (int rounds = 0; append != null || isReading() || find != null; rounds++) {
            assertThat(rounds).as("the actor asks and asks: %s", effects).isLessThan(100);
            effects.addAll(append != null ? commit() : isReading() ? read() : found());
        }
        return effects;
    }

    /** Somebody commits at the head on another node; the actor does not know. */
    Commit elsewhere(Submission submission) {
        return elsewhere(CommitKind.Edit.EDIT, submission);
    }

    /** Somebody makes a revision at the head on another node; the actor does not know. */
    Commit elsewhere(CommitKind kind, Submission submission) {
        Head head = tail(Long.MAX_VALUE, 0, null).head();
        int length = stored().length();
        Commit commit = Commit.following(head.chain(), head.revision() + 1, kind, submission.id(),
                Math.max(nowMillis, head.atMillis()), submission.ops().on(length), submission.hash());
        assertThat(log.append(new Append(ID, head.revision(), head.chain(), head.accessRevision(), List.of(commit))))
                .isEqualTo(new AppendResult.Committed());
        return commit;
    }

    /** Somebody on another node commits one letter at the start, so many times. */
    void elsewhereMany(int displayId, int commits) {
        int lastSeq = tail(Long.MAX_VALUE, displayId, null).lastSeq();
        for (int seq = lastSeq + 1; seq <= lastSeq + commits; seq++)
            elsewhere(submission(displayId, seq, head().revision(), "+'.'"));
    }

    /** The head of the log. */
    Head head() {
        return tail(Long.MAX_VALUE, 0, null).head();
    }

    /** Where the log stood after a revision. */
    Position at(long revision) {
        return new Position(revision, revision == 0
                ? Digest.chainStart(ID)
                : history().get(Math.toIntExact(revision - 1)).chain());
    }

    /** All commits of the log. */
    List<Commit> history() {
        return log.tail(new TailQuery(ID, 0, Integer.MAX_VALUE, 0, null)).commits();
    }

    /** The document that the log holds. */
    Document stored() {
        Document document = type.start();
        for (Commit commit : history())
            document = document.apply(commit.op());
        return document;
    }

    // ---- connections -----------------------------------------------------------------------------------------------------------------------

    /** Opens as somebody new and answers what is asked of the log. */
    DocumentEffect.Init open(int connection, int displayId) {
        step(opening(connection, displayId, 1, null, null));
        return init(settle());
    }

    /** The event of an opening. */
    static DocumentEvent.Open opening(int connection, int displayId, int attempt, @Nullable Position from,
            @Nullable InFlightKey inFlight) {
        return new DocumentEvent.Open(connection, displayId, attempt, true, from, inFlight);
    }

    /** What was in flight. */
    static InFlightKey inFlight(Submission submission) {
        return new InFlightKey(submission.id(), submission.baseRevision(), submission.hash());
    }

    /** A submission. */
    static Submission submission(int displayId, int seq, long base, String notation) {
        var ops = OpsNotation.ops(notation);
        return new Submission(new SubmissionId(displayId, seq), base, ops,
                Digest.ofSubmission(base, OpsJson.write(ops)));
    }

    /** A connection sends an operation. */
    List<DocumentEffect> submit(int connection, Submission submission) {
        return step(new DocumentEvent.Submit(connection, submission));
    }

    /** A connection sends an operation, and everything comes as it should. */
    List<DocumentEffect> submitAndCommit(int connection, Submission submission) {
        List<DocumentEffect> effects = new ArrayList<>(submit(connection, submission));
        effects.addAll(settle());
        return effects;
    }

    /** A connection is gone. */
    List<DocumentEffect> close(int connection) {
        return step(new DocumentEvent.Closed(connection));
    }

    // ---- effects ---------------------------------------------------------------------------------------------------------------------------

    /** The only admission among the effects. */
    static DocumentEffect.Init init(List<DocumentEffect> effects) {
        return only(DocumentEffect.Init.class, effects);
    }

    /** The only effect of a kind among others. */
    static <T extends DocumentEffect> T only(Class<T> kind, List<DocumentEffect> effects) {
        List<T> found = effects.stream().filter(kind::isInstance).map(kind::cast).toList();
        assertThat(found).as("%s in %s", kind.getSimpleName(), effects).hasSize(1);
        return found.getFirst();
    }

    /** Whether an effect tells anybody something, or makes something visible. */
    static Predicate<DocumentEffect> visible() {
        return effect -> switch (effect) {
            case DocumentEffect.AppendBatch _,DocumentEffect.ReadTail _,DocumentEffect.Find _ -> false;
            case DocumentEffect.Advanced _,DocumentEffect.Init _,DocumentEffect.Repeat _,DocumentEffect.Refuse _ ->
                true;
            case DocumentEffect.Close _,DocumentEffect.SaveSnapshot _ -> true;
            case DocumentEffect.KeepSalvage _,DocumentEffect.Quarantine _ -> true;
        };
    }
}
