package io.inkwell.server;

import io.inkwell.persistence.Database;
import io.inkwell.persistence.DatabaseSettings;
import io.inkwell.persistence.EmbeddedPostgres;
import io.inkwell.persistence.StartRefusedException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the documents are, for commands that look after them: the same options and the same ways in for all. */
final class StorageOption {
    @Mixin
    private final DataOption data = new DataOption();
    @Option(names = "--database-url", paramLabel = "URL", description = "The PostgreSQL the servers use, if it is not the built-in one: postgresql://user:password@host:5432/database.")
    private @Nullable String databaseUrl;

    /**
     * An open database, and what has to stay open beneath it.
     *
     * @param settings how it is reached
     * @param database the database
     * @param closeBeneath closes what is beneath
     */
    record Opened(DatabaseSettings settings, Database database, Runnable closeBeneath) implements AutoCloseable {
        @Override
        public void close() {
            try {
                database.close();
            } finally {
                closeBeneath.run();
            }
        }
    }

    /**
     * Opens the database beside a running server, or starts the built-in one for as long as the command runs.
     *
     * @throws StartRefusedException if there is none, or it cannot be used
     */
    Opened open() throws StartRefusedException {
        if (databaseUrl != null)
            return joined(DatabaseSettings.ofUrl(databaseUrl).forCommand());
        Optional<DatabaseSettings> running = EmbeddedPostgres.ofRunningServer(data.folder());
        return running.isPresent() ? joined(running.get()) : started(data.folder());
    }

    /**
     * Opens the database for work during which no server may run.
     *
     * @throws StartRefusedException if a server holds the data folder, or the database cannot be used
     */
    Opened openAlone() throws StartRefusedException {
        if (databaseUrl != null)
            return joined(DatabaseSettings.ofUrl(databaseUrl).forCommand());
        // A folder without a database is refused, not filled.
        EmbeddedPostgres.ofRunningServer(data.folder());
        return started(data.folder());
    }

    private static Opened joined(DatabaseSettings settings) throws StartRefusedException {
        return new Opened(settings, Database.join(settings), () -> {});
    }

    private static Opened started(Path folder) throws StartRefusedException {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder);
        boolean open = false;
        try {
            DatabaseSettings settings = postgres.settings().forCommand();
            Opened opened = new Opened(settings, Database.open(settings), postgres::close);
            open = true;
            return opened;
        } finally {
            if (!open)
                postgres.close();
        }
    }
}
