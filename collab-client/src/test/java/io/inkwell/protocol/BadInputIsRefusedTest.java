package io.inkwell.protocol;

import static io.inkwell.protocol.Messages.CODEC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.inkwell.sync.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of broken or hostile text has its answer. Texts are written with ' for " where the test says so. */
class BadInputIsRefusedTest {
    private static final String PING = "{'type':'heartbeat','action':'ping','payload':{}}";

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "'x'", "{", "}", "true", "7", "{}", "{}{}",
        "{'type':1,'action':'ping','payload':{}}",
        "{'type':'heartbeat','action':'ping','payload':{}} x", "{'type':'heartbeat','action':'ping','payload':{}}{}",
        "{'type':'heartbeat','action':'ping','payload':{}},", "\uFEFF{'type':'heartbeat','action':'ping','payload':{}}",
        "{'type':'heartbeat','action':'ping','payload':{}/* note */}",
        "// note\n{'type':'heartbeat','action':'ping','payload':{}}",
        "{'type':'heartbeat','action':'ping','payload':{},}", "{type:'heartbeat','action':'ping','payload':{}}",
        "{'type':'heartbeat','action':'ping'}", "{'type':'heartbeat','payload':{}}", "{'action':'ping','payload':{}}",
        "{'type':'heartbeat','action':'ping','payload':[]}", "{'type':'heartbeat','action':'ping','payload':null}",
        "{'type':'heartbeat','action':'ping','payload':{},'payload':{}}",
        "{'type':'heartbeat','type':'heartbeat','action':'ping','payload':{}}",
        "{'type':'heartbeat','action':'ping','payload':{'a':NaN}}",
        "{'type':'heartbeat','action':'ping','payload':{'a':Infinity}}",
        "{'type':'heartbeat','action':'ping','payload':{'a':+1}}",
        "{'type':'heartbeat','action':'ping','payload':{'a':01}}",
        "{'type':'heartbeat','action':'ping','payload':{'a':0x1}}",
        "{'type':'heartbeat','action':'ping','payload':{'a':.5}}",
        "{'type':'heartbeat','action':'ping','payload':{'a':'\t'}}",
        "{'type':'heartbeat','action':'ping','payload':{'a':'\\q'}}",
        "{'type':'heartbeat','action':'shout','payload':{}}", "{'type':'Heartbeat','action':'ping','payload':{}}",
        "{'type':'chat','action':'message','payload':{}}", "{'type':'document','action':'init','payload':{}}",
        "{'type':'operation','action':'ack','payload':{'seq':1,'revision':1}}"})
    void whatIsNoMessage(String text) {
        assertRefused(text.replace('\'', '"'), RefusalCode.BAD_MESSAGE);
    }

    @Test
    void singleQuotesAreNoJson() {
        assertRefused(PING, RefusalCode.BAD_MESSAGE);
    }

    @Test
    void nestingDeeperThanEight() {
        assertRefused(ping("'a':" + "[".repeat(7) + "]".repeat(7)), RefusalCode.BAD_MESSAGE);
        assertRefused(ping("'a':" + "[".repeat(100_000) + "]".repeat(100_000)), RefusalCode.BAD_MESSAGE);
        assertRefused("[".repeat(100_000), RefusalCode.BAD_MESSAGE);
        assertTaken(ping("'a':" + "[".repeat(6) + "]".repeat(6)));
    }

    @Test
    void aNameTwice() {
        assertRefused(transform("'revision':1,'seq':1,'seq':2,'ops':[{'insert':'a'}]"), RefusalCode.BAD_MESSAGE);
        assertRefused(transform("'revision':1,'seq':1,'ops':[{'insert':'a','insert':'b'}]"), RefusalCode.BAD_MESSAGE);
        assertRefused(ping("'a':{'b':1,'\\u0062':2}"), RefusalCode.BAD_MESSAGE);
    }

    @Test
    void membersNobodyKnowsAreIgnoredWhateverTheyHold() {
        assertTaken(
                "{\"v\":[1,2.5,null,{\"x\":\"\\ud83d\"}],\"type\":\"heartbeat\",\"action\":\"ping\",\"payload\":{\"new\":{\"deep\":[true]}}}");
        assertTaken(transform("'revision':1,'seq':1,'flavour':{'hash':'x'},'ops':[{'insert':'a'}]"));
        assertTaken(open("'attempt':1,'resume':true,'ticket':9.75"));
    }

    @Test
    void numbersAndNamesWithoutEnd() {
        assertRefused(ping("'a':" + "1".repeat(1_001)), RefusalCode.BAD_MESSAGE);
        assertRefused(ping("'a':" + "1".repeat(20)), RefusalCode.BAD_MESSAGE);
        assertRefused(ping("'a':0." + "1".repeat(20)), RefusalCode.BAD_MESSAGE);
        assertTaken(ping("'a':" + "1".repeat(19)));
        assertRefused(ping("'" + "k".repeat(50 * 1024) + "':1"), RefusalCode.BAD_MESSAGE);
        assertRefused(ping("'" + "k".repeat(257) + "':1"), RefusalCode.BAD_MESSAGE);
        assertTaken(ping("'" + "k".repeat(256) + "':1"));
        assertRefused(transform("'revision':1e400,'seq':1,'ops':[{'insert':'a'}]"), RefusalCode.BAD_MESSAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9007199254740992", "-1", "1.5", "1.0", "1e2", "'7'", "true", "null", "[]", "{}",
        "9223372036854775808"})
    void revisionsThatAreNone(String value) {
        String chain = ",'chain':'" + Messages.CHAIN + "'";
        assertRefused(open("'attempt':1,'revision':" + value + chain), RefusalCode.BAD_MESSAGE);
        assertRefused(transform("'seq':1,'ops':[{'insert':'a'}],'revision':" + value), RefusalCode.BAD_MESSAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "9007199254740992", "2147483648", "'1'", "1.0", "1e0", "true", "null", "[1]"})
    void countsThatAreNone(String value) {
        assertRefused(transform("'revision':1,'ops':[{'insert':'a'}],'seq':" + value), RefusalCode.BAD_MESSAGE);
        assertRefused(open("'attempt':" + value), RefusalCode.BAD_MESSAGE);
    }

    @Test
    void whatAnOpenNeeds() {
        String known = "'attempt':1,'revision':1,'chain':'" + Messages.CHAIN + "'";
        String inFlight = "'seq':1,'base':0,'hash':'" + Messages.HASH + "'";
        String me = "'clientId':'" + Messages.CLIENT + "'";
        assertTaken(open(me + "," + known + ",'inflight':{" + inFlight + "}"));
        assertTaken(open(known + ",'inflight':{" + me + "," + inFlight + "}"));
        assertRefused(open(known + ",'inflight':{" + inFlight + "}"), RefusalCode.BAD_MESSAGE);
        assertRefused(open(me + ",'attempt':1,'inflight':{" + inFlight + "}"), RefusalCode.BAD_MESSAGE);
        assertRefused(open(me + "," + known + ",'inflight':{'seq':1,'base':0}"), RefusalCode.BAD_MESSAGE);
        assertRefused(open("'attempt':1,'revision':1"), RefusalCode.BAD_MESSAGE);
        assertRefused(open("'attempt':1,'chain':'" + Messages.CHAIN + "'"), RefusalCode.BAD_MESSAGE);
        assertRefused(open("'attempt':1,'revision':1,'chain':'xyz'"), RefusalCode.BAD_MESSAGE);
        assertRefused(open("'attempt':1,'clientId':'1-1-1-1-1'"), RefusalCode.BAD_MESSAGE);
        assertRefused(open(me), RefusalCode.BAD_MESSAGE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "2147483648|0|PRESENCE", "-2|0|PRESENCE", "0|-1|PRESENCE", "2147483647|1|PRESENCE", "0|4294967296|PRESENCE",
        "9223372036854775808|0|PRESENCE", "'1'|0|BAD_MESSAGE", "1.5|0|BAD_MESSAGE", "null|0|BAD_MESSAGE"})
    void caretsThatMakeNoSense(String index, String length, RefusalCode code) {
        assertRefused(message("cursor", "move", "'index':" + index + ",'length':" + length + ",'revision':3"), code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "null|BAD_MESSAGE", "{}|BAD_MESSAGE", "'a'|BAD_MESSAGE", "[1]|BAD_MESSAGE", "[[]]|BAD_MESSAGE",
        "[null]|BAD_MESSAGE",
        "[]|OP_EMPTY", "[{'retain':5}]|OP_EMPTY", "[{'retain':5},{'insert':''},{'delete':0}]|OP_EMPTY",
        "[{}]|BAD_MESSAGE", "[{'insert':'a','delete':1}]|BAD_MESSAGE", "[{'insert':'a','retain':1}]|BAD_MESSAGE",
        "[{'attributes':{'bold':true}}]|BAD_MESSAGE",
        "[{'insert':'a','colour':1}]|BAD_MESSAGE", "[{'Insert':'a'}]|BAD_MESSAGE",
        "[{'delete':-1}]|BAD_MESSAGE", "[{'retain':1.5}]|BAD_MESSAGE", "[{'retain':1e2}]|BAD_MESSAGE",
        "[{'retain':5.0}]|BAD_MESSAGE",
        "[{'retain':'5'}]|BAD_MESSAGE", "[{'retain':true}]|BAD_MESSAGE", "[{'retain':null}]|BAD_MESSAGE",
        "[{'delete':1e400}]|BAD_MESSAGE",
        "[{'retain':2147483648},{'insert':'a'}]|OP_RANGE", "[{'delete':4294967297}]|OP_RANGE",
        "[{'delete':9007199254740993}]|OP_RANGE",
        "[{'retain':1073741824},{'delete':1073741824}]|OP_RANGE",
        "[{'delete':1,'attributes':{'bold':true}}]|BAD_MESSAGE", "[{'insert':'a','attributes':null}]|BAD_MESSAGE",
        "[{'insert':'a','attributes':[]}]|BAD_MESSAGE",
        "[{'insert':'a\\u0000'}]|TEXT", "[{'insert':'a','attributes':{'link':'\\u0000'}}]|TEXT",
        "[{'insert':'\\u0001'}]|TEXT", "[{'insert':'\\r\\n'}]|TEXT",
        "[{'insert':'\\ufffe'}]|TEXT", "[{'insert':'\\uffff'}]|TEXT", "[{'insert':'\\ud83d'}]|TEXT",
        "[{'insert':'\\udd8b\\ud83d'}]|TEXT",
        "[{'insert':{'image':'\\ud83d'}}]|TEXT",
        "[{'insert':'a','attributes':{'__proto__':true}}]|ATTR_KEY",
        "[{'insert':'a','attributes':{'constructor':true}}]|ATTR_KEY",
        "[{'insert':'a','attributes':{'bold':{}}}]|ATTR_VALUE", "[{'insert':'a','attributes':{'bold':1.5}}]|ATTR_VALUE",
        "[{'insert':{'image':'a','divider':true}}]|EMBED", "[{'insert':{}}]|EMBED",
        "[{'insert':{'image':{'a':1}}}]|EMBED"})
    void operationsThatAreNone(String ops, RefusalCode code) {
        String quoted = transform("'revision':1,'seq':12,'ops':" + ops);
        assertRefused(quoted, code);
        ProtocolException refusal = catchThrowableOfType(ProtocolException.class, () -> CODEC.readClient(quoted));
        assertThat(refusal.seq()).hasValue(12);
        assertThat(refusal.sentence()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{'retain':0},{'insert':'a'}]", "[{'insert':'a'},{'insert':''},{'delete':0}]",
        "[{'insert':'a'},{'insert':'b'}]",
        "[{'insert':'a'},{'retain':7}]", "[{'delete':1},{'insert':'a'}]", "[{'insert':'a','attributes':{'bold':null}}]",
        "[{'insert':'a','attributes':{}}]", "[{'retain':1,'attributes':{'bold':null}}]", "[{'insert':'\\t\\n'}]",
        "[{'insert':'\\ud83d\\udd8b'}]",
        "[{'insert':'<script>alert(1)</script>{{7*7}}=HYPERLINK()'}]"})
    void operationsThatAreTaken(String ops) {
        assertTaken(transform("'revision':1,'seq':1,'ops':" + ops));
    }

    @Test
    void operationsWithoutOps() {
        assertRefused(transform("'revision':1,'seq':1"), RefusalCode.BAD_MESSAGE);
        assertRefused(transform("'seq':1,'ops':[{'insert':'a'}]"), RefusalCode.BAD_MESSAGE);
        assertRefused(transform("'revision':1,'ops':[{'insert':'a'}]"), RefusalCode.BAD_MESSAGE);
    }

    @Test
    void manyComponentsThatMergeAreOne() {
        String ops = IntStream.range(0, 30_000).mapToObj(i -> "{'insert':'a'},{'retain':0}")
                .collect(Collectors.joining(",", "[", "]"));
        assertTaken(transform("'revision':1,'seq':1,'ops':" + ops));
    }

    @Test
    void operationsBeyondTheLimits() {
        String components = IntStream.range(0, 5_001).mapToObj(i -> "{'insert':'a'},{'retain':1}")
                .collect(Collectors.joining(",", "[", "]"));
        assertRefused(transform("'revision':1,'seq':1,'ops':" + components), RefusalCode.OP_LIMIT);
        String attributes = IntStream.range(0, 17).mapToObj(i -> "'a" + i + "':true")
                .collect(Collectors.joining(",", "{", "}"));
        assertRefused(transform("'revision':1,'seq':1,'ops':[{'insert':'a','attributes':" + attributes + "}]"),
                RefusalCode.OP_LIMIT);
        int frame = "[{\"insert\":\"\"}]".length();
        assertTaken(transform("'revision':1,'seq':1,'ops':[{'insert':'" + "x".repeat(524_288 - frame) + "'}]"));
        assertRefused(transform("'revision':1,'seq':1,'ops':[{'insert':'" + "x".repeat(524_289 - frame) + "'}]"),
                RefusalCode.OP_LIMIT);
    }

    @Test
    void theAnswerNamesTheMessageAsFarAsItCouldBeRead() {
        ProtocolException early = refusal(
                "{'correlationId':'c1','payload':{'seq':5,'ops':[{'insert':'\\u0000'}],'revision':1},'action':'transform','type':'operation'}");
        assertThat(early.correlationId()).isEqualTo("c1");
        assertThat(early.seq()).hasValue(5);
        ProtocolException late = refusal(
                "{'type':'operation','action':'transform','payload':{'ops':[{'insert':'\\u0000'}],'revision':1,'seq':5},'correlationId':'c1'}");
        assertThat(late.code()).isEqualTo(RefusalCode.TEXT);
        assertThat(late.correlationId()).isEqualTo("c1");
        assertThat(late.seq()).hasValue(5);
        ProtocolException broken = refusal("{'correlationId':'c1','type':'operation','payload':{'seq':5,'ops':[}");
        assertThat(broken.correlationId()).isEqualTo("c1");
        assertThat(broken.seq()).hasValue(5);
        for (String noSeq : new String[]{"0", "-1", "4294967297", "'5'", "5.0", "null", "[5]"}) {
            ProtocolException unusable = refusal("{'payload':{'seq':" + noSeq + "},'correlationId':'c1'}");
            assertThat(unusable.seq()).isEmpty();
            assertThat(unusable.correlationId()).isEqualTo("c1");
        }
    }

    @Test
    void correlationIdsHaveALimit() {
        assertTaken(PING.replace("{'type", "{'correlationId':'" + "c".repeat(128) + "','type").replace('\'', '"'));
        assertRefused(PING.replace("{'type", "{'correlationId':'" + "c".repeat(129) + "','type").replace('\'', '"'),
                RefusalCode.BAD_MESSAGE);
        assertRefused(PING.replace("{'type", "{'correlationId':'\\ud83d','type").replace('\'', '"'),
                RefusalCode.BAD_MESSAGE);
        assertRefused(PING.replace("{'type", "{'correlationId':7,'type").replace('\'', '"'), RefusalCode.BAD_MESSAGE);
    }

    @Test
    void otherEncodingsAreNotGuessed() {
        String ping = PING.replace('\'', '"');
        assertThatCode(() -> CODEC.readClient(ping.getBytes(StandardCharsets.UTF_8))).doesNotThrowAnyException();
        assertThat(catchThrowableOfType(ProtocolException.class,
                () -> CODEC.readClient(ping.getBytes(StandardCharsets.UTF_16)))).isNotNull();
        assertThat(catchThrowableOfType(ProtocolException.class,
                () -> CODEC.readClient(ping.getBytes(StandardCharsets.UTF_16LE)))).isNotNull();
        assertThat(catchThrowableOfType(ProtocolException.class,
                () -> CODEC.readClient(("\uFEFF" + ping).getBytes(StandardCharsets.UTF_8)))).isNotNull();
        assertThat(catchThrowableOfType(ProtocolException.class,
                () -> CODEC.readClient(ping.getBytes(StandardCharsets.ISO_8859_1)))).isNull();
    }

    private static String message(String type, String action, String payload) {
        return ("{'type':'" + type + "','action':'" + action + "','payload':{" + payload + "}}").replace('\'', '"');
    }

    private static String ping(String payload) {
        return message("heartbeat", "ping", payload);
    }

    private static String open(String payload) {
        return message("document", "open", payload);
    }

    private static String transform(String payload) {
        return message("operation", "transform", payload);
    }

    private static ProtocolException refusal(String text) {
        return catchThrowableOfType(ProtocolException.class, () -> CODEC.readClient(text.replace('\'', '"')));
    }

    private static void assertRefused(String text, RefusalCode code) {
        ProtocolException asText = catchThrowableOfType(ProtocolException.class, () -> CODEC.readClient(text));
        assertThat(asText).as(abbreviated(text)).isNotNull();
        assertThat(asText.code()).as(abbreviated(text)).isEqualTo(code);
        ProtocolException asBytes = catchThrowableOfType(ProtocolException.class,
                () -> CODEC.readClient(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(asBytes).as(abbreviated(text)).isNotNull();
        assertThat(asBytes.code()).as(abbreviated(text)).isEqualTo(code);
    }

    private static void assertTaken(String text) {
        assertThatCode(() -> CODEC.readClient(text)).as(abbreviated(text)).doesNotThrowAnyException();
        assertThatCode(() -> CODEC.readClient(text.getBytes(StandardCharsets.UTF_8))).as(abbreviated(text))
                .doesNotThrowAnyException();
    }

    private static String abbreviated(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
