/** The laws of the algebra on random cases, 100,000 each, with the law kit ({@code io.inkwell.laws}) and beside it. */
@NullMarked
package io.inkwell.ot.laws;

import org.jspecify.annotations.NullMarked;
