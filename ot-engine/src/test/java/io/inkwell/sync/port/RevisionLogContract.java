package io.inkwell.sync.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Embed;
import io.inkwell.ot.Scalar;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.Head;
import io.inkwell.sync.RefusalCode;
import io.inkwell.sync.SubmissionId;
import io.inkwell.sync.port.RevisionLog.Append;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import io.inkwell.sync.port.RevisionLog.Tail;
import io.inkwell.sync.port.RevisionLog.TailQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link RevisionLog} promises. */
public abstract class RevisionLogContract {
    private Storage storage;
    private RevisionLog log;
    private Scribe ada;

    /** The storage under test. */
    protected abstract Storage storage();

    @BeforeEach
    void openDocument() {
        storage = storage();
        log = storage.log();
        ada = Scribe.on(storage);
    }

    @Test
    void aNewDocumentStandsAtRevisionZeroWithTheChainOfItsName() {
        Head head = ada.read(0).head();
        assertThat(head).isEqualTo(
                new Head(0, Digest.chainStart(ada.document()), Scribe.START.toEpochMilli(), 0, Head.State.OPEN));
        assertThat(ada.read(0).commits()).isEmpty();
    }

    @Test
    void aCommittedBatchIsReadBackAsItWasWritten() {
        List<Commit> written = ada.write("a", "b", "c");
        Tail tail = ada.read(0);
        assertThat(tail.commits()).isEqualTo(written);
        assertThat(tail.head())
                .isEqualTo(new Head(3, written.getLast().chain(), written.getLast().atMillis(), 0, Head.State.OPEN));
        assertThat(tail.commits().getFirst().continues(0, 0, Digest.chainStart(ada.document()))).isTrue();
    }

    @Test
    void everyKindOfRevisionAndEveryKindOfContentComesBack() {
        ada.write("text");
        Attributes bold = Attributes.builder().set("bold", Scalar.of(true)).build();
        Delta rich = Delta.on(4).delete(1).insert("\uD83D\uDE00é\n", bold)
                .insert(new Embed("image", Scalar.of("u")), Attributes.NONE)
                .retain(2, Attributes.builder().remove("bold").build()).build();
        append(ada.prepare(CommitKind.Edit.EDIT, rich));
        append(ada.prepare(CommitKind.Burnt.BURNT, Delta.identity(ada.text().length())));
        append(ada.prepare(new CommitKind.Refused(RefusalCode.DOC_FULL), Delta.identity(ada.text().length())));
        append(ada.prepare(CommitKind.Restore.RESTORE, Delta.on(ada.text().length()).delete(2).build()));
        List<Commit> stored = ada.read(0).commits();
        assertThat(stored).extracting(Commit::kind).containsExactly(CommitKind.Edit.EDIT, CommitKind.Edit.EDIT,
                CommitKind.Burnt.BURNT,
                new CommitKind.Refused(RefusalCode.DOC_FULL), CommitKind.Restore.RESTORE);
        assertThat(stored.get(1).op()).isEqualTo(rich);
        assertThat(stored.getLast().chain()).isEqualTo(ada.head().chain());
    }

    @Test
    void anOperationOfHalfAMebibyteIsStored() {
        String large = "0123456789abcdef".repeat(32 * 1024);
        ada.write(large);
        assertThat(ada.read(0).commits().getFirst().op().resultLength()).isEqualTo(512 * 1024);
    }

    @Test
    void anotherHeadThanTheExpectedOneStoresNothing() {
        List<Commit> commits = ada.prepare("x");
        Append right = ada.batch(commits);
        Head head = ada.head();
        Digest otherChain = new Digest(1, 2);
        Commit later = Commit.following(head.chain(), 2, CommitKind.Edit.EDIT, commits.getFirst().id(),
                commits.getFirst().atMillis(),
                commits.getFirst().op(), commits.getFirst().submitHash());
        assertHeadMoved(new Append(right.document(), 1, head.chain(), 0, List.of(later)));
        assertHeadMoved(new Append(right.document(), 0, otherChain, 0, commits));
        assertHeadMoved(new Append(right.document(), 0, head.chain(), 1, commits));
        assertHeadMoved(new Append(new DocumentId("nowhere"), 0, head.chain(), 0, commits));
        assertThat(log.append(right)).isEqualTo(new AppendResult.Committed());
    }

