package io.inkwell.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.laws.model.ModelChange;
import io.inkwell.laws.model.ModelDocument;
import io.inkwell.laws.model.ReferenceModel;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the kit says when a law is broken, or cannot be tried. */
class LawsTest {
    private static final ModelDocument DOCUMENT = ModelDocument.of(ModelChange.builder().insert("ab").build());
    private static final ModelChange X = ModelChange.builder().keep(1).insert("x").keep(1).build();
    private static final ModelChange Y = ModelChange.builder().keep(1).insert("y").keep(1).build();

    @Test
    void theStoryNamesWhatWasGivenBothWaysAndWhereTheyPart() {
        var laws = Laws.of(new ReferenceModel() {
            @Override
            public ModelChange transformOver(ModelChange mine, ModelChange other) {
                return transformUnder(mine, other);
            }
        });

        assertThatThrownBy(() -> laws.convergence(DOCUMENT, X, Y)).isInstanceOf(BrokenLawError.class).hasMessage("""
                The law is broken that both orders lead to the same document:
                    d·E·(L over E) = d·L·(E under L)
                  document d        +'ab'
                  earlier E         1 +'x'
                  later L           1 +'y'
                  L over E          1 +'y'
                  E under L         1 +'x'
                  d·E               +'axb'
                  d·L               +'ayb'
                  They part:
                  d·E·(L over E)    +'ayxb'
                  d·L·(E under L)   +'axyb'
                                       ^
                """);
    }

    @Test
    void anEngineThatThrowsHasBrokenTheLaw() {
        var laws = Laws.of(new ReferenceModel() {
            @Override
            public ModelChange compose(ModelChange first, ModelChange next) {
                throw new IllegalStateException("out of ink");
            }
        });

        assertThatThrownBy(() -> laws.composeIsApplyingTwice(DOCUMENT, X, Y)).isInstanceOf(BrokenLawError.class)
                .hasMessageContaining("first A           1 +'x'").hasMessageContaining("A then B")
                .hasMessageContaining("out of ink").hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aVerbThatIsMissingIsNamed() {
        OtEngine<String, String> bare = new OtEngine<>() {
            @Override
            public String apply(String document, String change) {
                return document;
            }

            @Override
            public String transformOver(String later, String earlier) {
                return later;
            }

            @Override
            public String transformUnder(String earlier, String later) {
                return earlier;
            }
        };

        assertThatThrownBy(() -> Laws.of(bare).inverseRestores("d", "a")).hasMessageContaining("has no invert");
    }

    @Test
    void aSampleThatIsTooShortIsRefusedAndNotSkipped() {
        var sample = new Sample<>(DOCUMENT, List.of(X), List.of(Y));
        var laws = Laws.of(new ReferenceModel());

        laws.check(Law.CONVERGENCE, sample);
        assertThatThrownBy(() -> laws.check(sample)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RUNS_CONVERGE").hasMessageContaining("2").hasMessageContaining("has 1");
    }

    @Test
    void onlyWhatIsClaimedIsTried() {
        var laws = Laws.of(new ReferenceModel(), EnumSet.of(Law.CONVERGENCE, Law.DIAMOND));

        laws.check(new Sample<>(DOCUMENT, List.of(X), List.of(Y)));
        assertThat(laws.claimed()).containsExactlyInAnyOrder(Law.CONVERGENCE, Law.DIAMOND);
    }
}
