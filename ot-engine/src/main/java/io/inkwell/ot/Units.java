package io.inkwell.ot;

/** Sums of UTF-16 code units. Beside the exception and not in it, because the compiler inlines no method of an exception. */
final class Units {
    private Units() {}

    /**
     * The sum as an int.
     *
     * @throws OpRangeException when it is negative or beyond the range of int
     */
    static int requireInt(String what, long sum) {
        if (sum < 0 || sum > Integer.MAX_VALUE) {
            throw new OpRangeException(what, sum, Integer.MAX_VALUE);
        }
        return (int) sum;
    }
}
