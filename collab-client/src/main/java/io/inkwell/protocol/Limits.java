package io.inkwell.protocol;

/**
 * The limits a client needs to know, as told in document/init.
 *
 * @param operationBytesMax canonical UTF-8 bytes of one operation
 * @param componentsMax components of one operation in canonical form
 * @param attributesPerComponentMax attributes of one component
 * @param messageBytesMax UTF-8 bytes of one message
 * @param documentLengthMax UTF-16 units of a document
 */
public record Limits(int operationBytesMax, int componentsMax, int attributesPerComponentMax, int messageBytesMax,
        int documentLengthMax) {
    /** The limits of a server that was not told otherwise. */
    public static final Limits DEFAULT = new Limits(524_288, 10_000, 16, 1_048_576, 5_000_000);
}
