package io.inkwell.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.inkwell.sync.DocumentType;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Operations that are none, or that no document takes: each gets its code, changes no text, and the client goes on. In the tables ' stands
 * for ".
 */
class WhatIsNoOperationIsRefusedTest {
    @RegisterExtension
    static final ChosenServer SERVER = ChosenServer.usual();

    private static final int OPERATION_BYTES_MAX = 524_288;
    private static final int FRAME_OF_AN_INSERT = "[{\"insert\":\"\"}]".length();

    static Stream<Arguments> shapes() {
        return Stream.of(arguments("OP_EMPTY", "[]"), arguments("OP_EMPTY", "[{'retain':1}]"),
                arguments("OP_EMPTY", "[{'retain':0},{'insert':''},{'delete':0}]"),
                arguments("OP_EMPTY", "[{'retain':2147483647}]"), arguments("BAD_MESSAGE", "[1]"),
                arguments("BAD_MESSAGE", "[null]"), arguments("BAD_MESSAGE", "['a']"), arguments("BAD_MESSAGE", "[[]]"),
                arguments("BAD_MESSAGE", "[{}]"), arguments("BAD_MESSAGE", "[{'insert':'a','delete':1}]"),
                arguments("BAD_MESSAGE", "[{'insert':'a','retain':1}]"),
                arguments("BAD_MESSAGE", "[{'retain':1,'delete':1}]"),
                arguments("BAD_MESSAGE", "[{'attributes':{'bold':true}}]"),
                arguments("BAD_MESSAGE", "[{'insert':'a','colour':1}]"), arguments("BAD_MESSAGE", "[{'Insert':'a'}]"),
                arguments("BAD_MESSAGE", "[{'insert':7}]"), arguments("BAD_MESSAGE", "[{'insert':null}]"),
                arguments("BAD_MESSAGE", "[{'insert':['a']}]"), arguments("BAD_MESSAGE", "[{'delete':-1}]"),
                arguments("BAD_MESSAGE", "[{'retain':-1},{'insert':'a'}]"),
                arguments("BAD_MESSAGE", "[{'delete':-9223372036854775809}]"),
                arguments("BAD_MESSAGE", "[{'retain':1.5}]"), arguments("BAD_MESSAGE", "[{'retain':1e2}]"),
                arguments("BAD_MESSAGE", "[{'retain':5.0}]"), arguments("BAD_MESSAGE", "[{'delete':'5'}]"),
                arguments("BAD_MESSAGE", "[{'delete':true}]"), arguments("BAD_MESSAGE", "[{'delete':null}]"),
                arguments("BAD_MESSAGE", "[{'delete':1e400}]"),
                arguments("BAD_MESSAGE", "[{'delete':1,'attributes':{'bold':true}}]"),
                arguments("BAD_MESSAGE", "[{'insert':'a','attributes':null}]"),
                arguments("BAD_MESSAGE", "[{'insert':'a','attributes':[]}]"),
                arguments("BAD_MESSAGE", "[{'insert':'a','attributes':'bold'}]"),
                arguments("OP_RANGE", "[{'retain':2147483648},{'insert':'a'}]"),
                arguments("OP_RANGE", "[{'delete':4294967297}]"),
                arguments("OP_RANGE", "[{'delete':9007199254740993}]"),
                arguments("OP_RANGE", "[{'retain':1073741824},{'delete':1073741824}]"),
                arguments("OP_RANGE", "[{'delete':2147483647},{'delete':2147483647},{'delete':2147483647}]"),
                arguments("OP_RANGE", "[{'retain':8},{'insert':'a'}]"), arguments("OP_RANGE", "[{'delete':8}]"),
                arguments("OP_RANGE", "[{'retain':2147483647},{'insert':'a'}]"),
                arguments("OP_RANGE", "[{'retain':8,'attributes':{'bold':null}}]"));
    }

    static Stream<Arguments> texts() {
        return Stream.of("\\u0000", "a\\u0000b", "\\u0001", "\\u0008", "\\u000b", "\\u001b[2J", "\\u001f", "\\r",
                "a\\r\\n", "\\ufffe", "\\uffff", "\\ud83d", "\\ude00", "\\ude00\\ud83d", "\\ud83da", "a\\ud83d")
                .flatMap(text -> Stream.of(arguments("TEXT", "[{'insert':'" + text + "'}]")));
    }

    static Stream<Arguments> textsInValues() {
        return Stream.of("\\u0000", "\\uffff", "\\ud83d", "\\ude00\\ud83d").flatMap(text -> Stream.of(
                arguments("TEXT", "[{'insert':'a','attributes':{'link':'https://e.org/" + text + "'}}]"),
                arguments("TEXT", "[{'insert':{'image':'https://e.org/" + text + "'}}]")));
    }

