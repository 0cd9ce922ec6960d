package io.inkwell.sync.port;

import io.inkwell.sync.Salvage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A salvage store for tests: keeps everything in the order it came, until the process ends. Thread safe. */
public final class InMemorySalvageStore implements SalvageStore {
    private final List<Kept> kept = new ArrayList<>();

    /**
     * What was kept once.
     *
     * @param salvage what was to be kept
     * @param authors the names that were known
     */
    public record Kept(Salvage salvage, Map<Integer, String> authors) {}

    @Override
    public synchronized String keep(Salvage salvage, Map<Integer, String> authors) {
        kept.add(new Kept(salvage, Map.copyOf(authors)));
        return "salvage " + kept.size();
    }

    /** Everything that was kept, oldest first. */
    public synchronized List<Kept> kept() {
        return List.copyOf(kept);
    }

    /** What was kept under the name that {@link #keep} gave. */
    synchronized Optional<Kept> at(String place) {
        for (int i = 0; i < kept.size(); i++) {
            if (place.equals("salvage " + (i + 1)))
                return Optional.of(kept.get(i));
        }
        return Optional.empty();
    }
}
