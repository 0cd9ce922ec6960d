package io.inkwell.server.admin;

import io.inkwell.server.http.HttpAnswer;
import io.inkwell.server.http.JsonText;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import io.inkwell.server.security.AccessRules;
import io.inkwell.server.security.DisplayText;
import io.inkwell.server.security.RandomIds;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.port.DocumentCatalog.Entry;
import io.inkwell.sync.port.VersionStore;
import io.inkwell.sync.port.VersionStore.Version;
import io.inkwell.sync.port.VersionStore.VersionId;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Names of revisions: give, list, change, take away. The history is not touched by any of it. */
final class VersionsResource {
    static final String REVISION = "revision";
    static final String VERSION = "version";
    private static final int PAGE_SIZE_DEFAULT = 50;
    private static final String NAME = "name";
    private static final String AFTER = "after";

    private final AccessRules rules;
    private final VersionStore versions;
    private final Orders orders;
    private final InstantSource clock;

    VersionsResource(AccessRules rules, VersionStore versions, Orders orders, InstantSource clock) {
        this.rules = rules;
        this.versions = versions;
        this.orders = orders;
        this.clock = clock;
    }

    HttpAnswer create(ApiRequest request) throws ProblemException {
        Entry document = rules.requireManager(request.caller(), request.document()).document();
        BodyFields body = request.body(Set.of(NAME, REVISION));
        String name = name(request, body);
        long revision = body.has(REVISION)
                ? Rebuilding.requireRevision(document, body.number(REVISION, 0, Long.MAX_VALUE))
                : document.revision();
        Version made = versions.create(document.id(), new VersionId(RandomIds.next()), revision, name,
                orders.person(request.caller()).id(), clock.instant()).orElseThrow(VersionsResource::nameTaken);
        return one(201, made).withHeader("Location",
                Api.PREFIX + "/documents/" + document.id() + "/versions/" + made.id());
    }

    HttpAnswer list(ApiRequest request) throws ProblemException {
        DocumentId document = rules.require(request.caller(), request.document()).document().id();
        QueryFields query = request.query(Set.of(AFTER, "limit"));
        int limit = (int) query.number("limit", 1, request.limits().pageSizeMax(), PAGE_SIZE_DEFAULT);
        @Nullable
        String after = query.text(AFTER);
        if (after != null && !DocumentId.isValid(after))
            throw QueryFields.refuse(AFTER, "The value is the id of the last version of the page before.");
        List<Version> found = versions.list(document, after == null ? null : new VersionId(after), limit + 1);
        List<Version> page = found.subList(0, Math.min(limit, found.size()));
        return HttpAnswer.of(200, HttpAnswer.JSON, JsonText.write(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("versions");
            page.forEach(version -> write(json, version));
            json.writeEndArray();
            if (found.size() > limit)
                json.writeStringProperty("next", page.getLast().id().value());
            json.writeEndObject();
        })).withHeader(Api.CACHE_CONTROL, Api.PRIVATE);
    }

    HttpAnswer rename(ApiRequest request) throws ProblemException {
        DocumentId document = rules.requireManager(request.caller(), request.document()).document().id();
        VersionId id = id(request.path().getOrDefault("versionId", ""));
        String name = name(request, request.body(Set.of(NAME)));
        return switch (versions.rename(document, id, name)) {
            case RENAMED -> one(200, known(document, id));
            case NAME_TAKEN -> throw nameTaken();
            case UNKNOWN -> throw unknown();
        };
    }

    HttpAnswer delete(ApiRequest request) throws ProblemException {
        DocumentId document = rules.requireManager(request.caller(), request.document()).document().id();
        if (!versions.delete(document, id(request.path().getOrDefault("versionId", ""))))
            throw unknown();
        return HttpAnswer.empty(204);
    }

    /**
     * The revision that a body names, by its number or by a version.
     *
     * @throws ProblemException if it names none, both, or one that is not there
     */
    long revision(Entry document, BodyFields body) throws ProblemException {
        if (!body.has(VERSION))
            return Rebuilding.requireRevision(document, body.number(REVISION, 0, Long.MAX_VALUE));
        if (body.has(REVISION))
            throw BodyFields.refuse(VERSION, "Give a revision or a version, not both.");
        return known(document.id(), id(body.text(VERSION))).revision();
    }

    private Version known(DocumentId document, VersionId id) throws ProblemException {
        return versions.find(document, id).orElseThrow(VersionsResource::unknown);
    }

    private static VersionId id(String text) throws ProblemException {
        if (!DocumentId.isValid(text)) {
            throw new ProblemException(ProblemCode.BAD_REQUEST,
                    "The id of a version has 1 to 64 characters of A-Z a-z 0-9 _ -.");
        }
        return new VersionId(text);
    }

    private static String name(ApiRequest request, BodyFields body) throws ProblemException {
        return DisplayText.name(body.text(NAME), request.limits().titleLengthMax());
    }

    private static ProblemException nameTaken() {
        return new ProblemException(ProblemCode.CONFLICT,
                "The document has a version of that name already. Choose another name, or rename or delete the other one.");
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemCode.NOT_FOUND,
                "The document has no such version. It may have been deleted.");
    }

    private static HttpAnswer one(int status, Version version) {
        return HttpAnswer.of(status, HttpAnswer.JSON, JsonText.write(json -> write(json, version)))
                .withHeader(Api.CACHE_CONTROL, Api.PRIVATE);
    }

    private static void write(JsonGenerator json, Version version) {
        json.writeStartObject();
        json.writeStringProperty("id", version.id().value());
        json.writeNumberProperty(REVISION, version.revision());
        json.writeStringProperty(NAME, version.name());
        json.writeName("createdBy");
        Api.writeAuthor(json, version.createdBy());
        json.writeStringProperty("createdAt", Api.time(version.createdAt()));
        json.writeEndObject();
    }
}