    static Stream<Arguments> attributes() {
        Stream<Arguments> names = Stream.of("__proto__", "constructor", "toString", "prototype", "hasOwnProperty",
                "valueOf", "__defineGetter__", "", " bold", "bold ", "BOLD", "Bold", "LINK", "l\u0131nk", "class",
                "style", "onclick", "\uD83D\uDE00", "a b", "k".repeat(100), "comment", "mention", "insert", "html")
                .map(name -> arguments("ATTR_KEY", "[{'insert':'a','attributes':{'" + name + "':true}}]"));
        Stream<Arguments> values = Stream.of("'bold':'true'", "'bold':{}", "'bold':[]", "'bold':1", "'bold':false",
                "'bold':1.5", "'bold':9007199254740993", "'script':'middle'", "'header':7", "'header':0",
                "'header':'1'", "'header':1.0", "'list':'none'", "'indent':9", "'align':'left'", "'direction':'ltr'",
                "'size':'12px'", "'size':'Large'", "'font':'Comic Sans'", "'font':'serif;x'", "'code-block':'a b'",
                "'code-block':'A'", "'code-block':'" + "x".repeat(21) + "'", "'width':0", "'width':4001",
                "'width':'1px'", "'alt':'" + "x".repeat(301) + "'").map(WhatIsNoOperationIsRefusedTest::badValue);
        Stream<Arguments> links = Stream.of("javascript:alert(1)", " jAvA\\tscript:alert(1)", "jav\\nascript:x",
                "vbscript:x", "data:text/html,<script>", "//evil.org", "\\u0001javascript:x", "https:evil.org",
                "https:/evil.org", "https:\\\\\\\\evil.org", "file:///etc/passwd", "blob:https://e.org/1",
                "ftp://e.org",
                "https://a:b@c.org", "https://a@c.org", "https://e.org\\u202e/x", "https://", "", "/d/1", "#x",
                "https://e.org/ x", "https://e.org/" + "x".repeat(3_000), "mailto:", "mailto:a@b.c\\nBcc:x")
                .map(link -> badValue("'link':'" + link + "'"));
        Stream<Arguments> colours = Stream.of("red", "red;background:url(//x)", "expression(1)", "var(--x)", "#fff",
                "#FF0000", "#ff000", "#ff00001", "rgb(1,2,3)", "#ff0000;", "#\uFF11\uFF11\uFF11\uFF11\uFF11\uFF11")
                .flatMap(colour -> Stream.of(badValue("'color':'" + colour + "'"),
                        badValue("'background':'" + colour + "'")));
        return Stream.of(names, values, links, colours).flatMap(all -> all);
    }

    private static Arguments badValue(String attribute) {
        return arguments("ATTR_VALUE", "[{'insert':'a','attributes':{" + attribute + "}}]");
    }

