package io.inkwell.ot.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.ot.BaseLengthException;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import io.inkwell.ot.json.MalformedOpsException;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.ot.testing.DrawnDeltas;
import io.inkwell.ot.testing.OpsNotation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Laws about one change: its JSON, its notation, and the lengths it refuses. */
class OtherLawsProperties {
    private static final int TRIES = 100_000;

    /** A change and its document. */
    record Change(Document start, Delta delta) {}

    @Provide
    Arbitrary<Change> changes() {
        return DrawnDeltas.drawn(random -> {
            Document start = random.document();
            return new Change(start, random.deltaOn(start));
        });
    }

    @Property(tries = TRIES)
    void jsonReadsBackTheSameAndIsCanonical(@ForAll("changes") Change change) throws MalformedOpsException {
        for (Ops ops : List.of(change.delta.ops(), change.start.toOps())) {
            byte[] json = OpsJson.write(ops);
            Ops read = OpsJson.read(json, OpsLimits.DEFAULT);

            assertThat(read).isEqualTo(ops).hasSameHashCodeAs(ops);
            assertThat(OpsJson.write(read)).isEqualTo(json);
            assertThat(OpsJson.read(new String(json, StandardCharsets.UTF_8), OpsLimits.DEFAULT)).isEqualTo(ops);
        }
    }

    @Property(tries = TRIES)
    void theNotationReadsBackTheSame(@ForAll("changes") Change change) {
        assertThat(OpsNotation.ops(change.delta.ops().toString())).isEqualTo(change.delta.ops());
    }

    @Property(tries = TRIES)
    void aChangeForAnotherLengthIsRefusedNamingBothLengths(@ForAll("changes") Change change) {
        Delta delta = change.delta;
        Delta longer = delta.ops().on(delta.baseLength() + 1);
        Delta next = Delta.identity(delta.resultLength() + 1);

        refused(() -> change.start.apply(longer), longer.baseLength(), delta.baseLength());
        refused(() -> longer.invert(change.start), longer.baseLength(), delta.baseLength());
        refused(() -> longer.transformOver(delta), longer.baseLength(), delta.baseLength());
        refused(() -> longer.transformUnder(delta), longer.baseLength(), delta.baseLength());
        refused(() -> delta.compose(next), next.baseLength(), delta.resultLength());
    }

    private static void refused(ThrowingCallable call, int expected, int actual) {
        assertThatThrownBy(call).isInstanceOf(BaseLengthException.class).hasMessageContaining(" " + expected + " units")
                .hasMessageContaining("of " + actual);
    }
}
