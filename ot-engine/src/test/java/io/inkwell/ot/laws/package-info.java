/** The laws of the algebra on random cases, 100,000 and more each. */
@NullMarked
package io.inkwell.ot.laws;

import org.jspecify.annotations.NullMarked;
