package io.inkwell.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folder in which a server keeps everything, held by one server at a time.
 *
 * <p>
 * The hold is a lock of the operating system on the file {@value #LOCK_FILE}. It ends with the process, however that
 * ends, so a killed server leaves nothing behind that must be tidied up. The file itself stays.
 */
public final class DataFolder implements AutoCloseable {

    static final String LOCK_FILE = "inkwell.lock";

    /*
     * POSIX drops every lock a process has on a file when the process closes any descriptor of that file. A second hold in
     * this process would therefore not only fail but end the first one; this set is asked before the file is opened.
     */
    private static final Set<Path> HELD_BY_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lockFile;

    private DataFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Creates the folder if need be (readable by its owner alone) and takes hold of it.
     *
     * @param folder the data folder
     * @return the held folder; close it to let go
     * @throws StartRefusedException if another server holds it, or it cannot be written
     */
    public static DataFolder hold(Path folder) throws StartRefusedException {
        Path path = folder.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            path = path.toRealPath();
            if (!HELD_BY_THIS_PROCESS.add(path)) {
                throw inUse(path, Long.toString(ProcessHandle.current().pid()));
            }
            return new DataFolder(path, lock(path));
        } catch (IOException unusable) {
            throw new StartRefusedException("The data folder " + path + " cannot be used (" + unusable
                    + "). Check who owns it, or give another folder with --data.", unusable);
        }
    }

    /** Whether a server holds the folder now. */
    static boolean isHeld(Path folder) throws StartRefusedException {
        try {
            Path path = folder.toRealPath();
            if (HELD_BY_THIS_PROCESS.contains(path))
                return true;
            try (FileChannel lockFile = FileChannel.open(path.resolve(LOCK_FILE), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE)) {
                FileLock lock = lockFile.tryLock();
                if (lock != null)
                    lock.release();
                return lock == null;
            }
        } catch (IOException unusable) {
            throw new StartRefusedException("The data folder " + folder + " cannot be used (" + unusable + ").",
                    unusable);
        }
    }

    /** Returns the folder, absolute and without symbolic links. */
    public Path path() {
        return path;
    }

    /** Lets go of the folder: another server may use it now. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException stillLocked) {
            throw new UncheckedIOException("Could not let go of the data folder " + path, stillLocked);
        } finally {
            HELD_BY_THIS_PROCESS.remove(path);
        }
    }

    private static FileChannel lock(Path path) throws IOException, StartRefusedException {
        FileChannel lockFile = null;
        boolean held = false;
        try {
            lockFile = FileChannel.open(path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            held = lockFile.tryLock() != null;
            if (!held) {
                throw inUse(path, read(lockFile));
            }
            write(lockFile, Long.toString(ProcessHandle.current().pid()));
            return lockFile;
        } finally {
            if (!held) {
                HELD_BY_THIS_PROCESS.remove(path);
                if (lockFile != null) {
                    lockFile.close();
                }
            }
        }
    }

    private static StartRefusedException inUse(Path path, String holder) {
        return new StartRefusedException("The data folder " + path + " is in use by another Inkwell server"
                + (holder.isEmpty() ? "" : " (process " + holder + ")")
                + ". Stop that server first, or give this one another folder with --data.");
    }

    private static String read(FileChannel file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(32);
        file.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
    }

    private static void write(FileChannel file, String text) throws IOException {
        file.truncate(0);
        file.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
    }
}
