package io.inkwell.server.replay;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.server.replay.Plan.Step;
import io.inkwell.server.replay.Trace.Transaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Plans a concurrent trace for a server with one order of revisions. The order is that of the file.
 *
 * <p>
 * What is possible. A transaction was made on the state of its parents, merged. A client of this protocol sees the log up to some revision
 * plus its own later edits, nothing else. So a transaction can be played exactly where its parents' state is such a state: <em>some first part
 * of what the others did, in the order of the log, plus everything the agent did itself</em>. With two agents it always is. With three or more
 * it is not where an agent saw a later transaction of one agent but not an earlier one of another: such a trace is refused, with a sentence.
 *
 * <p>
 * What is sent. The protocol lets a client send on a revision that contains all its own earlier submissions, with one in flight. So the base
 * of a transaction is the newest of: the last thing of others that its parents' state contains, the agent's own last step, and (so that the
 * server never has to burn a key) {@value #LAG_MAX} steps ago. Where the agent's own last step lies behind things of others that the agent had
 * not seen, the transaction is carried over those here, one at a time, as every client carries its buffer; the rest of the way to the head is
 * the server's.
 */
final class ConcurrentPlanner {
    /** How many steps a base lies behind the head at most. */
    static final int LAG_MAX = 1_000;

    /*
     * Two counts run here. An "entry" is a transaction of the file; "entries" is the log with a place for every one of them. A "step" is an entry that
     * is sent: one that changes something on the state it is sent on. An entry that does not (an empty transaction, or a deletion of what
     * is gone by then) has the identity in its place.
     */
    private final Trace trace;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final View[] views;
    private final int[][] seenAfter;
    private Document head = Document.EMPTY;

    /** A transaction as the log holds it; {@code stepsBefore} of the log's steps come before it. */
    private record Entry(int agent, Delta stored, int stepsBefore) {}

    private ConcurrentPlanner(Trace trace) {
        this.trace = trace;
        this.views = new View[trace.agents()];
        for (int agent = 0; agent < views.length; agent++)
            views[agent] = new View(agent);
        this.seenAfter = new int[trace.transactions().size()][];
    }

    static Plan plan(Trace trace) throws TraceException {
        ConcurrentPlanner planner = new ConcurrentPlanner(trace);
        for (int number = 0; number < trace.transactions().size(); number++)
            planner.add(number);
        return new Plan(trace.agents(), planner.steps, planner.head.text());
    }

    private void add(int number) throws TraceException {
        Transaction transaction = trace.transactions().get(number);
        View view = views[transaction.agent()];
        int[] seen = seenBy(transaction, number);
        view.show(seen, number);
        PatchText text = new PatchText(view.screen.text());
        Delta change = text.apply(transaction.patches());

        int base = view.pending.isEmpty() ? view.position : view.lastOwn + 1;
        Delta submitted = view.carriedTo(base, change);
        for (; base < entries.size() && steps.size() - stepsBefore(base) > LAG_MAX; base++) {
            submitted = submitted.transformOver(entries.get(base).stored());
        }
        Delta stored = submitted;
        for (Entry entry : entries.subList(base, entries.size()))
            stored = stored.transformOver(entry.stored());

        boolean sent = !submitted.isIdentity();
        if (!sent)
            stored = Delta.identity(head.length());
        view.typed(change, entries.size());
        entries.add(new Entry(transaction.agent(), stored, steps.size()));
        if (sent)
            steps.add(new Step(transaction.agent(), stepsBefore(base), submitted.ops(), stored.ops()));
        head = head.apply(stored);
        seen[transaction.agent()]++;
        seenAfter[number] = seen;
    }

    private int stepsBefore(int entry) {
        return entry < entries.size() ? entries.get(entry).stepsBefore() : steps.size();
    }

    /** How many transactions of each agent the parents' state contains. */
    private int[] seenBy(Transaction transaction, int number) throws TraceException {
        int[] seen = new int[views.length];
        for (int parent : transaction.parents()) {
            for (int agent = 0; agent < seen.length; agent++)
                seen[agent] = Math.max(seen[agent], seenAfter[parent][agent]);
        }
        View own = views[transaction.agent()];
        if (seen[transaction.agent()] != own.typed) {
            throw new TraceException("This trace is broken: transaction " + number + " of agent " + transaction.agent()
                    + " was made without the agent's own earlier ones.");
        }
        return seen;
    }

    /** What one agent sees: the log up to a position, then its own later transactions as it made them. */
    private final class View {
        private final int agent;
        private final int[] shown;
        private final Deque<Delta> pending = new ArrayDeque<>();
        private Document screen = Document.EMPTY;
        private int position;
        private int typed;
        private int lastOwn = -1;

        View(int agent) {
            this.agent = agent;
            this.shown = new int[trace.agents()];
        }

        /** Takes in as much of the log as the wanted state needs. */
        void show(int[] wanted, int number) throws TraceException {
            int missing = 0;
            for (int other = 0; other < wanted.length; other++)
                missing += other == agent ? 0 : wanted[other] - shown[other];
            while (position < entries.size() && (missing > 0 || entries.get(position).agent() == agent)) {
                Entry entry = entries.get(position);
                if (entry.agent() != agent) {
                    missing--;
                    shown[entry.agent()]++;
                }
                takeIn(entry);
            }
            shown[agent] = wanted[agent];
            if (missing != 0 || !Arrays.equals(shown, wanted))
                throw unreachable(wanted, number);
        }

        private TraceException unreachable(int[] wanted, int number) {
            return new TraceException("This trace cannot be played: transaction " + number + " of agent " + agent
                    + " was made on a state that holds " + Arrays.toString(wanted)
                    + " transactions of the agents; the log, in the order of the file, has "
                    + Arrays.toString(shown)
                    + " at that place. A server with one order of revisions cannot show the one without the other.");
        }

        private void takeIn(Entry entry) {
            position++;
            if (entry.agent() == agent) {
                pending.removeFirst();
                return;
            }
            Delta change = entry.stored();
            for (int i = pending.size(); i > 0; i--) {
                Delta own = pending.removeFirst();
                pending.addLast(own.transformOver(change));
                change = change.transformUnder(own);
            }
            screen = screen.apply(change);
        }

        /** A change of this screen, on the log up to an entry that lies behind all own ones. */
        Delta carriedTo(int base, Delta change) {
            Deque<Delta> own = new ArrayDeque<>(pending);
            Delta carried = change;
            for (Entry entry : entries.subList(position, base)) {
                if (entry.agent() == agent) {
                    own.removeFirst();
                    continue;
                }
                Delta other = entry.stored();
                for (int i = own.size(); i > 0; i--) {
                    Delta mine = own.removeFirst();
                    own.addLast(mine.transformOver(other));
                    other = other.transformUnder(mine);
                }
                carried = carried.transformOver(other);
            }
            return carried;
        }

        void typed(Delta change, int entry) {
            screen = screen.apply(change);
            pending.addLast(change);
            lastOwn = entry;
            typed++;
        }
    }
}
