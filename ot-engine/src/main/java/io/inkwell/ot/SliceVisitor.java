package io.inkwell.ot;

/** Sees the content of a document from front to back, in runs of equal attributes. See {@link Document#forEach}. */
public interface SliceVisitor {
    /**
     * A run of text. Neighbouring runs may have equal attributes: where a document keeps its text in several pieces, it hands them out as
     * they are.
     *
     * @param text not empty
     */
    void text(String text, Attributes attributes);

    /** One embed. */
    void embed(Embed embed, Attributes attributes);
}