    @Test
    void aFrozenAndADeletedDocumentTakeNothing() {
        storage.putState(ada.document(), Head.State.FROZEN);
        assertHeadMoved(ada.batch(ada.prepare("x")));
        assertThat(ada.read(0).head().state()).isEqualTo(Head.State.FROZEN);
        storage.putState(ada.document(), Head.State.OPEN);
        ada.write("y");
        storage.documents().delete(ada.document(), Scribe.START);
        assertHeadMoved(ada.batch(ada.prepare("z")));
        assertThat(ada.read(0).head().state()).isEqualTo(Head.State.DELETED);
        assertThat(ada.read(0).commits()).as("the history stays").hasSize(1);
    }

    @Test
    void aChangeOfRightsMakesTheOlderJudgementWorthless() {
        List<Commit> judgedBefore = ada.prepare("x");
        storage.documents().putMember(ada.document(), ada.person(), DocumentCatalog.Access.READ,
                Scribe.START.plusSeconds(60));
        assertHeadMoved(ada.batch(judgedBefore));
        ada.catchUp();
        assertThat(ada.head().accessRevision()).isEqualTo(1);
        ada.write("x");
    }

    @Test
    void timeNeverRunsBackwards() {
        ada.write("a", "b");
        Commit early = Commit.following(ada.head().chain(), 3, CommitKind.Edit.EDIT,
                new SubmissionId(ada.displayId(), 3),
                ada.head().atMillis() - 1, Delta.on(2).insert("x").build(), new Digest(0, 0));
        assertHeadMoved(ada.batch(List.of(early)));
        Commit sameMoment = Commit.following(ada.head().chain(), 3, CommitKind.Edit.EDIT,
                new SubmissionId(ada.displayId(), 3),
                ada.head().atMillis(), Delta.on(2).insert("x").build(), new Digest(0, 0));
        append(sameMoment);
    }

    @Test
    void aStoredKeyIsADuplicateAndTakesItsWholeBatchWithIt() {
        ada.write("a");
        Commit next = ada.prepareUnder(2, "b");
        Commit again = Commit.following(next.chain(), 3, CommitKind.Edit.EDIT, new SubmissionId(ada.displayId(), 1),
                next.atMillis(),
                Delta.on(2).retain(2).insert("c").build(), new Digest(0, 0));
        assertThat(log.append(ada.batch(List.of(next, again)))).isEqualTo(new AppendResult.Duplicate());
        assertThat(ada.read(0).commits()).hasSize(1);
        assertThat(ada.append(List.of(next))).isEqualTo(new AppendResult.Committed());
    }

    @Test
    void oneKeyTwiceInABatchIsADuplicate() {
        Commit first = ada.prepareUnder(1, "a");
        Commit second = Commit.following(first.chain(), 2, CommitKind.Edit.EDIT, first.id(), first.atMillis(),
                Delta.on(1).retain(1).insert("b").build(), new Digest(0, 0));
        assertThat(log.append(ada.batch(List.of(first, second)))).isEqualTo(new AppendResult.Duplicate());
        assertThat(ada.read(0).head().revision()).isZero();
    }

    @Test
    void aLateSecondCopyOfABatchFindsTheHeadMoved() {
        Append batch = ada.batch(ada.prepare("a"));
        assertThat(log.append(batch)).isEqualTo(new AppendResult.Committed());
        assertThat(log.append(batch)).isEqualTo(new AppendResult.HeadMoved());
        assertThat(ada.read(0).commits()).hasSize(1);
    }

    @Test
    void ofManyCopiesSentAtOnceExactlyOneIsCommitted() throws Exception {
        for (int round = 0; round < 10; round++) {
            ada.catchUp();
            Append batch = ada.batch(ada.prepare("r" + round));
            assertThat(atOnce(6, () -> log.append(batch))).filteredOn(new AppendResult.Committed()::equals).hasSize(1);
            assertThat(ada.read(0).head().revision()).isEqualTo(round + 1L);
        }
    }

    @Test
    void writersThatRaceMakeOneDenseHistoryWithOneChain() throws Exception {
        int each = 20;
        Scribe bob = ada.another();
        Scribe eve = ada.another();
        List<Integer> written = atOnce(
                List.of(() -> persist(ada, each), () -> persist(bob, each), () -> persist(eve, each)));
        assertThat(written).containsOnly(each);
        List<Commit> stored = ada.read(0).commits();
        assertThat(stored).hasSize(3 * each);
        Digest chain = Digest.chainStart(ada.document());
        int length = 0;
        for (int i = 0; i < stored.size(); i++) {
            assertThat(stored.get(i).continues(i, length, chain)).as("revision %d", i + 1).isTrue();
            chain = stored.get(i).chain();
            length = stored.get(i).op().resultLength();
        }
        assertThat(stored).extracting(Commit::id).doesNotHaveDuplicates();
    }

