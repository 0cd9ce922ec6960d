package io.inkwell.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.inkwell.system.Rest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The start page, with nothing but a keyboard: sign in, create, come back, rename, delete. */
class TheListOfDocumentsIT {
    private static final int TABS_MAX = 30;

    @RegisterExtension
    static final Stage STAGE = new Stage();

    /** Everybody who signs in on the server's own computer sees all documents. */
    @BeforeEach
    void deleteAllDocuments() throws Exception {
        Rest owner = STAGE.owner();
        for (String id : owner.get("/api/v1/documents").ok().json().path("documents").findValuesAsString("id"))
            owner.send("DELETE", "/api/v1/documents/" + id, null).ok();
    }

    @Test
    void everythingCanBeDoneWithTheKeyboard() {
        Page page = STAGE.browsers().visitor("Ada").page();
        page.navigate(STAGE.server().address().toString());
        assertThat(page.getByTestId("sign-in-name")).isFocused();
        page.keyboard().type("Ada");
        page.keyboard().press("Enter");
        assertThat(page.getByText("No documents yet")).isVisible();

        tabTo(page, page.getByTestId("new-document-title"));
        page.keyboard().type("Minutes");
        page.keyboard().press("Enter");
        assertThat(page.getByTestId("editor")).isFocused();
        assertThat(page).hasTitle("Minutes – Inkwell");
        page.keyboard().type("First line");
        assertThat(page.getByTestId("state")).hasText(EditorScreen.SAVED);

        page.keyboard().press("Escape");
        Locator back = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("All documents"));
        keyTo(page, "Shift+Tab", back);
        page.keyboard().press("Enter");
        Locator documents = page.getByTestId("documents").getByRole(AriaRole.LISTITEM);
        assertThat(documents).hasCount(1);
        assertThat(documents).containsText("Minutes");

        tabTo(page, button(page, "Rename"));
        page.keyboard().press("Enter");
        assertThat(page.getByTestId("dialog-value")).isFocused();
        page.keyboard().type("Minutes of May");
        page.keyboard().press("Enter");
        assertThat(documents.getByRole(AriaRole.LINK)).hasText("Minutes of May");
        assertThat(button(page, "Rename")).hasAttribute("aria-label", "Rename: Minutes of May");

        tabTo(page, button(page, "Delete"));
        page.keyboard().press("Enter");
        page.keyboard().press("Escape");
        assertThat(documents).hasCount(1);
        page.keyboard().press("Enter");
        page.keyboard().press("Enter");
        assertThat(documents).hasCount(0);
        assertThat(page.getByTestId("notice")).containsText("Minutes of May");
        assertThat(page.getByText("No documents yet")).isVisible();
        page.reload();
        assertThat(page.getByText("No documents yet")).isVisible();
    }

    @Test
    void everyPageIsReadByAScreenReader() {
        Visitor visitor = STAGE.browsers().visitor("Grace");
        Page page = visitor.page();
        page.navigate(STAGE.server().address().toString());
        page.getByLabel("Your name, as others will see it").fill("Grace");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Continue")).click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Documents"))).isVisible();
        page.getByLabel("Title of the new document").fill("Notes");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create")).click();
        assertThat(page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Text of the document")))
                .isVisible();
        assertThat(page.getByRole(AriaRole.TOOLBAR, new Page.GetByRoleOptions().setName("Formatting"))).isVisible();
        assertThat(page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Who is here"))).isVisible();
    }

    private static Locator button(Page page, String what) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(what + ":"));
    }

    private static void tabTo(Page page, Locator wanted) {
        keyTo(page, "Tab", wanted);
    }

    private static void keyTo(Page page, String key, Locator wanted) {
        wanted.waitFor();
        for (int i = 0; i < TABS_MAX; i++) {
            if (wanted.evaluate("element => element === document.activeElement").equals(true))
                return;
            page.keyboard().press(key);
        }
        throw new AssertionError(key + " does not reach " + wanted);
    }
}
