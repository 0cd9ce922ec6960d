package io.inkwell.history;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Embed;
import io.inkwell.ot.Ops;
import io.inkwell.ot.SliceVisitor;
import io.inkwell.sync.DocumentType;
import java.util.ArrayList;
import java.util.List;

/**
 * Find and replace as one change: the places of a text in a document, front to back and without overlap, each replaced by another text. The
 * new text looks as the old one did at its first character; a line feed in it looks as the line it stands in. What spans an embed is not found,
 * and the last line feed of a rich document is never replaced. Linear in the document and the texts, whatever they hold (the search is that of
 * D. E. Knuth, J. H. Morris and V. R. Pratt, "Fast pattern matching in strings", 1977).
 */
public final class Replacing {
    /** Stands for an embed; no text can hold it. */
    private static final char EMBED = '\0';

    private final Query query;
    private final String text;
    private final List<Run> runs = new ArrayList<>();
    private final Ops.Builder change = Ops.builder();
    private int run;
    private int newline;

    /**
     * What to look for.
     *
     * @param find the text, not empty
     * @param replacement what stands there afterwards
     * @param letters whether capital and small letters differ
     * @param bounds where it may begin and end
     * @param replacementsMax after so many no more are made, 1 or more
     */
    public record Query(String find, String replacement, Letters letters, Bounds bounds, int replacementsMax) {
        /** @throws IllegalArgumentException if there is nothing to find, or nothing may be replaced */
        public Query {
            if (find.isEmpty() || replacementsMax < 1)
                throw new IllegalArgumentException("nothing to find or nothing to replace");
        }
    }

    /** Whether capital and small letters differ. */
    public enum Letters {
        /** They do. */
        EXACT,
        /** They do not; character by character, without regard to a language. */
        ANY_CASE
    }

    /** Where a text may begin and end. */
    public enum Bounds {
        /** Anywhere. */
        ANYWHERE,
        /** Where its first and last character begin and end a word, if they are of a word at all: letters, digits, underscore. */
        WHOLE_WORDS
    }

    /**
     * What came of it.
     *
     * @param change to the document; it may do nothing
     * @param replaced how many places it replaces. A place that holds the new text already is left alone and not counted
     */
    public record Result(Delta change, int replaced) {}

    /** A stretch of equal attributes that ends before a position. */
    private record Run(int end, Attributes attributes) {}

    private Replacing(Document document, Query query) {
        this.query = query;
        StringBuilder all = new StringBuilder(document.length());
        document.forEach(0, document.length(), new SliceVisitor() {
            @Override
            public void text(String piece, Attributes attributes) {
                all.append(piece);
                runs.add(new Run(all.length(), attributes));
            }

            @Override
            public void embed(Embed embed, Attributes attributes) {
                all.append(EMBED);
                runs.add(new Run(all.length(), attributes));
            }
        });
        this.text = all.toString();
    }

    /** Finds and replaces. */
    public static Result in(Document document, DocumentType type, Query query) {
        Replacing replacing = new Replacing(document, query);
        int end = type == DocumentType.RICH ? document.length() - 1 : document.length();
        int replaced = replacing.replaceUpTo(end);
        return new Result(replacing.change.build().on(document.length()), replaced);
    }

    private int replaceUpTo(int end) {
        String find = folded(query.find());
        String searched = folded(text);
        int[] borders = borders(find);
        int replaced = 0;
        int done = 0;
        int matched = 0;
        for (int i = 0; i < end && replaced < query.replacementsMax(); i++) {
            while (matched > 0 && searched.charAt(i) != find.charAt(matched))
                matched = borders[matched - 1];
            if (searched.charAt(i) == find.charAt(matched))
                matched++;
            if (matched < find.length())
                continue;
            int start = i + 1 - find.length();
            if (!isWanted(start, i + 1)) {
                matched = borders[matched - 1];
                continue;
            }
            matched = 0;
            if (text.startsWith(query.replacement(), start) && query.replacement().length() == find.length())
                continue;
            change.retain(start - done);
            insert(start);
            change.delete(find.length());
            done = i + 1;
            replaced++;
        }
        return replaced;
    }

    private void insert(int position) {
        String replacement = query.replacement();
        for (int from = 0; from < replacement.length();) {
            int lineFeed = replacement.indexOf('\n', from);
            int to = lineFeed < 0 ? replacement.length() : lineFeed;
            if (to > from)
                change.insert(replacement.substring(from, to), looksOfText(position));
            if (lineFeed >= 0)
                change.insert("\n", looksOfLine(position));
            from = to + 1;
        }
    }

    /** Of the first character that is replaced; the looks of a line are not those of a text. */
    private Attributes looksOfText(int position) {
        if (text.charAt(position) == '\n')
            return Attributes.NONE;
        return looksAt(position);
    }

    private Attributes looksOfLine(int position) {
        newline = Math.max(newline, position);
        while (newline < text.length() && text.charAt(newline) != '\n')
            newline++;
        if (newline == text.length())
            return Attributes.NONE;
        int at = run;
        while (runs.get(at).end() <= newline)
            at++;
        return runs.get(at).attributes();
    }

    private Attributes looksAt(int position) {
        while (runs.get(run).end() <= position)
            run++;
        return runs.get(run).attributes();
    }

    private boolean isWanted(int start, int end) {
        return query.bounds() == Bounds.ANYWHERE
                || !(joinsAt(start, text.codePointAt(start)) || joinsAt(end, text.codePointBefore(end)));
    }

    /** Whether a word goes on over a position, on whose inner side this character stands. */
    private boolean joinsAt(int position, int inside) {
        if (position == 0 || position == text.length() || !isOfWord(inside))
            return false;
        return isOfWord(text.codePointBefore(position)) && isOfWord(text.codePointAt(position));
    }

    private static boolean isOfWord(int point) {
        return Character.isLetterOrDigit(point) || point == '_';
    }

    /** Never longer or shorter than the text, so that places stay places. */
    private String folded(String any) {
        if (query.letters() == Letters.EXACT)
            return any;
        StringBuilder folded = new StringBuilder(any.length());
        any.codePoints().forEach(point -> {
            int small = Character.toLowerCase(Character.toUpperCase(point));
            folded.appendCodePoint(Character.charCount(small) == Character.charCount(point) ? small : point);
        });
        return folded.toString();
    }

    /** For each beginning of the text, how long its longest proper end is that is also its beginning. */
    private static int[] borders(String find) {
        int[] borders = new int[find.length()];
        int matched = 0;
        for (int i = 1; i < find.length(); i++) {
            while (matched > 0 && find.charAt(i) != find.charAt(matched))
                matched = borders[matched - 1];
            if (find.charAt(i) == find.charAt(matched))
                matched++;
            borders[i] = matched;
        }
        return borders;
    }
}
