package io.inkwell.sync.port;

class InMemoryRevisionLogTest extends RevisionLogContract {
    @Override
    protected Storage storage() {
        return new InMemoryStorage();
    }
}
