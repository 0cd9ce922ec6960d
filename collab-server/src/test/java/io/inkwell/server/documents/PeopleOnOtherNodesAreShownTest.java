package io.inkwell.server.documents;

import io.inkwell.sync.Member;
import io.inkwell.sync.Presence;
import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Delta;
import io.inkwell.server.cluster.NodeMessage.Present;
import io.inkwell.server.cluster.NodeMessage.RemoteCaret;
import io.inkwell.server.cluster.NodeMessage.RemoteMember;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.CommitWindow;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.SubmissionId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What other nodes say about their people becomes one picture with our own, whatever gets lost or comes late. */
class PeopleOnOtherNodesAreShownTest {
    private static final DocumentId DOCUMENT = new DocumentId("d");
    private static final Member HERE = new Member(1, "Here", "#000000", Member.Kind.PERSON, null);

    private final Elsewhere elsewhere = new Elsewhere();
    private final CommitWindow atZero = CommitWindow.at(0, Digest.chainStart(DOCUMENT), 10);
    private final Presence here = Presence.EMPTY.joined(HERE);

    @Test
    void everybodyIsShownOnceAndWhoIsConnectedHereIsShownAsHere() {
        elsewhere.heard(says("n", 1, 0, there(1, null), there(2, null)), 0);
        Presence all = shown(here, atZero);
        assertThat(all.members()).extracting(Member::displayId).containsExactly(1, 2);
        assertThat(all.member(1)).contains(HERE);
    }

    @Test
    void whoIsNoLongerNamedHasLeft() {
        elsewhere.heard(says("n", 1, 0, there(2, null), there(3, null)), 0);
        Presence before = shown(here, atZero);
        elsewhere.heard(says("n", 2, 0, there(3, null)), 0);
        assertThat(shown(before, atZero).members()).extracting(Member::displayId).containsExactly(1, 3);
    }

    @Test
    void whoMovedToAnotherNodeStaysWhenTheFirstOneNoticesLater() {
        elsewhere.heard(says("n", 1, 0, there(2, null)), 0);
        elsewhere.heard(says("m", 1, 0, there(2, null)), 0);
        elsewhere.heard(says("n", 2, 0), 0);
        assertThat(shown(here, atZero).member(2)).isPresent();
    }

    @Test
    void whatComesLateIsIgnored() {
        assertThat(elsewhere.heard(says("n", 2, 0), 0)).isTrue();
        assertThat(elsewhere.heard(says("n", 1, 0, there(2, null)), 0)).isFalse();
        assertThat(shown(here, atZero).members()).containsExactly(HERE);
    }

    @Test
    void aNodeThatSaysNothingAnyMoreTakesItsPeopleWithIt() {
        elsewhere.heard(says("n", 1, 0, there(2, null)), 1_000);
        assertThat(elsewhere.forgetSilent(16_000)).isFalse();
        assertThat(elsewhere.forgetSilent(16_001)).isTrue();
        assertThat(shown(here, atZero).members()).containsExactly(HERE);
    }

    @Test
    void aCaretIsCarriedToTheHead() {
        elsewhere.heard(says("n", 1, 0, there(2, new RemoteCaret(4, 2))), 0);
        CommitWindow atOne = atZero.with(List.of(insertion(atZero, "abc")));
        assertThat(shown(here, atOne).member(2).orElseThrow().caret()).isEqualTo(new Member.Caret(7, 2));
    }

    @Test
    void aCaretInARevisionThatIsNotHereYetWaitsForIt() {
        CommitWindow atOne = atZero.with(List.of(insertion(atZero, "abc")));
        elsewhere.heard(says("n", 1, 1, there(2, new RemoteCaret(13, 0))), 0);
        Presence before = shown(here, atZero);
        assertThat(before.member(2).orElseThrow().caret()).isNull();
        assertThat(elsewhere.awaitedRevision()).isEqualTo(1);
        Presence after = shown(before, atOne);
        assertThat(after.member(2).orElseThrow().caret()).isEqualTo(new Member.Caret(13, 0));
        assertThat(elsewhere.hasCaretsToPlace()).isFalse();
    }

    @Test
    void aCaretThatWasPlacedMovesWithTheCommitsAndIsNotPlacedAgain() {
        elsewhere.heard(says("n", 1, 0, there(2, new RemoteCaret(4, 0))), 0);
        Presence placed = shown(here, atZero);
        Commit commit = insertion(atZero, "abc");
        Presence moved = placed.advanced(List.of(commit));
        assertThat(shown(moved, atZero.with(List.of(commit))).member(2).orElseThrow().caret())
                .isEqualTo(new Member.Caret(7, 0));
    }

    @Test
    void aCaretOutsideTheDocumentOrInARevisionLongGoneIsNotShown() {
        elsewhere.heard(says("n", 1, 0, there(2, new RemoteCaret(9, 2)),
                there(3, new RemoteCaret(Integer.MAX_VALUE, Integer.MAX_VALUE))), 0);
        Presence shown = shown(here, atZero);
        assertThat(shown.member(2).orElseThrow().caret()).isNull();
        assertThat(shown.member(3).orElseThrow().caret()).isNull();
        CommitWindow later = CommitWindow.at(5, Digest.chainStart(DOCUMENT), 10);
        elsewhere.heard(says("n", 2, 4, there(2, new RemoteCaret(1, 0))), 0);
        assertThat(shown(shown, later).member(2).orElseThrow().caret()).isNull();
    }

    private Presence shown(Presence presence, CommitWindow window) {
        return elsewhere.shownIn(presence, Set.of(1), window);
    }

    private static Present says(String node, long number, long revision, RemoteMember... members) {
        return new Present(DOCUMENT, node, number, revision, List.of(members));
    }

    private static RemoteMember there(int displayId, @Nullable RemoteCaret caret) {
        return new RemoteMember(displayId, "There " + displayId, "#ffffff", false, caret);
    }

    private static Commit insertion(CommitWindow window, String text) {
        Delta op = Delta.on(window.headLength()).insert(text).build();
        Digest chain = window.headChain();
        return Commit.following(chain, window.headRevision() + 1, CommitKind.Edit.EDIT, new SubmissionId(9, 1), 0, op,
                chain);
    }
}
