/**
 * The algebra of changes to a document: {@link io.inkwell.ot.Document}, {@link io.inkwell.ot.Delta}, and the verbs compose, transform,
 * invert and transformPosition.
 */
@NullMarked
package io.inkwell.ot;

import org.jspecify.annotations.NullMarked;
