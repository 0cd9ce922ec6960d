/** Tests of {@link io.inkwell.server.programs}. */
@org.jspecify.annotations.NullMarked
package io.inkwell.server.programs;
