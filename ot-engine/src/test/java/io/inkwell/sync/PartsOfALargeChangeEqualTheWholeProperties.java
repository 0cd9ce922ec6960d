package io.inkwell.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Op;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Scalar;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.ot.testing.DrawnDeltas;
import io.inkwell.ot.testing.RandomDeltas;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class PartsOfALargeChangeEqualTheWholeProperties {
    private static final OpsLimits TINY = new OpsLimits(120, 2, 16);

    /** A document and a change to it. */
    record Edit(Document start, Delta change) {
        static Edit draw(RandomDeltas random) {
            Document start = random.document();
            return new Edit(start, random.deltaOn(start));
        }
    }

    @Provide
    Arbitrary<Edit> edits() {
        return DrawnDeltas.drawn(Edit::draw);
    }

    /** All parts, as they would be sent one after the other. */
    private static List<Delta> parts(Delta change, OpsLimits limits) {
        List<Delta> parts = new ArrayList<>();
        @Nullable
        Delta rest = change;
        while (rest != null) {
            OpsSplitter.Parts split = OpsSplitter.split(rest, limits);
            parts.add(split.first());
            rest = split.rest();
        }
        return parts;
    }

    private static void fits(Delta part, OpsLimits limits) {
        assertThat(part.ops().size()).as("components of %s", part).isLessThanOrEqualTo(limits.componentsMax());
        assertThat(OpsJson.write(part.ops()).length).as("bytes of %s", part)
                .isLessThanOrEqualTo(limits.operationBytesMax());
    }

    @Property(tries = 5_000)
    void partsFitAndLeadToTheSameDocument(@ForAll("edits") Edit edit) {
        List<Delta> parts = parts(edit.change, TINY);
        Document reached = edit.start;
        for (Delta part : parts) {
            fits(part, TINY);
            assertThat(part.isIdentity()).as("a part that changes nothing, of %s", edit.change)
                    .isEqualTo(edit.change.isIdentity());
            reached = reached.apply(part);
        }
        assertThat(reached).isEqualTo(edit.start.apply(edit.change));
        assertThat(Delta.composeAll(edit.start.length(), parts)).isEqualTo(edit.change);
    }

    @Example
    void whatFitsIsNotCut() {
        Delta change = Delta.on(3).retain(3).insert("abc").build();
        assertThat(OpsSplitter.split(change, OpsLimits.DEFAULT)).isEqualTo(new OpsSplitter.Parts(change, null));
    }

    @Example
    void aMegabyteOfPasteIsCutIntoFewParts() {
        Delta paste = Delta.on(0).insert("plain text ".repeat(95_000)).build();
        List<Delta> parts = parts(paste, OpsLimits.DEFAULT);
        assertThat(parts).hasSize(2).allSatisfy(part -> fits(part, OpsLimits.DEFAULT));
    }

    @Example
    void aPasteOfThousandsOfLinksFitsToo() {
        Ops.Builder links = Ops.builder();
        for (int i = 0; i < 4_000; i++) {
            Attributes link = Attributes.builder()
                    .set("link", Scalar.of("https://example.com/" + i + "/" + "x".repeat(200))).build();
            links.insert("link " + i, link).insert("\n");
        }
        Delta paste = links.build().on(0);
        assertThat(parts(paste, OpsLimits.DEFAULT)).hasSizeBetween(2, 5)
                .allSatisfy(part -> fits(part, OpsLimits.DEFAULT));
    }

    @Example
    void aPairIsNeverParted() {
        Delta paste = Delta.on(0).insert("\uD83D\uDE00".repeat(1_000)).build();
        for (int bytesMax = 60; bytesMax < 80; bytesMax++) {
            OpsLimits limits = new OpsLimits(bytesMax, 10, 16);
            for (Delta part : parts(paste, limits)) {
                fits(part, limits);
                String text = ((Op.InsertText) part.ops().get(part.ops().size() - 1)).text();
                assertThat(Character.isLowSurrogate(text.charAt(0))).isFalse();
                assertThat(Character.isHighSurrogate(text.charAt(text.length() - 1))).isFalse();
            }
        }
    }

    @Example
    void moreComponentsThanAllowedAreDealtOut() {
        Delta.Builder many = Delta.on(2_000);
        for (int i = 0; i < 1_000; i++)
            many.retain(1).delete(1);
        OpsLimits limits = new OpsLimits(1_000_000, 100, 16);
        List<Delta> parts = parts(many.build(), limits);
        assertThat(parts).hasSizeBetween(20, 30).allSatisfy(part -> fits(part, limits));
        assertThat(Delta.composeAll(2_000, parts)).isEqualTo(many.build());
    }
}
