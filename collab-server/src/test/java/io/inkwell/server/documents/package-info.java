/** Who is where. */
@NullMarked
package io.inkwell.server.documents;

import org.jspecify.annotations.NullMarked;
