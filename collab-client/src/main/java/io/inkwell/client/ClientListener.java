package io.inkwell.client;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Ops;
import io.inkwell.protocol.Member;
import io.inkwell.sync.RefusalCode;
import java.util.List;

/**
 * What a client tells its program. Called on the client's own thread, one call at a time: a method must not wait; it may call
 * {@link InkwellClient#edit}.
 */
public interface ClientListener {
    /**
     * Another document is on the screen: the first one, or the server's after the histories differed.
     *
     * @param screen the document
     */
    default void replaced(Document screen) {}

    /**
     * Others changed the document, or a refused edit was taken back.
     *
     * @param change what changed, on the screen as it was before
     * @param screen the screen now
     */
    default void changed(Delta change, Document screen) {}

    /**
     * Revisions arrived, own ones among them; where nothing is held back they are on the screen.
     *
     * @param revision the newest revision that arrived
     * @param edits how many of the new revisions are edits, not used-up sequence numbers
     */
    default void received(long revision, long edits) {}

    /**
     * Nothing is unsaved.
     *
     * @param revision the document is durable up to here
     */
    default void saved(long revision) {}

    /**
     * The connection was made or lost.
     *
     * @param state how it is now
     */
    default void stateChanged(ConnectionState state) {}

    /**
     * Somebody came, went or moved a caret.
     *
     * @param members everybody who is here, this client included, in the order of their coming
     */
    default void membersChanged(List<Member> members) {}

    /**
     * An edit will not be stored. It was taken off the screen, where it was on one; it is the program's to keep.
     *
     * @param code why
     * @param edit the edit with its text
     */
    default void rescued(RefusalCode code, Ops edit) {}

    /**
     * The server refused something.
     *
     * @param code why
     * @param message the same in words
     */
    default void refused(RefusalCode code, String message) {}

    /**
     * The client was closed or has given up.
     *
     * @param reason why, in words
     * @param unsaved what was not stored, each on top of the one before; whether the first one was is not known
     */
    default void disconnected(String reason, List<Ops> unsaved) {}
}
