package io.inkwell.sync.port;

class InMemoryPersonDirectoryTest extends PersonDirectoryContract {
    @Override
    protected Storage storage() {
        return new InMemoryStorage();
    }
}
