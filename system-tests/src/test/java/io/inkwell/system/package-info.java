/**
 * Tests of the whole: the packaged server as a process of its own, real sockets, a real PostgreSQL, real browsers.
 *
 * <p>
 * {@link io.inkwell.system.ServerProcess} starts, kills and restarts a server on a data folder of its own;
 * {@link io.inkwell.system.Rest} speaks to it over HTTP as anybody; {@link io.inkwell.system.TcpProxy} stands between a
 * client and the server and cuts them off; {@link io.inkwell.system.Program} runs a command to its end. Nothing is left
 * behind: not a process, not a folder, also when a test fails.
 */
@NullMarked
package io.inkwell.system;

import org.jspecify.annotations.NullMarked;
