/** The code that docs/ot.md and the Javadoc show: compiled here, and run by {@link io.inkwell.ot.samples.TheSamplesSayWhatHappensTest}. */
@NullMarked
package io.inkwell.ot.samples;

import org.jspecify.annotations.NullMarked;
