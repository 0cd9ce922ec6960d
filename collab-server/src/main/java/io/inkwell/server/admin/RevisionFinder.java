package io.inkwell.server.admin;

import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import io.inkwell.sync.port.DocumentCatalog.Entry;
import io.inkwell.sync.port.HistoryReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Finds the revision that a request names by its number or by a moment. */
final class RevisionFinder {
    private static final String REVISION = "revision";
    private static final String AT = "at";

    private final HistoryReader reader;
    private final InstantSource clock;

    RevisionFinder(HistoryReader reader, InstantSource clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * The revision under {@code revision} or {@code at}; the newest if there is neither.
     *
     * @throws ProblemException if there are both, or one that is not possible, or the document has no such revision
     */
    long revision(Entry document, QueryFields query) throws ProblemException {
        @Nullable
        String moment = query.text(AT);
        if (moment == null)
            return number(document, query, REVISION, document.revision());
        if (query.text(REVISION) != null)
            throw QueryFields.refuse(AT, "Give a revision or a time, not both.");
        Instant at = time(AT, moment);
        if (!at.isBefore(clock.instant()))
            return document.revision();
        return newestAt(document, at).orElseThrow(() -> new ProblemException(ProblemCode.REVISION_NOT_FOUND,
                "The document did not exist at that time. It was made at " + Api.time(document.createdAt()) + "."));
    }

    /**
     * The revision under a parameter.
     *
     * @param absent if the parameter is missing
     * @throws ProblemException if it is no whole number from 0, or beyond the newest revision
     */
    long number(Entry document, QueryFields query, String name, long absent) throws ProblemException {
        long revision = query.number(name, 0, Long.MAX_VALUE, absent);
        if (revision > document.revision()) {
            throw new ProblemException(ProblemCode.REVISION_NOT_FOUND,
                    "The newest revision of the document is " + document.revision() + ".");
        }
        return revision;
    }

    /** The newest revision made at or before a moment; empty if the document did not exist then. */
    OptionalLong newestAt(Entry document, Instant moment) {
        if (moment.isBefore(document.createdAt()))
            return OptionalLong.empty();
        return reader.revisionAt(document.id(), moment);
    }

    /**
     * The moment that a parameter names. A plus sign that was not encoded arrives as a space.
     *
     * @throws ProblemException if it is not written as it should be
     */
    static Instant time(String name, String text) throws ProblemException {
        try {
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw QueryFields.refuse(name, "Write the time like 2026-11-21T10:15:30Z or 2026-11-21T10:15:30+01:00.");
        }
    }
}
