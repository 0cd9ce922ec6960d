package io.inkwell.server.security;

import io.inkwell.server.http.Problem;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.port.DocumentCatalog;
import io.inkwell.sync.port.DocumentCatalog.Access;
import io.inkwell.sync.port.DocumentCatalog.Entry;
import io.inkwell.sync.port.DocumentCatalog.Membership;
import io.inkwell.sync.port.PersonDirectory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one place that says what a caller may do with a document.
 *
 * <p>
 * Administrators and people who signed in at the door of this computer may do everything with every document. Guests may read or edit the
 * documents they were invited to, until the invitation ends, and nothing else: they make, rename, delete and pass on nothing. Somebody
 * unknown may do nothing. A document that is hidden from a caller looks exactly like one that does not exist.
 */
public final class AccessRules {
    private final DocumentCatalog catalog;
    private final InstantSource clock;

    /**
     * What a caller may do with a document.
     *
     * @param document the document
     * @param access read, or read and edit
     * @param manages whether also rename, delete and invite
     * @param expiresAt from this moment on nothing; absent: no end is set
     */
    public record Grant(Entry document, Access access, boolean manages, @Nullable Instant expiresAt) {}

    /** Rules over the documents of a catalogue. */
    public AccessRules(DocumentCatalog catalog, InstantSource clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * What a caller may do with a document; nothing if the document does not exist or is hidden from the caller.
     *
     * @throws io.inkwell.sync.port.StorageException if the store cannot answer
     */
    public Optional<Grant> grant(Caller caller, DocumentId id) {
        return switch (caller) {
            case Caller.Administrator administrator ->
                catalog.find(id).map(document -> new Grant(document, Access.WRITE, true, administrator.expiresAt()));
            case Caller.Person person -> switch (person.who().kind()) {
                case LOCAL -> catalog.find(id).map(document -> new Grant(document, Access.WRITE, true, null));
                case GUEST -> guest(person.who(), id);
            };
            case Caller.Nobody nobody -> Optional.empty();
        };
    }

    /**
     * What a caller may do with a document, at least read it.
     *
     * @throws ProblemException if the caller is nobody, or there is no such document for the caller
     */
    public Grant require(Caller caller, DocumentId id) throws ProblemException {
        requireSomebody(caller);
        return grant(caller, id).orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND,
                "There is no such document, or you have no access to it. If you were invited, open the link of the invitation again."));
    }

    /**
     * The same for editing.
     *
     * @throws ProblemException if the caller may not
     */
    public Grant requireWriter(Caller caller, DocumentId id) throws ProblemException {
        Grant grant = require(caller, id);
        if (grant.access() != Access.WRITE) {
            throw new ProblemException(ProblemCode.FORBIDDEN,
                    "You may read this document but not change it. Ask the person who invited you for an invitation to write.");
        }
        return grant;
    }

    /**
     * The same for renaming, deleting and inviting.
     *
     * @throws ProblemException if the caller may not
     */
    public Grant requireManager(Caller caller, DocumentId id) throws ProblemException {
        Grant grant = require(caller, id);
        if (!grant.manages()) {
            throw new ProblemException(ProblemCode.FORBIDDEN,
                    "Guests can read or edit a document, but not rename, delete, restore, copy or share it. Ask the person who invited you.");
        }
        return grant;
    }

    /**
     * Checks that a caller may make documents.
     *
     * @throws ProblemException if not
     */
    public void requireMaker(Caller caller) throws ProblemException {
        requireSomebody(caller);
        if (isGuest(caller)) {
            throw new ProblemException(ProblemCode.FORBIDDEN,
                    "Guests cannot make documents. Ask the person who invited you to make one.");
        }
    }

    /**
     * One page of the documents a caller may see, newest first.
     *
     * @throws ProblemException if the caller is nobody
     */
    public List<Entry> list(Caller caller, @Nullable DocumentId after, int limit) throws ProblemException {
        requireSomebody(caller);
        return catalog.list(caller instanceof Caller.Person person && isGuest(caller) ? person.who().id() : null, after,
                limit, clock.instant());
    }

    /**
     * Checks that a caller is somebody.
     *
     * @throws ProblemException if not
     */
    public void requireSomebody(Caller caller) throws ProblemException {
        if (caller instanceof Caller.Nobody) {
            throw new ProblemException(Problem.of(ProblemCode.UNAUTHENTICATED,
                    "Sign in first: with a name on this computer, with the link of an invitation, or with a token.")
                    .withHeader("WWW-Authenticate", "Bearer"));
        }
    }

    private static boolean isGuest(Caller caller) {
        return caller instanceof Caller.Person person && person.who().kind() == PersonDirectory.Kind.GUEST;
    }

    /** Asks both questions always, so that a hidden document takes as long as a missing one. */
    private Optional<Grant> guest(PersonDirectory.Person who, DocumentId id) {
        Optional<Entry> document = catalog.find(id);
        Optional<Membership> membership = catalog.member(id, who.id())
                .filter(member -> member.expiresAt().isAfter(clock.instant()));
        if (document.isEmpty() || membership.isEmpty())
            return Optional.empty();
        return Optional.of(new Grant(document.get(), membership.get().access(), false, membership.get().expiresAt()));
    }
}
