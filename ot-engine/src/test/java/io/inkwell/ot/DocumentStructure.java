package io.inkwell.ot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Looks into the rope of a document: whether its nodes are as they should be, and how many of them two versions share. */
final class DocumentStructure {
    private DocumentStructure() {}

    /**
     * Fails unless all leaves are at the same depth, every node but the root holds at least a quarter of what it may, lengths add up, and
     * every leaf is in canonical form without a surrogate pair across its border.
     */
    static void check(Document document) {
        if (document.root instanceof Branch branch) {
            assertThat(branch.children).as("children of the root").hasSizeBetween(2, document.shape.childrenMax());
        }
        height(document.root, document.shape, true);
    }

    private static int height(RopeNode node, RopeShape shape, boolean isRoot) {
        return switch (node) {
            case Leaf leaf -> {
                checkLeaf(leaf, shape, isRoot);
                yield 0;
            }
            case Branch branch -> {
                int least = isRoot ? 2 : shape.childrenMin();
                assertThat(branch.children).as("children").hasSizeBetween(least, shape.childrenMax());
                int below = height(branch.children[0], shape, false);
                int length = 0;
                for (RopeNode child : branch.children) {
                    assertThat(height(child, shape, false)).as("height of every child").isEqualTo(below);
                    length += child.length;
                }
                assertThat(branch.length).as("length of a branch").isEqualTo(length);
                yield below + 1;
            }
        };
    }

    private static void checkLeaf(Leaf leaf, RopeShape shape, boolean isRoot) {
        assertThat(leaf.length).as("length of a leaf").isBetween(isRoot ? 0 : shape.leafUnitsMax() / 4,
                shape.leafUnitsMax());
        Ops.Builder rebuilt = Ops.builder();
        leaf.inserts.forEach(rebuilt::add);
        assertThat(rebuilt.build()).as("a leaf in canonical form").isEqualTo(leaf.inserts);
        assertThat(leaf.inserts.insertedLength()).isEqualTo(leaf.length);
        assertThat(leaf.inserts.requiredBaseLength()).isZero();
    }

    /** All nodes, parents before children. */
    static List<RopeNode> nodes(Document document) {
        var nodes = new ArrayList<RopeNode>();
        collect(document.root, nodes);
        return nodes;
    }

    private static void collect(RopeNode node, List<RopeNode> nodes) {
        nodes.add(node);
        if (node instanceof Branch branch) {
            for (RopeNode child : branch.children) {
                collect(child, nodes);
            }
        }
    }

    /** How many nodes of a version the other one does not have, as objects. */
    static int nodesNotShared(Document version, Document other) {
        Set<RopeNode> shared = Collections.newSetFromMap(new IdentityHashMap<>());
        shared.addAll(nodes(other));
        return (int) nodes(version).stream().filter(node -> !shared.contains(node)).count();
    }
}
