package io.inkwell.protocol;

import io.inkwell.ot.Ops;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.sync.ClientId;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.RefusalCode;
import io.inkwell.sync.SubmissionId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Reads the payload of document/init. */
final class InitReader {

    private InitReader() {}

    static ServerMessage.Init read(JsonParser parser) throws ProtocolException {
        ClientId clientId = null;
        Integer displayId = null;
        Long revision = null;
        Digest chain = null;
        Integer lastSeq = null;
        Ops content = null;
        List<LogEntry> changes = null;
        Settled settled = null;
        Role role = null;
        DocumentType documentType = null;
        String title = null;
        List<Member> members = null;
        Limits limits = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case Fields.CLIENT_ID -> clientId = Values.clientId(parser, name);
                case Fields.DISPLAY_ID -> displayId = Values.integer(parser, name, 1, Integer.MAX_VALUE);
                case Fields.REVISION -> revision = Values.revision(parser, name);
                case Fields.CHAIN -> chain = Values.digest(parser, name);
                case Fields.LAST_SEQ -> lastSeq = Values.integer(parser, name, 0, Integer.MAX_VALUE);
                case Fields.CONTENT -> content = Values.ops(parser, name, OpsLimits.UNLIMITED);
                case Fields.CHANGES -> changes = ServerMessageReader.entries(parser, name);
                case Fields.SETTLED -> settled = settled(parser);
                case Fields.ROLE -> role = role(Values.string(parser, name));
                case Fields.DOCUMENT_TYPE ->
                    documentType = ServerMessageReader.documentType(Values.string(parser, name));
                case Fields.TITLE -> title = Values.string(parser, name);
                case Fields.MEMBERS -> members = MemberReader.members(parser, name);
                case Fields.LIMITS -> limits = limits(parser);
                default -> parser.skipChildren();
            }
        }
        return new ServerMessage.Init(Values.required(clientId, Fields.CLIENT_ID),
                Values.required(displayId, Fields.DISPLAY_ID),
                Values.required(revision, Fields.REVISION), Values.required(chain, Fields.CHAIN),
                Values.required(lastSeq, Fields.LAST_SEQ),
                start(content, changes), settled, Values.required(role, Fields.ROLE),
                Values.required(documentType, Fields.DOCUMENT_TYPE),
                Values.required(title, Fields.TITLE), Values.required(members, Fields.MEMBERS),
                Values.required(limits, Fields.LIMITS));
    }

    private static ServerMessage.Start start(@Nullable Ops content, @Nullable List<LogEntry> changes)
            throws ProtocolException {
        if (content != null && changes == null)
            return new ServerMessage.Start.Content(content);
        if (changes != null && content == null)
            return new ServerMessage.Start.Changes(changes);
        throw Values.bad("Either \"content\" or \"changes\".");
    }

    private static Settled settled(JsonParser parser) throws ProtocolException {
        Values.object(parser, Fields.SETTLED);
        Integer seq = null;
        Integer displayId = null;
        String outcome = null;
        Long revision = null;
        RefusalCode code = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case Fields.SEQ -> seq = Values.integer(parser, name, 1, Integer.MAX_VALUE);
                case Fields.DISPLAY_ID -> displayId = Values.integer(parser, name, 1, Integer.MAX_VALUE);
                case Fields.OUTCOME -> outcome = Values.string(parser, name);
                case Fields.REVISION -> revision = Values.revision(parser, name);
                case Fields.CODE -> code = ServerMessageReader.code(parser, name);
                default -> parser.skipChildren();
            }
        }
        SubmissionId id = new SubmissionId(Values.required(displayId, Fields.DISPLAY_ID),
                Values.required(seq, Fields.SEQ));
        return new Settled(id, outcome(Values.required(outcome, Fields.OUTCOME), revision, code));
    }

    private static Settled.Outcome outcome(String name, @Nullable Long revision, @Nullable RefusalCode code)
            throws ProtocolException {
        return switch (name) {
            case Fields.OUTCOME_EDIT -> new Settled.Outcome.Edit(Values.required(revision, Fields.REVISION));
            case Fields.KIND_BURNT -> new Settled.Outcome.Burnt(revision);
            case Fields.KIND_REFUSED ->
                new Settled.Outcome.Refused(Values.required(revision, Fields.REVISION),
                        Values.required(code, Fields.CODE));
            case Fields.OUTCOME_UNKNOWN -> new Settled.Outcome.Unknown();
            default -> throw Values.bad("This version knows no such outcome.");
        };
    }

    private static Role role(String text) throws ProtocolException {
        for (Role role : Role.values()) {
            if (role.wireName().equals(text))
                return role;
        }
        throw Values.bad("This version knows no such role.");
    }

    private static Limits limits(JsonParser parser) throws ProtocolException {
        Values.object(parser, Fields.LIMITS);
        Integer operationBytesMax = null;
        Integer componentsMax = null;
        Integer attributesPerComponentMax = null;
        Integer messageBytesMax = null;
        Integer documentLengthMax = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case Fields.OPERATION_BYTES_MAX ->
                    operationBytesMax = Values.integer(parser, name, 1, Integer.MAX_VALUE);
                case Fields.COMPONENTS_MAX -> componentsMax = Values.integer(parser, name, 1, Integer.MAX_VALUE);
                case Fields.ATTRIBUTES_PER_COMPONENT_MAX ->
                    attributesPerComponentMax = Values.integer(parser, name, 0, Integer.MAX_VALUE);
                case Fields.MESSAGE_BYTES_MAX -> messageBytesMax = Values.integer(parser, name, 1, Integer.MAX_VALUE);
                case Fields.DOCUMENT_LENGTH_MAX ->
                    documentLengthMax = Values.integer(parser, name, 1, Integer.MAX_VALUE);
                default -> parser.skipChildren();
            }
        }
        return new Limits(Values.required(operationBytesMax, Fields.OPERATION_BYTES_MAX),
                Values.required(componentsMax, Fields.COMPONENTS_MAX),
                Values.required(attributesPerComponentMax, Fields.ATTRIBUTES_PER_COMPONENT_MAX),
                Values.required(messageBytesMax, Fields.MESSAGE_BYTES_MAX),
                Values.required(documentLengthMax, Fields.DOCUMENT_LENGTH_MAX));
    }
}
