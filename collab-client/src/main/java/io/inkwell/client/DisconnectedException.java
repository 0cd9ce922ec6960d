package io.inkwell.client;

/** The client was closed or has given up, so that what was asked of it will not happen. */
public final class DisconnectedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    DisconnectedException(String reason) {
        super(reason);
    }
}
