package io.inkwell.server.documents;

import io.inkwell.sync.CatchUp;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitWindow;
import io.inkwell.sync.DocumentEffect.CloseReason;
import io.inkwell.sync.DocumentEffect.Settled;
import io.inkwell.sync.RefusalCode;
import io.inkwell.sync.SubmissionId;
import io.inkwell.ot.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection of an open document. Every method returns at once (what is to be sent goes out when the wire is free) and may be called
 * from any thread, one at a time per connection.
 */
public interface Subscriber {
    /** The connection is in. */
    void admitted(Admission admission);

    /** The view changed: whatever the connection has not sent yet may go out. */
    void viewChanged(View view);

    /** Somebody came, left or moved the caret: tell so with the next view. */
    void memberChanged(int displayId);

    /** A submission was repeated: tell its outcome again, unless it is still to come on the stream. */
    void repeated(Commit stored);

    /** Something was refused without a revision. */
    void refused(RefusalCode code, String message, int seq, int lastSeq, long retryAfterMillis);

    /** The connection has to go. */
    void closed(CloseReason reason);

    /**
     * What a connection is told when it is in.
     *
     * @param displayId its public number
     * @param at where it stands afterwards: at the head of this window
     * @param start the document, or what was missed
     * @param lastSeq the client's highest stored sequence number
     * @param settled what became of the operation in flight
     * @param settledKey its key
     * @param view the view at that moment; its window may already be further than {@code at}
     */
    record Admission(int displayId, CommitWindow at, Start start, int lastSeq, @Nullable Settled settled,
            @Nullable SubmissionId settledKey, View view) {}

    /** What a connection starts from. */
    sealed interface Start {
        /**
         * The whole document.
         *
         * @param document the whole document
         */
        record Whole(Document document) implements Start {}

        /**
         * What happened since the client left.
         *
         * @param entries what happened since the client left
         */
        record Since(List<CatchUp.Entry> entries) implements Start {}
    }
}
