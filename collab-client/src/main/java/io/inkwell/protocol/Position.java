package io.inkwell.protocol;

import io.inkwell.sync.Digest;

/**
 * A place in a document's history, with its proof.
 *
 * @param revision after so many commits
 * @param chain the chain at that revision
 */
public record Position(long revision, Digest chain) {}
