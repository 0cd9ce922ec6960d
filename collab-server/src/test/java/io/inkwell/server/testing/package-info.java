/** What tests with processes of their own need: ports, signals, folders. Used by the modules above too. */
@NullMarked
package io.inkwell.server.testing;

import org.jspecify.annotations.NullMarked;
