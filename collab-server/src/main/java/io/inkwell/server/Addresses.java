package io.inkwell.server;

import io.inkwell.server.admin.PublicAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Under which addresses a server can be reached. */
final class Addresses implements PublicAddress {
    private static final Pattern LOOPBACK_ORIGIN = Pattern.compile("http://(localhost|127\\..*|\\[::1])(:\\d+)?");

    private final List<String> elsewhere;

    private Addresses(List<String> elsewhere) {
        this.elsewhere = elsewhere;
    }

    /** The addresses of a server that listens on a host and port. */
    static Addresses of(String bindHost, int port, boolean loopbackOnly) {
        return new Addresses(loopbackOnly
                ? List.of()
                : hosts(bindHost).stream().map(host -> "http://" + host + ":" + port).toList());
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

    private static List<String> hosts(String bindHost) {
        try {
            InetAddress bound = InetAddress.getByName(bindHost);
            if (!bound.isAnyLocalAddress())
                return List.of(bindHost.contains(":") ? "[" + bindHost + "]" : bindHost);
            List<String> hosts = new ArrayList<>();
            for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                for (InetAddress address : Collections.list(network.getInetAddresses())) {
                    if (address instanceof Inet4Address && !address.isLoopbackAddress()
                            && !address.isLinkLocalAddress())
                        hosts.add(address.getHostAddress());
                }
            }
            return hosts;
        } catch (UnknownHostException | SocketException e) {
            return List.of();
        }
    }
}
