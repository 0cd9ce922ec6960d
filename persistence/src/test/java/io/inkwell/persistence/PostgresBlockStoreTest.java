package io.inkwell.persistence;

import io.inkwell.sync.port.BlockStoreContract;
import io.inkwell.sync.port.Storage;

class PostgresBlockStoreTest extends BlockStoreContract {

    @Override
    protected Storage storage() {
        return PostgresStorage.shared();
    }
}
