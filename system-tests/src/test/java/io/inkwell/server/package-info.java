/** The server as it is packaged, with one part exchanged. */
@NullMarked
package io.inkwell.server;

import org.jspecify.annotations.NullMarked;
