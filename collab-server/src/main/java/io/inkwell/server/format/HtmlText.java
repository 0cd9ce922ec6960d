package io.inkwell.server.format;

/** Text as it may stand in HTML. */
final class HtmlText {
    private static final char LAST_BEFORE_PRIVATE = '\uFFFD';

    private HtmlText() {}

    /** The text with every character that means something in HTML written as a reference; characters that HTML forbids are left out. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            switch (unit) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> {
                    if (mayStandInHtml(unit))
                        escaped.append(unit);
                }
            }
        }
        return escaped.toString();
    }

    private static boolean mayStandInHtml(char unit) {
        return (unit >= ' ' && unit < 0x7F) || unit == '\n' || unit == '\t'
                || (unit > 0x9F && unit <= LAST_BEFORE_PRIVATE);
    }
}
