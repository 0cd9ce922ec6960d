package io.inkwell.server.config;

import java.lang.reflect.RecordComponent;

/**
 * Every limit of the server. A client needs to know the first six and is told them when it opens a document.
 *
 * <p>
 * {@link LimitsFile} reads other values than the defaults from the data folder, under the names of these components.
 *
 * @param operationBytesMax the largest operation, in bytes of its canonical JSON
 * @param componentsMax the most components of an operation in its canonical form
 * @param attributesPerComponentMax the most attributes of a component
 * @param messageBytesMax the largest WebSocket message, in bytes
 * @param documentLengthMax the longest document, in UTF-16 units
 * @param titleLengthMax the longest title of a document, in UTF-16 units
 * @param nameLengthMax the longest name of a person, in UTF-16 units
 * @param jsonDepthMax the deepest nesting of JSON
 * @param jsonNumberDigitsMax the longest number in JSON, in characters
 * @param jsonNameLengthMax the longest member name in JSON, in UTF-16 units
 * @param batchOperationsMax the most operations in one commit
 * @param batchBytesMax the most bytes of operations in one commit; a single operation always fits
 * @param transformRevisionsMax over how many revisions an operation is transformed before its sender has to rebase it
 * @param transformBytesMax over how many bytes of operations likewise
 * @param openMillisMax how long a connection may wait with its first message
 * @param pingIntervalMillis how often the server pings a connection
 * @param silenceMillisMax after so long without a complete message or pong a connection is closed
 * @param sendMillisMax how long one send to a connection may take
 * @param frameBytesMax where the server cuts what it sends into frames; a larger single commit goes alone
 * @param lagRevisionsMax how many revisions a connection may lag behind for {@code lagMillisMax}
 * @param lagBytesMax how many bytes of operations likewise
 * @param lagMillisMax for how long
 * @param badMessagesMax so many bad messages within {@code badMessagesWindowMillis} close a connection
 * @param badMessagesWindowMillis see there
 * @param messagesPerSecondMax lasting rate of messages of one connection
 * @param messagesBurstMax how many messages may come at once
 * @param receivedBytesPerSecondMax lasting rate of bytes of one connection
 * @param rateDelayMillisMax how long a connection that is too fast is made to wait before it is closed instead
 * @param connectionsPerPersonAndDocumentMax connections of one person to one document
 * @param connectionsPerPersonMax connections of one person
 * @param connectionsPerDocumentMax connections to one document
 * @param connectionsMax connections to this server
 * @param waitingBytesPerDocumentMax the most bytes of operations that wait for the database in one document
 * @param requestHeaderBytesMax the largest header block of an HTTP request
 * @param requestBodyBytesMax the largest body of an HTTP request
 * @param requestBytesPerSecondMin a request body that comes slower is given up
 * @param requestIdleMillisMax after so long without a byte an HTTP connection is closed
 * @param pageSizeMax the most entries of one page of a list
 * @param attributionEntriesMax the most runs or steps in one answer about who wrote what
 * @param invitationSecondsMax how long an invitation may be valid
 * @param signInsPerMinuteMax how many people may sign in or join within a minute, all together
 * @param programEditsPerMinuteMax how often one person may edit by single requests within a minute
 * @param programWaitMillisMax how long a request that edits waits for its outcome
 * @param idempotencyKeyLengthMax the longest Idempotency-Key, in characters
 * @param revertRevisionsMax how many revisions may lie between the start of a range whose edits are taken back and the head
 * @param stopMillisMax how long a stop may take before the process ends anyway
 */
