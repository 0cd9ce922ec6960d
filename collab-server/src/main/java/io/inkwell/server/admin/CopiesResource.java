package io.inkwell.server.admin;

import io.inkwell.history.Transition;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.server.config.Limits;
import io.inkwell.server.http.HttpAnswer;
import io.inkwell.server.http.ProblemException;
import io.inkwell.server.programs.Outcome;
import io.inkwell.server.programs.Work.Step;
import io.inkwell.server.security.AccessRules;
import io.inkwell.server.security.Caller;
import io.inkwell.server.security.DisplayText;
import io.inkwell.server.security.RandomIds;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.OpsSplitter;
import io.inkwell.sync.PersonId;
import io.inkwell.sync.Submission.Manner;
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
    private final Orders orders;
    private final InstantSource clock;

    CopiesResource(DocumentCatalog catalog, AccessRules rules, VersionsResource versions, Rebuilding rebuilding,
            Orders orders, InstantSource clock) {
        this.catalog = catalog;
        this.rules = rules;
        this.versions = versions;
        this.rebuilding = rebuilding;
        this.orders = orders;
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
            fillOrDelete(request, made, content);
            return DocumentsResource.one(201, rules.require(request.caller(), made.id())).withHeader("Location",
                    Api.PREFIX + "/documents/" + made.id());
        });
    }

    /** Half a copy would be taken for a whole one. */
    private void fillOrDelete(ApiRequest request, Entry made, Document content) throws ProblemException {
        boolean filled = false;
        try {
            fill(request, made, content);
            filled = true;
        } finally {
            if (!filled)
                catalog.delete(made.id(), clock.instant());
        }
    }

    /** By the way of every edit, in as many operations as the limits ask for. */
    private void fill(ApiRequest request, Entry made, Document content) throws ProblemException {
        Limits limits = request.limits();
        OpsLimits each = new OpsLimits(limits.operationBytesMax(), limits.componentsMax(),
                limits.attributesPerComponentMax());
        long revision = 0;
        for (Delta left = Transition.between(made.type().start(), content); left != null && !left.isIdentity();) {
            OpsSplitter.Parts parts = OpsSplitter.split(left, each);
            long base = revision;
            Digest hash = Digest.ofSubmission(base, OpsJson.write(parts.first().ops()));
            Outcome outcome = orders.carryOut(made, request.caller(), hash,
                    at -> new Step.Submit(base, parts.first().ops(), Manner.CARRIED));
            if (outcome instanceof Outcome.Stored stored)
                revision = stored.commit().revision();
            left = parts.rest();
        }
    }
}
