package io.inkwell.server.websocket;

import io.inkwell.protocol.Cursor;
import io.inkwell.protocol.LogEntry;
import io.inkwell.protocol.Member;
import io.inkwell.protocol.Role;
import io.inkwell.protocol.ServerMessage;
import io.inkwell.protocol.Settled;
import io.inkwell.server.config.Limits;
import io.inkwell.sync.Member.Caret;
import io.inkwell.server.documents.Subscriber;
import io.inkwell.sync.CatchUp;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.DocumentEffect;
import io.inkwell.sync.RefusalCode;
import io.inkwell.sync.SubmissionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts what a document says into the words of the protocol. */
final class Rendering {
    private Rendering() {}

    static Cursor cursor(@Nullable Caret caret, long revision) {
        return caret == null
                ? new Cursor(Cursor.HIDDEN, 0, revision)
                : new Cursor(caret.index(), caret.length(), revision);
    }

    static Member member(io.inkwell.sync.Member member, long revision) {
        Member.Kind kind = switch (member.kind()) {
            case PERSON -> Member.Kind.PERSON;
            case PROGRAM -> Member.Kind.PROGRAM;
        };
        Caret caret = member.caret();
        return new Member(member.displayId(), member.name(), member.colour(), kind,
                caret == null ? null : cursor(caret, revision));
    }

    /** The first message to a connection that was let in. Carets are told only if it stands where they do. */
    static ServerMessage.Init init(Subscriber.Admission admission, Opening opening, Admittance admittance,
            Limits limits) {
        long revision = admission.at().headRevision();
        boolean caretsFit = admission.view().window().headRevision() == revision;
        List<Member> members = admission.view().presence().members().stream()
                .map(member -> member(caretsFit ? member : member.withoutCaret(), revision)).toList();
        Settled settled = opening.settled() != null
                ? opening.settled()
                : settled(admission.settled(), admission.settledKey());
        var told = new io.inkwell.protocol.Limits(limits.operationBytesMax(), limits.componentsMax(),
                limits.attributesPerComponentMax(), limits.messageBytesMax(), limits.documentLengthMax());
        return new ServerMessage.Init(opening.clientId(), admission.displayId(), revision, admission.at().headChain(),
                admission.lastSeq(), start(admission.start()), settled,
                admittance.mayWrite() ? Role.WRITE : Role.READ, admittance.type(), admittance.title(), members, told);
    }

    private static ServerMessage.Start start(Subscriber.Start start) {
        return switch (start) {
            case Subscriber.Start.Whole whole -> new ServerMessage.Start.Content(whole.document().toOps());
            case Subscriber.Start.Since since ->
                new ServerMessage.Start.Changes(since.entries().stream().map(Rendering::entry).toList());
        };
    }

    private static LogEntry entry(CatchUp.Entry entry) {
        return switch (entry) {
            case CatchUp.Entry.Single single -> LogEntry.Change.of(single.commit());
            case CatchUp.Entry.Composed composed ->
                new LogEntry.Composed(composed.from(), composed.to(), composed.op().ops());
        };
    }

    private static @Nullable Settled settled(DocumentEffect.@Nullable Settled settled, @Nullable SubmissionId key) {
        if (settled == null || key == null)
            return null;
        return switch (settled) {
            case DocumentEffect.Settled.Never nothing -> new Settled(key, new Settled.Outcome.Burnt(null));
            case DocumentEffect.Settled.Stored stored -> new Settled(key, outcome(stored.commit()));
        };
    }

    private static Settled.Outcome outcome(Commit commit) {
        return switch (commit.kind()) {
            case CommitKind.Edit edit -> new Settled.Outcome.Edit(commit.revision());
            case CommitKind.Restore restore -> new Settled.Outcome.Edit(commit.revision());
            case CommitKind.Burnt burnt -> new Settled.Outcome.Burnt(commit.revision());
            case CommitKind.Refused refused -> new Settled.Outcome.Refused(commit.revision(), refused.code());
        };
    }

    /** What a person is told about a refusal that is stored in the log only as its code. */
    static String sentence(RefusalCode code) {
        return switch (code) {
            case DOC_FULL -> "The document is full: nothing can be added before something is deleted.";
            case OP_FINAL_NEWLINE -> "The last line break of a document stays where it is.";
            case SPLIT_PAIR -> "The edit would cut a character in two.";
            case ATTR_PLACE -> "A format stands on a character it does not belong to.";
            case BAD_MESSAGE, IDENTITY, BASE_FUTURE, SEQ_REUSED, SEQ_GAP, RATE, PRESENCE, OP_EMPTY, OP_RANGE, OP_LIMIT,
                    TEXT, ATTR_KEY, ATTR_VALUE, EMBED,
                    READ_ONLY, STORAGE, FROZEN, HEAD_MOVED ->
                "The edit was refused: " + code + ".";
        };
    }
}
