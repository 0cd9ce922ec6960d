import io.inkwell.persistence.EmbeddedPostgres;
import java.nio.file.Path;

/**
 * Runs the PostgreSQL that all durable servers of a comparison use: the one Inkwell brings along, in a folder of its own,
 * with its own settings, durability on. Prints {@code {"port": N}} when it is ready and stops it when its input ends.
 *
 * <p>
 * It is run from its source, with the server's jar on the class path:
 * {@code java -cp collab-server/target/lib/* DatabaseForLoad.java FOLDER PROGRAMS}.
 */
final class DatabaseForLoad {
    private DatabaseForLoad() {}

    /**
     * Runs it.
     *
     * @param arguments a new folder, which afterwards holds the superuser's password, and the folder for PostgreSQL's
     *        programs, which may be used again
     */
    public static void main(String[] arguments) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]), Path.of(arguments[1]))) {
            System.out.println("{\"port\": " + postgres.port() + "}");
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
