package io.inkwell.server.admin;

import io.inkwell.server.http.HttpAnswer;
import io.inkwell.server.http.JsonText;
import io.inkwell.server.http.ProblemException;
import io.inkwell.server.security.AccessRules;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.port.HistoryReader;
import io.inkwell.sync.port.HistoryReader.Line;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** The history of a document, newest first. */
final class RevisionsResource {
    private static final int PAGE_SIZE_DEFAULT = 50;

    private final AccessRules rules;
    private final HistoryReader reader;

    RevisionsResource(AccessRules rules, HistoryReader reader) {
        this.rules = rules;
        this.reader = reader;
    }

    HttpAnswer list(ApiRequest request) throws ProblemException {
        DocumentId id = request.document();
        rules.require(request.caller(), id);
        QueryFields query = request.query(Set.of("before", "limit"));
        int limit = (int) query.number("limit", 1, request.limits().pageSizeMax(), PAGE_SIZE_DEFAULT);
        long before = query.number("before", 1, Long.MAX_VALUE, Long.MAX_VALUE);
        List<Line> found = reader.list(id, before, limit + 1);
        List<Line> page = found.subList(0, Math.min(limit, found.size()));
        return HttpAnswer.of(200, HttpAnswer.JSON, JsonText.write(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("revisions");
            page.forEach(line -> write(json, line));
            json.writeEndArray();
            if (found.size() > limit)
                json.writeNumberProperty("next", page.getLast().revision());
            json.writeEndObject();
        })).withHeader(Api.CACHE_CONTROL, Api.PRIVATE);
    }

    private static void write(JsonGenerator json, Line line) {
        json.writeStartObject();
        json.writeNumberProperty("revision", line.revision());
        switch (line.kind()) {
            case CommitKind.Edit edit -> json.writeStringProperty("kind", "edit");
            case CommitKind.Burnt burnt -> json.writeStringProperty("kind", "burnt");
            case CommitKind.Restore restore -> json.writeStringProperty("kind", "restore");
            case CommitKind.Refused refused -> {
                json.writeStringProperty("kind", "refused");
                json.writeStringProperty("code", refused.code().name());
            }
        }
        if (line.authorName() == null) {
            json.writeNullProperty("author");
        } else {
            json.writeObjectPropertyStart("author");
            json.writeStringProperty("id", line.author().value());
            json.writeStringProperty("name", line.authorName());
            json.writeEndObject();
        }
        json.writeNumberProperty("displayId", line.id().displayId());
        json.writeNumberProperty("seq", line.id().seq());
        json.writeStringProperty("at", Api.time(Instant.ofEpochMilli(line.atMillis())));
        json.writeNumberProperty("insertedUnits", line.insertedUnits());
        json.writeNumberProperty("deletedUnits", line.deletedUnits());
        json.writeNumberProperty("opBytes", line.opBytes());
        json.writeEndObject();
    }
}
