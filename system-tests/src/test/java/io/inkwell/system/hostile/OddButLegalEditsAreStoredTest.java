package io.inkwell.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.inkwell.sync.DocumentType;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What looks like an attack and is none is stored as it was meant, and everybody gets it in the one canonical form. */
class OddButLegalEditsAreStoredTest {
    private static final int DOCUMENT_LENGTH_MAX = 200_000;

    @RegisterExtension
    static final ChosenServer SERVER = ChosenServer.with(Map.of("documentLengthMax", DOCUMENT_LENGTH_MAX));

    private static final Duration LINEAR = Duration.ofSeconds(5);

    static Stream<Arguments> otherFormsOfOperations() {
        return Stream.of(arguments("[{'retain':0},{'insert':'a'}]", "[{'insert':'a'}]"),
                arguments("[{'insert':'a'},{'insert':'b'},{'insert':''}]", "[{'insert':'ab'}]"),
                arguments("[{'delete':1},{'insert':'a'}]", "[{'insert':'a'},{'delete':1}]"),
                arguments("[{'delete':1},{'delete':0},{'delete':2}]", "[{'delete':3}]"),
                arguments("[{'retain':1},{'retain':2},{'insert':'a'},{'retain':4}]", "[{'retain':3},{'insert':'a'}]"),
                arguments("[{'insert':'a','attributes':{}}]", "[{'insert':'a'}]"),
                arguments("[{'insert':'a','attributes':{'bold':null,'italic':true}}]",
                        "[{'insert':'a','attributes':{'italic':true}}]"),
                arguments("[{'attributes':{'italic':true,'bold':true},'insert':'a'}]",
                        "[{'insert':'a','attributes':{'bold':true,'italic':true}}]"),
                arguments("[{'retain':2,'attributes':{'bold':null}}]", "[{'retain':2,'attributes':{'bold':null}}]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherFormsOfOperations")
    void everyFormOfAnOperationIsBroadcastInTheCanonicalOne(String ops, String canonical)
            throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.RICH)) {
            scene.bystander().insert("Minutes");
            scene.hostile().await("operation/remote");
            scene.hostile().edit(ops.replace('\'', '"'));
            JsonNode entry = scene.bystander().await("operation/remote").at("/payload/changes/0");
            assertThat(entry.path("ops").toString()).isEqualTo(canonical.replace('\'', '"'));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "{{7*7}}${7*7}", "=HYPERLINK(\"x\")",
        "'; DROP TABLE revision;--",
        "%00%s%n", "\u202Eevil\u202C", "\u2066a\u2067b\u2068c\u2069", "a\u200Bb\uFEFFc",
        "\uDB40\uDC61\uDB40\uDC7F", "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67", "e\u0301 \u00E9",
        "\u212B \u00C5 \u1E9B\u0323", "\u2028\u2029", "\t\n\n\t", "\u007F\u0085\u00A0", "\uFFFD\uFFFC",
        "\uD83F\uDFFE\uDBFF\uDFFF", "\uE000"})
    void anyOtherTextIsStoredAsItIs(String text) throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            scene.hostile().insert(escaped(text));
            assertThat(scene.text()).isEqualTo(text);
            JsonNode entry = scene.bystander().await("operation/remote").at("/payload/changes/0/ops/0");
            assertThat(entry.path("insert").asString()).isEqualTo(text);
        }
    }

    @Test
    void aMountainOfMarksOnOneLetter() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            String mountain = "a" + "\u0301".repeat(15_000);
            scene.hostile().insert(mountain);
            assertThat(scene.text()).isEqualTo(mountain);
        }
    }

    @Test
    void aSplitInsideAFamilyOfEmojiButNotInsideAPair() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            scene.bystander().insert("\uD83D\uDC68\u200D\uD83D\uDC69");
            scene.hostile().await("operation/remote");
            scene.hostile().edit("[{\"retain\":2},{\"insert\":\"x\"},{\"delete\":1}]");
            assertThat(scene.text()).isEqualTo("\uD83D\uDC68x\uD83D\uDC69");
        }
    }

    @Test
    void anOperationOfManySmallPartsThatMergeTakesLinearTime() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            int parts = 60_000;
            long start = System.nanoTime();
            scene.hostile().edit("[" + "{\"insert\":\"a\"},".repeat(parts) + "{\"insert\":\"\"}]");
            scene.hostile().edit("[" + "{\"delete\":1},{\"insert\":\"b\"},".repeat(parts / 2) + "{\"delete\":0}]");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LINEAR);
            assertThat(scene.text()).isEqualTo("b".repeat(parts / 2) + "a".repeat(parts / 2));
        }
    }

    @Test
    void anOperationThatOthersMadeEmptyIsAcknowledgedAsARevision() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            scene.bystander().insert("x");
            scene.hostile().await("operation/remote");
            scene.bystander().edit("[{\"delete\":1}]");
            scene.hostile().send(JsonClient.transform(1, 1, "[{\"delete\":1}]"));
            JsonNode ack = scene.hostile().awaitAck(1);
            assertThat(ack.at("/payload/revision").asInt()).isEqualTo(3);
            JsonNode told = scene.bystander().await("operation/remote").at("/payload/changes/0");
            assertThat(told.path("ops").isEmpty()).isTrue();
            assertThat(told.has("kind")).isFalse();
        }
    }

    @Test
    void aFullDocumentTakesOnlyWhatDoesNotMakeItLonger() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            scene.hostile().insert("x".repeat(DOCUMENT_LENGTH_MAX - 10));
            scene.hostile().send(scene.hostile().transform("[{\"insert\":\"12345678901\"}]"));
            JsonNode refusal = scene.hostile().awaitRefusal("DOC_FULL");
            assertThat(refusal.at("/payload/revision").asInt()).isEqualTo(2);
            scene.hostile().insert("1234567890");
            scene.hostile().send(scene.hostile().transform("[{\"insert\":\"12\"},{\"delete\":1}]"));
            scene.hostile().awaitRefusal("DOC_FULL");
            scene.hostile().edit("[{\"delete\":100}]");
            scene.hostileIsKept();
        }
    }

    @Test
    void theLocaleOfTheServerChangesNothing() throws IOException, InterruptedException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.of("tr"));
        try (Scene scene = Scene.of(SERVER, DocumentType.RICH)) {
            scene.hostile().edit("[{\"insert\":\"a\",\"attributes\":{\"link\":\"MAILTO:I@E.ORG\",\"italic\":true}}]");
            scene.hostile().send(
                    scene.hostile().transform("[{\"insert\":\"a\",\"attributes\":{\"LINK\":\"https://e.org\"}}]"));
            scene.hostile().awaitRefusal("ATTR_KEY");
            scene.hostile().send(scene.hostile()
                    .transform("[{\"insert\":\"a\",\"attributes\":{\"link\":\"JAVASCR\u0130PT:x\"}}]"));
            scene.hostile().awaitRefusal("ATTR_VALUE");
            scene.hostileIsKept();
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t");
    }
}
