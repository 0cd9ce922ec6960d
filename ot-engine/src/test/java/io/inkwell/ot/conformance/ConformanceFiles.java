package io.inkwell.ot.conformance;

import io.inkwell.sync.simulation.ReplicaTraces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of the folder {@code conformance}, by name, as they should be. */
final class ConformanceFiles {
    private ConformanceFiles() {}

    /** The folder, seen from the module in which the tests run. */
    static Path folder() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("conformance");
    }

    static Map<String, String> contents() {
        var contents = new TreeMap<String, String>();
        contents.put("algebra.jsonl", lines(AlgebraCases.lines().stream()));
        contents.put("document-types.jsonl", lines(DocumentTypeCases.all().stream().map(DocumentTypeCase::line)));
        contents.put("ops-json.jsonl", lines(Stream.concat(OpsJsonCases.all().stream().map(OpsJsonCase::line),
                OpsJsonCases.repeated().stream().map(RepeatedCase::line))));
        contents.put("replica.jsonl", lines(ReplicaTraces.lines().stream()));
        return contents;
    }

    static String committed(String name) {
        try {
            return Files.readString(folder().resolve(name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write() {
        try {
            Files.createDirectories(folder());
            for (Map.Entry<String, String> file : contents().entrySet()) {
                Files.writeString(folder().resolve(file.getKey()), file.getValue(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lines(Stream<String> lines) {
        List<String> all = lines.toList();
        return String.join("\n", all) + "\n";
    }
}
