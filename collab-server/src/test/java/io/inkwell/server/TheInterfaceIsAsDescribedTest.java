package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every answer that {@link TestServer} hands to a test was held against the description; here is the rest. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TheInterfaceIsAsDescribedTest {
    private final TestServer server = TestServer.start();

    @AfterAll
    void stop() {
        server.close();
    }

    /** A route at an address of its own that nobody described is found by the first test that gets an answer from it. */
    @Test
    void whatIsPossibleAtAnAddressIsWhatIsDescribedThere() {
        Set<String> possible = new TreeSet<>();
        for (String path : ApiContract.paths()) {
            Reply refused = server.request("PUT " + path.replaceAll("\\{[a-zA-Z]+}", "x"), "", "");
            assertThat(refused.status()).as(path).isEqualTo(405);
            for (String method : refused.header("Allow").orElseThrow().split(", ", -1)) {
                if (!method.equals("HEAD"))
                    possible.add(method + " " + path);
            }
        }
        assertThat(ApiContract.operations()).isEqualTo(possible);
    }

    @Test
    void anybodyMayReadTheDescription() {
        Reply reply = server.request("GET /api/v1/openapi.json", "", "");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("openapi").asString()).isEqualTo("3.1.0");
    }

    @Test
    void anAnswerThatIsNotAsDescribedIsFound() {
        assertThat(ApiContract.breaches("GET /api/v1/me", answer("application/json", "{\"administrator\":1}")))
                .isNotEmpty();
        assertThat(ApiContract.breaches("GET /api/v1/me",
                answer("application/json", "{\"administrator\":true,\"signInAllowed\":true,\"more\":1}"))).isNotEmpty();
        assertThat(ApiContract.breaches("GET /api/v1/me", answer("text/html", "x"))).isNotEmpty();
        assertThat(ApiContract.breaches("GET /api/v1/documents/x/revisions",
                answer("application/json", "{\"revisions\":[{}]}"))).isNotEmpty();
        assertThat(ApiContract.breaches("GET /api/v1/nothing", answer("application/json", "{}"))).isNotEmpty();
        assertThat(ApiContract.breaches("GET /api/v1/me",
                answer("application/json", "{\"administrator\":true,\"signInAllowed\":true}"))).isEmpty();
    }

    private static Reply answer(String type, String body) {
        return new Reply(200, List.of("Content-Type: " + type), body);
    }
}
