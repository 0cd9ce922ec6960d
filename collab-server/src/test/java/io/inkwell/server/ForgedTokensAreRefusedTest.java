package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.server.security.Secret;
import io.inkwell.sync.port.InMemoryStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

/** Tokens are made by hand here, with the real secret: everything but one thing is right. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgedTokensAreRefusedTest {
    private static final JsonMapper JSON = new JsonMapper();
    private final Path folder = TestServer.freshFolder();
    private final TestServer server = TestServer.start(new InMemoryStorage(), folder, "127.0.0.1");
    private final Map<String, Object> goodHeader = part(server.administrator(), 0);
    private final Map<String, Object> goodClaims = part(server.administrator(), 1);

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aTokenMadeByHandLikeThisIsAccepted() {
        assertThat(status(token(goodHeader, goodClaims, "HmacSHA256"))).isEqualTo(200);
    }

    @TestFactory
    Stream<DynamicTest> everyOtherTokenIsRefused() {
        long now = TestServer.START.getEpochSecond();
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("alg none, unsigned", unsigned(header(h -> h.put("alg", "none")), goodClaims));
        tokens.put("alg None, unsigned", unsigned(header(h -> h.put("alg", "None")), goodClaims));
        tokens.put("alg HS256, unsigned", unsigned(goodHeader, goodClaims));
        tokens.put("alg HS512 with the right secret",
                token(header(h -> h.put("alg", "HS512")), goodClaims, "HmacSHA512"));
        tokens.put("alg HS384, signed as HS256", token(header(h -> h.put("alg", "HS384")), goodClaims, "HmacSHA256"));
        tokens.put("alg RS256", token(header(h -> h.put("alg", "RS256")), goodClaims, "HmacSHA256"));
        tokens.put("unknown kid", token(header(h -> h.put("kid", "0000000000000000")), goodClaims, "HmacSHA256"));
        tokens.put("kid is a path", token(header(h -> h.put("kid", "../../dev/null")), goodClaims, "HmacSHA256"));
        tokens.put("no kid", token(header(h -> h.remove("kid")), goodClaims, "HmacSHA256"));
        tokens.put("typ JWT", token(header(h -> h.put("typ", "JWT")), goodClaims, "HmacSHA256"));
        tokens.put("typ of an invitation",
                token(header(h -> h.put("typ", "inkwell-invitation+jwt")), goodClaims, "HmacSHA256"));
        tokens.put("no typ", token(header(h -> h.remove("typ")), goodClaims, "HmacSHA256"));
        tokens.put("crit", token(header(h -> h.put("crit", new String[]{"exp"})), goodClaims, "HmacSHA256"));
        tokens.put("brings its own key",
                unsigned(header(h -> h.put("jwk", Map.of("kty", "oct", "k", "AAAA"))), goodClaims) + "AAAA");
        tokens.put("wrong aud", token(goodHeader, claims(c -> c.put("aud", "inkwell-invitation")), "HmacSHA256"));
        tokens.put("two aud",
                token(goodHeader, claims(c -> c.put("aud", new String[]{"inkwell-admin", "other"})), "HmacSHA256"));
        tokens.put("no aud", token(goodHeader, claims(c -> c.remove("aud")), "HmacSHA256"));
        tokens.put("wrong iss", token(goodHeader, claims(c -> c.put("iss", "somebody")), "HmacSHA256"));
        tokens.put("no exp", token(goodHeader, claims(c -> c.remove("exp")), "HmacSHA256"));
        tokens.put("no nbf", token(goodHeader, claims(c -> c.remove("nbf")), "HmacSHA256"));
        tokens.put("expired by 61 s", token(goodHeader, claims(c -> c.put("exp", now - 61)), "HmacSHA256"));
        tokens.put("valid in 61 s", token(goodHeader, claims(c -> c.put("nbf", now + 61)), "HmacSHA256"));
        tokens.put("exp is a text", token(goodHeader, claims(c -> c.put("exp", "never")), "HmacSHA256"));
        tokens.put("one bit of the signature", flipped(server.administrator()));
        tokens.put("claims of another token", spliced());
        tokens.put("an invitation", server.invitation(server.document("x", "text"), "write", 60));
        tokens.put("signed with another secret", foreign());
        tokens.put("four parts", server.administrator() + ".AAAA");
        tokens.put("not a token", "aaaa.bbbb.cccc");
        tokens.put("one dot", "a.b");
        tokens.put("5,000 characters", "a".repeat(2_500) + "." + "b".repeat(2_500) + ".c");
        return tokens.entrySet().stream().map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
            Reply reply = server.as(entry.getValue(), "GET /api/v1/documents", "");
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.member("code")).isEqualTo("UNAUTHENTICATED");
            assertThat(reply.header("WWW-Authenticate"))
                    .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
        }));
    }

    @Test
    void aMinuteOfDifferenceBetweenTwoClocksIsForgiven() {
        long now = TestServer.START.getEpochSecond();
        assertThat(status(token(goodHeader, claims(c -> c.put("exp", now - 59)), "HmacSHA256"))).isEqualTo(200);
        assertThat(status(token(goodHeader, claims(c -> c.put("nbf", now + 59)), "HmacSHA256"))).isEqualTo(200);
    }

    @Test
    void otherWaysOfAuthorizationAreRefusedToo() {
        for (String field : new String[]{"Basic YTpi", "Bearer", "Bearer ", server.administrator(),
            "Bearer a\r\nAuthorization: Bearer b"}) {
            Reply reply = server.request("GET /api/v1/documents", "Authorization: " + field + "\r\n", "");
            assertThat(reply.status()).as(field).isEqualTo(401);
        }
    }

    @Test
    void aBadTokenIsNotOverlookedBecauseOfAGoodCookie() {
        String cookie = server.signIn("Ada").cookie();
        Reply reply = server.request("GET /api/v1/me", "Cookie: " + cookie + "\r\nAuthorization: Bearer nonsense\r\n",
                "");
        assertThat(reply.status()).isEqualTo(401);
    }

    private int status(String token) {
        return server.as(token, "GET /api/v1/documents", "").status();
    }

    private Map<String, Object> header(Consumer<Map<String, Object>> change) {
        Map<String, Object> copy = new LinkedHashMap<>(goodHeader);
        change.accept(copy);
        return copy;
    }

    private Map<String, Object> claims(Consumer<Map<String, Object>> change) {
        Map<String, Object> copy = new LinkedHashMap<>(goodClaims);
        change.accept(copy);
        return copy;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> part(String token, int index) {
        byte[] json = Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]);
        return JSON.readValue(json, Map.class);
    }

    private static String unsigned(Map<String, Object> header, Map<String, Object> claims) {
        return encode(JSON.writeValueAsBytes(header)) + "." + encode(JSON.writeValueAsBytes(claims)) + ".";
    }

    private String token(Map<String, Object> header, Map<String, Object> claims, String algorithm) {
        String text = unsigned(header, claims);
        String signed = text.substring(0, text.length() - 1);
        try {
            byte[] secret = Base64.getUrlDecoder().decode(Files.readString(folder.resolve(Secret.FILE_NAME)).strip());
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            return text + encode(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String flipped(String token) {
        int middle = token.lastIndexOf('.') + 10;
        return token.substring(0, middle) + (token.charAt(middle) == 'A' ? 'B' : 'A') + token.substring(middle + 1);
    }

    private String spliced() {
        String[] mine = server.administrator().split("\\.", -1);
        return mine[0] + "." + encode(JSON.writeValueAsBytes(claims(c -> c.put("sub", "root")))) + "." + mine[2];
    }

    private String foreign() {
        try (TestServer other = TestServer.start()) {
            return other.administrator();
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
