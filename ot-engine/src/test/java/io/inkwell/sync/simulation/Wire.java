package io.inkwell.sync.simulation;

import io.inkwell.sync.ReplicaEvent;
import io.inkwell.sync.simulation.Message.ToClient;
import io.inkwell.sync.simulation.Message.ToServer;
import java.util.ArrayDeque;

/** A connection: two streams that break independently. */
final class Wire {
    private static final int TRAVEL_MILLIS_MAX = 15;
    private static final int NOTICED_MILLIS_MAX = 80;
    private static final int LATE_MILLIS_MAX = 600;
    private static final int STALL_MILLIS_MAX = 800;

    private final World world;
    private final Stream<ToServer> toServer;
    private final Stream<ToClient> toClient;

    /** One end of a connection. */
    interface End<M> {
        void received(M message);

        /** The other end is gone. */
        void gone();
    }

    Wire(World world, End<ToServer> server, End<ToClient> client) {
        this.world = world;
        this.toServer = new Stream<>(world, server);
        this.toClient = new Stream<>(world, client);
    }

    void toServer(ToServer message) {
        toServer.send(message);
        disturb(toServer);
        if (world.chance().strikes(Fault.CUT))
            cut();
    }

    void toClient(ToClient message) {
        boolean follows = message instanceof Message.Say(ReplicaEvent event)
                && !(event instanceof ReplicaEvent.Loaded) && !(event instanceof ReplicaEvent.Resumed);
        if (follows && world.chance().strikes(Fault.MESSAGE_LOST)) {
            world.agenda().after(world.chance().below(NOTICED_MILLIS_MAX), this::cut);
        } else {
            toClient.send(message);
        }
        if (follows && world.chance().strikes(Fault.MESSAGE_TWICE))
            toClient.send(message);
        disturb(toClient);
        if (world.chance().strikes(Fault.CUT))
            cut();
    }

    private void disturb(Stream<?> stream) {
        if (world.chance().strikes(Fault.STALL))
            stream.stall(world.chance().below(STALL_MILLIS_MAX));
    }

    /** The network breaks: some of what travels still arrives, then each end notices in its own time. */
    void cut() {
        toClient.cut(someOf(toClient), world.chance().below(NOTICED_MILLIS_MAX));
        toServer.cut(someOf(toServer), lateness());
    }

    /** The client lets go. */
    void dropByClient() {
        toClient.cut(0, 0);
        toServer.cut(someOf(toServer), lateness());
    }

    /** The node closes in order: everything it said still arrives. */
    void closeByServer() {
        toServer.cut(0, 0);
        toClient.cut(Integer.MAX_VALUE, 0);
    }

    /** The node died. */
    void dropByServer() {
        toServer.cut(0, 0);
        toClient.cut(someOf(toClient), world.chance().below(NOTICED_MILLIS_MAX));
    }

    private int someOf(Stream<?> stream) {
        return world.chance().below(stream.travelling.size() + 1);
    }

    private int lateness() {
        return world.chance().strikes(Fault.LATE_MESSAGES)
                ? world.chance().below(LATE_MILLIS_MAX)
                : world.chance().below(NOTICED_MILLIS_MAX);
    }

    /** One direction: what is sent arrives in order; once cut, only a part of it does, perhaps late, and then the end. */
    private static final class Stream<M> {
        private final World world;
        private final End<M> receiver;
        private final ArrayDeque<M> travelling = new ArrayDeque<>();
        private boolean moving;
        private boolean cut;
        private int latenessMillis;

        Stream(World world, End<M> receiver) {
            this.world = world;
            this.receiver = receiver;
        }

        void send(M message) {
            if (cut)
                return;
            travelling.add(message);
            move();
        }

        void cut(int stillArriving, int lateMillis) {
            if (cut)
                return;
            cut = true;
            latenessMillis = lateMillis;
            while (travelling.size() > stillArriving)
                travelling.removeLast();
            move();
        }

        void stall(int millis) {
            latenessMillis += millis;
        }

        private void move() {
            if (moving)
                return;
            moving = true;
            world.agenda().after(latenessMillis + world.chance().below(TRAVEL_MILLIS_MAX), this::arrive);
            latenessMillis = 0;
        }

        private void arrive() {
            M message = travelling.poll();
            if (message == null) {
                receiver.gone();
                return;
            }
            receiver.received(message);
            moving = false;
            if (cut || !travelling.isEmpty())
                move();
        }
    }
}
