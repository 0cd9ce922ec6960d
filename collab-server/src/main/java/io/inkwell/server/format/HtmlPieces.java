package io.inkwell.server.format;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Scalar;
import io.inkwell.sync.ImagePolicy;
import io.inkwell.sync.WebAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands on a line, as HTML. */
final class HtmlPieces {
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");
    /** The attributes that are elements of their own, the outermost first. */
    private static final Map<String, String> ELEMENTS = orderedElements();
    private static final Map<String, String> SIZES = Map.of("small", "0.75em", "large", "1.5em", "huge", "2.5em");
    private static final Map<String, String> FONTS = Map.of("serif", "serif", "monospace", "monospace");

    private HtmlPieces() {}

    private static Map<String, String> orderedElements() {
        Map<String, String> elements = new LinkedHashMap<>();
        elements.put("bold", "strong");
        elements.put("italic", "em");
        elements.put("underline", "u");
        elements.put("strike", "s");
        elements.put("code", "code");
        return elements;
    }

    static void append(Lines.Piece piece, StringBuilder html) {
        switch (piece) {
            case Lines.Text text -> appendText(text, html);
            case Lines.Thing thing -> appendThing(thing, html);
        }
    }

    private static void appendText(Lines.Text piece, StringBuilder html) {
        Attributes attributes = piece.attributes();
        StringBuilder ends = new StringBuilder();
        @Nullable
        String link = Lines.word(attributes, "link");
        if (link != null && WebAddress.isLink(link)) {
            html.append("<a href=\"").append(HtmlText.escaped(link)).append("\" rel=\"noopener noreferrer nofollow\">");
            ends.insert(0, "</a>");
        }
        ELEMENTS.forEach((name, element) -> {
            if (Lines.has(attributes, name))
                wrap(element, html, ends);
        });
        @Nullable
        String script = Lines.word(attributes, "script");
        if (script != null)
            wrap(script.equals("super") ? "sup" : "sub", html, ends);
        String style = style(attributes);
        if (!style.isEmpty()) {
            html.append("<span style=\"").append(style).append("\">");
            ends.insert(0, "</span>");
        }
        html.append(HtmlText.escaped(piece.text())).append(ends);
    }

    private static void wrap(String element, StringBuilder html, StringBuilder ends) {
        html.append('<').append(element).append('>');
        ends.insert(0, "</" + element + ">");
    }

    private static String style(Attributes attributes) {
        StringBuilder style = new StringBuilder();
        addColour(style, "color", Lines.word(attributes, "color"));
        addColour(style, "background-color", Lines.word(attributes, "background"));
        add(style, "font-size", SIZES, Lines.word(attributes, "size"));
        add(style, "font-family", FONTS, Lines.word(attributes, "font"));
        return style.toString();
    }

    private static void addColour(StringBuilder style, String property, @Nullable String value) {
        if (value != null && COLOUR.matcher(value).matches())
            style.append(style.isEmpty() ? "" : ";").append(property).append(':').append(value);
    }

    private static void add(StringBuilder style, String property, Map<String, String> values, @Nullable String word) {
        if (word != null && values.containsKey(word))
            style.append(style.isEmpty() ? "" : ";").append(property).append(':').append(values.get(word));
    }

    private static void appendThing(Lines.Thing thing, StringBuilder html) {
        if (thing.embed().type().equals("image") && thing.embed().value() instanceof Scalar.Text address
                && ImagePolicy.OWN_UPLOADS_AND_HTTPS.allows(address.value())) {
            html.append("<img src=\"").append(HtmlText.escaped(address.value())).append("\" alt=\"")
                    .append(HtmlText.escaped(alternative(thing.attributes()))).append('"');
            for (String side : new String[]{"width", "height"}) {
                int pixels = Lines.number(thing.attributes(), side);
                if (pixels > 0)
                    html.append(' ').append(side).append("=\"").append(pixels).append('"');
            }
            html.append('>');
        }
    }

    static String alternative(Attributes attributes) {
        @Nullable
        String alternative = Lines.word(attributes, "alt");
        return alternative == null ? "" : alternative;
    }
}
