package io.inkwell.laws.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one-line notation: {@code 2} keeps, {@code 2{bold:true,link:-}} formats, {@code -3} deletes, {@code +'ab'} inserts text,
 * {@code +[image:'u']} an embed.
 */
final class Notation {
    private Notation() {}

    static String of(ModelChange change) {
        var line = new StringBuilder();
        for (Map<String, @Nullable Object> op : Quill.ops(change)) {
            line.append(line.isEmpty() ? "" : " ").append(of(op));
        }
        return line.toString();
    }

    private static String of(Map<String, @Nullable Object> op) {
        String attributes = op.get("attributes") instanceof Map<?, ?> given ? "{" + pairs(given) + "}" : "";
        if (op.get("insert") instanceof Map<?, ?> embed) {
            return "+[" + pairs(embed) + "]" + attributes;
        }
        if (op.get("insert") instanceof String text) {
            return "+" + value(text) + attributes;
        }
        return op.containsKey("delete") ? "-" + op.get("delete") : op.get("retain") + attributes;
    }

    private static CharSequence pairs(Map<?, ?> map) {
        var line = new StringBuilder();
        map.forEach((name, value) -> line.append(line.isEmpty() ? "" : ",").append(name).append(':')
                .append(value(value)));
        return line;
    }

    private static String value(@Nullable Object value) {
        return switch (value) {
            case null -> "-";
            case String text ->
                "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
            case Object other -> other.toString();
        };
    }
}
