package io.inkwell.server.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Document;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.sync.DocumentType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlSaysWhatTheDocumentSaysTest {
    static Document rich(String ops) throws Exception {
        return Document.of(OpsJson.read(ops.replace('\'', '"').getBytes(StandardCharsets.UTF_8), OpsLimits.UNLIMITED));
    }

    private static String html(String ops) throws Exception {
        return HtmlFormat.body(DocumentType.RICH, rich(ops)).replace("\n", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [{'insert':'one\\ntwo\\n'}] | <p>one</p><p>two</p>
            [{'insert':'\\n'}] | <p><br></p>
            [{'insert':'T'},{'insert':'\\n','attributes':{'header':2}}] | <h2>T</h2>
            [{'insert':'b','attributes':{'bold':true,'italic':true}},{'insert':'\\n'}] | <p><strong><em>b</em></strong></p>
            [{'insert':'2','attributes':{'script':'super'}},{'insert':'\\n'}] | <p><sup>2</sup></p>
            [{'insert':'x','attributes':{'color':'#ff0000','size':'large'}},{'insert':'\\n'}] | <p><span style="color:#ff0000;font-size:1.5em">x</span></p>
            [{'insert':'q'},{'insert':'\\n\\n','attributes':{'blockquote':true}}] | <blockquote><p>q</p><p><br></p></blockquote>
            [{'insert':'c'},{'insert':'\\n','attributes':{'code-block':'java'}},{'insert':'d'},{'insert':'\\n','attributes':{'code-block':'java'}}] | <pre><code class="language-java">cd</code></pre>
            [{'insert':'c'},{'insert':'\\n','attributes':{'align':'center','direction':'rtl'}}] | <p dir="rtl" style="text-align:center">c</p>
            [{'insert':'a'},{'insert':{'divider':true}},{'insert':'\\nb\\n'}] | <p>a</p><hr><p>b</p>
            [{'insert':{'image':'https://example.org/a.png'},'attributes':{'alt':'A','width':20}},{'insert':'\\n'}] | <p><img src="https://example.org/a.png" alt="A" width="20"></p>
            [{'insert':'l','attributes':{'link':'https://example.org/?a=1&b=2'}},{'insert':'\\n'}] | <p><a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer nofollow">l</a></p>
            """)
    void oneByOne(String ops, String html) throws Exception {
        assertThat(html(ops)).isEqualTo(html);
    }

    @Test
    void listsAreNested() throws Exception {
        assertThat(html("[{'insert':'a'},{'insert':'\\n','attributes':{'list':'bullet'}},"
                + "{'insert':'b'},{'insert':'\\n','attributes':{'list':'ordered','indent':1}},"
                + "{'insert':'c'},{'insert':'\\n','attributes':{'list':'checked'}},"
                + "{'insert':'d'},{'insert':'\\n','attributes':{'list':'ordered'}},{'insert':'e\\n'}]"))
                .isEqualTo("<ul><li>a<ol><li>b</li></ol></li><li><input type=\"checkbox\" disabled checked> c</li></ul>"
                        + "<ol><li>d</li></ol><p>e</p>");
    }

    @Test
    void nothingThatSomebodyWroteBecomesMarkup() throws Exception {
        String hostile = "<script>alert(1)</script> & \"quoted\" 'x' \u0007\u009f\uffff\n";
        assertThat(HtmlFormat.body(DocumentType.RICH, Document.ofText(hostile))).isEqualTo(
                "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quoted&quot; &#39;x&#39; </p>\n");
        assertThat(HtmlFormat.page("</title><script>", DocumentType.TEXT, Document.ofText("</pre><script>")))
                .contains("<title>&lt;/title&gt;&lt;script&gt;</title>", "&lt;/pre&gt;&lt;script&gt;")
                .doesNotContain("<script");
    }

    @Test
    void valuesThatNoTableAllowsAreLeftOut() throws Exception {
        assertThat(html("[{'insert':'x','attributes':{'link':'javascript:alert(1)','color':'red;background:url(x)',"
                + "'font':'\\\"><script>','unknown':'y','script':'<b>'}},{'insert':{'image':'data:text/html,x'}},"
                + "{'insert':{'video':'x'}},{'insert':'\\n','attributes':{'align':'\\\"><script>','header':99}}]"))
                .isEqualTo("<p><sub>x</sub></p>");
    }
}
