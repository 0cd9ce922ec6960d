package io.inkwell.ot.conformance;

import static io.inkwell.ot.conformance.DocumentTypeCase.rich;
import static io.inkwell.ot.conformance.DocumentTypeCase.text;
import static io.inkwell.sync.RefusalCode.ATTR_KEY;
import static io.inkwell.sync.RefusalCode.ATTR_PLACE;
import static io.inkwell.sync.RefusalCode.ATTR_VALUE;
import static io.inkwell.sync.RefusalCode.DOC_FULL;
import static io.inkwell.sync.RefusalCode.EMBED;
import static io.inkwell.sync.RefusalCode.OP_FINAL_NEWLINE;
import static io.inkwell.sync.RefusalCode.SPLIT_PAIR;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Document;
import io.inkwell.ot.Embed;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Scalar;
import io.inkwell.ot.testing.OpsNotation;
import io.inkwell.sync.ImagePolicy;
import io.inkwell.sync.RefusalCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The allow-list, line by line, with what lies just outside it. */
final class DocumentTypeCases {
    private static final Document EMPTY_RICH = Document.ofText("\n");
    /** Text, a newline, an image, a divider, text beyond the BMP, the final newline. */
    private static final Document PAGE = OpsNotation
            .document("+'ab\\n' +[image:'/uploads/a.png'] +[divider:true] +'\uD83D\uDE00c\\n'");
    private static final int PAGE_IMAGE = 3;
    private static final int PAGE_DIVIDER = 4;

    private final List<DocumentTypeCase> cases = new ArrayList<>();

    private DocumentTypeCases() {}

    static List<DocumentTypeCase> all() {
        var table = new DocumentTypeCases();
        table.onText();
        table.links();
        table.onNewlines();
        table.onImages();
        table.names();
        table.embeds();
        table.places();
        table.finalNewline();
        table.lengths();
        table.pairs();
        table.plainText();
        return table.cases;
    }

    private void onText() {
        for (String name : List.of("bold", "italic", "underline", "strike", "code")) {
            allowed("x", name, Scalar.of(true));
            refused("x", name, Scalar.of(false), Scalar.of("true"), Scalar.of(1), Scalar.of(""));
        }
        allowed("x", "script", Scalar.of("sub"), Scalar.of("super"));
        refused("x", "script", Scalar.of("Sub"), Scalar.of(""), Scalar.of(true), Scalar.of("normal"));
        for (String name : List.of("color", "background")) {
            allowed("x", name, Scalar.of("#000000"), Scalar.of("#12ab9f"));
            refused("x", name, Scalar.of("#12AB9F"), Scalar.of("#fff"), Scalar.of("#12345g"), Scalar.of("#1234567"),
                    Scalar.of(" #123456"),
                    Scalar.of("#123456\n"), Scalar.of("red"), Scalar.of("red;background:url(//x)"),
                    Scalar.of("expression(alert(1))"),
                    Scalar.of("var(--x)"), Scalar.of("rgb(1,2,3)"), Scalar.of(""), Scalar.of(0), Scalar.of(true));
        }
        allowed("x", "size", Scalar.of("small"), Scalar.of("large"), Scalar.of("huge"));
        refused("x", "size", Scalar.of("12px"), Scalar.of("Small"), Scalar.of("ql-size-huge"), Scalar.of(""),
                Scalar.of(12));
        allowed("x", "font", Scalar.of("serif"), Scalar.of("monospace"));
        refused("x", "font", Scalar.of("Comic Sans"), Scalar.of("serif;color:red"), Scalar.of("SERIF"), Scalar.of(""),
                Scalar.of(true));
    }

