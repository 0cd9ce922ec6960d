package io.inkwell.ot;

/**
 * The one-line notation of changes, used by {@code toString} and by the tables of the tests: {@code 2} retains two units,
 * {@code 2{bold:true,link:-}} retains and formats them ({@code -} removes), {@code +'ab'} inserts a text, {@code +[image:'u']} an embed,
 * {@code -3} deletes three units.
 */
final class Notation {
    private Notation() {}

    static String of(Op op) {
        return switch (op) {
            case Op.Retain retain -> retain.length() + of(retain.attributes());
            case Op.InsertText insert -> "+" + quote(insert.text()) + of(insert.attributes());
            case Op.InsertEmbed insert -> "+" + insert.embed() + of(insert.attributes());
            case Op.Delete delete -> "-" + delete.length();
        };
    }

    static String of(Attributes attributes) {
        if (attributes.isEmpty()) {
            return "";
        }
        var line = new StringBuilder();
        for (String name : attributes.names()) {
            Scalar value = attributes.get(name);
            line.append(line.isEmpty() ? "{" : ",").append(name).append(':')
                    .append(value == null ? "-" : value.toString());
        }
        return line.append('}').toString();
    }

    static String quote(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }
}
