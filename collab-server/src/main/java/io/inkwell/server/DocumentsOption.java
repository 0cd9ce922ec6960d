package io.inkwell.server;

import io.inkwell.server.config.ConfigException;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.port.Archive;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which documents a command is about: some by their ids, or all. */
final class DocumentsOption {
    private static final int PAGE = 1_000;

    @Parameters(paramLabel = "DOCUMENT", arity = "0..*", description = "The ids of documents: what stands in the address after /d/.")
    private List<String> ids = new ArrayList<>();
    @Option(names = "--all", description = "All documents, also deleted ones.")
    private boolean all;

    /**
     * The documents that are meant.
     *
     * @throws ConfigException if it is not said which, or there is no such document
     */
    List<DocumentId> of(Archive archive) throws ConfigException {
        if (all != ids.isEmpty())
            throw new ConfigException("Name the documents by their ids, or say --all.");
        return all ? all(archive) : named(archive);
    }

    private List<DocumentId> named(Archive archive) throws ConfigException {
        List<DocumentId> documents = new ArrayList<>();
        for (String id : ids)
            documents.add(existing(id, archive));
        return documents;
    }

    /**
     * A document by its id.
     *
     * @throws ConfigException if there is none
     */
    static DocumentId existing(String id, Archive archive) throws ConfigException {
        if (!DocumentId.isValid(id))
            throw new ConfigException("\"" + id + "\" cannot be the id of a document.");
        DocumentId document = new DocumentId(id);
        if (archive.find(document).isEmpty())
            throw new ConfigException("There is no document " + document + " in this database.");
        return document;
    }

    private static List<DocumentId> all(Archive archive) {
        List<DocumentId> documents = new ArrayList<>();
        @Nullable
        DocumentId after = null;
        for (List<DocumentId> page = archive.documents(after, PAGE); !page.isEmpty(); page = archive.documents(after,
                PAGE)) {
            documents.addAll(page);
            after = page.getLast();
        }
        return documents;
    }
}
