package io.inkwell.history;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Embed;
import io.inkwell.ot.Op;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Scalar;

/**
 * What stands in the place of a redacted operation: the same retains, deletes and lengths, so that every later operation still fits, and
 * nothing of what was written. Each inserted UTF-16 unit becomes a full block (U+2588) except line feeds, which carry the formats of their
 * lines; values that may hold words of their own (addresses, descriptions, names of languages) become fixed ones. A filler is its own filler,
 * by which one can be told from an operation that only claims to be redacted.
 */
public final class Filler {
    private static final String BLOCK = "\u2588";
    private static final char LINE_FEED = '\n';
    private static final Scalar ADDRESS = Scalar.of("https://redacted.invalid/");
    private static final Scalar IMAGE = Scalar.of("/uploads/redacted");

    private Filler() {}

    /** The filler of an operation. */
    public static Ops of(Ops ops) {
        Ops.Builder filler = Ops.builder();
        for (Op op : ops) {
            switch (op) {
                case Op.Retain retain -> filler.retain(retain.length(), of(retain.attributes()));
                case Op.Delete delete -> filler.delete(delete.length());
                case Op.InsertText insert -> filler.insert(blocks(insert.text()), of(insert.attributes()));
                case Op.InsertEmbed insert -> filler.insert(of(insert.embed()), of(insert.attributes()));
            }
        }
        return filler.build();
    }

    private static String blocks(String text) {
        StringBuilder blocks = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == LINE_FEED) {
                blocks.append(LINE_FEED);
            } else {
                blocks.append(BLOCK);
            }
        }
        return blocks.toString();
    }

    private static Embed of(Embed embed) {
        return embed.value() instanceof Scalar.Text ? new Embed(embed.type(), IMAGE) : embed;
    }

    private static Attributes of(Attributes attributes) {
        if (attributes.isEmpty())
            return attributes;
        Attributes.Builder filler = Attributes.builder();
        for (String name : attributes.names()) {
            Scalar value = attributes.get(name);
            if (value == null) {
                filler.remove(name);
            } else {
                filler.set(name, of(name, value));
            }
        }
        return filler.build();
    }

    private static Scalar of(String name, Scalar value) {
        if (!(value instanceof Scalar.Text))
            return value;
        return switch (name) {
            case "link" -> ADDRESS;
            case "alt" -> Scalar.of(BLOCK);
            case "code-block" -> Scalar.of(true);
            default -> value;
        };
    }
}
