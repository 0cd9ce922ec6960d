package io.inkwell.server.admin;

import io.inkwell.server.http.Problem;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import io.inkwell.server.programs.Order;
import io.inkwell.server.programs.Outcome;
import io.inkwell.server.programs.Programs;
import io.inkwell.server.programs.Work;
import io.inkwell.server.security.Caller;
import io.inkwell.server.security.People;
import io.inkwell.sync.Digest;
import io.inkwell.sync.RefusalCode;
import io.inkwell.sync.port.DocumentCatalog.Entry;
import io.inkwell.sync.port.PersonDirectory.Person;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests that edit: on whose behalf and under which key they are carried out, and what is answered where that does not succeed. */
final class Orders {
    private static final String KEY = "Idempotency-Key";

    private final Programs programs;
    private final People people;
    private final PersonRates rates;

    Orders(Programs programs, People people, PersonRates rates) {
        this.programs = programs;
        this.people = people;
        this.rates = rates;
    }

    /** On whose behalf a request is carried out: an administrator, who is no person, has one in the history. */
    Person person(Caller caller) {
        return switch (caller) {
            case Caller.Person known -> known.who();
            case Caller.Administrator administrator -> people.administrator();
            case Caller.Nobody nobody -> throw new IllegalStateException("nobody has no access");
        };
    }

    /**
     * Carries a request out.
     *
     * @param document what it edits; that the caller may was checked
     * @param hash the fingerprint of everything it asks for
     * @return stored, or nothing to do
     * @throws ProblemException if it is anything else
     */
    Outcome carryOut(ApiRequest request, Entry document, Digest hash, Work<ProblemException> work)
            throws ProblemException {
        String key = key(request);
        rates.count(person(request.caller()).id());
        return carryOut(document, request.caller(), key, hash, work);
    }

    /**
     * Carries out a part of a request that has no key of its own.
     *
     * @throws ProblemException if it is neither stored nor nothing to do
     */
    Outcome carryOut(Entry document, Caller caller, Digest hash, Work<ProblemException> work)
            throws ProblemException {
        return carryOut(document, caller, null, hash, work);
    }

    private Outcome carryOut(Entry document, Caller caller, @Nullable String key, Digest hash,
            Work<ProblemException> work) throws ProblemException {
        Order order = new Order(document.id(), document.type(), person(caller), key, hash);
        Outcome outcome = programs.commit(order, work);
        if (outcome instanceof Outcome.Stored || outcome instanceof Outcome.Nothing)
            return outcome;
        throw new ProblemException(problem(outcome, key != null));
    }

    private static @Nullable String key(ApiRequest request) throws ProblemException {
        List<String> keys = request.http().getHeaders().getValuesList(KEY);
        if (keys.isEmpty())
            return null;
        String key = keys.getFirst();
        boolean printable = key.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (keys.size() > 1 || key.isEmpty() || key.length() > request.limits().idempotencyKeyLengthMax()
                || !printable) {
            throw new ProblemException(Problem.of(ProblemCode.INVALID_FIELD, "The header " + KEY
                    + " comes once, with 1 to " + request.limits().idempotencyKeyLengthMax()
                    + " printable ASCII characters; a random UUID is a good one.").with("field", KEY));
        }
        return key;
    }

    private static Problem problem(Outcome outcome, boolean hasKey) {
        return switch (outcome) {
            case Outcome.Stored stored -> throw new IllegalArgumentException("no problem: " + stored);
            case Outcome.Nothing nothing -> throw new IllegalArgumentException("no problem: " + nothing);
            case Outcome.Refused refused -> refused(refused);
            case Outcome.KeyReused reused -> Problem.of(ProblemCode.IDEMPOTENCY_KEY_REUSED,
                    "This key was used for another request to this document. Take a new key for each new request; "
                            + "only a repeated request keeps its key.");
            case Outcome.NotNow later -> Problem.of(ProblemCode.STORAGE_UNAVAILABLE,
                    "The server cannot store edits at the moment. Nothing was stored; send the same again.")
                    .withHeader("Retry-After", "1");
            case Outcome.Unknown unknown -> Problem.of(ProblemCode.OUTCOME_UNKNOWN, hasKey
                    ? "The database did not answer in time. Send the same again with the same Idempotency-Key: it is stored once at most."
                    : "The database did not answer in time. Look whether the edit is there before you send it again; "
                            + "with an Idempotency-Key it could be sent again at once.")
                    .withHeader("Retry-After", "1");
            case Outcome.Gone gone -> Problem.of(ProblemCode.NOT_FOUND, "The document was deleted.");
            case Outcome.Damaged damaged -> Problem.of(ProblemCode.FROZEN,
                    "This document is damaged in the store and takes no edits. Tell the operator.");
        };
    }

    private static Problem refused(Outcome.Refused refused) {
        ProblemCode code = code(refused.code());
        String message = refused.message();
        Problem problem = Problem.of(code, message == null ? code.title() + "." : message);
        Long revision = refused.revision();
        return revision == null ? problem : problem.with("revision", revision);
    }

    /** The same name as on the sockets, where it is not about a connection. */
    static ProblemCode code(RefusalCode code) {
        return switch (code) {
            case OP_EMPTY -> ProblemCode.OP_EMPTY;
            case OP_RANGE -> ProblemCode.OP_RANGE;
            case OP_LIMIT -> ProblemCode.OP_LIMIT;
            case OP_FINAL_NEWLINE -> ProblemCode.OP_FINAL_NEWLINE;
            case DOC_FULL -> ProblemCode.DOC_FULL;
            case TEXT -> ProblemCode.TEXT;
            case SPLIT_PAIR -> ProblemCode.SPLIT_PAIR;
            case ATTR_KEY -> ProblemCode.ATTR_KEY;
            case ATTR_VALUE -> ProblemCode.ATTR_VALUE;
            case ATTR_PLACE -> ProblemCode.ATTR_PLACE;
            case EMBED -> ProblemCode.EMBED;
            case READ_ONLY -> ProblemCode.FORBIDDEN;
            case FROZEN -> ProblemCode.FROZEN;
            case HEAD_MOVED -> ProblemCode.CONFLICT;
            case BASE_FUTURE -> ProblemCode.REVISION_NOT_FOUND;
            case STORAGE, RATE -> ProblemCode.STORAGE_UNAVAILABLE;
            case SEQ_REUSED -> ProblemCode.IDEMPOTENCY_KEY_REUSED;
            case BAD_MESSAGE, IDENTITY, SEQ_GAP, PRESENCE -> ProblemCode.BAD_REQUEST;
        };
    }
}
