package io.inkwell.ot;

import java.util.ArrayList;
import java.util.List;

/** A document as a plain list of units, and changes applied to it unit by unit: slow and obvious. */
final class UnitListModel {
    /** One unit: a UTF-16 code unit of text as a string of length 1, or an embed in the one-line notation. */
    record Unit(String content, Attributes attributes) {}

    private final List<Unit> units = new ArrayList<>();

    UnitListModel(Document document) {
        units.addAll(unitsOf(document, 0, document.length()));
    }

    List<Unit> units() {
        return units;
    }

    void apply(Delta delta) {
        int at = 0;
        for (Op op : delta.ops()) {
            switch (op) {
                case Op.Retain retain -> {
                    for (int i = 0; i < retain.length(); i++, at++) {
                        Unit unit = units.get(at);
                        units.set(at, new Unit(unit.content, unit.attributes.composeOnInsert(retain.attributes())));
                    }
                }
                case Op.Delete delete -> units.subList(at, at + delete.length()).clear();
                case Op.InsertText insert -> {
                    units.addAll(at, unitsOf(insert.text(), insert.attributes()));
                    at += insert.length();
                }
                case Op.InsertEmbed insert -> units.add(at++, new Unit(insert.embed().toString(), insert.attributes()));
            }
        }
    }

    static List<Unit> unitsOf(Document document, int from, int to) {
        var units = new ArrayList<Unit>();
        document.forEach(from, to, new SliceVisitor() {
            @Override
            public void text(String text, Attributes attributes) {
                units.addAll(unitsOf(text, attributes));
            }

            @Override
            public void embed(Embed embed, Attributes attributes) {
                units.add(new Unit(embed.toString(), attributes));
            }
        });
        return units;
    }

    private static List<Unit> unitsOf(String text, Attributes attributes) {
        return text.chars().mapToObj(unit -> new Unit(Character.toString((char) unit), attributes)).toList();
    }
}
