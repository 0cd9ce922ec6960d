package io.inkwell.ot.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.inkwell.ot.Ops;
import io.inkwell.ot.json.MalformedOpsException;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What arrives as an operation gets the stated canonical form or the stated problem. */
class OpsJsonTableTest {
    static List<OpsJsonCase> cases() {
        return OpsJsonCases.all();
    }

    static List<RepeatedCase> repeated() {
        return OpsJsonCases.repeated();
    }

    private static Ops read(OpsJsonCase line) throws MalformedOpsException {
        return line.kind() == OpsJsonCase.Kind.SUBMISSION
                ? OpsJson.readSubmission(line.input(), OpsLimits.DEFAULT)
                : OpsJson.read(line.input(), OpsLimits.DEFAULT);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatArrivesGetsItsAnswer(OpsJsonCase line) throws MalformedOpsException {
        if (line.problem() == null) {
            Ops ops = read(line);
            assertThat(new String(OpsJson.write(ops), StandardCharsets.UTF_8)).isEqualTo(line.canonical());
            assertThat(OpsJson.read(OpsJson.write(ops), OpsLimits.DEFAULT)).isEqualTo(ops);
        } else {
            assertThat(catchThrowableOfType(MalformedOpsException.class, () -> read(line)).problem())
                    .isEqualTo(line.problem());
        }
    }

    @ParameterizedTest
    @MethodSource("repeated")
    void limitsCountTheCanonicalForm(RepeatedCase line) throws MalformedOpsException {
        if (line.problem() == null) {
            assertThat(OpsJson.write(OpsJson.read(line.input(), OpsLimits.DEFAULT))).hasSize(line.canonicalBytes());
        } else {
            assertThat(catchThrowableOfType(MalformedOpsException.class,
                    () -> OpsJson.read(line.input(), OpsLimits.DEFAULT)).problem())
                    .isEqualTo(line.problem());
        }
    }
}