    private static int persist(Scribe scribe, int revisions) {
        int written = 0;
        while (written < revisions) {
            scribe.catchUp();
            if (scribe.append(scribe.prepare("x")) instanceof AppendResult.Committed) {
                written++;
            }
        }
        return written;
    }

    @Test
    void aTailStartsWhereItIsAskedAndEndsAfterItsBytesButHasAtLeastOneCommit() {
        List<Commit> written = ada.write("aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc", "dddddddddd");
        assertThat(tail(2, 1_000_000).commits()).isEqualTo(written.subList(2, 4));
        Tail smallest = tail(1, 1);
        assertThat(smallest.commits()).isEqualTo(written.subList(1, 2));
        assertThat(smallest.head().revision()).as("the head is the stored one all the same").isEqualTo(4);
        assertThat(tail(0, written.get(0).opBytes().length + 1).commits()).isEqualTo(written.subList(0, 2));
        assertThat(tail(4, 1_000_000).commits()).isEmpty();
    }

    private Tail tail(long after, int bytesMax) {
        return log.tail(new TailQuery(ada.document(), after, bytesMax, 0, null));
    }

    @Test
    void aTailTellsTheLastSequenceNumberOfTheAskedClientAndTheOutcomeOfTheAskedKey() {
        Scribe bob = ada.another();
        ada.write("a", "b");
        bob.catchUp();
        List<Commit> bobs = bob.write("c");
        SubmissionId bobsKey = bobs.getFirst().id();
        Tail asked = log.tail(new TailQuery(ada.document(), 3, 100, ada.displayId(), bobsKey));
        assertThat(asked.commits()).isEmpty();
        assertThat(asked.lastSeq()).isEqualTo(2);
        assertThat(asked.settled()).contains(bobs.getFirst());
        Tail unasked = log.tail(new TailQuery(ada.document(), 0, 1_000, 0, new SubmissionId(bob.displayId(), 2)));
        assertThat(unasked.lastSeq()).isZero();
        assertThat(unasked.settled()).isEmpty();
        assertThat(unasked.commits()).hasSize(3);
    }

    @Test
    void aTailBelongsToOneMomentWhileOthersWrite() throws Exception {
        int revisions = 60;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> writing = threads.submit(() -> persist(ada, revisions));
            Tail tail;
            do {
                tail = log.tail(new TailQuery(ada.document(), 0, Integer.MAX_VALUE, ada.displayId(),
                        new SubmissionId(ada.displayId(), 1)));
                assertThat(tail.commits()).hasSize((int) tail.head().revision());
                assertThat(tail.lastSeq()).isEqualTo((int) tail.head().revision());
                assertThat(tail.settled().isPresent()).isEqualTo(tail.head().revision() > 0);
                if (!tail.commits().isEmpty()) {
                    assertThat(tail.commits().getLast().chain()).isEqualTo(tail.head().chain());
                }
            } while (tail.head().revision() < revisions);
            assertThat(writing.get()).isEqualTo(revisions);
        }
    }

    @Test
    void theTailOfAnUnknownDocumentIsRefused() {
        assertThatThrownBy(() -> log.tail(new TailQuery(new DocumentId("nowhere"), 0, 1, 0, null)))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void headsOfUnknownDocumentsAreLeftOut() {
        Scribe other = Scribe.on(storage);
        ada.write("a");
        assertThat(log.heads(List.of(ada.document(), new DocumentId("nowhere"), other.document()))).hasSize(2)
                .containsEntry(ada.document(), ada.read(0).head())
                .containsEntry(other.document(), other.read(0).head());
        assertThat(log.heads(List.of())).isEmpty();
    }

    @Test
    void aCommitIsFoundByItsKeyInItsDocumentOnly() {
        Scribe other = Scribe.on(storage);
        List<Commit> written = ada.write("a", "b");
        assertThat(log.find(ada.document(), written.get(1).id())).contains(written.get(1));
        assertThat(log.find(ada.document(), new SubmissionId(ada.displayId(), 3))).isEmpty();
        assertThat(log.find(other.document(), written.get(1).id())).isEmpty();
    }

    private void append(Commit commit) {
        assertThat(ada.append(List.of(commit))).isEqualTo(new AppendResult.Committed());
    }

    private void assertHeadMoved(Append append) {
        long before = ada.read(0).head().revision();
        assertThat(log.append(append)).isEqualTo(new AppendResult.HeadMoved());
        assertThat(ada.read(0).head().revision()).isEqualTo(before);
    }

    private static <T> List<T> atOnce(int copies, Callable<T> work) throws Exception {
        return atOnce(Collections.nCopies(copies, work));
    }

    private static <T> List<T> atOnce(List<Callable<T>> works) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(works)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
