package io.inkwell.server.replay;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import io.inkwell.server.replay.Trace.Kind;
import io.inkwell.server.replay.Trace.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who sends what on which state, and what becomes of it: all of it known before anything is sent, because the order of the steps is that
 * of the trace.
 *
 * @param clients how many play
 * @param steps in the order of the log
 * @param endText the text after the last step
 */
public record Plan(int clients, List<Step> steps, String endText) {
    /** Copies the list. */
    public Plan {
        steps = List.copyOf(steps);
    }

    /**
     * One submission.
     *
     * @param client who sends it, from 0
     * @param base on the state after so many steps; at most the number of this step
     * @param submitted the operation on that state
     * @param stored the same operation as the log will hold it: on the state after all steps before this one
     */
    public record Step(int client, int base, Ops submitted, Ops stored) {}

    /**
     * The plan for a trace. A linear trace is dealt to the clients in turn, each step on the newest state. In a concurrent trace every agent
     * is a client, and sends on the oldest state the protocol permits: see {@link ConcurrentPlanner}.
     *
     * @param clients how many play a linear trace
     * @throws TraceException if the trace cannot be played, or does not end in its recorded text
     */
    public static Plan of(Trace trace, int clients) throws TraceException {
        Plan plan = trace.kind() == Kind.LINEAR ? linear(trace, clients) : ConcurrentPlanner.plan(trace);
        if (!plan.endText().equals(trace.endContent()))
            throw new TraceException(switch (trace.kind()) {
                case LINEAR ->
                    "This trace is broken: its transactions lead to another text than the one recorded as its end.";
                case CONCURRENT ->
                    "This trace cannot be played: in one order of revisions its transactions lead to another text than the one recorded as its end, "
                            + "as happens where two agents insert at one place, or at places that a deletion makes one.";
            });
        return plan;
    }

    private static Plan linear(Trace trace, int clients) throws TraceException {
        PatchText text = new PatchText("");
        List<Step> steps = new ArrayList<>(trace.transactions().size());
        for (Transaction transaction : trace.transactions()) {
            Delta change = text.apply(transaction.patches());
            if (change.isIdentity())
                continue;
            steps.add(new Step(steps.size() % clients, steps.size(), change.ops(), change.ops()));
        }
        return new Plan(clients, steps, text.toString());
    }

    /** The text after so many steps, for each of the numbers. */
    public Map<Integer, String> textsAfter(Collection<Integer> numbersOfSteps) {
        Map<Integer, String> texts = new TreeMap<>();
        Document document = Document.EMPTY;
        int at = 0;
        for (int wanted : new TreeSet<>(numbersOfSteps)) {
            for (; at < wanted; at++)
                document = document.apply(steps.get(at).stored().on(document.length()));
            texts.put(wanted, document.text());
        }
        return texts;
    }
}
