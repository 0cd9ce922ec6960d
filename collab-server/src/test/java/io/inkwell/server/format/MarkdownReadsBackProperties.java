package io.inkwell.server.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Scalar;
import io.inkwell.sync.DocumentType;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** What a reader of Markdown sees is the text that was written, whatever characters are in it. */
class MarkdownReadsBackProperties {
    private static final List<String> STYLES = List.of("", "bold", "italic", "code", "underline", "strike");

    record Run(String text, String style, boolean alsoBold) {}

    @Provide
    Arbitrary<List<List<Run>>> paragraphs() {
        Arbitrary<String> text = Arbitraries.strings().withChars("ab 1.)-+#*_`~[]()<>!\\|&=:\"'\t;x🖋é").ofMinLength(1)
                .ofMaxLength(8);
        Arbitrary<Run> run = Combinators.combine(text, Arbitraries.of(STYLES), Arbitraries.of(true, false))
                .as(Run::new);
        return run.list().ofMinSize(1).ofMaxSize(4).list().ofMinSize(1).ofMaxSize(3);
    }

    @Property(tries = 20_000)
    void paragraphsOfAnyCharacters(@ForAll("paragraphs") List<List<Run>> paragraphs) {
        Ops.Builder ops = Ops.builder();
        List<String> expected = new ArrayList<>();
        for (List<Run> paragraph : paragraphs) {
            StringBuilder plain = new StringBuilder();
            for (Run run : paragraph) {
                String text = well(run.text());
                Attributes.Builder attributes = Attributes.builder();
                if (!run.style().isEmpty())
                    attributes.set(run.style(), Scalar.of(true));
                if (run.alsoBold())
                    attributes.set("bold", Scalar.of(true));
                ops.insert(text, attributes.build());
                plain.append(text);
            }
            ops.insert("\n");
            String seen = plain.toString().stripTrailing();
            if (!seen.isEmpty())
                expected.add(seen);
        }
        String markdown = MarkdownFormat.text(DocumentType.RICH, Document.of(ops.build()));
        assertThat(read(markdown)).as(markdown).isEqualTo(expected);
    }

    /** Characters are drawn one by one: a half of a pair may stand alone. */
    private static String well(String text) {
        StringBuilder well = new StringBuilder();
        text.codePoints().filter(point -> point < 0xD800 || point > 0xDFFF).forEach(well::appendCodePoint);
        return well.isEmpty() ? "z" : well.toString();
    }

    private static List<String> read(String markdown) {
        List<String> paragraphs = new ArrayList<>();
        for (Node block = Parser.builder().build().parse(markdown).getFirstChild(); block != null; block = block
                .getNext()) {
            assertThat(block).as(markdown).isInstanceOf(Paragraph.class);
            StringBuilder text = new StringBuilder();
            block.accept(new AbstractVisitor() {
                @Override
                public void visit(Text node) {
                    text.append(node.getLiteral());
                }

                @Override
                public void visit(Code node) {
                    text.append(node.getLiteral());
                }

                @Override
                public void visit(HtmlInline node) {
                    assertThat(node.getLiteral()).as(markdown).matches("</?(u|del|em|strong|sub|sup)>");
                }
            });
            paragraphs.add(text.toString());
        }
        return paragraphs;
    }
}
