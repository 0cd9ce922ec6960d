package io.inkwell.protocol;

import io.inkwell.ot.json.OpsJson;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.SubmissionId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes the payloads of all messages, members in the order in which {@code docs/protocol.md} names them. */
final class MessageWriter {
    private final JsonGenerator json;

    MessageWriter(JsonGenerator json) {
        this.json = json;
    }

    void payload(ClientMessage message) {
        json.writeStartObject();
        switch (message) {
            case ClientMessage.Open open -> open(open);
            case ClientMessage.Transform transform -> {
                json.writeNumberProperty(Fields.REVISION, transform.revision());
                json.writeNumberProperty(Fields.SEQ, transform.seq());
                json.writeName(Fields.OPS);
                OpsJson.write(transform.ops(), json);
            }
            case ClientMessage.MoveCursor move -> cursorMembers(move.cursor());
            case ClientMessage.Ping ping -> {
            }
            case ClientMessage.Pong pong -> {
            }
        }
        json.writeEndObject();
    }

    void payload(ServerMessage message) {
        json.writeStartObject();
        switch (message) {
            case ServerMessage.Init init -> init(init);
            case ServerMessage.Ack ack -> {
                json.writeNumberProperty(Fields.SEQ, ack.seq());
                position(ack.revision(), ack.chain().toString(), ack.atMillis());
            }
            case ServerMessage.Remote remote -> {
                json.writeNumberProperty(Fields.FROM, remote.from());
                json.writeNumberProperty(Fields.TO, remote.to());
                json.writeStringProperty(Fields.CHAIN, remote.chain().toString());
                entries(remote.changes());
            }
            case ServerMessage.Rebase rebase -> {
                json.writeNumberProperty(Fields.SEQ, rebase.seq());
                position(rebase.revision(), rebase.chain().toString(), rebase.atMillis());
            }
            case ServerMessage.CursorMoved moved -> {
                json.writeNumberProperty(Fields.DISPLAY_ID, moved.displayId());
                cursorMembers(moved.cursor());
            }
            case ServerMessage.Joined joined -> memberMembers(joined.member());
            case ServerMessage.Left left -> json.writeNumberProperty(Fields.DISPLAY_ID, left.displayId());
            case ServerMessage.Present present -> members(present.members());
            case ServerMessage.Ping ping -> {
            }
            case ServerMessage.Pong pong -> {
            }
            case ServerMessage.Refused refused -> refused(refused);
        }
        json.writeEndObject();
    }

    private void open(ClientMessage.Open open) {
        if (open.clientId() != null)
            json.writeStringProperty(Fields.CLIENT_ID, open.clientId().toString());
        json.writeNumberProperty(Fields.ATTEMPT, open.attempt());
        if (open.known() != null) {
            json.writeNumberProperty(Fields.REVISION, open.known().revision());
            json.writeStringProperty(Fields.CHAIN, open.known().chain().toString());
        }
        ClientMessage.InFlight inFlight = open.inFlight();
        if (inFlight != null) {
            json.writeObjectPropertyStart(Fields.INFLIGHT);
            if (inFlight.formerClientId() != null)
                json.writeStringProperty(Fields.CLIENT_ID, inFlight.formerClientId().toString());
            json.writeNumberProperty(Fields.SEQ, inFlight.seq());
            json.writeNumberProperty(Fields.BASE, inFlight.base());
            json.writeStringProperty(Fields.HASH, inFlight.hash().toString());
            json.writeEndObject();
        }
    }

    private void init(ServerMessage.Init init) {
        json.writeStringProperty(Fields.CLIENT_ID, init.clientId().toString());
        json.writeNumberProperty(Fields.DISPLAY_ID, init.displayId());
        json.writeNumberProperty(Fields.REVISION, init.revision());
        json.writeStringProperty(Fields.CHAIN, init.chain().toString());
        json.writeNumberProperty(Fields.LAST_SEQ, init.lastSeq());
        switch (init.start()) {
            case ServerMessage.Start.Content content -> {
                json.writeName(Fields.CONTENT);
                OpsJson.write(content.document(), json);
            }
            case ServerMessage.Start.Changes changes -> entries(changes.entries());
        }
        if (init.settled() != null)
            settled(init.settled());
        json.writeStringProperty(Fields.ROLE, init.role().wireName());
        json.writeStringProperty(Fields.DOCUMENT_TYPE,
                init.documentType() == DocumentType.RICH ? Fields.TYPE_RICH : Fields.TYPE_TEXT);
        json.writeStringProperty(Fields.TITLE, init.title());
        members(init.members());
        Limits limits = init.limits();
        json.writeObjectPropertyStart(Fields.LIMITS);
        json.writeNumberProperty(Fields.OPERATION_BYTES_MAX, limits.operationBytesMax());
        json.writeNumberProperty(Fields.COMPONENTS_MAX, limits.componentsMax());
        json.writeNumberProperty(Fields.ATTRIBUTES_PER_COMPONENT_MAX, limits.attributesPerComponentMax());
        json.writeNumberProperty(Fields.MESSAGE_BYTES_MAX, limits.messageBytesMax());
        json.writeNumberProperty(Fields.DOCUMENT_LENGTH_MAX, limits.documentLengthMax());
        json.writeEndObject();
    }

