package io.inkwell.ot;

import java.util.Arrays;

/** A node with other nodes below it, all of the same height. */
final class Branch extends RopeNode {
    final RopeNode[] children;
    // ends[i] is the position behind child i.
    private final int[] ends;

    /** @param children not changed any more by anybody, not empty */
    Branch(RopeNode[] children) {
        int[] ends = endsOf(children);
        super(ends[ends.length - 1]);
        this.children = children;
        this.ends = ends;
    }

    private static int[] endsOf(RopeNode[] children) {
        int[] ends = new int[children.length];
        int end = 0;
        for (int i = 0; i < children.length; i++) {
            end += children[i].length;
            ends[i] = end;
        }
        return ends;
    }

    @Override
    void rewrite(RopeEdit edit, RopeNodes target) {
        var rewritten = new RopeNodes(edit.shape, children.length + 1);
        int next = 0;
        while (next < children.length) {
            int first = next;
            int start = startOf(first);
            while (next < children.length && edit.keeps(ends[next] - start)) {
                next++;
            }
            if (next > first) {
                edit.skip(startOf(next) - start);
                rewritten.addAll(children, first, next);
            } else {
                rewriteChild(children[next], edit, rewritten);
                next++;
            }
        }
        rewritten.addBranchesTo(target);
    }

    private static void rewriteChild(RopeNode child, RopeEdit edit, RopeNodes target) {
        if (edit.deletes(child.length)) {
            edit.skip(child.length);
        } else {
            child.rewrite(edit, target);
        }
    }

    @Override
    void joined(RopeNode next, RopeNodes target) {
        RopeNode[] behind = ((Branch) next).children;
        var all = new RopeNodes(target.shape(), children.length + behind.length);
        all.addAll(children, 0, children.length);
        all.addAll(behind, 0, behind.length);
        all.addBranchesTo(target);
    }

    @Override
    void forEach(int from, int to, SliceVisitor visitor) {
        for (int i = childAt(from); i < children.length && startOf(i) < to; i++) {
            int start = startOf(i);
            children[i].forEach(Math.max(from - start, 0), Math.min(to, ends[i]) - start, visitor);
        }
    }

    @Override
    boolean splitsPair(int position) {
        if (position == length) {
            return false;
        }
        int i = childAt(position);
        return children[i].splitsPair(position - startOf(i));
    }

    @Override
    Op lastInsert() {
        return children[children.length - 1].lastInsert();
    }

    @Override
    int computeWeightBytes() {
        int sum = 0;
        for (RopeNode child : children) {
            sum += child.weightBytes();
        }
        return sum;
    }

    /** The child in which the unit at the position stands; the number of children for the end. */
    private int childAt(int position) {
        int found = Arrays.binarySearch(ends, position);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private int startOf(int child) {
        return child == 0 ? 0 : ends[child - 1];
    }
}
