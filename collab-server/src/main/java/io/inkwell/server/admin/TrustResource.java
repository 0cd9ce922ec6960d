package io.inkwell.server.admin;

import io.inkwell.history.Checkpoint;
import io.inkwell.history.CheckpointFile;
import io.inkwell.history.Finding;
import io.inkwell.history.Inspection;
import io.inkwell.history.Inspector;
import io.inkwell.history.ProofFile;
import io.inkwell.history.RevisionProof;
import io.inkwell.server.http.HttpAnswer;
import io.inkwell.server.http.JsonText;
import io.inkwell.server.http.Problem;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import io.inkwell.server.security.AccessRules;
import io.inkwell.sync.BrokenChainException;
import io.inkwell.sync.Commit;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.port.Archive;
import io.inkwell.sync.port.DocumentCatalog.Entry;
import io.inkwell.sync.port.HistoryReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;

/** What makes a history trustworthy: it is verified, checkpoints are taken of it, single revisions are proven against them. */
final class TrustResource {
    private static final Logger LOG = LoggerFactory.getLogger(TrustResource.class);
    /** Links of a proof: some 150 bytes each. */
    private static final int PROOF_REVISIONS_MAX = 10_000;
    private static final int PAGE_BYTES_MAX = 1024 * 1024;
    private static final String REVISION = "revision";

    private final AccessRules rules;
    private final HistoryReader reader;
    private final Archive archive;
    private final Consumer<DocumentId> changed;
    private final Semaphore verifying = new Semaphore(1);

    TrustResource(AccessRules rules, HistoryReader reader, Archive archive, Consumer<DocumentId> changed) {
        this.rules = rules;
        this.reader = reader;
        this.archive = archive;
        this.changed = changed;
    }

    /** Goes through the whole document: one at a time on a server, since it takes a processor and reads everything. */
    HttpAnswer verify(ApiRequest request) throws ProblemException {
        DocumentId id = request.document();
        rules.requireManager(request.caller(), id);
        request.query(Set.of());
        if (!verifying.tryAcquire()) {
            throw new ProblemException(
                    Problem.of(ProblemCode.SERVER_FULL, "Another document is being verified. Try again in a moment.")
                            .withHeader("Retry-After", "5"));
        }
        try {
            Inspection inspection = new Inspector(archive).inspect(id, List.of(), (revision, head) -> {});
            boolean damaged = inspection.firstDamage().isPresent();
            if (damaged && archive.setFrozen(id, true)) {
                LOG.error("ALERT document {} is damaged and takes no edits from now on: {}", id,
                        inspection.firstDamage().get().sentence());
                changed.accept(id);
            }
            return HttpAnswer.of(200, HttpAnswer.JSON, JsonText.write(json -> write(inspection, json)))
                    .withHeader(Api.CACHE_CONTROL, Api.NO_STORE);
        } finally {
            verifying.release();
        }
    }

    private static void write(Inspection inspection, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("document", inspection.document().value());
        json.writeBooleanProperty("sound", inspection.isSound());
        json.writeNumberProperty(REVISION, inspection.revision());
        json.writeStringProperty("chain", inspection.chain().toString());
        json.writeNumberProperty("redacted", inspection.redacted());
        json.writeNumberProperty("snapshots", inspection.snapshots());
        json.writeArrayPropertyStart("findings");
        for (Finding finding : inspection.findings()) {
            json.writeStartObject();
            json.writeStringProperty("code", finding.code());
            json.writeNumberProperty(REVISION, finding.revision());
            json.writeBooleanProperty("ofTheLog", finding.isOfTheLog());
            json.writeStringProperty("message", finding.sentence());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** A file of one checkpoint. */
    HttpAnswer checkpoint(ApiRequest request) throws ProblemException {
        Entry document = rules.require(request.caller(), request.document()).document();
        long revision = request.query(Set.of(REVISION)).number(REVISION, 0, Long.MAX_VALUE, document.revision());
        requireThere(document, revision);
        Checkpoint checkpoint = revision == 0
                ? new Checkpoint(document.id(), 0, Digest.chainStart(document.id()),
                        document.createdAt().toEpochMilli())
                : checkpoint(document.id(), commits(document.id(), revision, revision).getFirst());
        return json(CheckpointFile.write(List.of(checkpoint)));
    }

    private static Checkpoint checkpoint(DocumentId document, Commit commit) {
        return new Checkpoint(document, commit.revision(), commit.chain(), commit.atMillis());
    }

    /** The proof of one revision against a checkpoint. */
    HttpAnswer proof(ApiRequest request) throws ProblemException {
        Entry document = rules.require(request.caller(), request.document()).document();
        QueryFields query = request.query(Set.of("checkpoint"));
        long revision = request.revision();
        requireThere(document, revision);
        long through = query.number("checkpoint", 1, Long.MAX_VALUE, document.revision());
        requireThere(document, through);
        if (revision < 1 || through < revision)
            throw QueryFields.refuse("checkpoint",
                    "The checkpoint is at the revision or after it, which is 1 or more.");
        if (through - revision >= PROOF_REVISIONS_MAX) {
            throw new ProblemException(ProblemCode.RANGE_TOO_LONG,
                    "From revision " + revision + " to the checkpoint at "
                            + through + " there are more than " + PROOF_REVISIONS_MAX
                            + " revisions. Take a checkpoint that is nearer.");
        }
        DocumentId id = document.id();
        Digest before = revision == 1
                ? Digest.chainStart(id)
                : commits(id, revision - 1, revision - 1).getFirst().chain();
        return json(ProofFile.write(RevisionProof.of(id, before, commits(id, revision, through))));
    }

    private List<Commit> commits(DocumentId document, long first, long last) {
        List<Commit> commits = new ArrayList<>();
        for (long after = first - 1; after < last; after = commits.getLast().revision()) {
            List<Commit> page = reader.read(document, after, last, PAGE_BYTES_MAX);
            if (page.isEmpty())
                throw new BrokenChainException(after, after + 1);
            commits.addAll(page);
        }
        return commits;
    }

    private static void requireThere(Entry document, long revision) throws ProblemException {
        if (revision > document.revision()) {
            throw new ProblemException(ProblemCode.REVISION_NOT_FOUND,
                    "The newest revision of the document is " + document.revision() + ".");
        }
    }

    private static HttpAnswer json(String text) {
        return HttpAnswer.of(200, HttpAnswer.JSON, text.getBytes(StandardCharsets.UTF_8))
                .withHeader(Api.CACHE_CONTROL, Api.PRIVATE);
    }
}
