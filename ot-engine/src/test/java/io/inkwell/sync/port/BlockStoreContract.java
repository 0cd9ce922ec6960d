package io.inkwell.sync.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.port.BlockStore.Block;
import io.inkwell.sync.port.BlockStore.Range;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link BlockStore} promises. */
public abstract class BlockStoreContract {
    private static final Range FIRST = new Range(0, 256);
    private static final Range SECOND = new Range(256, 512);
    private static final Range BOTH = new Range(0, 512);

    private BlockStore blocks;
    private DocumentId document;

    /** The storage under test. */
    protected abstract Storage storage();

    @BeforeEach
    void openDocument() {
        Storage storage = storage();
        blocks = storage.blocks();
        document = Scribe.newDocument(storage, Scribe.newPerson(storage));
    }

    @Test
    void whatIsStoredIsFoundInOrderAndWhatIsNotIsLeftOut() {
        blocks.save(document, block(SECOND, "second"));
        blocks.save(document, block(FIRST, "first"));
        assertThat(blocks.find(document, List.of(SECOND, BOTH, FIRST))).extracting(Block::range)
                .containsExactly(FIRST, SECOND);
        assertThat(blocks.find(document, List.of(SECOND))).extracting(BlockStoreContract::text)
                .containsExactly("second");
        assertThat(blocks.find(document, List.of(BOTH))).isEmpty();
        assertThat(blocks.find(document, List.of())).isEmpty();
        assertThat(blocks.find(new DocumentId("nowhere"), List.of(FIRST))).isEmpty();
    }

    @Test
    void blocksOfDifferentLengthsStandBesideEachOther() {
        blocks.save(document, block(BOTH, "both"));
        blocks.save(document, block(SECOND, "second"));
        assertThat(blocks.find(document, List.of(BOTH))).extracting(BlockStoreContract::text).containsExactly("both");
    }

    @Test
    void theChainsComeBack() {
        blocks.save(document, block(SECOND, "second"));
        Block found = blocks.find(document, List.of(SECOND)).getFirst();
        assertThat(found.fromChain()).isEqualTo(new Digest(256, 7));
        assertThat(found.toChain()).isEqualTo(new Digest(512, 7));
    }

    @Test
    void aBlockTakesThePlaceOfAnotherForTheSameRevisions() {
        blocks.save(document, block(FIRST, "wrong"));
        blocks.save(document, block(FIRST, "right"));
        assertThat(blocks.find(document, List.of(FIRST))).extracting(BlockStoreContract::text).containsExactly("right");
    }

    @Test
    void aBlockOfAMegabyteComesBack() {
        String large = "The quick brown fox. ".repeat(50_000);
        blocks.save(document, block(FIRST, large));
        assertThat(blocks.find(document, List.of(FIRST))).extracting(BlockStoreContract::text).containsExactly(large);
    }

    private static Block block(Range range, String content) {
        return new Block(range, new Digest(range.fromRevision(), 7), new Digest(range.toRevision(), 7),
                content.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Block block) {
        return new String(block.content(), StandardCharsets.UTF_8);
    }
}
