package io.inkwell.persistence;

import io.inkwell.sync.port.StorageException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** One statement on a connection of the pool, autocommitted: one round trip, one snapshot. */
final class Jdbc {

    private final DataSource pool;

    Jdbc(DataSource pool) {
        this.pool = pool;
    }

    /** Sets the parameters of a statement. */
    @FunctionalInterface
    interface Parameters {

        void on(PreparedStatement statement) throws SQLException;
    }

    /** Makes a value of the current row. */
    @FunctionalInterface
    interface Row<T> {

        T of(ResultSet row) throws SQLException;
    }

    Connection connection() throws SQLException {
        return pool.getConnection();
    }

    /**
     * Runs a statement that returns rows.
     *
     * @param what what is being done, for the message of a failure
     * @throws StorageException if the database does not answer
     */
    <T> List<T> ask(String what, String sql, Parameters parameters, Row<T> each) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.on(statement);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> result = new ArrayList<>();
                while (rows.next()) {
                    result.add(each.of(rows));
                }
                return result;
            }
        } catch (SQLException failed) {
            throw failure(what, failed);
        }
    }

    /**
     * Runs a statement that changes rows.
     *
     * @param what what is being done, for the message of a failure
     * @return how many rows it changed
     * @throws StorageException if the database does not answer; the change may have been made
     */
    int change(String what, String sql, Parameters parameters) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.on(statement);
            return statement.executeUpdate();
        } catch (SQLException failed) {
            throw failure(what, failed);
        }
    }

    private static StorageException failure(String what, SQLException failed) {
        return new StorageException(what + " failed: " + Failures.describe(failed), failed);
    }
}
