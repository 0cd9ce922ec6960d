package io.inkwell.server;

import io.inkwell.persistence.DataFolder;
import io.inkwell.persistence.Database;
import io.inkwell.persistence.DatabaseSettings;
import io.inkwell.persistence.EmbeddedPostgres;
import io.inkwell.persistence.SalvageFolder;
import io.inkwell.persistence.StartRefusedException;
import io.inkwell.server.config.ServerConfig;
import java.time.InstantSource;

/**
 * The storage of a server: a database, and what has to stay open beneath it. Either the built-in PostgreSQL, which holds the data folder
 * itself, or somebody else's; then the folder is held here.
 */
final class PostgresStores implements AutoCloseable {
    private static final String SALVAGE_FOLDER = "salvage";

    private final Database database;
    private final SalvageFolder salvages;
    private final Runnable closeBeneath;

    private PostgresStores(Database database, SalvageFolder salvages, Runnable closeBeneath) {
        this.database = database;
        this.salvages = salvages;
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
            return over(settings, config, folder::close);
        }
        EmbeddedPostgres postgres = EmbeddedPostgres.start(config.dataFolder());
        return over(postgres.settings(), config, postgres::close);
    }

    /** The database as the ports everybody sees. */
    Stores ports() {
        return new Stores(database.documents(), database.people(), database.revisionLog(), database.history(),
                database.snapshots(), database.blocks(), database.sessions(), database.versions(),
                database.archive(), salvages, database::answers);
    }

    @Override
    public void close() {
        try {
            database.close();
        } finally {
            closeBeneath.run();
        }
    }

    private static PostgresStores over(DatabaseSettings settings, ServerConfig config, Runnable closeBeneath)
            throws StartRefusedException {
        boolean open = false;
        try {
            SalvageFolder salvages = new SalvageFolder(config.dataFolder().resolve(SALVAGE_FOLDER),
                    InstantSource.system());
            PostgresStores stores = new PostgresStores(Database.open(settings), salvages, closeBeneath);
            open = true;
            return stores;
        } finally {
            if (!open)
                closeBeneath.run();
        }
    }
}
