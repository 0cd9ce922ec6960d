package io.inkwell.protocol;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Embed;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Scalar;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.sync.ClientId;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.RefusalCode;
import io.inkwell.sync.SubmissionId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One or more of every message there is. */
final class Messages {
    static final MessageCodec CODEC = new MessageCodec(OpsLimits.DEFAULT);
    static final ClientId CLIENT = new ClientId(UUID.fromString("0f7f3c9e-6c0b-4f6a-9a53-2b8f0d1c4e77"));
    static final Digest CHAIN = Digest.chainStart(new DocumentId("d1"));
    static final Digest HASH = Digest.ofSubmission(4, new byte[]{'[', ']'});
    static final Ops BOLD_WORD = Ops.builder().retain(6)
            .insert("Wörld 🖋",
                    Attributes.builder().set("bold", new Scalar.Bool(true))
                            .set("link", new Scalar.Text("https://example.org/?q=\"a\"")).build())
            .delete(2).build();
    static final Ops UNBOLD = Ops.builder()
            .retain(3, Attributes.builder().remove("bold").set("header", new Scalar.Int(2)).build()).build();
    static final Ops PICTURE = Ops.builder().insert(new Embed("image", new Scalar.Text("https://example.org/i.png")))
            .insert("\n").build();

    static final List<ClientMessage> OF_CLIENTS = List.of(
            new ClientMessage.Open(null, 1, null, null),
            new ClientMessage.Open(CLIENT, 7, new Position(41, CHAIN), null),
            new ClientMessage.Open(CLIENT, 8, new Position(41, CHAIN), new ClientMessage.InFlight(null, 3, 40, HASH)),
            new ClientMessage.Open(null, 9, new Position(0, CHAIN), new ClientMessage.InFlight(CLIENT, 3, 0, HASH)),
            new ClientMessage.Transform(0, 1, PICTURE),
            new ClientMessage.Transform(Values.SAFE_INTEGER_MAX, Integer.MAX_VALUE, BOLD_WORD),
            new ClientMessage.Transform(5, 2, UNBOLD), new ClientMessage.MoveCursor(new Cursor(4, 2, 9)),
            new ClientMessage.MoveCursor(new Cursor(Cursor.HIDDEN, 0, 9)), new ClientMessage.Ping(),
            new ClientMessage.Pong());

    private static final Member ADA = new Member(3, "Ada \"L\"", "#aa3355", Member.Kind.PERSON, new Cursor(0, 5, 41));
    private static final Member BOT = new Member(4, "replay", "#117733", Member.Kind.PROGRAM, null);

    private static final List<LogEntry> ENTRIES = List.of(
            LogEntry.Change.of(42, CommitKind.Edit.EDIT, new SubmissionId(3, 7), 1_790_000_000_123L, BOLD_WORD),
            LogEntry.Change.of(43, CommitKind.Burnt.BURNT, new SubmissionId(4, 1), 1_790_000_000_124L, Ops.EMPTY),
            LogEntry.Change.of(44, new CommitKind.Refused(RefusalCode.DOC_FULL), new SubmissionId(4, 2),
                    1_790_000_000_125L, Ops.EMPTY),
            LogEntry.Change.of(45, CommitKind.Restore.RESTORE, new SubmissionId(1, 1), 1_790_000_000_126L, UNBOLD),
            new LogEntry.Composed(45, 2045, PICTURE));

    static final List<ServerMessage> OF_SERVERS = List.of(
            init(new ServerMessage.Start.Content(PICTURE), null),
            init(new ServerMessage.Start.Changes(ENTRIES),
                    new Settled(new SubmissionId(3, 7), new Settled.Outcome.Edit(42))),
            init(new ServerMessage.Start.Changes(List.of()),
                    new Settled(new SubmissionId(3, 7), new Settled.Outcome.Burnt(42L))),
            init(new ServerMessage.Start.Changes(List.of()),
                    new Settled(new SubmissionId(2, 9), new Settled.Outcome.Burnt(null))),
            init(new ServerMessage.Start.Changes(List.of()),
                    new Settled(new SubmissionId(3, 7), new Settled.Outcome.Refused(42, RefusalCode.SPLIT_PAIR))),
            init(new ServerMessage.Start.Changes(List.of()),
                    new Settled(new SubmissionId(3, 8), new Settled.Outcome.Unknown())),
            new ServerMessage.Ack(7, 42, CHAIN, 1_790_000_000_123L), new ServerMessage.Remote(41, 2045, CHAIN, ENTRIES),
            new ServerMessage.Rebase(8, 43, CHAIN, 1_790_000_000_123L),
            new ServerMessage.CursorMoved(3, new Cursor(1, 2, 3)),
            new ServerMessage.Joined(ADA), new ServerMessage.Left(3), new ServerMessage.Present(List.of(ADA, BOT)),
            new ServerMessage.Present(List.of()), new ServerMessage.Ping(), new ServerMessage.Pong(),
            ServerMessage.Refused.of(RefusalCode.BAD_MESSAGE, "No."),
            ServerMessage.Refused.of(RefusalCode.OP_EMPTY, "Nothing to do.", 4),
            new ServerMessage.Refused(RefusalCode.SEQ_GAP, "There is a gap.", 9, 4, null, null),
            new ServerMessage.Refused(RefusalCode.RATE, "Slower, please.", 5, null, 750L, null),
            new ServerMessage.Refused(RefusalCode.DOC_FULL, "It is full.", 5, 5, null,
                    new ServerMessage.RefusedAt(44, CHAIN, 1_790_000_000_125L)));

    private static ServerMessage.Init init(ServerMessage.Start start, @Nullable Settled settled) {
        return new ServerMessage.Init(CLIENT, 3, 2045, CHAIN, 7, start, settled, Role.WRITE, DocumentType.RICH,
                "Minutes, 3 May", List.of(ADA, BOT),
                Limits.DEFAULT);
    }

    private Messages() {}
}