    private void links() {
        for (String url : List.of("http://example.org", "https://example.org/a?b=c#d", "HTTPS://EXAMPLE.ORG",
                "https://example.org:8443/",
                "http://127.0.0.1/", "http://[::1]:80/x", "http://localhost:8080", "https://xn--mnchen-3ya.de/",
                "https://example.org/M\u00FCnchen",
                "https://example.org/?q=a\\b&m=x@y.org", "https://example.org/\"<>'", "mailto:a@b.org",
                "MAILTO:a@b.org?subject=x",
                "https://e.org/" + "x".repeat(2_034))) {
            allowed("x", "link", Scalar.of(url));
        }
        for (String url : List.of("", "x", "example.org", "/path", "#anchor", "//evil", "///evil", "\\\\evil",
                "javascript:alert(1)", "JavaScript:x",
                " jAvA\tscript:x", "java\nscript:x", "\tjavascript:x", "javascript&colon;x", "vbscript:x",
                "data:text/html,x", "blob:x", "file:///etc/passwd",
                "ftp://example.org", "tel:1", "about:blank", "view-source:https://example.org", " https://example.org",
                "https://example.org ",
                "https://exa mple.org", "https://example.org/a b", "https://example.org/\n",
                "\u00A0https://example.org", "https://example.org/\u202Egnp.exe",
                "https://example.org/\u200B", "\uFEFFhttps://example.org", "http:", "http:/", "http://", "http:///x",
                "https:example.org", "https:/example.org",
                "https://a:b@c", "https://a@c", "https://a%40b@c/", "https://good.org\\@evil.org", "https://@evil.org",
                "https://example.org:port",
                "https://example.org:123456", "https://:80", "https://?x", "https://ex%61mple.org", "https://[::1",
                "https://exa<mple", "https://\uFF45vil.org",
                "mailto:", "mailto: a@b.org", "https://e.org/" + "x".repeat(2_035),
                "https://e.org/" + "x".repeat(2_986))) {
            refused("x", "link", Scalar.of(url));
        }
        refused("x", "link", Scalar.of(true), Scalar.of(7));
    }

    private void onNewlines() {
        allowed("\n", "header", Scalar.of(1), Scalar.of(6));
        refused("\n", "header", Scalar.of(0), Scalar.of(7), Scalar.of(-1), Scalar.of("1"), Scalar.of(true),
                Scalar.of(4_294_967_297L));
        allowed("\n", "list", Scalar.of("bullet"), Scalar.of("ordered"), Scalar.of("checked"), Scalar.of("unchecked"));
        refused("\n", "list", Scalar.of("Bullet"), Scalar.of("check"), Scalar.of(""), Scalar.of(true));
        allowed("\n", "indent", Scalar.of(1), Scalar.of(8));
        refused("\n", "indent", Scalar.of(0), Scalar.of(9), Scalar.of("+1"));
        allowed("\n", "align", Scalar.of("center"), Scalar.of("right"), Scalar.of("justify"));
        refused("\n", "align", Scalar.of("left"), Scalar.of("start"), Scalar.of(""));
        allowed("\n", "direction", Scalar.of("rtl"));
        refused("\n", "direction", Scalar.of("ltr"), Scalar.of(true));
        allowed("\n", "blockquote", Scalar.of(true));
        refused("\n", "blockquote", Scalar.of(false), Scalar.of("true"));
        allowed("\n", "code-block", Scalar.of(true), Scalar.of("java"), Scalar.of("c++"), Scalar.of("c#"),
                Scalar.of("a-1"), Scalar.of("x".repeat(20)));
        refused("\n", "code-block", Scalar.of(false), Scalar.of(""), Scalar.of("Java"), Scalar.of("x".repeat(21)),
                Scalar.of("a b"), Scalar.of("java\n"),
                Scalar.of(1));
    }

    private void onImages() {
        image("alt", Scalar.of(""), null);
        image("alt", Scalar.of("A \"cat\" <b>"), null);
        image("alt", Scalar.of("x".repeat(300)), null);
        image("alt", Scalar.of("x".repeat(301)), ATTR_VALUE);
        image("alt", Scalar.of(true), ATTR_VALUE);
        for (String name : List.of("width", "height")) {
            image(name, Scalar.of(1), null);
            image(name, Scalar.of(4_000), null);
            image(name, Scalar.of(0), ATTR_VALUE);
            image(name, Scalar.of(4_001), ATTR_VALUE);
            image(name, Scalar.of("100"), ATTR_VALUE);
            image(name, Scalar.of("100%"), ATTR_VALUE);
        }
    }

