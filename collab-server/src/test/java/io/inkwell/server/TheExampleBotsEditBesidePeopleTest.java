package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.inkwell.client.BackOff;
import io.inkwell.client.InkwellClient;
import io.inkwell.ot.Delta;
import io.inkwell.sync.DocumentId;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The two bots of the folder {@code examples}, as they are, in processes of their own, beside somebody who types. */
@Timeout(180)
class TheExampleBotsEditBesidePeopleTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private final TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theOneInJava() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        besideSomebodyWhoTypes("this -> that -> those", "this → that → those", java, "-XX:TieredStopAtLevel=1",
                "--class-path", System.getProperty("java.class.path"), example("ArrowBot.java").toString());
    }

    @Test
    void theOneInCurl() throws Exception {
        boolean hasCurl = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "curl")));
        assumeTrue(hasCurl, "SKIPPED: the bot in curl is not tested, there is no curl on this machine");
        besideSomebodyWhoTypes("(c) Ada (C) Grace", "© Ada © Grace", example("copyright-bot.sh").toString());
    }

    private void besideSomebodyWhoTypes(String typed, String expected, String... command) throws Exception {
        Editing document = new Editing(server, server.local("Ada"), server.document("Typed", "text"));
        String bot = server.local("Bot");
        Process process = start(command, server.origin(), document.document(), bot);
        try (InkwellClient ada = InkwellClient
                .builder(URI.create(server.origin() + "/"), new DocumentId(document.document())).key(document.token())
                .backOff(new BackOff(5, 50)).connect()) {
            ada.awaitConnected(SOON);
            for (String letter : typed.codePoints().mapToObj(Character::toString).toList()) {
                ada.edit(screen -> Delta.on(screen.length()).retain(screen.length()).insert(letter).build()).join();
                Thread.sleep(20);
            }
            await().atMost(SOON).until(() -> ada.screen().text().equals(expected));
            ada.awaitSaved(SOON);
            assertThat(document.text()).isEqualTo(expected);
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static Process start(String[] command, String... arguments) throws IOException {
        String[] all = Arrays.copyOf(command, command.length + arguments.length);
        System.arraycopy(arguments, 0, all, command.length, arguments.length);
        return new ProcessBuilder(all).inheritIO().start();
    }

    private static Path example(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("examples")))
            folder = Objects.requireNonNull(folder.getParent(), "the folder examples");
        return folder.resolve("examples").resolve(name);
    }
}
