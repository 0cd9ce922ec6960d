package io.inkwell.ot.testing;

import io.inkwell.laws.model.Fate;
import io.inkwell.laws.model.ModelChange;
import io.inkwell.laws.model.Unit;
import io.inkwell.ot.Attributes;
import io.inkwell.ot.Embed;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The values of the reference model as those of this engine. */
final class FromModel {
    private FromModel() {}

    static Ops ops(ModelChange change) {
        var ops = Ops.builder();
        for (int i = 0; i <= change.baseLength(); i++) {
            insert(change.inserts().get(i), ops);
            if (i < change.baseLength()) {
                switch (change.fates().get(i)) {
                    case Fate.Delete _ -> ops.delete(1);
                    case Fate.Keep keep -> ops.retain(1, attributes(keep.attributes()));
                }
            }
        }
        return ops.build();
    }

    /** Code units that are neighbours with the same attributes go in as one text: half a surrogate pair would be refused. */
    private static void insert(List<Unit> units, Ops.Builder ops) {
        var text = new StringBuilder();
        for (int i = 0; i < units.size(); i++) {
            Unit unit = units.get(i);
            switch (unit) {
                case Unit.Embed embed -> ops.insert(new Embed(embed.type(), scalar(embed.value())),
                        attributes(embed.attributes()));
                case Unit.Letter letter -> {
                    text.append(letter.letter());
                    boolean goesOn = i + 1 < units.size() && units.get(i + 1) instanceof Unit.Letter next
                            && next.attributes().equals(letter.attributes());
                    if (!goesOn) {
                        ops.insert(text.toString(), attributes(letter.attributes()));
                        text.setLength(0);
                    }
                }
            }
        }
    }

    static Attributes attributes(io.inkwell.laws.model.Attributes model) {
        SortedMap<String, Optional<Object>> values = model.values();
        if (values.isEmpty()) {
            return Attributes.NONE;
        }
        var attributes = Attributes.builder();
        values.forEach((name, value) -> value.ifPresentOrElse(set -> attributes.set(name, scalar(set)),
                () -> attributes.remove(name)));
        return attributes.build();
    }

    private static Scalar scalar(Object value) {
        return switch (value) {
            case String text -> Scalar.of(text);
            case Long number -> Scalar.of(number.longValue());
            case Boolean truth -> Scalar.of(truth.booleanValue());
            default -> throw new IllegalArgumentException("no value of this engine: " + value);
        };
    }
}
