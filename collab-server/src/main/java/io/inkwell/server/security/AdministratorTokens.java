package io.inkwell.server.security;

import com.nimbusds.jwt.JWTClaimsSet;
import io.inkwell.server.security.SignedTokens.Kind;
import io.inkwell.server.security.SignedTokens.TokenException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Tokens that show that their bearer is an administrator. Whoever can read the secret can make one. */
public final class AdministratorTokens {
    private final SignedTokens tokens;

    /** Tokens signed like this. */
    public AdministratorTokens(SignedTokens tokens) {
        this.tokens = tokens;
    }

    /** A new token that is valid until a moment. */
    public String issue(Instant expiresAt) {
        return tokens.sign(Kind.ADMINISTRATOR, Map.of("sub", "administrator"), expiresAt);
    }

    /** The administrator a token speaks for; nobody if it is not valid. */
    public Optional<Caller.Administrator> check(String token) {
        try {
            JWTClaimsSet claims = tokens.verify(Kind.ADMINISTRATOR, token);
            return Optional.of(new Caller.Administrator(claims.getExpirationTime().toInstant()));
        } catch (TokenException e) {
            return Optional.empty();
        }
    }
}
