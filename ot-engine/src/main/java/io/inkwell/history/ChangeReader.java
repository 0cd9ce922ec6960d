package io.inkwell.history;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Op;
import io.inkwell.ot.Ops;
import io.inkwell.ot.OtException;
import io.inkwell.ot.json.MalformedOpsException;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.sync.port.BlockStore.Block;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what {@link ChangeWriter} wrote. Used once. */
final class ChangeReader {
    private static final int SINGLES = 128;
    /** Most pieces are one letter: those of ASCII share their texts. */
    private static final String[] SINGLE = new String[SINGLES];
    static {
        for (int i = 0; i < SINGLES; i++) {
            SINGLE[i] = Character.toString(i);
        }
    }

    private final long fromRevision;
    private final long toRevision;
    private final int baseLength;
    private final Origin[] originTable;
    private final Ops attributeTable;
    private final Ops embedTable;
    private final int count;
    private final Column.Reader heads;
    private final Column.Reader origins;
    private final Column.Reader attributes;
    private final String text;
    private int originBefore;
    private int embedsTaken;
    private int textTaken;

    private ChangeReader(byte[] bytes) {
        Column.Reader whole = new Column.Reader(bytes);
        long format = whole.nextUnsigned();
        if (format != ChangeWriter.FORMAT) {
            throw new IllegalArgumentException("the stored change has the unknown format " + format);
        }
        fromRevision = whole.nextUnsigned();
        toRevision = whole.nextUnsigned();
        baseLength = whole.nextInt();
        originTable = originTable(whole, fromRevision);
        attributeTable = ops(whole.nextBytes());
        embedTable = ops(whole.nextBytes());
        count = whole.nextInt();
        heads = whole.nextColumn();
        origins = whole.nextColumn();
        attributes = whole.nextColumn();
        text = new String(whole.nextBytes(), StandardCharsets.UTF_8);
        whole.requireEnd();
    }

    /** The change of a block; empty if what is stored is none of these revisions, or of a form that is not known here. */
    static Optional<AttributedChange> read(Block block) {
        try {
            AttributedChange change = read(block.content());
            boolean fits = change.fromRevision() == block.range().fromRevision()
                    && change.toRevision() == block.range().toRevision();
            return fits ? Optional.of(change) : Optional.empty();
        } catch (IllegalArgumentException | OtException notAChange) {
            return Optional.empty();
        }
    }

    /**
     * The change.
     *
     * @throws IllegalArgumentException if the bytes are not one
     */
    static AttributedChange read(byte[] bytes) {
        try {
            return new ChangeReader(bytes).change();
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the stored change names what it does not hold", e);
        }
    }

    private static Origin[] originTable(Column.Reader whole, long fromRevision) {
        int length = whole.nextInt();
        Column.Reader revisions = whole.nextColumn();
        Column.Reader displayIds = whole.nextColumn();
        Column.Reader times = whole.nextColumn();
        Origin[] table = new Origin[length];
        Origin before = new Origin(fromRevision, 0, 0);
        for (int i = 0; i < length; i++) {
            before = new Origin(before.revision() + revisions.nextUnsigned(),
                    (int) (before.displayId() + displayIds.nextSigned()), before.atMillis() + times.nextSigned());
            table[i] = before;
        }
        return table;
    }

    private static Ops ops(byte[] json) {
        try {
            return OpsJson.read(json, OpsLimits.UNLIMITED);
        } catch (MalformedOpsException e) {
            throw new IllegalArgumentException("a table of the stored change cannot be read", e);
        }
    }

    private AttributedChange change() {
        List<Piece> pieces = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long head = heads.nextUnsigned();
            int length = Math.toIntExact(head >>> ChangeWriter.KIND_BITS);
            pieces.add(piece((int) head & ((1 << ChangeWriter.KIND_BITS) - 1), length));
        }
        return AttributedChange.stored(fromRevision, toRevision, baseLength, pieces);
    }

    private Piece piece(int kind, int length) {
        return switch (kind) {
            case ChangeWriter.KEPT -> new Piece.Kept(length);
            case ChangeWriter.FORMATTED -> formatted(length);
            case ChangeWriter.TEXT -> new Piece.InsertedText(text(length), Attributes.NONE, origin());
            case ChangeWriter.TEXT_WITH_ATTRIBUTES -> new Piece.InsertedText(text(length), attributes(), origin());
            case ChangeWriter.EMBED -> embed(Attributes.NONE);
            case ChangeWriter.EMBED_WITH_ATTRIBUTES -> embed(attributes());
            case ChangeWriter.DELETED -> new Piece.Deleted(length, origin());
            default -> throw new IllegalArgumentException("there is no piece of the kind " + kind);
        };
    }

    private Piece formatted(int length) {
        Attributes given = attributes();
        List<Origin> who = new ArrayList<>(given.size());
        for (int i = 0; i < given.size(); i++) {
            who.add(origin());
        }
        return new Piece.Formatted(length, new Marks(given, who));
    }

    private Piece embed(Attributes given) {
        if (embedTable.get(embedsTaken++) instanceof Op.InsertEmbed insert) {
            return new Piece.InsertedEmbed(insert.embed(), given, origin());
        }
        throw new IllegalArgumentException("the table of embeds holds something else");
    }

    private Origin origin() {
        originBefore += (int) origins.nextSigned();
        return originTable[originBefore];
    }

    private Attributes attributes() {
        return attributeTable.get(attributes.nextInt()).attributes();
    }

    private String text(int length) {
        int from = textTaken;
        textTaken += length;
        char first = text.charAt(from);
        return length == 1 && first < SINGLES ? SINGLE[first] : text.substring(from, textTaken);
    }
}
