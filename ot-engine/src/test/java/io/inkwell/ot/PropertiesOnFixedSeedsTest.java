package io.inkwell.ot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.laws.cases.Choices;
import io.inkwell.laws.cases.Hunt;
import io.inkwell.ot.testing.RandomDeltas;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The properties of this package on the same cases each time, some hundreds: what mutants are judged by. */
class PropertiesOnFixedSeedsTest {
    private static final int SEEDS = 400;
    private static final int LEAST = 4;
    private static final int MORE = 6;
    private static final int LARGE = 60;

    /** Edits, and how small the parts of the rope are. */
    private record Rope(DocumentAgainstItsModelProperties.Edits edits, int leafUnitsMax, int childrenMax) {}

    @Test
    void aChangeCarriedInStretchesIsTransformedOneByOne() {
        var properties = new CarryingIsTransformingOneByOneProperties();
        holds(choices -> CarryingIsTransformingOneByOneProperties.Journey
                .draw(new RandomDeltas(choices, LEAST + choices.below(LARGE))),
                journey -> {
                    for (int ops = 1; ops <= 3; ops++) {
                        properties.inStretchesOfAnySize(journey, ops);
                    }
                });
        Delta change = Delta.on(5).retain(1).insert("x").build();
        List<Delta> gap = List.of(Delta.on(5).insert("a").build(), Delta.on(5).insert("b").build());
        assertThatThrownBy(() -> change.carriedOver(gap)).isInstanceOf(BaseLengthException.class)
                .hasMessageContaining("6").hasMessageContaining("5");
    }

    @Test
    void aRopeOfTinyPartsIsAListOfUnits() {
        var properties = new DocumentAgainstItsModelProperties();
        holds(choices -> new Rope(DocumentAgainstItsModelProperties.Edits.draw(new RandomDeltas(choices, LEAST + MORE)),
                LEAST + choices.below(MORE), LEAST + choices.below(MORE)),
                rope -> properties.everyEditLeavesWhatTheListHas(rope.edits, rope.leafUnitsMax, rope.childrenMax));
    }

    @Test
    void undoTakesBackOnlyWhatItIsTold() {
        var properties = new UndoTakesBackOnlyWhatItIsToldProperties();
        holds(choices -> UndoTakesBackOnlyWhatItIsToldProperties.Log.draw(new RandomDeltas(choices)), log -> {
            properties.whatIsLeftIsTheKeptChangesAlone(log);
            properties.takingAllBackRestoresTheStartAndTakingNothingBackDoesNothing(log);
            properties.redoRestoresTheHead(log);
            properties.nothingThatAKeptChangeInsertedIsDeleted(log);
        });
    }

    private static <T> void holds(Function<Choices, T> draw, Consumer<T> property) {
        assertThat(new Hunt<>(draw, property).search(1, SEEDS)).isEmpty();
    }
}
