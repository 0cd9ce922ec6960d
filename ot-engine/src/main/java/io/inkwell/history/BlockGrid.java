package io.inkwell.history;

import io.inkwell.sync.port.BlockStore.Range;
import java.util.ArrayList;
import java.util.List;

/**
 * Which revisions make a block: the {@value #SMALLEST} after a multiple of {@value #SMALLEST}, and {@value #BLOCKS_IN_NEXT} neighbouring
 * blocks of one size that begin at a multiple of their common length make one of the next size. So any two revisions are joined by few
 * blocks, and by fewer than {@value #SMALLEST} single revisions at each end.
 */
final class BlockGrid {
    /** Revisions in the smallest block. */
    static final int SMALLEST = 256;
    /** How many blocks of one size make one of the next. */
    static final int BLOCKS_IN_NEXT = 16;
    /** Revisions in the largest block: larger ones would save little and take long to make. */
    static final int LARGEST = SMALLEST * BLOCKS_IN_NEXT * BLOCKS_IN_NEXT;

    private BlockGrid() {}

    /** Whether these are the revisions of a block. */
    static boolean isBlock(Range range) {
        long length = range.toRevision() - range.fromRevision();
        for (long size = SMALLEST; size <= LARGEST; size *= BLOCKS_IN_NEXT) {
            if (length == size && range.fromRevision() % size == 0) {
                return true;
            }
        }
        return false;
    }

    /** The blocks of the next smaller size that make this one; nothing for the smallest. */
    static List<Range> parts(Range block) {
        List<Range> parts = new ArrayList<>(BLOCKS_IN_NEXT);
        long size = (block.toRevision() - block.fromRevision()) / BLOCKS_IN_NEXT;
        for (int i = 0; size >= SMALLEST && i < BLOCKS_IN_NEXT; i++) {
            parts.add(new Range(block.fromRevision() + i * size, block.fromRevision() + (i + 1) * size));
        }
        return parts;
    }

    /** The way from one revision to another: the largest blocks that fit, single revisions where none does. Empty where the two are one. */
    static List<Range> between(long fromRevision, long toRevision) {
        List<Range> way = new ArrayList<>();
        long at = fromRevision;
        while (at < toRevision) {
            long step = largestBlockFrom(at, toRevision);
            long next = step > 0 ? at + step : Math.min(toRevision, (at / SMALLEST + 1) * SMALLEST);
            way.add(new Range(at, next));
            at = next;
        }
        return way;
    }

    /** The blocks that are whole at a head and were not at an earlier one, the small ones first. */
    static List<Range> completed(long headBefore, long headNow) {
        List<Range> blocks = new ArrayList<>();
        for (long size = SMALLEST; size <= LARGEST; size *= BLOCKS_IN_NEXT) {
            for (long end = (headBefore / size + 1) * size; end <= headNow; end += size) {
                blocks.add(new Range(end - size, end));
            }
        }
        return blocks;
    }

    private static long largestBlockFrom(long at, long toRevision) {
        for (long size = LARGEST; size >= SMALLEST; size /= BLOCKS_IN_NEXT) {
            if (at % size == 0 && at + size <= toRevision) {
                return size;
            }
        }
        return 0;
    }
}
