package io.inkwell.benchmarks.history;

import io.inkwell.benchmarks.cases.Edit;
import io.inkwell.benchmarks.cases.RecordedTrace;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.SubmissionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Several people who type the recorded sessions into one document, each session behind what is there already, again and again: commits
 * without end. Who types changes every few hundred keystrokes, and between two of them a fraction of a second passes. Not thread safe.
 */
final class Typists {
    private static final int TURN_KEYSTROKES = 500;
    private static final int PAUSE_MILLIS_MIN = 40;
    private static final int PAUSE_MILLIS_MAX = 400;

    private final Random random = new Random(20261121);
    private final int[] displayIds;
    private final int[] sequenceNumbers;
    private final List<List<Edit>> sessions = new ArrayList<>();
    private int session;
    private int edit;
    private int offset;
    private long atMillis;
    private long revision;
    private Digest chain;
    private Document document = Document.EMPTY;

    Typists(DocumentId id, int[] displayIds, long beginMillis) {
        this.displayIds = displayIds.clone();
        this.sequenceNumbers = new int[displayIds.length];
        this.atMillis = beginMillis;
        this.chain = Digest.chainStart(id);
        for (RecordedTrace trace : RecordedTrace.values()) {
            sessions.add(trace.read().edits());
        }
    }

    Commit next() {
        if (edit == sessions.get(session).size()) {
            session = (session + 1) % sessions.size();
            edit = 0;
            offset = document.length();
        }
        Edit typed = sessions.get(session).get(edit++);
        Delta op = Delta.on(document.length()).retain(offset + typed.position()).insert(typed.inserted())
                .delete(typed.deleted()).build();
        int person = (int) (revision / TURN_KEYSTROKES % displayIds.length);
        revision++;
        atMillis += random.nextInt(PAUSE_MILLIS_MIN, PAUSE_MILLIS_MAX);
        Commit commit = Commit.following(chain, revision, CommitKind.Edit.EDIT,
                new SubmissionId(displayIds[person], ++sequenceNumbers[person]), atMillis, op,
                new Digest(random.nextLong(), random.nextLong()));
        document = document.apply(op);
        chain = commit.chain();
        return commit;
    }

    long revision() {
        return revision;
    }

    Digest chain() {
        return chain;
    }

    Document document() {
        return document;
    }
}
