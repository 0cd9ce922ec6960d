package io.inkwell.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.history.Replacing.Bounds;
import io.inkwell.history.Replacing.Letters;
import io.inkwell.history.Replacing.Query;
import io.inkwell.ot.Attributes;
import io.inkwell.ot.Document;
import io.inkwell.ot.Embed;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Scalar;
import io.inkwell.sync.DocumentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EveryPlaceIsReplacedOnceTest {
    private static final Attributes BOLD = Attributes.builder().set("bold", Scalar.of(true)).build();
    private static final Attributes HEADER = Attributes.builder().set("header", Scalar.of(2)).build();

    private static Document after(Document document, DocumentType type, Query query, int replaced) {
        Replacing.Result result = Replacing.in(document, type, query);
        assertThat(result.replaced()).isEqualTo(replaced);
        return document.apply(result.change());
    }

    @ParameterizedTest
    @CsvSource({"cat sat,a,b,EXACT,ANYWHERE,9,cbt sbt,2", "aaaa,aa,b,EXACT,ANYWHERE,9,bb,2",
        "aaa,aa,b,EXACT,ANYWHERE,9,ba,1", "abababc,ababc,x,EXACT,ANYWHERE,9,abx,1",
        "Ab aB,ab,x,EXACT,ANYWHERE,9,Ab aB,0",
        "Ab aB,ab,x,ANY_CASE,ANYWHERE,9,x x,2", "ÄÖ äö,äö,x,ANY_CASE,ANYWHERE,9,x x,2",
        "aaa,a,b,EXACT,ANYWHERE,2,bba,2",
        "cat concat cat_ cat,cat,dog,EXACT,WHOLE_WORDS,9,dog concat cat_ dog,2", "a->b,->,→,EXACT,WHOLE_WORDS,9,a→b,1",
        "🖋🖊🖋,🖋,p,EXACT,ANYWHERE,9,p🖊p,2", "same,same,same,EXACT,ANYWHERE,9,same,0",
        "Same same,same,same,ANY_CASE,ANYWHERE,9,same same,1", "𐐀x,𐐨,y,ANY_CASE,ANYWHERE,9,yx,1"})
    void inText(String text, String find, String replacement, Letters letters, Bounds bounds, int limit, String result,
            int replaced) {
        Query query = new Query(find, replacement, letters, bounds, limit);
        assertThat(after(Document.ofText(text), DocumentType.TEXT, query, replaced).text()).isEqualTo(result);
    }

    @Test
    void theNewTextLooksAsTheOldOneDid() {
        Document document = Document
                .of(Ops.builder().insert("say ").insert("Hel", BOLD).insert("lo").insert("\n", HEADER)
                        .insert("Hello\n").build());
        Query query = new Query("Hello", "Good\nday", Letters.EXACT, Bounds.ANYWHERE, 9);
        assertThat(after(document, DocumentType.RICH, query, 2)).isEqualTo(Document.of(Ops.builder().insert("say ")
                .insert("Good", BOLD).insert("\n", HEADER).insert("day", BOLD).insert("\n", HEADER)
                .insert("Good\nday\n").build()));
    }

    @Test
    void theLastLineFeedAndEmbedsStay() {
        Document document = Document.of(Ops.builder().insert("a").insert(new Embed("divider", Scalar.of(true)))
                .insert("b\n\n").build());
        assertThat(after(document, DocumentType.RICH, new Query("\n", "", Letters.EXACT, Bounds.ANYWHERE, 9), 1).text())
                .isEqualTo("a\uFFFCb\n");
        Replacing.Result none = Replacing.in(document, DocumentType.RICH,
                new Query("a\uFFFCb", "x", Letters.EXACT, Bounds.ANYWHERE, 9));
        assertThat(none.replaced()).isZero();
        assertThat(none.change().isIdentity()).isTrue();
    }

    @Test
    void aSearchThatNearlyMatchesEverywhereIsLinear() {
        Document document = Document.ofText("a".repeat(500_000));
        Query query = new Query("a".repeat(50_000) + "b", "x", Letters.ANY_CASE, Bounds.WHOLE_WORDS, 9);
        assertThat(after(document, DocumentType.TEXT, query, 0).length()).isEqualTo(500_000);
    }

    @Test
    void anAdditionStandsBeforeTheLastLineFeedAndLooksAsTheLastLine() {
        Document rich = Document.of(Ops.builder().insert("title").insert("\n", HEADER).build());
        assertThat(rich.apply(Appending.text(rich, DocumentType.RICH, " one\ntwo"))).isEqualTo(Document.of(Ops.builder()
                .insert("title one").insert("\n", HEADER).insert("two").insert("\n", HEADER).build()));
        Document text = Document.ofText("a");
        assertThat(text.apply(Appending.text(text, DocumentType.TEXT, "b\n")).text()).isEqualTo("ab\n");
        Ops bold = Ops.builder().insert("!", BOLD).build();
        assertThat(rich.apply(Appending.inserts(rich, DocumentType.RICH, bold))).isEqualTo(Document.of(Ops.builder()
                .insert("title").insert("!", BOLD).insert("\n", HEADER).build()));
    }
}
