package io.inkwell.sync.simulation;

import io.inkwell.ot.Document;
import io.inkwell.sync.ActorLimits;
import io.inkwell.sync.CommitWindow;
import io.inkwell.sync.DocumentActor;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.Head;

/** What an actor is made of: a document as it was loaded. */
record ActorParts(DocumentId id, DocumentType type, ActorLimits limits, Head head, CommitWindow window,
        Document document, long bytesSinceSnapshot) {
    /** The actor that ships. */
    DocumentActor actor() {
        return new DocumentActor(id, type, limits, head, window, document, bytesSinceSnapshot);
    }
}
