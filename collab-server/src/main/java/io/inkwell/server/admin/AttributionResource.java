package io.inkwell.server.admin;

import io.inkwell.history.Attribution;
import io.inkwell.history.AttributedChange;
import io.inkwell.history.Blame;
import io.inkwell.history.Difference;
import io.inkwell.history.Difference.Step;
import io.inkwell.ot.Document;
import io.inkwell.server.http.EntityTags;
import io.inkwell.server.http.HttpAnswer;
import io.inkwell.server.http.ProblemException;
import io.inkwell.server.security.AccessRules;
import io.inkwell.sync.Commit;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.History;
import io.inkwell.sync.port.DocumentCatalog.Entry;
import io.inkwell.sync.port.HistoryReader;
import io.inkwell.sync.port.HistoryReader.Author;
import io.inkwell.sync.port.SnapshotStore;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;

/** Who did what: the difference of two revisions, and whose every unit of a revision is. */
final class AttributionResource {
    /** Both take the memory of all that was ever typed and is still there. */
    private static final int ANSWERS_AT_ONCE_MAX = 4;
    private static final String REVISION = "revision";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String AFTER = "after";
    private static final String LIMIT = "limit";

    private final AccessRules rules;
    private final HistoryReader reader;
    private final Attribution attribution;
    private final History history;
    private final RevisionFinder finder;
    private final Turns turns = new Turns(ANSWERS_AT_ONCE_MAX);

    /** Which part of a long answer is asked for: so many entries after so many. */
    record Part(long after, int limit) {
        static Part of(ApiRequest request, QueryFields query) throws ProblemException {
            int max = request.limits().attributionEntriesMax();
            return new Part(query.number(AFTER, 0, Long.MAX_VALUE, 0), (int) query.number(LIMIT, 1, max, max));
        }

        <T> List<T> of(List<T> all) {
            int from = (int) Math.min(after, all.size());
            return all.subList(from, (int) Math.min((long) from + limit, all.size()));
        }

        /** Where the next part begins; 0 if this is the last. */
        long next(int size) {
            return after + limit < size && after < size ? after + limit : 0;
        }

        @Override
        public String toString() {
            return after + "-" + limit;
        }
    }

    AttributionResource(AccessRules rules, Attribution attribution, SnapshotStore snapshots, HistoryReader reader,
            InstantSource clock) {
        this.rules = rules;
        this.reader = reader;
        this.attribution = attribution;
        this.history = new History(snapshots, reader);
        this.finder = new RevisionFinder(reader, clock);
    }

    /** What happened between two revisions. Which of them is named first makes no difference: the answer goes from the earlier to the later. */
    HttpAnswer diff(ApiRequest request) throws ProblemException {
        Entry document = rules.require(request.caller(), request.document()).document();
        QueryFields query = request.query(Set.of(FROM, TO, AFTER, LIMIT));
        long to = finder.number(document, query, TO, document.revision());
        long from = finder.number(document, query, FROM, Math.max(0, to - 1));
        long earlier = Math.min(from, to);
        long later = Math.max(from, to);
        Part part = Part.of(request, query);
        Digest chain = chainAt(document.id(), later);
        String tag = "\"diff-" + earlier + "-" + later + "-" + chain + "-" + part + "\"";
        return tagged(request, tag, () -> difference(document, earlier, later, chain, part));
    }

    private HttpAnswer difference(Entry document, long from, long to, Digest chain, Part part) {
        AttributedChange change = attribution.between(document.id(), document.type(), from, to);
        Document before = history.at(document.id(), document.type(), from).document();
        Difference difference = Difference.of(change, before);
        List<Step> steps = part.of(difference.steps());
        Map<Integer, Author> people = reader.authors(document.id(), AttributionJson.authorsOf(steps));
        return HttpAnswer.of(200, HttpAnswer.JSON, AttributionJson.difference(document.id(), from, to, chain, steps,
                people, part.next(difference.steps().size())));
    }

    /** Whose every unit of a revision is. */
    HttpAnswer blame(ApiRequest request) throws ProblemException {
        Entry document = rules.require(request.caller(), request.document()).document();
        QueryFields query = request.query(Set.of(REVISION, "at", AFTER, LIMIT));
        long revision = finder.revision(document, query);
        Part part = Part.of(request, query);
        Digest chain = chainAt(document.id(), revision);
        String tag = "\"blame-" + revision + "-" + chain + "-" + part + "\"";
        return tagged(request, tag, () -> blame(document, revision, chain, part));
    }

    private HttpAnswer blame(Entry document, long revision, Digest chain, Part part) {
        Blame blame = attribution.blame(document.id(), document.type(), revision);
        List<Blame.Run> runs = part.of(blame.runs());
        Set<Integer> displayIds = new HashSet<>();
        for (Blame.Run run : runs) {
            if (run.origin() != null)
                displayIds.add(run.origin().displayId());
        }
        Map<Integer, Author> people = reader.authors(document.id(), displayIds);
        return HttpAnswer.of(200, HttpAnswer.JSON, AttributionJson.blame(document.id(), revision, chain, runs, people,
                part.next(blame.runs().size())));
    }

    private HttpAnswer tagged(ApiRequest request, String tag, Turns.Work work) throws ProblemException {
        HttpAnswer answer = EntityTags.matches(request.header(HttpHeader.IF_NONE_MATCH), tag)
                ? HttpAnswer.empty(304)
                : turns.take(work);
        return answer.withHeader("ETag", tag).withHeader(Api.CACHE_CONTROL, Api.PRIVATE);
    }

    private Digest chainAt(DocumentId id, long revision) {
        return history.chainAt(id, revision)
                .orElseThrow(
                        () -> new IllegalStateException("revision " + revision + " is missing in the log of " + id));
    }
}
