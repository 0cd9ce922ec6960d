/** What is asked of a history and made out of it. */
@NullMarked
package io.inkwell.history;

import org.jspecify.annotations.NullMarked;
