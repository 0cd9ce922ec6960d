package io.inkwell.server;

import io.inkwell.sync.port.Archive;
import io.inkwell.sync.port.BlockStore;
import io.inkwell.sync.port.DocumentCatalog;
import io.inkwell.sync.port.HistoryReader;
import io.inkwell.sync.port.PersonDirectory;
import io.inkwell.sync.port.RevisionLog;
import io.inkwell.sync.port.SalvageStore;
import io.inkwell.sync.port.SessionStore;
import io.inkwell.sync.port.SnapshotStore;
import io.inkwell.sync.port.VersionStore;
import java.util.function.BooleanSupplier;

/**
 * Where everything is kept, as the ports everybody sees.
 *
 * @param catalog the documents
 * @param people the people
 * @param log what was edited
 * @param history reads what was edited
 * @param snapshots documents stored on the way
 * @param blocks composed history
 * @param sessions the clients
 * @param versions names of revisions
 * @param archive documents whole, for those who look after them
 * @param salvages what the log lost and a server still held
 * @param answers whether the store answers now; may block, never throws
 */
record Stores(DocumentCatalog catalog, PersonDirectory people, RevisionLog log, HistoryReader history,
        SnapshotStore snapshots, BlockStore blocks, SessionStore sessions, VersionStore versions,
        Archive archive, SalvageStore salvages,
        BooleanSupplier answers) {}
