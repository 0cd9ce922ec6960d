/** Recorded editing sessions, replayed through a running server. */
@NullMarked
package io.inkwell.system.traces;

import org.jspecify.annotations.NullMarked;
