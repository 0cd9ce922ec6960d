package io.inkwell.history;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Document;
import io.inkwell.ot.Embed;
import io.inkwell.ot.SliceVisitor;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The units of a document as numbers that can be compared: those of a text are its characters, each embed has one of its own. */
final class Content {
    private static final int EMBED_FIRST = Character.MAX_VALUE + 1;

    private final Document document;
    private final int[] units;

    /** The numbers of embeds, the same for all contents that are compared. */
    static final class Embeds {
        private final Map<Embed, Integer> numbers = new HashMap<>();

        private int number(Embed embed) {
            return numbers.computeIfAbsent(embed, absent -> EMBED_FIRST + numbers.size());
        }
    }

    /** The numbers of lines, the same for all contents that are compared. */
    static final class Lines {
        private final Map<IntBuffer, Integer> numbers = new HashMap<>();

        private int number(int[] units, int start, int end) {
            return numbers.computeIfAbsent(IntBuffer.wrap(units, start, end - start), absent -> numbers.size());
        }
    }

    /** A stretch of a content, cut into pieces that each have a number. */
    static final class Row {
        private final int[] numbers;
        private final int[] starts;
        private int count;

        private Row(int piecesMax) {
            numbers = new int[piecesMax];
            starts = new int[piecesMax + 1];
        }

        private void add(int number, int start, int end) {
            numbers[count] = number;
            starts[count++] = start;
            starts[count] = end;
        }

        /** The pieces. */
        int[] numbers() {
            return Arrays.copyOf(numbers, count);
        }

        /** Where a piece begins; behind the last one, where that ends. */
        int start(int piece) {
            return starts[piece];
        }
    }

    Content(Document document, Embeds embeds) {
        this.document = document;
        this.units = new int[document.length()];
        document.forEach(0, document.length(), new SliceVisitor() {
            private int next;

            @Override
            public void text(String text, Attributes attributes) {
                for (int i = 0; i < text.length(); i++)
                    units[next++] = text.charAt(i);
            }

            @Override
            public void embed(Embed embed, Attributes attributes) {
                units[next++] = embeds.number(embed);
            }
        });
    }

    Document document() {
        return document;
    }

    int unit(int position) {
        return units[position];
    }

    boolean isHighSurrogate(int position) {
        return units[position] < EMBED_FIRST && Character.isHighSurrogate((char) units[position]);
    }

    boolean isLowSurrogate(int position) {
        return units[position] < EMBED_FIRST && Character.isLowSurrogate((char) units[position]);
    }

    /** A stretch by lines, each with the line feed at its end. Not empty. */
    Row lines(int start, int end, Lines lines) {
        Row row = new Row(end - start);
        int lineStart = start;
        for (int i = start; i < end; i++) {
            if (units[i] == '\n' || i == end - 1) {
                row.add(lines.number(units, lineStart, i + 1), lineStart, i + 1);
                lineStart = i + 1;
            }
        }
        return row;
    }

    /** A stretch by characters; a surrogate pair is one. Not empty. */
    Row characters(int start, int end) {
        Row row = new Row(end - start);
        for (int i = start; i < end; i++) {
            if (isHighSurrogate(i)) {
                row.add(-Character.toCodePoint((char) units[i], (char) units[i + 1]), i, i + 2);
                i++;
            } else {
                row.add(units[i], i, i + 1);
            }
        }
        return row;
    }
}
