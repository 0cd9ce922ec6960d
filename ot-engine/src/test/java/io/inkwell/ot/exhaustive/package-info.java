/** The laws of the algebra on every case of small worlds: nothing sampled, the bounds and the number of cases stated. */
@NullMarked
package io.inkwell.ot.exhaustive;

import org.jspecify.annotations.NullMarked;
