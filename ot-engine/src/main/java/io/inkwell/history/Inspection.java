package io.inkwell.history;

import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What was found when a document was verified. Immutable.
 *
 * @param document which document
 * @param revision the last revision that was proven good
 * @param chain the chain there
 * @param redacted how many of the revisions are redacted
 * @param snapshots how many snapshots were compared with the replay
 * @param checkpoints how many checkpoints were compared
 * @param findings what is wrong, the log's own damage first, then by revision; empty: the document is sound
 */
public record Inspection(DocumentId document, long revision, Digest chain, long redacted, int snapshots,
        int checkpoints, List<Finding> findings) {
    private static final Comparator<Finding> ORDER = Comparator.comparing((Finding finding) -> !finding.isOfTheLog())
            .thenComparingLong(Finding::revision);

    /** Puts the findings in order. */
    public Inspection {
        findings = findings.stream().sorted(ORDER).toList();
    }

    /** Whether nothing is wrong. */
    public boolean isSound() {
        return findings.isEmpty();
    }

    /** The first damage of the log itself, if there is any. */
    public Optional<Finding> firstDamage() {
        return findings.stream().filter(Finding::isOfTheLog).findFirst();
    }
}
