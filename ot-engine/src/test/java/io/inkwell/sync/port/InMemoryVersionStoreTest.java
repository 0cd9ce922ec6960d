package io.inkwell.sync.port;

class InMemoryVersionStoreTest extends VersionStoreContract {
    private final InMemoryStorage storage = new InMemoryStorage();

    @Override
    protected Storage storage() {
        return storage;
    }
}
