package io.inkwell.protocol;

import io.inkwell.ot.Ops;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.RefusalCode;
import io.inkwell.sync.SubmissionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the payloads of server messages. Members and messages it does not know are skipped: the server may be newer. What the server has
 * taken is not judged by size again: a whole document has more components than one operation may have.
 */
final class ServerMessageReader implements EnvelopeReader.PayloadReader<ServerMessage> {

    @Override
    public Optional<ServerMessage> read(@Nullable MessageType type, JsonParser parser) throws ProtocolException {
        if (type == null) {
            parser.skipChildren();
            return Optional.empty();
        }
        return Optional.of(switch (type) {
            case DOCUMENT_INIT -> InitReader.read(parser);
            case OPERATION_ACK -> {
                Outcome outcome = outcome(parser);
                yield new ServerMessage.Ack(outcome.seq, outcome.revision, outcome.chain, outcome.atMillis);
            }
            case OPERATION_REBASE -> {
                Outcome outcome = outcome(parser);
                yield new ServerMessage.Rebase(outcome.seq, outcome.revision, outcome.chain, outcome.atMillis);
            }
            case OPERATION_REMOTE -> remote(parser);
            case CURSOR_MOVE -> cursorMoved(parser);
            case PRESENCE_JOIN -> new ServerMessage.Joined(MemberReader.member(parser));
            case PRESENCE_LEAVE -> left(parser);
            case PRESENCE_LIST -> present(parser);
            case HEARTBEAT_PING -> {
                parser.skipChildren();
                yield new ServerMessage.Ping();
            }
            case HEARTBEAT_PONG -> {
                parser.skipChildren();
                yield new ServerMessage.Pong();
            }
            case ERROR_REFUSED -> refused(parser);
            case DOCUMENT_OPEN, OPERATION_TRANSFORM -> throw Values.bad(type + " is a message of the client.");
        });
    }

    private record Outcome(int seq, long revision, Digest chain, long atMillis) {}

