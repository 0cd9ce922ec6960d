package io.inkwell.laws.cases;

import io.inkwell.laws.model.Attributes;
import io.inkwell.laws.model.Unit;
import java.util.List;

/**
 * What documents and changes are drawn from. Few things, so that ties and merges happen all the time.
 *
 * @param texts what is inserted; well-formed UTF-16, not empty, the simplest first
 * @param embeds what else is inserted; their attributes are drawn
 * @param names attributes with the values they may have
 */
public record Alphabet(List<String> texts, List<Unit.Embed> embeds, List<Name> names) {
    /** Rich text with what is hard: characters beyond the Basic Multilingual Plane, line feeds, embeds, three attributes. */
    public static final Alphabet RICH = new Alphabet(
            List.of("a", "b", "\n", "\uD83D\uDE00", "ab", "é", "\uD834\uDD1Eb", "c\n", "xyz"),
            List.of(new Unit.Embed("image", "u", Attributes.NONE), new Unit.Embed("divider", true, Attributes.NONE)),
            List.of(new Name("bold", List.of(true, "semi")), new Name("header", List.of(1L, 2L)),
                    new Name("link", List.of("http://u", "http://v"))));

    /** Text alone, with characters beyond the Basic Multilingual Plane. */
    public static final Alphabet TEXT = new Alphabet(RICH.texts, List.of(), List.of());

    /** Text of letters that every engine knows. */
    public static final Alphabet LETTERS = new Alphabet(List.of("a", "b", "c", "xy"), List.of(), List.of());

    /**
     * An attribute.
     *
     * @param name its name
     * @param values what it may be: Strings, Longs, Booleans
     */
    public record Name(String name, List<Object> values) {
        public Name {
            values = List.copyOf(values);
        }
    }

    public Alphabet {
        texts = List.copyOf(texts);
        embeds = List.copyOf(embeds);
        names = List.copyOf(names);
    }
}
