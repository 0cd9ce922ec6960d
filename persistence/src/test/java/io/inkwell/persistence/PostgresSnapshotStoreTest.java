package io.inkwell.persistence;

import io.inkwell.sync.port.SnapshotStoreContract;
import io.inkwell.sync.port.Storage;

class PostgresSnapshotStoreTest extends SnapshotStoreContract {

    @Override
    protected Storage storage() {
        return PostgresStorage.shared();
    }
}
