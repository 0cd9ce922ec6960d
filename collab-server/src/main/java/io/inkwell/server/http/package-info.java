/**
 * Plain HTTP: what every answer of this server has in common. {@link io.inkwell.server.http.Problem} is the one form of an error,
 * {@link io.inkwell.server.http.HttpAnswer} a complete answer that is written in one place, {@link io.inkwell.server.http.ErrorAnswers} makes
 * the answers of the transport itself (a broken request line, a header too large) look the same, {@link io.inkwell.server.http.Pages} holds the
 * static files of the editor, {@link io.inkwell.server.http.HealthHandler} is for machines.
 *
 * <p>
 * Handlers block their thread, which is a virtual one. Everything here may be used by any thread.
 */
@org.jspecify.annotations.NullMarked
package io.inkwell.server.http;
