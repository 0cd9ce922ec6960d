package io.inkwell.laws.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints lists, maps, texts, numbers, truth values and null as JSON. */
final class JsonText {
    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    static String of(@Nullable Object value) {
        var json = new JsonText();
        json.value(value);
        return json.text.toString();
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case String string -> string(string);
            case List<?> list -> list(list);
            case Map<?, ?> map -> map(map);
            case null -> text.append("null");
            case Object other -> text.append(other);
        }
    }

    private void list(List<?> list) {
        String before = "[";
        for (Object each : list) {
            text.append(before);
            value(each);
            before = ",";
        }
        text.append(list.isEmpty() ? "[]" : "]");
    }

    private void map(Map<?, ?> map) {
        String before = "{";
        for (Map.Entry<?, ?> each : map.entrySet()) {
            text.append(before);
            string((String) each.getKey());
            text.append(':');
            value(each.getValue());
            before = ",";
        }
        text.append(map.isEmpty() ? "{}" : "}");
    }

    private void string(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char unit = string.charAt(i);
            switch (unit) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (unit < ' ' || isAlone(string, i)) {
                        text.append("\\u").append(Character.forDigit(unit >> 12, 16))
                                .append(Character.forDigit(unit >> 8 & 15, 16))
                                .append(Character.forDigit(unit >> 4 & 15, 16))
                                .append(Character.forDigit(unit & 15, 16));
                    } else {
                        text.append(unit);
                    }
                }
            }
        }
        text.append('"');
    }

    /** Whether the unit is half of a surrogate pair without its other half. */
    private static boolean isAlone(String string, int index) {
        char unit = string.charAt(index);
        if (Character.isHighSurrogate(unit)) {
            return index + 1 == string.length() || !Character.isLowSurrogate(string.charAt(index + 1));
        }
        return Character.isLowSurrogate(unit)
                && (index == 0 || !Character.isHighSurrogate(string.charAt(index - 1)));
    }
}
