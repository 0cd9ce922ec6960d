package io.inkwell.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.inkwell.system.Rest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * An ordinary paste from a web page - colours by name and by numbers, a font nobody has, somebody else's image - arrives in the other
 * browser and in the history, translated into what a document can hold. Nothing of it is refused, and what was left out is said.
 */
class AColouredPasteArrivesIT {
    private static final String REFUSALS = "inkwell_refusals_total";
    private static final String ARTICLE_ADDRESS = "https://news.example/ink.html";
    private static final String ARTICLE = """
            <h2 style="color: rgb(170, 0, 0)">Ink for everybody</h2>
            <p style="font-family: Papyrus, fantasy">A <span style="color: tomato">tomato</span> is
            <span style="background-color: rgb(255, 255, 0)">marked</span>.</p>
            <p><b>bold across<br>a line break</b></p>
            <ul><li>first</li><li>second and <i>slanted</i></li></ul>
            <p>Read <a href="https://inks.example/all">about inks</a>.<img src="https://pictures.example/ink.png" alt="ink"></p>
            """;

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private Rest owner;
    private String document;
    private EditorScreen ada;
    private EditorScreen ben;
    private double refusalsBefore;

    @BeforeEach
    void openForTwo() throws Exception {
        owner = STAGE.owner();
        document = owner.createDocument("Clippings", "rich");
        ada = join("Ada");
        ben = join("Ben");
        refusalsBefore = owner.total(REFUSALS);
    }

    @AfterEach
    void nothingWasRefused() throws Exception {
        assertThat(owner.total(REFUSALS)).isEqualTo(refusalsBefore);
    }

    @Test
    void whatIsCopiedInOneTabAndPastedInAnother() throws Exception {
        copyArticle(ada.page().context().newPage());
        ada.placeCaret(0).press("Control+v");

        assertThat(ada.page().getByTestId("notice")).containsText("1 image was not pasted");
        ada.awaitInStepWith(owner, document);
        ben.awaitInStepWith(owner, document);
        JsonNode content = owner.content(document).path("content");
        assertThat(attributes(content, "Ink for everybody").path("color").asString()).isEqualTo("#aa0000");
        assertThat(attributes(content, "tomato").path("color").asString()).isEqualTo("#ff6347");
        assertThat(attributes(content, "marked").path("background").asString()).isEqualTo("#ffff00");
        assertThat(attributes(content, "bold across").path("bold").asBoolean(false)).isTrue();
        assertThat(attributes(content, "a line break").path("bold").asBoolean(false)).isTrue();
        assertThat(attributes(content, "slanted").path("italic").asBoolean(false)).isTrue();
        assertThat(attributes(content, "about inks").path("link").asString()).isEqualTo("https://inks.example/all");
        assertThat(content.toString()).contains("\"header\":2", "\"list\":\"bullet\"")
                .doesNotContain("image", "font", "Papyrus");

        Locator other = ben.editor();
        assertThat(other.locator("h2")).hasText("Ink for everybody");
        assertThat(other.locator("li")).hasText(new String[]{"first", "second and slanted"});
        assertThat(other.getByText("tomato", new Locator.GetByTextOptions().setExact(true)))
                .hasCSS("color", "rgb(255, 99, 71)");
        assertThat(other.getByText("marked", new Locator.GetByTextOptions().setExact(true)))
                .hasCSS("background-color", "rgb(255, 255, 0)");
        assertThat(other.locator("strong")).hasText(new String[]{"bold across", "a line break"});
        assertThat(other.locator("img")).hasCount(0);
    }

    @Test
    void whatAnyProgramPutsOnTheClipboard() throws Exception {
        ada.placeCaret(0);
        ada.editor().evaluate("""
                (editor, html) => {
                  const clipboardData = new DataTransfer();
                  clipboardData.setData("text/html", html);
                  clipboardData.setData("text/plain", "plain");
                  editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
                }""", """
                <h1><span style="color: RED">Named</span></h1><p style="color: hsl(120, 100%, 25%)">green
                <b>bold<br>twice</b></p><ol><li>one</li></ol>
                <p><img src="data:image/png;base64,AAAA"><img src="javascript:alert(1)">\
                <a href="javascript:alert(1)">harmless</a></p>
                <script>document.title = "owned"</script>""");

        assertThat(ada.page().getByTestId("notice")).containsText("2 images");
        ada.awaitInStepWith(owner, document);
        ben.awaitInStepWith(owner, document);
        JsonNode content = owner.content(document).path("content");
        assertThat(attributes(content, "Named").path("color").asString()).isEqualTo("#ff0000");
        assertThat(attributes(content, "green").path("color").asString()).isEqualTo("#008000");
        assertThat(attributes(content, "bold").path("bold").asBoolean(false)).isTrue();
        assertThat(attributes(content, "twice").path("bold").asBoolean(false)).isTrue();
        assertThat(content.toString()).contains("\"header\":1", "\"list\":\"ordered\"", "harmless")
                .doesNotContain("javascript", "data:", "owned");
        assertThat(ben.page()).hasTitle("Clippings – Inkwell");
        assertThat(ben.editor().locator("h1")).hasText("Named");
    }

    private EditorScreen join(String name) throws Exception {
        return EditorScreen.invited(STAGE.browsers().visitor(name), STAGE.server().address(), owner, document, "write");
    }

    /** Opens a web page in another tab, selects everything on it and copies it, as people do. */
    private static void copyArticle(Page tab) {
        tab.context().route("https://*.example/**", route -> {
            boolean article = route.request().url().equals(ARTICLE_ADDRESS);
            route.fulfill(new Route.FulfillOptions().setStatus(article ? 200 : 204).setBody(article ? ARTICLE : "")
                    .setHeaders(Map.of("Content-Type", "text/html; charset=utf-8")));
        });
        tab.navigate(ARTICLE_ADDRESS);
        tab.keyboard().press("Control+a");
        tab.keyboard().press("Control+c");
        tab.close();
    }

    /** The attributes of the run of text that this text begins. */
    private static JsonNode attributes(JsonNode content, String text) {
        for (JsonNode op : content) {
            if (op.path("insert").asString("").stripLeading().startsWith(text))
                return op.path("attributes");
        }
        throw new AssertionError("\"" + text + "\" does not begin a run of " + content);
    }
}
