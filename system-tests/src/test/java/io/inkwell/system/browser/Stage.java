package io.inkwell.system.browser;

import io.inkwell.system.Rest;
import io.inkwell.system.ServerProcess;
import io.inkwell.system.TcpProxy;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One server and one Chromium for all tests of a class. After each test everybody is sent away, and the test fails if a page complained; the
 * connections between are cut then. For one thread only.
 */
final class Stage implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private @Nullable Browsers browsers;
    private @Nullable ServerProcess server;
    private @Nullable TcpProxy proxy;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        browsers = Browsers.launch();
        server = ServerProcess.startInNewFolder();
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        if (proxy != null)
            proxy.close();
        proxy = null;
        browsers().sendAllAway();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (server != null)
            server.close();
        if (browsers != null)
            browsers.close();
    }

    /** The Chromium. */
    Browsers browsers() {
        if (browsers == null)
            throw new IllegalStateException("the browser was not started");
        return browsers;
    }

    /** The server. */
    ServerProcess server() {
        if (server == null)
            throw new IllegalStateException("the server was not started");
        return server;
    }

    /** The connections between pages and server, for this test to hold and cut. */
    TcpProxy proxy() throws IOException {
        if (proxy == null)
            proxy = TcpProxy.to(server().port());
        return proxy;
    }

    /** Somebody who signed in on the server's own computer, and may do everything. */
    Rest owner() throws IOException, InterruptedException {
        return new Rest(server().address()).signIn("Owner");
    }
}
