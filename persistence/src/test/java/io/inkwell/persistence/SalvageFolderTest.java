package io.inkwell.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.ot.Ops;
import io.inkwell.ot.json.MalformedOpsException;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.sync.Salvage.Extent;
import io.inkwell.sync.port.SalvageStore;
import io.inkwell.sync.port.SalvageStoreContract;
import io.inkwell.sync.port.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The contract, and what is special about files: who may read them, how large they get, what happens where nothing can be written. */
class SalvageFolderTest extends SalvageStoreContract {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-21T12:00:00.250Z"));
    private static final JsonFactory JSON = new JsonFactory();

    @TempDir
    private Path data;

    @Override
    protected SalvageStore store() {
        return new SalvageFolder(data.resolve("salvage"), NOON);
    }

    @Override
    protected Read read(String place) {
        List<Map<String, Object>> lines = lines(place);
        Map<String, Object> first = lines.getFirst();
        Map<String, Object> last = lines.getLast();
        List<Line> commits = lines.subList(1, lines.size() - 1).stream()
                .map(line -> new Line(number(line, "revision"), (int) number(line, "kind"),
                        (int) number(line, "displayId"), (int) number(line, "seq"), (String) line.get("author"),
                        number(line, "at"), text(line, "submitHash"), text(line, "chain"), ops(line, "ops")))
                .toList();
        assertThat(number(first, "commits")).isEqualTo(commits.size());
        return new Read(text(first, "document"), Extent.valueOf(text(first, "extent")), commits,
                number(last, "documentAtRevision"), ops(last, "content"));
    }

    @Test
    void theNameTellsDocumentRevisionAndTimeAndOnlyTheOwnerMayRead() throws IOException {
        Path file = Path.of(store().keep(salvage(Extent.ALL, "text"), Map.of()));
        assertThat(file).isEqualTo(data.resolve("salvage/lost_end-1-43-20261121T120000.250Z.jsonl"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void theOldestCommitsAreLeftOutWhereTheyDoNotFit() throws IOException {
        int bytesMax = 20_000;
        SalvageStore narrow = new SalvageFolder(data.resolve("salvage"), NOON, bytesMax);
        String place = narrow.keep(salvage(Extent.ALL, "a".repeat(3_000), "b".repeat(3_000), "c"), Map.of());
        assertThat(read(place).commits()).extracting(Line::revision).containsExactly(43L, 44L, 45L);
        assertThat(lines(place).getFirst()).containsEntry("oldestCommitsLeftOut", 1L).containsEntry("fileBytesMax",
                (long) bytesMax);
        assertThat(Files.size(Path.of(place))).isLessThanOrEqualTo(bytesMax);
    }

    @Test
    void aDocumentThatDoesNotFitLeavesTheRoomToTheCommits() throws IOException {
        int bytesMax = 15_000;
        SalvageStore narrow = new SalvageFolder(data.resolve("salvage"), NOON, bytesMax);
        String place = narrow.keep(salvage(Extent.ALL, "a".repeat(5_000), "b".repeat(5_000)), Map.of());
        assertThat(read(place).commits()).extracting(Line::revision).containsExactly(43L, 44L);
        assertThat(lines(place).getLast()).containsEntry("contentLeftOut", true).doesNotContainKey("content");
        assertThat(Files.size(Path.of(place))).isLessThanOrEqualTo(bytesMax);
    }

    @Test
    void whereNothingCanBeWrittenItSaysWhere() throws IOException {
        Files.writeString(data.resolve("salvage"), "a file where the folder should be");
        assertThatThrownBy(() -> store().keep(salvage(Extent.ALL, "text"), Map.of()))
                .isInstanceOf(StorageException.class).hasMessageContaining(data.resolve("salvage").toString());
    }

    private static long number(Map<String, Object> line, String member) {
        return (long) line.getOrDefault(member, -1L);
    }

    private static Ops ops(Map<String, Object> line, String member) {
        return line.get(member) instanceof Ops ops ? ops : Ops.EMPTY;
    }

    private static String text(Map<String, Object> line, String member) {
        return String.valueOf(line.get(member));
    }

    private static List<Map<String, Object>> lines(String place) {
        try {
            List<Map<String, Object>> lines = new ArrayList<>();
            for (String line : Files.readAllLines(Path.of(place)))
                lines.add(members(line));
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> members(String line) {
        Map<String, Object> members = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
            assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                switch (json.nextToken()) {
                    case VALUE_STRING -> members.put(name, json.getString());
                    case VALUE_NUMBER_INT -> members.put(name, json.getLongValue());
                    case VALUE_TRUE -> members.put(name, true);
                    case VALUE_FALSE -> members.put(name, false);
                    default -> members.put(name, OpsJson.read(json, OpsLimits.DEFAULT));
                }
            }
            return members;
        } catch (MalformedOpsException e) {
            throw new AssertionError(e);
        }
    }
}
