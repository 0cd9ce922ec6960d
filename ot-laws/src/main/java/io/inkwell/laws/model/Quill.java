package io.inkwell.laws.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Documents and changes as the lists and maps that Quill's JSON is made of, and that JSON as text: the way between this model and an
 * engine that knows the format. {@code {insert: text or {type: value}, attributes}}, {@code {retain: n, attributes}}, {@code {delete: n}};
 * the value null removes an attribute.
 */
public final class Quill {
    private Quill() {}

    /** The ops of a change: neighbours merged, insert before delete at one place, no plain retain at the end, names in order. */
    public static List<Map<String, @Nullable Object>> ops(ModelChange change) {
        var ops = new Runs();
        for (int i = 0; i <= change.baseLength(); i++) {
            change.inserts().get(i).forEach(ops::insert);
            if (i < change.baseLength()) {
                switch (change.fates().get(i)) {
                    case Fate.Delete _ -> ops.count("delete", Attributes.NONE);
                    case Fate.Keep keep -> ops.count("retain", keep.attributes());
                }
            }
        }
        return ops.finish();
    }

    /** The ops of a document: inserts only. */
    public static List<Map<String, @Nullable Object>> ops(ModelDocument document) {
        return ops(document.asInserts());
    }

    /**
     * The change that the ops mean for documents of this length, in canonical form.
     *
     * @throws IllegalArgumentException when an op is none of the three, or the ops reach past the end
     */
    public static ModelChange change(int baseLength, List<? extends Map<String, ?>> ops) {
        var change = ModelChange.builder();
        int told = 0;
        for (Map<String, ?> op : ops) {
            Attributes attributes = attributes(op.get("attributes"));
            if (op.get("insert") instanceof String text) {
                change.insert(text, attributes);
            } else if (op.get("insert") instanceof Map<?, ?> embed && embed.size() == 1) {
                embed.forEach((type, value) -> change.insert(new Unit.Embed((String) type, value, attributes)));
            } else if (op.get("retain") instanceof Number length) {
                told += length.intValue();
                change.keep(length.intValue(), attributes);
            } else if (op.get("delete") instanceof Number length) {
                told += length.intValue();
                change.delete(length.intValue());
            } else {
                throw new IllegalArgumentException("neither insert, retain nor delete: " + op);
            }
        }
        if (told > baseLength) {
            throw new IllegalArgumentException(
                    "the ops are for " + told + " units, the document has " + baseLength);
        }
        return change.keep(baseLength - told).build();
    }

    /**
     * The document that the ops make.
     *
     * @throws IllegalArgumentException when there is anything else than inserts
     */
    public static ModelDocument document(List<? extends Map<String, ?>> ops) {
        return ModelDocument.of(change(0, ops));
    }

    /** The JSON text of ops, without white space, escaped as JSON.stringify does it. */
    public static String json(List<? extends Map<String, ?>> ops) {
        return JsonText.of(ops);
    }

    private static Attributes attributes(@Nullable Object map) {
        var values = new TreeMap<String, Optional<Object>>();
        if (map instanceof Map<?, ?> given) {
            given.forEach((name, value) -> values.put((String) name, Optional.ofNullable(value)));
        }
        return new Attributes(values);
    }

    /** Ops in the making: units that are alike and neighbours become one op. */
    private static final class Runs {
        private final List<Map<String, @Nullable Object>> ops = new ArrayList<>();

        void insert(Unit unit) {
            switch (unit) {
                case Unit.Letter letter -> {
                    String text = Character.toString(letter.letter());
                    if (continues("insert", letter.attributes())
                            && ops.getLast().get("insert") instanceof String before) {
                        ops.getLast().put("insert", before + text);
                    } else {
                        start("insert", text, letter.attributes());
                    }
                }
                case Unit.Embed embed -> start("insert", Map.of(embed.type(), embed.value()), embed.attributes());
            }
        }

        void count(String kind, Attributes attributes) {
            if (continues(kind, attributes) && ops.getLast().get(kind) instanceof Integer before) {
                ops.getLast().put(kind, before + 1);
            } else {
                start(kind, 1, attributes);
            }
        }

        List<Map<String, @Nullable Object>> finish() {
            if (!ops.isEmpty() && continues("retain", Attributes.NONE)) {
                ops.removeLast();
            }
            return ops;
        }

        private boolean continues(String kind, Attributes attributes) {
            return !ops.isEmpty() && ops.getLast().containsKey(kind)
                    && attributes.equals(Quill.attributes(ops.getLast().get("attributes")));
        }

        private void start(String kind, Object what, Attributes attributes) {
            var op = new LinkedHashMap<String, @Nullable Object>();
            op.put(kind, what);
            if (!attributes.isEmpty()) {
                var values = new LinkedHashMap<String, @Nullable Object>();
                attributes.values().forEach((name, value) -> values.put(name, value.orElse(null)));
                op.put("attributes", values);
            }
            ops.add(op);
        }
    }
}
