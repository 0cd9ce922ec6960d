package io.inkwell.sync;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.sync.DocumentEvent.Position;
import io.inkwell.sync.ReplicaEvent.Identity;
import org.jspecify.annotations.Nullable;

/**
 * All that a replica has to be given back after its program ended. To be stored as one whole after every edit of the person and before
 * anything is sent; commits of others need not be stored, an older whole record is as good. Never mixed out of two: the operation in flight and the
 * buffer belong to exactly this revision.
 *
 * @param identity who the client is here; absent if that was lost
 * @param formerIdentity the lost identity under which the operation in flight was sent
 * @param lastSeq the highest sequence number known to be stored
 * @param position the revision
 * @param content the document at that revision
 * @param inFlight the operation without an answer
 * @param sent whether it ever left; if not, no server knows its key
 * @param buffer what was typed since
 */
public record StoredReplica(@Nullable Identity identity, @Nullable Identity formerIdentity, int lastSeq,
        Position position, Document content, @Nullable InFlight inFlight, boolean sent, @Nullable Delta buffer) {}
