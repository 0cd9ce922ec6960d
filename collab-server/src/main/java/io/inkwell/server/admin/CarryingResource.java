package io.inkwell.server.admin;

import io.inkwell.history.DocumentFileReader;
import io.inkwell.history.DocumentFileWriter;
import io.inkwell.history.MalformedFileException;
import io.inkwell.server.http.HttpAnswer;
import io.inkwell.server.http.JsonText;
import io.inkwell.server.http.Problem;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import io.inkwell.server.security.AccessRules;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.port.Archive;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A document with its whole history as one file: carried away, and brought here. What comes is received as a whole first, so that the database does
 * not wait for the network.
 */
final class CarryingResource {
    private static final Logger LOG = LoggerFactory.getLogger(CarryingResource.class);
    private static final String GZIP = "application/gzip";
    private static final int IMPORTS_AT_ONCE_MAX = 2;
    private static final long IMPORT_BYTES_MAX = 256L * 1024 * 1024;

    private final AccessRules rules;
    private final Archive archive;
    private final Semaphore imports = new Semaphore(IMPORTS_AT_ONCE_MAX);

    CarryingResource(AccessRules rules, Archive archive) {
        this.rules = rules;
        this.archive = archive;
    }

    HttpAnswer carryAway(ApiRequest request) throws ProblemException {
        DocumentId id = request.document();
        rules.requireManager(request.caller(), id);
        request.query(Set.of());
        LOG.info("document {} exported by {}", id, request.caller().forTheLog());
        return HttpAnswer.streamed(200, GZIP, out -> write(id, out)).withHeader(Api.CACHE_CONTROL, Api.NO_STORE)
                .withHeader("Content-Disposition", "attachment; filename=\"" + id + ".inkwell\"");
    }

    /** A file that is not whole ends in the middle, and the connection is cut: nobody takes it for a whole one. */
    private void write(DocumentId id, OutputStream out) throws IOException {
        try {
            new DocumentFileWriter(archive).write(id, out);
        } catch (MalformedFileException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    HttpAnswer bringHere(ApiRequest request) throws ProblemException {
        rules.requireMaker(request.caller());
        request.query(Set.of());
        if (!GZIP.equalsIgnoreCase(request.header(HttpHeader.CONTENT_TYPE)))
            throw new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                    "Send the file that was exported, with the header Content-Type: " + GZIP + ".");
        if (!imports.tryAcquire()) {
            throw new ProblemException(
                    Problem.of(ProblemCode.SERVER_FULL, "Other documents are being imported. Try again in a moment.")
                            .withHeader("Retry-After", "5"));
        }
        Path file = null;
        try {
            file = Files.createTempFile("inkwell-import-", ".unfinished");
            receive(request.http(), file);
            return store(file, request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            imports.release();
            if (file != null)
                remove(file);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("a temporary file was not removed: {}", e.getMessage());
        }
    }

    private static void receive(Request request, Path file) throws IOException, ProblemException {
        try (InputStream in = Request.asInputStream(request); OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[64 * 1024];
            long received = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                received += read;
                if (received > IMPORT_BYTES_MAX)
                    throw new ProblemException(ProblemCode.BODY_TOO_LARGE, "A file may have " + IMPORT_BYTES_MAX
                            + " bytes here. The command inkwell import takes larger ones.");
                out.write(buffer, 0, read);
            }
        } catch (HttpException.RuntimeException e) {
            throw new ProblemException(ProblemCode.REQUEST_TIMEOUT,
                    "The file did not arrive as a whole, or too slowly. Try again.");
        }
    }

    private HttpAnswer store(Path file, ApiRequest request) throws IOException, ProblemException {
        DocumentFileReader reader = new DocumentFileReader(archive, DocumentFileReader.Bounds.DEFAULT);
        try (InputStream in = Files.newInputStream(file)) {
            DocumentFileReader.Stored stored = reader.read(in);
            LOG.info("document {} imported by {}", stored.document(), request.caller().forTheLog());
            return HttpAnswer.of(201, HttpAnswer.JSON, JsonText.write(json -> {
                json.writeStartObject();
                json.writeStringProperty("id", stored.document().value());
                json.writeNumberProperty("revision", stored.revisions());
                json.writeEndObject();
            })).withHeader("Location", Api.PREFIX + "/documents/" + stored.document())
                    .withHeader(Api.CACHE_CONTROL, Api.NO_STORE);
        } catch (MalformedFileException e) {
            throw new ProblemException(ProblemCode.NOT_A_DOCUMENT, "Nothing was stored. " + e.getMessage());
        } catch (Archive.DocumentExistsException e) {
            throw new ProblemException(ProblemCode.DOCUMENT_EXISTS, "Nothing was stored. " + e.getMessage());
        }
    }
}
