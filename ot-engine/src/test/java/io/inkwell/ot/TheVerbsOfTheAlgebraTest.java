package io.inkwell.ot;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.json.MalformedOpsException;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** One worked story through every verb. */
class TheVerbsOfTheAlgebraTest {
    private static Delta delta(int base, String json) throws MalformedOpsException {
        return OpsJson.read(json, OpsLimits.DEFAULT).on(base);
    }

    @Test
    void twoTypistsEndWithTheSameText() throws MalformedOpsException {
        Document start = Document.ofText("ab\n");
        Delta earlier = delta(3, "[{\"retain\":1},{\"insert\":\"X\",\"attributes\":{\"bold\":true}},{\"delete\":1}]");
        Delta later = delta(3, "[{\"retain\":1},{\"insert\":\"Y\"},{\"retain\":1,\"attributes\":{\"bold\":true}}]");

        Document oneWay = start.apply(earlier).apply(later.transformOver(earlier));
        Document otherWay = start.apply(later).apply(earlier.transformUnder(later));

        assertThat(oneWay).isEqualTo(otherWay).hasToString("+'a' +'X'{bold:true} +'Y\\n'");
        assertThat(start.apply(later).apply(later.invert(start))).isEqualTo(start);
        assertThat(earlier.compose(later.transformOver(earlier)))
                .isEqualTo(later.compose(earlier.transformUnder(later)));
        assertThat(new String(OpsJson.write(oneWay.toOps()), StandardCharsets.UTF_8))
                .isEqualTo(
                        "[{\"insert\":\"a\"},{\"insert\":\"X\",\"attributes\":{\"bold\":true}},{\"insert\":\"Y\\n\"}]");
        assertThat(earlier.transformPosition(1, Tie.STAY_BEFORE_INSERT)).isEqualTo(1);
        assertThat(earlier.transformPosition(1, Tie.MOVE_AFTER_INSERT)).isEqualTo(2);
    }
}
