package io.inkwell.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Document;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.protocol.LogEntry;
import io.inkwell.protocol.MessageCodec;
import io.inkwell.protocol.ProtocolException;
import io.inkwell.protocol.ServerMessage;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The whole history of a document as any client may read it, replayed from the empty start. */
final class ProvedHistory {
    private static final MessageCodec CODEC = new MessageCodec(OpsLimits.DEFAULT);

    private ProvedHistory() {}

    /**
     * Reads it, and fails unless its revisions are consecutive and its chain is the one that comes of them. What is told composed, because it is
     * long, is taken without that proof.
     *
     * @param key of somebody who may read the document
     * @return the document at the end
     */
    static Document read(TestedServer server, String document, DocumentType type, String key)
            throws IOException, InterruptedException {
        Digest start = Digest.chainStart(new DocumentId(document));
        ServerMessage.Init init;
        try (JsonClient reader = JsonClient.connect(server.port(), document, key)) {
            String told = reader.open("\"attempt\":1,\"revision\":0,\"chain\":\"" + start + "\"").toString();
            init = (ServerMessage.Init) CODEC.readServer(told).orElseThrow().message();
        } catch (ProtocolException e) {
            throw new AssertionError(e);
        }
        List<LogEntry> entries = ((ServerMessage.Start.Changes) init.start()).entries();
        Document now = type.start();
        long revision = 0;
        Digest chain = start;
        for (LogEntry entry : entries) {
            assertThat(entry.from()).as("the revision before").isEqualTo(revision);
            now = now.apply(entry.ops().on(now.length()));
            revision = entry.to();
            chain = linked(chain, entry);
        }
        assertThat(revision).isEqualTo(init.revision());
        if (chain != null)
            assertThat(chain).as("the chain of %s revisions", revision).isEqualTo(init.chain());
        return now;
    }

    private static @Nullable Digest linked(@Nullable Digest chain, LogEntry entry) {
        return switch (entry) {
            case LogEntry.Composed composed -> null;
            case LogEntry.Change change -> chain == null
                    ? null
                    : chain.link(change.revision(), change.kind().number(), change.id(), change.atMillis(),
                            change.canonicalOps());
        };
    }
}
