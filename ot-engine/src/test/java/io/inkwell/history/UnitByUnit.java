package io.inkwell.history;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Document;
import io.inkwell.ot.Embed;
import io.inkwell.ot.Op;
import io.inkwell.ot.SliceVisitor;
import io.inkwell.sync.Commit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What became of a document, replayed commit by commit and unit by unit: slow and obvious. Not thread safe. */
public final class UnitByUnit {
    /** One unit of the document, or one that was in it at the beginning. */
    private static final class Cell {
        final String content;
        final @Nullable Origin inserter;
        final Map<String, String> marks = new TreeMap<>();
        Attributes attributes;
        @Nullable
        Origin deleter;

        Cell(String content, Attributes attributes, @Nullable Origin inserter) {
            this.content = content;
            this.attributes = attributes;
            this.inserter = inserter;
        }
    }

    private final List<Cell> base = new ArrayList<>();
    private final List<Cell> live = new ArrayList<>();

    /** @param start the document before the first commit */
    public UnitByUnit(Document start) {
        start.forEach(0, start.length(), new SliceVisitor() {
            @Override
            public void text(String text, Attributes attributes) {
                text.chars().forEach(unit -> base.add(new Cell(Character.toString((char) unit), attributes, null)));
            }

            @Override
            public void embed(Embed embed, Attributes attributes) {
                base.add(new Cell(embed.toString(), attributes, null));
            }
        });
        live.addAll(base);
    }

    /** Does what the commit does. */
    public void apply(Commit commit) {
        Origin origin = new Origin(commit.revision(), commit.id().displayId(), commit.atMillis());
        int at = 0;
        for (Op op : commit.op().ops()) {
            switch (op) {
                case Op.Retain retain -> {
                    for (int i = 0; i < retain.length(); i++) {
                        mark(live.get(at++), retain.attributes(), origin);
                    }
                }
                case Op.InsertText insert -> {
                    for (int i = 0; i < insert.length(); i++) {
                        String unit = insert.text().substring(i, i + 1);
                        live.add(at++, new Cell(unit, insert.attributes(), origin));
                    }
                }
                case Op.InsertEmbed insert ->
                    live.add(at++, new Cell(insert.embed().toString(), insert.attributes(), origin));
                case Op.Delete delete -> {
                    for (int i = 0; i < delete.length(); i++) {
                        live.remove(at).deleter = origin;
                    }
                }
            }
        }
    }

    private static void mark(Cell cell, Attributes given, Origin origin) {
        cell.attributes = cell.attributes.composeOnInsert(given);
        for (String name : given.names()) {
            cell.marks.put(name, given.get(name) + " by " + origin);
        }
    }

    /** A line for each unit of the document: what it is and who inserted it. */
    public List<String> blame() {
        return live.stream().map(cell -> cell.content + " by " + cell.inserter).toList();
    }

    /** A line for each unit that is new, in the order of the document, with its attributes. */
    List<String> inserted() {
        return live.stream().filter(cell -> cell.inserter != null)
                .map(cell -> cell.content + cell.attributes + " by " + cell.inserter).toList();
    }

    /** A line for each unit of the beginning: deleted by whom, or formatted by whom, or neither. */
    List<String> fates() {
        return base.stream().map(cell -> cell.deleter != null ? "deleted by " + cell.deleter : cell.marks.toString())
                .toList();
    }

    /** The lines of {@link #blame} as an answer has them. */
    public static List<String> linesOf(Blame blame, Document document) {
        List<String> contents = new ArrayList<>();
        new UnitByUnit(document).base.forEach(cell -> contents.add(cell.content));
        List<String> lines = new ArrayList<>();
        for (Blame.Run run : blame.runs()) {
            for (int i = 0; i < run.length(); i++) {
                lines.add(contents.get(lines.size()) + " by " + run.origin());
            }
        }
        return lines;
    }

    /** The lines of {@link #inserted} as a change has them. */
    static List<String> insertedBy(AttributedChange change) {
        List<String> lines = new ArrayList<>();
        for (Piece piece : change.pieces()) {
            switch (piece) {
                case Piece.InsertedText text -> text.text().chars().forEach(
                        unit -> lines.add((char) unit + text.attributes().toString() + " by " + text.origin()));
                case Piece.InsertedEmbed embed ->
                    lines.add(embed.embed() + embed.attributes().toString() + " by " + embed.origin());
                case Piece.Kept _,Piece.Formatted _,Piece.Deleted _ -> {
                }
            }
        }
        return lines;
    }

    /** The lines of {@link #fates} as a change has them. */
    static List<String> fatesIn(AttributedChange change) {
        List<String> lines = new ArrayList<>();
        for (Piece piece : change.pieces()) {
            String line = switch (piece) {
                case Piece.Kept _ -> "{}";
                case Piece.Formatted formatted -> marks(formatted.marks());
                case Piece.Deleted deleted -> "deleted by " + deleted.origin();
                case Piece.InsertedText _,Piece.InsertedEmbed _ -> "";
            };
            for (int i = 0; i < piece.length() && !line.isEmpty(); i++) {
                lines.add(line);
            }
        }
        while (lines.size() < change.baseLength()) {
            lines.add("{}");
        }
        return lines;
    }

    private static String marks(Marks marks) {
        Map<String, String> lines = new TreeMap<>();
        List<String> names = marks.attributes().names();
        for (int i = 0; i < names.size(); i++) {
            lines.put(names.get(i), marks.attributes().get(names.get(i)) + " by " + marks.origins().get(i));
        }
        return lines.toString();
    }
}
