package io.inkwell.persistence;

import io.inkwell.ot.json.OpsJson;
import io.inkwell.sync.Commit;
import io.inkwell.sync.Salvage;
import io.inkwell.sync.port.SalvageStore;
import io.inkwell.sync.port.StorageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Keeps what a log lost as files of a folder, one for each loss that a node notices: {@code <document>-<revision>-<time>.jsonl}, one JSON object
 * in a line. The first line says what the file holds, then come the commits, oldest first, and last the document as it was after them.
 *
 * <p>
 * A file is readable by its owner alone, on the disk before {@link #keep} returns, never written to again, and no larger than
 * {@value #BYTES_MAX} bytes: what does not fit is left out, the oldest commits first, and the first line says so. Thread safe.
 */
public final class SalvageFolder implements SalvageStore {
    /** The largest file, in bytes. */
    static final int BYTES_MAX = 32 * 1_024 * 1_024;

    private static final int FORMAT = 1;
    private static final int FIRST_LINE_BYTES_MAX = 4_096;
    private static final int SAME_NAMES_MAX = 1_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'")
            .withZone(ZoneOffset.UTC);
    private static final FileAttribute<?> OWNERS_FOLDER = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OWNERS_FILE = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final JsonFactory JSON = new JsonFactory();

    private final Path folder;
    private final InstantSource clock;
    private final int bytesMax;

    /**
     * Files in a folder, which is made when the first of them is written.
     *
     * @param folder where they are to lie; the folder above it exists
     * @param clock tells the time in their names
     */
    public SalvageFolder(Path folder, InstantSource clock) {
        this(folder, clock, BYTES_MAX);
    }

    SalvageFolder(Path folder, InstantSource clock, int bytesMax) {
        this.folder = folder;
        this.clock = clock;
        this.bytesMax = bytesMax;
    }

    @Override
    public String keep(Salvage salvage, Map<Integer, String> authors) {
        Instant now = clock.instant();
        try {
            ArrayDeque<byte[]> lines = lines(salvage, authors, now);
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, OWNERS_FOLDER);
                force(folder.toAbsolutePath().resolveSibling(""));
            }
            return write(salvage.document() + "-" + salvage.last().revision() + "-" + TIME.format(now), lines);
        } catch (IOException failed) {
            throw new StorageException("The salvage of document " + salvage.document() + " could not be written to "
                    + folder + ": " + failed, failed);
        }
    }

    private ArrayDeque<byte[]> lines(Salvage salvage, Map<Integer, String> authors, Instant now) {
        byte[] content = OpsJson.write(salvage.last().document().toOps());
        long left = (long) bytesMax - FIRST_LINE_BYTES_MAX - FIRST_LINE_BYTES_MAX;
        boolean contentFits = content.length <= left;
        if (contentFits)
            left -= content.length;
        ArrayDeque<byte[]> lines = new ArrayDeque<>();
        lines.add(line(json -> writeDocument(json, salvage, content, contentFits)));
        int fitting = 0;
        for (Commit commit : salvage.commits().reversed()) {
            byte[] line = line(json -> writeCommit(json, commit, authors));
            left -= line.length;
            if (left < 0)
                break;
            lines.addFirst(line);
            fitting++;
        }
        int leftOut = salvage.commits().size() - fitting;
        lines.addFirst(line(json -> writeFirst(json, salvage, leftOut, now)));
        return lines;
    }

    private void writeFirst(JsonGenerator json, Salvage salvage, int leftOut, Instant now) {
        json.writeNumberProperty("salvage", FORMAT);
        json.writeStringProperty("document", salvage.document().value());
        json.writeStringProperty("keptAt", now.toString());
        json.writeNumberProperty("logRevision", salvage.logRevision());
        json.writeNumberProperty("firstRevision", salvage.afterRevision() + 1);
        json.writeNumberProperty("lastRevision", salvage.last().revision());
        json.writeStringProperty("extent", salvage.extent().name());
        json.writeStringProperty("about", switch (salvage.extent()) {
            case ALL -> "These revisions were stored and are not in the database any more; it lost none before them.";
            case WITHOUT_OLDER -> "These revisions were stored and are not in the database any more; it lost older "
                    + "ones too, which this server no longer held. The document in the last line has their text.";
            case PERHAPS_MORE -> "These revisions were stored. The database could not be read to its end, so it may "
                    + "still hold the first of them: compare the chains.";
        });
        json.writeNumberProperty("commits", salvage.commits().size() - leftOut);
        json.writeNumberProperty("oldestCommitsLeftOut", leftOut);
        json.writeNumberProperty("fileBytesMax", bytesMax);
    }

    private static void writeCommit(JsonGenerator json, Commit commit, Map<Integer, String> authors) {
        json.writeNumberProperty("revision", commit.revision());
        json.writeNumberProperty("kind", commit.kind().number());
        json.writeNumberProperty("displayId", commit.id().displayId());
        json.writeNumberProperty("seq", commit.id().seq());
        String author = authors.get(commit.id().displayId());
        if (author != null)
            json.writeStringProperty("author", author);
        json.writeNumberProperty("at", commit.atMillis());
        json.writeStringProperty("submitHash", commit.submitHash().toString());
        json.writeStringProperty("chain", commit.chain().toString());
        json.writeName("ops");
        json.writeRawValue(new String(commit.opBytes(), StandardCharsets.UTF_8));
    }

    private static void writeDocument(JsonGenerator json, Salvage salvage, byte[] content, boolean contentFits) {
        json.writeNumberProperty("documentAtRevision", salvage.last().revision());
        json.writeStringProperty("chain", salvage.last().chain().toString());
        json.writeBooleanProperty("contentLeftOut", !contentFits);
        if (contentFits) {
            json.writeName("content");
            json.writeRawValue(new String(content, StandardCharsets.UTF_8));
        }
    }

    private static byte[] line(Consumer<JsonGenerator> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            members.accept(json);
            json.writeEndObject();
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private String write(String name, Iterable<byte[]> lines) throws IOException {
        for (int same = 1; same <= SAME_NAMES_MAX; same++) {
            Path file = folder.resolve(name + (same == 1 ? "" : "-" + same) + ".jsonl");
            try (FileChannel channel = FileChannel.open(file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNERS_FILE)) {
                for (byte[] line : lines) {
                    ByteBuffer bytes = ByteBuffer.wrap(line);
                    while (bytes.hasRemaining())
                        channel.write(bytes);
                }
                channel.force(true);
                force(folder);
                return file.toString();
            } catch (FileAlreadyExistsException another) {
                // That one stays as it is; the next name may be free.
            }
        }
        throw new IOException("there are " + SAME_NAMES_MAX + " files of this name already");
    }

    /** Puts the entries of a folder on the disk. */
    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
