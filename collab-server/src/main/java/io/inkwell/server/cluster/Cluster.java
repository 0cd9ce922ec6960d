package io.inkwell.server.cluster;

/**
 * The other nodes on the same database, as far as one node talks to them.
 *
 * @param lock asked before a contended commit
 * @param bus what nodes tell each other
 */
public record Cluster(ContentionLock lock, NodeBus bus) {
    /** A node that has its database for itself. */
    public static final Cluster ALONE = new Cluster(ContentionLock.ALWAYS_HELD, NodeBus.NOBODY);

    /** A node on a database that others may use too, without a Redis between them. */
    public static final Cluster WITHOUT_REDIS = new Cluster(ContentionLock.ALWAYS_HELD, NodeBus.UNHEARD);
}
