/** Tests of the storage against the embedded PostgreSQL, with durability on. */
@NullMarked
package io.inkwell.persistence;

import org.jspecify.annotations.NullMarked;
