package io.inkwell.ot.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Embed;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies right at a bound: of UTF-8, of the number of bytes, of what may stand in a text. Mutants lived here. */
class OpsJsonBoundsTest {
    private static final Attributes BOLD = Attributes.builder().set("bold", Scalar.of(true)).build();

    @ParameterizedTest
    @ValueSource(ints = {' ', 0x7e, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xfffd, 0x10000, 0x10ffff})
    void aCharacterIsWrittenAsThePlatformWritesIt(int codePoint) {
        String text = "a" + Character.toString(codePoint) + "b";

        assertThat(OpsJson.write(Ops.builder().insert(text).build()))
                .isEqualTo(("[{\"insert\":\"" + text + "\"}]").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anOperationOfOneByteTooManyIsRefusedWhateverItIsMadeOf() throws MalformedOpsException {
        for (Ops ops : List.of(Ops.builder().insert("x".repeat(1_000)).build(),
                Ops.builder().insert("\uD83D\uDE00".repeat(300)).build(),
                Ops.builder().insert("x".repeat(500), BOLD).build(),
                Ops.builder().retain(5, BOLD).build(),
                Ops.builder().insert(new Embed("image", Scalar.of("u".repeat(500)))).build(),
                Ops.builder().retain(1).delete(1).retain(1).delete(1).build())) {
            byte[] json = OpsJson.write(ops);

            assertThat(OpsJson.read(json, bytesMax(json.length))).isEqualTo(ops);
            refused(new String(json, StandardCharsets.UTF_8), bytesMax(json.length - 1), Problem.LIMIT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"retain\":1,\"insert\":\"x\"}", "{\"insert\":\"x\",\"retain\":1}",
        "{\"delete\":1,\"insert\":\"x\"}", "{\"insert\":\"x\",\"delete\":1}", "{\"delete\":1,\"retain\":1}",
        "{\"insert\":\"x\",\"insert\":\"y\"}"})
    void aComponentHasOneVerb(String component) {
        refused("[" + component + "]", OpsLimits.DEFAULT, Problem.SYNTAX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0001ab", "a\\u0001b", "ab\\u0001", "\\u001f", "\\rab"})
    void aControlCharacterIsRefusedWhereverItStands(String text) {
        refused("[{\"insert\":\"" + text + "\"}]", OpsLimits.DEFAULT, Problem.TEXT);
    }

    @Test
    void anEmbedHasOneType() {
        refused("[{\"insert\":{}}]", OpsLimits.DEFAULT, Problem.EMBED);
        refused("[{\"insert\":{\"a\":1,\"b\":2}}]", OpsLimits.DEFAULT, Problem.EMBED);
    }

    private static OpsLimits bytesMax(int bytes) {
        return new OpsLimits(bytes, OpsLimits.DEFAULT.componentsMax(), OpsLimits.DEFAULT.attributesPerComponentMax());
    }

    private static void refused(String json, OpsLimits limits, Problem problem) {
        assertThatThrownBy(() -> OpsJson.read(json, limits)).as(json).isInstanceOfSatisfying(
                MalformedOpsException.class, refusal -> assertThat(refusal.problem()).isEqualTo(problem));
    }
}
