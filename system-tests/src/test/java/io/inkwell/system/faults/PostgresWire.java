package io.inkwell.system.faults;

import io.inkwell.system.TcpProxy.Direction;
import io.inkwell.system.TcpProxy.Inspector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads along on one connection to PostgreSQL and recognises the statement that commits revisions: when it is about to reach the database,
 * and when the database's answer to it is about to reach the server.
 *
 * <p>
 * Of PostgreSQL's protocol (version 3) it knows what that takes: messages are a letter, a length and a body; Parse names a statement and
 * gives its SQL, Bind uses it with parameters, CommandComplete tells how many rows were stored, ReadyForQuery ends the answer, and by then
 * the transaction is on disk.
 */
final class PostgresWire implements Inspector {
    private static final String COMMIT_STATEMENT = "insert into revision(";
    private static final int SSL_REQUEST = 80_877_103;
    private static final int HEADER_BYTES = 5;
    private static final int STARTUP_HEADER_BYTES = 4;

    private final CommitPoints points;
    private final Map<String, Boolean> commitStatements = new HashMap<>();
    private final ByteArrayOutputStream fromServer = new ByteArrayOutputStream();
    private final ByteArrayOutputStream fromDatabase = new ByteArrayOutputStream();
    private boolean started;
    private volatile boolean encryptionAsked;
    private volatile String awaited = "";
    private volatile int stored;

    PostgresWire(CommitPoints points) {
        this.points = points;
    }

    @Override
    public void passing(Direction direction, byte[] bytes, int count) throws IOException {
        switch (direction) {
            case TO_SERVER -> toDatabase(bytes, count);
            case TO_CLIENT -> toServer(bytes, count);
        }
    }

    private void toDatabase(byte[] bytes, int count) throws IOException {
        fromServer.write(bytes, 0, count);
        ByteBuffer unread = ByteBuffer.wrap(fromServer.toByteArray());
        String commits = "";
        while (true) {
            if (!started) {
                if (!startup(unread))
                    break;
                continue;
            }
            if (!isWhole(unread))
                break;
            byte type = unread.get();
            byte[] body = body(unread);
            if (type == 'P')
                parsed(ByteBuffer.wrap(body));
            if (type == 'B' && isCommit(ByteBuffer.wrap(body)))
                commits = new String(body, StandardCharsets.ISO_8859_1);
        }
        keepRest(fromServer, unread);
        if (!commits.isEmpty()) {
            points.hit(CommitPoints.Moment.STATEMENT_LEAVES, commits);
            stored = 0;
            awaited = commits;
        }
    }

    /** Messages without a letter come first: perhaps one that asks for encryption, then the one that names the user. */
    private boolean startup(ByteBuffer unread) {
        if (unread.remaining() < STARTUP_HEADER_BYTES || unread.remaining() < unread.getInt(unread.position()))
            return false;
        int length = unread.getInt(unread.position());
        if (unread.getInt(unread.position() + STARTUP_HEADER_BYTES) == SSL_REQUEST) {
            encryptionAsked = true;
        } else {
            started = true;
        }
        unread.position(unread.position() + length);
        return true;
    }

    private void parsed(ByteBuffer body) {
        String name = text(body);
        commitStatements.put(name, text(body).contains(COMMIT_STATEMENT));
    }

    private boolean isCommit(ByteBuffer body) {
        text(body);
        return commitStatements.getOrDefault(text(body), false);
    }

    private void toServer(byte[] bytes, int count) throws IOException {
        int from = 0;
        if (encryptionAsked) {
            // The refusal of encryption is one letter without a length.
            encryptionAsked = false;
            from = 1;
        }
        fromDatabase.write(bytes, from, count - from);
        ByteBuffer unread = ByteBuffer.wrap(fromDatabase.toByteArray());
        String answered = "";
        while (isWhole(unread)) {
            byte type = unread.get();
            byte[] body = body(unread);
            if (type == 'C')
                stored = rows(new String(body, StandardCharsets.US_ASCII).strip());
            if (type == 'Z') {
                answered = stored > 0 ? awaited : "";
                awaited = "";
            }
        }
        keepRest(fromDatabase, unread);
        if (!answered.isEmpty())
            points.hit(CommitPoints.Moment.REPLY_ARRIVES, answered);
    }

    /** {@code INSERT 0 3} is three rows. */
    private static int rows(String tag) {
        String clean = tag.replace("\0", "");
        return clean.startsWith("INSERT") ? Integer.parseInt(clean.substring(clean.lastIndexOf(' ') + 1)) : 0;
    }

    private static boolean isWhole(ByteBuffer unread) {
        return unread.remaining() >= HEADER_BYTES && unread.remaining() > unread.getInt(unread.position() + 1);
    }

    private static byte[] body(ByteBuffer unread) {
        byte[] body = new byte[unread.getInt() - Integer.BYTES];
        unread.get(body);
        return body;
    }

    /** A text up to the zero that ends it. */
    private static String text(ByteBuffer body) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (byte next = body.get(); next != 0; next = body.get())
            text.write(next);
        return text.toString(StandardCharsets.UTF_8);
    }

    private static void keepRest(ByteArrayOutputStream kept, ByteBuffer unread) {
        byte[] rest = new byte[unread.remaining()];
        unread.get(rest);
        kept.reset();
        kept.writeBytes(rest);
    }
}
