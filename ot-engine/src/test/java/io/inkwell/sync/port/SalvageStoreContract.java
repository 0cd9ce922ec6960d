package io.inkwell.sync.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.RefusalCode;
import io.inkwell.sync.Salvage;
import io.inkwell.sync.Salvage.Extent;
import io.inkwell.sync.Snapshot;
import io.inkwell.sync.SubmissionId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link SalvageStore} promises. */
public abstract class SalvageStoreContract {
    /** A document whose log lost its end. */
    protected static final DocumentId DOCUMENT = new DocumentId("lost_end-1");
    private static final long SHARED = 41;

    /**
     * What a person reads of what was kept.
     *
     * @param document the document
     * @param extent how the commits relate to what was lost
     * @param commits the commits
     * @param lastRevision where the document stands
     * @param content the document
     */
    public record Read(String document, Extent extent, List<Line> commits, long lastRevision, Ops content) {}

    /**
     * What a person reads of a commit.
     *
     * @param author the name, if it was known
     */
    public record Line(long revision, int kind, int displayId, int seq, @Nullable String author, long atMillis,
            String submitHash, String chain, Ops ops) {
        /** What is to be read of a commit. */
        public static Line of(Commit commit, @Nullable String author) {
            return new Line(commit.revision(), commit.kind().number(), commit.id().displayId(), commit.id().seq(),
                    author, commit.atMillis(), commit.submitHash().toString(), commit.chain().toString(),
                    commit.op().ops());
        }
    }

    /** The store under test; the same one for each call within a test. */
    protected abstract SalvageStore store();

    /** Reads what was kept in a place. */
    protected abstract Read read(String place);

    @Test
    void everythingCanBeReadThatWasKept() {
        Salvage salvage = salvage(Extent.WITHOUT_OLDER, "Grüße 😀\n", "\"{}\\");
        Read read = read(store().keep(salvage, Map.of(1, "Ada \"the first\"")));
        assertThat(read.document()).isEqualTo(DOCUMENT.value());
        assertThat(read.extent()).isEqualTo(Extent.WITHOUT_OLDER);
        assertThat(read.commits()).containsExactly(Line.of(salvage.commits().get(0), "Ada \"the first\""),
                Line.of(salvage.commits().get(1), null), Line.of(salvage.commits().get(2), "Ada \"the first\""));
        assertThat(read.lastRevision()).isEqualTo(SHARED + 3);
        assertThat(read.content()).isEqualTo(salvage.last().document().toOps());
    }

    @Test
    void whatWasKeptBeforeIsNotTouched() {
        Set<String> places = new HashSet<>();
        List<String> first = new ArrayList<>();
        for (String text : List.of("one", "two", "three")) {
            String place = store().keep(salvage(Extent.ALL, text), Map.of());
            first.add(place);
            places.add(place);
        }
        assertThat(places).as("places of the same revision of the same document").hasSize(3);
        assertThat(first).extracting(place -> read(place).content().toString())
                .containsExactly("+'startone'", "+'starttwo'", "+'startthree'");
    }

    /** Each text is inserted at the end by one of two clients; a refusal without effect comes last. */
    protected static Salvage salvage(Extent extent, String... texts) {
        Document document = Document.ofText("start");
        Digest chain = new Digest(7, 7);
        List<Commit> commits = new ArrayList<>();
        for (String text : texts) {
            Delta op = Delta.on(document.length()).retain(document.length()).insert(text).build();
            commits.add(next(chain, commits.size(), CommitKind.Edit.EDIT, op));
            chain = commits.getLast().chain();
            document = document.apply(op);
        }
        CommitKind refused = new CommitKind.Refused(RefusalCode.DOC_FULL);
        commits.add(next(chain, commits.size(), refused, Delta.identity(document.length())));
        Commit last = commits.getLast();
        return new Salvage(DOCUMENT, SHARED, extent, commits, new Snapshot(last.revision(), last.chain(), document));
    }

    private static Commit next(Digest chain, int before, CommitKind kind, Delta op) {
        return Commit.following(chain, SHARED + 1 + before, kind, new SubmissionId(1 + before % 2, 5 + before),
                1_795_000_000_000L + before, op, new Digest(before, 3));
    }
}
