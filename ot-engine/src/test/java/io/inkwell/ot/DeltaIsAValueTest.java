package io.inkwell.ot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Equality and the small questions of a change, and what the builder must not be disturbed by. Mutants lived here. */
class DeltaIsAValueTest {
    private static final Attributes BOLD = Attributes.builder().set("bold", Scalar.of(true)).build();

    @Test
    void theLengthOfTheDocumentIsPartOfTheValue() {
        Delta change = Delta.on(3).insert("x").build();

        assertThat(change).isEqualTo(Delta.on(3).insert("x").build()).hasSameHashCodeAs(Delta.on(3).insert("x").build())
                .isNotEqualTo(Delta.on(4).insert("x").build()).isNotEqualTo(Delta.on(3).insert("y").build())
                .isNotEqualTo(change.ops());
        assertThat(Delta.identity(3).hashCode()).isNotEqualTo(Delta.identity(4).hashCode());
        assertThat(change.hashCode()).isNotEqualTo(Delta.on(3).insert("y").build().hashCode());
    }

    @Test
    void onlyTheChangeThatDoesNothingIsTheIdentity() {
        assertThat(Delta.identity(3).isIdentity()).isTrue();
        assertThat(Delta.on(3).retain(3).build().isIdentity()).isTrue();
        assertThat(Delta.on(3).insert("x").build().isIdentity()).isFalse();
        assertThat(Delta.on(3).delete(1).build().isIdentity()).isFalse();
    }

    @Test
    void whatIsOfNoLengthDoesNotPartNeighbours() {
        Ops whole = Ops.builder().retain(2, BOLD).insert("ab").delete(2).build();

        assertThat(Ops.builder().retain(1, BOLD).delete(0).insert("").retain(0).retain(1, BOLD).insert("a").delete(0)
                .insert("b").delete(1).retain(0, BOLD).delete(1).build()).isEqualTo(whole);
    }

    @Test
    void opsAreAppendedOneAfterTheOther() {
        Ops ops = Ops.builder().add(new Op.Retain(1, BOLD)).add(new Op.InsertText("a", Attributes.NONE))
                .add(new Op.InsertEmbed(new Embed("image", Scalar.of("u")), BOLD)).add(new Op.Delete(2)).build();

        assertThat(ops).hasToString("1{bold:true} +'a' +[image:'u']{bold:true} -2");
        assertThat(ops.requiredBaseLength()).isEqualTo(3);
        assertThat(ops.insertedLength()).isEqualTo(2);
        assertThat(ops.deletedLength()).isEqualTo(2);
    }

    @Test
    void aLargeChangeIsCarriedAsASmallOne() {
        Delta.Builder places = Delta.on(400);
        for (int i = 0; i < 100; i++) {
            places.retain(2).insert("x").delete(1).retain(1, BOLD);
        }
        Delta large = places.build();
        List<Delta> history = new ArrayList<>();
        Delta oneByOne = large;
        int length = 400;
        for (int i = 0; i < 30; i++) {
            Delta next = Delta.on(length).retain(i * 13).insert("yy").delete(i % 4).build();
            history.add(next);
            oneByOne = oneByOne.transformOver(next);
            length = next.resultLength();
        }

        assertThat(large.carriedOver(history)).isEqualTo(oneByOne).isNotEqualTo(large);
    }
}
