package io.inkwell.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ADocumentBeginsWithWhatItIsGivenTest {
    private final TestServer server = TestServer.start();
    private final String admin = server.administrator();

    @AfterAll
    void stop() {
        server.close();
    }

    private Reply make(String type, String ops) {
        return server.as(admin, "POST /api/v1/documents",
                "{\"title\":\"T\",\"type\":\"" + type + "\",\"ops\":" + ops.replace('\'', '"') + "}");
    }

    private int count() {
        return server.as(admin, "GET /api/v1/documents", "").json().path("documents").size();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            rich | [{'insert':'Title'},{'insert':'\\n','attributes':{'header':1}},{'insert':'text\\n'}]
            rich | [{'insert':'\\n'}]
            text | [{'insert':'no newline needed 🖋'}]
            """)
    void andHasAHistoryOfItsOwn(String type, String ops) {
        Reply made = make(type, ops);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String content = server.as(admin, "GET /api/v1/documents/" + made.member("id") + "/content", "").json()
                .path("content").toString();
        assertThat(content).isEqualTo(ops.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            rich | [{'insert':'a'}] | NOT_A_DOCUMENT
            rich | [] | OP_EMPTY
            rich | [{'retain':1},{'insert':'a\\n'}] | NOT_A_DOCUMENT
            text | [{'insert':'a'},{'delete':1}] | NOT_A_DOCUMENT
            text | [{'insert':'a','attributes':{'bold':true}}] | ATTR_KEY
            rich | [{'insert':'a','attributes':{'header':1}},{'insert':'\\n'}] | ATTR_PLACE
            text | [{'insert':'a\\u0000'}] | TEXT
            text | [{'insert':'a\\ud83d'}] | TEXT
            """)
    void orIsNotMadeAtAll(String type, String ops, String code) {
        int before = count();
        Reply refused = make(type, ops);
        assertThat(refused.member("code")).as(refused.text()).isEqualTo(code);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void aTextThatIsNoOperationIsRefused() {
        assertThat(make("text", "'x'").status()).isEqualTo(400);
        assertThat(make("text", "[7]").status()).isBetween(400, 422);
    }
}
