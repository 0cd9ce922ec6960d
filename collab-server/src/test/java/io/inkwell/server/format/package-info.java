@NullMarked
package io.inkwell.server.format;

import org.jspecify.annotations.NullMarked;
