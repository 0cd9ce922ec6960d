/** The same work done by other classes on the JVM. None of them knows operations: they are given bare edits. */
@NullMarked
package io.inkwell.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
