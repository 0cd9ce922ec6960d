package io.inkwell.server.admin;

import io.inkwell.ot.json.OpsJson;
import io.inkwell.server.http.EntityTags;
import io.inkwell.server.http.HttpAnswer;
import io.inkwell.server.http.JsonText;
import io.inkwell.server.http.Problem;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import io.inkwell.server.security.AccessRules;
import io.inkwell.sync.Commit;
import io.inkwell.sync.Digest;
import io.inkwell.sync.History;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.port.DocumentCatalog.Entry;
import io.inkwell.sync.port.HistoryReader;
import io.inkwell.sync.port.SnapshotStore;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/** What a document holds, now, at a revision or at a moment. */
final class ContentResource {
    /** A past state of a long document takes much memory while it is rebuilt. */
    private static final int READS_AT_ONCE_MAX = 16;
    private static final int WAIT_SECONDS_MAX = 10;
    private static final String REVISION = "revision";
    private static final String FORMAT = "format";

    private final AccessRules rules;
    private final HistoryReader reader;
    private final History history;
    private final InstantSource clock;
    private final Semaphore reads = new Semaphore(READS_AT_ONCE_MAX, true);

    /** A revision with what proves it. */
    private record Point(long revision, Digest chain, Instant at) {}

    ContentResource(AccessRules rules, SnapshotStore snapshots, HistoryReader reader, InstantSource clock) {
        this.rules = rules;
        this.reader = reader;
        this.history = new History(snapshots, reader);
        this.clock = clock;
    }

    HttpAnswer read(ApiRequest request) throws ProblemException {
        Entry document = rules.require(request.caller(), request.document()).document();
        QueryFields query = request.query(Set.of(REVISION, "at", FORMAT));
        boolean asText = asText(query.text(FORMAT));
        Point point = point(document, revision(document, query));
        String tag = "\"" + point.revision() + "-" + point.chain() + (asText ? "-text\"" : "-delta\"");
        HttpAnswer answer = EntityTags.matches(request.header(HttpHeader.IF_NONE_MATCH), tag)
                ? HttpAnswer.empty(304)
                : content(document, point, asText);
        return answer.withHeader("ETag", tag).withHeader(Api.CACHE_CONTROL, "private, no-cache");
    }

    private HttpAnswer content(Entry document, Point point, boolean asText) throws ProblemException {
        takeTurn();
        try {
            return rebuilt(document, point, asText);
        } finally {
            reads.release();
        }
    }

    private void takeTurn() throws ProblemException {
        try {
            if (reads.tryAcquire(WAIT_SECONDS_MAX, TimeUnit.SECONDS))
                return;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw new ProblemException(Problem
                .of(ProblemCode.SERVER_FULL, "The server rebuilds many past states right now. Try again in a moment.")
                .withHeader("Retry-After", "5"));
    }

    private HttpAnswer rebuilt(Entry document, Point point, boolean asText) {
        Snapshot snapshot = history.at(document.id(), document.type(), point.revision());
        HttpAnswer answer = asText
                ? HttpAnswer.text(200, snapshot.document().text())
                : HttpAnswer.of(200, HttpAnswer.JSON, delta(document, point, snapshot));
        return answer.withHeader("Inkwell-Revision", Long.toString(point.revision()));
    }

    private static byte[] delta(Entry document, Point point, Snapshot snapshot) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("documentId", document.id().value());
            json.writeNumberProperty(REVISION, point.revision());
            json.writeStringProperty("chain", point.chain().toString());
            json.writeStringProperty("at", Api.time(point.at()));
            json.writeStringProperty("type", document.type().name().toLowerCase(Locale.ROOT));
            json.writeName("content");
            OpsJson.write(snapshot.document().toOps(), json);
            json.writeEndObject();
        });
    }

    private static boolean asText(@Nullable String format) throws ProblemException {
        if (format == null || format.equals("delta"))
            return false;
        if (format.equals("text"))
            return true;
        throw QueryFields.refuse(FORMAT, "The format is \"delta\" or \"text\".");
    }

    private long revision(Entry document, QueryFields query) throws ProblemException {
        @Nullable
        String moment = query.text("at");
        if (moment == null) {
            long revision = query.number(REVISION, 0, Long.MAX_VALUE, document.revision());
            if (revision > document.revision()) {
                throw new ProblemException(ProblemCode.REVISION_NOT_FOUND,
                        "The newest revision of the document is " + document.revision() + ".");
            }
            return revision;
        }
        if (query.text(REVISION) != null)
            throw QueryFields.refuse("at", "Give a revision or a time, not both.");
        return revisionAt(document, time(moment));
    }

    private long revisionAt(Entry document, Instant moment) throws ProblemException {
        if (!moment.isBefore(clock.instant()))
            return document.revision();
        OptionalLong found = moment.isBefore(document.createdAt())
                ? OptionalLong.empty()
                : reader.revisionAt(document.id(), moment);
        if (found.isEmpty()) {
            throw new ProblemException(ProblemCode.REVISION_NOT_FOUND,
                    "The document did not exist at that time. It was made at "
                            + Api.time(document.createdAt()) + ".");
        }
        return found.getAsLong();
    }

    /** A plus sign that was not encoded arrives as a space. */
    private static Instant time(String text) throws ProblemException {
        try {
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw QueryFields.refuse("at", "Write the time like 2026-11-21T10:15:30Z or 2026-11-21T10:15:30+01:00.");
        }
    }

    private Point point(Entry document, long revision) {
        if (revision == 0)
            return new Point(0, Digest.chainStart(document.id()), document.createdAt());
        List<Commit> commit = reader.read(document.id(), revision - 1, revision, 1);
        if (commit.isEmpty())
            throw new IllegalStateException("revision " + revision + " of " + document.id() + " is missing in the log");
        return new Point(revision, commit.getFirst().chain(), Instant.ofEpochMilli(commit.getFirst().atMillis()));
    }
}
