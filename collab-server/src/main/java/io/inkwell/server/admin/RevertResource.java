package io.inkwell.server.admin;

import io.inkwell.history.TakingBack;
import io.inkwell.server.config.Limits;
import io.inkwell.server.http.HttpAnswer;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import io.inkwell.server.programs.Outcome;
import io.inkwell.server.programs.Work;
import io.inkwell.server.security.AccessRules;
import io.inkwell.sync.Commit;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.PersonId;
import io.inkwell.sync.Submission.Manner;
import io.inkwell.sync.port.DocumentCatalog.Entry;
import io.inkwell.sync.port.HistoryReader;
import io.inkwell.sync.port.SessionStore;
import io.inkwell.sync.port.StorageException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes back what one author did in a range of the history and keeps what others did, as a new edit. */
final class RevertResource {
    private static final int PAGE_BYTES_MAX = 1_048_576;
    private static final String AUTHOR = "author";
    private static final String FROM_REVISION = "fromRevision";
    private static final String TO_REVISION = "toRevision";
    private static final String FROM = "from";
    private static final String TO = "to";

    private final AccessRules rules;
    private final HistoryReader reader;
    private final SessionStore sessions;
    private final Rebuilding rebuilding;
    private final Orders orders;

    RevertResource(AccessRules rules, HistoryReader reader, SessionStore sessions, Rebuilding rebuilding,
            Orders orders) {
        this.rules = rules;
        this.reader = reader;
        this.sessions = sessions;
        this.rebuilding = rebuilding;
        this.orders = orders;
    }

    /** A range of revisions, both included; empty if the first is greater than the last. */
    private record Range(long first, long last) {}

    HttpAnswer revert(ApiRequest request) throws ProblemException {
        Entry document = rules.requireManager(request.caller(), request.document()).document();
        BodyFields body = request.body(Set.of(AUTHOR, FROM_REVISION, TO_REVISION, FROM, TO));
        String author = body.text(AUTHOR);
        if (!DocumentId.isValid(author))
            throw BodyFields.refuse(AUTHOR, "The author is a person's id, as the list of revisions tells it.");
        Range range = range(document, body);
        Digest hash = Digest.ofRequest(List.of("revert", author, given(body, FROM_REVISION), given(body, TO_REVISION),
                given(body, FROM), given(body, TO)));
        Takeback work = new Takeback(document, range, new PersonId(author), request.limits());
        return rebuilding.inTurn(() -> {
            Outcome outcome = orders.carryOut(request, document, hash, work);
            return StoredAnswer.of(outcome, StoredAnswer.Operation.LEFT_OUT, json -> {
                if (!StoredAnswer.isRepeated(outcome))
                    json.writeNumberProperty("reverted", StoredAnswer.isNew(outcome) ? work.takenBack() : 0);
            });
        });
    }

    /** Walks from the start of the range to the head, and on where the head has moved meanwhile. */
    private final class Takeback implements Work<ProblemException> {
        private final Entry document;
        private final Range range;
        private final PersonId author;
        private final Limits limits;
        private @Nullable TakingBack back;

        Takeback(Entry document, Range range, PersonId author, Limits limits) {
            this.document = document;
            this.range = range;
            this.author = author;
            this.limits = limits;
        }

        int takenBack() {
            return back == null ? 0 : back.takenBack();
        }

        @Override
        public Step on(Standing standing) throws ProblemException {
            TakingBack walking = back == null ? begin(standing.revision()) : back;
            back = walking;
            long head = standing.revision();
            while (!standing.window().covers(walking.revision())) {
                List<Commit> page = reader.read(document.id(), walking.revision(), head, PAGE_BYTES_MAX);
                if (page.isEmpty())
                    throw new StorageException("The log ends at " + walking.revision() + ", before " + head);
                walking.walk(page);
            }
            walking.walk(standing.window().between(walking.revision(), head));
            return walking.change().isIdentity()
                    ? new Step.Nothing()
                    : new Step.Submit(head, walking.change().ops(), Manner.CARRIED);
        }

        private TakingBack begin(long head) throws ProblemException {
            Set<Integer> clients = sessions.displayIds(document.id(), author);
            long before = clients.isEmpty() || range.first() > range.last() ? head : range.first() - 1;
            if (head - before > limits.revertRevisionsMax()) {
                throw new ProblemException(ProblemCode.RANGE_TOO_LONG, "From revision " + range.first()
                        + " to the newest one there are " + (head - before) + " revisions; revertRevisionsMax="
                        + limits.revertRevisionsMax()
                        + " are allowed. Choose a later start, or restore a past state as a whole.");
            }
            return new TakingBack(rebuilding.at(document.id(), document.type(), before), clients, range.last());
        }
    }

    private Range range(Entry document, BodyFields body) throws ProblemException {
        if (body.has(FROM) && body.has(FROM_REVISION))
            throw BodyFields.refuse(FROM, "Give a revision or a time to begin with, not both.");
        if (body.has(TO) && body.has(TO_REVISION))
            throw BodyFields.refuse(TO, "Give a revision or a time to end with, not both.");
        if (!body.has(FROM) && !body.has(FROM_REVISION))
            throw BodyFields.refuse(FROM_REVISION, "Say where to begin: a revision, or a time as \"from\".");
        long first = body.has(FROM)
                ? Math.max(1, reader.revisionAt(document.id(), time(body, FROM).minusMillis(1)).orElse(0) + 1)
                : Rebuilding.requireRevision(document, body.number(FROM_REVISION, 1, Long.MAX_VALUE));
        long last = document.revision();
        if (body.has(TO))
            last = reader.revisionAt(document.id(), time(body, TO)).orElse(0);
        if (body.has(TO_REVISION))
            last = Rebuilding.requireRevision(document, body.number(TO_REVISION, 1, Long.MAX_VALUE));
        return new Range(first, last);
    }

    private static Instant time(BodyFields body, String name) throws ProblemException {
        try {
            return OffsetDateTime.parse(body.text(name)).toInstant();
        } catch (DateTimeException e) {
            throw BodyFields.refuse(name, "Write the time like 2026-11-21T10:15:30Z or 2026-11-21T10:15:30+01:00.");
        }
    }

    /** A member as it was sent, for the fingerprint of the request. */
    private static String given(BodyFields body, String name) throws ProblemException {
        if (!body.has(name))
            return "";
        boolean isTime = name.equals(FROM) || name.equals(TO);
        return isTime ? body.text(name) : Long.toString(body.number(name, 1, Long.MAX_VALUE));
    }
}
