package io.inkwell.server.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Signs and checks JSON Web Tokens (RFC 7519) of two kinds with one secret and one algorithm, HS256.
 *
 * <p>
 * What a token says about its own algorithm and key is believed only where it names the one there is: {@code alg} must be HS256, {@code kid}
 * must be the name of this secret, {@code typ} and {@code aud} must be those of the wanted kind, so that a token of one kind never serves as
 * another. {@code jku}, {@code jwk}, {@code x5u} and the like are never looked at; a {@code crit} header is refused.
 */
public final class SignedTokens {
    /** How far the clocks of two computers may differ. */
    static final Duration LEEWAY = Duration.ofSeconds(60);
    private static final int TOKEN_LENGTH_MAX = 4_096;
    private static final String ISSUER = "inkwell";

    /** What a token is for. */
    enum Kind {
        /** Shows that the bearer is an administrator. */
        ADMINISTRATOR("inkwell-admin+jwt", "inkwell-admin"),
        /** Opens one document. */
        INVITATION("inkwell-invitation+jwt", "inkwell-invitation");

        private final String type;
        private final String audience;

        Kind(String type, String audience) {
            this.type = type;
            this.audience = audience;
        }

        private JOSEObjectType type() {
            return new JOSEObjectType(type);
        }
    }

    /** Why a token is not accepted. */
    enum Fault {
        /** It was valid once. */
        EXPIRED,
        /** Anything else; telling more would help only a forger. */
        INVALID
    }

    /** The token is not accepted. */
    static final class TokenException extends Exception {
        private static final long serialVersionUID = 1L;
        private final Fault fault;

        TokenException(Fault fault) {
            super(fault.name(), null, false, false);
            this.fault = fault;
        }

        Fault fault() {
            return fault;
        }
    }

    private final Map<String, byte[]> secretsByKeyId;
    private final String keyId;
    private final byte[] secret;
    private final InstantSource clock;

    /** Tokens signed with a secret, by a clock. */
    public SignedTokens(Secret secret, InstantSource clock) {
        this.secret = secret.bytes();
        this.keyId = keyId(this.secret);
        this.secretsByKeyId = Map.of(keyId, this.secret);
        this.clock = clock;
    }

    /** A token that is valid from now on, until a moment. */
    String sign(Kind kind, Map<String, String> claims, Instant expiresAt) {
        Date now = Date.from(clock.instant());
        JWTClaimsSet.Builder set = new JWTClaimsSet.Builder().issuer(ISSUER).audience(kind.audience).issueTime(now)
                .notBeforeTime(now)
                .expirationTime(Date.from(expiresAt)).jwtID(RandomIds.next());
        claims.forEach(set::claim);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).type(kind.type()).keyID(keyId).build(),
                set.build());
        try {
            token.sign(new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
        return token.serialize();
    }

    /**
     * The claims of a token.
     *
     * @throws TokenException if it is not a valid token of this kind
     */
    JWTClaimsSet verify(Kind kind, String text) throws TokenException {
        if (text.length() > TOKEN_LENGTH_MAX)
            throw new TokenException(Fault.INVALID);
        try {
            SignedJWT token = SignedJWT.parse(text);
            JWSHeader header = token.getHeader();
            @Nullable
            String claimedKeyId = header.getKeyID();
            byte @Nullable [] key = claimedKeyId == null ? null : secretsByKeyId.get(claimedKeyId);
            if (key == null || !JWSAlgorithm.HS256.equals(header.getAlgorithm())
                    || !kind.type().equals(header.getType())
                    || header.getCriticalParams() != null || !token.verify(new MACVerifier(key))) {
                throw new TokenException(Fault.INVALID);
            }
            JWTClaimsSet claims = token.getJWTClaimsSet();
            checkClaims(kind, claims);
            return claims;
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            throw new TokenException(Fault.INVALID);
        }
    }

    private void checkClaims(Kind kind, JWTClaimsSet claims) throws TokenException {
        @Nullable
        Date expires = claims.getExpirationTime();
        @Nullable
        Date notBefore = claims.getNotBeforeTime();
        if (expires == null || notBefore == null || !ISSUER.equals(claims.getIssuer())
                || !List.of(kind.audience).equals(claims.getAudience())) {
            throw new TokenException(Fault.INVALID);
        }
        Instant now = clock.instant();
        if (notBefore.toInstant().isAfter(now.plus(LEEWAY)))
            throw new TokenException(Fault.INVALID);
        if (!expires.toInstant().isAfter(now.minus(LEEWAY)))
            throw new TokenException(Fault.EXPIRED);
    }

    /** Names a secret without telling it: another secret has another name. */
    private static String keyId(byte[] secret) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update("inkwell-key-id\n".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(sha.digest(secret), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
