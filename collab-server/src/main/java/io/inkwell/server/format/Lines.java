package io.inkwell.server.format;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Document;
import io.inkwell.ot.Embed;
import io.inkwell.ot.Op;
import io.inkwell.ot.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rich document as lines: what is true of a whole line stands in the attributes of the newline that ends it. */
final class Lines {
    private final List<Line> lines = new ArrayList<>();
    private List<Piece> pieces = new ArrayList<>();
    /** The newline that comes next ends the divider's line, not an empty one. */
    private boolean behindDivider;

    /**
     * One line.
     *
     * @param pieces what stands on it, in order
     * @param attributes those of the line
     */
    record Line(List<Piece> pieces, Attributes attributes) {
        Line {
            pieces = List.copyOf(pieces);
        }

        /** Whether the line is a line across the page. */
        boolean isDivider() {
            return pieces.size() == 1 && pieces.getFirst() instanceof Thing thing && isDivider(thing.embed());
        }

        private static boolean isDivider(Embed embed) {
            return embed.type().equals("divider");
        }

        /** The text of the line without what is not text. */
        String text() {
            StringBuilder text = new StringBuilder();
            for (Piece piece : pieces) {
                if (piece instanceof Text run)
                    text.append(run.text());
            }
            return text.toString();
        }
    }

    /** Something on a line. */
    sealed interface Piece {
        /** Its attributes. */
        Attributes attributes();
    }

    /**
     * Text.
     *
     * @param text without newlines, not empty
     * @param attributes its attributes
     */
    record Text(String text, Attributes attributes) implements Piece {}

    /**
     * Something that is not text.
     *
     * @param embed what it is
     * @param attributes its attributes
     */
    record Thing(Embed embed, Attributes attributes) implements Piece {}

    private Lines() {}

    /** The lines of a document; the last one may lack its newline. */
    static List<Line> of(Document document) {
        Lines lines = new Lines();
        for (Op op : document.toOps()) {
            switch (op) {
                case Op.InsertText run -> lines.addRun(run.text(), run.attributes());
                case Op.InsertEmbed thing -> lines.add(new Thing(thing.embed(), thing.attributes()));
                case Op.Retain _,Op.Delete _ -> throw new IllegalStateException("a document holds inserts only");
            }
        }
        if (!lines.pieces.isEmpty())
            lines.end(Attributes.NONE);
        return lines.lines;
    }

    private void addRun(String text, Attributes attributes) {
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            add(text.substring(start, end), attributes);
            end(attributes);
            start = end + 1;
        }
        add(text.substring(start), attributes);
    }

    private void add(String text, Attributes attributes) {
        if (!text.isEmpty())
            pieces.add(new Text(text, attributes));
    }

    /** A divider is a line of its own, also where it stands between texts. */
    private void add(Thing thing) {
        if (!Line.isDivider(thing.embed())) {
            pieces.add(thing);
            return;
        }
        if (!pieces.isEmpty())
            end(Attributes.NONE);
        pieces.add(thing);
        end(Attributes.NONE);
        behindDivider = true;
    }

    private void end(Attributes attributes) {
        if (!pieces.isEmpty() || !behindDivider)
            lines.add(new Line(pieces, attributes));
        pieces = new ArrayList<>();
        behindDivider = false;
    }

    /** The text that an attribute has as its value, if it has one. */
    static @Nullable String word(Attributes attributes, String name) {
        return attributes.get(name) instanceof Scalar.Text text ? text.value() : null;
    }

    /** The whole number that an attribute has as its value; 0 if it has none. */
    static int number(Attributes attributes, String name) {
        return attributes.get(name) instanceof Scalar.Int number ? Math.toIntExact(number.value()) : 0;
    }

    /** Whether the attribute is there, with whatever value. */
    static boolean has(Attributes attributes, String name) {
        return attributes.get(name) != null;
    }
}
