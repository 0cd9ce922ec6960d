package io.inkwell.server.admin;

import io.inkwell.ot.json.OpsJson;
import io.inkwell.server.format.HtmlFormat;
import io.inkwell.server.format.MarkdownFormat;
import io.inkwell.server.http.EntityTags;
import io.inkwell.server.http.HttpAnswer;
import io.inkwell.server.http.JsonText;
import io.inkwell.server.http.ProblemException;
import io.inkwell.server.security.AccessRules;
import io.inkwell.sync.BrokenChainException;
import io.inkwell.sync.Commit;
import io.inkwell.sync.Digest;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.port.DocumentCatalog.Entry;
import io.inkwell.sync.port.HistoryReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;

/** What a document holds, now, at a revision or at a moment. */
final class ContentResource {
    private static final String REVISION = "revision";
    private static final String FORMAT = "format";

    private final AccessRules rules;
    private final HistoryReader reader;
    private final Rebuilding rebuilding;
    private final RevisionFinder finder;

    /** A revision with what proves it. */
    private record Point(long revision, Digest chain, Instant at) {}

    ContentResource(AccessRules rules, Rebuilding rebuilding, HistoryReader reader, InstantSource clock) {
        this.rules = rules;
        this.reader = reader;
        this.rebuilding = rebuilding;
        this.finder = new RevisionFinder(reader, clock);
    }

    HttpAnswer read(ApiRequest request) throws ProblemException {
        Entry document = rules.require(request.caller(), request.document()).document();
        QueryFields query = request.query(Set.of(REVISION, "at", FORMAT));
        ContentFormat format = ContentFormat.of(FORMAT, query.text(FORMAT));
        Point point = point(document, finder.revision(document, query));
        String tag = tag(document, point, format);
        HttpAnswer answer = EntityTags.matches(request.header(HttpHeader.IF_NONE_MATCH), tag)
                ? HttpAnswer.empty(304)
                : rebuilding.inTurn(() -> rebuilt(document, point, format));
        return answer.withHeader("ETag", tag).withHeader(Api.CACHE_CONTROL, Api.PRIVATE);
    }

    private static String tag(Entry document, Point point, ContentFormat format) {
        // The title stands in a page, too.
        String title = format == ContentFormat.HTML ? "-" + Integer.toHexString(document.title().hashCode()) : "";
        return "\"" + point.revision() + "-" + point.chain() + "-" + format.wireName() + title + "\"";
    }

    private HttpAnswer rebuilt(Entry document, Point point, ContentFormat format) {
        Snapshot snapshot = rebuilding.at(document.id(), document.type(), point.revision());
        byte[] content = switch (format) {
            case DELTA -> delta(document, point, snapshot);
            case TEXT -> snapshot.document().text().getBytes(StandardCharsets.UTF_8);
            case MARKDOWN -> MarkdownFormat.text(document.type(), snapshot.document()).getBytes(StandardCharsets.UTF_8);
            case HTML -> HtmlFormat.page(document.title(), document.type(), snapshot.document())
                    .getBytes(StandardCharsets.UTF_8);
        };
        HttpAnswer answer = HttpAnswer.of(200, format.contentType(), content).withHeader("Inkwell-Revision",
                Long.toString(point.revision()));
        return format == ContentFormat.HTML
                ? asFile(answer, document.id() + "-" + point.revision() + format.fileEnding())
                : answer;
    }

    /** What people wrote never becomes a page of this server: a browser saves it, and where it is made to show it, as if from nowhere. */
    private static HttpAnswer asFile(HttpAnswer answer, String name) {
        return answer.withHeader("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .withHeader("Content-Security-Policy", "sandbox");
    }

    private static byte[] delta(Entry document, Point point, Snapshot snapshot) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("documentId", document.id().value());
            json.writeNumberProperty(REVISION, point.revision());
            json.writeStringProperty("chain", point.chain().toString());
            json.writeStringProperty("at", Api.time(point.at()));
            json.writeStringProperty("type", document.type().name().toLowerCase(Locale.ROOT));
            json.writeName("content");
            OpsJson.write(snapshot.document().toOps(), json);
            json.writeEndObject();
        });
    }

    private Point point(Entry document, long revision) {
        if (revision == 0)
            return new Point(0, Digest.chainStart(document.id()), document.createdAt());
        List<Commit> commit = reader.read(document.id(), revision - 1, revision, 1);
        if (commit.isEmpty())
            throw new BrokenChainException(revision - 1, revision);
        return new Point(revision, commit.getFirst().chain(), Instant.ofEpochMilli(commit.getFirst().atMillis()));
    }
}
