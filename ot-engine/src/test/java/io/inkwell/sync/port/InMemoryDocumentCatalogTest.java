package io.inkwell.sync.port;

class InMemoryDocumentCatalogTest extends DocumentCatalogContract {
    @Override
    protected Storage storage() {
        return new InMemoryStorage();
    }
}
