package io.inkwell.ot;

/**
 * Selective undo: takes some changes of a log back and keeps the others, whoever made them and wherever they stand. Walk the log once, from
 * the document before the first change that is to be taken back to the head, saying of each change whether it is kept; {@link #undo} is
 * then a change to the head, to be committed like any other.
 *
 * <pre>{@code
 * Undo undo = Undo.from(documentBefore);
 * for (Commit commit : commitsSince) {
 *     if (commit.author().equals(ada)) undo.takeBack(commit.op()); else undo.keep(commit.op());
 * }
 * Delta change = undo.undo();
 * }</pre>
 *
 * <h2>How</h2>
 * Beside the real history runs one in which the taken-back changes never were; the undo leads from the first to the second. A change that is
 * taken back puts its inverse in front of it; a change that is kept carries it along, as the later one of the two:
 *
 * <pre>
 *    real   ●──── kept ────▶●── taken back ──▶●──── kept ────▶● head
 *           │               │               ╱ │               │
 *      undo │ (nothing)     │ (nothing)   ╱ inverse           │ undo
 *           ▼               ▼           ▼     ▼               ▼
 *    other  ●───────────────●─────────────────●───────────────●
 * </pre>
 *
 * One change is carried over the whole way, so n changes cost n transforms and not n².
 *
 * <h2>Laws</h2>
 * <ul>
 * <li>The head after the undo is the document before, with the kept changes alone, each rewritten as if the others had not been.
 * <li>Taking everything back restores the document before; taking nothing back does nothing.
 * <li>Nothing that a kept change inserted is deleted, and no attribute that it set last is changed.
 * <li>The inverse of the undo restores the head: undo can be undone (redo).
 * </ul>
 *
 * <h2>Limits</h2>
 * <ul>
 * <li>Where two changes deleted the same text, the first one in the log did it; the text comes back when that one is taken back, though the
 * other wanted it gone as well.
 * <li>Text that comes back stands behind what others typed at that place meanwhile.
 * <li>What others did to the text of a change that is taken back goes with the text, except for what they inserted into it.
 * <li>The undo must be committed on the head it was made for, or be transformed over what came since, like every change.
 * </ul>
 *
 * <p>
 * The diagram is that of the transposed, excluded operation in A. Prakash and M. J. Knister, "A framework for undoing actions in
 * collaborative systems" (1994), in the order of one log. Not thread safe.
 */
public final class Undo {
    private Document document;
    private Delta undo;

    private Undo(Document document) {
        this.document = document;
        this.undo = Delta.identity(document.length());
    }

    /** Starts at the document before the first change that is walked over. */
    public static Undo from(Document before) {
        return new Undo(before);
    }

    /**
     * Walks over a change that stays.
     *
     * @param change the next one in the log
     * @throws BaseLengthException when the change is for documents of another length
     * @throws SplitPairException when a boundary of the change lies inside a surrogate pair
     */
    public Undo keep(Delta change) {
        Document after = document.apply(change);
        undo = undo.transformOver(change);
        document = after;
        return this;
    }

    /**
     * Walks over a change that is to be taken back.
     *
     * @param change the next one in the log
     * @throws BaseLengthException when the change is for documents of another length
     * @throws SplitPairException when a boundary of the change lies inside a surrogate pair
     */
    public Undo takeBack(Delta change) {
        Document after = document.apply(change);
        undo = change.invert(document).compose(undo);
        document = after;
        return this;
    }

    /** The document behind the last change walked over. */
    public Document head() {
        return document;
    }

    /** What takes the chosen changes back, to be applied to {@link #head}; it may do nothing. */
    public Delta undo() {
        return undo;
    }
}
