package io.inkwell.laws.model;

/**
 * The way from the model to another engine and back. Back, values are compared as their canonical Quill JSON: what {@link Quill#json}
 * prints.
 *
 * @param <D> the documents of the other engine
 * @param <C> the changes of the other engine
 */
public interface Translation<D, C> {
    /** The same document there. */
    D document(ModelDocument document);

    /** The same change there. */
    C change(ModelChange change);

    /** The canonical Quill JSON of a document. */
    String documentJson(D document);

    /** The canonical Quill JSON of a change. */
    String changeJson(C change);
}
