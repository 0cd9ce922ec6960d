package io.inkwell.history;

import io.inkwell.sync.DocumentId;
import io.inkwell.sync.StoredOperation;
import io.inkwell.sync.port.Archive;
import io.inkwell.sync.port.StoredRevision;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes a document with its whole history into one file (see docs/history.md, "One file for a whole document"). What is stored is written as it
 * is: verify first. Rights, invitations, uploaded images and the secrets of clients are not in it. Thread safe; blocks.
 */
public final class DocumentFileWriter {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Archive archive;

    /** @param archive where documents are kept */
    public DocumentFileWriter(Archive archive) {
        this.archive = archive;
    }

    /**
     * Writes one document up to its head as it is now.
     *
     * @param to where to; left open
     * @return how many revisions were written
     * @throws NoSuchElementException if there is no such document
     * @throws IOException if it cannot be written
     * @throws MalformedFileException if the log does not reach the head: it is damaged
     * @throws io.inkwell.sync.port.StorageException if the store cannot answer
     */
    public long write(DocumentId document, OutputStream to) throws IOException, MalformedFileException {
        Archive.Kept kept = archive.find(document)
                .orElseThrow(() -> new NoSuchElementException("There is no document " + document + "."));
        List<Archive.Client> clients = archive.clients(document);
        GZIPOutputStream gzip = new GZIPOutputStream(to, BUFFER_BYTES);
        Lines lines = new Lines(gzip);
        lines.write(header(kept, clients.size()));
        for (Archive.Client client : clients)
            lines.write(client(client));
        long written = 0;
        try (Archive.RevisionPages pages = archive.revisions(document, 0, kept.head().revision())) {
            for (List<StoredRevision> page = pages.next(); !page.isEmpty(); page = pages.next()) {
                for (StoredRevision row : page)
                    lines.write(row);
                written += page.size();
            }
        }
        if (written != kept.head().revision()) {
            throw new MalformedFileException("The log holds " + written + " of " + kept.head().revision()
                    + " revisions: it is damaged. Verify the document.");
        }
        lines.end(written);
        gzip.finish();
        return written;
    }

    private static byte[] header(Archive.Kept kept, int clients) {
        return json(json -> {
            json.writeStringProperty("format", DocumentFile.FORMAT);
            json.writeNumberProperty("version", DocumentFile.VERSION);
            json.writeStringProperty("document", kept.id().value());
            json.writeStringProperty("title", kept.title());
            json.writeStringProperty("type", kept.type().name().toLowerCase(Locale.ROOT));
            json.writeNumberProperty("createdAt", kept.createdAtMillis());
            if (kept.creator() != null)
                json.writeStringProperty("creator", kept.creator().value());
            json.writeNumberProperty("revision", kept.head().revision());
            json.writeStringProperty("chain", kept.head().chain().toString());
            json.writeNumberProperty("at", kept.head().atMillis());
            json.writeNumberProperty("clients", clients);
        });
    }

    private static byte[] client(Archive.Client client) {
        return json(json -> {
            json.writeNumberProperty("displayId", client.displayId());
            json.writeStringProperty("person", client.person().value());
            json.writeStringProperty("name", client.name());
            json.writeStringProperty("colour", client.colour());
        });
    }

    private static byte[] json(Consumer<JsonGenerator> members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            members.accept(json);
            json.writeEndObject();
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Writes lines and counts what was written. */
    private static final class Lines {
        private final OutputStream to;
        private final MessageDigest sha = DocumentFile.sha256();

        Lines(OutputStream to) {
            this.to = to;
        }

        void write(byte[] line) throws IOException {
            put(line);
            put(new byte[]{'\n'});
        }

        void write(StoredRevision row) throws IOException {
            StoredOperation operation = row.operation();
            String original = operation.original().map(digest -> ",\"redacted\":\"" + digest + "\"").orElse("");
            put(DocumentFile.ascii("{\"revision\":" + row.revision() + ",\"kind\":" + row.kindNumber()
                    + ",\"displayId\":" + row.displayId() + ",\"seq\":" + row.seq() + ",\"at\":" + row.atMillis()
                    + ",\"baseLength\":" + row.baseLength() + ",\"submitHash\":\"" + row.submitHash()
                    + "\",\"chain\":\""
                    + row.chain() + "\"" + original + DocumentFile.OPERATION_MEMBER));
            put(operation.operation());
            put(DocumentFile.ascii("}\n"));
        }

        void end(long revisions) throws IOException {
            String digest = HexFormat.of().formatHex(sha.digest());
            to.write(DocumentFile.ascii("{\"revisions\":" + revisions + ",\"sha256\":\"" + digest + "\"}\n"));
        }

        private void put(byte[] bytes) throws IOException {
            sha.update(bytes);
            to.write(bytes);
        }
    }
}
