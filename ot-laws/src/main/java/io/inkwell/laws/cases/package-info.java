/**
 * Cases to try laws on.
 *
 * <p>{@link io.inkwell.laws.cases.DeltaArbitraries} offers documents, changes, pairs and runs to jqwik;
 * {@link io.inkwell.laws.cases.Hunt} searches and shrinks without any framework; both draw with
 * {@link io.inkwell.laws.cases.DeltaSource} from an {@link io.inkwell.laws.cases.Alphabet}, and all that is drawn is a function of the
 * numbers chosen ({@link io.inkwell.laws.cases.Choices}), which is what makes cases replayable and small.
 * {@link io.inkwell.laws.cases.SmallWorld} leaves nothing to chance: every document and every change within bounds.
 */
@NullMarked
package io.inkwell.laws.cases;

import org.jspecify.annotations.NullMarked;
