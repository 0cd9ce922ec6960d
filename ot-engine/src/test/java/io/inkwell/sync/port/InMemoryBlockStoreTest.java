package io.inkwell.sync.port;

class InMemoryBlockStoreTest extends BlockStoreContract {
    @Override
    protected Storage storage() {
        return new InMemoryStorage();
    }
}
