package io.inkwell.history;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.testing.RandomDeltas;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.SubmissionId;
import java.util.ArrayList;
import java.util.List;

/** A few commits of two clients, one after the other, on a small document. */
record RandomHistory(Document start, List<Commit> commits) {
    private static final int COMMITS = 6;

    static RandomHistory draw(RandomDeltas random) {
        Document start = random.document();
        Document document = start;
        Digest chain = Digest.chainStart(new DocumentId("drawn"));
        List<Commit> commits = new ArrayList<>();
        for (int revision = 1; revision <= COMMITS; revision++) {
            Delta op = random.deltaOn(document);
            Commit commit = Commit.following(chain, revision, CommitKind.Edit.EDIT,
                    new SubmissionId(1 + revision % 2, revision), 1_000L * revision, op, chain);
            commits.add(commit);
            chain = commit.chain();
            document = document.apply(op);
        }
        return new RandomHistory(start, commits);
    }

    List<AttributedChange> changes() {
        return commits.stream().map(AttributedChange::of).toList();
    }

    AttributedChange whole() {
        return AttributedChange.composeAll(changes());
    }

    Document end() {
        Document document = start;
        for (Commit commit : commits) {
            document = document.apply(commit.op());
        }
        return document;
    }

    UnitByUnit replayed() {
        UnitByUnit model = new UnitByUnit(start);
        commits.forEach(model::apply);
        return model;
    }

    @Override
    public String toString() {
        return start + " then " + commits.stream().map(Commit::op).toList();
    }
}
