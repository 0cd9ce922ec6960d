package io.inkwell.server.admin;

import io.inkwell.history.Attribution;
import io.inkwell.server.config.Limits;
import io.inkwell.server.programs.Programs;
import io.inkwell.server.security.AccessRules;
import io.inkwell.server.security.Callers;
import io.inkwell.server.security.Invitations;
import io.inkwell.server.security.LoopbackDoor;
import io.inkwell.server.security.MinuteRate;
import io.inkwell.server.security.Origins;
import io.inkwell.server.security.People;
import io.inkwell.server.security.SessionCookie;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.History;
import io.inkwell.sync.port.Archive;
import io.inkwell.sync.port.DocumentCatalog;
import io.inkwell.sync.port.HistoryReader;
import io.inkwell.sync.port.HistoryReader.Author;
import io.inkwell.sync.port.SessionStore;
import io.inkwell.sync.port.SnapshotStore;
import io.inkwell.sync.port.VersionStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Handler;
import tools.jackson.core.JsonGenerator;

/** The REST interface: all its routes on one page. */
public final class Api {
    static final String PREFIX = "/api/v1";
    static final String CACHE_CONTROL = "Cache-Control";
    static final String NO_STORE = "no-store";
    static final String PRIVATE = "private, no-cache";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);
    private static final String DOCUMENT = PREFIX + "/documents/{id}";
    private static final String VERSION = DOCUMENT + "/versions/{versionId}";

    private Api() {}

    /**
     * What the interface works on.
     *
     * @param catalog the documents
     * @param history their past
     * @param snapshots their past, made quick
     * @param attribution who wrote it
     * @param archive documents whole, for those who look after them
     * @param sessions the clients of their people
     * @param versions names of their revisions
     * @param programs how the server edits on somebody's behalf
     * @param changed told which document was deleted, or to which somebody got another right; must not wait
     */
    public record Stores(DocumentCatalog catalog, HistoryReader history, SnapshotStore snapshots,
            Attribution attribution, Archive archive, SessionStore sessions, VersionStore versions, Programs programs,
            Consumer<DocumentId> changed) {}

    /**
     * Who may come in.
     *
     * @param callers finds out who is asking
     * @param rules says what they may do
     * @param people makes newcomers known
     * @param invitations makes and reads invitations
     * @param door where a name is enough
     * @param origins keeps pages of other sites out
     * @param cookie how browsers keep a key
     * @param address the server's address for links
     */
    public record Doors(Callers callers, AccessRules rules, People people, Invitations invitations, LoopbackDoor door,
            Origins origins, SessionCookie cookie,
            PublicAddress address) {}

    /** The handler of everything below {@code /api/}. */
    public static Handler handler(Stores stores, Doors doors, Limits limits, InstantSource clock) {
        MinuteRate rate = new MinuteRate(limits.signInsPerMinuteMax(), clock);
        AccessRules rules = doors.rules();
        PeopleResource people = new PeopleResource(doors.people(), doors.door(), doors.cookie(), rate);
        Orders orders = new Orders(stores.programs(), doors.people(),
                new PersonRates(limits.programEditsPerMinuteMax(), clock));
        Filling filling = new Filling(stores.catalog(), orders, clock);
        Rebuilding rebuilding = new Rebuilding(new History(stores.snapshots(), stores.history()));
        DocumentsResource documents = new DocumentsResource(stores.catalog(), rules, filling, stores.changed(), clock);
        ContentResource content = new ContentResource(rules, rebuilding, stores.history(), clock);
        RevisionsResource revisions = new RevisionsResource(rules, stores.history(), clock);
        SessionsResource sessions = new SessionsResource(rules, stores.history(), stores.versions());
        PlaybackResource playback = new PlaybackResource(rules, stores.snapshots(), stores.history(), clock);
        AttributionResource attribution = new AttributionResource(rules, stores.attribution(), stores.snapshots(),
                stores.history(), clock);
        InvitationsResource invitations = new InvitationsResource(stores.catalog(), rules, doors.people(),
                doors.invitations(), doors.address(), doors.cookie(), rate, stores.changed(), clock);
        TrustResource trust = new TrustResource(rules, stores.history(), stores.archive(), stores.changed());
        CarryingResource carrying = new CarryingResource(rules, stores.archive());
        List<Route> routes = new ArrayList<>(List.of(
                Route.of("GET", PREFIX + "/openapi.json", new ApiDescription()::read),
                Route.of("POST", PREFIX + "/sign-in", people::signIn),
                Route.of("GET", PREFIX + "/me", people::me),
                Route.of("POST", PREFIX + "/sign-out", people::signOut),
                Route.of("POST", PREFIX + "/documents", documents::create),
                Route.of("GET", PREFIX + "/documents", documents::list),
                Route.of("GET", DOCUMENT, documents::read),
                Route.of("PATCH", DOCUMENT, documents::rename),
                Route.of("DELETE", DOCUMENT, documents::delete),
                Route.of("GET", DOCUMENT + "/content", content::read),
                Route.of("GET", DOCUMENT + "/revisions", revisions::list),
                Route.of("GET", DOCUMENT + "/sessions", sessions::list),
                Route.of("GET", DOCUMENT + "/playback", playback::play),
                Route.of("GET", DOCUMENT + "/diff", attribution::diff),
                Route.of("GET", DOCUMENT + "/blame", attribution::blame),
                Route.of("POST", DOCUMENT + "/verify", trust::verify),
                Route.of("GET", DOCUMENT + "/checkpoint", trust::checkpoint),
                Route.of("GET", DOCUMENT + "/revisions/{revision}/proof", trust::proof),
                Route.of("GET", DOCUMENT + "/export", carrying::carryAway),
                Route.of("POST", PREFIX + "/imports", carrying::bringHere),
                Route.of("POST", DOCUMENT + "/invitations", invitations::invite),
                Route.of("POST", DOCUMENT + "/join", invitations::join)));
        routes.addAll(edits(stores, rules, orders, filling, rebuilding, clock));
        return new ApiHandler(routes, doors.callers(), doors.origins(), limits);
    }

    /** What changes a document, or makes one, out of what it is asked for. */
    private static List<Route> edits(Stores stores, AccessRules rules, Orders orders, Filling filling,
            Rebuilding rebuilding, InstantSource clock) {
        OperationsResource operations = new OperationsResource(rules, stores.history(), orders);
        VersionsResource versions = new VersionsResource(rules, stores.versions(), orders, clock);
        RestoreResource restore = new RestoreResource(rules, versions, rebuilding, orders);
        RevertResource revert = new RevertResource(rules, stores.history(), stores.sessions(), rebuilding, orders);
        CopiesResource copies = new CopiesResource(stores.catalog(), rules, versions, rebuilding, filling, clock);
        return List.of(Route.of("POST", DOCUMENT + "/operations", operations::submit),
                Route.of("POST", DOCUMENT + "/operations/append", operations::append),
                Route.of("POST", DOCUMENT + "/operations/replace", operations::replace),
                Route.of("POST", DOCUMENT + "/restore", restore::restore),
                Route.of("POST", DOCUMENT + "/revert", revert::revert),
                Route.of("POST", DOCUMENT + "/copies", copies::copy),
                Route.of("POST", DOCUMENT + "/versions", versions::create),
                Route.of("GET", DOCUMENT + "/versions", versions::list),
                Route.of("PATCH", VERSION, versions::rename),
                Route.of("DELETE", VERSION, versions::delete));
    }

    /** A person as it stands in answers. */
    static void writeAuthor(JsonGenerator json, Author author) {
        json.writeStartObject();
        json.writeStringProperty("id", author.id().value());
        json.writeStringProperty("name", author.name());
        json.writeStringProperty("colour", author.colour());
        json.writeEndObject();
    }

    /** A moment as it stands in answers: ISO 8601, UTC, milliseconds. */
    static String time(Instant moment) {
        return TIME.format(moment);
    }
}
