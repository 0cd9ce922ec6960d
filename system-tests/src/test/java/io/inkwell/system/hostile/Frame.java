package io.inkwell.system.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One WebSocket frame as a client writes it, right or deliberately wrong. Immutable. */
final class Frame {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int FINAL = 0x80;
    private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};

    private final int firstByte;
    private final boolean masked;
    private final long declaredLength;
    private final byte[] payload;

    private Frame(int firstByte, boolean masked, long declaredLength, byte[] payload) {
        this.firstByte = firstByte;
        this.masked = masked;
        this.declaredLength = declaredLength;
        this.payload = payload;
    }

    /** A complete, masked frame of any kind, the unknown ones included. */
    static Frame of(int opcode, byte... payload) {
        return new Frame(FINAL | opcode, true, payload.length, payload);
    }

    static Frame text(String text) {
        return of(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    static Frame ping(int bytes) {
        return of(PING, new byte[bytes]);
    }

    static Frame close(int code) {
        return of(CLOSE, (byte) (code >> 8), (byte) code);
    }

    /** The same without its mask. */
    Frame unmasked() {
        return new Frame(firstByte, false, declaredLength, payload);
    }

    /** The same with more to follow. */
    Frame unfinished() {
        return new Frame(firstByte & ~FINAL, masked, declaredLength, payload);
    }

    /** The same with a reserved bit set, 1 to 3. */
    Frame reserved(int bit) {
        return new Frame(firstByte | (0x80 >> bit), masked, declaredLength, payload);
    }

    /** The same, but its header promises another length than its payload has. */
    Frame declaring(long length) {
        return new Frame(firstByte, masked, length, payload);
    }

    /** As it goes over the wire. */
    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(payload.length + 14);
        bytes.write(firstByte);
        int maskBit = masked ? 0x80 : 0;
        if (declaredLength < 126) {
            bytes.write(maskBit | (int) declaredLength);
        } else if (declaredLength < 65_536) {
            bytes.write(maskBit | 126);
            bytes.writeBytes(ByteBuffer.allocate(2).putShort((short) declaredLength).array());
        } else {
            bytes.write(maskBit | 127);
            bytes.writeBytes(ByteBuffer.allocate(8).putLong(declaredLength).array());
        }
        if (!masked) {
            bytes.writeBytes(payload);
            return bytes.toByteArray();
        }
        bytes.writeBytes(MASK);
        byte[] hidden = payload.clone();
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] ^= MASK[i & 3];
        }
        bytes.writeBytes(hidden);
        return bytes.toByteArray();
    }
}
