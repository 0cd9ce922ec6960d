package io.inkwell.client;

/**
 * What a client has been through.
 *
 * @param connections how often the server let it in; 1 when the first connection still stands
 * @param outcomesUnknown how often a connection was lost while an edit was in flight
 * @param outcomesStored how many of these edits turned out to be stored when the client was back; the others were sent again
 */
public record ClientStatistics(long connections, long outcomesUnknown, long outcomesStored) {}
