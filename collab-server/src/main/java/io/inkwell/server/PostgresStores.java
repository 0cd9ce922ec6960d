package io.inkwell.server;

import io.inkwell.persistence.DataFolder;
import io.inkwell.persistence.Database;
import io.inkwell.persistence.DatabaseSettings;
import io.inkwell.persistence.EmbeddedPostgres;
import io.inkwell.persistence.StartRefusedException;
import io.inkwell.server.config.ServerConfig;

/**
 * The storage of a server: a database, and what has to stay open beneath it. Either the built-in PostgreSQL, which holds the data folder
 * itself, or somebody else's; then the folder is held here.
 */
final class PostgresStores implements AutoCloseable {
    private final Database database;
    private final Runnable closeBeneath;

    private PostgresStores(Database database, Runnable closeBeneath) {
        this.database = database;
        this.closeBeneath = closeBeneath;
    }

    /**
     * Opens the database a server was told to use.
     *
     * @throws StartRefusedException if it cannot be used, or another server holds the data folder
     */
    static PostgresStores open(ServerConfig config) throws StartRefusedException {
        String url = config.databaseUrl();
        if (url != null) {
            DatabaseSettings settings = DatabaseSettings.ofUrl(url);
            DataFolder folder = DataFolder.hold(config.dataFolder());
            return over(settings, folder::close);
        }
        EmbeddedPostgres postgres = EmbeddedPostgres.start(config.dataFolder());
        return over(postgres.settings(), postgres::close);
    }

    /** The database as the ports everybody sees. */
    Stores ports() {
        return new Stores(database.documents(), database.people(), database.revisionLog(), database.history(),
                database.snapshots(),
                database.sessions(), database::answers);
    }

    @Override
    public void close() {
        try {
            database.close();
        } finally {
            closeBeneath.run();
        }
    }

    private static PostgresStores over(DatabaseSettings settings, Runnable closeBeneath) throws StartRefusedException {
        boolean open = false;
        try {
            PostgresStores stores = new PostgresStores(Database.open(settings), closeBeneath);
            open = true;
            return stores;
        } finally {
            if (!open)
                closeBeneath.run();
        }
    }
}
