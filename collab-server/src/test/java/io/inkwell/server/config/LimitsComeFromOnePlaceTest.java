package io.inkwell.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsComeFromOnePlaceTest {
    @TempDir
    private Path folder = Path.of("");

    private Limits read(String content) throws IOException, ConfigException {
        Files.writeString(folder.resolve(LimitsFile.FILE_NAME), content);
        return LimitsFile.read(folder);
    }

    @Test
    void withoutAFileTheDefaults() throws ConfigException {
        assertThat(LimitsFile.read(folder)).isEqualTo(Limits.DEFAULT);
        assertThat(LimitsFile.read(folder.resolve("missing"))).isEqualTo(Limits.DEFAULT);
    }

    @Test
    void aLineChangesOneLimit() throws IOException, ConfigException {
        Limits limits = read("# comment\nconnectionsPerPersonAndDocumentMax = 9\n\ndocumentLengthMax=1000\n");
        assertThat(limits.connectionsPerPersonAndDocumentMax()).isEqualTo(9);
        assertThat(limits.documentLengthMax()).isEqualTo(1_000);
        assertThat(limits.messageBytesMax()).isEqualTo(Limits.DEFAULT.messageBytesMax());
    }

    @ParameterizedTest
    @ValueSource(strings = {"documentLengthmax=5", "documentLengthMax=ten", "documentLengthMax=",
        "documentLengthMax=99999999999", "documentLengthMax=0",
        "documentLengthMax=-1", "operationBytesMax=2000000", "x=1"})
    void whatIsNotUnderstoodStopsTheStart(String line) {
        assertThatExceptionOfType(ConfigException.class).isThrownBy(() -> read(line + "\n"))
                .withMessageContaining(LimitsFile.FILE_NAME)
                .withMessageEndingWith(".");
    }

    @Test
    void allAreNamedAndPrinted() {
        assertThat(LimitsFile.print(Limits.DEFAULT)).containsEntry("operationBytesMax", 524_288)
                .containsEntry("silenceMillisMax", 50_000)
                .hasSize(Limits.class.getRecordComponents().length);
        assertThat(LimitsFile.print(Limits.DEFAULT).keySet())
                .allMatch(name -> name.endsWith("Max") || name.endsWith("Min") || name.endsWith("Millis"));
    }

    @Test
    void aPasswordIsNotDescribed() {
        for (String url : new String[]{"postgresql://ink:hidden@host/db",
            "jdbc:postgresql://host/db?user=ink&password=hidden"}) {
            assertThat(new ServerConfig(1, "127.0.0.1", folder, url, null, null, Limits.DEFAULT).describe())
                    .doesNotContain("hidden").contains("port=1");
        }
    }
}
