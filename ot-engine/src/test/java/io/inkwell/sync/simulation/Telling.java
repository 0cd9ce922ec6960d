package io.inkwell.sync.simulation;

import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.DocumentEffect;
import io.inkwell.sync.DocumentEvent;
import io.inkwell.sync.InFlight;
import io.inkwell.sync.ReplicaEffect;
import io.inkwell.sync.ReplicaEvent;
import io.inkwell.sync.ReplicaEvent.Entry;
import io.inkwell.sync.ReplicaEvent.Settled;
import io.inkwell.sync.SubmissionId;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in few words what happens, for the story of a schedule. A key is written "client/number". */
final class Telling {
    private Telling() {}

    static String of(SubmissionId id) {
        return id.displayId() + "/" + id.seq();
    }

    static String of(List<Commit> commits) {
        return commits.stream()
                .map(commit -> "revision " + commit.revision() + ": " + of(commit.kind()) + of(commit.id()) + " "
                        + commit.op().ops())
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String of(CommitKind kind) {
        return switch (kind) {
            case CommitKind.Edit _ -> "";
            case CommitKind.Burnt _ -> "burnt ";
            case CommitKind.Refused refused -> "refused (" + refused.code() + ") ";
            case CommitKind.Restore _ -> "restore ";
        };
    }

    static String of(AppendResult result) {
        return switch (result) {
            case AppendResult.Committed _ -> "stores";
            case AppendResult.HeadMoved _ -> "has another head than expected by";
            case AppendResult.Duplicate _ -> "has a key already of";
            case AppendResult.Unknown _ -> "does not answer to";
            case AppendResult.Refused _ -> "refuses";
        };
    }

    static String of(Message.ToServer message) {
        return switch (message) {
            case Message.Open open -> "opens, attempt " + open.attempt()
                    + (open.clientId() == null ? ", as a new client" : ", as client id " + open.clientId().value())
                    + (open.from() == null ? "" : ", standing at " + open.from().revision())
                    + (open.inFlight() == null ? "" : ", number " + open.inFlight().seq() + " in flight")
                    + (open.inFlight() != null && open.inFlight().formerClientId() != null
                            ? " under a former identity"
                            : "");
            case Message.Transform transform -> "sends number " + transform.seq() + " on revision " + transform.base()
                    + ": " + transform.ops();
            case Message.MoveCaret move -> "moves the caret to " + move.caret().index() + " at revision "
                    + move.revision();
        };
    }

    static String of(DocumentEvent event) {
        return switch (event) {
            case DocumentEvent.Open open -> "connection " + open.connection() + " (client " + open.displayId()
                    + ") opens";
            case DocumentEvent.Submit submit -> "connection " + submit.connection() + " submits "
                    + of(submit.submission().id());
            case DocumentEvent.Appended appended -> "the batch: " + appended.result();
            case DocumentEvent.TailRead read -> "reads up to revision " + read.tail().head().revision();
            case DocumentEvent.TailMissing _ -> "reads that there is no document";
            case DocumentEvent.TailFailed _ -> "cannot read the log";
            case DocumentEvent.Found found -> "finds " + of(found.submission().id());
            case DocumentEvent.HeadSeen seen -> "sees the head " + seen.head().revision();
            case DocumentEvent.Hinted hinted -> "is told of revision " + hinted.revision();
            case DocumentEvent.AccessChanged changed -> "access of connection " + changed.connection() + " changes";
            case DocumentEvent.Closed closed -> "connection " + closed.connection() + " is gone";
        };
    }

    static String of(DocumentEffect effect) {
        return switch (effect) {
            case DocumentEffect.AppendBatch batch -> "sends " + of(batch.append().commits());
            case DocumentEffect.ReadTail read -> "reads after " + read.afterRevision();
            case DocumentEffect.Find find -> "looks up " + of(find.submission().id());
            case DocumentEffect.Advanced advanced -> "advances to " + advanced.window().headRevision();
            case DocumentEffect.Init init -> "lets connection " + init.connection() + " in";
            case DocumentEffect.Repeat repeat -> "repeats " + of(repeat.commit().id());
            case DocumentEffect.Refuse refuse -> "refuses number " + refuse.seq() + ": " + refuse.code();
            case DocumentEffect.Close close -> "closes connection " + close.connection() + ": " + close.reason();
            case DocumentEffect.SaveSnapshot save -> "stores a snapshot of " + save.snapshot().revision();
            case DocumentEffect.KeepSalvage keep -> "salvages " + of(keep.salvage().commits());
            case DocumentEffect.Quarantine quarantine -> "quarantines: " + quarantine.reason();
        };
    }

    static String of(ReplicaEvent event) {
        return switch (event) {
            case ReplicaEvent.Edited edited -> "types " + edited.change().ops();
            case ReplicaEvent.Loaded loaded -> "is let in as " + loaded.identity().displayId() + " with revision "
                    + loaded.position().revision();
            case ReplicaEvent.Resumed resumed -> "is let in again as " + resumed.identity().displayId() + " at "
                    + resumed.position().revision() + ", last number " + resumed.lastSeq() + ", "
                    + of(resumed.settled()) + ", missed " + entries(resumed.changes());
            case ReplicaEvent.Received received -> "hears " + entries(received.changes());
            case ReplicaEvent.Acknowledged acknowledged -> "hears that number " + acknowledged.seq()
                    + " is saved as revision " + acknowledged.at().revision();
            case ReplicaEvent.Rebased rebased -> "hears that number " + rebased.seq() + " was burnt as revision "
                    + rebased.at().revision();
            case ReplicaEvent.Refused refused -> "hears that number " + refused.seq() + " is refused: "
                    + refused.code();
            case ReplicaEvent.RetryDue _ -> "tries again";
            case ReplicaEvent.Disconnected _ -> "has no connection";
            case ReplicaEvent.IdentityLost _ -> "lost its identity";
            case ReplicaEvent.HistoryDiffers _ -> "hears that its history is not the server's";
        };
    }

    private static String of(@Nullable Settled settled) {
        return switch (settled) {
            case null -> "nothing settled";
            case Settled.Stored stored -> of(stored.id()) + " is stored";
            case Settled.Burnt _ -> "burnt";
            case Settled.Refused refused -> "refused " + refused.code();
        };
    }

    private static String entries(List<Entry> entries) {
        return entries.stream().map(entry -> switch (entry) {
            case Entry.Single single -> single.revision() + ": " + of(single.kind()) + of(single.id()) + " "
                    + single.ops();
            case Entry.Composed composed -> (composed.from() + 1) + " to " + composed.to() + ": " + composed.ops();
        }).collect(Collectors.joining(", ", "[", "]"));
    }

    static String of(ReplicaEffect effect) {
        return switch (effect) {
            case ReplicaEffect.Send send -> "sends " + of(send.inFlight());
            case ReplicaEffect.Show show -> "shows " + show.change().ops();
            case ReplicaEffect.Replace replace -> "shows the document " + replace.document().toOps();
            case ReplicaEffect.Saved saved -> "saved at " + saved.revision();
            case ReplicaEffect.Rescue rescue -> "hands back " + rescue.ops();
            case ReplicaEffect.Notice notice -> "notices " + notice.code();
            case ReplicaEffect.RetryLater _ -> "tries again later";
            case ReplicaEffect.Reopen reopen -> "opens again: " + reopen.reason();
        };
    }

    private static String of(InFlight inFlight) {
        return of(inFlight.id()) + " on " + inFlight.baseRevision() + ": " + inFlight.ops();
    }
}
