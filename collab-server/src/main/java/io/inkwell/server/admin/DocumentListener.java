package io.inkwell.server.admin;

import io.inkwell.sync.DocumentId;

/** Hears what is done to documents over REST, so that those who have one open can be told. Called after it is stored; must not block for long. */
public interface DocumentListener {
    /** Nobody is listening. */
    DocumentListener NONE = new DocumentListener() {
        @Override
        public void renamed(DocumentId document, String title) {}

        @Override
        public void deleted(DocumentId document) {}

        @Override
        public void accessChanged(DocumentId document) {}
    };

    /** A document has another title. */
    void renamed(DocumentId document, String title);

    /** A document was deleted: whoever has it open has to leave. */
    void deleted(DocumentId document);

    /** Somebody's right to a document is another one now. */
    void accessChanged(DocumentId document);
}
