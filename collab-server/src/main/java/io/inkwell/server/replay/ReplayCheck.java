package io.inkwell.server.replay;

import io.inkwell.client.InkwellApi;
import io.inkwell.client.InkwellApi.TextContent;
import io.inkwell.sync.DocumentId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Compares what the server has, now and at random places of the history, with what the trace says. */
public final class ReplayCheck {
    private final InkwellApi api;
    private final DocumentId document;
    private final Plan plan;

    /** A check of one document after its replay. */
    public ReplayCheck(InkwellApi api, DocumentId document, Plan plan) {
        this.api = api;
        this.document = document;
        this.plan = plan;
    }

    /**
     * Compares.
     *
     * @param revisionsToCheck at how many random revisions the content is compared
     * @return what differs, in sentences; empty if nothing does
     */
    public List<String> differences(Replay.Result result, int revisionsToCheck, RandomGenerator random)
            throws IOException, InterruptedException {
        List<String> differences = new ArrayList<>();
        int steps = plan.steps().size();
        TextContent end = api.text(document);
        String ending = end.text().length() == plan.endText().length() + 1 && end.text().endsWith("\n") ? "\n" : "";
        if (!end.text().equals(plan.endText() + ending))
            differences.add("The text on the server is not the recorded one" + where(end.text(), plan.endText()));
        if (end.revision() != result.startRevision() + steps) {
            differences.add("The document has " + (end.revision() - result.startRevision()) + " new revisions, not "
                    + steps + ".");
        }
        for (int i = 0; i < result.screens().size(); i++) {
            String screen = result.screens().get(i);
            if (!screen.equals(end.text()))
                differences.add("The screen of client " + (i + 1) + " is not the text on the server"
                        + where(screen, end.text()));
        }
        Set<Integer> places = new TreeSet<>();
        for (int i = 0; i < revisionsToCheck && steps > 0; i++)
            places.add(random.nextInt(steps + 1));
        for (Map.Entry<Integer, String> expected : plan.textsAfter(places).entrySet()) {
            long revision = result.startRevision() + expected.getKey();
            TextContent then = api.text(document, revision);
            if (!then.text().equals(expected.getValue() + ending)) {
                differences.add("The text at revision " + revision + " is not what so many steps make"
                        + where(then.text(), expected.getValue()));
            }
        }
        return differences;
    }

    private static String where(String found, String expected) {
        int same = 0;
        while (same < Math.min(found.length(), expected.length()) && found.charAt(same) == expected.charAt(same))
            same++;
        return ": " + found.length() + " units instead of " + expected.length() + ", different from unit " + same
                + " on.";
    }
}
