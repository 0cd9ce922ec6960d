package io.inkwell.laws.example;

import io.inkwell.laws.Laws;
import io.inkwell.laws.Sample;
import io.inkwell.laws.cases.DeltaArbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The typewriter keeps the laws it claims: the kit in a property of jqwik. */
class TypewriterProperties {
    // @start region=property
    @Provide
    Arbitrary<Sample<String, Keystroke>> samples() {
        return DeltaArbitraries.chosen(FindThePlantedBug::sample);
    }

    @Property(tries = 10_000)
    void theTypewriterKeepsItsLaws(@ForAll("samples") Sample<String, Keystroke> sample) {
        Laws.of(new Typewriter(), FindThePlantedBug.CLAIMED).check(sample);
    }
    // @end
}
