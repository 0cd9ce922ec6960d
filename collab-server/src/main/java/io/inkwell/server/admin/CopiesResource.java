package io.inkwell.server.admin;

import io.inkwell.ot.Document;
import io.inkwell.server.http.HttpAnswer;
import io.inkwell.server.http.ProblemException;
import io.inkwell.server.security.AccessRules;
import io.inkwell.server.security.Caller;
import io.inkwell.server.security.DisplayText;
import io.inkwell.server.security.RandomIds;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.PersonId;
import io.inkwell.sync.port.DocumentCatalog;
import io.inkwell.sync.port.DocumentCatalog.Entry;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A new document that begins with what another one held at a revision. Its history is its own. */
final class CopiesResource {
    private static final Logger LOG = LoggerFactory.getLogger(CopiesResource.class);
    private static final String TITLE = "title";

    private final DocumentCatalog catalog;
    private final AccessRules rules;
    private final VersionsResource versions;
    private final Rebuilding rebuilding;
    private final Filling filling;
    private final InstantSource clock;

    CopiesResource(DocumentCatalog catalog, AccessRules rules, VersionsResource versions, Rebuilding rebuilding,
            Filling filling, InstantSource clock) {
        this.catalog = catalog;
        this.rules = rules;
        this.versions = versions;
        this.rebuilding = rebuilding;
        this.filling = filling;
        this.clock = clock;
    }

    HttpAnswer copy(ApiRequest request) throws ProblemException {
        Entry source = rules.requireManager(request.caller(), request.document()).document();
        BodyFields body = request.body(Set.of(TITLE, VersionsResource.REVISION, VersionsResource.VERSION));
        String title = DisplayText.title(body.text(TITLE), request.limits().titleLengthMax());
        boolean newest = !body.has(VersionsResource.REVISION) && !body.has(VersionsResource.VERSION);
        long revision = newest ? source.revision() : versions.revision(source, body);
        @Nullable
        PersonId creator = request.caller() instanceof Caller.Person person ? person.who().id() : null;
        return rebuilding.inTurn(() -> {
            Document content = rebuilding.at(source.id(), source.type(), revision).document();
            Entry made = catalog.create(new DocumentId(RandomIds.next()), title, source.type(),
                    creator, clock.instant());
            LOG.info("document {} made by {} as a copy of {} at revision {}", made.id(), request.caller().forTheLog(),
                    source.id(), revision);
            filling.fillOrDelete(request, made, content);
            return DocumentsResource.one(201, rules.require(request.caller(), made.id())).withHeader("Location",
                    Api.PREFIX + "/documents/" + made.id());
        });
    }
}
