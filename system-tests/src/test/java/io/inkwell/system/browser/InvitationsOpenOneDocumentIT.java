package io.inkwell.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.inkwell.system.Rest;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A link opens one document: to read or to write, as it says, and until it expires. */
class InvitationsOpenOneDocumentIT {
    @RegisterExtension
    static final Stage STAGE = new Stage();

    private Rest owner;
    private String document;

    @BeforeEach
    void createDocument() throws Exception {
        owner = STAGE.owner();
        document = owner.createDocument("Minutes", "rich");
    }

    @Test
    void aLinkToReadShowsEveryChangeAndTakesNone() throws Exception {
        EditorScreen writer = join("Writer", "write");
        EditorScreen reader = join("Reader", "read");
        assertThat(reader.page().getByTestId("read-only")).isVisible();
        assertThat(writer.page().getByTestId("read-only")).isHidden();
        assertThat(reader.page().getByRole(AriaRole.TOOLBAR)).isHidden();

        writer.placeCaret(0).type("Seen by everybody");
        reader.awaitInStepWith(owner, document);
        reader.editor().click();
        reader.type("not mine to write").press("Enter");
        writer.type(".").awaitInStepWith(owner, document);
        reader.awaitInStepWith(owner, document);
        assertThat(reader.text()).isEqualTo("Seen by everybody.");
        assertThat(owner.text(document)).isEqualTo("Seen by everybody.\n");
        assertThat(reader.state()).matches(EditorScreen.SAVED);
    }

    @Test
    void aLinkMadeInThePageWorksForSomebodyElseAndLeavesNoTraceInTheAddress() throws Exception {
        Visitor host = STAGE.browsers().visitor("Host");
        host.page().navigate(STAGE.server().address().toString());
        signIn(host);
        host.page().getByTestId("new-document-title").fill("Plans");
        host.page().getByTestId("create-document").click();
        host.page().getByTestId("share").click();
        host.page().getByTestId("invite-write").click();
        Locator field = host.page().getByTestId("invitation-link");
        URI link = URI.create(field.inputValue());
        String plans = link.getPath().substring("/d/".length());

        EditorScreen guest = EditorScreen.join(STAGE.browsers().visitor("Guest"), STAGE.server().address(), plans,
                link.getFragment().substring("invitation=".length()));
        assertThat(guest.page().url()).isEqualTo(STAGE.server().address().resolve(link.getPath()).toString());
        guest.placeCaret(0).type("Hello");
        assertThat(host.page().getByTestId("editor")).containsText("Hello");
        assertThat(guest.page().getByTestId("members").getByRole(AriaRole.LISTITEM)).hasCount(2);

        guest.visitor().whoseRequestsAreRefused();
        guest.page().navigate(STAGE.server().address().resolve("/d/" + document).toString());
        assertThat(guest.page().getByRole(AriaRole.ALERT)).containsText("not shared with you");
    }

    @Test
    void anExpiredLinkSaysSo() throws Exception {
        String token = owner.invite(document, "write", 1).path("token").asString();
        TimeUnit.SECONDS.sleep(3);
        Visitor late = STAGE.browsers().visitor("Late").whoseRequestsAreRefused();
        late.page().navigate(STAGE.server().address().resolve("/d/" + document + "#invitation=" + token).toString());
        signIn(late);
        assertThat(late.page().getByText("expired")).isVisible();
        assertThat(late.page().getByTestId("editor")).hasCount(0);
    }

    private EditorScreen join(String name, String access) throws Exception {
        return EditorScreen.invited(STAGE.browsers().visitor(name), STAGE.server().address(), owner, document, access);
    }

    private static void signIn(Visitor visitor) {
        Page page = visitor.page();
        page.getByTestId("sign-in-name").fill(visitor.name());
        page.getByTestId("sign-in").click();
    }
}
