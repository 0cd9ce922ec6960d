/**
 * What several nodes on one database tell each other through Redis. Nothing here is needed for correctness: without it commits of other
 * nodes are seen a little later, and their people not at all.
 *
 * <p>
 * A {@link io.inkwell.server.cluster.Cluster} is a {@link io.inkwell.server.cluster.ContentionLock}, which damps the race of several nodes for
 * one document's head, and a {@link io.inkwell.server.cluster.NodeBus}, on which {@link io.inkwell.server.cluster.NodeMessage}s travel: "this
 * is stored", "these people are here". {@link io.inkwell.server.cluster.RedisCluster} is both, on one Redis; whatever Redis does costs
 * latency, never data.
 */
@org.jspecify.annotations.NullMarked
package io.inkwell.server.cluster;
