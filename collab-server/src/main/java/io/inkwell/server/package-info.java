/**
 * The program: {@link io.inkwell.server.Main} and its commands. {@link io.inkwell.server.ServeCommand} starts the server and stops it cleanly;
 * {@link io.inkwell.server.RunningServer} is where everything is put together, and the only place that knows which storage is used;
 * {@link io.inkwell.server.WebServer} is the HTTP server with its handlers in order.
 *
 * <p>
 * A new command is a class with picocli's annotations, named in {@link io.inkwell.server.InkwellCommand}.
 */
@org.jspecify.annotations.NullMarked
package io.inkwell.server;
