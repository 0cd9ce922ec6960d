package io.inkwell.ot.conformance;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import io.inkwell.ot.SplitPairException;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.ImagePolicy;
import io.inkwell.sync.RefusalCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An operation on a document of some type, and the refusal it gets.
 *
 * @param expected the code, or null when the operation is accepted
 */
record DocumentTypeCase(String name, DocumentType type, ImagePolicy images, int documentLengthMax, Document before,
        Ops op,
        @Nullable RefusalCode expected) {
    static final int LENGTH_MAX = 5_000_000;

    static DocumentTypeCase rich(String name, Document before, Ops op, @Nullable RefusalCode expected) {
        return new DocumentTypeCase(name, DocumentType.RICH, ImagePolicy.OWN_UPLOADS, LENGTH_MAX, before, op, expected);
    }

    static DocumentTypeCase text(String name, Document before, Ops op, @Nullable RefusalCode expected) {
        return new DocumentTypeCase(name, DocumentType.TEXT, ImagePolicy.OWN_UPLOADS, LENGTH_MAX, before, op, expected);
    }

    DocumentTypeCase with(ImagePolicy policy) {
        return new DocumentTypeCase(name, type, policy, documentLengthMax, before, op, expected);
    }

    DocumentTypeCase with(int lengthMax) {
        return new DocumentTypeCase(name, type, images, lengthMax, before, op, expected);
    }

    /** What the type says, in the order in which a server asks: the bytes, the application, the document. */
    @Nullable
    RefusalCode answer() {
        Optional<DocumentType.Finding> submitted = type.checkSubmitted(op, images);
        if (submitted.isPresent()) {
            return submitted.get().code();
        }
        Delta delta = op.on(before.length());
        try {
            return type.checkApplied(before, delta, before.apply(delta), documentLengthMax)
                    .map(DocumentType.Finding::code).orElse(null);
        } catch (SplitPairException e) {
            return RefusalCode.SPLIT_PAIR;
        }
    }

    String line() {
        var line = new JsonLine().text("name", name).text("type", type.name()).text("images", images.name())
                .number("documentLengthMax", documentLengthMax).ops("before", before.toOps()).ops("op", op);
        return (expected == null ? line.raw("expected", "null") : line.text("expected", expected.name())).toString();
    }

    @Override
    public String toString() {
        return name;
    }
}
