package io.inkwell.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.history.DocumentFileReader;
import io.inkwell.history.DocumentFileReader.Bounds;
import io.inkwell.history.DocumentFileWriter;
import io.inkwell.history.Inspector;
import io.inkwell.history.MalformedFileException;
import io.inkwell.sync.Commit;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.History;
import io.inkwell.sync.port.Archive;
import io.inkwell.sync.port.HistoryReader;
import io.inkwell.sync.port.Scribe;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A document is carried away with its whole history, and comes back in another database as the very same, or not at all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AWholeDocumentTravelsInAFileTest {

    private final PostgresStorage here = PostgresStorage.shared();
    private Scribe ada;
    private final PostgresStorage there = new PostgresStorage(
            TestCluster.open(TestCluster.shared().freshDatabase()));
    private byte[] file;

    @BeforeEach
    void exportADocumentOfTwoPeople() throws Exception {
        ada = Scribe.on(here);
        ada.write("one ", "two ", "\"q\" \u20ac \ud83d\ude00 ");
        Scribe grace = ada.another();
        grace.write("from Grace ");
        ada.catchUp();
        ada.write("end");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(new DocumentFileWriter(here.database().archive()).write(ada.document(), out)).isEqualTo(5);
        file = out.toByteArray();
    }

    @AfterAll
    void close() {
        there.database().close();
    }

    private DocumentFileReader.Stored read(byte[] bytes, Bounds bounds) throws Exception {
        return new DocumentFileReader(there.database().archive(), bounds).read(new ByteArrayInputStream(bytes));
    }

    private void assertRefused(byte[] bytes, String... words) {
        var refusal = assertThatThrownBy(() -> read(bytes, Bounds.DEFAULT)).isInstanceOf(MalformedFileException.class);
        for (String word : words)
            refusal.hasMessageContaining(word);
        assertThat(there.database().archive().find(ada.document())).isEmpty();
    }

    @Test
    void itComesBackRevisionByRevisionUnderItsOwnIdAndIsSound() throws Exception {
        assertThat(read(file, Bounds.DEFAULT)).isEqualTo(new DocumentFileReader.Stored(ada.document(), 5));
        List<Commit> original = here.history().read(ada.document(), 0, 5, Integer.MAX_VALUE);
        assertThat(there.history().read(ada.document(), 0, 5, Integer.MAX_VALUE)).isEqualTo(original);
        assertThat(new Inspector(there.database().archive()).inspect(ada.document(), List.of(), (r, h) -> {}).isSound())
                .isTrue();
        assertThat(there.history().list(ada.document(), HistoryReader.Query.below(Long.MAX_VALUE, 10)))
                .extracting(line -> line.author().name())
                .isEqualTo(here.history().list(ada.document(), HistoryReader.Query.below(Long.MAX_VALUE, 10)).stream()
                        .map(line -> line.author().name()).toList());
        assertThat(new History(there.snapshots(), there.history()).at(ada.document(), DocumentType.TEXT, 5).document())
                .isEqualTo(ada.text());
        assertThat(there.documents().find(ada.document()).orElseThrow().title())
                .isEqualTo("Title of " + ada.document());
    }

    @Test
    void aLongDocumentComesWithSnapshotsThatAreWhatTheLogGives() throws Exception {
        String[] keystrokes = new String[3_000];
        Arrays.fill(keystrokes, "x");
        ada.write(keystrokes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new DocumentFileWriter(here.database().archive()).write(ada.document(), out);
        read(out.toByteArray(), Bounds.DEFAULT);
        assertThat(new Inspector(there.database().archive()).inspect(ada.document(), List.of(), (r, h) -> {}))
                .satisfies(inspection -> {
                    assertThat(inspection.findings()).isEmpty();
                    assertThat(inspection.snapshots()).isPositive();
                });
    }

    @Test
    void writtenAgainItIsTheSameFile() throws Exception {
        read(file, Bounds.DEFAULT);
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        new DocumentFileWriter(there.database().archive()).write(ada.document(), again);
        assertThat(text(again.toByteArray())).isEqualTo(text(file));
    }

    @Test
    void whereADocumentOfTheIdIsNothingIsTouched() {
        assertThatThrownBy(() -> new DocumentFileReader(here.database().archive(), Bounds.DEFAULT)
                .read(new ByteArrayInputStream(file))).isInstanceOf(Archive.DocumentExistsException.class);
    }

    @Test
    void whatWasTruncatedOrDamagedAnywhereIsRefused() throws Exception {
        Random random = new Random(71);
        for (int i = 0; i < 25; i++) {
            assertRefused(Arrays.copyOf(file, random.nextInt(file.length)));
            String text = text(file);
            int at = random.nextInt(text.length());
            char other = (char) (text.charAt(at) ^ 1);
            String changed = text.substring(0, at) + other + text.substring(at + 1);
            assertRefused(gzip(changed));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud83d", "\\u0000", "\\u0007", "\\uffff"})
    void textThatNoClientCouldSendIsRefusedWithItsPlace(String escape) throws Exception {
        assertRefused(gzip(text(file).replace("one ", escape)), "at byte");
    }

    @Test
    void anOperationThatTheTypeOfDocumentForbidsIsRefused() throws Exception {
        assertRefused(gzip(text(file).replace("{\"insert\":\"one \"}",
                "{\"insert\":\"one \",\"attributes\":{\"link\":\"javascript:alert(1)\"}}")), "at byte");
    }

    @Test
    void aBombIsGivenUpEarly() throws Exception {
        Bounds narrow = new Bounds(1_000, 100_000, 10, 1_000);
        byte[] line = gzip("{\"format\":\"" + "a".repeat(50_000_000));
        assertThatThrownBy(() -> read(line, narrow)).isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("1000 bytes");
        byte[] lines = gzip(text(file).lines().limit(3).reduce("", (a, b) -> a + b + "\n")
                + "{\"revision\":1}\n".repeat(1_000_000));
        assertThatThrownBy(() -> read(lines, new Bounds(1_000, 1_000, 10, 1_000)))
                .isInstanceOf(MalformedFileException.class);
        assertThat(there.database().archive().find(ada.document())).isEmpty();
    }

    @Test
    void whatIsNoSuchFileIsRefusedInWords() throws Exception {
        assertRefused(new byte[0], "not gzip");
        assertRefused("plain".getBytes(StandardCharsets.UTF_8), "not gzip");
        assertRefused(gzip("{}\n"), "format");
        assertRefused(gzip(text(file) + "more\n"), "follows the last line");
    }

    private static String text(byte[] gzip) throws IOException {
        return new String(new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes(), StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
