package io.inkwell.ot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Looks into a document: whether its leaves are as they should be, and how many of them two versions share. */
final class DocumentStructure {
    private DocumentStructure() {}

    /** Fails unless every leaf has a size within bounds, in canonical form, without a surrogate pair across its border. */
    static void check(Document document) {
        int end = 0;
        for (int i = 0; i < document.leaves.length; i++) {
            Leaf leaf = document.leaves[i];
            end += leaf.length;
            assertThat(document.ends[i]).as("end of leaf %d", i).isEqualTo(end);
            assertThat(leaf.length).as("size of leaf %d of %d", i, document.leaves.length)
                    .isBetween(document.leaves.length == 1 ? 1 : document.leafUnitsMax / 4, document.leafUnitsMax);
            Ops.Builder rebuilt = Ops.builder();
            leaf.inserts.forEach(rebuilt::add);
            assertThat(rebuilt.build().asList()).as("leaf %d in canonical form", i).isEqualTo(leaf.inserts);
            assertThat(leaf.inserts.stream().mapToInt(Op::length).sum()).isEqualTo(leaf.length);
        }
        assertThat(document.length()).isEqualTo(end);
    }

    /** How many leaves of a version the other one does not have, as objects. */
    static int leavesNotShared(Document version, Document other) {
        Set<Leaf> shared = Collections.newSetFromMap(new IdentityHashMap<>());
        shared.addAll(List.of(other.leaves));
        return (int) List.of(version.leaves).stream().filter(leaf -> !shared.contains(leaf)).count();
    }
}
