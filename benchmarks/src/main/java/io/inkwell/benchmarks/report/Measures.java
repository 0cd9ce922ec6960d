package io.inkwell.benchmarks.report;

import io.inkwell.benchmarks.cases.CaseFile;
import io.inkwell.benchmarks.cases.Cases.JsonKind;
import io.inkwell.benchmarks.cases.Cases.SmallKind;
import io.inkwell.benchmarks.cases.RecordedTrace;
import io.inkwell.benchmarks.engine.CarryBenchmark;
import io.inkwell.benchmarks.report.Measure.Contestant;
import io.inkwell.benchmarks.report.Measure.Jvm;
import io.inkwell.benchmarks.report.Measure.Node;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Everything that is measured, in the order of the table. */
public final class Measures {
    /** The name of the engine in the table. */
    public static final String INKWELL = "Inkwell";
    /** The name of Quill's algebra in the table. */
    public static final String QUILL_DELTA = "quill-delta";
    /** The name of ShareDB's type of plain text in the table. */
    public static final String TEXT_UNICODE = "ot-text-unicode";
    /** The name of ot.js in the table. */
    public static final String OT = "ot.js";
    /** The name of CodeMirror's change sets in the table. */
    public static final String CODE_MIRROR = "CodeMirror";
    /** The name of bare edits in CodeMirror's text in the table. */
    public static final String CODE_MIRROR_TEXT = "CodeMirror, bare edits";
    /** The name of the naive floor in the table. */
    public static final String STRING_BUILDER = "StringBuilder, bare edits";
    /** The name of bifurcan's rope in the table. */
    public static final String ROPE = "bifurcan Rope, bare edits";

    /** Those who edit a text and know no operations: they do less, and are shown apart. */
    public static final List<String> BARE_EDITS = List.of(STRING_BUILDER, ROPE, CODE_MIRROR_TEXT);

    /** The side that costs the others what the side "over" costs them: only measured for Inkwell. */
    private static final String UNDER = "under";
    /** Sessions that take ot-text-unicode a minute or so. */
    private static final Set<RecordedTrace> LONG = EnumSet.of(RecordedTrace.AUTOMERGE_PAPER, RecordedTrace.SEPH_BLOG1);
    private static final int ROW_SMALL = 14;
    private static final int ROW_LARGE = 15;
    private static final int ROW_COMPOSE = 16;
    private static final int ROW_APPLY = 17;
    private static final int ROW_REPLAY = 18;

    private Measures() {}

    /** All of them. */
    public static List<Measure> all() {
        return Stream.of(transformSmall(), transformLarge(), compose(), apply(), replay(), json(), carry(), carets(),
                reading()).flatMap(List::stream).toList();
    }

    private static List<Measure> transformSmall() {
        List<Measure> measures = new ArrayList<>();
        for (SmallKind kind : SmallKind.values()) {
            String changes = switch (kind) {
                case INSERTS -> "two insertions of a letter";
                case INSERT_AND_DELETE -> "an insertion and a deletion";
                case RICH -> "two changes of formatting with an insertion";
            };
            for (String side : List.of("over", UNDER, "both")) {
                String id = "transform-small." + side + "." + CaseFile.nameOf(kind);
                List<Contestant> contestants = new ArrayList<>();
                contestants.add(new Jvm(INKWELL, "TransformSmallBenchmark." + side, Map.of("kind", kind.name())));
                if (!side.equals(UNDER)) {
                    contestants.addAll(kind == SmallKind.RICH
                            ? List.of(new Node(QUILL_DELTA, "quill-delta", id))
                            : everyLibrary(id));
                }
                measures.add(new Measure(id, ROW_SMALL, "transform " + changes + sideName(side), contestants));
            }
        }
        return measures;
    }

    private static List<Measure> transformLarge() {
        List<Measure> measures = new ArrayList<>();
        for (String side : List.of("over", UNDER, "both")) {
            String id = "transform-large." + side;
            var inkwell = new Jvm(INKWELL, "TransformLargeBenchmark." + side, Map.of());
            measures.add(new Measure(id, ROW_LARGE, "transform two changes of 1,000 edits" + sideName(side),
                    side.equals(UNDER) ? List.of(inkwell) : inkwellAndEveryLibrary(inkwell, id)));
        }
        return measures;
    }

    private static String sideName(String side) {
        return switch (side) {
            case "over" -> ", the later one";
            case UNDER -> ", the earlier one";
            default -> ", both";
        };
    }

    private static List<Contestant> inkwellAndEveryLibrary(Jvm inkwell, String id) {
        List<Contestant> contestants = new ArrayList<>();
        contestants.add(inkwell);
        contestants.addAll(everyLibrary(id));
        return contestants;
    }

    private static List<Contestant> everyLibrary(String id) {
        return List.of(new Node(QUILL_DELTA, "quill-delta", id), new Node(TEXT_UNICODE, "ot-text-unicode", id),
                new Node(OT, "ot", id), new Node(CODE_MIRROR, "codemirror", id));
    }

    private static List<Measure> compose() {
        List<Measure> measures = new ArrayList<>();
        for (String how : List.of("balanced", "sequential")) {
            String id = "compose." + how;
            measures.add(new Measure(id, ROW_COMPOSE, "compose 1,000 edits, "
                    + (how.equals("balanced") ? "in pairs" : "one after the other"),
                    inkwellAndEveryLibrary(new Jvm(INKWELL, "ComposeBenchmark." + how, Map.of()), id)));
        }
        return measures;
    }

