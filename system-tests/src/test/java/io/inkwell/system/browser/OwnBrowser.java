package io.inkwell.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.PlaywrightException;
import io.inkwell.server.testing.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's own browser: processes of its own, and a folder that outlives them, as on the computer of one person. It can be killed. For
 * one thread only.
 */
final class OwnBrowser implements AutoCloseable {
    private final String name;
    private final Function<Path, BrowserContext> launcher;
    private final Path folder;
    private Set<ProcessHandle> processesBefore = Set.of();
    private @Nullable Visitor visitor;

    OwnBrowser(String name, BrowserType type, BrowserType.LaunchPersistentContextOptions options) throws IOException {
        this.name = name;
        this.launcher = path -> type.launchPersistentContext(path, options);
        this.folder = Files.createTempDirectory("inkwell-browser-");
    }

    /** Starts it on its folder. */
    Visitor open() {
        if (visitor != null)
            throw new IllegalStateException("the browser is open");
        processesBefore = children().collect(Collectors.toSet());
        Visitor opened = new Visitor(name, launcher.apply(folder)).whoseNetworkMayFail();
        visitor = opened;
        return opened;
    }

    /** Ends it as a person does: it puts everything in order first. Fails if a page complained. */
    void quit() {
        Visitor leaving = visitor;
        visitor = null;
        if (leaving == null)
            return;
        leaving.close();
        assertThat(leaving.complaints()).describedAs("a page complained in its console").isEmpty();
    }

    /** Kills all its processes at once, as {@code kill -9} does. */
    void kill() {
        List<ProcessHandle> processes = children().filter(process -> !processesBefore.contains(process)).toList();
        if (processes.size() < 3)
            throw new IllegalStateException("a Chromium has more processes than " + processes);
        processes.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new)).join();
        Visitor killed = visitor;
        visitor = null;
        if (killed == null)
            return;
        assertThat(killed.complaints()).describedAs("a page complained in its console").isEmpty();
        try {
            killed.close();
        } catch (PlaywrightException gone) {
            // There is nothing left that could be closed.
        }
    }

    @Override
    public void close() throws IOException {
        quit();
        Folders.delete(folder);
    }

    private static Stream<ProcessHandle> children() {
        return ProcessHandle.current().descendants();
    }
}
