package io.inkwell.persistence;

import io.inkwell.sync.port.RevisionLogContract;
import io.inkwell.sync.port.Storage;

class PostgresRevisionLogTest extends RevisionLogContract {

    @Override
    protected Storage storage() {
        return PostgresStorage.shared();
    }
}
