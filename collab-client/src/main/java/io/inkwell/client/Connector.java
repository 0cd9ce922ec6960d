package io.inkwell.client;

/** Makes connections to one document. */
interface Connector {
    /**
     * Starts to connect. The receiver is told what comes of it, from any thread, one call at a time.
     *
     * @return the attempt, to be ended with {@link Link#abort}
     */
    Link connect(Receiver receiver);

    /** A connection, or the attempt to make one. */
    interface Link {
        /** Sends a text message; messages travel in the order of the calls. Only after {@link Receiver#opened}. */
        void send(String message);

        /** Tells that a message was handled and another may come. */
        void handled();

        /** Ends the connection in good order. */
        void close();

        /** Ends the connection at once. */
        void abort();
    }

    /** What happens on a connection. */
    interface Receiver {
        /** The connection stands. */
        void opened();

        /** A whole text message came. */
        void received(String message);

        /** Something that is no message came: the other side is alive. */
        void heard();

        /**
         * The other side closed.
         *
         * @param code  the number in the close frame
         * @param reason the reason in the close frame, perhaps empty
         */
        void closed(int code, String reason);

        /**
         * The connection could not be made, or broke.
         *
         * @param httpStatus what the server answered instead of a connection; 0 if nothing
         * @param reason in words
         */
        void failed(int httpStatus, String reason);
    }
}
