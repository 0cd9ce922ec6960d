package io.inkwell.server;

import io.inkwell.server.admin.PublicAddress;
import io.inkwell.server.config.ConfigException;
import io.inkwell.server.config.ServerConfig;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Under which addresses a server can be reached. */
final class Addresses implements PublicAddress {
    private static final Logger LOG = LoggerFactory.getLogger(Addresses.class);
    private static final Pattern LOOPBACK_ORIGIN = Pattern.compile("http://(localhost|127\\..*|\\[::1])(:\\d+)?");

    private final String here;
    private final List<String> elsewhere;

    private Addresses(String here, List<String> elsewhere) {
        this.here = here;
        this.elsewhere = elsewhere;
    }

    /**
     * The addresses of a server that listens on a port.
     *
     * @param port the port it really has
     * @throws ConfigException if the address to listen on is not known
     */
    static Addresses of(ServerConfig config, int port) throws ConfigException {
        if (config.publicOrigin() != null)
            return new Addresses(config.publicOrigin(), List.of(config.publicOrigin()));
        boolean onlyOneAddress = !config.bindsLoopbackOnly() && !isAny(config.bindHost());
        String here = "http://" + (onlyOneAddress ? bracketed(config.bindHost()) : "localhost") + ":" + port;
        if (config.bindsLoopbackOnly())
            return new Addresses(here, List.of());
        List<String> hosts = onlyOneAddress ? List.of(bracketed(config.bindHost())) : hostsOfThisComputer();
        return new Addresses(here, hosts.stream().map(host -> "http://" + host + ":" + port).toList());
    }

    /** The origin for a browser on this computer. */
    String here() {
        return here;
    }

    /** The origins other computers can use, best first. */
    List<String> elsewhere() {
        return elsewhere;
    }

    /** A link made on this computer would lead other people to their own; it gets an address they can reach instead, if there is one. */
    @Override
    public String seenFromElsewhere(String ownOrigin) {
        if (elsewhere.isEmpty() || !LOOPBACK_ORIGIN.matcher(ownOrigin).matches())
            return ownOrigin;
        return elsewhere.getFirst();
    }

    private static boolean isAny(String bindHost) {
        try {
            return InetAddress.getByName(bindHost).isAnyLocalAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static List<String> hostsOfThisComputer() {
        List<String> hosts = new ArrayList<>();
        try {
            for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                for (InetAddress address : Collections.list(network.getInetAddresses())) {
                    if (address instanceof Inet4Address && !address.isLoopbackAddress()
                            && !address.isLinkLocalAddress())
                        hosts.add(address.getHostAddress());
                }
            }
        } catch (SocketException e) {
            LOG.info("the addresses of this computer cannot be found out: {}", e.getMessage());
        }
        return hosts;
    }
}
