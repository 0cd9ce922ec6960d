package io.inkwell.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotCaret;
import io.inkwell.client.InkwellClient;
import io.inkwell.ot.Attributes;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Scalar;
import io.inkwell.sync.DocumentId;
import io.inkwell.system.Program;
import io.inkwell.system.Rest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Takes pictures of the pages, and holds what can be held of looks: carets carry names, and nothing is wider than a narrow screen.
 *
 * <p>
 * The pictures go to {@code system-tests/target/pictures}. The one in the README is made anew with
 * {@code mvn verify -Dit.test=ThePagesInPicturesIT -Dinkwell.pictures=docs/images}.
 */
class ThePagesInPicturesIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth";

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private static Rest owner;
    private static String document;

    @BeforeAll
    static void start() throws Exception {
        owner = new Rest(STAGE.server().address()).signIn("Ada Lovelace");
        document = owner.createDocument("Opening the reading room", "rich");
        write(new DocumentId(document));
        owner.createDocument("Letters to the printer", "rich");
        owner.createDocument("shelves.md", "text");
    }

    @Test
    void twoCaretsInOneDocument() throws Exception {
        EditorScreen ada = join("Ada Lovelace", window(1_200, 700).setDeviceScaleFactor(2));
        EditorScreen grace = join("Grace Hopper", window(1_200, 700));
        EditorScreen edsger = join("Edsger Dijkstra", window(1_200, 700));
        ada.placeCaret(0);
        grace.editor().getByText("and writes it down").click();
        edsger.editor().getByText("Ask the printer").click();
        edsger.press("End").press("Shift+Control+ArrowLeft").press("Shift+Control+ArrowLeft");
        grace.press("End").press("Home");
        grace.press("End");
        assertThat(ada.caretOf("Grace Hopper")).isVisible();
        assertThat(ada.caretOf("Edsger Dijkstra")).isVisible();
        picture(ada.page(), "two-carets");
    }

    @Test
    void everyPageInLightAndDarkOnWideAndNarrowScreens() throws Exception {
        for (ColorScheme scheme : new ColorScheme[]{ColorScheme.LIGHT, ColorScheme.DARK}) {
            for (int width : new int[]{1_200, 360}) {
                String name = (scheme == ColorScheme.DARK ? "dark" : "light") + "-" + width;
                Browser.NewContextOptions window = window(width, 720).setColorScheme(scheme);
                Page list = STAGE.browsers().visitor("Ada Lovelace", window).page();
                list.navigate(STAGE.server().address().toString());
                list.getByTestId("sign-in-name").waitFor();
                shoot(list, "sign-in-" + name);
                list.getByTestId("sign-in-name").fill("Ada Lovelace");
                list.getByTestId("sign-in").click();
                list.getByTestId("new-document-title").waitFor();
                shoot(list, "empty-list-" + name);
                EditorScreen editor = join("Grace Hopper", window);
                shoot(editor.page(), "editor-" + name);
                editor.page().navigate(STAGE.server().address().toString());
                editor.page().getByTestId("documents").waitFor();
                shoot(editor.page(), "list-" + name);
            }
        }
    }

    @Test
    void theHistoryBesideTheDocument() throws Exception {
        owner.post("/api/v1/documents/" + document + "/versions", Map.of("name", "For the printer")).ok();
        EditorScreen grace = join("Grace Hopper", window(1_200, 700));
        grace.editor().getByText("two hundred cards").click();
        grace.press("End").press("Shift+Control+ArrowLeft").type("and a hundred envelopes").awaitInStepWith(owner,
                document);
        for (int width : new int[]{1_200, 360}) {
            EditorScreen ada = join("Ada Lovelace", window(width, 700).setDeviceScaleFactor(2));
            ada.page().getByTestId("open-history").click();
            ada.page().getByTestId("sessions").getByRole(AriaRole.BUTTON).first().click();
            assertThat(ada.page().getByTestId("past").locator("ins")).hasText("and a hundred envelopes");
            assertThat(ada.page().getByTestId("past").locator("del")).hasText("cards");
            shoot(ada.page(), width < 400 ? "history-360" : "history");
        }
    }

    private static void shoot(Page page, String name) {
        picture(page, name);
        assertThat((int) page.evaluate(OVERFLOW)).describedAs(name + " is wider than the screen")
                .isLessThanOrEqualTo(0);
    }

    private static void picture(Page page, String name) {
        Path folder = Program.projectFolder()
                .resolve(System.getProperty("inkwell.pictures", "system-tests/target/pictures"));
        page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png"))
                .setCaret(ScreenshotCaret.INITIAL));
    }

    private static Browser.NewContextOptions window(int width, int height) {
        return new Browser.NewContextOptions().setViewportSize(width, height);
    }

    private static EditorScreen join(String name, Browser.NewContextOptions window)
            throws IOException, InterruptedException {
        return EditorScreen.invited(STAGE.browsers().visitor(name, window), STAGE.server().address(), owner, document,
                "write");
    }

    /** A short text as people write it. */
    private static void write(DocumentId document) throws Exception {
        try (InkwellClient client = InkwellClient.builder(STAGE.server().address(), document).key(owner.key())
                .connect()) {
            client.awaitConnected(SOON);
            client.edit(screen -> Delta.on(screen.length()).insert("Opening the reading room")
                    .insert("\n", with("header", new Scalar.Int(1)))
                    .insert("The room opens on ").insert("Friday at four", bold())
                    .insert(". Until then everybody who thinks of something adds it here, "
                            + "and writes it down the moment it comes to mind.\n")
                    .insert("Before Friday").insert("\n", with("header", new Scalar.Int(2)))
                    .insert("Carry the long table upstairs").insert("\n", list("checked"))
                    .insert("Ask the printer for two hundred cards").insert("\n", list("unchecked"))
                    .insert("Put lamps beside the armchairs").insert("\n", list("unchecked"))
                    .insert("On the evening").insert("\n", with("header", new Scalar.Int(2)))
                    .insert("Tea, and the good biscuits").insert("\n", list("bullet"))
                    .insert("Three short readings, then questions").insert("\n", list("bullet"))
                    .insert("The floor plan is ")
                    .insert("on the noticeboard", with("link", new Scalar.Text("https://example.org/floor-plan")))
                    .insert("; the shelves are already labelled.").build()).join();
            client.awaitSaved(SOON);
        }
    }

    private static Attributes bold() {
        return with("bold", new Scalar.Bool(true));
    }

    private static Attributes list(String kind) {
        return with("list", new Scalar.Text(kind));
    }

    private static Attributes with(String name, Scalar value) {
        return Attributes.builder().set(name, value).build();
    }
}
