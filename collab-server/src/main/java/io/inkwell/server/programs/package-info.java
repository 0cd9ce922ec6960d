/**
 * Commits by the server itself on behalf of somebody: for programs that send one request instead of holding a connection, and for what a
 * person asks of the history (restore, revert, copy).
 *
 * <p>
 * {@link io.inkwell.server.programs.Programs} is the only way in. It opens the document like a connection does
 * ({@link io.inkwell.server.programs.Stay}, seen by nobody and sent nothing), lets a {@link io.inkwell.server.programs.Work} make its change on the
 * newest document, submits it to the same {@link io.inkwell.sync.DocumentActor} as everybody else's edits, and waits for what becomes of it: there
 * is one writer per document, one order, one deduplication. Whatever is not certain is read in the log.
 *
 * <p>
 * Blocks its callers, which are on virtual threads.
 */
@org.jspecify.annotations.NullMarked
package io.inkwell.server.programs;
