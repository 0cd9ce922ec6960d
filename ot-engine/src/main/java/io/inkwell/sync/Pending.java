package io.inkwell.sync;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import org.jspecify.annotations.Nullable;

/** What a replica's screen has and the server's document has not: the operation in flight, and on top of it the buffer. Not thread safe. */
class Pending {
    /*
     * A commit of somebody else passes through both; the commit is the earlier one and has priority everywhere.
     *
     *      server --- in flight ---> . --- buffer ---> screen
     *        |                       |                   |
     *      commit                 commit'             commit'' = what the screen is shown
     *        v                       v                   v
     *      server' -- in flight' --> . --- buffer' --> screen'
     *
     * The operation in flight is frozen as it was first sent: base, bytes and sequence number never change, however often it is sent again,
     * so that the server recognises it. Beside it stands "current", the same operation carried to the newest revision.
     */
    private @Nullable InFlight inFlight;
    private @Nullable Delta buffer;
    private boolean sent;

    /** The operation in flight. */
    @Nullable
    InFlight inFlight() {
        return inFlight;
    }

    /** Whether the operation in flight has this sequence number. */
    boolean isInFlight(int seq) {
        return inFlight != null && inFlight.id().seq() == seq;
    }

    /** How much of the screen is not durable yet. */
    ReplicaState state() {
        if (inFlight == null)
            return new ReplicaState.Synchronized();
        return buffer == null
                ? new ReplicaState.AwaitingAck(inFlight)
                : new ReplicaState.AwaitingAckWithBuffer(inFlight, buffer);
    }

    /** The operation in flight, if it ever left: what no server has seen needs no answer. */
    @Nullable
    InFlight unanswered() {
        return sent ? inFlight : null;
    }

    /** What was typed since. */
    @Nullable
    Delta buffer() {
        return buffer;
    }

    /** Everything as it was stored. */
    void restore(@Nullable InFlight storedInFlight, boolean wasSent, @Nullable Delta storedBuffer) {
        inFlight = storedInFlight;
        sent = wasSent;
        buffer = storedBuffer;
    }

    /** The screen over a document. */
    Document on(Document server) {
        Document sentOnly = inFlight == null ? server : server.apply(inFlight.current());
        return buffer == null ? sentOnly : sentOnly.apply(buffer);
    }

    /** One more edit, on top of everything. */
    void edited(Delta change) {
        setBuffer(buffer == null ? change : buffer.compose(change));
    }

    /** A first part of the buffer is frozen; nothing was in flight. */
    void freeze(InFlight frozen, @Nullable Delta rest) {
        inFlight = frozen;
        buffer = rest;
        sent = false;
    }

    /** The operation in flight leaves, perhaps again. */
    void sent() {
        sent = true;
    }

    /** The operation in flight became a revision: it is not pending any more. */
    void popped() {
        inFlight = null;
    }

    /**
     * Carries everything over a commit of somebody else.
     *
     * @return the commit as the screen is shown it
     */
    Delta slideOver(Delta commit) {
        InFlight mine = inFlight;
        if (mine == null)
            return slideBufferOver(commit);
        Delta.Diamond both = commit.diamondWith(mine.current());
        inFlight = mine.carriedTo(both.laterOver());
        return slideBufferOver(both.earlierUnder());
    }

    private Delta slideBufferOver(Delta change) {
        Delta typed = buffer;
        if (typed == null)
            return change;
        Delta.Diamond both = change.diamondWith(typed);
        setBuffer(both.laterOver());
        return both.earlierUnder();
    }

    /** The operation in flight goes back in front of the buffer, to be sent under another key: its own is used up, lost or unused. */
    void unfreeze() {
        if (inFlight == null)
            return;
        setBuffer(buffer == null ? inFlight.current() : inFlight.current().compose(buffer));
        inFlight = null;
    }

    /**
     * The operation in flight is taken off the screen, under what was typed since.
     *
     * @param server the document it stands on
     * @return what the screen is shown
     */
    Delta takeBack(Document server) {
        Delta mine = inFlight == null ? Delta.identity(server.length()) : inFlight.current();
        inFlight = null;
        return slideBufferOver(mine.invert(server));
    }

    /** Everything is given up; this is what it was. */
    @Nullable
    Delta giveUp() {
        unfreeze();
        Delta all = buffer;
        buffer = null;
        return all;
    }

    private void setBuffer(Delta change) {
        buffer = change.isIdentity() ? null : change;
    }
}
