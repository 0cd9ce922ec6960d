package io.inkwell.server.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.ot.Ops;
import io.inkwell.server.replay.Plan.Step;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class APlanEndsInTheRecordedTextTest {
    @Test
    void linearStepsAreDealtInTurnOnTheNewestState() throws TraceException {
        Plan plan = Plan.of(TracesAreReadOrRefusedTest
                .read("""
                        {"endContent":"bcd","txns":[{"patches":[[0,0,"a"]]},{"patches":[[1,0,"b"]]},{"patches":[[2,0,"cd"],[0,1,""]]}]}"""),
                2);
        assertThat(plan.steps()).extracting(Step::client).containsExactly(0, 1, 0);
        assertThat(plan.steps()).extracting(Step::base).containsExactly(0, 1, 2);
        assertThat(plan.steps().getLast().submitted())
                .isEqualTo(Ops.builder().delete(1).retain(1).insert("cd").build());
        assertThat(plan.textsAfter(List.of(0, 2, 3))).containsEntry(0, "").containsEntry(2, "ab").containsEntry(3,
                "bcd");
    }

    @Test
    void whatChangesNothingIsNoStep() throws TraceException {
        Plan plan = Plan.of(TracesAreReadOrRefusedTest
                .read("""
                        {"endContent":"b","txns":[{"patches":[]},{"patches":[[0,0,"a"],[0,1,""]]},{"patches":[[0,0,"b"]]},{"patches":[[1,0,""]]}]}"""),
                3);
        assertThat(plan.steps()).hasSize(1);
        assertThat(plan.steps().getFirst().client()).isZero();
    }

    @Test
    void positionsCountCodePointsAndOperationsUnits() throws TraceException {
        Plan plan = Plan.of(TracesAreReadOrRefusedTest
                .read("""
                        {"endContent":"🍵cX🥖","txns":[{"patches":[[0,0,"🍵🐄c"]]},{"patches":[[3,0,"🥖"]]},{"patches":[[1,1,""]]},{"patches":[[2,0,"X"]]}]}"""),
                1);
        assertThat(plan.steps()).extracting(Step::submitted).containsExactly(Ops.builder().insert("🍵🐄c").build(),
                Ops.builder().retain(5).insert("🥖").build(), Ops.builder().retain(2).delete(2).build(),
                Ops.builder().retain(3).insert("X").build());
    }

    @Test
    void aTraceThatLeadsElsewhereIsRefused() {
        assertThatThrownBy(() -> Plan.of(
                TracesAreReadOrRefusedTest.read("{\"endContent\":\"b\",\"txns\":[{\"patches\":[[0,0,\"a\"]]}]}"), 1))
                .isInstanceOf(TraceException.class).hasMessageContaining("another text");
        assertThatThrownBy(() -> Plan.of(
                TracesAreReadOrRefusedTest.read("{\"endContent\":\"a\",\"txns\":[{\"patches\":[[1,0,\"a\"]]}]}"), 1))
                .isInstanceOf(TraceException.class).hasMessageContaining("past the end");
        assertThatThrownBy(() -> Plan.of(TracesAreReadOrRefusedTest
                .read("{\"endContent\":\"a\",\"txns\":[{\"patches\":[[0,2147483647,\"a\"]]}]}"), 1))
                .isInstanceOf(TraceException.class).hasMessageContaining("past the end");
    }

    @Test
    void threeWritersSendOnOldStatesAndTheServerTransforms() throws TraceException {
        Plan plan = Plan.of(TraceReader.read(Path.of("src/test/resources/traces/three-writers.json")), 1);
        assertThat(plan.clients()).isEqualTo(3);
        assertThat(plan.steps()).hasSize(16);
        assertThat(plan.steps()).extracting(Step::base).containsExactly(0, 1, 2, 2, 2, 3, 5, 4, 6, 9, 10, 9, 10, 12, 14,
                15);
        Step grace = plan.steps().get(5);
        assertThat(grace.submitted()).isEqualTo(Ops.builder().retain(17).insert(" 🐄").build());
        assertThat(grace.stored()).isEqualTo(Ops.builder().retain(25).insert(" 🐄").build());
    }

    @Test
    void aStateThatOneOrderOfRevisionsCannotShowIsRefused() {
        assertThatThrownBy(() -> Plan.of(TracesAreReadOrRefusedTest.read("""
                {"kind":"concurrent","endContent":"abc","numAgents":3,"txns":[
                 {"parents":[],"agent":0,"patches":[[0,0,"a"]]},
                 {"parents":[0],"agent":1,"patches":[[1,0,"b"]]},
                 {"parents":[0],"agent":2,"patches":[[0,0,"c"]]},
                 {"parents":[2],"agent":0,"patches":[[0,1,""]]}]}"""), 1)).isInstanceOf(TraceException.class)
                .hasMessageContaining("transaction 3 of agent 0")
                .hasMessageContaining("cannot show the one without the other");
        assertThatThrownBy(() -> Plan.of(TracesAreReadOrRefusedTest.read("""
                {"kind":"concurrent","endContent":"ab","numAgents":1,"txns":[
                 {"parents":[],"agent":0,"patches":[[0,0,"a"]]},{"parents":[],"agent":0,"patches":[[0,0,"b"]]}]}"""),
                1))
                .isInstanceOf(TraceException.class).hasMessageContaining("without the agent's own earlier ones");
    }
}
