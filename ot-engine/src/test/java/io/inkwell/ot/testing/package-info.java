/**
 * What tests of this and of other modules build on: {@link io.inkwell.ot.testing.InkwellEngine} is this engine as the law kit
 * ({@code io.inkwell.laws}) asks for it; {@link io.inkwell.ot.testing.RandomDeltas} draws documents and changes from a seed (or from any
 * other choices), {@link io.inkwell.ot.testing.DrawnDeltas} offers the same to jqwik with shrinking, and
 * {@link io.inkwell.ot.testing.OpsNotation} reads the one-line notation that {@code Ops.toString} prints.
 */
@NullMarked
package io.inkwell.ot.testing;

import org.jspecify.annotations.NullMarked;
