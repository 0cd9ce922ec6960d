package io.inkwell.persistence;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * How to reach the database.
 *
 * @param url the JDBC address, without user and password
 * @param owner who owns the tables and migrates the schema
 * @param application who serves; the same as the owner where only one user was given
 * @param applicationName how the connections are called in {@code pg_stat_activity}
 * @param connectionsMax connections open at once
 */
public record DatabaseSettings(String url, Credentials owner, Credentials application, String applicationName,
        int connectionsMax) {

    /** How the connections of servers are called. */
    static final String APPLICATION_NAME = "inkwell";
    private static final int CONNECTIONS_MAX = 12;
    private static final int COMMAND_CONNECTIONS_MAX = 4;

    /** Settings with the usual name and number of connections. */
    public static DatabaseSettings of(String url, Credentials owner, Credentials application) {
        return new DatabaseSettings(url, owner, application, APPLICATION_NAME, CONNECTIONS_MAX);
    }

    /**
     * Reads an address as people write it: {@code jdbc:postgresql://host/database?user=…&password=…} or
     * {@code postgresql://user:password@host/database}. Without a password the driver looks into {@code ~/.pgpass}.
     *
     * @throws StartRefusedException if it is no such address or names no user; the message does not repeat the address,
     *         which may hold a password
     */
    public static DatabaseSettings ofUrl(String address) throws StartRefusedException {
        Properties parts = Driver.parseURL(jdbc(address), null);
        if (parts == null) {
            throw notAnAddress();
        }
        String user = parts.getProperty("user");
        if (user == null || user.isEmpty()) {
            throw new StartRefusedException("The database address names no user. " + EXAMPLE);
        }
        Credentials both = new Credentials(user, parts.getProperty("password", ""));
        return of(withoutCredentials(jdbc(address)), both, both);
    }

    /** The same database with another limit of connections. */
    public DatabaseSettings withConnectionsMax(int connections) {
        return new DatabaseSettings(url, owner, application, applicationName, connections);
    }

    /** The same database for a command beside the servers: under another name, with few connections. */
    public DatabaseSettings forCommand() {
        return new DatabaseSettings(url, owner, application, APPLICATION_NAME + "-command", COMMAND_CONNECTIONS_MAX);
    }

    private static final String EXAMPLE = "Write it as postgresql://user:password@host:5432/database.";

    private static StartRefusedException notAnAddress() {
        return new StartRefusedException("The database address cannot be read. " + EXAMPLE);
    }

    private static String jdbc(String address) throws StartRefusedException {
        if (address.startsWith("jdbc:postgresql:")) {
            return address;
        }
        if (!address.startsWith("postgresql://") && !address.startsWith("postgres://")) {
            throw notAnAddress();
        }
        try {
            URI uri = new URI(address);
            if (uri.getHost() == null) {
                throw notAnAddress();
            }
            StringBuilder jdbc = new StringBuilder("jdbc:postgresql://").append(uri.getHost());
            if (uri.getPort() >= 0) {
                jdbc.append(':').append(uri.getPort());
            }
            jdbc.append(uri.getRawPath().isEmpty() ? "/" : uri.getRawPath());
            String query = uri.getRawQuery() == null ? "" : "&" + uri.getRawQuery();
            return jdbc + (login(uri) + query).replaceFirst("&", "?");
        } catch (URISyntaxException malformed) {
            throw notAnAddress();
        }
    }

    private static String login(URI uri) {
        String info = uri.getRawUserInfo();
        if (info == null) {
            return "";
        }
        int colon = info.indexOf(':');
        return colon < 0
                ? "&user=" + info
                : "&user=" + info.substring(0, colon) + "&password=" + info.substring(colon + 1);
    }

    private static String withoutCredentials(String jdbc) {
        int mark = jdbc.indexOf('?');
        if (mark < 0) {
            return jdbc;
        }
        StringBuilder kept = new StringBuilder();
        for (String pair : jdbc.substring(mark + 1).split("&", -1)) {
            String name = URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8);
            if (!pair.isEmpty() && !name.equals("user") && !name.equals("password")) {
                kept.append(kept.isEmpty() ? '?' : '&').append(pair);
            }
        }
        return jdbc.substring(0, mark) + kept;
    }
}
