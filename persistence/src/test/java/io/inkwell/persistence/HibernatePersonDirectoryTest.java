package io.inkwell.persistence;

import io.inkwell.sync.port.PersonDirectoryContract;
import io.inkwell.sync.port.Storage;

class HibernatePersonDirectoryTest extends PersonDirectoryContract {

    @Override
    protected Storage storage() {
        return PostgresStorage.shared();
    }
}
