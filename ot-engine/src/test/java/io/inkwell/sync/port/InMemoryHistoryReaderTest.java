package io.inkwell.sync.port;

class InMemoryHistoryReaderTest extends HistoryReaderContract {
    @Override
    protected Storage storage() {
        return new InMemoryStorage();
    }
}
