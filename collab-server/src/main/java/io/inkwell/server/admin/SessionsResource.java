package io.inkwell.server.admin;

import io.inkwell.history.EditingSessions;
import io.inkwell.history.EditingSessions.Session;
import io.inkwell.history.EditingSessions.Share;
import io.inkwell.server.http.HttpAnswer;
import io.inkwell.server.http.JsonText;
import io.inkwell.server.http.ProblemException;
import io.inkwell.server.security.AccessRules;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.port.HistoryReader;
import io.inkwell.sync.port.VersionStore;
import io.inkwell.sync.port.HistoryReader.Author;
import io.inkwell.sync.port.HistoryReader.Outline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** The history of a document in editing sessions, newest first. */
final class SessionsResource {
    private static final int PAGE_SIZE_DEFAULT = 20;
    private static final long PAUSE_MILLIS = 5 * 60_000;
    /** A longer session comes in parts. */
    private static final int SESSION_REVISIONS_MAX = 10_000;
    /** After so many revisions an answer ends with the sessions that are complete. */
    private static final int REVISIONS_LOOKED_AT_MAX = 50_000;
    private static final int OUTLINE_PAGE_SIZE = 5_000;

    private final AccessRules rules;
    private final HistoryReader reader;
    private final VersionStore versions;

    SessionsResource(AccessRules rules, HistoryReader reader, VersionStore versions) {
        this.rules = rules;
        this.reader = reader;
        this.versions = versions;
    }

    HttpAnswer list(ApiRequest request) throws ProblemException {
        DocumentId id = request.document();
        long head = rules.require(request.caller(), id).document().revision();
        QueryFields query = request.query(Set.of("before", "limit"));
        int limit = (int) query.number("limit", 1, request.limits().pageSizeMax(), PAGE_SIZE_DEFAULT);
        long before = query.number("before", 1, Long.MAX_VALUE, Long.MAX_VALUE);
        List<Session> sessions = sessions(id, Math.min(before, head + 1), limit);
        Set<Integer> displayIds = new HashSet<>();
        sessions.forEach(session -> displayIds.addAll(session.clients().keySet()));
        Map<Integer, Author> authors = reader.authors(id, displayIds);
        return HttpAnswer.of(200, HttpAnswer.JSON, JsonText.write(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("sessions");
            sessions.forEach(session -> write(json, session, authors));
            json.writeEndArray();
            if (!sessions.isEmpty() && sessions.getLast().fromRevision() > 1)
                json.writeNumberProperty("next", sessions.getLast().fromRevision());
            json.writeEndObject();
        })).withHeader(Api.CACHE_CONTROL, Api.PRIVATE);
    }

    private List<Session> sessions(DocumentId id, long before, int limit) {
        EditingSessions grouping = new EditingSessions(PAUSE_MILLIS, SESSION_REVISIONS_MAX,
                versions.namedRevisions(id, before - 1 - REVISIONS_LOOKED_AT_MAX, before - 1));
        List<Session> found = new ArrayList<>();
        long next = before;
        for (int looked = 0; looked < REVISIONS_LOOKED_AT_MAX; looked += OUTLINE_PAGE_SIZE) {
            List<Outline> page = reader.outline(id, next, OUTLINE_PAGE_SIZE);
            for (Outline outline : page) {
                grouping.add(outline).ifPresent(found::add);
                if (found.size() == limit)
                    return found;
            }
            if (page.size() < OUTLINE_PAGE_SIZE) {
                grouping.end().ifPresent(found::add);
                return found;
            }
            next = page.getLast().revision();
        }
        return found;
    }

    private static void write(JsonGenerator json, Session session, Map<Integer, Author> authors) {
        Map<Author, Share> shares = new LinkedHashMap<>();
        session.clients().forEach((displayId, share) -> {
            Author author = authors.get(displayId);
            if (author != null)
                shares.merge(author, share, Share::plus);
        });
        json.writeStartObject();
        json.writeNumberProperty("fromRevision", session.fromRevision());
        json.writeNumberProperty("throughRevision", session.throughRevision());
        json.writeStringProperty("startedAt", Api.time(Instant.ofEpochMilli(session.startMillis())));
        json.writeStringProperty("endedAt", Api.time(Instant.ofEpochMilli(session.endMillis())));
        json.writeBooleanProperty("continued", session.continued());
        json.writeArrayPropertyStart("shares");
        shares.forEach((author, share) -> {
            json.writeStartObject();
            json.writeName("author");
            Api.writeAuthor(json, author);
            json.writeNumberProperty("revisions", share.revisions());
            json.writeNumberProperty("opBytes", share.opBytes());
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeEndObject();
    }
}
