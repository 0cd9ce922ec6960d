package io.inkwell.client;

import io.inkwell.ot.Document;
import io.inkwell.protocol.Member;
import io.inkwell.protocol.ServerMessage;
import java.util.List;
import java.util.function.Consumer;

/** Who hears about a session: the program's listener, and whoever reads the client's state from another thread. */
interface Audience {
    /** Calls the program's listener; what it throws is logged and changes nothing. */
    void tell(Consumer<ClientListener> news);

    /** The screen is now this, at a revision. */
    void screen(Document screen, long revision);

    /** The connection is now like this. */
    void state(ConnectionState state);

    /** Everybody who is here. */
    void members(List<Member> members);

    /** The server let the client in. */
    void admitted(ServerMessage.Init init);

    /** A connection was lost while an edit was in flight. */
    void outcomeUnknown();

    /** The client is back, and knows what became of that edit. */
    void outcomeKnown(boolean stored);
}
