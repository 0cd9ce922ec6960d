package io.inkwell.ot.testing;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Embed;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Scalar;

/**
 * Draws small documents and changes that fit them. The alphabet is tiny, so that ties and merges happen all the time, and it has what is
 * hard: letters beyond the BMP, line feeds, embeds, three attributes with two values each and removals. A surrogate pair is never parted.
 */
public final class RandomDeltas {
    private static final String[] TEXTS = {"a", "b", "\n", "\uD83D\uDE00", "ab", "é", "\uD834\uDD1Eb", "c\n", "xyz"};
    private static final Embed[] EMBEDS = {new Embed("image", Scalar.of("u")), new Embed("divider", Scalar.of(true))};
    private static final String[] NAMES = {"bold", "header", "link"};
    private static final Scalar[][] VALUES = {{Scalar.of(true), Scalar.of("semi")}, {Scalar.of(1), Scalar.of(2)},
        {Scalar.of("http://u"), Scalar.of("http://v")}};
    private static final int RUN_LENGTH_MAX = 4;

    private final Choices choices;
    private final int opsMax;

    /** Small cases: changes of at most five decisions. */
    public RandomDeltas(Choices choices) {
        this(choices, 5);
    }

    /** Changes, and contents, of at most {@code opsMax} decisions. */
    public RandomDeltas(Choices choices, int opsMax) {
        this.choices = choices;
        this.opsMax = opsMax;
    }

    /** A document. */
    public Document document() {
        return Document.of(content());
    }

    /** The content of a document: inserts only. */
    public Ops content() {
        var content = Ops.builder();
        for (int i = choices.below(opsMax + 1); i > 0; i--) {
            insert(content);
        }
        return content.build();
    }

    /** A change that fits the document. */
    public Delta deltaOn(Document document) {
        return opsOn(document).on(document.length());
    }

    /** A change that fits the document, not bound to its length. */
    public Ops opsOn(Document document) {
        var change = Ops.builder();
        int position = 0;
        for (int i = choices.below(opsMax + 1); i > 0; i--) {
            int kind = choices.below(6);
            if (kind >= 4 || position == document.length()) {
                insert(change);
            } else {
                int length = runLength(document, position);
                switch (kind) {
                    case 0 -> change.retain(length);
                    case 1 -> change.delete(length);
                    default -> change.retain(length, attributes(true));
                }
                position += length;
            }
        }
        return change.build();
    }

    /** A position in the document that parts no surrogate pair. */
    public int position(Document document) {
        int position = choices.below(document.length() + 1);
        return document.splitsPair(position) ? position + 1 : position;
    }

    /** Attributes, often none; with removals where they are asked for. */
    public Attributes attributes(boolean withRemovals) {
        var attributes = Attributes.builder();
        for (int i = choices.below(3); i > 0; i--) {
            int name = choices.below(NAMES.length);
            int value = choices.below(withRemovals ? 3 : 2);
            if (value == 2) {
                attributes.remove(NAMES[name]);
            } else {
                attributes.set(NAMES[name], VALUES[name][value]);
            }
        }
        return attributes.build();
    }

    private void insert(Ops.Builder target) {
        int what = choices.below(TEXTS.length + EMBEDS.length);
        if (what < TEXTS.length) {
            target.insert(TEXTS[what], attributes(false));
        } else {
            target.insert(EMBEDS[what - TEXTS.length], attributes(false));
        }
    }

    private int runLength(Document document, int position) {
        int length = 1 + choices.below(Math.min(RUN_LENGTH_MAX, document.length() - position));
        return document.splitsPair(position + length) ? length + 1 : length;
    }
}
