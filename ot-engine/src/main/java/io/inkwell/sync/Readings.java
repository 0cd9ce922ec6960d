package io.inkwell.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The readings of the log that have no answer yet, and why each was asked for; beside them, those who open and wait for the outcome of a key
 * before the log is read for them once more. Not thread safe.
 */
final class Readings {
    private final Map<Long, Reading> waiting = new LinkedHashMap<>();
    private final List<DocumentEvent.Open> postponed = new ArrayList<>();
    private long lastNumber;

    /** Why the log is read. */
    sealed interface Purpose {
        /** Somebody opens. */
        record Admit(DocumentEvent.Open open) implements Purpose {}

        /** An operation came from a newer base than memory knows. */
        record Judge(DocumentEvent.Submit submit) implements Purpose {}

        /** To find out what is stored, after a batch without success or because somebody saw another head. */
        record Resolve() implements Purpose {}
    }

    /**
     * A reading on its way.
     *
     * @param purpose why
     * @param knownRevision the head that memory held when it was asked for
     */
    record Reading(Purpose purpose, long knownRevision) {}

    /** Asks for what follows a revision. */
    DocumentEffect.ReadTail ask(Purpose purpose, long knownRevision, long delayMillis) {
        lastNumber++;
        waiting.put(lastNumber, new Reading(purpose, knownRevision));
        return switch (purpose) {
            case Purpose.Admit(DocumentEvent.Open open) -> new DocumentEffect.ReadTail(lastNumber, knownRevision,
                    open.displayId(), open.inFlight() == null ? null : open.inFlight().id(), delayMillis);
            case Purpose.Judge _,Purpose.Resolve _ ->
                new DocumentEffect.ReadTail(lastNumber, knownRevision, 0, null, delayMillis);
        };
    }

    /** A reading has its answer; absent if nobody wants it any more. */
    @Nullable
    Reading answered(long number) {
        return waiting.remove(number);
    }

    /**
     * A reading found no document.
     *
     * @throws BrokenChainException if anybody waits for it: there was one
     */
    void provesNothingIsThere(DocumentEvent.TailMissing missing, long headRevision) {
        if (answered(missing.reading()) != null)
            throw new BrokenChainException(headRevision, 0);
    }

    /** Nobody waits on this connection any more. */
    void forget(int connection) {
        waiting.values().removeIf(
                reading -> reading.purpose() instanceof Purpose.Admit admit && admit.open().connection() == connection);
        postponed.removeIf(open -> open.connection() == connection);
    }

    /** Somebody who opens waits for the outcome of the key in flight. */
    void postpone(DocumentEvent.Open open) {
        postponed.add(open);
    }

    /** Those who wait for such a key, and wait no longer. */
    List<DocumentEvent.Open> takePostponed(Predicate<SubmissionId> key) {
        List<DocumentEvent.Open> taken = postponed.stream()
                .filter(open -> open.inFlight() != null && key.test(open.inFlight().id())).toList();
        postponed.removeAll(taken);
        return taken;
    }

    /** The connections that wait to be let in. */
    List<Integer> opening() {
        Stream<DocumentEvent.Open> reading = waiting.values().stream().map(Reading::purpose)
                .filter(Purpose.Admit.class::isInstance).map(purpose -> ((Purpose.Admit) purpose).open());
        return Stream.concat(reading, postponed.stream()).map(DocumentEvent.Open::connection).toList();
    }

    void clear() {
        waiting.clear();
        postponed.clear();
    }

    boolean isEmpty() {
        return waiting.isEmpty() && postponed.isEmpty();
    }
}
