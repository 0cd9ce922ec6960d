package io.inkwell.server.cluster;

import io.inkwell.sync.DocumentId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one node tells the others. Never holds text of a document. */
public sealed interface NodeMessage {
    /**
     * A commit is durable: whoever has the document open may read it.
     *
     * @param document which document
     * @param revision the newest revision the sender stored
     */
    record Stored(DocumentId document, long revision) implements NodeMessage {}

    /**
     * Something was done to a document beside its log: it was deleted, or who may write changed.
     *
     * @param document which document
     */
    record Touched(DocumentId document) implements NodeMessage {}

    /**
     * Everybody who is connected to one document on one node: replaces what that node said before.
     *
     * @param document which document
     * @param node where they are connected
     * @param number rises with every such message of a node: an older one that comes late is ignored
     * @param revision the revision that the carets are in
     * @param members who is there; empty: nobody is left
     */
    record Present(DocumentId document, String node, long number, long revision,
            List<RemoteMember> members) implements NodeMessage {
        /** Copies the list. */
        public Present {
            members = List.copyOf(members);
        }
    }

    /**
     * A node has just opened a document and asks who is in it elsewhere.
     *
     * @param document which document
     */
    record WhoIsThere(DocumentId document) implements NodeMessage {}

    /**
     * A node lives. It hears its own such messages too, and so knows that the bus works.
     *
     * @param node its name
     * @param secretMark tells nodes with another signing secret apart, without telling the secret
     */
    record Alive(String node, String secretMark) implements NodeMessage {}

    /**
     * Somebody who is connected to another node.
     *
     * @param displayId the client's public number, unique in the document on every node
     * @param name what others see
     * @param colour "#rrggbb", for the caret
     * @param program a bot or a command, not a person
     * @param caret where the caret is; absent: not shown
     */
    record RemoteMember(int displayId, String name, String colour, boolean program, @Nullable RemoteCaret caret) {}

    /**
     * A caret or selection.
     *
     * @param index where it starts, in UTF-16 units
     * @param length how much is selected, in UTF-16 units
     */
    record RemoteCaret(int index, int length) {}
}
