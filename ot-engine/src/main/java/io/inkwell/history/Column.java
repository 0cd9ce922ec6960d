package io.inkwell.history;

import java.util.Arrays;

/**
 * Whole numbers as bytes, seven bits in each, the lowest first, as in Protocol Buffers' varint; signed ones folded so that small ones of
 * either sign stay short. Not thread safe.
 */
final class Column {
    private static final int MORE = 0x80;
    private static final int LOW_BITS = 0x7F;

    private byte[] bytes = new byte[256];
    private int size;

    void addUnsigned(long value) {
        long rest = value;
        while (rest >= MORE || rest < 0) {
            addByte((byte) (rest | MORE));
            rest >>>= 7;
        }
        addByte((byte) rest);
    }

    void addSigned(long value) {
        addUnsigned((value << 1) ^ (value >> 63));
    }

    /** The length of the bytes, then the bytes. */
    void addBytes(byte[] more) {
        addUnsigned(more.length);
        addAll(more, more.length);
    }

    /** The length of the other column, then all of it. */
    void addColumn(Column other) {
        addUnsigned(other.size);
        addAll(other.bytes, other.size);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void addByte(byte value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        bytes[size++] = value;
    }

    private void addAll(byte[] more, int length) {
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + length));
        }
        System.arraycopy(more, 0, bytes, size, length);
        size += length;
    }

    /** Reads what a column holds. Every method throws IllegalArgumentException where the bytes end too early. Not thread safe. */
    static final class Reader {
        private final byte[] bytes;
        private final int end;
        private int at;

        Reader(byte[] bytes) {
            this(bytes, 0, bytes.length);
        }

        private Reader(byte[] bytes, int from, int end) {
            this.bytes = bytes;
            this.at = from;
            this.end = end;
        }

        long nextUnsigned() {
            long value = 0;
            for (int shift = 0; shift < Long.SIZE; shift += 7) {
                if (at == end) {
                    throw new IllegalArgumentException("the stored change ends within a number");
                }
                byte next = bytes[at++];
                value |= (long) (next & LOW_BITS) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw new IllegalArgumentException("a number of the stored change is too long");
        }

        long nextSigned() {
            long folded = nextUnsigned();
            return (folded >>> 1) ^ -(folded & 1);
        }

        int nextInt() {
            long value = nextUnsigned();
            if (value < 0 || value > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("a number of the stored change is " + value);
            }
            return (int) value;
        }

        byte[] nextBytes() {
            int from = skip(nextInt());
            return Arrays.copyOfRange(bytes, from, at);
        }

        Reader nextColumn() {
            int from = skip(nextInt());
            return new Reader(bytes, from, at);
        }

        void requireEnd() {
            if (at != end) {
                throw new IllegalArgumentException("something follows the stored change");
            }
        }

        private int skip(int length) {
            if (length > end - at) {
                throw new IllegalArgumentException("the stored change ends too early");
            }
            int from = at;
            at += length;
            return from;
        }
    }
}
