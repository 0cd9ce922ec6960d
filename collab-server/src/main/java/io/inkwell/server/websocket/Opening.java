package io.inkwell.server.websocket;

import io.inkwell.protocol.ClientMessage;
import io.inkwell.protocol.Settled;
import io.inkwell.sync.ClientId;
import io.inkwell.sync.DocumentEvent;
import io.inkwell.sync.DocumentEvent.InFlightKey;
import io.inkwell.sync.DocumentEvent.Position;
import io.inkwell.sync.SubmissionId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a connection asks of its document when it opens it: the client ids looked up, the rest as it came. Blocks.
 *
 * @param clientId who the client is from now on
 * @param event what the document is asked
 * @param settled what is already known of the operation in flight: under an id that was never given out nothing can be stored
 */
record Opening(ClientId clientId, DocumentEvent.Open event, @Nullable Settled settled) {
    /** What came of looking the ids up. */
    sealed interface Result {
        /**
         * The document can be asked.
         *
         * @param opening the document can be asked
         */
        record Asked(Opening opening) implements Result {}

        /** An id belongs to somebody else. */
        record Foreign() implements Result {}

        /** Something was redacted since the client took the document in: it has to load it anew, as somebody new. */
        record Outdated() implements Result {}
    }

    static Result of(ClientMessage.Open open, int connection, Admittance admittance, Identities identities) {
        Optional<Identities.Known> named = open.clientId() == null
                ? Optional.empty()
                : identities.find(admittance.document(), open.clientId(), admittance.person());
        if (named.isPresent() && named.get() instanceof Identities.Known.Foreign)
            return new Result.Foreign();
        Identities.Known.Client client = named.isPresent()
                ? (Identities.Known.Client) named.get()
                : identities.fresh(admittance.document(), admittance.person());
        if (client.mayHoldRedacted() && open.known() != null)
            return new Result.Outdated();
        ClientMessage.InFlight inFlight = open.inFlight();
        InFlightKey key = null;
        Settled settled = null;
        if (inFlight != null) {
            ClientId sentUnder = inFlight.formerClientId() != null ? inFlight.formerClientId() : open.clientId();
            Optional<Identities.Known> sender = sentUnder == null
                    ? Optional.empty()
                    : identities.find(admittance.document(), sentUnder, admittance.person());
            if (sender.isPresent() && sender.get() instanceof Identities.Known.Foreign)
                return new Result.Foreign();
            if (sender.isPresent() && sender.get() instanceof Identities.Known.Client former) {
                key = new InFlightKey(new SubmissionId(former.displayId(), inFlight.seq()), inFlight.base(),
                        inFlight.hash());
            } else {
                settled = new Settled(new SubmissionId(client.displayId(), inFlight.seq()),
                        new Settled.Outcome.Burnt(null));
            }
        }
        io.inkwell.protocol.Position known = open.known();
        Position from = known == null ? null : new Position(known.revision(), known.chain());
        return new Result.Asked(new Opening(client.clientId(),
                new DocumentEvent.Open(connection, client.displayId(), open.attempt(), admittance.mayWrite(), from,
                        key),
                settled));
    }
}
