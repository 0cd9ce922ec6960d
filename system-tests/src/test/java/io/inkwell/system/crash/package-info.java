/** Servers that are killed in the middle of their work. */
@NullMarked
package io.inkwell.system.crash;

import org.jspecify.annotations.NullMarked;
