package io.inkwell.server.websocket;

import io.inkwell.protocol.LogEntry;
import io.inkwell.protocol.MessageCodec;
import io.inkwell.protocol.ServerMessage;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitWindow;
import java.util.List;

/**
 * The frames with new commits of one document, encoded once for all its connections. Connections that keep up all ask for the same frame,
 * the one that leads to the head: that one is remembered. Thread safe.
 */
final class Frames {
    private final MessageCodec codec;
    private volatile Encoded newest = new Encoded(-1, -1, "");

    private record Encoded(long from, long to, String text) {}

    Frames(MessageCodec codec) {
        this.codec = codec;
    }

    /** The frame with the commits after one revision up to another. */
    String frame(CommitWindow window, long from, long to) {
        Encoded known = newest;
        if (known.from() == from && known.to() == to)
            return known.text();
        String text = encode(window.between(from, to));
        newest = new Encoded(from, to, text);
        return text;
    }

    /** A frame with commits that were read from the log. */
    String encode(List<Commit> commits) {
        Commit last = commits.getLast();
        List<LogEntry> entries = commits.stream().<LogEntry>map(LogEntry.Change::of).toList();
        return codec.writeText(
                new ServerMessage.Remote(commits.getFirst().revision() - 1, last.revision(), last.chain(), entries),
                null);
    }
}
