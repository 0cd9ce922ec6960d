/** Several nodes through a real Redis. */
@NullMarked
package io.inkwell.server.cluster;

import org.jspecify.annotations.NullMarked;
