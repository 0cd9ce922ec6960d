package io.inkwell.protocol;

import io.inkwell.ot.Ops;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.sync.ClientId;
import io.inkwell.sync.Digest;
import io.inkwell.sync.RefusalCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Reads the payloads of client messages. Members it does not know are skipped: the protocol grows by adding them. */
final class ClientMessageReader implements EnvelopeReader.PayloadReader<ClientMessage> {
    private final OpsLimits limits;

    ClientMessageReader(OpsLimits limits) {
        this.limits = limits;
    }

    @Override
    public Optional<ClientMessage> read(@Nullable MessageType type, JsonParser parser) throws ProtocolException {
        if (type == null)
            throw Values.bad("No message has this type and action.");
        return Optional.of(switch (type) {
            case DOCUMENT_OPEN -> open(parser);
            case OPERATION_TRANSFORM -> transform(parser);
            case CURSOR_MOVE -> new ClientMessage.MoveCursor(CursorReader.read(parser, RefusalCode.PRESENCE));
            case HEARTBEAT_PING -> {
                parser.skipChildren();
                yield new ClientMessage.Ping();
            }
            case HEARTBEAT_PONG -> {
                parser.skipChildren();
                yield new ClientMessage.Pong();
            }
            case DOCUMENT_INIT, OPERATION_ACK, OPERATION_REMOTE, OPERATION_REBASE, PRESENCE_JOIN, PRESENCE_LEAVE,
                    PRESENCE_LIST, ERROR_REFUSED ->
                throw Values.bad(type + " is a message of the server.");
        });
    }

    private static ClientMessage.Open open(JsonParser parser) throws ProtocolException {
        ClientId clientId = null;
        Integer attempt = null;
        Long revision = null;
        Digest chain = null;
        ClientMessage.InFlight inFlight = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case Fields.CLIENT_ID -> clientId = Values.clientId(parser, name);
                case Fields.ATTEMPT -> attempt = Values.integer(parser, name, 1, Integer.MAX_VALUE);
                case Fields.REVISION -> revision = Values.revision(parser, name);
                case Fields.CHAIN -> chain = Values.digest(parser, name);
                case Fields.INFLIGHT -> inFlight = inFlight(parser);
                default -> parser.skipChildren();
            }
        }
        int attemptRead = Values.required(attempt, Fields.ATTEMPT);
        Position known = known(revision, chain);
        if (inFlight != null && known == null)
            throw Values.bad("\"inflight\" needs \"revision\" and \"chain\".");
        if (inFlight != null && clientId == null && inFlight.formerClientId() == null) {
            throw Values.bad("\"inflight\" needs a \"clientId\", its own or the message's.");
        }
        return new ClientMessage.Open(clientId, attemptRead, known, inFlight);
    }

    private static @Nullable Position known(@Nullable Long revision, @Nullable Digest chain) throws ProtocolException {
        if (revision != null && chain != null)
            return new Position(revision, chain);
        if (revision != null || chain != null)
            throw Values.bad("\"revision\" and \"chain\" go together.");
        return null;
    }

    private static ClientMessage.InFlight inFlight(JsonParser parser) throws ProtocolException {
        Values.object(parser, Fields.INFLIGHT);
        ClientId formerClientId = null;
        Integer seq = null;
        Long base = null;
        Digest hash = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case Fields.CLIENT_ID -> formerClientId = Values.clientId(parser, name);
                case Fields.SEQ -> seq = Values.integer(parser, name, 1, Integer.MAX_VALUE);
                case Fields.BASE -> base = Values.revision(parser, name);
                case Fields.HASH -> hash = Values.digest(parser, name);
                default -> parser.skipChildren();
            }
        }
        return new ClientMessage.InFlight(formerClientId, Values.required(seq, Fields.SEQ),
                Values.required(base, Fields.BASE),
                Values.required(hash, Fields.HASH));
    }

    private ClientMessage.Transform transform(JsonParser parser) throws ProtocolException {
        Long revision = null;
        Integer seq = null;
        Ops ops = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case Fields.REVISION -> revision = Values.revision(parser, name);
                case Fields.SEQ -> seq = Values.integer(parser, name, 1, Integer.MAX_VALUE);
                case Fields.OPS -> ops = Values.submission(parser, name, limits);
                default -> parser.skipChildren();
            }
        }
        return new ClientMessage.Transform(Values.required(revision, Fields.REVISION), Values.required(seq, Fields.SEQ),
                Values.required(ops, Fields.OPS));
    }
}
