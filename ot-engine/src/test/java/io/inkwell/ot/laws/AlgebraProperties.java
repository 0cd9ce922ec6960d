package io.inkwell.ot.laws;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.testing.DeltaArbitraries;
import io.inkwell.ot.testing.Laws;
import io.inkwell.ot.testing.RandomDeltas;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws of {@link Laws} on random documents with text beyond the BMP, embeds, line feeds and attributes. */
class AlgebraProperties {
    private static final int TRIES = 100_000;

    /** Two changes to the same document. */
    record Concurrent(Document start, Delta earlier, Delta later) {
        static Concurrent draw(RandomDeltas random) {
            Document start = random.document();
            return new Concurrent(start, random.deltaOn(start), random.deltaOn(start));
        }
    }

    /** Three changes, each to the result of the one before. */
    record Consecutive(Document start, Delta first, Delta second, Delta third) {
        static Consecutive draw(RandomDeltas random) {
            Document start = random.document();
            Delta first = random.deltaOn(start);
            Document middle = start.apply(first);
            Delta second = random.deltaOn(middle);
            return new Consecutive(start, first, second, random.deltaOn(middle.apply(second)));
        }
    }

    @Provide
    Arbitrary<Concurrent> concurrent() {
        return DeltaArbitraries.drawn(Concurrent::draw);
    }

    @Provide
    Arbitrary<Consecutive> consecutive() {
        return DeltaArbitraries.drawn(Consecutive::draw);
    }

    @Property(tries = TRIES)
    void bothOrdersOfConcurrentChangesAgree(@ForAll("concurrent") Concurrent pair) {
        Laws.bothOrdersAgree(pair.earlier, pair.later);
    }

    @Property(tries = TRIES)
    void composeIsApplyTwice(@ForAll("consecutive") Consecutive three) {
        Laws.composeIsApplyTwice(three.start, three.first, three.second);
    }

    @Property(tries = TRIES)
    void composeIsAssociative(@ForAll("consecutive") Consecutive three) {
        Laws.composeIsAssociative(three.first, three.second, three.third);
    }

    @Property(tries = TRIES)
    void identityIsNeutral(@ForAll("concurrent") Concurrent pair) {
        Laws.identityIsNeutral(pair.earlier);
    }

    @Property(tries = TRIES)
    void inverseRestoresTheDocument(@ForAll("concurrent") Concurrent pair) {
        Laws.inverseRestores(pair.start, pair.earlier);
    }

    @Property(tries = TRIES)
    void positionFollowsAMarker(@ForAll("concurrent") Concurrent pair) {
        for (int position = 0; position <= pair.start.length(); position++) {
            Laws.positionFollowsAMarker(pair.earlier, position);
        }
    }

    @Property(tries = TRIES)
    void positionsKeepTheirOrder(@ForAll("concurrent") Concurrent pair) {
        Laws.positionsKeepTheirOrder(pair.earlier);
    }

    @Property(tries = TRIES)
    void everyVerbAnswersInCanonicalForm(@ForAll("concurrent") Concurrent pair) {
        Delta moved = pair.later.transformOver(pair.earlier);
        for (Delta answer : List.of(pair.earlier, moved, pair.earlier.transformUnder(pair.later),
                pair.earlier.compose(moved),
                pair.earlier.invert(pair.start))) {
            Laws.isCanonical(answer.ops());
        }
        Laws.isCanonical(pair.start.apply(pair.earlier).toOps());
    }
}
