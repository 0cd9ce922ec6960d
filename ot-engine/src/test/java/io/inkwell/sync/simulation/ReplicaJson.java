package io.inkwell.sync.simulation;

import io.inkwell.ot.conformance.JsonLine;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.sync.ClientId;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.DocumentEvent.Position;
import io.inkwell.sync.InFlight;
import io.inkwell.sync.OpenRequest;
import io.inkwell.sync.Replica;
import io.inkwell.sync.ReplicaEffect;
import io.inkwell.sync.ReplicaEvent;
import io.inkwell.sync.ReplicaEvent.Entry;
import io.inkwell.sync.ReplicaEvent.Identity;
import io.inkwell.sync.ReplicaEvent.Settled;
import io.inkwell.sync.ReplicaState;
import io.inkwell.sync.SubmissionId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** One step of a replica as a line of {@code conformance/replica.jsonl}; {@link ReplicaTraces} has the format. */
final class ReplicaJson {
    private ReplicaJson() {}

    static String beginning(int number, OpsLimits limits) {
        return new JsonLine().number("replica", number)
                .raw("limits", new JsonLine().number("operationBytesMax", limits.operationBytesMax())
                        .number("componentsMax", limits.componentsMax())
                        .number("attributesPerComponentMax", limits.attributesPerComponentMax()).toString())
                .toString();
    }

    static String step(Replica replica, ReplicaEvent event, List<ReplicaEffect> effects) {
        JsonLine line = new JsonLine().raw("event", event(event).toString())
                .raw("effects", array(effects.stream().map(effect -> effect(effect).toString()).toList()))
                .raw("state", state(replica.state()).toString()).ops("screen", replica.screen().toOps())
                .ops("server", replica.server().toOps());
        Position at = replica.position();
        if (at != null)
            line.raw("position", position(at));
        Identity identity = replica.identity();
        if (identity != null)
            line.raw("identity", identity(identity));
        return line.raw("open", open(replica.openRequest()).toString()).toString();
    }

    // ---- events ----------------------------------------------------------------------------------------------------------------------------

    private static JsonLine event(ReplicaEvent event) {
        JsonLine line = new JsonLine();
        return switch (event) {
            case ReplicaEvent.Edited edited -> line.text("event", "edited").ops("change", edited.change().ops());
            case ReplicaEvent.Loaded loaded -> line.text("event", "loaded").raw("identity", identity(loaded.identity()))
                    .raw("position", position(loaded.position())).number("lastSeq", loaded.lastSeq())
                    .ops("content", loaded.content());
            case ReplicaEvent.Resumed resumed -> resumed(line, resumed);
            case ReplicaEvent.Received received -> line.text("event", "received").number("from", received.from())
                    .raw("to", position(received.to())).raw("changes", entries(received.changes()));
            case ReplicaEvent.Acknowledged acknowledged -> line.text("event", "acknowledged")
                    .number("seq", acknowledged.seq()).raw("at", position(acknowledged.at()));
            case ReplicaEvent.Rebased rebased ->
                line.text("event", "rebased").number("seq", rebased.seq()).raw("at", position(rebased.at()));
            case ReplicaEvent.Refused refused -> refused(line, refused);
            case ReplicaEvent.RetryDue _ -> line.text("event", "retryDue");
            case ReplicaEvent.Disconnected _ -> line.text("event", "disconnected");
            case ReplicaEvent.IdentityLost _ -> line.text("event", "identityLost");
            case ReplicaEvent.HistoryDiffers _ -> line.text("event", "historyDiffers");
        };
    }

    private static JsonLine resumed(JsonLine line, ReplicaEvent.Resumed resumed) {
        line.text("event", "resumed").raw("identity", identity(resumed.identity()))
                .raw("position", position(resumed.position())).number("lastSeq", resumed.lastSeq())
                .raw("changes", entries(resumed.changes()));
        return switch (resumed.settled()) {
            case null -> line;
            case Settled.Stored stored -> line.raw("settled",
                    new JsonLine().text("outcome", "stored").raw("id", id(stored.id())).toString());
            case Settled.Burnt _ -> line.raw("settled", new JsonLine().text("outcome", "burnt").toString());
            case Settled.Refused refused -> line.raw("settled",
                    new JsonLine().text("outcome", "refused").text("code", refused.code().name()).toString());
        };
    }

