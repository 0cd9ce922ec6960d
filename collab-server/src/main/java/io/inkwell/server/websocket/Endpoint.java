package io.inkwell.server.websocket;

import io.inkwell.protocol.CloseCode;
import io.inkwell.server.config.Limits;
import io.inkwell.sync.Member;
import io.inkwell.server.http.Problem;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.security.Caller;
import io.inkwell.server.security.WebSocketAuthentication;
import io.inkwell.server.security.WebSocketAuthentication.Decision;
import io.inkwell.server.websocket.Admittance.Right;
import io.inkwell.sync.port.DocumentCatalog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.jspecify.annotations.Nullable;

/**
 * The door of {@code /ws/documents/{documentId}}: everything that can be refused with an HTTP status is refused here, before the upgrade.
 */
public final class Endpoint extends Handler.Abstract {
    /** Where documents are opened; the document's id follows. */
    public static final String PATH = "/ws/documents/";
    /** The subprotocol a client has to name. */
    public static final String SUBPROTOCOL = "inkwell.v1";
    private static final int OUTGOING_FRAMES_MAX = 8;

    private final WebSocketAuthentication authentication;
    private final Connections connections;
    private final ServerWebSocketContainer container;

    /**
     * An endpoint on a server that has not been started.
     *
     * @param limits how large a message may be and how long a connection may be silent
     */
    public Endpoint(Server server, Limits limits, WebSocketAuthentication authentication, Connections connections) {
        this.authentication = authentication;
        this.connections = connections;
        this.container = ServerWebSocketContainer.ensure(server);
        container.setMaxTextMessageSize(limits.messageBytesMax());
        container.setMaxBinaryMessageSize(limits.messageBytesMax());
        container.setMaxFrameSize(limits.messageBytesMax());
        container.setIdleTimeout(Duration.ofMillis(2L * limits.silenceMillisMax()));
        container.setMaxOutgoingFrames(OUTGOING_FRAMES_MAX);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        if (!path.startsWith(PATH))
            return false;
        if (!"websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeader.UPGRADE))) {
            Problem.of(ProblemCode.UPGRADE_REQUIRED,
                    "This address speaks WebSocket. Connect with a WebSocket client that offers the subprotocol "
                            + SUBPROTOCOL + ".")
                    .withHeader("Upgrade", "websocket").answer().write(response, callback);
            return true;
        }
        if (!request.getHeaders().getValuesList(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL).contains(SUBPROTOCOL)) {
            Problem.of(ProblemCode.BAD_REQUEST, "Offer the subprotocol " + SUBPROTOCOL + ".").answer().write(response,
                    callback);
            return true;
        }
        switch (authentication.decide(request, path.substring(PATH.length()))) {
            case Decision.Refused refused -> refused.problem().answer().write(response, callback);
            case Decision.Admitted admitted -> upgrade(admitted, request, response, callback);
        }
        return true;
    }

    private void upgrade(Decision.Admitted admitted, Request request, Response response, Callback callback) {
        Admittance admittance = admittance(admitted);
        boolean upgraded = false;
        try {
            upgraded = container.upgrade((upgradeRequest, upgradeResponse, upgradeCallback) -> {
                upgradeResponse.setAcceptedSubProtocol(SUBPROTOCOL);
                upgradeResponse.setExtensions(List.of());
                return new JettySession(connections, admittance, admitted.lease());
            }, request, response, callback);
        } finally {
            if (!upgraded)
                admitted.lease().close();
        }
        if (!upgraded) {
            Problem.of(ProblemCode.BAD_REQUEST, "This is not a WebSocket handshake of version 13.").answer()
                    .write(response, callback);
        }
    }

    private Admittance admittance(Decision.Admitted admitted) {
        var document = admitted.document();
        var person = admitted.person();
        CloseCode endOfRight = switch (admitted.caller()) {
            case Caller.Administrator administrator -> CloseCode.AUTHENTICATION;
            case Caller.Person guest -> CloseCode.FORBIDDEN;
            case Caller.Nobody nobody -> CloseCode.AUTHENTICATION;
        };
        return new Admittance(document.id(), document.type(), document.title(), person.id(), person.name(),
                person.colour(), Member.Kind.PERSON, right(admitted.access(), admitted.expiresAt()),
                () -> authentication.decideAgain(admitted).map(grant -> right(grant.access(), grant.expiresAt())),
                endOfRight);
    }

    private static Right right(DocumentCatalog.Access access, @Nullable Instant expiresAt) {
        return new Right(access == DocumentCatalog.Access.WRITE, expiresAt);
    }
}
