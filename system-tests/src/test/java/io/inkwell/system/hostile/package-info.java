/**
 * Hostile clients: broken frames, broken messages, floods, silence, random bytes. Every test holds the same promise: the stated answer and
 * no other, nothing committed that may not be, nobody else disturbed, nothing but the stated answer in the server's log, and never the close
 * code of a server that failed.
 *
 * <p>
 * {@link io.inkwell.system.hostile.Frame} and {@link io.inkwell.system.hostile.RawSocket} are a WebSocket client that can be as wrong as one
 * likes, {@link io.inkwell.system.hostile.JsonClient} speaks the protocol in plain JSON on top of it, and
 * {@link io.inkwell.system.hostile.ChosenServer} is the server: the WebSocket part in this process on a storage in memory, or the packaged
 * program with its database, against which {@link io.inkwell.system.hostile.HostileInputOverTheRealServerIT} repeats the tests.
 */
@org.jspecify.annotations.NullMarked
package io.inkwell.system.hostile;
