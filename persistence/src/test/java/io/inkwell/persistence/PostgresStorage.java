package io.inkwell.persistence;

import io.inkwell.sync.DocumentId;
import io.inkwell.sync.Head;
import io.inkwell.sync.port.BlockStore;
import io.inkwell.sync.port.DocumentCatalog;
import io.inkwell.sync.port.HistoryReader;
import io.inkwell.sync.port.PersonDirectory;
import io.inkwell.sync.port.RevisionLog;
import io.inkwell.sync.port.SessionStore;
import io.inkwell.sync.port.SnapshotStore;
import io.inkwell.sync.port.Storage;
import io.inkwell.sync.port.VersionStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The ports of a database, for the contracts. */
record PostgresStorage(Database database) implements Storage {

    /** The ports of the database that all tests share. */
    static PostgresStorage shared() {
        return new PostgresStorage(TestCluster.shared().database());
    }

    @Override
    public RevisionLog log() {
        return database.revisionLog();
    }

    @Override
    public SessionStore sessions() {
        return database.sessions();
    }

    @Override
    public SnapshotStore snapshots() {
        return database.snapshots();
    }

    @Override
    public BlockStore blocks() {
        return database.blocks();
    }

    @Override
    public HistoryReader history() {
        return database.history();
    }

    @Override
    public DocumentCatalog documents() {
        return database.documents();
    }

    @Override
    public VersionStore versions() {
        return database.versions();
    }

    @Override
    public PersonDirectory people() {
        return database.people();
    }

    @Override
    public void putState(DocumentId id, Head.State state) {
        try (Connection connection = database.pool().getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "update document_head set state = ? where document_no = (select number from document where id = ?)")) {
            statement.setInt(1, state.number());
            statement.setString(2, id.value());
            statement.executeUpdate();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
