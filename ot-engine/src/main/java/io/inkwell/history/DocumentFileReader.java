package io.inkwell.history;

import io.inkwell.ot.json.MalformedOpsException;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.Head;
import io.inkwell.sync.OperationDigest;
import io.inkwell.sync.PersonId;
import io.inkwell.sync.StoredOperation;
import io.inkwell.sync.port.Archive;
import io.inkwell.sync.port.StoredRevision;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a file that {@link DocumentFileWriter} wrote, or that somebody else made up: every line is proven before it is stored, as strictly as if
 * it came from a client, and nothing is stored unless everything is right. Thread safe; blocks.
 */
public final class DocumentFileReader {
    private static final int PAGE_REVISIONS = 500;
    private static final int PAGE_BYTES = 1024 * 1024;
    private static final int TITLE_LENGTH_MAX = 300;
    private static final int NAME_LENGTH_MAX = 100;

    private final Archive archive;
    private final Bounds bounds;

    /**
     * How large a file may be.
     *
     * @param lineBytesMax one line, unpacked
     * @param bytesMax the whole file, unpacked
     * @param clientsMax clients
     * @param documentLengthMax the document at any time, in UTF-16 units
     */
    public record Bounds(int lineBytesMax, long bytesMax, int clientsMax, int documentLengthMax) {
        /** Lines of 4 MiB, 8 GiB in all, a million clients, documents of the usual limit. */
        public static final Bounds DEFAULT = new Bounds(4 * 1024 * 1024, 8L * 1024 * 1024 * 1024, 1_000_000, 5_000_000);
    }

    /** @param archive where to store
     * @param bounds how large a file may be */
    public DocumentFileReader(Archive archive, Bounds bounds) {
        this.archive = archive;
        this.bounds = bounds;
    }

    /**
     * What was stored.
     *
     * @param document the document, under the id it always had: its chain begins with it
     * @param revisions how many revisions
     */
    public record Stored(DocumentId document, long revisions) {}

    /**
     * Stores the document of a file.
     *
     * @throws MalformedFileException if anything in it is not right; nothing was stored
     * @throws Archive.DocumentExistsException if there is a document of its id
     * @throws IOException if the file cannot be read
     * @throws io.inkwell.sync.port.StorageException if the store cannot answer
     */
    public Stored read(InputStream file) throws IOException, MalformedFileException, Archive.DocumentExistsException {
        BoundedLines lines = new BoundedLines(unpacked(file), bounds.lineBytesMax(), bounds.bytesMax());
        byte[] first = lines.next(false);
        FlatJson header = meta(first, first.length, "", lines, DocumentFile.HEADER);
        Archive.Kept kept = at(lines, () -> kept(header));
        int count = at(lines, () -> (int) header.number("clients", 0, bounds.clientsMax()));
        List<Archive.Client> clients = clients(lines, count);
        try (Archive.Arrival arrival = archive.receive(kept, clients)) {
            revisions(lines, kept, clients, arrival);
            end(lines, kept.head().revision());
            arrival.finish();
        }
        return new Stored(kept.id(), kept.head().revision());
    }

    private static InputStream unpacked(InputStream file) throws IOException, MalformedFileException {
        try {
            return new GZIPInputStream(file, PAGE_BYTES);
        } catch (EOFException | ZipException e) {
            throw new MalformedFileException("The file is not gzip, so it is no document file.", e);
        }
    }

    private static Archive.Kept kept(FlatJson header) throws MalformedFileException {
        if (!header.text("format").equals(DocumentFile.FORMAT))
            throw new MalformedFileException("This is no document file.");
        header.number("version", DocumentFile.VERSION, DocumentFile.VERSION);
        long createdAt = header.number("createdAt", 0, Long.MAX_VALUE / 2);
        Head head = new Head(header.number("revision", 0, Long.MAX_VALUE / 2), header.as("chain", Digest::parse),
                header.number("at", createdAt, Long.MAX_VALUE / 2), 0, Head.State.OPEN);
        DocumentType type = switch (header.text("type")) {
            case "rich" -> DocumentType.RICH;
            case "text" -> DocumentType.TEXT;
            default -> throw new MalformedFileException("The type of a document is rich or text.");
        };
        return new Archive.Kept(header.as("document", DocumentId::new), label(header, "title", TITLE_LENGTH_MAX), type,
                createdAt, header.has("creator") ? person(header, "creator") : null, head);
    }

    private static PersonId person(FlatJson object, String member) throws MalformedFileException {
        String id = object.text(member);
        if (!DocumentId.isValid(id))
            throw new MalformedFileException("The id of a person has 1 to 64 characters of A-Z a-z 0-9 _ -.");
        return new PersonId(id);
    }

    private static String label(FlatJson object, String member, int lengthMax) throws MalformedFileException {
        String text = object.text(member);
        boolean clean = text.codePoints().noneMatch(c -> Character.isISOControl(c)
                || Character.getType(c) == Character.SURROGATE || Character.getType(c) == Character.FORMAT);
        if (!clean || text.length() > lengthMax)
            throw new MalformedFileException("The member " + member + " has at most " + lengthMax
                    + " characters, and none that cannot be seen.");
        return text;
    }

