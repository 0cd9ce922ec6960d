/**
 * A Java client: {@link io.inkwell.client.InkwellClient} keeps one document open, {@link io.inkwell.client.InkwellApi} speaks REST.
 *
 * <p>
 * Reading order: {@link io.inkwell.client.InkwellClient} (what a program sees), {@link io.inkwell.client.ClientListener} (what it is told),
 * {@code Session} (what is done about each message; everything it decides about edits is {@link io.inkwell.sync.Replica}'s),
 * {@code HistoryProof} (the chain of what arrives), {@code Connector} (where the sockets are).
 *
 * <p>
 * Thread safety: {@code InkwellClient} and {@code InkwellApi} may be used from any thread. One thread of its own owns all state of a client and
 * calls its listener; what a program puts into an {@code edit} happens before the listener is told about its effects.
 */
@org.jspecify.annotations.NullMarked
package io.inkwell.client;
