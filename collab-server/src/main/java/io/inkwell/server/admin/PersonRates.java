package io.inkwell.server.admin;

import io.inkwell.server.http.Problem;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import io.inkwell.server.security.MinuteRate;
import io.inkwell.sync.PersonId;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lets each person edit only so often by single requests, so that no program keeps the others waiting. Thread safe. */
final class PersonRates {
    /** Of more people those who have not edited for the longest time are forgotten, and start anew. */
    private static final int PEOPLE_MAX = 10_000;
    private static final boolean LAST_USED_LAST = true;

    private final int editsPerMinuteMax;
    private final InstantSource clock;
    private final Map<PersonId, MinuteRate> rates = new LinkedHashMap<>(16, 0.75f, LAST_USED_LAST) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PersonId, MinuteRate> eldest) {
            return size() > PEOPLE_MAX;
        }
    };

    PersonRates(int editsPerMinuteMax, InstantSource clock) {
        this.editsPerMinuteMax = editsPerMinuteMax;
        this.clock = clock;
    }

    /**
     * Counts an edit.
     *
     * @throws ProblemException if it is one too many for now
     */
    void count(PersonId person) throws ProblemException {
        MinuteRate rate;
        synchronized (rates) {
            rate = rates.computeIfAbsent(person, absent -> new MinuteRate(editsPerMinuteMax, clock));
        }
        if (!rate.tryPass()) {
            throw new ProblemException(Problem.of(ProblemCode.TOO_MANY_REQUESTS, "More than " + editsPerMinuteMax
                    + " edits a minute. Nothing was stored; send the same again in a moment, or put more into one operation.")
                    .withHeader("Retry-After", "1"));
        }
    }
}
