package io.inkwell.persistence;

import io.inkwell.sync.port.SessionStoreContract;
import io.inkwell.sync.port.Storage;

class PostgresSessionStoreTest extends SessionStoreContract {

    @Override
    protected Storage storage() {
        return PostgresStorage.shared();
    }
}
