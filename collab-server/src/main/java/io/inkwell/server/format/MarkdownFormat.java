package io.inkwell.server.format;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Document;
import io.inkwell.server.format.Lines.Line;
import io.inkwell.sync.DocumentType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document as Markdown: CommonMark 0.31 with the task lists and the strikethrough of GitHub. Plain text is passed on as it is, since it may
 * be Markdown already. Underlined, raised and lowered text is written with the elements of HTML; colours, sizes, fonts, alignment and empty
 * lines between paragraphs have no place in Markdown and are left out. Not thread safe; {@link #text} is.
 */
public final class MarkdownFormat {
    private static final int DEPTH_MAX = 9;

    private final StringBuilder markdown = new StringBuilder();
    /** How far the text of an item of each depth is indented, and the number it has. */
    private final int[] indents = new int[DEPTH_MAX + 1];
    private final int[] numbers = new int[DEPTH_MAX + 1];
    private final boolean[] ordered = new boolean[DEPTH_MAX + 1];
    private int depth;
    private Block before = Block.NONE;
    private final List<String> code = new ArrayList<>();
    private @Nullable String codeLanguage;

    /** What the last line was, for what has to stand between it and the next. */
    private enum Block {
        NONE, PARAGRAPH, QUOTE, LIST, CODE
    }

    private MarkdownFormat() {}

    /** The whole document. */
    public static String text(DocumentType type, Document document) {
        if (type == DocumentType.TEXT)
            return document.text();
        MarkdownFormat format = new MarkdownFormat();
        Lines.of(document).forEach(format::add);
        format.endCode();
        return format.markdown.toString();
    }

    private void add(Line line) {
        Attributes attributes = line.attributes();
        if (Lines.has(attributes, "code-block")) {
            addCode(line);
            return;
        }
        endCode();
        @Nullable
        String list = Lines.word(attributes, "list");
        if (list != null) {
            addItem(line, list);
        } else if (line.isDivider()) {
            begin(Block.PARAGRAPH);
            markdown.append("---\n");
        } else if (!line.pieces().isEmpty()) {
            addParagraph(line);
        }
    }

    private void addParagraph(Line line) {
        String text = MarkdownPieces.of(line);
        if (text.isEmpty())
            return;
        int level = Lines.number(line.attributes(), "header");
        boolean quote = Lines.has(line.attributes(), "blockquote");
        if (quote && before == Block.QUOTE)
            markdown.append(">\n");
        begin(quote ? Block.QUOTE : Block.PARAGRAPH);
        if (quote)
            markdown.append("> ");
        if (level >= 1 && level <= 6)
            markdown.append("#".repeat(level)).append(' ');
        markdown.append(text).append('\n');
    }

    private void addItem(Line line, String list) {
        int wanted = Math.clamp(1L + Lines.number(line.attributes(), "indent"), 1, DEPTH_MAX);
        boolean inOrder = list.equals("ordered");
        begin(Block.LIST);
        if (wanted > depth + 1)
            wanted = depth + 1;
        if (wanted > depth || ordered[wanted] != inOrder) {
            // Two lists of different kinds that follow each other are told apart by their marks.
            numbers[wanted] = 0;
            ordered[wanted] = inOrder;
        }
        Arrays.fill(numbers, wanted + 1, numbers.length, 0);
        depth = wanted;
        numbers[depth]++;
        String mark = inOrder ? numbers[depth] + ". " : "- ";
        markdown.repeat(' ', indents[depth - 1]).append(mark);
        indents[depth] = indents[depth - 1] + mark.length();
        if (list.equals("checked"))
            markdown.append("[x] ");
        if (list.equals("unchecked"))
            markdown.append("[ ] ");
        markdown.append(MarkdownPieces.of(line)).append('\n');
    }

    private void addCode(Line line) {
        @Nullable
        String language = Lines.word(line.attributes(), "code-block");
        if (before == Block.CODE && !String.valueOf(language).equals(String.valueOf(codeLanguage)))
            endCode();
        if (before != Block.CODE) {
            begin(Block.CODE);
            codeLanguage = language;
        }
        code.add(MarkdownPieces.withoutControls(line.text()));
    }

    private void endCode() {
        if (before != Block.CODE)
            return;
        int fence = Math.max(3, 1 + code.stream().mapToInt(MarkdownPieces::longestTicks).max().orElse(0));
        markdown.repeat('`', fence).append(codeLanguage == null ? "" : codeLanguage).append('\n');
        code.forEach(text -> markdown.append(text).append('\n'));
        markdown.repeat('`', fence).append('\n');
        code.clear();
        before = Block.PARAGRAPH;
    }

    /** Separates what comes from what was. */
    private void begin(Block next) {
        boolean together = before == next && (next == Block.LIST || next == Block.QUOTE);
        if (before != Block.NONE && !together)
            markdown.append('\n');
        if (next != Block.LIST)
            depth = 0;
        before = next;
    }
}
