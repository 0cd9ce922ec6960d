package io.inkwell.benchmarks.cases;

import io.inkwell.ot.Delta;

/**
 * A replacement at one place of a text. All numbers count UTF-16 code units.
 *
 * @param position where
 * @param deleted how many are deleted there
 * @param inserted what is inserted there instead
 */
public record Edit(int position, int deleted, String inserted) {
    /** The edit as a change to documents of this length. */
    public Delta on(int length) {
        return Delta.on(length).retain(position).insert(inserted).delete(deleted).build();
    }

    /** How much longer the text is afterwards. */
    public int growth() {
        return inserted.length() - deleted;
    }
}
