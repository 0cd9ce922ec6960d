package io.inkwell.sync;

import io.inkwell.ot.Embed;
import io.inkwell.ot.Scalar;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table of attributes of a rich document.
 *
 * @param place where the attribute belongs
 * @param values which values it may have
 */
record AttributeRule(Place place, Predicate<Scalar> values) {
    /** What an attribute belongs on. */
    enum Place {
        /** Characters other than the newline. */
        TEXT,
        /** The newline that ends a line, for what is true of the whole line. */
        NEWLINE,
        /** An image. */
        IMAGE;

        /** Whether every character of the text is such a place. */
        boolean takes(String text) {
            return switch (this) {
                case TEXT -> text.indexOf('\n') < 0;
                case NEWLINE -> text.chars().allMatch(unit -> unit == '\n');
                case IMAGE -> false;
            };
        }

        /** Whether the embed is such a place. */
        boolean takes(Embed embed) {
            return this == IMAGE && embed.type().equals("image");
        }
    }

    private static final int ALT_LENGTH_MAX = 300;
    private static final int IMAGE_PIXELS_MAX = 4_000;
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z0-9+#-]{1,20}");
    private static final Map<String, AttributeRule> TABLE = table();

    private static Map<String, AttributeRule> table() {
        var table = new HashMap<String, AttributeRule>();
        for (String name : Set.of("bold", "italic", "underline", "strike", "code")) {
            table.put(name, new AttributeRule(Place.TEXT, AttributeRule::isTrue));
        }
        table.put("script", new AttributeRule(Place.TEXT, oneOf("sub", "super")));
        table.put("link", new AttributeRule(Place.TEXT, text(WebAddress::isLink)));
        table.put("color", new AttributeRule(Place.TEXT, text(value -> COLOUR.matcher(value).matches())));
        table.put("background", new AttributeRule(Place.TEXT, text(value -> COLOUR.matcher(value).matches())));
        table.put("size", new AttributeRule(Place.TEXT, oneOf("small", "large", "huge")));
        table.put("font", new AttributeRule(Place.TEXT, oneOf("serif", "monospace")));
        table.put("header", new AttributeRule(Place.NEWLINE, between(1, 6)));
        table.put("list", new AttributeRule(Place.NEWLINE, oneOf("bullet", "ordered", "checked", "unchecked")));
        table.put("indent", new AttributeRule(Place.NEWLINE, between(1, 8)));
        table.put("align", new AttributeRule(Place.NEWLINE, oneOf("center", "right", "justify")));
        table.put("direction", new AttributeRule(Place.NEWLINE, oneOf("rtl")));
        table.put("blockquote", new AttributeRule(Place.NEWLINE, AttributeRule::isTrue));
        Predicate<Scalar> language = text(value -> LANGUAGE.matcher(value).matches());
        table.put("code-block", new AttributeRule(Place.NEWLINE, language.or(AttributeRule::isTrue)));
        table.put("alt", new AttributeRule(Place.IMAGE, text(value -> value.length() <= ALT_LENGTH_MAX)));
        table.put("width", new AttributeRule(Place.IMAGE, between(1, IMAGE_PIXELS_MAX)));
        table.put("height", new AttributeRule(Place.IMAGE, between(1, IMAGE_PIXELS_MAX)));
        return Map.copyOf(table);
    }

    /** The line for this name, compared exactly; null where a rich document has no such attribute. */
    static @Nullable AttributeRule of(String name) {
        return TABLE.get(name);
    }

    /** Whether the attribute may have this value. */
    boolean allows(Scalar value) {
        return values.test(value);
    }

    private static boolean isTrue(Scalar value) {
        return value.equals(Scalar.of(true));
    }

    private static Predicate<Scalar> oneOf(String... words) {
        Set<String> allowed = Set.of(words);
        return text(allowed::contains);
    }

    private static Predicate<Scalar> between(int least, int greatest) {
        return value -> value instanceof Scalar.Int number && number.value() >= least && number.value() <= greatest;
    }

    private static Predicate<Scalar> text(Predicate<String> condition) {
        return value -> value instanceof Scalar.Text text && condition.test(text.value());
    }
}
