package io.inkwell.web;

import io.inkwell.laws.cases.Choices;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Tie;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.testing.RandomDeltas;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What several engines are asked.
 *
 * @param base a document
 * @param a a change to it
 * @param b another change to it
 * @param next a change to what a leaves
 * @param position in the document
 */
record Question(Document base, Delta a, Delta b, Delta next, int position) {
    /** The verbs that are asked for, in the order of the answers. */
    static final List<String> VERBS = List.of("apply", "compose", "transformOver", "transformUnder", "invert",
            "transformPosition STAY_BEFORE_INSERT", "transformPosition MOVE_AFTER_INSERT");

    private static final int OPS_LEAST = 3;
    private static final int OPS_MORE = 8;

    /** Depends on nothing but the choices. */
    static Question drawn(Choices choices) {
        var random = new RandomDeltas(choices, OPS_LEAST + choices.below(OPS_MORE));
        Document base = random.document();
        Delta a = random.deltaOn(base);
        return new Question(base, a, random.deltaOn(base), random.deltaOn(base.apply(a)), random.position(base));
    }

    /** One line of JSON. */
    String line() {
        return "{\"base\":" + json(base.toOps()) + ",\"a\":" + json(a.ops()) + ",\"b\":" + json(b.ops())
                + ",\"next\":" + json(next.ops()) + ",\"position\":" + position + "}";
    }

    /** What the engine in Java answers. */
    List<String> answers() {
        return List.of(json(base.apply(a).toOps()), json(a.compose(next).ops()), json(b.transformOver(a).ops()),
                json(a.transformUnder(b).ops()), json(a.invert(base).ops()),
                Integer.toString(a.transformPosition(position, Tie.STAY_BEFORE_INSERT)),
                Integer.toString(a.transformPosition(position, Tie.MOVE_AFTER_INSERT)));
    }

    private static String json(Ops ops) {
        return new String(OpsJson.write(ops), StandardCharsets.UTF_8);
    }
}
