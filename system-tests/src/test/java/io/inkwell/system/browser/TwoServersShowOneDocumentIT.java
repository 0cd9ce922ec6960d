package io.inkwell.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import io.inkwell.server.cluster.RedisProcess;
import io.inkwell.system.Rest;
import io.inkwell.system.ServerProcess;
import io.inkwell.system.faults.PostgresProcess;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two people in one document on two servers: they see each other's text, carets and names, and go on when a server hands over. */
class TwoServersShowOneDocumentIT {
    private static final String SECRET = "secret.key";

    private Browsers browsers;
    private PostgresProcess postgres;
    private RedisProcess redis;
    private ServerProcess one;
    private ServerProcess two;
    private Rest owner;
    private String document;

    @BeforeEach
    void start() throws Exception {
        browsers = Browsers.launch();
        postgres = PostgresProcess.startInNewFolder();
        redis = RedisProcess.started();
        one = server();
        one.start();
        two = server();
        Files.copy(one.data().resolve(SECRET), two.data().resolve(SECRET));
        two.start();
        owner = new Rest(one.address()).signIn("Owner");
        document = owner.createDocument("On two servers", "rich");
    }

    @AfterEach
    void stop() throws Exception {
        browsers.close();
        two.close();
        one.close();
        redis.close();
        postgres.close();
    }

    @Test
    void textCaretsAndNamesOfTheOtherServerAreShownAndAStopIsAHandOver() throws Exception {
        EditorScreen ada = join("Ada", one);
        EditorScreen ben = join("Ben", two);
        ada.placeCaret(0).type("Ada was here. ").awaitInStepWith(owner, document);
        ben.awaitInStepWith(owner, document);
        ben.placeCaret("Ada was here. ".length()).type("Ben too.").awaitInStepWith(owner, document);
        ada.awaitInStepWith(owner, document);
        assertThat(ada.text()).isEqualTo("Ada was here. Ben too.");
        assertThat(ada.caretOf("Ben")).isVisible();
        assertThat(ben.caretOf("Ada")).isVisible();
        for (EditorScreen screen : new EditorScreen[]{ada, ben})
            assertThat(screen.page().getByTestId("members").getByRole(AriaRole.LISTITEM)).hasCount(2);

        assertThat(two.stop()).isZero();
        ben.awaitState(EditorScreen.CUT_OFF);
        ben.type(" Still here.");
        assertThat(ada.page().getByTestId("members").getByRole(AriaRole.LISTITEM)).hasCount(1);
        two.start();
        ben.awaitState(EditorScreen.SAVED);
        ada.awaitInStepWith(owner, document);
        ben.awaitInStepWith(owner, document);
        assertThat(ada.text()).isEqualTo("Ada was here. Ben too. Still here.");
        assertThat(ada.page().getByTestId("members").getByRole(AriaRole.LISTITEM)).hasCount(2);
    }

    private ServerProcess server() {
        return ServerProcess.inNewFolder("--database-url", PostgresProcess.address(postgres.port()), "--redis",
                redis.address().toString());
    }

    private EditorScreen join(String name, ServerProcess server) throws Exception {
        return EditorScreen.invited(browsers.visitor(name).whoseNetworkMayFail(), server.address(), owner, document,
                "write");
    }
}