    private static List<Measure> apply() {
        List<Measure> measures = new ArrayList<>();
        for (int length : CaseFile.APPLIED_LENGTHS) {
            Map<String, String> parameters = Map.of("length", String.valueOf(length));
            String id = "apply." + length;
            List<Contestant> contestants = inkwellAndEveryLibrary(
                    new Jvm(INKWELL, "ApplyBenchmark.apply", parameters), id);
            contestants.addAll(bareEdits("replace." + length, "apply", parameters));
            measures.add(new Measure(id, ROW_APPLY,
                    String.format(Locale.ROOT, "apply a small change to %,d units", length), contestants));
        }
        return measures;
    }

    private static List<Contestant> bareEdits(String codeMirror, String method, Map<String, String> parameters) {
        return List.of(new Node(CODE_MIRROR_TEXT, "codemirror", codeMirror),
                new Jvm(STRING_BUILDER, "StringBuilderBenchmark." + method, parameters),
                new Jvm(ROPE, "RopeBenchmark." + method, parameters));
    }

    private static List<Measure> replay() {
        List<Measure> measures = new ArrayList<>();
        for (RecordedTrace trace : RecordedTrace.values()) {
            Map<String, String> parameters = Map.of("trace", trace.name());
            String operations = "replay.operations." + trace.title();
            var inkwell = new Jvm(INKWELL, "ReplayBenchmark.operations", parameters);
            List<Contestant> withOperations = inkwellAndEveryLibrary(inkwell, operations);
            withOperations.removeIf(contestant -> contestant.name().equals(TEXT_UNICODE) && LONG.contains(trace));
            measures.add(new Measure(operations, ROW_REPLAY, "replay " + trace.title() + ", a change made of each edit",
                    withOperations));
            String document = "replay.document." + trace.title();
            List<Contestant> contestants = new ArrayList<>();
            contestants.add(new Jvm(INKWELL, "ReplayBenchmark.document", parameters));
            contestants.add(new Node(CODE_MIRROR, "codemirror", document));
            contestants.addAll(bareEdits("replay.replace." + trace.title(), "replay", parameters));
            measures.add(new Measure(document, ROW_REPLAY, "replay " + trace.title() + ", changes ready made",
                    contestants));
        }
        return measures;
    }

    private static List<Measure> json() {
        List<Measure> measures = new ArrayList<>();
        for (JsonKind kind : JsonKind.values()) {
            for (String how : List.of("read", "write")) {
                String id = "json." + how + "." + CaseFile.nameOf(kind);
                measures.add(new Measure(id, Measure.NO_ROW, how + " the JSON of " + switch (kind) {
                    case SMALL -> "an insertion of a letter";
                    case LARGE -> "a change of 1,000 edits";
                    case DOCUMENT -> "a formatted document of 1,000,000 units";
                }, List.of(new Jvm(INKWELL, "JsonBenchmark." + how, Map.of("content", kind.name())),
                        new Node(QUILL_DELTA, "quill-delta", id))));
            }
        }
        return measures;
    }

    private static List<Measure> carry() {
        List<Measure> measures = new ArrayList<>();
        for (CarryBenchmark.Size size : CarryBenchmark.Size.values()) {
            Map<String, String> parameters = Map.of("size", size.name());
            String title = "carry " + nameOf(size) + " over 10,000 commits";
            String id = "carry." + CaseFile.nameOf(size);
            measures.add(new Measure(id, Measure.NO_ROW, title,
                    inkwellAndEveryLibrary(new Jvm(INKWELL, "CarryBenchmark.atOnce", parameters), id)));
            measures.add(new Measure("carry-one-by-one." + CaseFile.nameOf(size), Measure.NO_ROW,
                    title + ", one transformation each",
                    List.of(new Jvm(INKWELL, "CarryBenchmark.oneByOne", parameters))));
        }
        return measures;
    }

    private static List<Measure> carets() {
        List<Measure> measures = new ArrayList<>();
        for (CarryBenchmark.Size size : CarryBenchmark.Size.values()) {
            String id = "carets." + CaseFile.nameOf(size);
            measures.add(new Measure(id, Measure.NO_ROW, "move 100 carets over " + nameOf(size), List.of(
                    new Jvm(INKWELL, "CaretBenchmark.move", Map.of("size", size.name())),
                    new Node(QUILL_DELTA, "quill-delta", id), new Node(TEXT_UNICODE, "ot-text-unicode", id),
                    new Node(CODE_MIRROR, "codemirror", id))));
        }
        return measures;
    }

    private static String nameOf(CarryBenchmark.Size size) {
        return switch (size) {
            case SMALL -> "an insertion";
            case LARGE -> "a change of 1,000 edits";
        };
    }

    private static List<Measure> reading() {
        return List.of(
                new Measure("reading.slice", Measure.NO_ROW, "1,000 units out of the middle of 1,000,000",
                        List.of(new Jvm(INKWELL, "ReadingBenchmark.slice", Map.of()),
                                new Node(QUILL_DELTA, "quill-delta", "reading.slice"),
                                new Node(CODE_MIRROR, "codemirror", "reading.slice"))),
                new Measure("reading.text", Measure.NO_ROW, "the text of 1,000,000 formatted units",
                        List.of(new Jvm(INKWELL, "ReadingBenchmark.text", Map.of()),
                                new Node(QUILL_DELTA, "quill-delta", "reading.text"),
                                new Node(CODE_MIRROR, "codemirror", "reading.text"))),
                new Measure("reading.to-ops", Measure.NO_ROW, "1,000,000 formatted units as operations",
                        List.of(new Jvm(INKWELL, "ReadingBenchmark.toOps", Map.of()))));
    }
}
