package io.inkwell.system.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * One Chromium, the one that is installed on this computer; every {@link Visitor} has cookies and storage of its own. For one thread only.
 */
final class Browsers implements AutoCloseable {
    private static final List<String> PLACES = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome");
    private static final List<String> FLAGS = List.of("--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync");
    private static final String MISSING = "No Chromium was found, so what people see was NOT tested. Install it (Debian: apt-get install chromium "
            + "fonts-liberation) or name it in the environment variable CHROMIUM.";
    private static final double WAIT_MILLIS_MAX = 20_000;

    private final Playwright playwright;
    private final Browser browser;
    private final List<Visitor> visitors = new ArrayList<>();

    private Browsers(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts the browser. Without one the test is skipped with a loud line; where {@code CI=true} it fails. */
    static Browsers launch() {
        Optional<Path> chromium = find();
        if (chromium.isEmpty()) {
            if ("true".equals(System.getenv("CI")))
                Assertions.fail(MISSING);
            System.err.println("\n**** " + MISSING + " ****\n");
            Assumptions.abort(MISSING);
        }
        PlaywrightAssertions.setDefaultAssertionTimeout(WAIT_MILLIS_MAX);
        Playwright playwright = Playwright
                .create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            return new Browsers(playwright, playwright.chromium().launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium.orElseThrow()).setChromiumSandbox(false).setArgs(FLAGS)));
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    /** Somebody with a browser window of the usual size. */
    Visitor visitor(String name) {
        return visitor(name, new Browser.NewContextOptions().setViewportSize(1_280, 800));
    }

    /** Somebody with a browser window as described. */
    Visitor visitor(String name, Browser.NewContextOptions window) {
        BrowserContext context = browser.newContext(window);
        context.setDefaultTimeout(WAIT_MILLIS_MAX);
        Visitor visitor = new Visitor(name, context);
        visitors.add(visitor);
        return visitor;
    }

    /** A browser of somebody's own, apart from this one and not started yet. */
    OwnBrowser ownBrowser(String name) throws IOException {
        return new OwnBrowser(name, playwright.chromium(), new BrowserType.LaunchPersistentContextOptions()
                .setExecutablePath(find().orElseThrow()).setChromiumSandbox(false).setArgs(FLAGS)
                .setViewportSize(1_280, 800));
    }

    /** Sends all visitors away and fails if a page of theirs complained. */
    void sendAllAway() {
        List<Visitor> leaving = List.copyOf(visitors);
        visitors.clear();
        leaving.forEach(Visitor::close);
        List<String> complaints = leaving.stream().flatMap(visitor -> visitor.complaints().stream()).toList();
        Assertions.assertEquals(List.of(), complaints, "a page complained in its console");
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Optional<Path> find() {
        String named = System.getenv("CHROMIUM");
        List<String> places = named == null ? PLACES : List.of(named);
        return places.stream().map(Path::of).filter(Files::isExecutable).findFirst();
    }
}
