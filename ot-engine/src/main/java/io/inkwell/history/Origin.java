package io.inkwell.history;

/**
 * The revision that something in a document comes from.
 *
 * @param revision its number, 1 or more
 * @param displayId the public number of the client who made it
 * @param atMillis when it was made, milliseconds since 1970
 */
public record Origin(long revision, int displayId, long atMillis) {}
