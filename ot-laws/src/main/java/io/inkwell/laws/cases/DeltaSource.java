package io.inkwell.laws.cases;

import io.inkwell.laws.Sample;
import io.inkwell.laws.model.Attributes;
import io.inkwell.laws.model.ModelChange;
import io.inkwell.laws.model.ModelDocument;
import io.inkwell.laws.model.ReferenceModel;
import io.inkwell.laws.model.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Draws small documents and changes that fit them. A surrogate pair is never parted. Not thread safe. */
public final class DeltaSource {
    /** How many decisions a small document, or a small change, is made of at most. */
    public static final int SMALL = 5;

    private static final int RUN_LENGTH_MAX = 4;
    private static final int ATTRIBUTES_MAX = 2;

    private static final int KINDS = 6;
    private static final int KEEP = 0;
    private static final int DELETE = 1;
    private static final int INSERT = 4;

    private final Choices choices;
    private final Alphabet alphabet;
    private final int opsMax;

    /** Documents and changes of at most {@code opsMax} decisions. */
    public DeltaSource(Choices choices, Alphabet alphabet, int opsMax) {
        this.choices = choices;
        this.alphabet = alphabet;
        this.opsMax = opsMax;
    }

    /** Where the decisions come from. */
    public Choices choices() {
        return choices;
    }

    /** A document. */
    public ModelDocument document() {
        var content = ModelChange.builder();
        for (int i = choices.below(opsMax + 1); i > 0; i--) {
            insert(content);
        }
        return ModelDocument.of(content.build());
    }

    /** A change that fits the document. */
    public ModelChange changeTo(ModelDocument document) {
        return changeTo(document.length(), document::splitsPair);
    }

    /** A change that fits any document of this length whose surrogate pairs lie where it is said. */
    public ModelChange changeTo(int length, IntPredicate splitsPair) {
        var change = ModelChange.builder();
        int position = 0;
        for (int i = choices.below(opsMax + 1); i > 0; i--) {
            int kind = choices.below(KINDS);
            if (kind >= INSERT || position == length) {
                insert(change);
            } else {
                int run = 1 + choices.below(Math.min(RUN_LENGTH_MAX, length - position));
                run = splitsPair.test(position + run) ? run + 1 : run;
                switch (kind) {
                    case KEEP -> change.keep(run);
                    case DELETE -> change.delete(run);
                    default -> change.keep(run, attributes(true));
                }
                position += run;
            }
        }
        return change.keep(length - position).build();
    }

    /** A document with two runs of changes, made to it side by side. */
    public Sample<ModelDocument, ModelChange> sample(int committed, int pending) {
        ModelDocument document = document();
        return new Sample<>(document, run(document, committed), run(document, pending));
    }

    /** Changes, each to the result of the one before. */
    public List<ModelChange> run(ModelDocument document, int length) {
        var model = new ReferenceModel();
        var run = new ArrayList<ModelChange>();
        ModelDocument reached = document;
        for (int i = 0; i < length; i++) {
            ModelChange change = changeTo(reached);
            run.add(change);
            reached = model.apply(reached, change);
        }
        return run;
    }

    /** A position in a document of this length that parts no surrogate pair. */
    public int position(int length, IntPredicate splitsPair) {
        int position = choices.below(length + 1);
        return splitsPair.test(position) ? position + 1 : position;
    }

    /** Attributes, often none; with removals where they are asked for. */
    public Attributes attributes(boolean withRemovals) {
        Attributes attributes = Attributes.NONE;
        if (alphabet.names().isEmpty()) {
            return attributes;
        }
        for (int i = choices.below(ATTRIBUTES_MAX + 1); i > 0; i--) {
            Alphabet.Name name = alphabet.names().get(choices.below(alphabet.names().size()));
            int value = choices.below(name.values().size() + (withRemovals ? 1 : 0));
            attributes = value == name.values().size()
                    ? attributes.without(name.name())
                    : attributes.with(name.name(), name.values().get(value));
        }
        return attributes;
    }

    private void insert(ModelChange.Builder target) {
        int what = choices.below(alphabet.texts().size() + alphabet.embeds().size());
        if (what < alphabet.texts().size()) {
            target.insert(alphabet.texts().get(what), attributes(false));
        } else {
            Unit embed = alphabet.embeds().get(what - alphabet.texts().size());
            target.insert(embed.with(attributes(false)));
        }
    }
}
