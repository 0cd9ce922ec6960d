package io.inkwell.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.system.Rest;
import io.inkwell.system.TcpProxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** One person has one document open in several tabs, one of them duplicated: nothing of any of them is lost or doubled. */
class SeveralTabsOfOnePersonIT {
    private static final int WORDS = 6;

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private Rest owner;
    private String document;
    private TcpProxy proxy;
    private Visitor ben;
    private EditorScreen first;

    @BeforeEach
    void open() throws Exception {
        owner = STAGE.owner();
        document = owner.createDocument("Minutes", "text");
        proxy = STAGE.proxy();
        ben = STAGE.browsers().visitor("Ben").whoseNetworkMayFail();
        first = EditorScreen.invited(ben, proxy.address(), owner, document, "write");
    }

    private void everyWordIsThereOnce(List<String> words, EditorScreen... screens) throws Exception {
        for (EditorScreen screen : screens)
            screen.awaitState(EditorScreen.SAVED);
        String text = owner.text(document);
        for (String word : words)
            assertThat(text).containsOnlyOnce(word);
        assertThat(text.strip().split("\\s+")).hasSameSizeAs(words);
    }

    private static String word(String tab, int number, List<String> words) {
        String word = String.format(Locale.ROOT, "%s%02d", tab, number);
        words.add(word);
        return word + " ";
    }

    @Test
    void allTypeAtOnceEachUnderItsOwnIdentity() throws Exception {
        EditorScreen second = EditorScreen.openInNewTab(ben, proxy.address(), document);
        EditorScreen copy = first.duplicate();
        List<String> words = new ArrayList<>();
        // Each in a line of its own, so that the words stay whole.
        first.editor().click();
        first.type("\n\n");
        first.awaitState(EditorScreen.SAVED);
        List<EditorScreen> tabs = List.of(first, second, copy);
        for (int i = 0; i < tabs.size(); i++) {
            tabs.get(i).page().bringToFront();
            tabs.get(i).awaitText("\n\n");
            tabs.get(i).editor().locator("p").nth(i).click();
        }
        for (int number = 0; number < WORDS; number++) {
            String[] typed = {word("one", number, words), word("two", number, words), word("copy", number, words)};
            for (int i = 0; i < tabs.size(); i++)
                tabs.get(i).type(typed[i]);
        }
        everyWordIsThereOnce(words, first, second, copy);
        assertThat(displayIds()).hasSize(tabs.size());
    }

    @Test
    void theOneThatKeepsTheEditsIsClosedAndAnotherGoesOnWithThem() throws Exception {
        EditorScreen second = EditorScreen.openInNewTab(ben, proxy.address(), document);
        proxy.cut();
        first.page().bringToFront();
        first.editor().click();
        first.type("first ");
        first.awaitState(EditorScreen.KEPT_ON_DEVICE);
        second.page().bringToFront();
        second.editor().click();
        second.type("second ");
        second.awaitState(EditorScreen.KEPT_IN_TAB);

        first.page().close();
        proxy.heal();
        assertThat(second.editor()).containsText("first");
        everyWordIsThereOnce(List.of("first", "second"), second);

        proxy.cut();
        second.type("third ");
        second.awaitState(EditorScreen.KEPT_ON_DEVICE);
        proxy.heal();
        everyWordIsThereOnce(List.of("first", "second", "third"), second);
    }

    private Set<Integer> displayIds() throws Exception {
        Set<Integer> ids = new HashSet<>();
        for (JsonNode revision : owner.get("/api/v1/documents/" + document + "/revisions?limit=200").ok().json()
                .path("revisions"))
            ids.add(revision.path("displayId").asInt());
        return ids;
    }
}
