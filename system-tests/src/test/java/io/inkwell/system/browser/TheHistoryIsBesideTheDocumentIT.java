package io.inkwell.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.inkwell.system.Rest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ada writes, Grace writes behind it and deletes a word of Ada's; then Ada looks back. */
class TheHistoryIsBesideTheDocumentIT {
    @RegisterExtension
    static final Stage STAGE = new Stage();

    private Rest owner;
    private String document;
    private EditorScreen ada;
    private EditorScreen grace;

    @BeforeEach
    void twoPeopleWrite() throws Exception {
        owner = STAGE.owner();
        document = owner.createDocument("Minutes", "rich");
        ada = EditorScreen.invited(STAGE.browsers().visitor("Ada"), STAGE.server().address(), owner, document, "write");
        grace = EditorScreen.invited(STAGE.browsers().visitor("Grace"), STAGE.server().address(), owner, document,
                "write");
        ada.placeCaret(0).type("old words stay").awaitInStepWith(owner, document);
        grace.awaitInStepWith(owner, document);
        grace.placeCaret(0);
        for (int i = 0; i < "old ".length(); i++)
            grace.press("Delete");
        grace.press("End").type(" here").awaitInStepWith(owner, document);
    }

    private Locator past(Page page) {
        return page.getByTestId("past").locator(".ql-editor");
    }

    private static Locator button(Page page, String name) {
        return page.getByTestId("history").getByRole(AriaRole.BUTTON,
                new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Somebody who may restore: invited people cannot. */
    private Page managersPageAt(int revision) {
        Page page = STAGE.browsers().visitor("Owner").page();
        page.navigate(STAGE.server().address().resolve("/d/" + document + "#revision=" + revision).toString());
        page.getByTestId("sign-in-name").fill("Owner");
        page.getByTestId("sign-in").click();
        return page;
    }

    @Test
    void whatCameAndWhatWentIsMarkedWithWhoItWas() throws Exception {
        Page page = ada.page();
        page.getByTestId("open-history").click();
        page.getByTestId("sessions").getByRole(AriaRole.BUTTON).first().click();
        assertThat(past(page)).hasText("words stay here");
        assertThat(past(page).locator("ins").last()).hasText(" here");
        assertThat(past(page).locator("ins").last()).hasAttribute("title", "Grace");
        assertThat(page.getByTestId("sessions")).containsText("Ada");
        assertThat(page.getByTestId("sessions")).containsText("Grace");
        assertThat(page.getByTestId("shown-at")).containsText("Revision ");
        assertThat(page.url()).contains("#revision=");
        assertThat(button(page, "Restore")).isHidden();

        page.keyboard().press("Escape");
        assertThat(page.getByTestId("history")).isHidden();
        assertThat(ada.text()).isEqualTo("words stay here");
        assertThat(page.url()).doesNotContain("#revision=");
    }

    @Test
    void theSliderGoesRevisionByRevisionAndPlaysThemAll() {
        Page page = ada.page();
        page.getByTestId("open-history").click();
        Locator slider = page.getByTestId("slider");
        slider.focus();
        slider.press("Home");
        assertThat(page.getByTestId("shown-at")).containsText("Revision 0 of");
        slider.press("ArrowRight");
        assertThat(page.getByTestId("shown-at")).containsText("Revision 1 of");
        assertThat(past(page).locator("ins")).isVisible();
        slider.press("Home");
        assertThat(page.getByTestId("shown-at")).containsText("Revision 0 of");
        slider.press(" ");
        assertThat(past(page)).hasText("words stay here", new LocatorAssertions.HasTextOptions().setTimeout(30_000));
        assertThat(page.getByTestId("play")).hasText("Play");
    }

    @Test
    void aNamedVersionIsFoundAgainAndRestoredForEverybody() throws Exception {
        long before = owner.revision(document);
        Page page = managersPageAt(1);
        assertThat(page.getByTestId("shown-at")).containsText("Revision 1 of");
        button(page, "Name").click();
        page.getByTestId("dialog-value").fill("First letter");
        page.getByTestId("dialog-confirm").click();
        assertThat(page.getByTestId("sessions")).containsText("First letter");

        button(page, "Restore").click();
        page.getByTestId("dialog-confirm").click();
        assertThat(page.getByTestId("history")).isHidden();
        assertThat(page.getByTestId("notice").last()).containsText(Pattern.compile("revision " + (before + 1)));
        String restored = owner.text(document);
        assertThat(restored).startsWith("o").hasSizeLessThan("old words stay\n".length());
        ada.awaitInStepWith(owner, document);
        grace.awaitInStepWith(owner, document);
        assertThat(ada.text() + "\n").isEqualTo(restored);
        assertThat(owner.revision(document)).isEqualTo(before + 1);
    }
}
