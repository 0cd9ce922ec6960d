package io.inkwell.ot.conformance;

import io.inkwell.laws.cases.Choices;
import io.inkwell.ot.BaseLengthException;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Op;
import io.inkwell.ot.OpRangeException;
import io.inkwell.ot.Ops;
import io.inkwell.ot.OtException;
import io.inkwell.ot.SplitPairException;
import io.inkwell.ot.Tie;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.testing.OpsNotation;
import io.inkwell.ot.testing.RandomDeltas;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Cases of every verb of the algebra, from fixed seeds, after a few chosen ones. */
final class AlgebraCases {
    private static final int CASES_PER_VERB = 370;

    private final List<String> lines = new ArrayList<>();

    private AlgebraCases() {}

    static List<String> lines() {
        var cases = new AlgebraCases();
        cases.chosen();
        for (int seed = 1; seed <= CASES_PER_VERB; seed++) {
            cases.canonical(seed);
            cases.drawn(new RandomDeltas(Choices.seeded(seed)));
        }
        return cases.lines;
    }

    /** What went wrong in some implementation, or easily could. */
    private void chosen() {
        Document letter = Document.ofText("a");
        concurrent(letter, "1 +'c'", "+'n'");
        concurrent(Document.ofText("ac"), "-1", "+'n' 1 -1");
        concurrent(letter, "+'x' -1", "+'y' -1");
        concurrent(letter, "1{bold:true}", "1{bold:-}");
        concurrent(letter, "1{bold:-}", "1{bold:-}");
        consecutive(letter, "+'x' -1", "+'y'");
        consecutive(letter, "1{bold:true}", "1{bold:-}");
        consecutive(letter, "+'x'{bold:true}", "1{bold:-}");
        consecutive(Document.EMPTY, "+'\uD83D\uDE00'", "2 +'\uD83D\uDE00'");
        inverse(letter, "1{bold:-}");
        inverse(OpsNotation.document("+'a'{bold:true} +[image:'u']{link:'http://v'}"), "1{bold:-} -1");
        Document pair = Document.ofText("a\uD83D\uDE00b");
        for (String split : List.of("2 +'x'", "2 -1", "1 -1", "2{bold:true}", "2 1{bold:true}", "-2")) {
            apply(pair, OpsNotation.ops(split));
        }
        apply(pair, OpsNotation.ops("-5"));
        apply(pair, OpsNotation.ops("5 +'x'"));
        consecutive(Document.EMPTY, "+'a\uD83D\uDE00'", "2 +'x'");
        consecutive(Document.EMPTY, "+'\uD83D\uDE00'", "-1");
        inverse(pair, "-2");
        inverse(pair, "2{bold:true}");
    }

    private void drawn(RandomDeltas random) {
        Document base = random.document();
        Delta a = random.deltaOn(base);
        Delta concurrent = random.deltaOn(base);
        Delta next = random.deltaOn(base.apply(a));
        apply(base, a.ops());
        compose(base, a, next);
        transform(base, a, concurrent);
        invert(base, a);
        int position = random.position(base);
        for (Tie tie : Tie.values()) {
            lines.add(start("transformPosition", base).ops("a", a.ops()).number("position", position)
                    .text("tie", tie.name())
                    .number("expected", a.transformPosition(position, tie)).toString());
        }
        lines.add(new JsonLine().text("verb", "json").ops("a", next.ops())
                .text("expected", new String(OpsJson.write(next.ops()), StandardCharsets.UTF_8))
                .toString());
    }

    private void canonical(int seed) {
        Choices choices = Choices.seeded(seed);
        var random = new RandomDeltas(choices);
        var raw = new ArrayList<String>();
        var canonical = Ops.builder();
        for (int i = 2 + choices.below(8); i > 0; i--) {
            int length = 1 + choices.below(3);
            switch (choices.below(4)) {
                case 0 -> {
                    canonical.delete(length);
                    raw.add("{\"delete\":" + length + "}");
                }
                case 1 -> {
                    Ops retain = Ops.builder().retain(length, random.attributes(true)).build();
                    canonical.retain(length);
                    raw.add("{\"retain\":" + length + "}");
                    retain.forEach(op -> {
                        canonical.add(op);
                        raw.add(component(op));
                    });
                }
                default -> random.content().forEach(op -> {
                    canonical.add(op);
                    raw.add(component(op));
                });
            }
        }
        lines.add(new JsonLine().text("verb", "canonical").raw("a", "[" + String.join(",", raw) + "]")
                .ops("expected", canonical.build())
                .toString());
    }

    private static String component(Op op) {
        String array = new String(OpsJson.write(Ops.builder().add(op).build()), StandardCharsets.UTF_8);
        return array.substring(1, array.length() - 1);
    }

    private void concurrent(Document base, String a, String b) {
        transform(base, OpsNotation.ops(a).on(base.length()), OpsNotation.ops(b).on(base.length()));
    }

    private void consecutive(Document base, String a, String b) {
        Delta first = OpsNotation.ops(a).on(base.length());
        compose(base, first, OpsNotation.ops(b).on(first.resultLength()));
    }

    private void inverse(Document base, String a) {
        invert(base, OpsNotation.ops(a).on(base.length()));
    }

    private void apply(Document base, Ops a) {
        add(start("apply", base).ops("a", a), () -> base.apply(a.on(base.length())).toOps());
    }

    private void compose(Document base, Delta a, Delta b) {
        add(start("compose", base).ops("a", a.ops()).ops("b", b.ops()), () -> a.compose(b).ops());
    }

    private void transform(Document base, Delta a, Delta b) {
        add(start("transformOver", base).ops("a", a.ops()).ops("b", b.ops()), () -> b.transformOver(a).ops());
        add(start("transformUnder", base).ops("a", a.ops()).ops("b", b.ops()), () -> a.transformUnder(b).ops());
    }

    private void invert(Document base, Delta a) {
        add(start("invert", base).ops("a", a.ops()), () -> a.invert(base).ops());
    }

    private static JsonLine start(String verb, Document base) {
        return new JsonLine().text("verb", verb).ops("base", base.toOps());
    }

    private void add(JsonLine line, Supplier<Ops> expected) {
        try {
            line.ops("expected", expected.get());
        } catch (OtException refusal) {
            line.text("refused", switch (refusal) {
                case BaseLengthException _ -> "BASE_LENGTH";
                case OpRangeException _ -> "OP_RANGE";
                case SplitPairException _ -> "SPLIT_PAIR";
            });
        }
        lines.add(line.toString());
    }
}
