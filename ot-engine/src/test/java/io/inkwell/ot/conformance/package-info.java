/**
 * Writes the files in the folder {@code conformance}: cases with their expected results, for every implementation of the algebra in any
 * language. The files are committed; a test proves that they are what this package writes.
 */
@NullMarked
package io.inkwell.ot.conformance;

import org.jspecify.annotations.NullMarked;
