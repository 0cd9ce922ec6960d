package io.inkwell.server.format;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Document;
import io.inkwell.server.format.Lines.Line;
import io.inkwell.sync.DocumentType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document as a page of HTML: headings, lists, quotes and code as the elements that mean them. Every text is escaped; only the elements
 * and attributes written here can come out, whatever the document holds. Not thread safe; {@link #page} is.
 */
public final class HtmlFormat {
    private static final int LIST_DEPTH_MAX = 9;

    private final StringBuilder html = new StringBuilder();
    /** The element of every list that is open, the innermost last. Each has an open item. */
    private final Deque<String> lists = new ArrayDeque<>();
    /** The element around the lines before, that the next line may belong to as well. */
    private @Nullable String open;

    private HtmlFormat() {}

    /**
     * The whole page.
     *
     * @param title its title
     * @param type plain text becomes preformatted text
     */
    public static String page(String title, DocumentType type, Document document) {
        return "<!doctype html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>" + HtmlText.escaped(title)
                + "</title>\n</head>\n<body>\n" + body(type, document) + "</body>\n</html>\n";
    }

    /** What stands between the tags of the body. */
    static String body(DocumentType type, Document document) {
        if (type == DocumentType.TEXT)
            return "<pre>\n" + HtmlText.escaped(document.text()) + "</pre>\n";
        HtmlFormat format = new HtmlFormat();
        Lines.of(document).forEach(format::add);
        format.closeLists(0);
        format.closeBlock();
        return format.html.toString();
    }

    private void add(Line line) {
        Attributes attributes = line.attributes();
        @Nullable
        String list = Lines.word(attributes, "list");
        if (list != null) {
            closeBlock();
            addItem(line, list);
            return;
        }
        closeLists(0);
        if (Lines.has(attributes, "code-block")) {
            addCode(line);
        } else if (Lines.has(attributes, "blockquote")) {
            openBlock("blockquote", "<blockquote>\n");
            addParagraph("p", line);
        } else {
            closeBlock();
            addLine(line);
        }
    }

    private void addLine(Line line) {
        int level = Lines.number(line.attributes(), "header");
        if (level >= 1 && level <= 6) {
            addParagraph("h" + level, line);
        } else if (line.isDivider()) {
            html.append("<hr>\n");
        } else {
            addParagraph("p", line);
        }
    }

    private void addParagraph(String element, Line line) {
        html.append('<').append(element).append(layout(line.attributes(), true)).append('>');
        addPieces(line);
        html.append("</").append(element).append(">\n");
    }

    private void addPieces(Line line) {
        if (line.pieces().isEmpty())
            html.append("<br>");
        line.pieces().forEach(piece -> HtmlPieces.append(piece, html));
    }

    private void addCode(Line line) {
        @Nullable
        String language = Lines.word(line.attributes(), "code-block");
        String start = "<pre><code"
                + (language == null ? "" : " class=\"language-" + HtmlText.escaped(language) + "\"") + ">";
        openBlock("code " + language, start);
        html.append(HtmlText.escaped(line.text())).append('\n');
    }

    private void openBlock(String kind, String start) {
        if (kind.equals(open))
            return;
        closeBlock();
        html.append(start);
        open = kind;
    }

    private void closeBlock() {
        if (open != null)
            html.append(open.equals("blockquote") ? "</blockquote>\n" : "</code></pre>\n");
        open = null;
    }

    private void addItem(Line line, String list) {
        String element = list.equals("ordered") ? "ol" : "ul";
        int depth = Math.clamp(1L + Lines.number(line.attributes(), "indent"), 1, LIST_DEPTH_MAX);
        closeLists(depth);
        if (lists.size() == depth && !lists.getLast().equals(element))
            closeLists(depth - 1);
        if (lists.size() == depth) {
            html.append("</li>\n<li");
        } else {
            while (lists.size() < depth) {
                html.append("<").append(element).append(">\n<li");
                lists.addLast(element);
                if (lists.size() < depth)
                    html.append(">");
            }
        }
        html.append(layout(line.attributes(), false)).append('>');
        if (list.equals("checked"))
            html.append("<input type=\"checkbox\" disabled checked> ");
        if (list.equals("unchecked"))
            html.append("<input type=\"checkbox\" disabled> ");
        addPieces(line);
    }

    /** Closes lists until so many are open. */
    private void closeLists(int depth) {
        while (lists.size() > depth) {
            html.append("</li>\n</").append(lists.removeLast()).append(">\n");
        }
    }

    private static String layout(Attributes attributes, boolean withIndent) {
        StringBuilder layout = new StringBuilder();
        if ("rtl".equals(Lines.word(attributes, "direction")))
            layout.append(" dir=\"rtl\"");
        StringBuilder style = new StringBuilder();
        @Nullable
        String align = Lines.word(attributes, "align");
        if (align != null && List.of("center", "right", "justify").contains(align))
            style.append("text-align:").append(align);
        int indent = Lines.number(attributes, "indent");
        if (withIndent && indent > 0)
            style.append(style.isEmpty() ? "" : ";").append("padding-inline-start:").append(3 * indent).append("em");
        if (!style.isEmpty())
            layout.append(" style=\"").append(style).append('"');
        return layout.toString();
    }
}
