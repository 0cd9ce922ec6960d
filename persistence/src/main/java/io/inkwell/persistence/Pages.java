package io.inkwell.persistence;

/** How much one answer holds. */
final class Pages {

    /** Smaller operations than this on average end a page by their number, so a page of empty ones ends too. */
    private static final int OPERATION_BYTES_MIN = 16;
    private static final long ROWS_MIN = 64;

    private Pages() {}

    /** The most rows that a page of so many bytes of operations may have. */
    static long rowsMax(int bytesMax) {
        return ROWS_MIN + bytesMax / OPERATION_BYTES_MIN;
    }
}
