package io.inkwell.server.admin;

import io.inkwell.history.Transition;
import io.inkwell.ot.Delta;
import io.inkwell.server.http.HttpAnswer;
import io.inkwell.server.http.Problem;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import io.inkwell.server.programs.Outcome;
import io.inkwell.server.programs.Work.Standing;
import io.inkwell.server.programs.Work.Step;
import io.inkwell.server.security.AccessRules;
import io.inkwell.sync.Digest;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.Submission.Manner;
import io.inkwell.sync.port.DocumentCatalog.Entry;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** A past state as the newest revision. Nothing of the history is changed: what is undone stays in it. */
final class RestoreResource {
    private static final String HEAD = "headRevision";

    private final AccessRules rules;
    private final VersionsResource versions;
    private final Rebuilding rebuilding;
    private final Orders orders;

    RestoreResource(AccessRules rules, VersionsResource versions, Rebuilding rebuilding, Orders orders) {
        this.rules = rules;
        this.versions = versions;
        this.rebuilding = rebuilding;
        this.orders = orders;
    }

    HttpAnswer restore(ApiRequest request) throws ProblemException {
        Entry document = rules.requireManager(request.caller(), request.document()).document();
        BodyFields body = request.body(Set.of(VersionsResource.REVISION, VersionsResource.VERSION, HEAD));
        long revision = versions.revision(document, body);
        OptionalLong head = body.numberIfGiven(HEAD, 0, Long.MAX_VALUE);
        Digest hash = Digest.ofRequest(List.of("restore", Long.toString(revision),
                head.isPresent() ? Long.toString(head.getAsLong()) : "any head"));
        return rebuilding.inTurn(() -> {
            Snapshot past = rebuilding.at(document.id(), document.type(), revision);
            Outcome outcome = orders.carryOut(request, document, hash, at -> step(at, past, head));
            return StoredAnswer.of(outcome, StoredAnswer.Operation.LEFT_OUT, json -> {
                json.writeNumberProperty("restored", revision);
                json.writeBooleanProperty("changed", outcome instanceof Outcome.Stored);
            });
        });
    }

    private static Step step(Standing at, Snapshot past, OptionalLong head) throws ProblemException {
        if (head.isPresent() && head.getAsLong() != at.revision()) {
            throw new ProblemException(Problem.of(ProblemCode.CONFLICT, "The newest revision is " + at.revision()
                    + ", not " + head.getAsLong() + ": somebody edited meanwhile. Look at it and decide again.")
                    .with("expectedRevision", head.getAsLong()).with(HEAD, at.revision()));
        }
        Delta change = Transition.between(at.document(), past.document());
        return change.isIdentity()
                ? new Step.Nothing()
                : new Step.Submit(at.revision(), change.ops(), Manner.RESTORING);
    }
}
