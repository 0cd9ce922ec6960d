package io.inkwell.sync.port;

class InMemorySessionStoreTest extends SessionStoreContract {
    @Override
    protected Storage storage() {
        return new InMemoryStorage();
    }
}