    static Stream<Arguments> embeds() {
        return Stream.of("{}", "{'image':'https://e.org/a.png','divider':true}", "{'image':{'src':'x'}}",
                "{'image':['https://e.org/a.png']}", "{'image':null}", "{'image':7}", "{'image':true}",
                "{'image':'data:image/svg+xml;base64,PHN2Zz4='}", "{'image':'data:image/png;base64,AA=='}",
                "{'image':'javascript:alert(1)'}", "{'image':'file:///etc/passwd'}", "{'image':'blob:https://e.org/1'}",
                "{'image':'//evil.org/a.png'}", "{'image':'http://e.org/a.png'}", "{'image':''}",
                "{'image':'https://a:b@e.org/a.png'}", "{'divider':false}", "{'divider':'true'}", "{'divider':1}",
                "{'formula':'<img src=x onerror=alert(1)>'}", "{'video':'https://e.org/v'}", "{'mention':'me'}",
                "{'IMAGE':'https://e.org/a.png'}", "{'__proto__':true}", "{'constructor':'x'}", "{'':true}")
                .map(embed -> arguments("EMBED", "[{'insert':" + embed + "}]"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"shapes", "texts", "textsInValues", "attributes", "embeds"})
    void andTheSequenceNumberStaysFree(String code, String ops) throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.RICH)) {
            scene.bystander().insert("Minute");
            JsonNode refusal = refusal(scene, code, ops);
            assertThat(refusal.at("/payload/revision").isMissingNode()).isTrue();
            assertThat(scene.head()).isEqualTo(1);
            scene.hostileIsKept();
            assertThat(scene.hostile().lastSeq()).isEqualTo(1);
        }
    }

    static Stream<Arguments> whatTheDocumentForbids() {
        return Stream.of(arguments("OP_FINAL_NEWLINE", "[{'delete':7}]"),
                arguments("OP_FINAL_NEWLINE", "[{'retain':6},{'delete':1}]"),
                arguments("OP_FINAL_NEWLINE", "[{'retain':7},{'insert':'a'}]"),
                arguments("OP_FINAL_NEWLINE", "[{'retain':7},{'insert':'\\n'}]"),
                arguments("OP_FINAL_NEWLINE", "[{'retain':6},{'insert':'\\n'},{'delete':1}]"),
                arguments("SPLIT_PAIR", "[{'retain':5},{'insert':'a'}]"), arguments("SPLIT_PAIR", "[{'delete':5}]"),
                arguments("SPLIT_PAIR", "[{'retain':5},{'delete':1}]"),
                arguments("SPLIT_PAIR", "[{'retain':5,'attributes':{'bold':true}}]"),
                arguments("SPLIT_PAIR", "[{'retain':4},{'delete':1},{'insert':'\\n'}]"),
                arguments("ATTR_PLACE", "[{'insert':'a','attributes':{'header':1}}]"),
                arguments("ATTR_PLACE", "[{'insert':'\\n','attributes':{'bold':true}}]"),
                arguments("ATTR_PLACE", "[{'retain':2,'attributes':{'list':'bullet'}}]"),
                arguments("ATTR_PLACE", "[{'retain':7,'attributes':{'bold':true}}]"),
                arguments("ATTR_PLACE", "[{'insert':'a','attributes':{'alt':'text'}}]"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("whatTheDocumentForbids")
    void whatTheDocumentForbidsIsARevisionThatChangesNothing(String code, String ops)
            throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.RICH)) {
            scene.bystander().insert("Mini\\ud83d\\ude00");
            scene.hostile().await("operation/remote");
            JsonNode refusal = refusal(scene, code, ops);
            assertThat(refusal.at("/payload/revision").asInt()).isEqualTo(2);
            assertThat(refusal.at("/payload/chain").asString()).isEqualTo(scene.chain());
            JsonNode told = scene.bystander().await("operation/remote");
            assertThat(told.at("/payload/changes/0/kind").asString()).isEqualTo("refused");
            assertThat(told.at("/payload/changes/0/code").asString()).isEqualTo(code);
            assertThat(told.at("/payload/changes/0/ops").isEmpty()).isTrue();
            assertThat(scene.text()).isEqualTo("Mini\uD83D\uDE00\n");
            scene.hostileIsKept();
            assertThat(scene.hostile().lastSeq()).isEqualTo(2);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void plainTextHasNeitherAttributesNorEmbeds(String code, String ops) throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            scene.bystander().insert("Minutes");
            refusal(scene, code, ops);
            assertThat(scene.head()).isEqualTo(1);
            scene.hostileIsKept();
        }
    }

    static Stream<Arguments> plainTextHasNeitherAttributesNorEmbeds() {
        return Stream.of(arguments("ATTR_KEY", "[{'insert':'a','attributes':{'bold':true}}]"),
                arguments("ATTR_KEY", "[{'retain':2,'attributes':{'bold':null}}]"),
                arguments("EMBED", "[{'insert':{'divider':true}}]"));
    }

    @Test
    void moreThanAnOperationMayHold() throws IOException, InterruptedException {
        String components = IntStream.range(0, 10_001)
                .mapToObj(i -> i % 2 == 0 ? "{'insert':'a'}" : "{'insert':'a','attributes':{'bold':true}}")
                .collect(Collectors.joining(",", "[", "]"));
        String attributes = IntStream.range(0, 17).mapToObj(i -> "'a" + i + "':true")
                .collect(Collectors.joining(",", "[{'insert':'a','attributes':{", "}}]"));
        String bytes = "[{'insert':'" + "x".repeat(OPERATION_BYTES_MAX - FRAME_OF_AN_INSERT + 1) + "'}]";
        String bytesInUtf8 = "[{'insert':'" + "\u20AC".repeat(OPERATION_BYTES_MAX / 3 + 1) + "'}]";
        for (String ops : new String[]{components, attributes, bytes, bytesInUtf8}) {
            try (Scene scene = Scene.of(SERVER, DocumentType.RICH)) {
                refusal(scene, "OP_LIMIT", ops);
                assertThat(scene.head()).isZero();
                scene.hostileIsKept();
            }
        }
    }

    @Test
    void nothingOfATextStandsInTheLog() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.RICH)) {
            refusal(scene, "TEXT", "[{'insert':'confidential\\r'}]");
            refusal(scene, "ATTR_KEY", "[{'insert':'confidential','attributes':{'confidential':true}}]");
            refusal(scene, "OP_FINAL_NEWLINE", "[{'delete':1},{'insert':'confidential'}]");
            scene.hostile().insert("confidential");
            assertThat(SERVER.logLines()).isNotEmpty().noneMatch(line -> line.contains("confidential"));
        }
    }

    private static JsonNode refusal(Scene scene, String code, String ops) throws IOException, InterruptedException {
        int seq = scene.hostile().lastSeq() + 1;
        long base = Math.max(scene.hostile().revision(), scene.head());
        scene.hostile().send(JsonClient.transform(base, seq, ops.replace('\'', '"')));
        JsonNode refusal = scene.hostile().awaitRefusal(code);
        assertThat(refusal.path("correlationId").asString()).isEqualTo("c");
        assertThat(refusal.at("/payload/seq").asInt()).isEqualTo(seq);
        return refusal;
    }
}
