package io.inkwell.sync.port;

import io.inkwell.sync.Salvage;
import java.util.Map;

class InMemorySalvageStoreTest extends SalvageStoreContract {
    private final InMemorySalvageStore store = new InMemorySalvageStore();

    @Override
    protected SalvageStore store() {
        return store;
    }

    @Override
    protected Read read(String place) {
        InMemorySalvageStore.Kept kept = store.at(place).orElseThrow();
        Salvage salvage = kept.salvage();
        Map<Integer, String> authors = kept.authors();
        return new Read(salvage.document().value(), salvage.extent(),
                salvage.commits().stream().map(commit -> Line.of(commit, authors.get(commit.id().displayId())))
                        .toList(),
                salvage.last().revision(), salvage.last().document().toOps());
    }
}
