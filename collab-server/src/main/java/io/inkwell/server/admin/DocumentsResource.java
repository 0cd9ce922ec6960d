package io.inkwell.server.admin;

import io.inkwell.ot.Document;
import io.inkwell.server.http.HttpAnswer;
import io.inkwell.server.http.JsonText;
import io.inkwell.server.http.ProblemException;
import io.inkwell.server.security.AccessRules;
import io.inkwell.server.security.AccessRules.Grant;
import io.inkwell.server.security.Caller;
import io.inkwell.server.security.DisplayText;
import io.inkwell.server.security.Invitations;
import io.inkwell.server.security.RandomIds;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.PersonId;
import io.inkwell.sync.port.DocumentCatalog;
import io.inkwell.sync.port.DocumentCatalog.Entry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;

/** Documents: make, list, read, rename, delete. */
final class DocumentsResource {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentsResource.class);
    private static final int PAGE_SIZE_DEFAULT = 50;
    private static final String TITLE = "title";
    private static final String TYPE = "type";

    private final DocumentCatalog catalog;
    private final AccessRules rules;
    private final Filling filling;
    private final Consumer<DocumentId> changed;
    private final InstantSource clock;

    DocumentsResource(DocumentCatalog catalog, AccessRules rules, Filling filling, Consumer<DocumentId> changed,
            InstantSource clock) {
        this.catalog = catalog;
        this.rules = rules;
        this.filling = filling;
        this.changed = changed;
        this.clock = clock;
    }

    HttpAnswer create(ApiRequest request) throws ProblemException {
        rules.requireMaker(request.caller());
        BodyFields body = request.body(Set.of(TITLE, TYPE, BodyFields.OPS));
        String title = DisplayText.title(body.text(TITLE), request.limits().titleLengthMax());
        DocumentType type = type(body.text(TYPE));
        Document content = body.has(BodyFields.OPS) ? Filling.content(type, body.ops()) : type.start();
        @Nullable
        PersonId creator = request.caller() instanceof Caller.Person person ? person.who().id() : null;
        Entry made = catalog.create(new DocumentId(RandomIds.next()), title, type, creator, clock.instant());
        LOG.info("document {} made by {}", made.id(), request.caller().forTheLog());
        filling.fillOrDelete(request, made, content);
        return one(201, rules.require(request.caller(), made.id())).withHeader("Location",
                Api.PREFIX + "/documents/" + made.id());
    }

    HttpAnswer list(ApiRequest request) throws ProblemException {
        QueryFields query = request.query(Set.of("after", "limit"));
        int limit = (int) query.number("limit", 1, request.limits().pageSizeMax(), PAGE_SIZE_DEFAULT);
        @Nullable
        String after = query.text("after");
        if (after != null && !DocumentId.isValid(after))
            throw QueryFields.refuse("after", "The value is the id of the last document of the page before.");
        List<Entry> found = rules.list(request.caller(), after == null ? null : new DocumentId(after), limit + 1);
        List<Entry> page = found.subList(0, Math.min(limit, found.size()));
        List<Grant> grants = new ArrayList<>();
        for (Entry entry : page) {
            rules.grant(request.caller(), entry.id()).ifPresent(grants::add);
        }
        return HttpAnswer.of(200, HttpAnswer.JSON, JsonText.write(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("documents");
            grants.forEach(grant -> write(json, grant));
            json.writeEndArray();
            if (found.size() > limit)
                json.writeStringProperty("next", page.getLast().id().value());
            json.writeEndObject();
        })).withHeader(Api.CACHE_CONTROL, Api.PRIVATE);
    }

    HttpAnswer read(ApiRequest request) throws ProblemException {
        return one(200, rules.require(request.caller(), request.document()));
    }

    HttpAnswer rename(ApiRequest request) throws ProblemException {
        DocumentId id = request.document();
        rules.requireManager(request.caller(), id);
        String title = DisplayText.title(request.body(Set.of(TITLE)).text(TITLE), request.limits().titleLengthMax());
        catalog.rename(id, title);
        return one(200, rules.require(request.caller(), id));
    }

    HttpAnswer delete(ApiRequest request) throws ProblemException {
        DocumentId id = request.document();
        rules.requireManager(request.caller(), id);
        if (catalog.delete(id, clock.instant())) {
            LOG.info("document {} deleted by {}", id, request.caller().forTheLog());
            changed.accept(id);
        }
        return HttpAnswer.empty(204);
    }

    private static DocumentType type(String word) throws ProblemException {
        return switch (word) {
            case "rich" -> DocumentType.RICH;
            case "text" -> DocumentType.TEXT;
            default -> throw BodyFields.refuse(TYPE, "The type of a document is \"rich\" or \"text\".");
        };
    }

    static HttpAnswer one(int status, Grant grant) {
        return HttpAnswer.of(status, HttpAnswer.JSON, JsonText.write(json -> write(json, grant)))
                .withHeader(Api.CACHE_CONTROL, Api.PRIVATE);
    }

    private static void write(JsonGenerator json, Grant grant) {
        Entry document = grant.document();
        json.writeStartObject();
        json.writeStringProperty("id", document.id().value());
        json.writeStringProperty(TITLE, document.title());
        json.writeStringProperty(TYPE, document.type().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("createdAt", Api.time(document.createdAt()));
        json.writeStringProperty("changedAt", Api.time(document.changedAt()));
        json.writeNumberProperty("revision", document.revision());
        json.writeStringProperty("role", Invitations.wireName(grant.access()));
        json.writeBooleanProperty("manages", grant.manages());
        json.writeEndObject();
    }
}
