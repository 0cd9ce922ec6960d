package io.inkwell.history;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Op;
import io.inkwell.ot.Ops;
import io.inkwell.sync.DocumentType;

/** Additions at the end of a document: of a rich one, before the line feed that ends it. */
public final class Appending {
    private Appending() {}

    /** Adds text without formats; the lines it makes look as the last line does. */
    public static Delta text(Document document, DocumentType type, String text) {
        Attributes line = type == DocumentType.RICH
                ? document.slice(document.length() - 1, document.length()).get(0).attributes()
                : Attributes.NONE;
        Ops.Builder inserts = Ops.builder();
        for (int from = 0; from < text.length();) {
            int lineFeed = text.indexOf('\n', from);
            int to = lineFeed < 0 ? text.length() : lineFeed;
            inserts.insert(text.substring(from, to));
            if (lineFeed >= 0)
                inserts.insert("\n", line);
            from = to + 1;
        }
        return inserts(document, type, inserts.build());
    }

    /**
     * Adds content.
     *
     * @throws IllegalArgumentException if there is anything else than inserts
     */
    public static Delta inserts(Document document, DocumentType type, Ops inserts) {
        if (inserts.requiredBaseLength() > 0)
            throw new IllegalArgumentException("only inserts can be added at an end");
        Ops.Builder change = Ops.builder()
                .retain(type == DocumentType.RICH ? document.length() - 1 : document.length());
        for (Op insert : inserts)
            change.add(insert);
        return change.build().on(document.length());
    }
}
