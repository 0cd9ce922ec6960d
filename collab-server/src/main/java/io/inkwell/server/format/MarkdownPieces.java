package io.inkwell.server.format;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Scalar;
import io.inkwell.sync.ImagePolicy;
import io.inkwell.sync.WebAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands on a line, as Markdown. */
final class MarkdownPieces {
    /** These would start a list, a heading or a line across the page; behind the number stands what makes it one. */
    private static final Pattern LINE_START = Pattern.compile("^([0-9]{0,9})([.)#+=-])");
    private static final Pattern OUTER_SPACE = Pattern.compile("^(\\s*)(.*?)(\\s*)$", Pattern.DOTALL);
    private static final String ALWAYS_ESCAPED = "\\`*_[]<>~|&!";

    private MarkdownPieces() {}

    /** The line, such that nothing of its text is taken for markup. */
    static String of(Lines.Line line) {
        StringBuilder markdown = new StringBuilder();
        for (Lines.Piece piece : line.pieces()) {
            switch (piece) {
                case Lines.Text text -> appendText(text, markdown);
                case Lines.Thing thing -> appendThing(thing, markdown);
            }
        }
        return guarded(markdown.toString().stripTrailing());
    }

    /** The text without the characters that Markdown replaces or that no terminal should see. */
    static String withoutControls(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().filter(point -> point == '\t' || !Character.isISOControl(point))
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** The longest row of backquotes in a text. */
    static int longestTicks(String text) {
        int longest = 0;
        int row = 0;
        for (int i = 0; i < text.length(); i++) {
            row = text.charAt(i) == '`' ? row + 1 : 0;
            longest = Math.max(longest, row);
        }
        return longest;
    }

    /** Keeps the start of a line from being taken for the start of a block. */
    private static String guarded(String line) {
        String text = line.stripLeading();
        String space = line.substring(0, line.length() - text.length());
        StringBuilder guarded = new StringBuilder();
        space.chars().forEach(unit -> guarded.append("&#").append(unit).append(';'));
        Matcher start = LINE_START.matcher(text);
        if (start.find())
            return guarded + start.group(1) + "\\" + start.group(2) + text.substring(start.end());
        return guarded + text;
    }

    private static void appendText(Lines.Text piece, StringBuilder markdown) {
        Matcher parts = OUTER_SPACE.matcher(withoutControls(piece.text()));
        if (!parts.matches())
            throw new IllegalStateException("the pattern takes every text");
        if (parts.end(2) == parts.start(2)) {
            markdown.append(parts.group());
            return;
        }
        Attributes attributes = piece.attributes();
        String text = String.valueOf(parts.group(2));
        StringBuilder inner = new StringBuilder(Lines.has(attributes, "code") ? code(text) : escaped(text));
        @Nullable
        String script = Lines.word(attributes, "script");
        if (script != null)
            wrap(script.equals("super") ? "sup" : "sub", inner);
        if (Lines.has(attributes, "underline"))
            wrap("u", inner);
        if (Lines.has(attributes, "strike"))
            wrap("del", inner);
        emphasise(attributes, markdown, inner);
        @Nullable
        String link = Lines.word(attributes, "link");
        if (link != null && WebAddress.isLink(link))
            inner.insert(0, '[').append("](<").append(address(link)).append(">)");
        markdown.append(parts.group(1)).append(inner).append(parts.group(3));
    }

    /**
     * Stars count as emphasis only where letters stand inside of them; between punctuation marks and words, and beside other stars, the
     * elements of HTML say it without doubt.
     */
    private static void emphasise(Attributes attributes, CharSequence before, StringBuilder inner) {
        int stars = (Lines.has(attributes, "italic") ? 1 : 0) + (Lines.has(attributes, "bold") ? 2 : 0);
        boolean clear = Character.isLetterOrDigit(inner.codePointAt(0))
                && Character.isLetterOrDigit(inner.codePointBefore(inner.length()))
                && (before.isEmpty() || before.charAt(before.length() - 1) != '*');
        if (clear) {
            inner.insert(0, "*".repeat(stars)).repeat('*', stars);
        } else {
            if (Lines.has(attributes, "italic"))
                wrap("em", inner);
            if (Lines.has(attributes, "bold"))
                wrap("strong", inner);
        }
    }

    private static void wrap(String element, StringBuilder inner) {
        inner.insert(0, "<" + element + ">").append("</").append(element).append('>');
    }

    private static String code(String text) {
        String ticks = "`".repeat(longestTicks(text) + 1);
        String room = text.startsWith("`") || text.endsWith("`") ? " " : "";
        return ticks + room + text + room + ticks;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            if (ALWAYS_ESCAPED.indexOf(text.charAt(i)) >= 0)
                escaped.append('\\');
            escaped.append(text.charAt(i));
        }
        return escaped.toString();
    }

    private static String address(String url) {
        return url.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E");
    }

    private static void appendThing(Lines.Thing thing, StringBuilder markdown) {
        if (thing.embed().type().equals("image") && thing.embed().value() instanceof Scalar.Text url
                && ImagePolicy.OWN_UPLOADS_AND_HTTPS.allows(url.value())) {
            markdown.append("![").append(escaped(withoutControls(HtmlPieces.alternative(thing.attributes()))))
                    .append("](<")
                    .append(address(url.value())).append(">)");
        }
    }
}