    private List<Archive.Client> clients(BoundedLines lines, int count) throws IOException, MalformedFileException {
        List<Archive.Client> clients = new ArrayList<>();
        int before = 0;
        for (int i = 0; i < count; i++) {
            byte[] line = lines.next(false);
            FlatJson object = meta(line, line.length, "", lines, DocumentFile.CLIENT);
            int least = before + 1;
            Archive.Client client = at(lines, () -> {
                String colour = object.text("colour");
                String name = label(object, "name", NAME_LENGTH_MAX);
                if (!colour.matches("#[0-9a-f]{6}") || name.isEmpty())
                    throw new MalformedFileException("A person has a name and a colour like #aa3355.");
                return new Archive.Client((int) object.number("displayId", least, Integer.MAX_VALUE),
                        person(object, "person"), name, colour);
            });
            before = client.displayId();
            clients.add(client);
        }
        return clients;
    }

    private void revisions(BoundedLines lines, Archive.Kept kept, List<Archive.Client> clients,
            Archive.Arrival arrival) throws IOException, MalformedFileException {
        Reception reception = new Reception(kept, bounds.documentLengthMax());
        Set<Integer> known = new HashSet<>();
        clients.forEach(client -> known.add(client.displayId()));
        List<StoredRevision> page = new ArrayList<>();
        int pageBytes = 0;
        for (long revision = 1; revision <= kept.head().revision(); revision++) {
            byte[] line = lines.next(false);
            StoredRevision row = row(line, lines);
            at(lines, () -> {
                if (!known.contains(row.displayId()))
                    throw new MalformedFileException("There is no client " + row.displayId() + ".");
                reception.take(row);
                return row;
            });
            reception.snapshotIfDue().ifPresent(arrival::add);
            page.add(row);
            pageBytes += line.length;
            if (page.size() == PAGE_REVISIONS || pageBytes > PAGE_BYTES) {
                arrival.add(page);
                page = new ArrayList<>();
                pageBytes = 0;
            }
        }
        if (!page.isEmpty())
            arrival.add(page);
        reception.requireHead(kept.head());
    }

    private static StoredRevision row(byte[] line, BoundedLines lines) throws MalformedFileException {
        int ops = indexOf(line, DocumentFile.ascii(DocumentFile.OPERATION_MEMBER));
        if (ops < 0 || line[line.length - 1] != '}')
            throw broken(lines, "The line of a revision ends with its operation.");
        FlatJson meta = meta(line, ops, "}", lines, DocumentFile.REVISION);
        byte[] written = Arrays.copyOfRange(line, ops + DocumentFile.OPERATION_MEMBER.length(),
                line.length - 1);
        return at(lines, () -> new StoredRevision(meta.number("revision", 1, Long.MAX_VALUE / 2),
                (int) meta.number("kind", 0, Short.MAX_VALUE), (int) meta.number("displayId", 1, Integer.MAX_VALUE),
                (int) meta.number("seq", 1, Integer.MAX_VALUE), meta.number("at", 0, Long.MAX_VALUE / 2),
                (int) meta.number("baseLength", 0, Integer.MAX_VALUE), meta.as("submitHash", Digest::parse),
                meta.as("chain", Digest::parse),
                meta.has("redacted")
                        ? StoredOperation.redacted(canonical(written), meta.as("redacted", OperationDigest::parse))
                        : StoredOperation.of(canonical(written))));
    }

    /** What is stored is always canonical, so that a text that only means the same cannot come in. */
    private static byte[] canonical(byte[] written) throws MalformedFileException {
        try {
            byte[] canonical = OpsJson.write(OpsJson.read(written, OpsLimits.UNLIMITED));
            if (!Arrays.equals(canonical, written))
                throw new MalformedFileException("The operation is not in its canonical form.");
            return canonical;
        } catch (MalformedOpsException e) {
            throw new MalformedFileException("" + e.getMessage(), e);
        }
    }

    private static int indexOf(byte[] line, byte[] part) {
        for (int i = 0; i + part.length <= line.length; i++) {
            if (Arrays.equals(line, i, i + part.length, part, 0, part.length))
                return i;
        }
        return -1;
    }

    private static void end(BoundedLines lines, long revisions) throws IOException, MalformedFileException {
        byte[] line = lines.next(true);
        FlatJson end = meta(line, line.length, "", lines, DocumentFile.END);
        at(lines, () -> end.number("revisions", revisions, revisions));
        String digest = at(lines, () -> end.text("sha256"));
        if (!digest.equals(lines.digestBefore()))
            throw new MalformedFileException("The lines of the file do not give its SHA-256: it was changed.");
        lines.requireEnd();
    }

    private static FlatJson meta(byte[] line, int length, String rest, BoundedLines lines, List<String> members)
            throws MalformedFileException {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line, 0, length)) + rest;
            return at(lines, () -> {
                FlatJson object = FlatJson.read(text);
                object.requireOnly(members);
                return object;
            });
        } catch (CharacterCodingException e) {
            throw broken(lines, "It is not UTF-8.");
        }
    }

    /** Something that may find a line wrong. */
    @FunctionalInterface
    private interface Step<T> {
        T take() throws MalformedFileException;
    }

    /** Says where the line is that was found wrong. */
    private static <T> T at(BoundedLines lines, Step<T> step) throws MalformedFileException {
        try {
            return step.take();
        } catch (MalformedFileException e) {
            throw broken(lines, "" + e.getMessage());
        }
    }

    private static MalformedFileException broken(BoundedLines lines, String what) {
        return new MalformedFileException(
                "In the line at byte " + lines.lineOffset() + " of the unpacked text: " + what);
    }
}
