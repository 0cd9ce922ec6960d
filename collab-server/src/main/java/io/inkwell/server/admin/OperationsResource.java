package io.inkwell.server.admin;

import io.inkwell.history.Appending;
import io.inkwell.history.Replacing;
import io.inkwell.history.Replacing.Bounds;
import io.inkwell.history.Replacing.Letters;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Op;
import io.inkwell.ot.Ops;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.server.config.Limits;
import io.inkwell.server.http.HttpAnswer;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import io.inkwell.server.programs.Outcome;
import io.inkwell.server.programs.Work;
import io.inkwell.server.programs.Work.Step;
import io.inkwell.server.security.AccessRules;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.Submission.Manner;
import io.inkwell.sync.port.DocumentCatalog.Entry;
import io.inkwell.sync.port.HistoryReader;
import java.util.List;
import java.util.Set;

/** Edits by programs: one operation on any base, find and replace, an addition at the end. */
final class OperationsResource {
    private static final String BASE = "baseRevision";
    private static final String FIND = "find";
    private static final String REPLACEMENT = "replacement";
    private static final String MATCH_CASE = "matchCase";
    private static final String WHOLE_WORDS = "wholeWords";
    private static final String LIMIT = "limit";
    private static final String TEXT = "text";

    private final AccessRules rules;
    private final HistoryReader reader;
    private final Orders orders;

    OperationsResource(AccessRules rules, HistoryReader reader, Orders orders) {
        this.rules = rules;
        this.reader = reader;
        this.orders = orders;
    }

    HttpAnswer submit(ApiRequest request) throws ProblemException {
        Entry document = rules.requireWriter(request.caller(), request.document()).document();
        BodyFields body = request.body(Set.of(BASE, BodyFields.OPS));
        long base = body.number(BASE, 0, Long.MAX_VALUE);
        Ops ops = body.ops();
        requireAllowed(document.type(), ops);
        Digest hash = Digest.ofSubmission(base, OpsJson.write(ops));
        Outcome outcome = orders.carryOut(request, document, hash,
                new CarriedWork(reader, document.id(), base, ops));
        return StoredAnswer.of(outcome, StoredAnswer.Operation.TOLD, json -> {
            if (outcome instanceof Outcome.Stored stored)
                json.writeNumberProperty("carriedOver", stored.commit().revision() - 1 - base);
        });
    }

    HttpAnswer append(ApiRequest request) throws ProblemException {
        Entry document = rules.requireWriter(request.caller(), request.document()).document();
        BodyFields body = request.body(Set.of(TEXT, BodyFields.OPS));
        if (body.has(TEXT) == body.has(BodyFields.OPS))
            throw BodyFields.refuse(TEXT, "Give a text or an operation, one of them.");
        Work<ProblemException> work;
        Digest hash;
        if (body.has(TEXT)) {
            String text = body.content(TEXT);
            if (text.isEmpty())
                throw new ProblemException(ProblemCode.OP_EMPTY, "There is no text to add.");
            hash = Digest.ofRequest(List.of("append text", text));
            work = at -> step(request.limits(), at, Appending.text(at.document(), document.type(), text));
        } else {
            Ops inserts = body.ops();
            for (Op op : inserts) {
                if (!(op instanceof Op.InsertText || op instanceof Op.InsertEmbed))
                    throw BodyFields.refuse(BodyFields.OPS, "At the end of a document there can only be inserts.");
            }
            requireAllowed(document.type(), inserts);
            hash = Digest.ofRequest(List.of("append ops", inserts.toString()));
            work = at -> step(request.limits(), at, Appending.inserts(at.document(), document.type(), inserts));
        }
        Outcome outcome = orders.carryOut(request, document, hash, work);
        return StoredAnswer.of(outcome, StoredAnswer.Operation.TOLD, json -> {
            // Nothing more to tell.
        });
    }

    HttpAnswer replace(ApiRequest request) throws ProblemException {
        Entry document = rules.requireWriter(request.caller(), request.document()).document();
        BodyFields body = request.body(Set.of(FIND, REPLACEMENT, MATCH_CASE, WHOLE_WORDS, LIMIT));
        String find = body.content(FIND);
        if (find.isEmpty())
            throw BodyFields.refuse(FIND, "Say what to look for.");
        Letters letters = !body.has(MATCH_CASE) || body.truth(MATCH_CASE) ? Letters.EXACT : Letters.ANY_CASE;
        Bounds bounds = body.truth(WHOLE_WORDS) ? Bounds.WHOLE_WORDS : Bounds.ANYWHERE;
        int limit = (int) body.numberIfGiven(LIMIT, 1, Integer.MAX_VALUE).orElse(Integer.MAX_VALUE);
        var query = new Replacing.Query(find, body.content(REPLACEMENT), letters, bounds, limit);
        Digest hash = Digest.ofRequest(List.of("replace", query.find(), query.replacement(), letters.name(),
                bounds.name(), Integer.toString(limit)));
        ReplacingWork work = new ReplacingWork(document.type(), query, request.limits());
        Outcome outcome = orders.carryOut(request, document, hash, work);
        return StoredAnswer.of(outcome, StoredAnswer.Operation.TOLD, json -> {
            if (!StoredAnswer.isRepeated(outcome))
                json.writeNumberProperty("replaced", work.replaced);
        });
    }

    /** Remembers how many places it found. */
    private static final class ReplacingWork implements Work<ProblemException> {
        private final DocumentType type;
        private final Replacing.Query query;
        private final Limits limits;
        private int replaced;

        ReplacingWork(DocumentType type, Replacing.Query query, Limits limits) {
            this.type = type;
            this.query = query;
            this.limits = limits;
        }

        @Override
        public Step on(Standing standing) throws ProblemException {
            Replacing.Result result = Replacing.in(standing.document(), type, query);
            replaced = result.replaced();
            return step(limits, standing, result.change());
        }
    }

    /** One change to the head as one operation, within the limits of every operation. */
    private static Step step(Limits limits, Work.Standing standing, Delta change) throws ProblemException {
        if (change.isIdentity())
            return new Step.Nothing();
        int bytes = OpsJson.write(change.ops()).length;
        if (change.ops().size() > limits.componentsMax() || bytes > limits.operationBytesMax()) {
            throw new ProblemException(ProblemCode.OP_LIMIT, "That would be an operation of " + change.ops().size()
                    + " components and " + bytes + " bytes; " + limits.componentsMax() + " and "
                    + limits.operationBytesMax()
                    + " are allowed. Do it in parts; find and replace takes a \"limit\".");
        }
        return new Step.Submit(standing.revision(), change.ops(), Manner.CARRIED);
    }

    /** What the bytes alone tell is told before anything is stored, also of an operation that is carried a long way. */
    static void requireAllowed(DocumentType type, Ops ops) throws ProblemException {
        var finding = type.checkSubmitted(ops);
        if (finding.isPresent())
            throw new ProblemException(Orders.code(finding.get().code()), finding.get().message());
    }
}
