package io.inkwell.laws;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The laws of one engine, as methods. Each throws {@link BrokenLawError} when the law does not hold in the given case, and also when the
 * engine throws on the way. {@link #check} tries all that are claimed on one sample.
 *
 * @param <D> the documents
 * @param <C> the changes
 */
public final class Laws<D, C> {
    private final OtEngine<D, C> engine;
    private final Set<Law> claimed;

    private Laws(OtEngine<D, C> engine, Set<Law> claimed) {
        this.engine = engine;
        this.claimed = claimed;
    }

    /** All laws are claimed. */
    public static <D, C> Laws<D, C> of(OtEngine<D, C> engine) {
        return of(engine, EnumSet.allOf(Law.class));
    }

    /** Some laws are claimed: an engine without an inverse, say, leaves out {@link Law#INVERSE_RESTORES}. */
    public static <D, C> Laws<D, C> of(OtEngine<D, C> engine, Set<Law> claimed) {
        return new Laws<>(engine, EnumSet.copyOf(claimed));
    }

    /** The laws that are claimed. */
    public Set<Law> claimed() {
        return Set.copyOf(claimed);
    }

    /**
     * Tries every claimed law on the sample.
     *
     * @throws IllegalArgumentException when the sample has fewer changes than a claimed law needs
     */
    public void check(Sample<D, C> sample) {
        for (Law law : claimed) {
            check(law, sample);
        }
    }

    /**
     * Tries one law on the sample, claimed or not.
     *
     * @throws IllegalArgumentException when the sample has fewer changes than the law needs
     */
    public void check(Law law, Sample<D, C> sample) {
        D document = sample.document();
        C first = sample.committed(0, law);
        switch (law) {
            case CONVERGENCE -> convergence(document, first, sample.pending(0, law));
            case RUNS_CONVERGE -> {
                sample.committed(1, law);
                sample.pending(1, law);
                runsConverge(document, sample.committed(), sample.pending());
            }
            case DIAMOND -> diamond(first, sample.pending(0, law));
            case COMPOSE_IS_APPLYING_TWICE -> composeIsApplyingTwice(document, first, sample.committed(1, law));
            case COMPOSE_IS_ASSOCIATIVE ->
                composeIsAssociative(first, sample.committed(1, law), sample.committed(2, law));
            case IDENTITY_IS_NEUTRAL -> identityIsNeutral(document, first);
            case INVERSE_RESTORES -> inverseRestores(document, first);
            case POSITIONS_FOLLOW_INSERTS -> positionsFollowInserts(document, first);
            case POSITIONS_KEEP_THEIR_ORDER -> positionsKeepTheirOrder(document, first);
            case ANSWERS_ARE_CANONICAL ->
                answersAreCanonical(document, first, sample.committed(1, law), sample.pending(0, law));
            case ARGUMENTS_STAY -> argumentsStay(document, first, sample.committed(1, law), sample.pending(0, law));
        }
    }

    /** {@link Law#CONVERGENCE}. */
    public void convergence(D document, C earlier, C later) {
        var story = concurrent(Law.CONVERGENCE, document, earlier, later);
        C over = story.changeOf("L over E", () -> engine.transformOver(later, earlier));
        C under = story.changeOf("E under L", () -> engine.transformUnder(earlier, later));
        D afterEarlier = story.documentOf("d·E", () -> engine.apply(document, earlier));
        D afterLater = story.documentOf("d·L", () -> engine.apply(document, later));
        D one = story.ask("d·E·(L over E)", () -> engine.apply(afterEarlier, over));
        D other = story.ask("d·L·(E under L)", () -> engine.apply(afterLater, under));
        story.sameDocuments("d·E·(L over E)", one, "d·L·(E under L)", other);
    }

    /** {@link Law#RUNS_CONVERGE}: any number of changes on both sides. */
    public void runsConverge(D document, List<C> committed, List<C> pending) {
        var story = new Story<>(Law.RUNS_CONVERGE, engine).document("document d", document);
        committed.forEach(change -> story.change("committed E", change));
        pending.forEach(change -> story.change("pending L", change));
        List<C> rest = pending;
        List<C> under = new ArrayList<>();
        for (C earlier : committed) {
            C moving = earlier;
            var carried = new ArrayList<C>();
            for (C later : rest) {
                C across = moving;
                carried.add(story.changeOf("L over E", () -> engine.transformOver(later, across)));
                moving = story.changeOf("E under L", () -> engine.transformUnder(across, later));
            }
            under.add(moving);
            rest = carried;
        }
        D one = applyAll(story, "d·E…·(L… over E…)", applyAll(story, "d·E…", document, committed), rest);
        D other = applyAll(story, "d·L…·(E… under L…)", applyAll(story, "d·L…", document, pending), under);
        story.sameDocuments("d·E…·(L… over)", one, "d·L…·(E… under)", other);
    }

    /** {@link Law#DIAMOND}. */
    public void diamond(C earlier, C later) {
        var story = new Story<>(Law.DIAMOND, engine).change("earlier E", earlier).change("later L", later);
        C over = story.changeOf("L over E", () -> engine.transformOver(later, earlier));
        C under = story.changeOf("E under L", () -> engine.transformUnder(earlier, later));
        C one = story.ask("E then (L over E)", () -> engine.compose(earlier, over));
        C other = story.ask("L then (E under L)", () -> engine.compose(later, under));
        story.sameChanges("E then (L over E)", one, "L then (E under L)", other);
    }

    /** {@link Law#COMPOSE_IS_APPLYING_TWICE}. */
    public void composeIsApplyingTwice(D document, C first, C next) {
        var story = new Story<>(Law.COMPOSE_IS_APPLYING_TWICE, engine).document("document d", document)
                .change("first A", first).change("next B", next);
        C both = story.changeOf("A then B", () -> engine.compose(first, next));
        D middle = story.documentOf("d·A", () -> engine.apply(document, first));
        D twice = story.ask("d·A·B", () -> engine.apply(middle, next));
        D once = story.ask("d·(A then B)", () -> engine.apply(document, both));
        story.sameDocuments("d·A·B", twice, "d·(A then B)", once);
    }

    /** {@link Law#COMPOSE_IS_ASSOCIATIVE}. */
    public void composeIsAssociative(C first, C second, C third) {
        var story = new Story<>(Law.COMPOSE_IS_ASSOCIATIVE, engine).change("first A", first).change("second B", second)
                .change("third C", third);
        C front = story.changeOf("A then B", () -> engine.compose(first, second));
        C back = story.changeOf("B then C", () -> engine.compose(second, third));
        C one = story.ask("(A then B) then C", () -> engine.compose(front, third));
        C other = story.ask("A then (B then C)", () -> engine.compose(first, back));
        story.sameChanges("(A then B) then C", one, "A then (B then C)", other);
    }

    /** {@link Law#IDENTITY_IS_NEUTRAL}. */
    public void identityIsNeutral(D document, C change) {
        var story = new Story<>(Law.IDENTITY_IS_NEUTRAL, engine).document("document d", document).change("A", change);
        C before = story.changeOf("1 on d", () -> engine.identity(document));
        D result = story.documentOf("d·A", () -> engine.apply(document, change));
        C after = story.changeOf("1 on d·A", () -> engine.identity(result));
        story.sameChanges("1 then A", story.ask("1 then A", () -> engine.compose(before, change)), "A", change);
        story.sameChanges("A then 1", story.ask("A then 1", () -> engine.compose(change, after)), "A", change);
        story.sameChanges("A over 1", story.ask("A over 1", () -> engine.transformOver(change, before)), "A", change);
        story.sameChanges("A under 1", story.ask("A under 1", () -> engine.transformUnder(change, before)), "A",
                change);
        story.sameChanges("1 over A", story.ask("1 over A", () -> engine.transformOver(before, change)), "1 on d·A",
                after);
        story.sameChanges("1 under A", story.ask("1 under A", () -> engine.transformUnder(before, change)), "1 on d·A",
                after);
    }

    /** {@link Law#INVERSE_RESTORES}. */
    public void inverseRestores(D document, C change) {
        var story = new Story<>(Law.INVERSE_RESTORES, engine).document("document d", document).change("A", change);
        C inverse = story.changeOf("A inverted on d", () -> engine.invert(change, document));
        D changed = story.documentOf("d·A", () -> engine.apply(document, change));
        D restored = story.ask("d·A·inverse", () -> engine.apply(changed, inverse));
        story.sameDocuments("d·A·inverse", restored, "d", document);
    }

    /** {@link Law#POSITIONS_FOLLOW_INSERTS}, for every position of the document. */
    public void positionsFollowInserts(D document, C change) {
        D result = new Story<>(Law.POSITIONS_FOLLOW_INSERTS, engine).document("document d", document)
                .change("A", change).ask("d·A", () -> engine.apply(document, change));
        for (int p = 0; p <= engine.length(document); p++) {
            int position = p;
            var story = new Story<>(Law.POSITIONS_FOLLOW_INSERTS, engine).document("document d", document)
                    .change("A", change).number("position p", position);
            C marker = story.changeOf("insert at p", () -> engine.insertion(document, position));
            int moved = story.ask("p moved along",
                    () -> engine.transformPosition(change, position, Tie.MOVE_AFTER_INSERT));
            story.number("p moved along", moved);
            story.sameChanges("insert, over A",
                    story.ask("insert, over A", () -> engine.transformOver(marker, change)),
                    "insert at p moved",
                    story.ask("insert at p moved", () -> engine.insertion(result, moved)));
            int stayed = story.ask("p staying",
                    () -> engine.transformPosition(change, position, Tie.STAY_BEFORE_INSERT));
            story.number("p staying", stayed);
            story.sameChanges("insert, under A",
                    story.ask("insert, under A", () -> engine.transformUnder(marker, change)),
                    "insert at p stayed",
                    story.ask("insert at p stayed", () -> engine.insertion(result, stayed)));
        }
    }

    /** {@link Law#POSITIONS_KEEP_THEIR_ORDER}; also: none leaves the document, and moving along never lands in front of staying. */
    public void positionsKeepTheirOrder(D document, C change) {
        var story = new Story<>(Law.POSITIONS_KEEP_THEIR_ORDER, engine).document("document d", document)
                .change("A", change);
        int length = engine.length(story.documentOf("d·A", () -> engine.apply(document, change)));
        int reached = 0;
        for (int p = 0; p <= engine.length(document); p++) {
            int position = p;
            int stayed = story.ask("p staying",
                    () -> engine.transformPosition(change, position, Tie.STAY_BEFORE_INSERT));
            int moved = story.ask("p moved along",
                    () -> engine.transformPosition(change, position, Tie.MOVE_AFTER_INSERT));
            if (stayed < reached || moved < stayed || moved > length) {
                throw story.number("position p", position).number("p staying", stayed).number("p moved along", moved)
                        .broken("The position before it stays at " + reached + "; the result has " + length
                                + " units.");
            }
            reached = stayed;
        }
    }

    /** {@link Law#ANSWERS_ARE_CANONICAL}. */
    public void answersAreCanonical(D document, C earlier, C next, C later) {
        var story = concurrent(Law.ANSWERS_ARE_CANONICAL, document, earlier, later).change("next, after E", next);
        requireCanonical(story, "L over E", () -> engine.transformOver(later, earlier));
        requireCanonical(story, "E under L", () -> engine.transformUnder(earlier, later));
        if (composes()) {
            requireCanonical(story, "E then next", () -> engine.compose(earlier, next));
        }
        if (claimed.contains(Law.INVERSE_RESTORES)) {
            requireCanonical(story, "E inverted", () -> engine.invert(earlier, document));
        }
        if (claimed.contains(Law.IDENTITY_IS_NEUTRAL)) {
            requireCanonical(story, "1 on d", () -> engine.identity(document));
        }
    }

    /** {@link Law#ARGUMENTS_STAY}, as far as {@link OtEngine#showDocument} and {@link OtEngine#showChange} show what they hold. */
    public void argumentsStay(D document, C earlier, C next, C later) {
        var story = new Story<>(Law.ARGUMENTS_STAY, engine);
        var verbs = new LinkedHashMap<String, Supplier<?>>();
        verbs.put("apply", () -> engine.apply(document, earlier));
        verbs.put("transformOver", () -> engine.transformOver(later, earlier));
        verbs.put("transformUnder", () -> engine.transformUnder(earlier, later));
        if (composes()) {
            verbs.put("compose", () -> engine.compose(earlier, next));
        }
        if (claimed.contains(Law.INVERSE_RESTORES)) {
            verbs.put("invert", () -> engine.invert(earlier, document));
        }
        Supplier<List<String>> shown = () -> List.of("d = " + engine.showDocument(document),
                "E = " + engine.showChange(earlier), "next = " + engine.showChange(next),
                "L = " + engine.showChange(later));
        List<String> before = shown.get();
        verbs.forEach((verb, call) -> {
            story.ask(verb, call);
            List<String> after = shown.get();
            if (!after.equals(before)) {
                throw story.broken(verb + " has changed what it was given.\n  before: " + String.join(", ", before)
                        + "\n  after:  " + String.join(", ", after));
            }
        });
    }

    private Story<D, C> concurrent(Law law, D document, C earlier, C later) {
        return new Story<>(law, engine).document("document d", document).change("earlier E", earlier)
                .change("later L", later);
    }

    private D applyAll(Story<D, C> story, String name, D document, List<C> run) {
        D reached = document;
        for (C change : run) {
            D before = reached;
            reached = story.documentOf(name, () -> engine.apply(before, change));
        }
        return reached;
    }

    private void requireCanonical(Story<D, C> story, String name, Supplier<C> question) {
        C answer = story.changeOf(name, question);
        engine.flaw(answer).ifPresent(flaw -> {
            throw story.broken(name + " is not canonical: " + flaw);
        });
    }

    private boolean composes() {
        return claimed.contains(Law.DIAMOND) || claimed.contains(Law.COMPOSE_IS_APPLYING_TWICE);
    }
}