    private void names() {
        for (String name : List.of("Bold", "BOLD", "LINK", "l\u0130nk", "l\u0131nk", "class", "style", "onclick", "src",
                "href", "id", "comment", "suggestion",
                "mention", "code block", "codeblock", "video", "formula", "\uD83D\uDE00", "b\u00F6ld", "x".repeat(100),
                "constructor", "__proto__",
                "toString", "prototype", "hasOwnProperty")) {
            for (Attributes attributes : List.of(Attributes.builder().set(name, Scalar.of(true)).build(),
                    Attributes.builder().remove(name).build())) {
                String what = (attributes.removes(name) ? "removal of the name " : "the name ") + name;
                add(rich(what, PAGE, Ops.builder().retain(1, attributes).build(), ATTR_KEY));
            }
        }
        add(rich("a known name beside an unknown one", EMPTY_RICH, OpsNotation.ops("+'x'{bold:true,zzz:true}"),
                ATTR_KEY));
    }

    private void embeds() {
        add(rich("a divider", EMPTY_RICH, insert("divider", Scalar.of(true)), null));
        add(rich("a divider that is false", EMPTY_RICH, insert("divider", Scalar.of(false)), EMBED));
        add(rich("a divider that is a text", EMPTY_RICH, insert("divider", Scalar.of("true")), EMBED));
        for (String type : List.of("video", "formula", "Image", "mention", "iframe", "x")) {
            add(rich("an embed of type " + type, EMPTY_RICH, insert(type, Scalar.of("/uploads/a.png")), EMBED));
        }
        for (ImagePolicy policy : ImagePolicy.values()) {
            for (String url : List.of("/uploads/a.png", "/uploads/2026/11/cat_1-2.JPEG", "/uploads/x",
                    "/uploads/a..b")) {
                add(rich("image " + url + ", " + policy, EMPTY_RICH, insert("image", Scalar.of(url)), null)
                        .with(policy));
            }
            for (String url : List.of("", "x", "/uploads", "/uploads/", "/uploads//x", "/uploads/../x",
                    "/uploads/a/../../x", "/uploads/.x", "/uploads/a?x",
                    "/uploads/%2e%2e/x", "/uploads/a b", "/uploads/a\\b", "/Uploads/a.png", "uploads/a.png",
                    "//evil/uploads/a.png", "data:image/png;base64,x",
                    "data:image/svg+xml,<svg onload=alert(1)>", "DATA:x", "blob:https://x", "javascript:x", "file:///x",
                    "http://example.org/a.png",
                    "https://a:b@c/x.png", " https://example.org/a.png", "https:example.org/a.png",
                    "https://e.org/" + "x".repeat(2_035),
                    "/uploads/" + "x".repeat(2_040))) {
                add(rich("image " + shown(url) + ", " + policy, EMPTY_RICH, insert("image", Scalar.of(url)), EMBED)
                        .with(policy));
            }
            RefusalCode elsewhere = policy == ImagePolicy.OWN_UPLOADS ? EMBED : null;
            add(rich("image from elsewhere, " + policy, EMPTY_RICH,
                    insert("image", Scalar.of("https://example.org/a.png")), elsewhere).with(policy));
            add(rich("image that is a number, " + policy, EMPTY_RICH, insert("image", Scalar.of(7)), EMBED)
                    .with(policy));
        }
    }

