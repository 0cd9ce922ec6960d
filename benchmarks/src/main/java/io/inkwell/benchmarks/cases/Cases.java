package io.inkwell.benchmarks.cases;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The inputs of the benchmarks. Every call makes the same ones. */
public final class Cases {
    /** What everything random comes from. */
    public static final long SEED = 20_261_121;
    /** How many pairs of small changes are transformed in turn, so that no processor learns one by heart. */
    public static final int SMALL_PAIRS = 256;
    /** The length of the document under small changes, in units. */
    public static final int SMALL_LENGTH = 1_000;
    /** How many edits a large change has, and how many a run that is composed. */
    public static final int MANY_EDITS = 1_000;
    /** The length of the document under large changes, in units. */
    public static final int LARGE_LENGTH = 100_000;
    /** The length of the document under the run that is composed, in units. */
    public static final int COMPOSED_LENGTH = 10_000;
    /** How many commits a change is carried over. */
    public static final int CARRIED_OVER_COMMITS = 10_000;
    /** How many carets are moved by one change. */
    public static final int CARETS = 100;
    /** The length of the largest document, in units. */
    public static final int DOCUMENT_LENGTH = 1_000_000;

    private static final int SMALL_EDIT_UNITS_MAX = 3;
    private static final int FORMATTED_UNITS = 20;
    private static final int PARAGRAPH_UNITS = 200;
    private static final Attributes BOLD = Attributes.builder().set("bold", new Scalar.Bool(true)).build();
    private static final Attributes RED_ITALIC = Attributes.builder().set("color", new Scalar.Text("#c00000"))
            .set("italic", new Scalar.Bool(true)).build();
    private static final Attributes NOT_BOLD = Attributes.builder().remove("bold").build();
    private static final Attributes HEADER = Attributes.builder().set("header", new Scalar.Int(2)).build();

    private Cases() {}

    /** What two small changes do. */
    public enum SmallKind {
        /** Each inserts a letter. */
        INSERTS,
        /** One inserts a letter, the other deletes up to three. */
        INSERT_AND_DELETE,
        /** Each formats something, and one inserts formatted text. */
        RICH
    }

    /** {@link #SMALL_PAIRS} pairs of small changes to one document of {@link #SMALL_LENGTH} units. */
    public static List<ConcurrentPair> smallPairs(SmallKind kind) {
        RandomGenerator random = new SplittableRandom(SEED);
        Document base = Document.ofText(Prose.of(SMALL_LENGTH, random));
        List<ConcurrentPair> pairs = new ArrayList<>(SMALL_PAIRS);
        for (int i = 0; i < SMALL_PAIRS; i++) {
            pairs.add(switch (kind) {
                case INSERTS -> new ConcurrentPair(base, insertion(random), insertion(random));
                case INSERT_AND_DELETE -> i % 2 == 0
                        ? new ConcurrentPair(base, insertion(random), deletion(random))
                        : new ConcurrentPair(base, deletion(random), insertion(random));
                case RICH -> new ConcurrentPair(base, formatting(random, RED_ITALIC), formatting(random, NOT_BOLD));
            });
        }
        return pairs;
    }

    private static Delta insertion(RandomGenerator random) {
        return Delta.on(SMALL_LENGTH).retain(random.nextInt(1, SMALL_LENGTH))
                .insert(String.valueOf(Prose.letter(random))).build();
    }

    private static Delta deletion(RandomGenerator random) {
        return Delta.on(SMALL_LENGTH).retain(random.nextInt(1, SMALL_LENGTH - SMALL_EDIT_UNITS_MAX))
                .delete(random.nextInt(1, SMALL_EDIT_UNITS_MAX + 1)).build();
    }

    private static Delta formatting(RandomGenerator random, Attributes attributes) {
        return Delta.on(SMALL_LENGTH).retain(random.nextInt(1, SMALL_LENGTH / 2))
                .retain(random.nextInt(1, SMALL_LENGTH / 4), attributes)
                .insert(String.valueOf(Prose.letter(random)), BOLD).build();
    }

    /** Two changes of {@link #MANY_EDITS} edits each to one document of {@link #LARGE_LENGTH} units. */
    public static ConcurrentPair largePair() {
        RandomGenerator random = new SplittableRandom(SEED + 1);
        return new ConcurrentPair(Document.ofText(Prose.of(LARGE_LENGTH, random)), largeChange(random),
                largeChange(random));
    }

