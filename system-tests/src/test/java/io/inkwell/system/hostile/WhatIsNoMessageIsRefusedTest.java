package io.inkwell.system.hostile;

import static io.inkwell.system.hostile.JsonClient.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.inkwell.sync.DocumentType;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Text that is not a message of the protocol is answered as such, and the connection stays. In the tables ' stands for ". */
class WhatIsNoMessageIsRefusedTest {
    @RegisterExtension
    static final ChosenServer SERVER = ChosenServer.usual();

    private static final String PING = "{'type':'heartbeat','action':'ping','payload':{}}";

    static Stream<Arguments> texts() {
        return Stream.of(arguments("nothing", ""), arguments("white space", " \n\t"), arguments("null", "null"),
                arguments("an array", "[]"), arguments("a string", "'x'"), arguments("a number", "7"),
                arguments("half an object", "{"), arguments("an empty object", "{}"),
                arguments("something behind it", PING + " x"), arguments("another message behind it", PING + PING),
                arguments("a comma behind it", PING + ","), arguments("a byte order mark before it", "\uFEFF" + PING),
                arguments("a comment", "/* */" + PING), arguments("a line comment", "// ping\n" + PING),
                arguments("a comma too many", "{'type':'heartbeat','action':'ping','payload':{},}"),
                arguments("names without quotes", "{type:'heartbeat',action:'ping',payload:{}}"),
                arguments("nesting of 9", ping("'a':" + "[".repeat(7) + "]".repeat(7))),
                arguments("nesting of 100,000", ping("'a':" + "[".repeat(100_000) + "]".repeat(100_000))),
                arguments("100,000 opened arrays", "[".repeat(100_000)),
                arguments("100,000 opened objects", "{'a':".repeat(100_000)),
                arguments("a member twice", "{'type':'heartbeat','type':'heartbeat','action':'ping','payload':{}}"),
                arguments("a member twice in the payload",
                        operation("'revision':0,'seq':1,'seq':2,'ops':[{'insert':'a'}]")),
                arguments("a member twice in an operation",
                        operation("'revision':0,'seq':1,'ops':[{'insert':'a','insert':'b'}]")),
                arguments("a member twice, once escaped", ping("'a':1,'\\u0061':2")),
                arguments("the payload twice", "{'type':'heartbeat','action':'ping','payload':{},'payload':{}}"),
                arguments("an unknown type", "{'type':'chat','action':'message','payload':{}}"),
                arguments("an unknown action", "{'type':'document','action':'burn','payload':{}}"),
                arguments("a type in other letters", "{'type':'HEARTBEAT','action':'ping','payload':{}}"),
                arguments("a message of the server", "{'type':'operation','action':'ack','payload':{'seq':1}}"),
                arguments("no payload", "{'type':'heartbeat','action':'ping'}"),
                arguments("no action", "{'type':'heartbeat','payload':{}}"),
                arguments("a payload that is an array", "{'type':'heartbeat','action':'ping','payload':[]}"),
                arguments("a payload that is null", "{'type':'heartbeat','action':'ping','payload':null}"),
                arguments("a type that is a number", "{'type':1,'action':'ping','payload':{}}"),
                arguments("a correlation id that is a number",
                        "{'type':'heartbeat','action':'ping','payload':{},'correlationId':1}"),
                arguments("a correlation id of 129 units",
                        "{'type':'heartbeat','action':'ping','payload':{},'correlationId':'" + "c".repeat(129) + "'}"),
                arguments("a correlation id that is no text",
                        "{'type':'heartbeat','action':'ping','payload':{},'correlationId':'\\ud83d'}"),
                arguments("a number of 1,001 digits", ping("'a':" + "1".repeat(1_001))),
                arguments("1e400 as revision", operation("'revision':1e400,'seq':1,'ops':[{'insert':'a'}]")),
                arguments("NaN", ping("'a':NaN")), arguments("Infinity", ping("'a':-Infinity")),
                arguments("hexadecimal digits", ping("'a':0x10")), arguments("a leading zero", ping("'a':01")),
                arguments("an unknown escape", ping("'a':'\\q'")), arguments("half an escape", ping("'a':'\\u12'")),
                arguments("a control character in a string", ping("'a':'\u0001'")),
                arguments("a name of 50 KiB", ping("'" + "k".repeat(50 * 1_024) + "':1")),
                arguments("a second document/open", "{'type':'document','action':'open','payload':{'attempt':2}}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void andTheConnectionStays(String what, String text) throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.RICH)) {
            scene.hostile().send(text.replace('\'', '"'));
            scene.hostile().awaitRefusal("BAD_MESSAGE");
            assertThat(scene.head()).as(what).isZero();
            scene.hostileIsKept();
        }
    }

    @Test
    void aJavaScriptObjectIsNoJson() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            scene.hostile().send(PING);
            scene.hostile().awaitRefusal("BAD_MESSAGE");
            scene.hostileIsKept();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "9007199254740992", "2147483648", "'1'", "1.0", "1e0", "null", "[1]", "true"})
    void aSequenceNumberIsAPositiveInteger(String seq) throws IOException, InterruptedException {
        assertRefused(operation("'revision':0,'seq':" + seq + ",'ops':[{'insert':'a'}]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "9007199254740992", "9223372036854775808", "'0'", "0.0", "null"})
    void aBaseIsARevision(String revision) throws IOException, InterruptedException {
        assertRefused(operation("'revision':" + revision + ",'seq':1,'ops':[{'insert':'a'}]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'revision':0,'ops':[{'insert':'a'}]", "'seq':1,'ops':[{'insert':'a'}]",
        "'revision':0,'seq':1", "'revision':0,'seq':1,'ops':null", "'revision':0,'seq':1,'ops':{}",
        "'revision':0,'seq':1,'ops':'[]'"})
    void anOperationHasABaseANumberAndAList(String members) throws IOException, InterruptedException {
        assertRefused(operation(members));
    }

    private static void assertRefused(String text) throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.RICH)) {
            scene.hostile().send(text.replace('\'', '"'));
            JsonNode refusal = scene.hostile().awaitRefusal("BAD_MESSAGE");
            assertThat(refusal.path("correlationId").asString()).isEqualTo("c");
            assertThat(scene.head()).isZero();
            scene.hostileIsKept();
        }
    }

    @Test
    void whatIsNotKnownIsIgnoredSoThatTheProtocolCanGrow() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            scene.hostile()
                    .send("{\"new\":[1,2.5,null,{\"x\":\"\\ud83d\"}],\"payload\":{\"revision\":0,\"flavour\":{},\"seq\":1,"
                            + "\"ops\":[{\"insert\":\"a\"}]},\"action\":\"transform\",\"type\":\"operation\"}");
            scene.hostile().awaitAck(1);
            scene.hostileIsKept();
        }
    }

    @Test
    void theTenthWithinAMinuteEndsTheConnection() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            for (int i = 0; i < 10; i++) {
                scene.hostile().send("{}");
                scene.hostile().awaitRefusal("BAD_MESSAGE");
            }
            assertThat(scene.hostile().awaitClose()).isEqualTo(4400);
            scene.hostile().socket().awaitEnd();
        }
    }

    @Test
    void aRefusedOperationIsNoBadMessage() throws IOException, InterruptedException {
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            for (int i = 0; i < 12; i++) {
                scene.hostile().send(scene.hostile().transform("[{\"insert\":\"\\r\"}]"));
                scene.hostile().awaitRefusal("TEXT");
            }
            scene.hostileIsKept();
        }
    }

    private static String ping(String member) {
        return message("heartbeat", "ping", member);
    }

    private static String operation(String members) {
        return message("operation", "transform", members);
    }
}
