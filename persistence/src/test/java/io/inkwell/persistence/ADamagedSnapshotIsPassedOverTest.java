package io.inkwell.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Document;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.History;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.port.Scribe;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A snapshot is checked when it is read; the log has the truth all the same. */
class ADamagedSnapshotIsPassedOverTest {

    private final TestCluster cluster = TestCluster.shared();
    private final PostgresStorage storage = PostgresStorage.shared();
    private Scribe ada;
    private long damagedBefore;

    @BeforeEach
    void writeWithTwoSnapshots() {
        ada = Scribe.on(storage);
        damagedBefore = cluster.database().damagedSnapshotsSeen();
        ada.write("one ", "two ");
        storage.snapshots().save(ada.document(), new Snapshot(2, ada.head().chain(), ada.text()));
        ada.write("three ", "four ");
        storage.snapshots().save(ada.document(), new Snapshot(4, ada.head().chain(), ada.text()));
        ada.write("five");
    }

    @ParameterizedTest
    @ValueSource(strings = {"content = set_byte(content, 5, 255 - get_byte(content, 5))", "content = ''",
        "content = content || '\\x00'",
        "content = substr(content, 1, 5)", "sha256 = set_byte(sha256, 31, 255 - get_byte(sha256, 31))",
        "length = length + 1",
        "length = length - 1", "length = 2000000000"})
    void theOlderOneIsUsedInItsPlaceAndTheDamageIsCounted(String damage) throws SQLException {
        damage(ada.document(), 4, damage);
        Snapshot found = storage.snapshots().newestAtOrBelow(ada.document(), 5).orElseThrow();
        assertThat(found.revision()).isEqualTo(2);
        assertThat(found.document()).isEqualTo(Document.ofText("one two "));
        assertThat(cluster.database().damagedSnapshotsSeen()).isEqualTo(damagedBefore + 1);
        assertThat(rebuilt()).isEqualTo("one two three four five");
    }

    @Test
    void withoutAnyGoodOneTheDocumentIsRebuiltFromItsStart() throws SQLException {
        damage(ada.document(), 2, "content = ''");
        damage(ada.document(), 4, "content = ''");
        assertThat(storage.snapshots().newestAtOrBelow(ada.document(), 5)).isEmpty();
        assertThat(rebuilt()).isEqualTo("one two three four five");
    }

    @Test
    void aSnapshotOfHighlyRepetitiveTextIsSmall() throws SQLException {
        String text = "all work and no play makes a dull page\n".repeat(10_000);
        storage.snapshots().save(ada.document(), new Snapshot(9, new Digest(1, 2), Document.ofText(text)));
        try (Connection connection = cluster.database().pool().getConnection();
                PreparedStatement statement = connection
                        .prepareStatement("select octet_length(content) from snapshot where rev = 9")) {
            var row = statement.executeQuery();
            row.next();
            assertThat(row.getInt(1)).isLessThan(text.length() / 50);
        }
        assertThat(storage.snapshots().newestAtOrBelow(ada.document(), 9).orElseThrow().document().text())
                .isEqualTo(text);
    }

    private String rebuilt() {
        return new History(storage.snapshots(), storage.history()).at(ada.document(), DocumentType.TEXT, 5).document()
                .text();
    }

    private void damage(DocumentId document, long revision, String change) throws SQLException {
        try (Connection connection = cluster.superuser(EmbeddedRoles.DATABASE);
                PreparedStatement statement = connection.prepareStatement("update snapshot set " + change
                        + " where rev = ? and document_no = (select number from document where id = ?)")) {
            statement.setLong(1, revision);
            statement.setString(2, document.value());
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }
}
