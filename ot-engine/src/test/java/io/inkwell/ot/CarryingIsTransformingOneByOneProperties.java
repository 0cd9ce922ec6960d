package io.inkwell.ot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.ot.testing.DrawnDeltas;
import io.inkwell.ot.testing.RandomDeltas;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A change carried over a run of others is what transforming it over one after the other gives, however it is cut. */
class CarryingIsTransformingOneByOneProperties {
    /** A change, and others made one after the other to the same document. */
    record Journey(Delta change, List<Delta> consecutive) {
        static Journey draw(RandomDeltas random) {
            Document start = random.document();
            List<Delta> consecutive = random.consecutiveOn(start, 5);
            return new Journey(random.deltaOn(start), consecutive);
        }
    }

    @Provide
    Arbitrary<Journey> journeys() {
        return DrawnDeltas.drawn(Journey::draw);
    }

    @Property(tries = 100_000)
    void inStretchesOfAnySize(@ForAll("journeys") Journey journey, @ForAll @IntRange(min = 1, max = 3) int ops) {
        var stretches = new Stretches(journey.change, ops);
        Delta carried = journey.change;
        assertThat(stretches.whole()).isEqualTo(carried);
        for (Delta earlier : journey.consecutive) {
            carried = carried.transformOver(earlier);
            stretches.moveOver(earlier);
            assertThat(stretches.whole()).as("%s over %s", journey.change, journey.consecutive).isEqualTo(carried);
        }
        assertThat(journey.change.carriedOver(journey.consecutive)).isEqualTo(carried);
    }

    @Test
    void aChangeOfAThousandPlacesOverTwoThousandSmallOnes() {
        var random = new Random(20_261_121);
        Ops.Builder places = Ops.builder();
        for (int i = 0; i < 1_000; i++) {
            places.retain(1 + random.nextInt(9));
            if (random.nextBoolean()) {
                places.insert("ab");
            } else {
                places.delete(1 + random.nextInt(4));
            }
        }
        Delta change = places.build().on(20_000);
        var consecutive = new ArrayList<Delta>();
        Delta oneByOne = change;
        int length = 20_000;
        for (int i = 0; i < 2_000; i++) {
            Delta.Builder small = Delta.on(length).retain(random.nextInt(Math.min(length, 8_000)));
            Delta next = (random.nextInt(3) > 0 ? small.insert("x") : small.delete(1 + random.nextInt(30))).build();
            consecutive.add(next);
            oneByOne = oneByOne.transformOver(next);
            length = next.resultLength();
        }

        assertThat(change.carriedOver(consecutive)).isEqualTo(oneByOne);
    }

    @Test
    void aRunThatDoesNotFitIsRefusedNamingBothLengths() {
        Delta change = Delta.on(5).retain(1).insert("x").build();
        List<Delta> gap = List.of(Delta.on(5).insert("a").build(), Delta.on(5).insert("b").build());

        assertThatThrownBy(() -> change.carriedOver(gap)).isInstanceOfSatisfying(BaseLengthException.class, e -> {
            assertThat(e.expectedLength()).isEqualTo(6);
            assertThat(e.actualLength()).isEqualTo(5);
        });
        assertThat(change.carriedOver(List.of())).isEqualTo(change);
    }
}
