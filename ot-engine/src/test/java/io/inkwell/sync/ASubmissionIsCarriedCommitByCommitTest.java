package io.inkwell.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.testing.OpsNotation;
import io.inkwell.sync.Judging.Judgement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the authority makes of one submission. */
class ASubmissionIsCarriedCommitByCommitTest {
    private static final int ADA = 1;
    private static final int BOB = 2;
    private static final int LENGTH_MAX = 20;

    private final Authority text = new Authority(DocumentType.TEXT, LENGTH_MAX);
    private final Authority rich = new Authority(DocumentType.RICH, LENGTH_MAX);

    private static Judgement judge(Authority authority, Chronicle history, Submission submission) {
        return authority.judge(submission, history.window(), List.of(), history.document());
    }

    private static Judgement.Accepted accepted(Judgement judgement) {
        assertThat(judgement).isInstanceOf(Judgement.Accepted.class);
        return (Judgement.Accepted) judgement;
    }

    private static RefusalCode refused(Judgement judgement) {
        assertThat(judgement).isInstanceOf(Judgement.Refused.class);
        Judgement.Refused refused = (Judgement.Refused) judgement;
        assertThat(refused.message()).isNotBlank();
        return refused.code();
    }

    @Test
    void atTheHeadItStandsAsItIs() {
        Chronicle history = Chronicle.startingWith("ab");
        Judgement.Accepted accepted = accepted(judge(text, history, Chronicle.submission(ADA, 1, 0, "1 +'x'")));
        assertThat(accepted.op()).isEqualTo(OpsNotation.delta(2, "1 +'x'"));
        assertThat(accepted.after().text()).isEqualTo("axb");
    }

    @Test
    void theCommittedOneStaysFirst() {
        Chronicle history = Chronicle.startingWith("ab").edit(BOB, 1, "1 +'B'");
        assertThat(accepted(judge(text, history, Chronicle.submission(ADA, 1, 0, "1 +'x'"))).after().text())
                .isEqualTo("aBxb");
    }

    /** The counter-example: over both commits composed the result would be "cn". */
    @Test
    void everyCommitIsPassedOnItsOwn() {
        Chronicle history = Chronicle.startingWith("a").edit(BOB, 1, "1 +'c'").edit(BOB, 2, "-1");
        assertThat(accepted(judge(text, history, Chronicle.submission(ADA, 1, 0, "+'n'"))).after().text())
                .isEqualTo("nc");
        Delta composed = Delta.composeAll(1, List.of(history.commit(1).op(), history.commit(2).op()));
        Delta over = OpsNotation.delta(1, "+'n'").transformOver(composed);
        assertThat(history.document().apply(over).text()).isEqualTo("cn");
    }

    @Test
    void theCommitsOfTheSameBatchArePassedToo() {
        Chronicle history = Chronicle.startingWith("ab").edit(BOB, 1, "+'1'");
        CommitWindow stored = history.window();
        history.edit(BOB, 2, "+'2'");
        Judgement judgement = text.judge(Chronicle.submission(ADA, 1, 0, "+'x'"), stored, List.of(history.commit(2)),
                history.document());
        assertThat(accepted(judgement).after().text()).isEqualTo("21xab");
    }

    @Test
    void whatOthersMadePointlessIsStillAccepted() {
        Chronicle history = Chronicle.startingWith("ab").edit(BOB, 1, "-2");
        assertThat(accepted(judge(text, history, Chronicle.submission(ADA, 1, 0, "-1"))).op().isIdentity()).isTrue();
    }

    @Test
    void aBaseThatMemoryDoesNotCoverIsTooOld() {
        Chronicle history = Chronicle.startingWith("ab").edit(BOB, 1, "+'1'").edit(BOB, 2, "+'2'");
        Submission fromTheStart = Chronicle.submission(ADA, 1, 0, "+'x'");
        Submission fromTheNext = Chronicle.submission(ADA, 1, 1, "+'x'");
        assertThat(text.judge(fromTheStart, history.windowFrom(1), List.of(), history.document()))
                .isEqualTo(new Judgement.TooOld());
        accepted(text.judge(fromTheNext, history.windowFrom(1), List.of(), history.document()));
    }

