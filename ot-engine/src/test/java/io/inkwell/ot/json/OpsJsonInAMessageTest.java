package io.inkwell.ot.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Ops;
import io.inkwell.ot.testing.OpsNotation;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Operations inside a larger message, and bytes instead of text. */
class OpsJsonInAMessageTest {
    private static final JsonFactory LENIENT = new JsonFactory();

    private static JsonParser atOps(String ops) {
        JsonParser parser = LENIENT.createParser(ObjectReadContext.empty(), "{\"ops\":" + ops + ",\"seq\":7}");
        while (parser.nextToken() != JsonToken.PROPERTY_NAME) {
            // to the name
        }
        parser.nextToken();
        return parser;
    }

    private static void assertThatTheMessageGoesOn(JsonParser parser) {
        assertThat(parser.currentToken()).isEqualTo(JsonToken.END_ARRAY);
        assertThat(parser.nextToken()).isEqualTo(JsonToken.PROPERTY_NAME);
        assertThat(parser.currentName()).isEqualTo("seq");
    }

    @Test
    void afterAnOperationTheParserStandsAtItsEnd() throws MalformedOpsException {
        JsonParser parser = atOps("[{\"insert\":{\"image\":\"u\"}},{\"retain\":1,\"attributes\":{\"bold\":null}}]");

        assertThat(OpsJson.read(parser, OpsLimits.DEFAULT)).hasToString("+[image:'u'] 1{bold:-}");
        assertThatTheMessageGoesOn(parser);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"insert\":\"\\u0000\"},{\"delete\":1}]", "[{\"insert\":{\"a\":{\"b\":[1,{}]}}},[[[]]]]",
        "[[{}],{}]", "[{}]",
        "[{\"retain\":1,\"attributes\":{\"x\":{\"y\":[]}}},{}]", "[{\"retain\":2147483648}]",
        "[{\"retain\":1,\"retain\":1}]",
        "[{\"retain\":1,\"attributes\":{\"bold\":1,\"bold\":1}}]", "[{\"attributes\":{},\"attributes\":{}}]",
        "[{\"retain\":99999999999999999999999}]", "[{\"retain\":-99999999999999999999999}]"})
    void afterARefusedOperationTheParserStandsAtItsEndToo(String ops) {
        JsonParser parser = atOps(ops);

        assertThatThrownBy(() -> OpsJson.read(parser, OpsLimits.DEFAULT)).isInstanceOf(MalformedOpsException.class);
        assertThatTheMessageGoesOn(parser);
    }

    @Test
    void aParserThatAllowsDuplicateNamesIsNotTrusted() {
        for (String ops : new String[]{"[{\"retain\":1,\"retain\":1}]",
            "[{\"retain\":1,\"attributes\":{\"bold\":1,\"bold\":1}}]",
            "[{\"retain\":1,\"attributes\":{},\"attributes\":{}}]"}) {
            assertThat(
                    catchThrowableOfType(MalformedOpsException.class, () -> OpsJson.read(atOps(ops), OpsLimits.DEFAULT))
                            .problem())
                    .isEqualTo(Problem.SYNTAX);
        }
    }

    @Test
    void lengthsBeyondALongAreOutOfRangeWhereTheParserLetsThemThrough() {
        JsonParser parser = atOps("[{\"retain\":99999999999999999999999}]");

        assertThat(catchThrowableOfType(MalformedOpsException.class, () -> OpsJson.read(parser, OpsLimits.DEFAULT))
                .problem())
                .isEqualTo(Problem.RANGE);
    }

    @Test
    void brokenJsonBehindABadComponentIsStillAProblemAndNotAnotherException() {
        JsonParser parser = LENIENT.createParser(ObjectReadContext.empty(), "[{\"retain\":-1},{\"insert\":]");
        parser.nextToken();

        assertThatThrownBy(() -> OpsJson.read(parser, OpsLimits.DEFAULT)).isInstanceOf(MalformedOpsException.class);
    }

    @Test
    void aSubmissionMustDoSomething() throws MalformedOpsException {
        assertThat(catchThrowableOfType(MalformedOpsException.class,
                () -> OpsJson.readSubmission(atOps("[{\"retain\":4}]"), OpsLimits.DEFAULT)).problem())
                .isEqualTo(Problem.EMPTY);
        assertThat(OpsJson.readSubmission(atOps("[{\"delete\":4}]"), OpsLimits.DEFAULT)).hasToString("-4");
        assertThat(OpsJson.read(atOps("[{\"retain\":4}]"), OpsLimits.DEFAULT)).isEqualTo(Ops.EMPTY);
    }

    @Test
    void bytesAreStrictUtf8() throws MalformedOpsException {
        byte[] good = "[{\"insert\":\"\uD83D\uDE00\"}]".getBytes(StandardCharsets.UTF_8);
        byte[] surrogate = good.clone();
        surrogate[12] = (byte) 0xED;
        surrogate[13] = (byte) 0xA0;
        surrogate[14] = (byte) 0xBD;
        surrogate[15] = 'x';
        byte[] overlong = good.clone();
        overlong[12] = (byte) 0xC0;
        overlong[13] = (byte) 0x80;

        assertThat(OpsJson.write(OpsJson.read(good, OpsLimits.DEFAULT))).isEqualTo(good);
        for (byte[] bad : new byte[][]{surrogate, overlong, {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '[', ']'}, {}}) {
            assertThat(catchThrowableOfType(MalformedOpsException.class, () -> OpsJson.read(bad, OpsLimits.DEFAULT))
                    .problem()).isEqualTo(Problem.SYNTAX);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 1_000, 100_000})
    void nestingIsRefusedBeforeItCostsAnything(int depth) {
        String nested = "[{\"insert\":\"a\",\"attributes\":{\"bold\":" + "[".repeat(depth) + "]".repeat(depth) + "}}]";

        assertThatThrownBy(() -> OpsJson.read(nested, OpsLimits.DEFAULT)).isInstanceOf(MalformedOpsException.class);
        assertThatThrownBy(() -> OpsJson.read("[".repeat(depth), OpsLimits.DEFAULT))
                .isInstanceOf(MalformedOpsException.class);
    }

    @Test
    void aHundredThousandComponentsCostLinearTime() throws MalformedOpsException {
        String json = "[" + "{\"insert\":\"a\"},{\"delete\":1},".repeat(50_000) + "{\"retain\":1}]";
        long start = System.nanoTime();

        assertThat(OpsJson.read(json, OpsLimits.DEFAULT)).hasToString("+'" + "a".repeat(50_000) + "' -50000");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void whatAGeneratorWritesReadsBackTheSame() throws MalformedOpsException {
        Ops ops = OpsNotation.ops(
                "2{bold:true,link:-} +'a\"\\\\\uD83D\uDE00\\n'{header:2} +[image:'u']{alt:'x'} +[divider:true] -3");
        var text = new StringWriter();
        try (JsonGenerator generator = LENIENT.createGenerator(ObjectWriteContext.empty(), text)) {
            OpsJson.write(ops, generator);
        }

        assertThat(OpsJson.read(text.toString(), OpsLimits.DEFAULT)).isEqualTo(ops);
        assertThat(text).hasToString(new String(OpsJson.write(ops), StandardCharsets.UTF_8));
    }

    @Test
    void controlCharactersAreEscapedAsABrowserDoes() {
        Ops ops = Ops.builder().insert("\b\f\r\u0000\u001F\u007F\u2028/\"\\", Attributes.NONE).build();

        assertThat(new String(OpsJson.write(ops), StandardCharsets.UTF_8))
                .isEqualTo("[{\"insert\":\"\\b\\f\\r\\u0000\\u001f\u007F\u2028/\\\"\\\\\"}]");
    }

    /** Were each escape to cost a copy of what is written so far, this would take hours. */
    @Test
    void twoMillionEscapesAndAsManyLettersBeyondAsciiAreWrittenAndReadBack() throws MalformedOpsException {
        Ops ops = Ops.builder().insert("\n\u00E9".repeat(2_000_000)).build();

        byte[] json = OpsJson.write(ops);

        assertThat(json).hasSize("[{\"insert\":\"\"}]".length() + 2_000_000 * 4);
        assertThat(OpsJson.read(json, OpsLimits.UNLIMITED)).isEqualTo(ops);
    }

    @Test
    void theMessageOfAProblemIsASentenceWithoutTheText() {
        assertThatThrownBy(
                () -> OpsJson.read("[{\"insert\":\"secret\"},{\"insert\":\"secret\\u0000\"}]", OpsLimits.DEFAULT))
                .hasMessage("Component 2 of the operation inserts a character that text cannot carry.");
        assertThatThrownBy(() -> OpsJson.read("[{\"insert\":\"secret", OpsLimits.DEFAULT))
                .hasMessage("The operation is not JSON.");
        assertThatThrownBy(
                () -> OpsJson.read("[{\"delete\":1},{\"retain\":1},{\"delete\":1}]", new OpsLimits(1_000, 2, 1)))
                .hasMessage("The operation has 3 components, at most 2 are allowed.");
    }
}
