package io.inkwell.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.history.Filler;
import io.inkwell.history.Finding;
import io.inkwell.history.Inspection;
import io.inkwell.history.Inspector;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.sync.ClientId;
import io.inkwell.sync.Commit;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.History;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.StoredOperation;
import io.inkwell.sync.port.Scribe;
import io.inkwell.sync.port.StorageException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The law's one exception: words are taken out of a history, provably nothing else, and everything goes on working. */
class ARevisionIsRedactedTest {

    private final DatabaseSettings settings = TestCluster.shared().freshDatabase().forCommand();
    private final Database database = TestCluster.open(settings);
    private final PostgresStorage storage = new PostgresStorage(database);
    private Scribe ada;

    @BeforeEach
    void writeASecret() {
        ada = Scribe.on(storage);
        ada.write("Meet at ", "dawn in Rome\n", ". Bring ");
        storage.snapshots().save(ada.document(), new Snapshot(3, ada.head().chain(), ada.text()));
        ada.write("bread");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void redact(long revision) throws Redactions.ServersRunException {
        Commit commit = storage.history().read(ada.document(), revision - 1, revision, 1).getFirst();
        StoredOperation filler = StoredOperation.redacted(OpsJson.write(Filler.of(commit.op().ops())),
                commit.operationDigest());
        new Redactions(settings).redact(ada.document(), Map.of(revision, filler), "Ada", "court order 17");
    }

    private Inspection inspect() {
        return new Inspector(database.archive()).inspect(ada.document(), List.of(), (r, h) -> {});
    }

    private String at(long revision) {
        return new History(storage.snapshots(), storage.history()).at(ada.document(), DocumentType.TEXT, revision)
                .document().text();
    }

    @Test
    void theWordsAreGoneEverywhereAndEveryLinkStillHolds() throws Exception {
        redact(2);
        assertThat(at(2)).isEqualTo("Meet at " + "\u2588".repeat(12) + "\n");
        assertThat(at(4)).isEqualTo("Meet at " + "\u2588".repeat(12) + "\n. Bring bread");
        assertThat(database.archive().snapshots(ada.document())).isEmpty();
        Inspection inspection = inspect();
        assertThat(inspection.findings()).isEmpty();
        assertThat(inspection.redacted()).isEqualTo(1);
        assertThat(inspection.chain()).isEqualTo(ada.head().chain());
    }

    @Test
    void composedBlocksThatHeldTheWordsAreRemoved() throws Exception {
        String block = "insert into attribution_block select number, %d, %d, 0, '\\x" + "00".repeat(16) + "', '\\x"
                + "00".repeat(16) + "', '\\x" + "00".repeat(32) + "', '' from document";
        try (var connection = TestCluster.shared().superuser(settings.url().replaceFirst(".*/", ""));
                var statement = connection.createStatement()) {
            statement.execute(block.formatted(1, 0));
            statement.execute(block.formatted(2, 1));
            statement.execute(block.formatted(4, 0));
            redact(2);
            var left = statement.executeQuery("select max(to_rev), count(*) from attribution_block");
            left.next();
            assertThat(left.getLong(1)).isEqualTo(1);
            assertThat(left.getLong(2)).isEqualTo(1);
        }
    }

    @Test
    void editingAndRecognisingWhatIsSentTwiceGoOn() throws Exception {
        Commit before = storage.history().read(ada.document(), 1, 2, 1).getFirst();
        redact(2);
        Commit after = storage.log().find(ada.document(), before.id()).orElseThrow();
        assertThat(after.submitHash()).isEqualTo(before.submitHash());
        assertThat(after.isRedacted()).isTrue();
        assertThat(after.continues(1, 8, storage.history().read(ada.document(), 0, 1, 1).getFirst().chain())).isTrue();
        ada.write(" and wine");
        assertThat(inspect().isSound()).isTrue();
        assertThat(at(5)).endsWith("bread and wine");
    }

    @Test
    void whoHadTheDocumentBeforeIsToldToStartAnew() throws Exception {
        ClientId before = new ClientId(UUID.randomUUID());
        storage.sessions().create(ada.document(), before, ada.person());
        assertThat(storage.sessions().find(ada.document(), before).orElseThrow().mayHoldRedacted()).isFalse();
        redact(2);
        ClientId after = new ClientId(UUID.randomUUID());
        storage.sessions().create(ada.document(), after, ada.person());
        assertThat(storage.sessions().find(ada.document(), before).orElseThrow().mayHoldRedacted()).isTrue();
        assertThat(storage.sessions().find(ada.document(), after).orElseThrow().mayHoldRedacted()).isFalse();
    }

    @Test
    void nothingElseCanBeDoneOnThisWay() throws Exception {
        Commit commit = storage.history().read(ada.document(), 1, 2, 1).getFirst();
        StoredOperation ofAnother = StoredOperation.redacted(OpsJson.write(Filler.of(commit.op().ops())),
                ada.read(2).commits().getFirst().operationDigest());
        assertThatThrownBy(() -> new Redactions(settings).redact(ada.document(), Map.of(2L, ofAnother), "Ada", "why"))
                .isInstanceOf(StorageException.class).hasMessageContaining("changed nothing");
        redact(2);
        assertThatThrownBy(() -> redact(2)).isInstanceOf(StorageException.class);
        assertThat(inspect().findings()).isEmpty();
    }

    @Test
    void aServerThatIsConnectedIsReasonToRefuse() {
        DatabaseSettings asAServer = DatabaseSettings.of(settings.url(), settings.owner(), settings.application());
        try (Database server = TestCluster.open(asAServer)) {
            assertThat(server.answers()).isTrue();
            assertThatThrownBy(() -> redact(2)).isInstanceOf(Redactions.ServersRunException.class)
                    .hasMessageContaining("Stop every server");
        }
        assertThat(at(2)).contains("Rome");
    }

    @Test
    void aRedactionThatPutsOtherWordsInIsFound() throws Exception {
        redact(2);
        String forged = HexFormat.of().formatHex(StoredOperation.redacted(
                "[{\"retain\":8},{\"insert\":\"noon in Oslo\\n\"}]".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                storage.history().read(ada.document(), 1, 2, 1).getFirst().operationDigest()).toBytes());
        try (var connection = TestCluster.shared().superuser(settings.url().replaceFirst(".*/", ""));
                var statement = connection.createStatement()) {
            statement.execute("alter table revision disable trigger all");
            statement.execute("update revision set op = '\\x" + forged + "' where rev = 2");
        }
        assertThat(inspect().findings()).singleElement().isInstanceOf(Finding.FalseRedaction.class);
    }
}
