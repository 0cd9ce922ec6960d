package io.inkwell.protocol;

import static io.inkwell.protocol.Messages.CODEC;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EveryMessageSurvivesTheWireTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    static final List<ClientMessage> clients = Messages.OF_CLIENTS;
    static final List<ServerMessage> servers = Messages.OF_SERVERS;

    @Test
    void thereIsAnExampleOfEachMessage() {
        Set<MessageType> seen = EnumSet.noneOf(MessageType.class);
        clients.forEach(message -> seen.add(message.messageType()));
        servers.forEach(message -> seen.add(message.messageType()));
        assertThat(seen).containsExactlyInAnyOrder(MessageType.values());
    }

    @ParameterizedTest
    @FieldSource("clients")
    void aClientsMessageIsReadAsItWasWritten(ClientMessage message) throws ProtocolException {
        byte[] written = CODEC.write(message, "op_17");
        assertThat(CODEC.readClient(written)).isEqualTo(new Envelope<>(message, "op_17"));
        assertThat(CODEC.readClient(new String(written, StandardCharsets.UTF_8)))
                .isEqualTo(new Envelope<>(message, "op_17"));
        assertThat(CODEC.readClient(CODEC.writeText(message, null))).isEqualTo(Envelope.of(message));
    }

    @ParameterizedTest
    @FieldSource("servers")
    void aServersMessageIsReadAsItWasWritten(ServerMessage message) throws ProtocolException {
        byte[] written = CODEC.write(message, "op_17");
        assertThat(CODEC.readServer(written)).contains(new Envelope<>(message, "op_17"));
        assertThat(CODEC.readServer(CODEC.writeText(message, null))).contains(Envelope.of(message));
    }

    @ParameterizedTest
    @FieldSource("clients")
    void theOrderOfTheMembersDoesNotMatter(ClientMessage message) throws ProtocolException {
        assertThat(CODEC.readClient(reversed(CODEC.writeText(message, "c")))).isEqualTo(new Envelope<>(message, "c"));
    }

    @ParameterizedTest
    @FieldSource("servers")
    void norInWhatTheServerSends(ServerMessage message) throws ProtocolException {
        assertThat(CODEC.readServer(reversed(CODEC.writeText(message, "c")))).contains(new Envelope<>(message, "c"));
    }

    @ParameterizedTest
    @FieldSource("servers")
    void membersAndMessagesOfANewerServerAreIgnored(ServerMessage message) throws ProtocolException {
        String grown = CODEC.writeText(message, null).replace("{\"", "{\"newer\":{\"a\":[1,{\"b\":2.5e3}]},\"");
        if (grown.contains("\"insert\"") || grown.contains("\"retain\""))
            return;
        assertThat(CODEC.readServer(grown)).contains(Envelope.of(message));
        assertThat(CODEC.readServer("{\"type\":\"chat\",\"action\":\"message\",\"payload\":{\"text\":\"hi\"}}"))
                .isEqualTo(Optional.empty());
    }

    @Test
    void theOperationOfAnEntryGoesOutAsItIsStored() throws ProtocolException {
        ServerMessage.Remote remote = (ServerMessage.Remote) servers.stream()
                .filter(m -> m instanceof ServerMessage.Remote).findFirst().orElseThrow();
        LogEntry.Change first = (LogEntry.Change) remote.changes().getFirst();
        String stored = new String(first.canonicalOps(), StandardCharsets.UTF_8);
        assertThat(CODEC.writeText(remote, null)).contains("\"ops\":" + stored);
        assertThat(Arrays.equals(first.canonicalOps(), stored.getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    /** The same JSON with the members of the envelope and the payload in reverse alphabetical order: "type" first or last, never as written. */
    private static String reversed(String message) {
        JsonNode tree = JSON.readTree(message);
        TreeMap<String, Object> envelope = new TreeMap<>();
        tree.properties().forEach(member -> envelope.put(member.getKey(), member.getValue()));
        TreeMap<String, Object> payload = new TreeMap<>(Comparator.reverseOrder());
        tree.get("payload").properties().forEach(member -> payload.put(member.getKey(), member.getValue()));
        envelope.put("payload", payload);
        return JSON.writeValueAsString(envelope);
    }
}
