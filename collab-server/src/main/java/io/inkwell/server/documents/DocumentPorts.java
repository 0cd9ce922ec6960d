package io.inkwell.server.documents;

import io.inkwell.history.Attribution;
import io.inkwell.sync.port.DocumentCatalog;
import io.inkwell.sync.port.HistoryReader;
import io.inkwell.sync.port.RevisionLog;
import io.inkwell.sync.port.SalvageStore;
import io.inkwell.sync.port.SessionStore;
import io.inkwell.sync.port.SnapshotStore;

/**
 * What an open document needs from the outside.
 *
 * @param log the truth
 * @param snapshots documents stored on the way
 * @param history the past
 * @param sessions who a client is
 * @param catalog which documents there are
 * @param salvages where people find what the log lost
 * @param attribution keeps composed what is stored
 */
public record DocumentPorts(RevisionLog log, SnapshotStore snapshots, HistoryReader history, SessionStore sessions,
        DocumentCatalog catalog, SalvageStore salvages, Attribution attribution) {}
