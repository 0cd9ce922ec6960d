package io.inkwell.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import io.inkwell.system.Rest;
import io.inkwell.system.TcpProxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The browser has no room left for this site: the page says that edits are kept in the tab only, and editing and saving go on. */
class AFullBrowserStorageIsSaidIT {
    private static final int ONE_BYTE = 1;

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private Rest owner;
    private String document;
    private TcpProxy proxy;
    private EditorScreen ben;

    @BeforeEach
    void benTypes() throws Exception {
        owner = STAGE.owner();
        document = owner.createDocument("Minutes", "rich");
        proxy = STAGE.proxy();
        ben = EditorScreen.invited(STAGE.browsers().visitor("Ben").whoseNetworkMayFail().whoseStorageMayFail(),
                proxy.address(), owner,
                document, "write").placeCaret(0);
    }

    @Test
    void andNothingStops() throws Exception {
        CDPSession devtools = ben.visitor().context().newCDPSession(ben.page());
        devtools.send("Storage.overrideQuotaForOrigin", quota(ONE_BYTE));
        ben.type("no room ").awaitInStepWith(owner, document);
        proxy.cut();
        ben.type("in this tab ");
        ben.awaitState(EditorScreen.KEPT_IN_TAB);
        ben.picture("storage-full");
        proxy.resume();
        ben.awaitInStepWith(owner, document);
        assertThat(owner.text(document)).isEqualTo("no room in this tab \n");

        proxy.cut();
        ben.type("room again");
        ben.awaitState(EditorScreen.KEPT_IN_TAB);
        devtools.send("Storage.overrideQuotaForOrigin", quota(null));
        ben.awaitState(EditorScreen.KEPT_ON_DEVICE);
        proxy.resume();
        ben.awaitInStepWith(owner, document);
        assertThat(owner.text(document)).isEqualTo("no room in this tab room again\n");
        assertThat(ben.page().getByTestId("rescued")).isHidden();
    }

    /** The quota of the page's origin; without a number the browser's own again. */
    private JsonObject quota(@Nullable Integer bytes) {
        JsonObject quota = new JsonObject();
        quota.addProperty("origin", proxy.address().toString().replaceFirst("/$", ""));
        if (bytes != null)
            quota.addProperty("quotaSize", bytes);
        return quota;
    }
}
