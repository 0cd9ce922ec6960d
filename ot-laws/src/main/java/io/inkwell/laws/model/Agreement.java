package io.inkwell.laws.model;

import io.inkwell.laws.Law;
import io.inkwell.laws.OtEngine;
import io.inkwell.laws.Sample;
import io.inkwell.laws.Tie;
import java.util.EnumSet;
import java.util.Set;

/**
 * Another engine answers what the {@link ReferenceModel} answers, as canonical values: apply and both transforms always; compose, invert
 * and transformPosition when the laws about them are claimed.
 *
 * @param <D> the documents of the other engine
 * @param <C> the changes of the other engine
 */
public final class Agreement<D, C> {
    private final ReferenceModel model = new ReferenceModel();
    private final OtEngine<D, C> engine;
    private final Translation<D, C> translation;
    private final Set<Law> claimed;

    /** Compares all verbs that the claimed laws are about. */
    public Agreement(OtEngine<D, C> engine, Translation<D, C> translation, Set<Law> claimed) {
        this.engine = engine;
        this.translation = translation;
        this.claimed = EnumSet.copyOf(claimed);
    }

    /**
     * Compares on one sample with at least two committed changes and one pending.
     *
     * @throws AssertionError naming the verb, what it was given and both answers, when they differ
     */
    public void check(Sample<ModelDocument, ModelChange> sample) {
        ModelDocument document = sample.document();
        ModelChange earlier = sample.committed().getFirst();
        ModelChange next = sample.committed().get(1);
        ModelChange later = sample.pending().getFirst();
        D theirDocument = translation.document(document);
        C theirEarlier = translation.change(earlier);
        C theirNext = translation.change(next);
        C theirLater = translation.change(later);

        same("apply", earlier + " to " + document, Quill.json(Quill.ops(model.apply(document, earlier))),
                translation.documentJson(engine.apply(theirDocument, theirEarlier)));
        change("transformOver", later + " over " + earlier, model.transformOver(later, earlier),
                engine.transformOver(theirLater, theirEarlier));
        change("transformUnder", earlier + " under " + later, model.transformUnder(earlier, later),
                engine.transformUnder(theirEarlier, theirLater));
        if (claimed.contains(Law.COMPOSE_IS_APPLYING_TWICE)) {
            change("compose", earlier + " then " + next, model.compose(earlier, next),
                    engine.compose(theirEarlier, theirNext));
        }
        if (claimed.contains(Law.INVERSE_RESTORES)) {
            change("invert", earlier + " on " + document, model.invert(earlier, document),
                    engine.invert(theirEarlier, theirDocument));
        }
        if (claimed.contains(Law.POSITIONS_FOLLOW_INSERTS)) {
            positions(earlier, theirEarlier);
        }
    }

    private void positions(ModelChange change, C theirs) {
        for (int position = 0; position <= change.baseLength(); position++) {
            for (Tie tie : Tie.values()) {
                same("transformPosition", position + ", " + tie + " through " + change,
                        Integer.toString(model.transformPosition(change, position, tie)),
                        Integer.toString(engine.transformPosition(theirs, position, tie)));
            }
        }
    }

    private void change(String verb, String given, ModelChange ours, C theirs) {
        same(verb, given, Quill.json(Quill.ops(ours)), translation.changeJson(theirs));
    }

    private static void same(String verb, String given, String ours, String theirs) {
        if (!ours.equals(theirs)) {
            throw new AssertionError("The engine and the reference model differ in " + verb + " of " + given
                    + ":\n  model   " + ours + "\n  engine  " + theirs);
        }
    }
}
