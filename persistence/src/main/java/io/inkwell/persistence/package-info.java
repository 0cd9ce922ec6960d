/**
 * The only package that knows SQL and Hibernate: everything Inkwell keeps, in PostgreSQL.
 *
 * <p>
 * A tour. {@link io.inkwell.persistence.EmbeddedPostgres} runs a PostgreSQL server of our own on a data folder, for those
 * who bring none. {@link io.inkwell.persistence.Database} opens a pool on that server or on a given one, brings the schema
 * up to date and refuses a server that could lose an acknowledged edit. The ports of {@code io.inkwell.sync.port} are
 * answered on that pool: the revision log by plain JDBC, because a commit is exactly one statement in one round trip; the
 * catalogue of documents and people through Hibernate. Only what a database lost goes beside it, into files:
 * {@link io.inkwell.persistence.SalvageFolder}.
 *
 * <p>
 * Thread safety: every public class here may be used by many threads at once unless its own page says otherwise. What a
 * method answered as committed was flushed to disk by PostgreSQL before it returned.
 */
@NullMarked
package io.inkwell.persistence;

import org.jspecify.annotations.NullMarked;
