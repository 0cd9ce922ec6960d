package io.inkwell.sync;

import io.inkwell.sync.DocumentEvent.Position;
import org.jspecify.annotations.Nullable;

/**
 * How a replica has to open the document, now.
 *
 * @param clientId the identity to go on with; absent: a new one is wanted
 * @param from where this replica stands; absent: it has nothing
 * @param inFlight the operation that was sent and whose outcome is unknown
 * @param formerClientId the lost identity it was sent under, if so
 */
public record OpenRequest(@Nullable ClientId clientId, @Nullable Position from, @Nullable InFlight inFlight,
        @Nullable ClientId formerClientId) {}
