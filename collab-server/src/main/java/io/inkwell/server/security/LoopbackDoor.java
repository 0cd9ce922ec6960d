package io.inkwell.server.security;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * The door where a name is enough to sign in: it is open only to the person at this very computer.
 *
 * <p>
 * Four things must hold, because each alone can be got round. The server listens on loopback only, so that no other computer can connect. The
 * other end of the connection is loopback. The {@code Host} field names this computer, so that no page of another site reaches the door by
 * giving its own name the address 127.0.0.1. And no field says that a proxy passed the request on: behind a proxy everybody comes from loopback.
 */
public final class LoopbackDoor {
    private static final List<String> PROXY_FIELDS = List.of("Forwarded", "Via", "X-Real-IP", "Client-IP",
            "True-Client-IP", "CF-Connecting-IP");
    private static final String PROXY_PREFIX = "X-Forwarded";
    private static final String NUMBER = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern THIS_COMPUTER = Pattern.compile(
            "(?:localhost|127\\." + NUMBER + "\\." + NUMBER + "\\." + NUMBER + "|\\[::1])(?::\\d{1,5})?",
            Pattern.CASE_INSENSITIVE);

    private final boolean bindsLoopbackOnly;

    /** @param bindsLoopbackOnly whether the server listens on loopback only */
    public LoopbackDoor(boolean bindsLoopbackOnly) {
        this.bindsLoopbackOnly = bindsLoopbackOnly;
    }

    /** Why the door is closed for a request, in a sentence; empty if it is open. */
    public Optional<String> closedBecause(Request request) {
        if (!bindsLoopbackOnly)
            return Optional.of("The server can be reached from other computers.");
        if (!comesFromThisComputer(request))
            return Optional.of("The request does not come from the computer the server runs on.");
        return Optional.empty();
    }

    /** Whether a request comes from this computer, over no proxy, under a name of this computer. */
    public static boolean comesFromThisComputer(Request request) {
        return isLoopbackPeer(request) && isLoopbackHost(request) && !cameOverProxy(request);
    }

    private static boolean isLoopbackPeer(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress peer
                && peer.getAddress() != null
                && peer.getAddress().isLoopbackAddress();
    }

    private static boolean isLoopbackHost(Request request) {
        List<String> hosts = request.getHeaders().getValuesList(HttpHeader.HOST);
        return hosts.size() == 1 && THIS_COMPUTER.matcher(hosts.getFirst()).matches();
    }

    private static boolean cameOverProxy(Request request) {
        return request.getHeaders().stream()
                .anyMatch(field -> PROXY_FIELDS.stream().anyMatch(field.getName()::equalsIgnoreCase)
                        || field.getName().regionMatches(true, 0, PROXY_PREFIX, 0, PROXY_PREFIX.length()));
    }
}
