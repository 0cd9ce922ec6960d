package io.inkwell.persistence;

import io.inkwell.sync.port.DocumentCatalogContract;
import io.inkwell.sync.port.Storage;

class HibernateDocumentCatalogTest extends DocumentCatalogContract {

    @Override
    protected Storage storage() {
        return PostgresStorage.shared();
    }
}
