package io.inkwell.ot;

import java.util.Arrays;

/** Gathers neighbouring nodes of one height, from front to back. A node that is too small to stand alone is joined with its neighbour. */
final class RopeNodes {
    private final RopeShape shape;
    private RopeNode[] nodes;
    private int size;

    /** @param capacity how many there may be; more are no harm */
    RopeNodes(RopeShape shape, int capacity) {
        this.shape = shape;
        this.nodes = new RopeNode[capacity];
    }

    RopeShape shape() {
        return shape;
    }

    /** Appends a node. Afterwards none of the nodes is too small, unless it is the only one. */
    void add(RopeNode node) {
        if (size > 0 && (shape.isSmall(node) || shape.isSmall(nodes[size - 1]))) {
            RopeNode last = nodes[--size];
            last.joined(node, this);
        } else {
            append(node);
        }
    }

    /** Appends nodes that may stand beside each other already. */
    void addAll(RopeNode[] from, int start, int end) {
        if (start == end) {
            return;
        }
        add(from[start]);
        int rest = end - start - 1;
        if (rest > 0 && !shape.isSmall(nodes[size - 1])) {
            ensureRoom(rest);
            System.arraycopy(from, start + 1, nodes, size, rest);
            size += rest;
        } else {
            for (int i = start + 1; i < end; i++) {
                add(from[i]);
            }
        }
    }

    /** Hands all nodes on as the children of branches of about equal size. */
    void addBranchesTo(RopeNodes target) {
        if (size == 0) {
            return;
        }
        int branches = (size + shape.childrenMax() - 1) / shape.childrenMax();
        int start = 0;
        for (int i = 1; i <= branches; i++) {
            int end = (int) ((long) size * i / branches);
            target.add(new Branch(start == 0 && end == nodes.length ? nodes : Arrays.copyOfRange(nodes, start, end)));
            start = end;
        }
    }

    /** One node with everything below it. */
    RopeNode root() {
        RopeNodes level = this;
        while (level.size > 1) {
            var above = new RopeNodes(shape, level.size / shape.childrenMax() + 1);
            level.addBranchesTo(above);
            level = above;
        }
        RopeNode root = level.size == 0 ? Leaf.EMPTY : level.nodes[0];
        while (root instanceof Branch branch && branch.children.length == 1) {
            root = branch.children[0];
        }
        return root;
    }

    private void append(RopeNode node) {
        ensureRoom(1);
        nodes[size++] = node;
    }

    private void ensureRoom(int more) {
        if (size + more > nodes.length) {
            nodes = Arrays.copyOf(nodes, Math.max(size + more, 2 * size));
        }
    }
}
