package io.inkwell.client;

/** How a client stands with the server. */
public enum ConnectionState {
    /** The document was never loaded yet. */
    CONNECTING,
    /** The document is open: edits travel at once. */
    CONNECTED,
    /** The connection was lost; edits are kept and travel when it is back. */
    RECONNECTING,
    /** The client was closed or has given up: nothing travels any more. */
    DISCONNECTED
}
