package io.inkwell.sync.port;

class InMemorySnapshotStoreTest extends SnapshotStoreContract {
    @Override
    protected Storage storage() {
        return new InMemoryStorage();
    }
}
