package io.inkwell.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.server.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class OneEventIsOneLineTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void whateverIsInIt() throws ConfigException, IOException {
        Logger log = LoggerFactory.getLogger("io.inkwell.server.Example");
        Path file;
        try (LogFile open = LogFile.open(folder, "INFO")) {
            file = open.path();
            log.info("plain {}", 1);
            log.info("forged\r\n2026-11-21T00:00:00.000Z INFO  Example [main] you are hacked\u001B[31m");
            log.error("failed", new IllegalStateException("outer\nwith a break", new IOException("inner")));
            log.debug("not written");
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(3).allMatch(line -> line
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z (INFO |ERROR) Example \\[.*"));
        assertThat(lines.get(0)).endsWith("plain 1");
        assertThat(lines.get(1)).contains("forged??2026").doesNotContain("\u001B");
        assertThat(lines.get(2)).contains("failed", "IllegalStateException: outer", "IOException: inner",
                "OneEventIsOneLineTest");
    }
}
