/** The JSON form of {@link io.inkwell.ot.Ops}: strict reading, canonical writing. */
@NullMarked
package io.inkwell.ot.json;

import org.jspecify.annotations.NullMarked;
