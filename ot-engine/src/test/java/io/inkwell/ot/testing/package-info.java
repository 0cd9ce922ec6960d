/**
 * What tests of this and of other modules build on: {@link io.inkwell.ot.testing.RandomDeltas} draws documents and changes from a seed
 * (or from any other {@link io.inkwell.ot.testing.Choices}), {@link io.inkwell.ot.testing.DeltaArbitraries} offers the same to jqwik with
 * shrinking, {@link io.inkwell.ot.testing.OpsNotation} reads the one-line notation that {@code Ops.toString} prints, and
 * {@link io.inkwell.ot.testing.Laws} states the laws of the algebra as functions.
 */
@NullMarked
package io.inkwell.ot.testing;

import org.jspecify.annotations.NullMarked;
