/**
 * Operational transform: the algebra of changes ({@code io.inkwell.ot}), its JSON ({@code io.inkwell.ot.json}), the state machines of a
 * server and a client ({@code io.inkwell.sync}), and what can be told about a history and made
 * out of it ({@code io.inkwell.history}).
 */
module io.inkwell.ot {
    requires static org.jspecify;
    requires transitive tools.jackson.core;

    exports io.inkwell.history;
    exports io.inkwell.ot;
    exports io.inkwell.ot.json;
    exports io.inkwell.sync;
    exports io.inkwell.sync.port;
}