    private void settled(Settled settled) {
        json.writeObjectPropertyStart(Fields.SETTLED);
        json.writeNumberProperty(Fields.SEQ, settled.id().seq());
        switch (settled.outcome()) {
            case Settled.Outcome.Edit edit -> {
                json.writeStringProperty(Fields.OUTCOME, Fields.OUTCOME_EDIT);
                json.writeNumberProperty(Fields.REVISION, edit.revision());
            }
            case Settled.Outcome.Burnt burnt -> {
                json.writeStringProperty(Fields.OUTCOME, Fields.KIND_BURNT);
                if (burnt.revision() != null)
                    json.writeNumberProperty(Fields.REVISION, burnt.revision());
            }
            case Settled.Outcome.Refused refused -> {
                json.writeStringProperty(Fields.OUTCOME, Fields.KIND_REFUSED);
                json.writeNumberProperty(Fields.REVISION, refused.revision());
                json.writeStringProperty(Fields.CODE, refused.code().name());
            }
            case Settled.Outcome.Unknown unknown -> json.writeStringProperty(Fields.OUTCOME, Fields.OUTCOME_UNKNOWN);
        }
        json.writeNumberProperty(Fields.DISPLAY_ID, settled.id().displayId());
        json.writeEndObject();
    }

    private void entries(List<LogEntry> entries) {
        json.writeArrayPropertyStart(Fields.CHANGES);
        for (LogEntry entry : entries) {
            json.writeStartObject();
            switch (entry) {
                case LogEntry.Change change -> change(change);
                case LogEntry.Composed composed -> {
                    json.writeNumberProperty(Fields.FROM, composed.from());
                    json.writeNumberProperty(Fields.TO, composed.to());
                    json.writeName(Fields.OPS);
                    OpsJson.write(composed.ops(), json);
                    json.writeBooleanProperty(Fields.COMPOSED, true);
                }
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The operation goes out as the bytes that are stored: the log's form is the wire's form. */
    private void change(LogEntry.Change change) {
        SubmissionId id = change.id();
        json.writeNumberProperty(Fields.REVISION, change.revision());
        json.writeNumberProperty(Fields.DISPLAY_ID, id.displayId());
        json.writeNumberProperty(Fields.SEQ, id.seq());
        json.writeNumberProperty(Fields.AT, change.atMillis());
        json.writeName(Fields.OPS);
        json.writeRawValue(new String(change.canonicalOps(), StandardCharsets.UTF_8));
        switch (change.kind()) {
            case CommitKind.Edit edit -> {
            }
            case CommitKind.Burnt burnt -> json.writeStringProperty(Fields.KIND, Fields.KIND_BURNT);
            case CommitKind.Restore restore -> json.writeStringProperty(Fields.KIND, Fields.KIND_RESTORE);
            case CommitKind.Refused refused -> {
                json.writeStringProperty(Fields.KIND, Fields.KIND_REFUSED);
                json.writeStringProperty(Fields.CODE, refused.code().name());
            }
        }
    }

    private void refused(ServerMessage.Refused refused) {
        json.writeStringProperty(Fields.CODE, refused.code().name());
        json.writeStringProperty(Fields.MESSAGE, refused.message());
        if (refused.seq() != null)
            json.writeNumberProperty(Fields.SEQ, refused.seq());
        if (refused.lastSeq() != null)
            json.writeNumberProperty(Fields.LAST_SEQ, refused.lastSeq());
        if (refused.retryAfterMillis() != null)
            json.writeNumberProperty(Fields.RETRY_AFTER_MILLIS, refused.retryAfterMillis());
        ServerMessage.RefusedAt commit = refused.commit();
        if (commit != null)
            position(commit.revision(), commit.chain().toString(), commit.atMillis());
    }

    private void position(long revision, String chain, long atMillis) {
        json.writeNumberProperty(Fields.REVISION, revision);
        json.writeStringProperty(Fields.CHAIN, chain);
        json.writeNumberProperty(Fields.AT, atMillis);
    }

    private void members(List<Member> members) {
        json.writeArrayPropertyStart(Fields.MEMBERS);
        for (Member member : members) {
            json.writeStartObject();
            memberMembers(member);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void memberMembers(Member member) {
        json.writeNumberProperty(Fields.DISPLAY_ID, member.displayId());
        json.writeStringProperty(Fields.NAME, member.name());
        json.writeStringProperty(Fields.COLOUR, member.colour());
        json.writeStringProperty(Fields.KIND, member.kind().wireName());
        Cursor cursor = member.cursor();
        if (cursor != null) {
            json.writeObjectPropertyStart(Fields.CURSOR);
            cursorMembers(cursor);
            json.writeEndObject();
        }
    }

    private void cursorMembers(Cursor cursor) {
        json.writeNumberProperty(Fields.INDEX, cursor.index());
        json.writeNumberProperty(Fields.LENGTH, cursor.length());
        json.writeNumberProperty(Fields.REVISION, cursor.revision());
    }
}
