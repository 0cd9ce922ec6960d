package io.inkwell.sync.simulation;

import io.inkwell.ot.Document;
import io.inkwell.ot.Op;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The account of everything that was ever inserted. Every inserted character and image is unlike any other, so that it can be told after any
 * number of faults whether it is there, and how often.
 */
final class Tokens {
    private static final int FIRST_UNIT = 0x4E00;
    private static final int FIRST_PAIR = 0x20000;
    private static final String UPLOADS = "/uploads/";

    private final Map<Integer, Fate> fates = new HashMap<>();
    private int units;
    private int pairs;

    /** What happened to one token. */
    static final class Fate {
        private final Set<SimulatedClient> deletedBy = new HashSet<>();
        private boolean rescued;
        private boolean excused;
    }

    /** A character nobody has used, one unit long. */
    int freshUnit() {
        return FIRST_UNIT + units++;
    }

    /** A character nobody has used, two units long. */
    int freshPair() {
        return FIRST_PAIR + pairs++;
    }

    /** The address of an image nobody has used. */
    static String image(int token) {
        return UPLOADS + token;
    }

    /** An edit put these on a screen. */
    void inserted(Ops ops) {
        in(ops).forEach(token -> fates.put(token, new Fate()));
    }

    /** Somebody deleted these from a screen. */
    void deleted(Ops content, SimulatedClient by) {
        in(content).forEach(token -> fate(token).deletedBy.add(by));
    }

    /** These were handed back to a person. */
    void rescued(Ops ops) {
        in(ops).forEach(token -> fate(token).rescued = true);
    }

    /** These may be gone: they were only where something was destroyed on purpose. */
    void excused(Ops ops) {
        in(ops).forEach(token -> fate(token).excused = true);
    }

    private Fate fate(int token) {
        Fate fate = fates.get(token);
        if (fate == null)
            throw new Violation("a token that nobody inserted: " + name(token));
        return fate;
    }

    /** Every token exactly once, unless somebody deleted it or it was handed back. What a log forgot its clients may still have handed back. */
    void check(Document end, boolean rewound) {
        Map<Integer, Integer> count = new HashMap<>();
        in(end.toOps()).forEach(token -> count.merge(token, 1, Integer::sum));
        count.keySet().forEach(this::fate);
        fates.forEach((token, fate) -> {
            int times = count.getOrDefault(token, 0);
            boolean surelyDeleted = fate.deletedBy.stream().anyMatch(client -> !client.wasHandedBackText());
            if (times > 1)
                throw new Violation("there " + times + " times: " + name(token));
            if (times == 0 && fate.deletedBy.isEmpty() && !fate.rescued && !fate.excused)
                throw new Violation("lost: " + name(token));
            if (times == 1 && fate.rescued && !rewound)
                throw new Violation("stored, though it was handed back as refused: " + name(token));
            if (times == 1 && surelyDeleted && !rewound)
                throw new Violation("there, though it was deleted: " + name(token));
        });
    }

    private static String name(int token) {
        return Character.toString(token) + " (" + Integer.toHexString(token) + ")";
    }

    private static List<Integer> in(Ops ops) {
        List<Integer> tokens = new ArrayList<>();
        for (Op op : ops) {
            switch (op) {
                case Op.InsertText insert ->
                    insert.text().codePoints().filter(point -> point >= FIRST_UNIT).forEach(tokens::add);
                case Op.InsertEmbed insert -> {
                    if (insert.embed().value() instanceof Scalar.Text(String url))
                        tokens.add(Integer.parseInt(url.substring(UPLOADS.length())));
                }
                case Op.Retain _,Op.Delete _ -> {
                }
            }
        }
        return tokens;
    }
}
