package io.inkwell.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.system.Rest;
import io.inkwell.system.TcpProxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two people in two browsers type into the same paragraph at once. One is cut off, or both are because the server is stopped; they go on
 * typing; they come back. Everybody ends with the same text, and every word that was typed is in it exactly once.
 */
class TwoPeopleTypeIntoOneParagraphIT {
    private static final String ADAS_PLACE = "Ada: ";
    private static final String BENS_PLACE = "Ben: ";
    private static final String CONNECTIONS = "inkwell_connections";
    private static final int WORDS_PER_ROUND = 8;

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private final List<String> adasWords = new ArrayList<>();
    private final List<String> bensWords = new ArrayList<>();
    private Rest owner;
    private String document;

    @BeforeEach
    void createDocument() throws Exception {
        owner = STAGE.owner();
        document = owner.createDocument("One paragraph", "rich");
        EditorScreen opener = join("Opener", STAGE.server().address());
        opener.placeCaret(0).type(ADAS_PLACE + BENS_PLACE).awaitInStepWith(owner, document);
        STAGE.browsers().sendAllAway();
    }

    @Test
    void oneIsCutOffGoesOnTypingAndComesBack() throws Exception {
        try (TcpProxy proxy = TcpProxy.to(STAGE.server().port())) {
            EditorScreen ada = joinAsAda();
            EditorScreen ben = joinAsBen(proxy.address());
            bothTypeAtOnce(ada, ben);
            awaitAllInStep(ada, ben);
            assertCaretsShow(ada, ben);
            Awaitility.await().until(() -> owner.figure(CONNECTIONS) == 2);

            proxy.cut();
            Awaitility.await("the server has dropped the session").until(() -> owner.figure(CONNECTIONS) == 1);
            ben.awaitState(EditorScreen.CUT_OFF);
            long before = owner.revision(document);
            int adasBefore = adasWords.size();
            int bensBefore = bensWords.size();
            bothTypeAtOnce(ada, ben);
            ada.awaitState(EditorScreen.SAVED);
            assertThat(ben.state()).matches(EditorScreen.CUT_OFF);
            assertThat(owner.revision(document)).isGreaterThan(before);
            assertThat(owner.text(document)).contains(adasWords.subList(adasBefore, adasWords.size()))
                    .doesNotContain(bensWords.subList(bensBefore, bensWords.size()).toArray(String[]::new));
            assertThat(owner.figure(CONNECTIONS)).isEqualTo(1);

            proxy.resume();
            ben.awaitState(EditorScreen.SAVED);
            assertEverybodyHasEveryWordOnce(ada, ben);

            bothTypeAtOnce(ada, ben);
            assertEverybodyHasEveryWordOnce(ada, ben);
        }
    }

    @Test
    void theServerIsStoppedBothGoOnTypingAndItIsStartedAgain() throws Exception {
        EditorScreen ada = joinAsAda();
        EditorScreen ben = joinAsBen(STAGE.server().address());
        bothTypeAtOnce(ada, ben);

        assertThat(STAGE.server().stop()).isZero();
        ada.awaitState(EditorScreen.CUT_OFF);
        ben.awaitState(EditorScreen.CUT_OFF);
        bothTypeAtOnce(ada, ben);
        assertThat(ada.state()).matches(EditorScreen.CUT_OFF);
        assertThat(ben.state()).matches(EditorScreen.CUT_OFF);

        STAGE.server().start();
        assertThat(owner.figure(CONNECTIONS)).describedAs("a new process has no old sessions").isLessThanOrEqualTo(2);
        ada.awaitState(EditorScreen.SAVED);
        ben.awaitState(EditorScreen.SAVED);
        assertEverybodyHasEveryWordOnce(ada, ben);

        bothTypeAtOnce(ada, ben);
        assertEverybodyHasEveryWordOnce(ada, ben);
    }

    private EditorScreen join(String name, URI through) throws Exception {
        return EditorScreen.invited(STAGE.browsers().visitor(name).whoseNetworkMayFail(), through, owner, document,
                "write");
    }

    private EditorScreen joinAsAda() throws Exception {
        return join("Ada", STAGE.server().address()).placeCaret(ADAS_PLACE.length());
    }

    private EditorScreen joinAsBen(URI through) throws Exception {
        return join("Ben", through).placeCaret((ADAS_PLACE + BENS_PLACE).length());
    }

    private void bothTypeAtOnce(EditorScreen ada, EditorScreen ben) {
        for (int i = 0; i < WORDS_PER_ROUND; i++) {
            String adas = word("ada", adasWords);
            String bens = word("ben", bensWords);
            for (int at = 0; at < adas.length(); at++) {
                ada.type(adas.substring(at, at + 1));
                ben.type(bens.substring(at, at + 1));
            }
        }
    }

    private static String word(String name, List<String> words) {
        String word = String.format(Locale.ROOT, "%s%03d ", name, words.size());
        words.add(word.strip());
        return word;
    }

    private void awaitAllInStep(EditorScreen ada, EditorScreen ben) throws Exception {
        ada.awaitState(EditorScreen.SAVED);
        ben.awaitState(EditorScreen.SAVED);
        ada.awaitInStepWith(owner, document);
        ben.awaitInStepWith(owner, document);
    }

    private void assertCaretsShow(EditorScreen ada, EditorScreen ben) {
        ada.type(" ").press("Backspace");
        assertThat(ben.caretOf("Ada")).isVisible();
        ben.type(" ").press("Backspace");
        assertThat(ada.caretOf("Ben")).isVisible();
    }

    private void assertEverybodyHasEveryWordOnce(EditorScreen ada, EditorScreen ben) throws Exception {
        awaitAllInStep(ada, ben);
        String expected = ADAS_PLACE + String.join(" ", adasWords) + " " + BENS_PLACE + String.join(" ", bensWords);
        assertThat(owner.text(document).strip()).isEqualTo(expected);
        for (String word : adasWords)
            assertThat(owner.text(document)).containsOnlyOnce(word);

        EditorScreen third = EditorScreen.invited(STAGE.browsers().visitor("Cleo").whoseNetworkMayFail(),
                STAGE.server().address(), owner, document, "read");
        third.awaitInStepWith(owner, document);
        assertThat(third.text().strip()).isEqualTo(expected);
        assertThat(ada.text()).isEqualTo(third.text());
        assertThat(ben.text()).isEqualTo(third.text());
        assertThat(owner.get("/api/v1/documents/" + document + "/content?format=text&revision=" + ada.savedRevision())
                .ok().body().strip()).isEqualTo(expected);
    }
}
