/** Tests of single classes of this package. */
@org.jspecify.annotations.NullMarked
package io.inkwell.server.security;
