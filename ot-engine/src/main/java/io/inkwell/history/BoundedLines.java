package io.inkwell.history;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.ZipException;

/** Lines of bytes with bounds: whatever is at the other end, no more than one line is in memory. Not thread safe. */
final class BoundedLines {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream in;
    private final int lineBytesMax;
    private final long bytesMax;
    private final MessageDigest sha = DocumentFile.sha256();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int from;
    private int to;
    private byte[] line = new byte[1024];
    private long offset;
    private long lineOffset;
    private String digestBefore = "";

    BoundedLines(InputStream in, int lineBytesMax, long bytesMax) {
        this.in = in;
        this.lineBytesMax = lineBytesMax;
        this.bytesMax = bytesMax;
    }

    /** Where the line that was read last begins, in bytes of the unpacked file. */
    long lineOffset() {
        return lineOffset;
    }

    /** The SHA-256 of everything before the line that was read last. */
    String digestBefore() {
        return digestBefore;
    }

    /**
     * The next line, without its end.
     *
     * @param last whether it may be the last, so that the digest before it is wanted
     * @throws MalformedFileException if the file ends, is not gzip, or is larger than it may be
     */
    byte[] next(boolean last) throws IOException, MalformedFileException {
        lineOffset = offset;
        if (last)
            digestBefore = digest();
        int length = 0;
        while (true) {
            int unit = read();
            if (unit < 0)
                throw new MalformedFileException(
                        "The file ends at byte " + offset + " of the unpacked text, in the middle.");
            if (unit == '\n')
                break;
            if (length == lineBytesMax)
                throw new MalformedFileException("The line at byte " + lineOffset + " has more than " + lineBytesMax
                        + " bytes.");
            if (length == line.length)
                line = Arrays.copyOf(line, (int) Math.min(lineBytesMax, 2L * length));
            line[length++] = (byte) unit;
        }
        byte[] read = Arrays.copyOf(line, length);
        sha.update(read);
        sha.update((byte) '\n');
        return read;
    }

    /** @throws MalformedFileException if anything follows */
    void requireEnd() throws IOException, MalformedFileException {
        if (read() >= 0)
            throw new MalformedFileException("Something follows the last line.");
    }

    private int read() throws IOException, MalformedFileException {
        if (from == to) {
            try {
                to = in.read(buffer);
            } catch (EOFException | ZipException e) {
                throw new MalformedFileException(
                        "The file is damaged or ends after byte " + offset + " of the unpacked text.", e);
            }
            from = 0;
            if (to <= 0) {
                to = 0;
                return -1;
            }
        }
        if (++offset > bytesMax)
            throw new MalformedFileException("Unpacked, the file has more than " + bytesMax + " bytes.");
        return buffer[from++] & 0xFF;
    }

    private String digest() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) sha.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be copied", e);
        }
    }
}
