package io.inkwell.server.cluster;

/**
 * What nodes tell each other. A message may be lost, doubled, late or out of order: every message is a hint, or states everything its sender
 * knows so that the next one repairs what the last one missed. Thread safe.
 */
public interface NodeBus {
    /** Takes a message that another node sent. */
    interface Listener {
        /** Called on a thread of the bus: returns soon. */
        void heard(NodeMessage message);
    }

    /** The bus of a node that is certainly alone: nothing is missed. */
    NodeBus NOBODY = new Silence("alone", true);

    /** The bus of a node that others may stand beside, unheard: what they commit has to be looked for. */
    NodeBus UNHEARD = new Silence("unheard", false);

    /** Tells all other nodes, if they can be reached now. Returns at once, and never throws. */
    void publish(NodeMessage message);

    /** Whoever listens is told what other nodes send from now on; there is one listener. */
    void listen(Listener listener);

    /** Whether what other nodes say is heard: messages went through lately, there and back. */
    boolean works();

    /** Whether other nodes can be told anything now. */
    boolean reachesOthers();

    /** This node's name on the bus, new at every start. */
    String node();

    /**
     * Nothing is sent and nothing comes.
     *
     * @param node this node's name
     * @param works whether that is all there is to hear
     */
    record Silence(String node, boolean works) implements NodeBus {
        @Override
        public boolean reachesOthers() {
            return false;
        }

        @Override
        public void publish(NodeMessage message) {
            // Nobody would hear it.
        }

        @Override
        public void listen(Listener listener) {
            // Nothing ever comes.
        }
    }
}
