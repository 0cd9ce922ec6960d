package io.inkwell.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.inkwell.server.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TheSecretStaysSecretTest {
    @TempDir
    private Path parent = Path.of("");

    private Path folder() {
        return parent.resolve("made").resolve("data");
    }

    private String read() throws ConfigException {
        return HexFormat.of().formatHex(Secret.ofFolder(folder()).bytes());
    }

    @Test
    void itIsMadeOnceForItsOwnerAlone() throws ConfigException, IOException {
        String first = read();
        assertThat(first).hasSize(64).isNotEqualTo("0".repeat(64));
        assertThat(read()).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().resolve("secret.key"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder()))).isEqualTo("rwx------");
        try (Stream<Path> left = Files.list(folder())) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void ofManyThatMakeItAtOnceOneWins() throws InterruptedException, ExecutionException {
        Callable<String> reader = this::read;
        Set<String> seen = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<String> result : threads.invokeAll(Collections.nCopies(32, reader))) {
                seen.add(result.get());
            }
        }
        assertThat(seen).hasSize(1);
    }

    @Test
    void whatOthersCouldReadTheyCannotReadAnyMore() throws ConfigException, IOException {
        String first = read();
        Path file = folder().resolve("secret.key");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(read()).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void aDamagedSecretIsNotUsed() throws ConfigException, IOException {
        read();
        Path file = folder().resolve("secret.key");
        for (String damage : new String[]{"", "AAAA", "not base64!"}) {
            Files.writeString(file, damage);
            assertThatExceptionOfType(ConfigException.class).isThrownBy(this::read)
                    .withMessageContaining(file.toString());
        }
    }

    @Test
    void nothingPrintsIt() throws ConfigException {
        assertThat(Secret.ofFolder(folder())).hasToString("Secret[…]");
        assertThat(PersonKey.fresh()).hasToString("PersonKey[…]");
    }
}
