package io.inkwell.history;

import io.inkwell.sync.Commit;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.port.HistoryReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** A reader that counts the revisions it hands out. Not thread safe. */
public final class RowsRead implements HistoryReader {
    private final HistoryReader reader;
    private long counted;

    /** @param reader who reads */
    public RowsRead(HistoryReader reader) {
        this.reader = reader;
    }

    /** Begins again at 0. */
    public void startCounting() {
        counted = 0;
    }

    /** How many revisions were read with their operations since then. */
    public long counted() {
        return counted;
    }

    @Override
    public List<Commit> read(DocumentId document, long afterRevision, long throughRevision, int bytesMax) {
        List<Commit> page = reader.read(document, afterRevision, throughRevision, bytesMax);
        counted += page.size();
        return page;
    }

    @Override
    public OptionalLong revisionAt(DocumentId document, Instant moment) {
        return reader.revisionAt(document, moment);
    }

    @Override
    public List<Line> list(DocumentId document, Query query) {
        return reader.list(document, query);
    }

    @Override
    public List<Outline> outline(DocumentId document, long beforeRevision, int limit) {
        return reader.outline(document, beforeRevision, limit);
    }

    @Override
    public Map<Integer, Author> authors(DocumentId document, Set<Integer> displayIds) {
        return reader.authors(document, displayIds);
    }
}
