package io.inkwell.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.SubmissionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A check that cannot fail is none: each kind of damage is planted into a clean run, and the checker must name it, and only it. */
class TheCheckerFindsWhatIsPlantedTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String DOCUMENT = "planted";
    private static final String FIRST = Token.of(1, 0);
    private static final String SECOND = Token.of(2, 0);
    private static final String THIRD = Token.of(1, 2);

    @TempDir
    Path folder;

    private final List<Commit> commits = new ArrayList<>();
    private Document content = Document.ofText("\n");

    /** Three insertions, one of them deleted again, by two editors, all acknowledged; three replicas. */
    @BeforeEach
    void aCleanRun() throws IOException {
        try (EditLog log = EditLog.in(folder)) {
            log.invoked(DOCUMENT, 1, 0, EditKind.INSERT, List.of(FIRST));
            commit(1, 1, Ops.builder().insert(FIRST).build());
            log.saved(1, 0, 1);
            log.invoked(DOCUMENT, 2, 0, EditKind.INSERT, List.of(SECOND));
            commit(2, 1, Ops.builder().retain(Token.UNITS).insert(SECOND).build());
            log.saved(2, 0, 2);
            log.invoked(DOCUMENT, 1, 1, EditKind.DELETE, List.of(FIRST));
            commit(1, 2, Ops.builder().delete(Token.UNITS).build());
            log.saved(1, 1, 3);
            log.invoked(DOCUMENT, 1, 2, EditKind.INSERT, List.of(THIRD));
            commit(1, 3, Ops.builder().insert(THIRD).build());
            log.saved(1, 2, 4);
        }
        writeLog(commits);
        writeReplicas(content);
    }

    @Test
    void aCleanRunIsClean() throws IOException {
        Verdict verdict = check();
        assertThat(verdict.isClean()).as(verdict.toString()).isTrue();
        assertThat(verdict.acknowledged()).isEqualTo(4);
        assertThat(verdict.revisions()).isEqualTo(4);
        assertThat(verdict.replicas()).isEqualTo(3);
    }

    @Test
    void anAcknowledgedEditThatIsNotInTheLogIsLost() throws IOException {
        appendEdits("invoke,9,0,INSERT," + Token.of(9, 0), "ok,9,0,4");
        assertThat(check().lost()).singleElement().asString().contains("9/0").contains("not in the log");
    }

    @Test
    void anEditSavedAtARevisionThatDoesNotExistIsLost() throws IOException {
        appendEdits("ok,1,2,5");
        assertThat(check().lost()).singleElement().asString().contains("revision 5 of 4");
    }

    @Test
    void aTokenThatNobodyDeletedAndThatIsGoneIsLost() throws IOException {
        edits(lines -> lines.replace("\"kind\":\"DELETE\"", "\"kind\":\"FORMAT\""));
        assertThat(check().lost()).singleElement().asString().contains("nobody deleted it");
    }

    @Test
    void aTokenThatIsStoredTwiceIsDoubled() throws IOException {
        commit(1, 4, Ops.builder().insert(THIRD).build());
        writeLog(commits);
        writeReplicas(content);
        Verdict verdict = check();
        assertThat(verdict.doubled()).singleElement().asString().contains(THIRD).contains("stored 2 times");
        assertThat(verdict.lost()).isEmpty();
    }

    @Test
    void aTokenThatWasStoredTwiceAndDeletedOnceIsDoubled() throws IOException {
        commit(1, 4, Ops.builder().insert(FIRST).build());
        commit(1, 5, Ops.builder().delete(Token.UNITS).build());
        writeLog(commits);
        writeReplicas(content);
        assertThat(check().doubled()).singleElement().asString().contains(FIRST);
    }

    @Test
    void aTokenOfNobodyIsUnexpected() throws IOException {
        commit(3, 1, Ops.builder().insert(Token.of(7, 7)).build());
        writeLog(commits);
        writeReplicas(content);
        assertThat(check().unexpected()).singleElement().asString().contains(Token.of(7, 7));
    }

    @Test
    void aRefusedEditThatIsStoredIsUnexpected() throws IOException {
        edits(lines -> lines.replace("\"ok\",\"editor\":2", "\"fail\",\"editor\":2"));
        assertThat(check().unexpected()).singleElement().asString().contains("refused");
    }

    @Test
    void aDeletedTokenThatIsThereIsUnexpected() throws IOException {
        appendEdits("invoke,2,1,DELETE," + THIRD, "ok,2,1,4");
        assertThat(check().unexpected()).singleElement().asString().contains("was deleted and is there");
    }

    @Test
    void aTornTokenIsUnexpected() throws IOException {
        commit(1, 4, Ops.builder().retain(2).delete(1).build());
        writeLog(commits);
        writeReplicas(content);
        Verdict verdict = check();
        assertThat(verdict.unexpected()).singleElement().asString().contains("no token");
        assertThat(verdict.lost()).singleElement().asString().contains("1/2");
    }

    @Test
    void aGapAShortHeadAndABrokenChainAreFlaws() throws IOException {
        List<Commit> gap = new ArrayList<>(commits);
        gap.remove(1);
        writeLog(gap);
        assertThat(check().flaws()).anyMatch(flaw -> flaw.contains("revision 3 follows 1"))
                .anyMatch(flaw -> flaw.contains("does not continue the chain"));

        writeLog(commits.subList(0, 3));
        assertThat(check().flaws()).singleElement().asString().contains("the log ends at 3");

        writeLog(commits);
        edits(Evidence.REVISIONS, lines -> lines.replaceFirst("\"at\":\\d", "\"at\":9"));
        assertThat(check().flaws()).anyMatch(flaw -> flaw.contains("revision 1 does not continue the chain"));
    }

    @Test
    void aKeyUsedTwiceAWrongLengthAndATimeThatRunsBackwardsAreFlaws() throws IOException {
        commit(1, 3, Ops.EMPTY);
        writeLog(commits);
        assertThat(check().flaws()).singleElement().asString().contains("key of an earlier one");

        edits(Evidence.REVISIONS, lines -> lines.replace("\"baseLength\":1,", "\"baseLength\":2,"));
        assertThat(check().flaws()).anyMatch(flaw -> flaw.contains("was made on 2 units, not 1"));

        edits(Evidence.REVISIONS, lines -> lines.replace("\"at\":2000", "\"at\":999"));
        assertThat(check().flaws()).anyMatch(flaw -> flaw.contains("older than the one before"));
    }

    @Test
    void aReplicaThatIsBehindOrShowsSomethingElseDiffers() throws IOException {
        edits(Evidence.REPLICAS, lines -> lines.replaceFirst("\"revision\":4", "\"revision\":3"));
        assertThat(check().differing()).singleElement().asString().contains("stands at revision 3");

        writeReplicas(Document.of(Ops.builder().insert(THIRD + SECOND,
                io.inkwell.ot.Attributes.builder().set("bold", new io.inkwell.ot.Scalar.Bool(true)).build())
                .insert("\n").build()));
        assertThat(check().differing()).hasSize(3).allMatch(complaint -> complaint.contains("something else"));
    }

    @Test
    void whatRemainedUnknownIsRecoveredOrNeverStoredAndBothAreRight() throws IOException {
        edits(lines -> lines.replace("\"ok\",\"editor\":2", "\"unknown\",\"editor\":2"));
        appendEdits("invoke,9,0,INSERT," + Token.of(9, 0), "unknown,9,0,0");
        Verdict verdict = check();
        assertThat(verdict.isClean()).as(verdict.toString()).isTrue();
        assertThat(verdict.recovered()).isEqualTo(1);
        assertThat(verdict.neverStored()).isEqualTo(1);
        assertThat(verdict.outcomesUnknown()).isEqualTo(2);
    }

    // ---- a run by hand -----------------------------------------------------------------------------------------------------------------

    private Verdict check() throws IOException {
        return HistoryChecker.check(folder);
    }

    private void commit(int displayId, int seq, Ops ops) {
        Digest chain = commits.isEmpty() ? Digest.chainStart(new DocumentId(DOCUMENT)) : commits.getLast().chain();
        long revision = commits.size() + 1L;
        Commit commit = Commit.following(chain, revision, CommitKind.Edit.EDIT, new SubmissionId(displayId, seq),
                1_000 * revision, ops.on(content.length()), Digest.ofSubmission(revision - 1, OpsJson.write(ops)));
        commits.add(commit);
        content = content.apply(commit.op());
    }

    private void writeLog(List<Commit> rows) throws IOException {
        Commit last = commits.getLast();
        write(Evidence.DOCUMENTS, List.of(Map.of("id", DOCUMENT, "rich", true, "revision", last.revision(), "chain",
                last.chain().toString())));
        write(Evidence.REVISIONS,
                rows.stream().map(row -> Map.of("document", DOCUMENT, "revision", row.revision(), "at",
                        row.atMillis(), "displayId", row.id().displayId(), "seq", row.id().seq(), "baseLength",
                        row.op().baseLength(), "kind", row.kind().number(), "chain", row.chain().toString(), "op",
                        new String(row.opBytes(), StandardCharsets.UTF_8))).toList());
    }

    private void writeReplicas(Document shown) throws IOException {
        String text = new String(OpsJson.write(shown.toOps()), StandardCharsets.UTF_8);
        List<String> names = List.of("editor 1", "editor 2", "node 1");
        write(Evidence.REPLICAS, names.stream().map(name -> Map.of("document", DOCUMENT, "replica", name, "revision",
                commits.getLast().revision(), "content", text)).toList());
    }

    private void write(String file, List<? extends Map<String, ?>> lines) throws IOException {
        Files.write(folder.resolve(file), lines.stream().map(JSON::writeValueAsString).toList());
    }

    /** Lines like {@code invoke,9,0,INSERT,token} and {@code ok,9,0,4}. */
    private void appendEdits(String... lines) throws IOException {
        for (String line : lines) {
            String[] part = line.split(",", -1);
            String tail = part[0].equals("invoke")
                    ? ",\"document\":\"" + DOCUMENT + "\",\"kind\":\"" + part[3] + "\",\"tokens\":[\"" + part[4] + "\"]"
                    : ",\"revision\":" + part[3];
            String json = "{\"event\":\"" + part[0] + "\",\"editor\":" + part[1] + ",\"edit\":" + part[2] + tail
                    + "}\n";
            Files.writeString(folder.resolve(EditLog.FILE), json, java.nio.file.StandardOpenOption.APPEND);
        }
    }

    private void edits(Function<String, String> change) throws IOException {
        edits(EditLog.FILE, change);
    }

    private void edits(String file, Function<String, String> change) throws IOException {
        String before = Files.readString(folder.resolve(file));
        String after = change.apply(before);
        assertThat(after).as("the damage was planted").isNotEqualTo(before);
        Files.writeString(folder.resolve(file), after);
    }
}
