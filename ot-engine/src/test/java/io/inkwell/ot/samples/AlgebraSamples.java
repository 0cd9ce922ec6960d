package io.inkwell.ot.samples;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Scalar;
import io.inkwell.ot.Tie;
import io.inkwell.ot.Undo;
import io.inkwell.ot.json.MalformedOpsException;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The samples of docs/ot.md. Each answers what the page says that comes out. */
final class AlgebraSamples {
    private AlgebraSamples() {}

    static String ops() {
        // @start region=ops
        Attributes bold = Attributes.builder().set("bold", Scalar.of(true)).build();
        Delta change = Delta.on(10) // for documents of ten units
                .retain(4, bold) // keep four and make them bold
                .insert("ab") // insert two
                .delete(3) // delete three; the last three stay
                .build();
        String line = change.toString(); // 10: 4{bold:true} +'ab' -3
        // @end
        return line;
    }

    static List<Ops> canonicalForm() {
        // @start region=canonical
        Ops typed = Ops.builder().delete(1).insert("x").delete(1).insert("y").retain(5).build();
        Ops meant = Ops.builder().insert("xy").delete(2).build();
        boolean same = typed.equals(meant); // true: one form for one meaning
        // @end
        return same ? List.of(typed, meant) : List.of();
    }

    static Delta compose() {
        // @start region=compose
        Delta first = Delta.on(3).retain(1).insert("xy").build(); // abc  becomes axybc
        Delta next = Delta.on(5).retain(2).delete(2).build(); // axybc becomes axc
        Delta both = first.compose(next); // 3: 1 +'x' -1
        // @end
        return both;
    }

    static List<Delta> diamond() {
        // @start region=diamond
        Delta earlier = Delta.on(2).retain(1).insert("e").build();
        Delta later = Delta.on(2).retain(1).insert("l").build();

        Delta oneWay = earlier.compose(later.transformOver(earlier));
        Delta otherWay = later.compose(earlier.transformUnder(later));
        // both are 2: 1 +'el'
        // @end
        return List.of(oneWay, otherWay);
    }

    static List<String> composedHistory() {
        // @start region=history
        Document document = Document.ofText("a");
        Delta insertC = Delta.on(1).retain(1).insert("c").build();
        Delta deleteA = Delta.on(2).delete(1).build();
        Delta pending = Delta.on(1).insert("n").build();

        Document head = document.apply(insertC).apply(deleteA);
        Delta oneByOne = pending.transformOver(insertC).transformOver(deleteA);
        Delta overBoth = pending.transformOver(insertC.compose(deleteA));
        String right = head.apply(oneByOne).text(); // nc
        String other = head.apply(overBoth).text(); // cn
        // @end
        return List.of(right, other);
    }

    static Delta carried(Delta pending, List<Delta> history) {
        // @start region=carried
        Delta carried = pending.carriedOver(history); // one by one, but without rebuilding a large change each time
        // @end
        return carried;
    }

    static Document invert() {
        // @start region=invert
        Document before = Document.ofText("well");
        Delta change = Delta.on(4).insert("ink").delete(2).build();
        Delta back = change.invert(before); // 5: +'we' -3
        Document again = before.apply(change).apply(back); // well
        // @end
        return again;
    }

    static List<Integer> positions() {
        // @start region=positions
        Delta change = Delta.on(5).retain(2).insert("ab").build();
        int caretOfSomebodyElse = change.transformPosition(2, Tie.STAY_BEFORE_INSERT); // 2
        int caretOfWhoTyped = change.transformPosition(2, Tie.MOVE_AFTER_INSERT); // 4
        // @end
        return List.of(caretOfSomebodyElse, caretOfWhoTyped);
    }

    static Document undo() {
        // @start region=undo
        Document before = Document.ofText("ink");
        Delta ada = Delta.on(3).retain(3).insert("well").build(); // inkwell
        Delta ben = Delta.on(7).insert("the ").build(); // the inkwell
        Undo undo = Undo.from(before).takeBack(ada).keep(ben);
        Document withoutAda = undo.head().apply(undo.undo()); // the ink
        // @end
        return withoutAda;
    }

    static Ops json() throws MalformedOpsException {
        // @start region=json
        Ops ops = OpsJson.read("[{\"retain\":3},{\"insert\":\"!\"}]", OpsLimits.DEFAULT);
        byte[] canonical = OpsJson.write(ops);
        Delta change = ops.on(3); // JSON does not say how long the document is; whoever reads it does
        // @end
        return new String(canonical, StandardCharsets.UTF_8).isEmpty() ? Ops.EMPTY : change.ops();
    }
}