public record Limits(int operationBytesMax, int componentsMax, int attributesPerComponentMax, int messageBytesMax,
        int documentLengthMax,
        int titleLengthMax, int nameLengthMax, int jsonDepthMax, int jsonNumberDigitsMax, int jsonNameLengthMax,
        int batchOperationsMax,
        int batchBytesMax, int transformRevisionsMax, int transformBytesMax, int openMillisMax, int pingIntervalMillis,
        int silenceMillisMax,
        int sendMillisMax, int frameBytesMax, int lagRevisionsMax, int lagBytesMax, int lagMillisMax,
        int badMessagesMax,
        int badMessagesWindowMillis, int messagesPerSecondMax, int messagesBurstMax, int receivedBytesPerSecondMax,
        int rateDelayMillisMax,
        int connectionsPerPersonAndDocumentMax, int connectionsPerPersonMax, int connectionsPerDocumentMax,
        int connectionsMax,
        int waitingBytesPerDocumentMax, int requestHeaderBytesMax, int requestBodyBytesMax,
        int requestBytesPerSecondMin,
        int requestIdleMillisMax, int pageSizeMax, int attributionEntriesMax, int invitationSecondsMax,
        int signInsPerMinuteMax, int programEditsPerMinuteMax, int programWaitMillisMax,
        int idempotencyKeyLengthMax, int revertRevisionsMax,
        int stopMillisMax) {
    private static final int KIBI = 1_024;
    private static final int MEBI = 1_024 * KIBI;
    private static final int SECOND = 1_000;

    /** The limits of a server that was told nothing else. */
    public static final Limits DEFAULT = new Limits(512 * KIBI, 10_000, 16, MEBI, 5_000_000,
            200, 80, 8, 19, 256, 200,
            MEBI, 2_000, MEBI, 10 * SECOND, 25 * SECOND, 50 * SECOND,
            30 * SECOND, 256 * KIBI, 5_000, 4 * MEBI, 5 * SECOND, 10,
            60 * SECOND, 100, 200, MEBI, SECOND,
            5, 50, 1_000, 10_000,
            MEBI, 8 * KIBI, MEBI, KIBI,
            30 * SECOND, 200, 20_000, 366 * 24 * 3_600, 120,
            6_000, 10 * SECOND, 200, 20_000, 20 * SECOND);

    /** @throws IllegalArgumentException if a limit is 0 or less, or the largest operation does not fit into a message */
    public Limits {
        for (int limit : new int[]{operationBytesMax, componentsMax, attributesPerComponentMax, messageBytesMax,
            documentLengthMax,
            titleLengthMax, nameLengthMax, jsonDepthMax, jsonNumberDigitsMax, jsonNameLengthMax, batchOperationsMax,
            batchBytesMax,
            transformRevisionsMax, transformBytesMax, openMillisMax, pingIntervalMillis, silenceMillisMax,
            sendMillisMax, frameBytesMax,
            lagRevisionsMax, lagBytesMax, lagMillisMax, badMessagesMax, badMessagesWindowMillis, messagesPerSecondMax,
            messagesBurstMax,
            receivedBytesPerSecondMax, rateDelayMillisMax, connectionsPerPersonAndDocumentMax, connectionsPerPersonMax,
            connectionsPerDocumentMax, connectionsMax, waitingBytesPerDocumentMax, requestHeaderBytesMax,
            requestBodyBytesMax,
            requestBytesPerSecondMin, requestIdleMillisMax, pageSizeMax, attributionEntriesMax, invitationSecondsMax,
            signInsPerMinuteMax, programEditsPerMinuteMax, programWaitMillisMax, idempotencyKeyLengthMax,
            revertRevisionsMax,
            stopMillisMax}) {
            if (limit < 1)
                throw new IllegalArgumentException("every limit is 1 or more, one is " + limit);
        }
        if (operationBytesMax >= messageBytesMax) {
            throw new IllegalArgumentException("an operation of operationBytesMax=" + operationBytesMax
                    + " bytes does not fit into a message of messageBytesMax=" + messageBytesMax + " bytes");
        }
    }

    /** The value of a component by its name, for printing. */
    static int valueOf(RecordComponent component, Limits limits) {
        try {
            return (int) component.getAccessor().invoke(limits);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's accessor is always there: " + component.getName(), e);
        }
    }
}