    private static JsonLine refused(JsonLine line, ReplicaEvent.Refused refused) {
        line.text("event", "refused").text("code", refused.code().name()).number("seq", refused.seq());
        Position at = refused.at();
        if (at != null)
            line.raw("at", position(at));
        return line.number("retryAfterMillis", refused.retryAfterMillis());
    }

    private static String entries(List<Entry> entries) {
        return array(entries.stream().map(entry -> switch (entry) {
            case Entry.Single single -> new JsonLine().text("entry", "single").number("revision", single.revision())
                    .raw("kind", kind(single.kind())).raw("id", id(single.id())).ops("ops", single.ops()).toString();
            case Entry.Composed composed -> new JsonLine().text("entry", "composed").number("from", composed.from())
                    .number("to", composed.to()).ops("ops", composed.ops()).toString();
        }).toList());
    }

    private static String kind(CommitKind kind) {
        return switch (kind) {
            case CommitKind.Edit _ -> new JsonLine().text("kind", "edit").toString();
            case CommitKind.Burnt _ -> new JsonLine().text("kind", "burnt").toString();
            case CommitKind.Restore _ -> new JsonLine().text("kind", "restore").toString();
            case CommitKind.Refused refused ->
                new JsonLine().text("kind", "refused").text("code", refused.code().name()).toString();
        };
    }

    // ---- effects ---------------------------------------------------------------------------------------------------------------------------

    private static JsonLine effect(ReplicaEffect effect) {
        JsonLine line = new JsonLine();
        return switch (effect) {
            case ReplicaEffect.Send send -> line.text("effect", "send").raw("inFlight", inFlight(send.inFlight()));
            case ReplicaEffect.Show show -> line.text("effect", "show").ops("change", show.change().ops());
            case ReplicaEffect.Replace replace ->
                line.text("effect", "replace").ops("document", replace.document().toOps());
            case ReplicaEffect.Saved saved -> line.text("effect", "saved").number("revision", saved.revision());
            case ReplicaEffect.Rescue rescue ->
                line.text("effect", "rescue").text("code", rescue.code().name()).ops("ops", rescue.ops());
            case ReplicaEffect.Notice notice -> line.text("effect", "notice").text("code", notice.code().name());
            case ReplicaEffect.RetryLater later ->
                line.text("effect", "retryLater").number("delayMillis", later.delayMillis());
            case ReplicaEffect.Reopen _ -> line.text("effect", "reopen");
        };
    }

    // ---- what stands afterwards --------------------------------------------------------------------------------------------------------------

    private static JsonLine state(ReplicaState state) {
        JsonLine line = new JsonLine();
        return switch (state) {
            case ReplicaState.Synchronized _ -> line.text("state", "Synchronized");
            case ReplicaState.AwaitingAck awaiting ->
                line.text("state", "AwaitingAck").raw("inFlight", inFlight(awaiting.inFlight()));
            case ReplicaState.AwaitingAckWithBuffer awaiting -> line.text("state", "AwaitingAckWithBuffer")
                    .raw("inFlight", inFlight(awaiting.inFlight())).ops("buffer", awaiting.buffer().ops());
        };
    }

    private static JsonLine open(OpenRequest request) {
        JsonLine line = new JsonLine();
        ClientId clientId = request.clientId();
        if (clientId != null)
            line.text("clientId", clientId.toString());
        Position from = request.from();
        if (from != null)
            line.raw("from", position(from));
        InFlight inFlight = request.inFlight();
        if (inFlight != null)
            line.raw("inFlight", id(inFlight.id()));
        ClientId former = request.formerClientId();
        if (former != null)
            line.text("formerClientId", former.toString());
        return line;
    }

    private static String inFlight(InFlight inFlight) {
        String bytes = new String(OpsJson.write(inFlight.ops()), StandardCharsets.UTF_8);
        return new JsonLine().raw("id", id(inFlight.id())).number("baseRevision", inFlight.baseRevision())
                .text("bytes", bytes).text("hash", inFlight.hash().toString())
                .ops("current", inFlight.current().ops()).toString();
    }

    private static String id(SubmissionId id) {
        return new JsonLine().number("displayId", id.displayId()).number("seq", id.seq()).toString();
    }

    private static String identity(Identity identity) {
        return new JsonLine().text("clientId", identity.clientId().toString()).number("displayId", identity.displayId())
                .toString();
    }

    private static String position(Position position) {
        return new JsonLine().number("revision", position.revision()).text("chain", position.chain().toString())
                .toString();
    }

    private static String array(List<String> elements) {
        return elements.stream().collect(Collectors.joining(",", "[", "]"));
    }
}
