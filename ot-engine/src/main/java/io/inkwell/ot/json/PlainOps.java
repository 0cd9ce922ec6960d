package io.inkwell.ot.json;

import io.inkwell.ot.Ops;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads what most operations of a log are - a keystroke: short, ASCII, without attributes, escapes or white space - in one walk over its bytes. A
 * whole history is read at a third of the cost by that. Whatever looks different in any way is left to the reader of all operations, so this one
 * never refuses anything. Not thread safe.
 */
final class PlainOps {
    private static final int BYTES_MAX = 128;
    /** Two of these never add up to more than an int counts. */
    private static final int DIGITS_MAX = 9;
    private static final int LENGTHS_MAX = 2;
    private static final byte[] RETAIN = "{\"retain\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DELETE = "{\"delete\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] INSERT = "{\"insert\":\"".getBytes(StandardCharsets.US_ASCII);

    private final byte[] utf8;
    private final Ops.Builder ops = Ops.builder();
    private int at = 1;
    private int lengths;

    private PlainOps(byte[] utf8) {
        this.utf8 = utf8;
    }

    /** The operation, or null where it is not of the plain form. */
    static @Nullable Ops read(byte[] utf8) {
        if (utf8.length < 2 || utf8.length > BYTES_MAX || utf8[0] != '[')
            return null;
        return new PlainOps(utf8).readAll();
    }

    private @Nullable Ops readAll() {
        do {
            if (!readComponent())
                return null;
        } while (takes(','));
        return takes(']') && at == utf8.length ? ops.build() : null;
    }

    private boolean readComponent() {
        if (takes(INSERT))
            return readText() && takes('}');
        boolean retain = takes(RETAIN);
        if (!retain && !takes(DELETE))
            return false;
        int length = readLength();
        if (length == 0 || ++lengths > LENGTHS_MAX || !takes('}'))
            return false;
        if (retain) {
            ops.retain(length);
        } else {
            ops.delete(length);
        }
        return true;
    }

    private boolean readText() {
        int from = at;
        while (at < utf8.length && utf8[at] >= ' ' && utf8[at] < 0x7F && utf8[at] != '"' && utf8[at] != '\\')
            at++;
        ops.insert(new String(utf8, from, at - from, StandardCharsets.ISO_8859_1));
        return takes('"');
    }

    /** A number without leading zeros; 0 where there is none, or a larger one than is plain. */
    private int readLength() {
        int from = at;
        int length = 0;
        while (at < utf8.length && at - from < DIGITS_MAX && utf8[at] >= '0' && utf8[at] <= '9')
            length = 10 * length + utf8[at++] - '0';
        return at == from || utf8[from] == '0' ? 0 : length;
    }

    private boolean takes(char expected) {
        boolean found = at < utf8.length && utf8[at] == expected;
        if (found)
            at++;
        return found;
    }

    private boolean takes(byte[] expected) {
        if (at + expected.length > utf8.length)
            return false;
        for (int i = 0; i < expected.length; i++) {
            if (utf8[at + i] != expected[i])
                return false;
        }
        at += expected.length;
        return true;
    }
}
