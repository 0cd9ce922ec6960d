package io.inkwell.server.admin;

import io.inkwell.server.http.HttpAnswer;
import io.inkwell.server.http.JsonText;
import io.inkwell.server.http.ProblemException;
import io.inkwell.server.security.AccessRules;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.PersonId;
import io.inkwell.sync.port.DocumentCatalog.Entry;
import io.inkwell.sync.port.HistoryReader;
import io.inkwell.sync.port.HistoryReader.Line;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The history of a document, newest first. */
final class RevisionsResource {
    private static final int PAGE_SIZE_DEFAULT = 50;
    /** How many revisions one answer looks at, whether it shows them or not. */
    private static final int REVISIONS_LOOKED_AT_MAX = 50_000;
    private static final String AUTHOR = "author";
    private static final Pattern PERSON = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final AccessRules rules;
    private final HistoryReader reader;
    private final RevisionFinder finder;

    RevisionsResource(AccessRules rules, HistoryReader reader, InstantSource clock) {
        this.rules = rules;
        this.reader = reader;
        this.finder = new RevisionFinder(reader, clock);
    }

    HttpAnswer list(ApiRequest request) throws ProblemException {
        DocumentId id = request.document();
        Entry document = rules.require(request.caller(), id).document();
        QueryFields query = request.query(Set.of("before", "limit", AUTHOR, "kind", "from", "to"));
        int limit = (int) query.number("limit", 1, request.limits().pageSizeMax(), PAGE_SIZE_DEFAULT);
        long before = Math.min(query.number("before", 1, Long.MAX_VALUE, Long.MAX_VALUE), document.revision() + 1);
        @Nullable
        String to = query.text("to");
        if (to != null)
            before = Math.min(before, finder.newestAt(document, RevisionFinder.time("to", to)).orElse(0) + 1);
        @Nullable
        String from = query.text("from");
        long after = from == null
                ? 0
                : finder.newestAt(document, RevisionFinder.time("from", from).minusMillis(1)).orElse(0);
        long lookedAfter = Math.max(after, before - 1 - REVISIONS_LOOKED_AT_MAX);
        List<Line> found = reader.list(id,
                new HistoryReader.Query(lookedAfter, before, author(query), kind(query), limit + 1));
        List<Line> page = found.subList(0, Math.min(limit, found.size()));
        long next = found.size() > limit ? page.getLast().revision() : lookedAfter + 1;
        boolean more = found.size() > limit || lookedAfter > after;
        return HttpAnswer.of(200, HttpAnswer.JSON, JsonText.write(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("revisions");
            page.forEach(line -> write(json, line));
            json.writeEndArray();
            if (more)
                json.writeNumberProperty("next", next);
            json.writeEndObject();
        })).withHeader(Api.CACHE_CONTROL, Api.PRIVATE);
    }

    private static @Nullable PersonId author(QueryFields query) throws ProblemException {
        @Nullable
        String id = query.text(AUTHOR);
        if (id == null)
            return null;
        if (!PERSON.matcher(id).matches())
            throw QueryFields.refuse(AUTHOR, "The value is the id of a person, as it stands in the list.");
        return new PersonId(id);
    }

    private static HistoryReader.@Nullable Kind kind(QueryFields query) throws ProblemException {
        @Nullable
        String name = query.text("kind");
        if (name == null)
            return null;
        for (HistoryReader.Kind kind : HistoryReader.Kind.values()) {
            if (wireName(kind).equals(name))
                return kind;
        }
        throw QueryFields.refuse("kind", "The kind is \"edit\", \"burnt\", \"restore\" or \"refused\".");
    }

    private static String wireName(HistoryReader.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static void write(JsonGenerator json, Line line) {
        json.writeStartObject();
        json.writeNumberProperty("revision", line.revision());
        json.writeStringProperty("kind", wireName(HistoryReader.Kind.of(line.kind())));
        if (line.kind() instanceof CommitKind.Refused refused)
            json.writeStringProperty("code", refused.code().name());
        json.writeName(AUTHOR);
        Api.writeAuthor(json, line.author());
        json.writeNumberProperty("displayId", line.id().displayId());
        json.writeNumberProperty("seq", line.id().seq());
        json.writeStringProperty("at", Api.time(Instant.ofEpochMilli(line.atMillis())));
        json.writeNumberProperty("insertedUnits", line.insertedUnits());
        json.writeNumberProperty("deletedUnits", line.deletedUnits());
        json.writeNumberProperty("opBytes", line.opBytes());
        json.writeEndObject();
    }
}
