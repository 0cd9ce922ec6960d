package io.inkwell.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.server.replay.Plan.Step;
import io.inkwell.server.replay.Trace.Kind;
import io.inkwell.server.replay.Trace.Patch;
import io.inkwell.server.replay.Trace.Transaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Random concurrent traces against a model that knows nothing of operations: every character ever typed has one place in one list, a state is a
 * set of transactions, its text are the characters they typed and did not delete. Nobody types where somebody else, unseen, has typed, and
 * nobody ever deletes what stands beside something typed: so two insertions never come to the same place, and there is one right text for
 * every state.
 */
class ConcurrentPlansKeepEveryPlaceProperties {
    private static final int TRANSACTIONS = 60;

    @Property(tries = 300)
    void thePlanEndsInTheModelsText(@ForAll long seed, @ForAll @IntRange(min = 2, max = 4) int agents)
            throws TraceException {
        Model model = new Model(agents, new Random(seed));
        for (int i = 0; i < TRANSACTIONS; i++)
            model.write();
        Trace trace = model.trace();
        Plan plan = Plan.of(trace, 1);
        assertThat(plan.endText()).isEqualTo(trace.endContent());
        assertThat(plan.textsAfter(Set.of(plan.steps().size()))).containsValue(trace.endContent());
        assertThatAServerMakesWhatThePlanSays(plan);
    }

    /** A server transforms each submission over everything after its base. */
    private static void assertThatAServerMakesWhatThePlanSays(Plan plan) {
        List<Document> states = new ArrayList<>(List.of(Document.EMPTY));
        List<Delta> log = new ArrayList<>();
        int[] lastOwn = new int[plan.clients()];
        for (Step step : plan.steps()) {
            assertThat(step.base()).isBetween(lastOwn[step.client()], log.size());
            Delta op = step.submitted().on(states.get(step.base()).length());
            assertThat(op.isIdentity()).isFalse();
            for (Delta earlier : log.subList(step.base(), log.size()))
                op = op.transformOver(earlier);
            assertThat(op.ops()).isEqualTo(step.stored());
            states.add(states.getLast().apply(op));
            log.add(op);
            lastOwn[step.client()] = log.size();
        }
    }

    /** A character with its place in the one list. */
    private record Typed(String text, int transaction, Set<Integer> deletedBy) {}

    private static final class Model {
        private final Random random;
        private final List<Typed> places = new ArrayList<>();
        private final List<Transaction> transactions = new ArrayList<>();
        private final List<Set<Integer>> states;
        private final Set<Typed> pinned = Collections.newSetFromMap(new IdentityHashMap<>());
        private int typed;

        Model(int agents, Random random) {
            this.random = random;
            this.states = new ArrayList<>();
            for (int i = 0; i < agents; i++)
                states.add(new HashSet<>());
        }

        /** Some agent takes in some more of what the others wrote, in order, and writes. */
        void write() {
            int agent = transactions.isEmpty() ? 0 : random.nextInt(states.size());
            Set<Integer> state = states.get(agent);
            int more = random.nextInt(4) == 0 ? transactions.size() : random.nextInt(3);
            for (int i = 0; i < transactions.size() && more > 0; i++) {
                if (state.add(i))
                    more--;
            }
            int number = transactions.size();
            List<Integer> parents = List.copyOf(state);
            List<Patch> patches = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--)
                patch(state, number, patches);
            state.add(number);
            transactions.add(new Transaction(agent, parents, patches));
        }

        private void patch(Set<Integer> state, int number, List<Patch> patches) {
            Set<Integer> seen = new HashSet<>(state);
            seen.add(number);
            List<Typed> visible = places.stream().filter(place -> isVisible(place, seen)).toList();
            int position = random.nextInt(visible.size() + 1);
            int deleted = Math.min(random.nextInt(3), visible.size() - position);
            if (visible.subList(position, position + deleted).stream().anyMatch(pinned::contains))
                deleted = 0;
            visible.subList(position, position + deleted).forEach(place -> place.deletedBy().add(number));
            int place = position == 0 ? 0 : places.indexOf(visible.get(position - 1)) + 1;
            boolean undisputed = deleted == 0 && isKept(place - 1, seen) && isKept(place, seen);
            String inserted = undisputed ? character() + character() : "";
            if (undisputed) {
                if (place > 0)
                    pinned.add(places.get(place - 1));
                if (place < places.size())
                    pinned.add(places.get(place));
                int half = inserted.offsetByCodePoints(0, 1);
                places.add(place, new Typed(inserted.substring(half), number, new HashSet<>()));
                places.add(place, new Typed(inserted.substring(0, half), number, new HashSet<>()));
            }
            patches.add(new Patch(position, deleted, inserted));
        }

        private boolean isKept(int place, Set<Integer> seen) {
            return place < 0 || place == places.size()
                    || (isVisible(places.get(place), seen) && places.get(place).deletedBy().isEmpty());
        }

        private static boolean isVisible(Typed place, Set<Integer> seen) {
            return seen.contains(place.transaction()) && place.deletedBy().stream().noneMatch(seen::contains);
        }

        private String character() {
            typed++;
            return Character.toString(typed % 3 == 0 ? 0x1F300 + typed : 0x4E00 + typed);
        }

        Trace trace() {
            String end = places.stream().filter(place -> place.deletedBy().isEmpty()).map(Typed::text)
                    .collect(Collectors.joining());
            return new Trace(Kind.CONCURRENT, end, states.size(), transactions);
        }
    }
}
