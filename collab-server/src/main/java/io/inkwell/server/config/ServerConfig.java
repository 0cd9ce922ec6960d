package io.inkwell.server.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a server was started.
 *
 * @param port the TCP port, 0 for any free one
 * @param bindHost the address to listen on, a host name or an address literal
 * @param dataFolder where everything lies that must survive: the secret, the log files, and the built-in PostgreSQL's data
 * @param databaseUrl the JDBC address of a PostgreSQL to use instead of the built-in one
 * @param redis a Redis through which several servers on that database hear of each other; with host and port
 * @param publicOrigin the origin browsers see where a proxy stands before the server, for example {@code https://notes.example.org}
 * @param limits every limit
 */
public record ServerConfig(int port, String bindHost, Path dataFolder, @Nullable String databaseUrl,
        @Nullable URI redis, @Nullable String publicOrigin, Limits limits) {
    /** The port if none was named. */
    public static final int PORT_DEFAULT = 8080;
    /** The address to listen on if none was named: this computer only. */
    public static final String BIND_HOST_DEFAULT = "127.0.0.1";

    private static final Set<String> REDIS_SCHEMES = Set.of("redis", "rediss");
    private static final int REDIS_PORT_DEFAULT = 6379;
    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]{1,253}(:[1-9][0-9]{0,4})?");

    /** @throws IllegalArgumentException if the port is not 0 to 65535 or the public origin is none */
    public ServerConfig {
        if (port < 0 || port > 65_535)
            throw new IllegalArgumentException("a port is 0 to 65535, got " + port);
        if (publicOrigin != null && !isOrigin(publicOrigin))
            throw new IllegalArgumentException("not an origin: " + publicOrigin);
    }

    /**
     * The address of a Redis: {@code redis://} or {@code rediss://} (with TLS), perhaps user and password, a host, perhaps a port (6379 if
     * absent), perhaps the number of a database as path.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static URI redis(String text) {
        URI uri = URI.create(text);
        boolean valid = REDIS_SCHEMES.contains(String.valueOf(uri.getScheme())) && uri.getHost() != null
                && uri.getPath().matches("(/[0-9]{0,4})?") && uri.getQuery() == null && uri.getFragment() == null;
        if (!valid)
            throw new IllegalArgumentException("not the address of a Redis");
        try {
            return new URI(uri.getScheme(), uri.getUserInfo(), uri.getHost(),
                    uri.getPort() < 0 ? REDIS_PORT_DEFAULT : uri.getPort(), uri.getPath(), null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Whether a text is an origin as browsers write it: scheme, lower-case host and perhaps a port, nothing after it. */
    public static boolean isOrigin(String text) {
        return ORIGIN.matcher(text).matches() && !text.matches("http://.*:80|https://.*:443");
    }

    /**
     * Whether only this computer can reach the server. A host name counts as loopback only if all its addresses are.
     *
     * @throws ConfigException if the name has no address
     */
    public boolean bindsLoopbackOnly() throws ConfigException {
        try {
            for (InetAddress address : InetAddress.getAllByName(bindHost)) {
                if (!address.isLoopbackAddress())
                    return false;
            }
            return true;
        } catch (UnknownHostException e) {
            throw new ConfigException("The address \"" + bindHost + "\" to listen on is not known on this computer. "
                    + "Use --bind 127.0.0.1 for this computer only or --bind 0.0.0.0 for every network.", e);
        }
    }

    /** Everything in one line, for the log. The addresses of database and Redis are left out: they may hold passwords. */
    public String describe() {
        return "port=" + port + " bindHost=" + bindHost + " dataFolder=" + dataFolder + " database="
                + (databaseUrl == null ? "built-in" : "given") + " redis=" + (redis == null ? "none" : "given")
                + " publicOrigin=" + publicOrigin
                + " limits=" + LimitsFile.print(limits);
    }

    /** The same as {@link #describe}. */
    @Override
    public String toString() {
        return describe();
    }
}