    private static Delta largeChange(RandomGenerator random) {
        Delta.Builder change = Delta.on(LARGE_LENGTH);
        int stride = LARGE_LENGTH / MANY_EDITS;
        for (int i = 0; i < MANY_EDITS; i++) {
            int before = random.nextInt(1, stride - SMALL_EDIT_UNITS_MAX);
            int deleted = random.nextBoolean() ? random.nextInt(1, SMALL_EDIT_UNITS_MAX + 1) : 0;
            change.retain(before);
            if (deleted == 0) {
                change.insert(Prose.of(random.nextInt(1, SMALL_EDIT_UNITS_MAX + 1), random));
            }
            change.delete(deleted).retain(stride - before - deleted);
        }
        return change.build();
    }

    /** The run that is composed: {@link #MANY_EDITS} edits at random places of {@link #COMPOSED_LENGTH} units. */
    public static EditRun composedRun() {
        RandomGenerator random = new SplittableRandom(SEED + 2);
        return run(Prose.of(COMPOSED_LENGTH, random), MANY_EDITS, random);
    }

    /** {@link #MANY_EDITS} edits at random places of a document of so many units. */
    public static EditRun appliedRun(int length) {
        RandomGenerator random = new SplittableRandom(SEED + 3);
        return run(Prose.of(length, random), MANY_EDITS, random);
    }

    /** {@link #CARRIED_OVER_COMMITS} commits to the document of {@link #largePair}. */
    public static EditRun commits() {
        return run(largePair().base().text(), CARRIED_OVER_COMMITS, new SplittableRandom(SEED + 4));
    }

    /** A small change to the document of {@link #largePair}. */
    public static Delta smallChangeToLargeDocument() {
        return Delta.on(LARGE_LENGTH).retain(LARGE_LENGTH / 2).insert("x").build();
    }

    private static EditRun run(String text, int count, RandomGenerator random) {
        List<Edit> edits = new ArrayList<>(count);
        List<Delta> changes = new ArrayList<>(count);
        int length = text.length();
        for (int i = 0; i < count; i++) {
            int units = random.nextInt(1, SMALL_EDIT_UNITS_MAX + 1);
            Edit edit = random.nextInt(3) == 0
                    ? new Edit(random.nextInt(length - units), units, "")
                    : new Edit(random.nextInt(length), 0, Prose.of(units, random));
            edits.add(edit);
            changes.add(edit.on(length));
            length += edit.growth();
        }
        return new EditRun(Document.ofText(text), edits, changes);
    }

    /** {@link #CARETS} places in a document of {@link #LARGE_LENGTH} units. */
    public static List<Integer> carets() {
        RandomGenerator random = new SplittableRandom(SEED + 5);
        List<Integer> positions = new ArrayList<>(CARETS);
        for (int i = 0; i < CARETS; i++) {
            positions.add(random.nextInt(LARGE_LENGTH + 1));
        }
        return positions;
    }

    /** A formatted document of about so many units: paragraphs, headers, and a bold or coloured stretch now and then. */
    public static Ops richContent(int length) {
        RandomGenerator random = new SplittableRandom(SEED + 6);
        Ops.Builder content = Ops.builder();
        for (int written = 0; written < length;) {
            int plain = random.nextInt(1, PARAGRAPH_UNITS);
            content.insert(Prose.of(plain, random));
            content.insert(Prose.of(FORMATTED_UNITS, random), random.nextBoolean() ? BOLD : RED_ITALIC);
            content.insert("\n", random.nextInt(4) == 0 ? HEADER : Attributes.NONE);
            written += plain + FORMATTED_UNITS + 1;
        }
        return content.build();
    }

    /** The three sizes in which JSON is written and read. */
    public enum JsonKind {
        /** A letter is typed. */
        SMALL,
        /** A change of {@link Cases#MANY_EDITS} edits. */
        LARGE,
        /** The content of a formatted document of {@link Cases#DOCUMENT_LENGTH} units. */
        DOCUMENT;

        /** What is written and read. */
        public Ops ops() {
            return switch (this) {
                case SMALL -> smallChangeToLargeDocument().ops();
                case LARGE -> largePair().later().ops();
                case DOCUMENT -> richContent(DOCUMENT_LENGTH);
            };
        }
    }
}
