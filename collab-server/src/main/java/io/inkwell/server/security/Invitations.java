package io.inkwell.server.security;

import com.nimbusds.jwt.JWTClaimsSet;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import io.inkwell.server.security.SignedTokens.Fault;
import io.inkwell.server.security.SignedTokens.Kind;
import io.inkwell.server.security.SignedTokens.TokenException;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.port.DocumentCatalog.Access;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Invitations to one document. They are signed, not stored: whoever holds one can join until it ends, and it cannot be taken back before
 * (removing the secret ends all of them).
 */
public final class Invitations {
    private static final String DOCUMENT = "document";
    private static final String ACCESS = "access";

    private final SignedTokens tokens;
    private final InstantSource clock;

    /**
     * What an invitation gives.
     *
     * @param document to which document
     * @param access the right
     * @param expiresAt until when
     */
    public record Invitation(DocumentId document, Access access, Instant expiresAt) {}

    /** Invitations signed like this. */
    public Invitations(SignedTokens tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** A new invitation as a token. */
    public String issue(Invitation invitation) {
        return tokens.sign(Kind.INVITATION,
                Map.of(DOCUMENT, invitation.document().value(), ACCESS, wireName(invitation.access())),
                invitation.expiresAt());
    }

    /**
     * Reads an invitation to a document.
     *
     * @throws ProblemException if it is forged, damaged, expired or for another document
     */
    public Invitation check(String token, DocumentId document) throws ProblemException {
        JWTClaimsSet claims;
        try {
            claims = tokens.verify(Kind.INVITATION, token);
        } catch (TokenException e) {
            throw e.fault() == Fault.EXPIRED ? expired() : invalid();
        }
        Instant expiresAt = claims.getExpirationTime().toInstant();
        if (!expiresAt.isAfter(clock.instant()))
            throw expired();
        @Nullable
        Access access = access(claims.getClaim(ACCESS));
        if (access == null || !document.value().equals(claims.getClaim(DOCUMENT)))
            throw invalid();
        return new Invitation(document, access, expiresAt);
    }

    /** The word for a right outside: {@code read} or {@code write}. */
    public static String wireName(Access access) {
        return access.name().toLowerCase(Locale.ROOT);
    }

    /** The right of a word, if it is one. */
    public static @Nullable Access access(@Nullable Object word) {
        if ("read".equals(word))
            return Access.READ;
        return "write".equals(word) ? Access.WRITE : null;
    }

    private static ProblemException expired() {
        return new ProblemException(ProblemCode.INVITATION_EXPIRED,
                "This invitation has expired. Ask the person who sent it for a new one.");
    }

    private static ProblemException invalid() {
        return new ProblemException(ProblemCode.INVITATION_INVALID,
                "This invitation does not open this document. Check that the link was copied as a whole, or ask for a new one.");
    }
}
