package io.inkwell.history;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Ops;
import io.inkwell.ot.json.OpsJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a change for the store: columns of small numbers, each of one meaning, because they deflate better than whole pieces do. Origins,
 * attributes and embeds stand in tables; a keystroke costs about four bytes before it is deflated. Used once.
 */
final class ChangeWriter {
    /** The first number; another one tells a reader that it does not know what follows. */
    static final int FORMAT = 1;
    /** The kind of a piece stands in so many low bits of a number, its length above. */
    static final int KIND_BITS = 3;

    static final int KEPT = 0;
    static final int FORMATTED = 1;
    static final int TEXT = 2;
    static final int TEXT_WITH_ATTRIBUTES = 3;
    static final int EMBED = 4;
    static final int EMBED_WITH_ATTRIBUTES = 5;
    static final int DELETED = 6;

    private final AttributedChange change;
    private final int[] originIndexes;
    private final Map<Attributes, Integer> attributeIndexes = new HashMap<>();
    private final Ops.Builder attributeTable = Ops.builder();
    private final Ops.Builder embedTable = Ops.builder();
    private final Column heads = new Column();
    private final Column origins = new Column();
    private final Column attributes = new Column();
    private final StringBuilder text = new StringBuilder();
    private int originBefore;

    private ChangeWriter(AttributedChange change) {
        this.change = change;
        this.originIndexes = new int[Math.toIntExact(change.toRevision() - change.fromRevision())];
    }

    static byte[] write(AttributedChange change) {
        return new ChangeWriter(change).bytes();
    }

    private byte[] bytes() {
        Column whole = new Column();
        whole.addUnsigned(FORMAT);
        whole.addUnsigned(change.fromRevision());
        whole.addUnsigned(change.toRevision());
        whole.addUnsigned(change.baseLength());
        addOriginTable(whole);
        change.pieces().forEach(this::add);
        whole.addBytes(OpsJson.write(attributeTable.build()));
        whole.addBytes(OpsJson.write(embedTable.build()));
        whole.addUnsigned(change.pieces().size());
        whole.addColumn(heads);
        whole.addColumn(origins);
        whole.addColumn(attributes);
        whole.addBytes(text.toString().getBytes(StandardCharsets.UTF_8));
        return whole.toBytes();
    }

    private void addOriginTable(Column whole) {
        Origin[] byRevision = new Origin[originIndexes.length];
        for (Piece piece : change.pieces()) {
            switch (piece) {
                case Piece.Kept _ -> {
                }
                case Piece.Formatted formatted -> formatted.marks().origins().forEach(each -> note(byRevision, each));
                case Piece.InsertedText inserted -> note(byRevision, inserted.origin());
                case Piece.InsertedEmbed inserted -> note(byRevision, inserted.origin());
                case Piece.Deleted deleted -> note(byRevision, deleted.origin());
            }
        }
        Column revisions = new Column();
        Column displayIds = new Column();
        Column times = new Column();
        Origin before = new Origin(change.fromRevision(), 0, 0);
        int count = 0;
        for (int i = 0; i < byRevision.length; i++) {
            Origin origin = byRevision[i];
            if (origin != null) {
                originIndexes[i] = count++;
                revisions.addUnsigned(origin.revision() - before.revision());
                displayIds.addSigned((long) origin.displayId() - before.displayId());
                times.addSigned(origin.atMillis() - before.atMillis());
                before = origin;
            }
        }
        whole.addUnsigned(count);
        List.of(revisions, displayIds, times).forEach(whole::addColumn);
    }

    private void note(Origin[] byRevision, Origin origin) {
        byRevision[offset(origin)] = origin;
    }

    private int offset(Origin origin) {
        return (int) (origin.revision() - change.fromRevision() - 1);
    }

    private void add(Piece piece) {
        switch (piece) {
            case Piece.Kept kept -> addHead(KEPT, kept.length());
            case Piece.Formatted formatted -> {
                addHead(FORMATTED, formatted.length());
                addAttributes(formatted.marks().attributes());
                formatted.marks().origins().forEach(this::addOrigin);
            }
            case Piece.InsertedText inserted -> {
                addHead(inserted.attributes().isEmpty() ? TEXT : TEXT_WITH_ATTRIBUTES, inserted.length());
                addAttributes(inserted.attributes());
                addOrigin(inserted.origin());
                text.append(inserted.text());
            }
            case Piece.InsertedEmbed inserted -> {
                addHead(inserted.attributes().isEmpty() ? EMBED : EMBED_WITH_ATTRIBUTES, 1);
                addAttributes(inserted.attributes());
                addOrigin(inserted.origin());
                embedTable.insert(inserted.embed());
            }
            case Piece.Deleted deleted -> {
                addHead(DELETED, deleted.length());
                addOrigin(deleted.origin());
            }
        }
    }

    private void addHead(int kind, int length) {
        heads.addUnsigned(((long) length << KIND_BITS) | kind);
    }

    private void addOrigin(Origin origin) {
        int index = originIndexes[offset(origin)];
        origins.addSigned((long) index - originBefore);
        originBefore = index;
    }

    /** Each set of attributes stands once in the table, on a retain of one unit: different neighbours never merge. */
    private void addAttributes(Attributes given) {
        if (!given.isEmpty()) {
            Integer known = attributeIndexes.get(given);
            if (known == null) {
                known = attributeIndexes.size();
                attributeIndexes.put(given, known);
                attributeTable.retain(1, given);
            }
            attributes.addUnsigned(known);
        }
    }
}
