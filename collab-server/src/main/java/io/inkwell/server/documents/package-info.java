/**
 * The documents that are open on this node: runs what {@link io.inkwell.sync.DocumentActor} decides. No Jetty, no Hibernate, no JSON.
 *
 * <p>
 * {@link io.inkwell.server.documents.DocumentHub} finds or loads an {@link io.inkwell.server.documents.OpenDocument}; that one owns an
 * actor and the {@link io.inkwell.sync.Presence} of its people, steps both from one mailbox, and publishes a
 * {@link io.inkwell.server.documents.View} after every step; a {@link io.inkwell.server.documents.Subscriber} is one connection.
 *
 * <p>
 * Threads: everything that waits (PostgreSQL, timers) runs on virtual threads and comes back as an event; a document's mailbox runs one
 * event at a time, so a slow document delays nobody but itself.
 */
@org.jspecify.annotations.NullMarked
package io.inkwell.server.documents;
