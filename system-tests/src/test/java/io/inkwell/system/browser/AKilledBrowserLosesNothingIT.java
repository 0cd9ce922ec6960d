package io.inkwell.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.system.Rest;
import io.inkwell.system.TcpProxy;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The processes of a browser are killed while something in it is not saved: in flight without an answer, or typed behind that. Opened again
 * on the same folder it goes on, and every word that the page called kept arrives exactly once.
 */
class AKilledBrowserLosesNothingIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern SAVING = Pattern.compile("Saving…");
    /** Whether everything was typed and is on the disk: the page is asked before it is killed. */
    private static final String KEPT = """
            () => new Promise((resolve, reject) => {
              const request = indexedDB.open('inkwell');
              request.onerror = () => reject(request.error);
              request.onsuccess = () => {
                const rows = request.result.transaction('rows').objectStore('rows').getAll();
                rows.onsuccess = () => { request.result.close(); resolve(JSON.stringify(rows.result)); };
              };
            })""";

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private Rest owner;
    private String document;
    private TcpProxy proxy;
    private OwnBrowser browser;

    /** Ben has opened the document on another day: his browser knows who he is. */
    @BeforeEach
    void benHasBeenHereBefore() throws Exception {
        owner = STAGE.owner();
        document = owner.createDocument("Minutes", "rich");
        proxy = STAGE.proxy();
        browser = STAGE.browsers().ownBrowser("Ben");
        EditorScreen.invited(browser.open(), proxy.address(), owner, document, "write").placeCaret(0).type("first ")
                .awaitInStepWith(owner, document);
        browser.quit();
    }

    @AfterEach
    void putAway() throws Exception {
        browser.close();
    }

    private EditorScreen ben() {
        return EditorScreen.open(browser.open(), proxy.address(), document);
    }

    private void awaitStored(String words) {
        Awaitility.await().atMost(SOON).until(() -> owner.text(document).contains(words));
    }

    /** @param words the last that were typed: the first letters may have left before, and are kept apart */
    private static void awaitKept(EditorScreen ben, String words) {
        Awaitility.await().atMost(SOON).until(() -> String.valueOf(ben.page().evaluate(KEPT)).contains(words));
    }

    private void everybodyReads(EditorScreen ben, String text) throws Exception {
        ben.awaitInStepWith(owner, document);
        assertThat(owner.text(document)).isEqualTo(text + "\n");
        EditorScreen other = EditorScreen.invited(STAGE.browsers().visitor("Cleo"), STAGE.server().address(), owner,
                document, "read");
        other.awaitInStepWith(owner, document);
        assertThat(other.text()).isEqualTo(text);
        assertThat(ben.text()).isEqualTo(text);
        assertThat(ben.page().getByTestId("rescued")).isHidden();
    }

    @Test
    void cutOffWithAnEditInFlightThatNeverArrivedAndMoreTypedBehindIt() throws Exception {
        EditorScreen ben = ben();
        ben.placeCaret(6);
        proxy.flow(TcpProxy.Direction.TO_SERVER).hold();
        ben.type("flying ");
        ben.awaitState(SAVING);
        ben.type("behind ");
        proxy.cut();
        ben.awaitState(EditorScreen.KEPT_ON_DEVICE);
        ben.type("offline");
        ben.awaitState(EditorScreen.KEPT_ON_DEVICE);
        awaitKept(ben, "offline");
        ben.picture("cut-off");
        browser.kill();
        assertThat(owner.text(document)).isEqualTo("first \n");

        proxy.heal();
        everybodyReads(ben(), "first flying behind offline");
    }

    @Test
    void withAnEditThatWasStoredWithoutTheBrowserEverHearingOfIt() throws Exception {
        EditorScreen ben = ben();
        ben.placeCaret(6);
        proxy.flow(TcpProxy.Direction.TO_CLIENT).hold();
        ben.type("stored ");
        awaitStored("s");
        ben.type("behind");
        assertThat(ben.state()).matches(SAVING);
        awaitKept(ben, "behind");
        String storedBefore = owner.text(document);
        browser.kill();

        proxy.heal();
        assertThat(storedBefore).isNotEqualTo("first \n").doesNotContain("behind");
        everybodyReads(ben(), "first stored behind");
    }

    @Test
    void severalTimesInARowWithOthersWritingMeanwhile() throws Exception {
        EditorScreen ada = EditorScreen
                .invited(STAGE.browsers().visitor("Ada"), STAGE.server().address(), owner, document, "write")
                .placeCaret(0);
        StringBuilder expected = new StringBuilder("first ");
        for (int round = 0; round < 3; round++) {
            EditorScreen ben = ben();
            ben.placeCaret(0).press("Control+End");
            proxy.cut();
            String word = "ben" + round + " ";
            ben.type(word);
            ben.awaitState(EditorScreen.KEPT_ON_DEVICE);
            awaitKept(ben, word.substring(2));
            browser.kill();
            ada.type("ada" + round + " ").awaitState(EditorScreen.SAVED);
            expected.append(word).insert(round * 5, "ada" + round + " ");
            proxy.heal();
        }
        everybodyReads(ben(), expected.toString());
        ada.awaitInStepWith(owner, document);
    }

    @Test
    void whatIsSavedIsNotLeftOnTheDevice() throws Exception {
        EditorScreen ben = ben();
        ben.placeCaret(6).type("saved").awaitInStepWith(owner, document);
        Awaitility.await().atMost(SOON).until(() -> "[]".equals(ben.page().evaluate(KEPT)));
    }

    @Test
    void whoeverElseSignsInThereIsShownTheTextButDoesNotSendIt() throws Exception {
        EditorScreen ben = ben();
        ben.placeCaret(6);
        proxy.cut();
        ben.type("bens words");
        ben.awaitState(EditorScreen.KEPT_ON_DEVICE);
        awaitKept(ben, "words");
        browser.kill();
        proxy.heal();

        Visitor visitor = browser.open();
        visitor.context().clearCookies();
        EditorScreen eve = EditorScreen.invited(new Visitor("Eve", visitor.context()), proxy.address(), owner, document,
                "write");
        assertThat(eve.page().getByTestId("rescued")).containsText("bens words");
        assertThat(eve.page().getByTestId("rescued")).containsText("Ben wrote this on this device");
        eve.picture("rescued");
        eve.placeCaret(0).type("eve ").awaitInStepWith(owner, document);
        assertThat(owner.text(document)).isEqualTo("eve first \n");
        eve.page().reload();
        assertThat(eve.page().getByTestId("rescued")).containsText("bens words");
        eve.page().getByTestId("rescued").locator("button.quiet")
                .click();
        assertThat(eve.page().getByTestId("rescued")).isHidden();
        eve.page().reload();
        eve.awaitState(EditorScreen.SAVED);
        assertThat(eve.page().getByTestId("rescued")).isHidden();
    }
}
