package io.inkwell.history;

import io.inkwell.ot.Op;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.sync.Commit;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.StoredOperation;
import io.inkwell.sync.port.HistoryReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is to be taken out of a document: fillers for the operations of some revisions, and what they inserted, to look for it elsewhere.
 *
 * @param document which document
 * @param fillers what takes the place of the operations, by revision
 * @param words what those operations inserted: each text, and the texts of revisions next to each other as one
 */
public record Redaction(DocumentId document, Map<Long, StoredOperation> fillers, List<String> words) {
    private static final int PAGE_BYTES_MAX = 1024 * 1024;
    /** Shorter pieces stand in too many places to say anything. */
    private static final int WORD_LENGTH_MIN = 4;

    /** Copies the collections. */
    public Redaction {
        fillers = Map.copyOf(fillers);
        words = List.copyOf(words);
    }

    /**
     * What taking out these revisions means.
     *
     * @throws IllegalArgumentException if there is no such revision, it is redacted already, or it inserts and formats nothing
     * @throws io.inkwell.sync.port.StorageException if the log cannot be read
     */
    public static Redaction of(DocumentId document, Collection<Long> revisions, HistoryReader history) {
        Map<Long, StoredOperation> fillers = new TreeMap<>();
        List<String> words = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        long before = 0;
        for (long revision : new TreeSet<>(revisions)) {
            Commit commit = read(document, revision, history);
            byte[] filler = OpsJson.write(Filler.of(commit.op().ops()));
            if (Arrays.equals(filler, commit.opBytes()))
                throw new IllegalArgumentException("Revision " + revision + " holds nothing that could be taken out.");
            fillers.put(revision, StoredOperation.redacted(filler, commit.operationDigest()));
            if (revision != before + 1) {
                words.add(run.toString());
                run.setLength(0);
            }
            before = revision;
            for (Op op : commit.op().ops()) {
                if (op instanceof Op.InsertText insert) {
                    words.add(insert.text().strip());
                    run.append(insert.text());
                }
            }
        }
        words.add(run.toString().strip());
        return new Redaction(document, fillers,
                words.stream().filter(word -> word.length() >= WORD_LENGTH_MIN).distinct().toList());
    }

    private static Commit read(DocumentId document, long revision, HistoryReader history) {
        List<Commit> found = revision < 1 ? List.of() : history.read(document, revision - 1, revision, 1);
        if (found.isEmpty())
            throw new IllegalArgumentException("The document has no revision " + revision + ".");
        if (found.getFirst().isRedacted())
            throw new IllegalArgumentException("Revision " + revision + " is redacted already.");
        return found.getFirst();
    }

    /**
     * The other revisions that insert one of the texts: a restore, an undo, something pasted once more. A text typed letter by letter is not
     * found by this.
     *
     * @throws io.inkwell.sync.port.StorageException if the log cannot be read
     */
    public List<Long> revisionsThatStillHoldIt(HistoryReader history) {
        List<Long> revisions = new ArrayList<>();
        long after = 0;
        for (List<Commit> page = history.read(document, after, Long.MAX_VALUE, PAGE_BYTES_MAX); !page
                .isEmpty(); page = history.read(document, after, Long.MAX_VALUE, PAGE_BYTES_MAX)) {
            for (Commit commit : page) {
                if (!fillers.containsKey(commit.revision()) && holdsOne(commit))
                    revisions.add(commit.revision());
            }
            after = page.getLast().revision();
        }
        return revisions;
    }

    private boolean holdsOne(Commit commit) {
        for (Op op : commit.op().ops()) {
            if (op instanceof Op.InsertText insert && words.stream().anyMatch(insert.text()::contains))
                return true;
        }
        return false;
    }
}
