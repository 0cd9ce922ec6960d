package io.inkwell.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.DocumentId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one node writes the other one reads; anything else is nothing. */
class NodeMessagesTest {
    static List<NodeMessage> oneOfEachKind() {
        return oneOfEachKindFrom("n1");
    }

    static List<NodeMessage> oneOfEachKindFrom(String node) {
        DocumentId document = new DocumentId("a-Z_9");
        return List.of(new NodeMessage.Stored(document, Long.MAX_VALUE), new NodeMessage.Touched(document),
                new NodeMessage.WhoIsThere(document), new NodeMessage.Alive(node, "0a1b2c3d"),
                new NodeMessage.Present(document, node, 3, 12, List.of()),
                new NodeMessage.Present(document, node, 4, 12,
                        List.of(new NodeMessage.RemoteMember(5, "Ada \"😀\"", "#1a5fb4", false,
                                new NodeMessage.RemoteCaret(0, 3)),
                                new NodeMessage.RemoteMember(6, "Bot", "#00695c", true, null))));
    }

    @ParameterizedTest
    @MethodSource("oneOfEachKind")
    void comesBackAsItWas(NodeMessage message) {
        assertThat(NodeMessages.read(NodeMessages.write(message))).contains(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "7", "{}", "{\"type\":\"later\"}", "{\"type\":\"stored\"}",
        "{\"type\":\"stored\",\"document\":\"a b\",\"revision\":1}",
        "{\"type\":\"stored\",\"document\":\"d\",\"revision\":\"1\"}",
        "{\"type\":\"present\",\"document\":\"d\",\"node\":\"n\",\"number\":1,\"revision\":1,\"members\":[{}]}",
        "{\"type\":\"present\",\"document\":\"d\",\"node\":\"n\",\"number\":1,\"revision\":1,\"members\":[{\"displayId\":1,\"name\":\"A\",\"colour\":\"c\",\"program\":false,\"caret\":{\"index\":-1,\"length\":0}}]}"})
    void whatIsNotUnderstoodIsNothing(String text) {
        assertThat(NodeMessages.read(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void aHugeMessageIsNothing() {
        assertThat(NodeMessages.read(new byte[1_048_577])).isEmpty();
    }
}
