package io.inkwell.persistence;

import io.inkwell.sync.port.Storage;
import io.inkwell.sync.port.VersionStoreContract;

class HibernateVersionStoreTest extends VersionStoreContract {

    @Override
    protected Storage storage() {
        return PostgresStorage.shared();
    }
}
