package io.inkwell.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.history.AttributedChange;
import io.inkwell.history.Attribution;
import io.inkwell.history.LongHistory;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.port.BlockStore.Range;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Composed history is derived: whatever happens to it in the database, answers stay right, and it is mended by them. */
class ADamagedBlockIsMadeAgainTest {

    private static final int REVISIONS = 300;
    private static final Range BLOCK = new Range(0, 256);

    private final PostgresStorage storage = PostgresStorage.shared();
    private final LongHistory document = new LongHistory(storage, 2, 3);
    private final Attribution attribution = new Attribution(storage.history(), storage.blocks());

    @BeforeEach
    void write() {
        document.write(REVISIONS);
        attribution.grow(document.id(), 0, REVISIONS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"content = set_byte(content, 5, 255 - get_byte(content, 5))", "content = ''",
        "content = substr(content, 1, 5)", "sha256 = set_byte(sha256, 31, 255 - get_byte(sha256, 31))",
        "length = length + 1", "from_chain = set_byte(from_chain, 0, 255 - get_byte(from_chain, 0))",
        "to_chain = set_byte(to_chain, 0, 255 - get_byte(to_chain, 0))"})
    void andTheAnswerIsRight(String damage) throws SQLException {
        AttributedChange before = attribution.between(document.id(), DocumentType.TEXT, 0, REVISIONS);
        byte[] content = storage.blocks().find(document.id(), List.of(BLOCK)).getFirst().content();
        damage(damage);
        assertThat(attribution.between(document.id(), DocumentType.TEXT, 0, REVISIONS)).isEqualTo(before);
        assertThat(storage.blocks().find(document.id(), List.of(BLOCK)).getFirst().content()).isEqualTo(content);
    }

    private void damage(String change) throws SQLException {
        try (Connection connection = TestCluster.shared().superuser(EmbeddedRoles.DATABASE);
                PreparedStatement statement = connection.prepareStatement("update attribution_block set " + change
                        + " where document_no = (select number from document where id = ?)")) {
            statement.setString(1, document.id().value());
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }
}
