package io.inkwell.benchmarks.cases;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;

/**
 * Two changes that were made to the same document side by side.
 *
 * @param base the document
 * @param earlier the one that comes first in the log
 * @param later the one that gives way
 */
public record ConcurrentPair(Document base, Delta earlier, Delta later) {
    /** The document after both. */
    public Document after() {
        return base.apply(earlier).apply(later.transformOver(earlier));
    }
}
