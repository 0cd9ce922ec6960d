package io.inkwell.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Op;
import io.inkwell.ot.Ops;
import io.inkwell.ot.testing.DrawnDeltas;
import io.inkwell.ot.testing.RandomDeltas;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ATransitionLeadsFromOneDocumentToAnotherProperties {
    private static final int TRIES = 20_000;

    /** Two documents: the second is another one, or the first after some changes. */
    record Pair(Document from, Document to) {
        static Pair strangers(RandomDeltas random) {
            return new Pair(random.document(), random.document());
        }

        static Pair relatives(RandomDeltas random) {
            Document from = random.document();
            Document to = from;
            for (int i = 0; i < 3; i++)
                to = to.apply(random.deltaOn(to));
            return new Pair(from, to);
        }
    }

    @Provide
    Arbitrary<Pair> strangers() {
        return DrawnDeltas.drawn(Pair::strangers);
    }

    @Provide
    Arbitrary<Pair> relatives() {
        return DrawnDeltas.drawn(Pair::relatives);
    }

    @Property(tries = TRIES)
    void whateverTheyHold(@ForAll("strangers") Pair pair) {
        assertThat(pair.from().apply(Transition.between(pair.from(), pair.to()))).isEqualTo(pair.to());
        assertThat(pair.to().apply(Transition.between(pair.to(), pair.from()))).isEqualTo(pair.from());
    }

    @Property(tries = TRIES)
    void whateverWasDone(@ForAll("relatives") Pair pair) {
        assertThat(pair.to().apply(Transition.between(pair.to(), pair.from()))).isEqualTo(pair.from());
        assertThat(Transition.between(pair.to(), pair.to()).isIdentity()).isTrue();
    }

    @Example
    void theLastLineFeedIsKept() {
        for (List<String> pair : List.of(List.of("\n", "\n\n"), List.of("a\n", "a\n\n"), List.of("a\n\n", "a\n"),
                List.of("\n", "b\n"), List.of("a\n\n\n", "\n"), List.of("a\nb\n", "b\na\n"))) {
            Delta change = Transition.between(Document.ofText(pair.getFirst()), Document.ofText(pair.getLast()));
            assertThat(change.ops().requiredBaseLength()).as("%s: %s", pair, change)
                    .isLessThan(pair.getFirst().length());
        }
    }

    @Example
    void whatStandsInBothStays() {
        Document from = Document.ofText("one\ntwo\nthree\nfour\n");
        Document to = Document.ofText("one\nzwei\nthree\nand\nfour\n");
        assertThat(Transition.between(from, to).toString()).isEqualTo("19: 4 +'z' -1 1 +'ei' -1 6 +'\\nand'");
        Document swapped = Document.ofText("🖋a🖊b");
        assertThat(swapped.apply(Transition.between(swapped, Document.ofText("🖊a🖋b"))).text()).isEqualTo("🖊a🖋b");
    }

    @Example
    void longDocumentsWithManyChanges() {
        Random random = new Random(42);
        String text = IntStream.range(0, 5_000).mapToObj(line -> "line " + random.nextInt(1_000) + " of 🖋 text")
                .collect(Collectors.joining("\n"));
        Document from = Document.ofText(text);
        for (int edits : new int[]{1, 50, 3_000}) {
            Document to = from;
            for (int i = 0; i < edits; i++)
                to = to.apply(edit(to, random));
            Delta change = Transition.between(from, to);
            assertThat(from.apply(change)).isEqualTo(to);
            assertThat(Transition.between(to, from).resultLength()).isEqualTo(from.length());
            if (edits <= 50)
                assertThat(deleted(change.ops())).as("%d edits", edits).isLessThan(100L * edits);
        }
    }

    private static Delta edit(Document document, Random random) {
        int position = random.nextInt(document.length() - 10);
        while (document.splitsPair(position))
            position++;
        return Delta.on(document.length()).retain(position).insert("x" + random.nextInt(10)).build();
    }

    private static long deleted(Ops ops) {
        return ops.asList().stream().filter(Op.Delete.class::isInstance).mapToLong(Op::length).sum();
    }
}
