package io.inkwell.server;

import io.inkwell.history.Attribution;
import io.inkwell.history.BlockSnapshots;
import io.inkwell.server.admin.Api;
import io.inkwell.server.admin.MetricsHandler;
import io.inkwell.server.cluster.Cluster;
import io.inkwell.server.config.ConfigException;
import io.inkwell.server.config.Limits;
import io.inkwell.server.config.ServerConfig;
import io.inkwell.server.documents.DocumentHub;
import io.inkwell.server.documents.DocumentPorts;
import io.inkwell.server.http.HealthHandler;
import io.inkwell.server.http.Pages;
import io.inkwell.server.http.Site;
import io.inkwell.server.metrics.Metrics;
import io.inkwell.server.programs.Programs;
import io.inkwell.server.security.AccessRules;
import io.inkwell.server.security.AdministratorTokens;
import io.inkwell.server.security.Callers;
import io.inkwell.server.security.ConnectionQuota;
import io.inkwell.server.security.Invitations;
import io.inkwell.server.security.LoopbackDoor;
import io.inkwell.server.security.Origins;
import io.inkwell.server.security.People;
import io.inkwell.server.security.Secret;
import io.inkwell.server.security.SessionCookie;
import io.inkwell.server.security.SignedTokens;
import io.inkwell.server.security.WebSocketAuthentication;
import io.inkwell.server.websocket.Connections;
import io.inkwell.server.websocket.Endpoint;
import io.inkwell.sync.ActorLimits;
import io.inkwell.sync.port.SnapshotStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that answers: everything put together on a storage and a port. */
final class RunningServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);

    private final WebServer web;
    private final Connections connections;
    private final DocumentHub hub;
    private final Addresses addresses;

    private RunningServer(WebServer web, Connections connections, DocumentHub hub, Addresses addresses) {
        this.web = web;
        this.connections = connections;
        this.hub = hub;
        this.addresses = addresses;
    }

    /**
     * Puts everything together and answers from now on.
     *
     * @param web the port, already taken
     * @param cluster the other nodes on the same storage
     * @throws ConfigException if the server cannot start
     */
    static RunningServer start(ServerConfig config, WebServer web, Stores stores, Secret secret, Cluster cluster,
            InstantSource clock) throws ConfigException {
        Origins origins = new Origins(config.publicOrigin());
        SessionCookie cookie = new SessionCookie(
                config.publicOrigin() != null && config.publicOrigin().startsWith("https:"));
        Addresses addresses = Addresses.of(config, web.port());
        SignedTokens tokens = new SignedTokens(secret, clock);
        Callers callers = new Callers(stores.people(), new AdministratorTokens(tokens));
        AccessRules rules = new AccessRules(stores.catalog(), clock);
        People people = new People(stores.people(), clock);
        Metrics metrics = new Metrics();
        metrics.watchBus(cluster.bus()::works);
        Attribution attribution = new Attribution(stores.history(), stores.blocks());
        SnapshotStore snapshots = new BlockSnapshots(stores.snapshots(), stores.history(), stores.blocks());
        DocumentPorts ports = new DocumentPorts(stores.log(), snapshots, stores.history(), stores.sessions(),
                stores.catalog(), stores.salvages(), attribution);
        DocumentHub hub = new DocumentHub(ports, cluster, actorLimits(config.limits()), metrics, clock);
        Connections connections = new Connections(config.limits(), hub, ports, clock, metrics);
        WebSocketAuthentication authentication = new WebSocketAuthentication(callers, rules, people,
                new ConnectionQuota(config.limits()), origins);
        Programs programs = new Programs(hub, stores.sessions(), stores.log(),
                config.limits().programWaitMillisMax());
        Handler api = Api.handler(
                new Api.Stores(stores.catalog(), stores.history(), snapshots, attribution, stores.archive(),
                        stores.sessions(), stores.versions(), programs, hub::touched),
                new Api.Doors(callers, rules, people, new Invitations(tokens, clock),
                        new LoopbackDoor(config.bindsLoopbackOnly()), origins, cookie, addresses),
                config.limits(),
                clock);
        web.start(new WebServer.Handlers(server -> new Endpoint(server, config.limits(), authentication, connections),
                List.of(new HealthHandler(stores.answers()), new MetricsHandler(metrics, callers), api,
                        new Pages(site()))),
                metrics);
        LOG.info("listening on {} port {}", config.bindHost(), web.port());
        return new RunningServer(web, connections, hub, addresses);
    }

    /** The port it listens on. */
    int port() {
        return web.port();
    }

    /** The origins under which it can be reached. */
    Addresses addresses() {
        return addresses;
    }

    /**
     * Refuses whoever is new, brings what was received to its end, sends everybody away and closes the port. The storage stays open: it is the
     * caller's.
     */
    @Override
    public void close() {
        web.beginDeparture();
        connections.close();
        hub.close();
        web.close();
    }

    private static ActorLimits actorLimits(Limits limits) {
        ActorLimits usual = ActorLimits.DEFAULT;
        return new ActorLimits(limits.documentLengthMax(), limits.batchOperationsMax(), limits.batchBytesMax(),
                limits.transformRevisionsMax(),
                limits.transformBytesMax(), usual.pinnedCommitsMax(), usual.pinnedMillisMax(), usual.snapshotBytesMin(),
                usual.snapshotShare(),
                usual.retryFirstMillis(), usual.retryMaxMillis());
    }

    private static Site site() throws ConfigException {
        try {
            return Site.ofClassPath();
        } catch (IOException e) {
            throw new ConfigException(
                    "The pages of the editor cannot be read from the program (" + e.getMessage() + "). Build it again.",
                    e);
        }
    }
}
