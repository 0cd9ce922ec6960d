package io.inkwell.persistence;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Bytes in the zlib format (RFC 1950), whole arrays at a time. */
final class Deflated {

    private static final int BUFFER_BYTES = 16 * 1024;
    /** Deflate makes at most 258 bytes out of two bits. */
    private static final long RATIO_MAX = 1_032;

    private Deflated() {}

    static byte[] deflate(byte[] bytes) {
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream deflated = new ByteArrayOutputStream(bytes.length / 2 + 64);
            byte[] buffer = new byte[BUFFER_BYTES];
            while (!deflater.finished()) {
                deflated.write(buffer, 0, deflater.deflate(buffer));
            }
            return deflated.toByteArray();
        }
    }

    /**
     * Inflates to exactly the stated length. A length that so few bytes cannot have is refused before memory is taken for
     * it.
     *
     * @throws DataFormatException if the input is damaged or has another length
     */
    static byte[] inflate(byte[] deflated, int length) throws DataFormatException {
        if (length > deflated.length * RATIO_MAX) {
            throw new DataFormatException(deflated.length + " bytes cannot inflate to " + length);
        }
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(deflated);
            byte[] bytes = new byte[length];
            int filled = 0;
            while (filled < length) {
                int read = inflater.inflate(bytes, filled, length - filled);
                if (read == 0) {
                    throw new DataFormatException("the stored bytes end after " + filled + " of " + length);
                }
                filled += read;
            }
            if (inflater.inflate(new byte[1]) != 0 || !inflater.finished() || inflater.getRemaining() != 0) {
                throw new DataFormatException("the stored bytes are longer than " + length);
            }
            return bytes;
        }
    }
}
