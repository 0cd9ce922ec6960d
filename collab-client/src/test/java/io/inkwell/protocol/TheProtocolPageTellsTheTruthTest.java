package io.inkwell.protocol;

import static io.inkwell.protocol.Messages.CODEC;
import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.sync.Digest;
import io.inkwell.sync.RefusalCode;
import io.inkwell.sync.SubmissionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.json.JsonMapper;

/** docs/protocol.md is what people implement: its examples are messages, its tables are complete, its hashes are right. */
class TheProtocolPageTellsTheTruthTest {
    private static final Pattern EXAMPLE = Pattern.compile("```json (client|server)\n(.*?)\n```", Pattern.DOTALL);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PAGE = page();

    private record Example(String side, String text) {}

    @TestFactory
    List<DynamicTest> everyExampleIsReadAndWrittenBackEqual() {
        return examples().stream().map(example -> DynamicTest.dynamicTest(example.text(), () -> {
            String compact = JSON.writeValueAsString(JSON.readTree(example.text()));
            assertThat(compact).isEqualTo(example.text());
            assertThat(writtenBack(example)).isEqualTo(compact);
        })).toList();
    }

    @Test
    void everyMessageHasAnExample() throws ProtocolException {
        Set<MessageType> shown = EnumSet.noneOf(MessageType.class);
        for (Example example : examples()) {
            if (example.side().equals("client")) {
                shown.add(CODEC.readClient(example.text()).message().messageType());
            } else {
                shown.add(CODEC.readServer(example.text()).orElseThrow().message().messageType());
            }
        }
        assertThat(shown).containsExactlyInAnyOrder(MessageType.values());
    }

    @Test
    void everyCodeIsExplained() {
        for (RefusalCode code : RefusalCode.values()) {
            String row = "| " + code.name() + " |";
            assertThat(PAGE).contains(row);
            String line = PAGE.lines().filter(l -> l.startsWith(row)).findFirst().orElseThrow();
            assertThat(line.split("\\|", -1)[3].strip().equals("yes")).as(line).isEqualTo(code.consumesSeq());
        }
        for (CloseCode code : CloseCode.values())
            assertThat(PAGE).containsPattern("\\| [0-9, ]*" + code.number() + " \\|");
    }

    @Test
    void theLimitsAreTheDefaults() {
        Limits limits = Limits.DEFAULT;
        assertThat(PAGE).contains(grouped(limits.operationBytesMax()) + " bytes (`operationBytesMax`)",
                grouped(limits.componentsMax()) + " (`componentsMax`)",
                limits.attributesPerComponentMax() + " (`attributesPerComponentMax`)",
                grouped(limits.messageBytesMax()) + " bytes (`messageBytesMax`)",
                grouped(limits.documentLengthMax()) + " units (`documentLengthMax`)",
                MessageCodec.DEPTH_MAX + ", " + MessageCodec.NUMBER_DIGITS_MAX + ", " + MessageCodec.NAME_LENGTH_MAX);
    }

    @Test
    void theHashesAndChainsOfTheStoryAreReal() throws ProtocolException {
        List<Example> examples = examples();
        ServerMessage.Init init = (ServerMessage.Init) server(examples, MessageType.DOCUMENT_INIT, 0);
        ClientMessage.Transform first = (ClientMessage.Transform) client(examples, MessageType.OPERATION_TRANSFORM, 0);
        ClientMessage.Open again = (ClientMessage.Open) client(examples, MessageType.DOCUMENT_OPEN, 2);
        Digest hash = Digest.ofSubmission(first.revision(), OpsJson.write(first.ops()));
        assertThat(again.inFlight()).isEqualTo(new ClientMessage.InFlight(null, first.seq(), first.revision(), hash));

        ServerMessage.Ack ack = (ServerMessage.Ack) server(examples, MessageType.OPERATION_ACK, 0);
        var id = new SubmissionId(init.displayId(), ack.seq());
        assertThat(ack.chain())
                .isEqualTo(init.chain().link(ack.revision(), 0, id, ack.atMillis(), OpsJson.write(first.ops())));

        ServerMessage.Remote batch = server(examples, MessageType.OPERATION_REMOTE);
        Digest chain = ack.chain();
        for (LogEntry entry : batch.changes()) {
            LogEntry.Change change = (LogEntry.Change) entry;
            chain = chain.link(change.revision(), change.kind().number(), change.id(), change.atMillis(),
                    change.canonicalOps());
        }
        assertThat(chain).isEqualTo(batch.chain());
    }

    @Test
    void theBatchOfThreeIsWhatTheThreeClientsMade() throws ProtocolException {
        ServerMessage.Remote batch = server(examples(), MessageType.OPERATION_REMOTE);
        Document at42 = Document.ofText("Hello world\n");
        Delta grace = Ops.builder().insert("> ").build().on(at42.length());
        Delta ada = Ops.builder().retain(11).insert("!").build().on(at42.length());
        Delta alan = Ops.builder().insert("# ").build().on(at42.length());
        assertThat(batch.changes().get(0).ops()).isEqualTo(grace.ops());
        assertThat(batch.changes().get(1).ops()).isEqualTo(ada.transformOver(grace).ops());
        assertThat(batch.changes().get(2).ops())
                .isEqualTo(alan.transformOver(grace).transformOver(ada.transformOver(grace)).ops());
    }

    private static ServerMessage.Remote server(List<Example> examples, MessageType type) throws ProtocolException {
        for (int i = 0;; i++) {
            ServerMessage.Remote remote = (ServerMessage.Remote) server(examples, type, i);
            if (remote.changes().size() == 3)
                return remote;
        }
    }

    private static ServerMessage server(List<Example> examples, MessageType type, int index) throws ProtocolException {
        List<ServerMessage> found = new ArrayList<>();
        for (Example example : examples) {
            if (example.side().equals("server"))
                found.add(CODEC.readServer(example.text()).orElseThrow().message());
        }
        return found.stream().filter(message -> message.messageType() == type).skip(index).findFirst().orElseThrow();
    }

    private static ClientMessage client(List<Example> examples, MessageType type, int index) throws ProtocolException {
        List<ClientMessage> found = new ArrayList<>();
        for (Example example : examples) {
            if (example.side().equals("client"))
                found.add(CODEC.readClient(example.text()).message());
        }
        return found.stream().filter(message -> message.messageType() == type).skip(index).findFirst().orElseThrow();
    }

    private static String writtenBack(Example example) throws ProtocolException {
        if (example.side().equals("client")) {
            Envelope<ClientMessage> read = CODEC.readClient(example.text());
            return CODEC.writeText(read.message(), read.correlationId());
        }
        Envelope<ServerMessage> read = CODEC.readServer(example.text()).orElseThrow();
        return CODEC.writeText(read.message(), read.correlationId());
    }

    private static List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        Matcher matcher = EXAMPLE.matcher(PAGE);
        while (matcher.find())
            examples.add(new Example(matcher.group(1), matcher.group(2)));
        assertThat(examples).hasSizeGreaterThan(20);
        return examples;
    }

    private static String grouped(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String page() {
        try {
            return Files.readString(Path.of("..", "docs", "protocol.md"));
        } catch (IOException e) {
            throw new AssertionError("docs/protocol.md is read from the module's folder", e);
        }
    }
}
