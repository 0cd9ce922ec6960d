package io.inkwell.system.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What the servers left in their data folders of histories that lost their end. */
final class SalvageFiles {
    private SalvageFiles() {}

    /** The files about a document that one node left. */
    static List<Path> about(String document, Node node) {
        Path folder = node.process().data().resolve("salvage");
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return files.filter(file -> file.getFileName().toString().startsWith(document + "-")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the last line is there. */
    static boolean isComplete(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return text.contains("\n{\"documentAtRevision\"") && text.endsWith("}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a file: what it says of itself, the commits, the document. */
    static List<JsonNode> read(Path file) throws IOException {
        return Evidence.read(file.resolveSibling(""), file.getFileName().toString());
    }

    /** The commits of a file, in the form of {@link #revision}. */
    static List<String> commits(Path file) throws IOException {
        List<JsonNode> lines = read(file);
        return lines.subList(1, lines.size() - 1).stream()
                .map(line -> revision(line.path("revision").asLong(), line.path("chain").asString(),
                        line.path("ops").toString()))
                .toList();
    }

    /** A revision as it can be compared. */
    static String revision(long revision, String chain, String ops) {
        return revision + " " + chain + " " + ops;
    }
}
