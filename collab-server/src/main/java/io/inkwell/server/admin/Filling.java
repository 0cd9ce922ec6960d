package io.inkwell.server.admin;

import io.inkwell.history.Transition;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.server.config.Limits;
import io.inkwell.server.http.Problem;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import io.inkwell.server.programs.Outcome;
import io.inkwell.server.programs.Work.Step;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.OpsSplitter;
import io.inkwell.sync.Submission.Manner;
import io.inkwell.sync.port.DocumentCatalog;
import io.inkwell.sync.port.DocumentCatalog.Entry;
import java.time.InstantSource;

/** Gives a new document the content it begins with, by the way of every edit. */
final class Filling {
    private final DocumentCatalog catalog;
    private final Orders orders;
    private final InstantSource clock;

    Filling(DocumentCatalog catalog, Orders orders, InstantSource clock) {
        this.catalog = catalog;
        this.orders = orders;
        this.clock = clock;
    }

    /**
     * The content that these operations make.
     *
     * @throws ProblemException if they make none: not inserts only, or what this type of document cannot hold
     */
    static Document content(DocumentType type, Ops ops) throws ProblemException {
        if (ops.requiredBaseLength() > 0)
            throw notADocument("The content of a document is made of inserts only.");
        OperationsResource.requireAllowed(type, ops);
        Document content = Document.of(ops);
        if (type == DocumentType.RICH && !content.endsWithNewline())
            throw notADocument("The content of a rich document ends with a newline.");
        return content;
    }

    private static ProblemException notADocument(String detail) {
        return new ProblemException(
                Problem.of(ProblemCode.NOT_A_DOCUMENT, detail + " Nothing was stored.").with("field", BodyFields.OPS));
    }

    /**
     * Fills a new document. If that fails the document is deleted: half of it would be taken for the whole.
     *
     * @throws ProblemException if the content was not stored
     */
    void fillOrDelete(ApiRequest request, Entry made, Document content) throws ProblemException {
        boolean filled = false;
        try {
            fill(request, made, content);
            filled = true;
        } finally {
            if (!filled)
                catalog.delete(made.id(), clock.instant());
        }
    }

    /** In as many operations as the limits ask for. */
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
