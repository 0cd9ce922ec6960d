package io.inkwell.persistence;

import io.inkwell.sync.port.HistoryReaderContract;
import io.inkwell.sync.port.Storage;

class PostgresHistoryReaderTest extends HistoryReaderContract {

    @Override
    protected Storage storage() {
        return PostgresStorage.shared();
    }
}
