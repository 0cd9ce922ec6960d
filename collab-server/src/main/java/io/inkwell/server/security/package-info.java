/**
 * Who is asking, and what may they do. {@link io.inkwell.server.security.Callers} turns a request into a
 * {@link io.inkwell.server.security.Caller}; {@link io.inkwell.server.security.AccessRules} is the one place that says what a caller may do
 * with a document; {@link io.inkwell.server.security.LoopbackDoor} says where a name is enough to sign in;
 * {@link io.inkwell.server.security.Origins} keeps pages of other sites out;
 * {@link io.inkwell.server.security.WebSocketAuthentication} decides all of it before a connection is upgraded.
 *
 * <p>
 * Three kinds of proof exist: a person's key (256 random bits, in a cookie or as a bearer token; stored only as its hash), an
 * administrator's token and an invitation (both signed with the server's secret, {@link io.inkwell.server.security.SignedTokens}). None of
 * them is ever logged. Everything here may be used by any thread.
 */
@org.jspecify.annotations.NullMarked
package io.inkwell.server.security;
