package io.inkwell.ot.testing;

import io.inkwell.laws.OtEngine;
import io.inkwell.laws.Tie;
import io.inkwell.laws.model.ModelChange;
import io.inkwell.laws.model.ModelDocument;
import io.inkwell.laws.model.Translation;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Op;
import io.inkwell.ot.Ops;
import io.inkwell.ot.json.OpsJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** This engine as the law kit asks for it, and its values as those of the reference model. */
public final class InkwellEngine implements OtEngine<Document, Delta>, Translation<Document, Delta> {
    private static final String MARKER = "M";

    @Override
    public Document apply(Document document, Delta change) {
        return document.apply(change);
    }

    @Override
    public Delta compose(Delta first, Delta next) {
        return first.compose(next);
    }

    @Override
    public Delta transformOver(Delta later, Delta earlier) {
        return later.transformOver(earlier);
    }

    @Override
    public Delta transformUnder(Delta earlier, Delta later) {
        return earlier.transformUnder(later);
    }

    @Override
    public Delta invert(Delta change, Document base) {
        return change.invert(base);
    }

    @Override
    public Delta identity(Document document) {
        return Delta.identity(document.length());
    }

    @Override
    public int length(Document document) {
        return document.length();
    }

    @Override
    public Delta insertion(Document document, int position) {
        return Delta.on(document.length()).retain(position).insert(MARKER).build();
    }

    @Override
    public int transformPosition(Delta change, int position, Tie tie) {
        return change.transformPosition(position, switch (tie) {
            case STAY_BEFORE_INSERT -> io.inkwell.ot.Tie.STAY_BEFORE_INSERT;
            case MOVE_AFTER_INSERT -> io.inkwell.ot.Tie.MOVE_AFTER_INSERT;
        });
    }

    @Override
    public Optional<String> flaw(Delta change) {
        return flaw(change.ops());
    }

    /** What is not canonical about the ops, read from the ops themselves and not from the builder that made them. */
    public static Optional<String> flaw(Ops ops) {
        Op previous = null;
        for (Op op : ops) {
            if (op.length() < 1) {
                return Optional.of("an op is empty in " + ops);
            }
            boolean merges = switch (op) {
                case Op.Retain retain ->
                    previous instanceof Op.Retain before && before.attributes().equals(retain.attributes());
                case Op.InsertText insert -> previous instanceof Op.Delete
                        || (previous instanceof Op.InsertText before
                                && before.attributes().equals(insert.attributes()));
                case Op.InsertEmbed _ -> previous instanceof Op.Delete;
                case Op.Delete _ -> previous instanceof Op.Delete;
            };
            if (merges) {
                return Optional.of("neighbours of " + ops + " should have been merged or swapped");
            }
            boolean inserts = op instanceof Op.InsertText || op instanceof Op.InsertEmbed;
            if (inserts && op.attributes().names().stream().anyMatch(op.attributes()::removes)) {
                return Optional.of("a removal stands on an insert of " + ops);
            }
            previous = op;
        }
        return previous instanceof Op.Retain last && last.attributes().isEmpty()
                ? Optional.of("a plain retain stands at the end of " + ops)
                : Optional.empty();
    }

    @Override
    public Document document(ModelDocument document) {
        return Document.of(FromModel.ops(document.asInserts()));
    }

    @Override
    public Delta change(ModelChange change) {
        return FromModel.ops(change).on(change.baseLength());
    }

    @Override
    public String documentJson(Document document) {
        return json(document.toOps());
    }

    @Override
    public String changeJson(Delta change) {
        return json(change.ops());
    }

    private static String json(Ops ops) {
        return new String(OpsJson.write(ops), StandardCharsets.UTF_8);
    }
}
