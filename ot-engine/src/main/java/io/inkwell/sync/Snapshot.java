package io.inkwell.sync;

import io.inkwell.ot.Document;

/**
 * A stored document at a revision: derived from the log, disposable, there to make reading fast.
 *
 * @param revision the revision it stands at
 * @param chain the chain at that revision
 * @param document the document after that revision
 */
public record Snapshot(long revision, Digest chain, Document document) {}