    @Test
    void theBytesAreJudgedBeforeTheAge() {
        Chronicle history = Chronicle.startingWith("ab").edit(BOB, 1, "+'1'");
        assertThat(refused(text.judge(Chronicle.submission(ADA, 1, 0, "+'x'{bold:true}"), history.windowFrom(1),
                List.of(), history.document()))).isEqualTo(RefusalCode.ATTR_KEY);
    }

    @Test
    void whatReachesBeyondItsBaseIsRefusedEvenIfTheHeadIsLonger() {
        Chronicle history = Chronicle.startingWith("ab").edit(BOB, 1, "2 +'cdefgh'");
        assertThat(refused(judge(text, history, Chronicle.submission(ADA, 1, 0, "3 +'x'"))))
                .isEqualTo(RefusalCode.OP_RANGE);
        assertThat(RefusalCode.OP_RANGE.consumesSeq()).isFalse();
    }

    @Test
    void aPairIsNotParted() {
        Chronicle history = Chronicle.startingWith("\uD83D\uDE00");
        assertThat(refused(judge(text, history, Chronicle.submission(ADA, 1, 0, "1 +'x'"))))
                .isEqualTo(RefusalCode.SPLIT_PAIR);
        history.edit(BOB, 1, "-2");
        assertThat(accepted(judge(text, history, Chronicle.submission(ADA, 1, 0, "1 +'x'"))).after().text())
                .as("no pair is left to be parted").isEqualTo("x");
    }

    @Test
    void aFullDocumentTakesDeletionsOnly() {
        Chronicle history = Chronicle.startingWith("x".repeat(LENGTH_MAX));
        assertThat(refused(judge(text, history, Chronicle.submission(ADA, 1, 0, "+'y'"))))
                .isEqualTo(RefusalCode.DOC_FULL);
        accepted(judge(text, history, Chronicle.submission(ADA, 1, 0, "-5")));
        accepted(judge(text, history, Chronicle.submission(ADA, 1, 0, "+'yy' -2")));
    }

    @Test
    void theFinalNewlineStays() {
        Chronicle history = Chronicle.startingWith("ab\n");
        assertThat(refused(judge(rich, history, Chronicle.submission(ADA, 1, 0, "2 -1"))))
                .isEqualTo(RefusalCode.OP_FINAL_NEWLINE);
        assertThat(refused(judge(rich, history, Chronicle.submission(ADA, 1, 0, "3 +'x'"))))
                .isEqualTo(RefusalCode.OP_FINAL_NEWLINE);
        accepted(judge(rich, history, Chronicle.submission(ADA, 1, 0, "2 +'x'")));
        accepted(judge(text, history, Chronicle.submission(ADA, 1, 0, "2 -1")));
    }

    @Test
    void whereAnAttributeStandsIsJudgedAtTheHead() {
        Submission heading = Chronicle.submission(ADA, 1, 0, "2 1{header:1}");
        accepted(judge(rich, Chronicle.startingWith("ab\n"), heading));
        assertThat(refused(judge(rich, Chronicle.startingWith("abc\n"), heading))).isEqualTo(RefusalCode.ATTR_PLACE);
    }

    @Test
    void nothingIsChangedByJudging() {
        Chronicle history = Chronicle.startingWith("ab").edit(BOB, 1, "+'1'");
        CommitWindow window = history.window();
        Document document = history.document();
        judge(text, history, Chronicle.submission(ADA, 1, 0, "-2 +'new'"));
        assertThat(window.headRevision()).isEqualTo(1);
        assertThat(document.text()).isEqualTo("1ab");
    }
}