    private static Outcome outcome(JsonParser parser) throws ProtocolException {
        Integer seq = null;
        Long revision = null;
        Digest chain = null;
        Long at = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case Fields.SEQ -> seq = Values.integer(parser, name, 1, Integer.MAX_VALUE);
                case Fields.REVISION -> revision = Values.revision(parser, name);
                case Fields.CHAIN -> chain = Values.digest(parser, name);
                case Fields.AT -> at = Values.millis(parser, name);
                default -> parser.skipChildren();
            }
        }
        return new Outcome(Values.required(seq, Fields.SEQ), Values.required(revision, Fields.REVISION),
                Values.required(chain, Fields.CHAIN),
                Values.required(at, Fields.AT));
    }

    private static ServerMessage.Remote remote(JsonParser parser) throws ProtocolException {
        Long from = null;
        Long to = null;
        Digest chain = null;
        List<LogEntry> changes = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case Fields.FROM -> from = Values.revision(parser, name);
                case Fields.TO -> to = Values.revision(parser, name);
                case Fields.CHAIN -> chain = Values.digest(parser, name);
                case Fields.CHANGES -> changes = entries(parser, name);
                default -> parser.skipChildren();
            }
        }
        return new ServerMessage.Remote(Values.required(from, Fields.FROM), Values.required(to, Fields.TO),
                Values.required(chain, Fields.CHAIN),
                Values.required(changes, Fields.CHANGES));
    }

    static List<LogEntry> entries(JsonParser parser, String name) throws ProtocolException {
        Values.array(parser, name);
        List<LogEntry> entries = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY)
            entries.add(entry(parser));
        return entries;
    }

    private static LogEntry entry(JsonParser parser) throws ProtocolException {
        Values.object(parser, "entry");
        Long revision = null;
        Long from = null;
        Long to = null;
        Integer displayId = null;
        Integer seq = null;
        Long at = null;
        Ops ops = null;
        String kind = null;
        RefusalCode code = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case Fields.REVISION -> revision = Values.revision(parser, name);
                case Fields.FROM -> from = Values.revision(parser, name);
                case Fields.TO -> to = Values.revision(parser, name);
                case Fields.DISPLAY_ID -> displayId = Values.integer(parser, name, 1, Integer.MAX_VALUE);
                case Fields.SEQ -> seq = Values.integer(parser, name, 1, Integer.MAX_VALUE);
                case Fields.AT -> at = Values.millis(parser, name);
                case Fields.OPS -> ops = Values.ops(parser, name, OpsLimits.UNLIMITED);
                case Fields.KIND -> kind = Values.string(parser, name);
                case Fields.CODE -> code = code(parser, name);
                default -> parser.skipChildren();
            }
        }
        Ops change = Values.required(ops, Fields.OPS);
        if (from != null && to != null)
            return new LogEntry.Composed(from, to, change);
        SubmissionId id = new SubmissionId(Values.required(displayId, Fields.DISPLAY_ID),
                Values.required(seq, Fields.SEQ));
        return LogEntry.Change.of(Values.required(revision, Fields.REVISION), kind(kind, code), id,
                Values.required(at, Fields.AT), change);
    }

    private static CommitKind kind(@Nullable String kind, @Nullable RefusalCode code) throws ProtocolException {
        if (kind == null)
            return CommitKind.Edit.EDIT;
        return switch (kind) {
            case Fields.KIND_BURNT -> CommitKind.Burnt.BURNT;
            case Fields.KIND_RESTORE -> CommitKind.Restore.RESTORE;
            case Fields.KIND_REFUSED -> {
                RefusalCode reason = Values.required(code, Fields.CODE);
                if (!reason.consumesSeq())
                    throw Values.bad(reason + " is never a revision.");
                yield new CommitKind.Refused(reason);
            }
            default -> throw Values.bad("This version knows no such kind of revision.");
        };
    }

    private static ServerMessage.CursorMoved cursorMoved(JsonParser parser) throws ProtocolException {
        Integer displayId = null;
        CursorReader cursor = new CursorReader(RefusalCode.BAD_MESSAGE);
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (name.equals(Fields.DISPLAY_ID)) {
                displayId = Values.integer(parser, name, 1, Integer.MAX_VALUE);
            } else {
                cursor.member(name, parser);
            }
        }
        return new ServerMessage.CursorMoved(Values.required(displayId, Fields.DISPLAY_ID), cursor.cursor());
    }

    private static ServerMessage.Left left(JsonParser parser) throws ProtocolException {
        Integer displayId = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (name.equals(Fields.DISPLAY_ID)) {
                displayId = Values.integer(parser, name, 1, Integer.MAX_VALUE);
            } else {
                parser.skipChildren();
            }
        }
        return new ServerMessage.Left(Values.required(displayId, Fields.DISPLAY_ID));
    }

    private static ServerMessage.Present present(JsonParser parser) throws ProtocolException {
        List<Member> members = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (name.equals(Fields.MEMBERS)) {
                members = MemberReader.members(parser, name);
            } else {
                parser.skipChildren();
            }
        }
        return new ServerMessage.Present(Values.required(members, Fields.MEMBERS));
    }

    private static ServerMessage.Refused refused(JsonParser parser) throws ProtocolException {
        RefusalCode code = null;
        String message = null;
        Integer seq = null;
        Integer lastSeq = null;
        Long retryAfterMillis = null;
        Long revision = null;
        Digest chain = null;
        Long at = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case Fields.CODE -> code = code(parser, name);
                case Fields.MESSAGE -> message = Values.string(parser, name);
                case Fields.SEQ -> seq = Values.integer(parser, name, 1, Integer.MAX_VALUE);
                case Fields.LAST_SEQ -> lastSeq = Values.integer(parser, name, 0, Integer.MAX_VALUE);
                case Fields.RETRY_AFTER_MILLIS -> retryAfterMillis = Values.millis(parser, name);
                case Fields.REVISION -> revision = Values.revision(parser, name);
                case Fields.CHAIN -> chain = Values.digest(parser, name);
                case Fields.AT -> at = Values.millis(parser, name);
                default -> parser.skipChildren();
            }
        }
        ServerMessage.RefusedAt commit = revision != null && chain != null && at != null
                ? new ServerMessage.RefusedAt(revision, chain, at)
                : null;
        return new ServerMessage.Refused(Values.required(code, Fields.CODE), Values.required(message, Fields.MESSAGE),
                seq, lastSeq,
                retryAfterMillis, commit);
    }

    static RefusalCode code(JsonParser parser, String name) throws ProtocolException {
        String text = Values.string(parser, name);
        for (RefusalCode code : RefusalCode.values()) {
            if (code.name().equals(text))
                return code;
        }
        throw Values.bad("This version knows no such refusal code.");
    }

    static DocumentType documentType(String text) throws ProtocolException {
        return switch (text) {
            case Fields.TYPE_RICH -> DocumentType.RICH;
            case Fields.TYPE_TEXT -> DocumentType.TEXT;
            default -> throw Values.bad("This version knows no such document type.");
        };
    }
}