    private void places() {
        place("+'a'{header:1}", ATTR_PLACE);
        place("+'a\\n'{header:1}", ATTR_PLACE);
        place("+'\\n\\n'{header:1}", null);
        place("+'\\n'{bold:true}", ATTR_PLACE);
        place("+'a\\nb'{bold:true}", ATTR_PLACE);
        place("+'ab'{bold:true} +'\\n'{list:'bullet'}", null);
        place("+'a'{bold:true,header:1}", ATTR_PLACE);
        place("+'\\n'{bold:true,header:1}", ATTR_PLACE);
        place("+'a'{alt:'x'}", ATTR_PLACE);
        place("+'\\n'{width:1}", ATTR_PLACE);
        place("+[image:'/uploads/a']{alt:'x',width:1,height:1}", null);
        place("+[image:'/uploads/a']{bold:true}", ATTR_PLACE);
        place("+[image:'/uploads/a']{link:'https://example.org'}", ATTR_PLACE);
        place("+[image:'/uploads/a']{header:1}", ATTR_PLACE);
        place("+[divider:true]{alt:'x'}", ATTR_PLACE);
        place("+[divider:true]{bold:true}", ATTR_PLACE);
        place("2{bold:true}", null);
        place("2 1{header:1}", null);
        place("2 1{bold:true}", ATTR_PLACE);
        place("3{bold:true}", ATTR_PLACE);
        place("1{header:1}", ATTR_PLACE);
        place("1 2{header:1}", ATTR_PLACE);
        place(PAGE_IMAGE + " 1{alt:'x'}", null);
        place(PAGE_IMAGE + " 1{bold:true}", ATTR_PLACE);
        place(PAGE_IMAGE + " 2{alt:'x'}", ATTR_PLACE);
        place(PAGE_DIVIDER + " 1{width:1}", ATTR_PLACE);
        place("8{bold:-,header:-,alt:-}", null);
        place("8 1{header:2,bold:-}", null);
        place("3{link:-} 1{alt:'x',link:-}", null);
        place("3 -1 +'x' 1 3{italic:true}", null);
        place("3 -1 +'x' 1 4{italic:true}", ATTR_PLACE);
    }

    private void finalNewline() {
        last(EMPTY_RICH, "+'a'", null);
        last(EMPTY_RICH, "+'a\\n'", null);
        last(EMPTY_RICH, "1{header:1}", null);
        last(EMPTY_RICH, "-1", OP_FINAL_NEWLINE);
        last(EMPTY_RICH, "+'a\\n' -1", OP_FINAL_NEWLINE);
        last(EMPTY_RICH, "1 +'a'", OP_FINAL_NEWLINE);
        last(EMPTY_RICH, "1 +'a\\n'", OP_FINAL_NEWLINE);
        last(EMPTY_RICH, "1{header:1} +'\\n'", OP_FINAL_NEWLINE);
        last(PAGE, "-8", null);
        last(PAGE, "-9", OP_FINAL_NEWLINE);
        last(PAGE, "8 -1", OP_FINAL_NEWLINE);
        last(PAGE, "7 -2", OP_FINAL_NEWLINE);
        last(PAGE, "8 +'a\\n'", null);
        last(PAGE, "9 +[divider:true]", OP_FINAL_NEWLINE);
    }

    private void lengths() {
        Document three = Document.ofText("ab\n");
        add(rich("up to the limit", three, OpsNotation.ops("+'c'"), null).with(4));
        add(rich("beyond the limit", three, OpsNotation.ops("+'cd'"), DOC_FULL).with(4));
        add(rich("beyond the limit by an embed", three, OpsNotation.ops("+[divider:true]"), DOC_FULL).with(3));
        add(rich("replaced at the limit", three, OpsNotation.ops("+'x' -1"), null).with(3));
        add(rich("deleted in a document that is too long", three, OpsNotation.ops("-1"), null).with(1));
        add(rich("replaced by less in a document that is too long", three, OpsNotation.ops("+'x' -2"), null).with(1));
        add(rich("replaced by as much in a document that is too long", three, OpsNotation.ops("+'xy' -2"), null)
                .with(1));
        add(rich("formatted in a document that is too long", three, OpsNotation.ops("1{bold:true}"), null).with(1));
        add(rich("replaced by more in a document that is too long", three, OpsNotation.ops("+'xyz' -2"), DOC_FULL)
                .with(1));
        add(text("plain text up to the limit", Document.EMPTY, OpsNotation.ops("+'abc'"), null).with(3));
        add(text("plain text beyond the limit", Document.EMPTY, OpsNotation.ops("+'abcd'"), DOC_FULL).with(3));
    }

