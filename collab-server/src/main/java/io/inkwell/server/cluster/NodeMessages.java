package io.inkwell.server.cluster;

import io.inkwell.server.cluster.NodeMessage.Alive;
import io.inkwell.server.cluster.NodeMessage.Present;
import io.inkwell.server.cluster.NodeMessage.RemoteCaret;
import io.inkwell.server.cluster.NodeMessage.RemoteMember;
import io.inkwell.server.cluster.NodeMessage.Stored;
import io.inkwell.server.cluster.NodeMessage.Touched;
import io.inkwell.server.cluster.NodeMessage.WhoIsThere;
import io.inkwell.sync.DocumentId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Node messages as JSON in UTF-8. A message of an unknown type or a later version is nothing: nodes of two versions run side by side while
 * they are replaced one by one. Thread safe.
 */
final class NodeMessages {
    private static final int MEMBERS_MAX = 2_000;
    private static final int BYTES_MAX = 1_048_576;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private NodeMessages() {}

    static byte[] write(NodeMessage message) {
        ObjectNode json = MAPPER.createObjectNode();
        switch (message) {
            case Stored stored -> json.put("type", "stored").put("document", stored.document().value()).put("revision",
                    stored.revision());
            case Touched touched -> json.put("type", "touched").put("document", touched.document().value());
            case WhoIsThere asked -> json.put("type", "whoIsThere").put("document", asked.document().value());
            case Alive alive -> json.put("type", "alive").put("node", alive.node()).put("secretMark",
                    alive.secretMark());
            case Present present -> {
                json.put("type", "present").put("document", present.document().value()).put("node", present.node())
                        .put("number", present.number()).put("revision", present.revision());
                ArrayNode members = json.putArray("members");
                present.members().forEach(member -> write(member, members.addObject()));
            }
        }
        return MAPPER.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
    }

    private static void write(RemoteMember member, ObjectNode json) {
        json.put("displayId", member.displayId()).put("name", member.name()).put("colour", member.colour())
                .put("program", member.program());
        RemoteCaret caret = member.caret();
        if (caret != null)
            json.putObject("caret").put("index", caret.index()).put("length", caret.length());
    }

    /** What bytes say, if they say anything that this version understands. */
    static Optional<NodeMessage> read(byte[] bytes) {
        if (bytes.length > BYTES_MAX)
            return Optional.empty();
        try {
            return Optional.ofNullable(read(MAPPER.readTree(bytes)));
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable NodeMessage read(JsonNode json) {
        return switch (json.path("type").asString("")) {
            case "stored" -> new Stored(document(json), json.required("revision").longValue());
            case "touched" -> new Touched(document(json));
            case "whoIsThere" -> new WhoIsThere(document(json));
            case "alive" -> new Alive(text(json, "node"), text(json, "secretMark"));
            case "present" -> new Present(document(json), text(json, "node"), json.required("number").longValue(),
                    json.required("revision").longValue(), members(json.required("members")));
            default -> null;
        };
    }

    private static List<RemoteMember> members(JsonNode json) {
        if (json.size() > MEMBERS_MAX)
            throw new IllegalArgumentException(json.size() + " members");
        List<RemoteMember> members = new ArrayList<>();
        for (JsonNode member : json) {
            members.add(new RemoteMember(member.required("displayId").intValue(), text(member, "name"),
                    text(member, "colour"), member.required("program").booleanValue(), caret(member.path("caret"))));
        }
        return members;
    }

    private static @Nullable RemoteCaret caret(JsonNode json) {
        if (!json.isObject())
            return null;
        int index = json.required("index").intValue();
        int length = json.required("length").intValue();
        if (index < 0 || length < 0)
            throw new IllegalArgumentException("a caret at " + index + ", " + length);
        return new RemoteCaret(index, length);
    }

    private static DocumentId document(JsonNode json) {
        return new DocumentId(text(json, "document"));
    }

    private static String text(JsonNode json, String name) {
        return json.required(name).stringValue();
    }
}
