package io.inkwell.server.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Document;
import io.inkwell.sync.DocumentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownSaysWhatTheDocumentSaysTest {
    private static String markdown(String ops) throws Exception {
        return MarkdownFormat.text(DocumentType.RICH, HtmlSaysWhatTheDocumentSaysTest.rich(ops));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            [{'insert':'one\\n\\ntwo\\n'}] | one//two/
            [{'insert':'T'},{'insert':'\\n','attributes':{'header':2}},{'insert':'x\\n'}] | ## T//x/
            [{'insert':'b','attributes':{'bold':true,'italic':true}},{'insert':'\\n'}] | ***b***/
            [{'insert':'a '},{'insert':' b ','attributes':{'bold':true}},{'insert':'\\n'}] | a  **b**/
            [{'insert':'2','attributes':{'script':'super'}},{'insert':'\\n'}] | <sup>2</sup>/
            [{'insert':'a`b','attributes':{'code':true}},{'insert':'\\n'}] | ``a`b``/
            [{'insert':'q'},{'insert':'\\n','attributes':{'blockquote':true}},{'insert':'r'},{'insert':'\\n','attributes':{'blockquote':true}}] | > q/>/> r/
            [{'insert':'c'},{'insert':'\\n','attributes':{'code-block':'java'}},{'insert':'d'},{'insert':'\\n','attributes':{'code-block':'java'}}] | ```java/c/d/```/
            [{'insert':'```'},{'insert':'\\n','attributes':{'code-block':true}}] | ````/```/````/
            [{'insert':'a'},{'insert':{'divider':true}},{'insert':'\\nb\\n'}] | a//---//b/
            [{'insert':'1. no list\\n# no heading\\n'}] | 1\\. no list//\\# no heading/
            """)
    void oneByOne(String ops, String markdown) throws Exception {
        assertThat(markdown(ops).replace("\n", "/")).isEqualTo(markdown);
    }

    @Test
    void linksAndImages() throws Exception {
        assertThat(markdown("[{'insert':'l','attributes':{'link':'https://example.org/a(b)'}},"
                + "{'insert':{'image':'https://example.org/a.png'},'attributes':{'alt':'A]'}},{'insert':'\\n'}]"))
                .isEqualTo("[l](<https://example.org/a(b)>)![A\\]](<https://example.org/a.png>)\n");
    }

    @Test
    void listsAreNestedAndCounted() throws Exception {
        assertThat(markdown("[{'insert':'a'},{'insert':'\\n','attributes':{'list':'ordered'}},"
                + "{'insert':'b'},{'insert':'\\n','attributes':{'list':'bullet','indent':1}},"
                + "{'insert':'c'},{'insert':'\\n','attributes':{'list':'ordered'}},"
                + "{'insert':'d'},{'insert':'\\n','attributes':{'list':'checked'}},"
                + "{'insert':'e'},{'insert':'\\n','attributes':{'list':'unchecked'}},{'insert':'f\\n'}]"))
                .isEqualTo("1. a\n   - b\n2. c\n- [x] d\n- [ ] e\n\nf\n");
    }

    @Test
    void plainTextMayBeMarkdownAlready() {
        assertThat(MarkdownFormat.text(DocumentType.TEXT, Document.ofText("# a *b*"))).isEqualTo("# a *b*");
    }
}