    private void pairs() {
        for (String op : List.of("6 +'x'", "6 -1", "5 -1", "6{bold:-}", "5 1{bold:true}", "3 -3")) {
            add(rich("cuts a pair: " + op, PAGE, OpsNotation.ops(op), SPLIT_PAIR));
        }
        for (String op : List.of("5 +'x'", "7 +'x'", "5 -2", "7{bold:-}", "5 2{bold:true}", "7 -1")) {
            add(rich("cuts no pair: " + op, PAGE, OpsNotation.ops(op), null));
        }
        add(text("cuts a pair in plain text", Document.ofText("\uD83D\uDE00"), OpsNotation.ops("1 +'x'"), SPLIT_PAIR));
        add(text("cuts between a letter and its accent", Document.ofText("e\u0301"), OpsNotation.ops("1 +'x'"), null));
        add(text("cuts a family of several characters", Document.ofText("\uD83D\uDC68\u200D\uD83D\uDC69"),
                OpsNotation.ops("2 -1"), null));
    }

    private void plainText() {
        add(text("plain text", Document.EMPTY, OpsNotation.ops("+'a\\nb'"), null));
        add(text("no newline at the end", Document.ofText("a\n"), OpsNotation.ops("1 -1"), null));
        add(text("something behind the newline at the end", Document.ofText("a\n"), OpsNotation.ops("2 +'b'"), null));
        add(text("markup is text", Document.EMPTY,
                OpsNotation.ops("+'<script>{{7*7}} =HYPERLINK(1) \u202E\u2066\u200B\uFEFF'"), null));
        add(text("an attribute in plain text", Document.EMPTY, OpsNotation.ops("+'a'{bold:true}"), ATTR_KEY));
        add(text("a removal in plain text", Document.ofText("a"), OpsNotation.ops("1{bold:-}"), ATTR_KEY));
        add(text("an image in plain text", Document.EMPTY, insert("image", Scalar.of("/uploads/a.png")), EMBED));
        add(text("a divider in plain text", Document.EMPTY, insert("divider", Scalar.of(true)), EMBED));
    }

    private void add(DocumentTypeCase line) {
        cases.add(line);
    }

    private void allowed(String text, String name, Scalar... values) {
        for (Scalar value : values) {
            attribute(text, name, value, null);
        }
    }

    private void refused(String text, String name, Scalar... values) {
        for (Scalar value : values) {
            attribute(text, name, value, ATTR_VALUE);
        }
    }

    /** On an insert of the text, and on the first such text of the page. */
    private void attribute(String text, String name, Scalar value, @Nullable RefusalCode expected) {
        Attributes attributes = Attributes.builder().set(name, value).build();
        String what = name + " " + shown(value.toString());
        add(rich(what, EMPTY_RICH, Ops.builder().insert(text, attributes).build(), expected));
        int position = text.equals("\n") ? 2 : 0;
        add(rich(what + " on a retain", PAGE, Ops.builder().retain(position).retain(1, attributes).build(), expected));
    }

    private void image(String name, Scalar value, @Nullable RefusalCode expected) {
        Attributes attributes = Attributes.builder().set(name, value).build();
        String what = name + " " + shown(value.toString());
        add(rich(what, EMPTY_RICH,
                Ops.builder().insert(new Embed("image", Scalar.of("/uploads/a.png")), attributes).build(), expected));
        add(rich(what + " on a retain", PAGE, Ops.builder().retain(PAGE_IMAGE).retain(1, attributes).build(),
                expected));
    }

    private void place(String op, @Nullable RefusalCode expected) {
        add(rich("on a page: " + op, PAGE, OpsNotation.ops(op), expected));
    }

    private void last(Document before, String op, @Nullable RefusalCode expected) {
        add(rich("at the end of " + before.length() + " units: " + op, before, OpsNotation.ops(op), expected));
    }

    private static Ops insert(String type, Scalar value) {
        return Ops.builder().insert(new Embed(type, value)).build();
    }

    private static String shown(String value) {
        return value.length() <= 60 ? value : value.substring(0, 60) + "... (" + value.length() + ")";
    }
}
