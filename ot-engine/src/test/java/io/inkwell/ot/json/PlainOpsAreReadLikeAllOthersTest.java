package io.inkwell.ot.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The quick way through short operations gives what the reader of all operations gives, refusals included. */
class PlainOpsAreReadLikeAllOthersTest {
    private static final String[] PIECES = {"{\"retain\":", "{\"delete\":", "{\"insert\":\"", "}", "\"}", "\"", ",",
        "[", "]",
        "0", "1", "7", "42", "999999999", "2147483647", "2147483648", "a", "x y", "<b>", "\\n", "\\", "\u00e9",
        "\u007f",
        "\u0001", " ", "}},", "{\"retain\":3},", "{\"insert\":\"b\"},", "{\"delete\":2}", "{\"insert\":\"\"}"};

    private static String outcome(boolean asBytes, String json, OpsLimits limits) {
        try {
            return "" + (asBytes
                    ? OpsJson.read(json.getBytes(StandardCharsets.UTF_8), limits)
                    : OpsJson.read(json, limits));
        } catch (MalformedOpsException e) {
            return e.problem() + " " + e.getMessage();
        }
    }

    @Test
    void randomJsonAndNearlyJson() {
        Random random = new Random(7);
        int plain = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder json = new StringBuilder("[");
            int components = random.nextInt(4);
            for (int c = 0; c < components; c++) {
                json.append(c == 0 ? "" : ",").append(switch (random.nextInt(3)) {
                    case 0 -> "{\"retain\":" + random.nextInt(random.nextBoolean() ? 5 : Integer.MAX_VALUE) + "}";
                    case 1 -> "{\"delete\":" + random.nextInt(5) + "}";
                    default -> "{\"insert\":\"" + "abc \"'<".substring(random.nextInt(4), 4) + "\"}";
                });
            }
            json.append("]");
            for (int change = random.nextInt(3); change > 0; change--) {
                int at = random.nextInt(json.length() + 1);
                json.insert(at, PIECES[random.nextInt(PIECES.length)]);
            }
            String text = json.toString();
            OpsLimits limits = random.nextBoolean() ? OpsLimits.UNLIMITED : new OpsLimits(30, 2, 1);
            assertThat(outcome(true, text, limits)).as(text).isEqualTo(outcome(false, text, limits));
            if (PlainOps.read(text.getBytes(StandardCharsets.UTF_8)) != null)
                plain++;
        }
        assertThat(plain).isGreaterThan(2_000);
    }
}
