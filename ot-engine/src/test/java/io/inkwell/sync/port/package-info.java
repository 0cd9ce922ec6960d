/**
 * One contract for each port, and a storage in memory that keeps it.
 *
 * <p>
 * Whoever implements the ports extends the {@code …Contract} classes and offers its ports as a {@link Storage}; the
 * in-memory storage passes the same tests as PostgreSQL, so a test that runs on it says something about the real one.
 */
@NullMarked
package io.inkwell.sync.port;

import org.jspecify.annotations.NullMarked;
