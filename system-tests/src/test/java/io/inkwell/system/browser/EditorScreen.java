package io.inkwell.system.browser;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import io.inkwell.system.Program;
import io.inkwell.system.Rest;
import java.io.IOException;
import java.net.URI;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page of one document in somebody's browser. */
final class EditorScreen {
    /** What the page says when everything on it is durable. */
    static final Pattern SAVED = Pattern.compile("Saved at revision (\\d+)");
    /** What the page says when it cannot reach the server. */
    static final Pattern CUT_OFF = Pattern.compile("(Offline|Reconnecting|Connecting): .*");
    /** What it adds when the edits would survive the end of the browser. */
    static final Pattern KEPT_ON_DEVICE = Pattern.compile(CUT_OFF + "your edits are kept on this device and sent.*");
    /** What it adds when they would not. */
    static final Pattern KEPT_IN_TAB = Pattern.compile(CUT_OFF + "your edits are kept in this tab only.*");

    private static final int INVITATION_SECONDS = 3_600;
    private static final double WAIT_MILLIS_MAX = 60_000;
    private static final String LINES = "editor => [...editor.querySelectorAll('p, h1, h2, h3, li')].map(line => line.textContent).join('\\n')";

    private final Visitor visitor;
    private final Page page;

    private EditorScreen(Visitor visitor, Page page) {
        this.visitor = visitor;
        this.page = page;
    }

    /** Opens a document that the visitor may open already, and waits until it is there. */
    static EditorScreen open(Visitor visitor, URI server, String document) {
        return open(visitor, visitor.page(), server, document);
    }

    /** Opens a document in one more tab of a visitor who may open it already. */
    static EditorScreen openInNewTab(Visitor visitor, URI server, String document) {
        return open(visitor, visitor.context().newPage(), server, document);
    }

    private static EditorScreen open(Visitor visitor, Page page, URI server, String document) {
        page.navigate(server.resolve("/d/" + document).toString());
        return awaitLoaded(visitor, page);
    }

    /** The same tab once more, as the browser duplicates it: with a copy of what it keeps for its session. */
    EditorScreen duplicate() {
        Page copy = page.waitForPopup(() -> page.evaluate("() => { window.open(location.href); }"));
        return awaitLoaded(visitor, copy);
    }

    /** Comes in under the visitor's name through an invitation that the owner makes, to "read" or "write". */
    static EditorScreen invited(Visitor visitor, URI server, Rest owner, String document, String access)
            throws IOException, InterruptedException {
        return join(visitor, server, document,
                owner.invite(document, access, INVITATION_SECONDS).path("token").asString());
    }

    /** Comes in through an invitation under the visitor's name, and waits until the document is there. */
    static EditorScreen join(Visitor visitor, URI server, String document, String invitation) {
        visitor.page().navigate(server.resolve("/d/" + document + "#invitation=" + invitation).toString());
        visitor.page().getByTestId("sign-in-name").fill(visitor.name());
        visitor.page().getByTestId("sign-in").click();
        return awaitLoaded(visitor, visitor.page());
    }

    private static EditorScreen awaitLoaded(Visitor visitor, Page page) {
        EditorScreen screen = new EditorScreen(visitor, page);
        screen.editor().waitFor();
        screen.awaitState(SAVED);
        return screen;
    }

    /** Whose page it is. */
    Visitor visitor() {
        return visitor;
    }

    /** The page as Playwright has it. */
    Page page() {
        return page;
    }

    /** The text area. */
    Locator editor() {
        return page.getByTestId("editor");
    }

    /** The lines of the text as they are shown, without the last newline. */
    String text() {
        return String.valueOf(editor().evaluate(LINES));
    }

    /** What the page says about the text. */
    String state() {
        return page.getByTestId("state").innerText();
    }

    /** The revision at which the page says it is saved. */
    long savedRevision() {
        Matcher saved = SAVED.matcher(state());
        if (!saved.matches())
            throw new IllegalStateException(visitor.name() + "'s page does not say it is saved: " + state());
        return Long.parseLong(saved.group(1));
    }

    /** Puts the caret behind so many characters of the first line. */
    EditorScreen placeCaret(int characters) {
        editor().locator("p").first().click();
        press("Control+Home");
        for (int i = 0; i < characters; i++)
            press("ArrowRight");
        return this;
    }

    /** Types, one key at a time. */
    EditorScreen type(String text) {
        keyboard().type(text);
        return this;
    }

    /** Presses a key or a combination, as Playwright names them. */
    EditorScreen press(String keys) {
        keyboard().press(keys);
        return this;
    }

    /** The label at the caret of somebody else. */
    Locator caretOf(String name) {
        return page.locator(".ql-cursor-flag", new Page.LocatorOptions().setHasText(name));
    }

    /** Takes a picture of the page, into {@code system-tests/target/pictures}. */
    EditorScreen picture(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Program.projectFolder().resolve("system-tests/target/pictures").resolve(name + ".png")));
        return this;
    }

    void awaitState(Pattern wanted) {
        await("the state " + wanted, () -> wanted.matcher(state()).matches());
    }

    void awaitText(String wanted) {
        await("the text " + wanted, () -> text().equals(wanted));
    }

    /** Waits until the page shows the newest text of the server, and says that it is saved at the newest revision. */
    void awaitInStepWith(Rest reader, String document) {
        await("the newest text of the server", () -> {
            try {
                String stored = reader.text(document);
                return state().equals("Saved at revision " + reader.revision(document)) && stored.equals(text() + "\n");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void await(String what, BooleanSupplier condition) {
        try {
            page.waitForCondition(condition, new Page.WaitForConditionOptions().setTimeout(WAIT_MILLIS_MAX));
        } catch (TimeoutError e) {
            throw new AssertionError(visitor.name() + " never saw " + what + "; the page says \"" + state()
                    + "\" and shows\n" + text(), e);
        }
    }

    private Keyboard keyboard() {
        return page.keyboard();
    }
}
