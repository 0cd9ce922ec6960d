package io.inkwell.persistence;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL programs that travel inside a jar, unpacked once into a folder.
 *
 * <p>
 * The folder is named after the digest of the archive, so a newer archive is unpacked beside the older one, and it gets
 * its name only when it is complete: an unpacking that was interrupted leaves nothing that looks finished.
 */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /**
     * Finds or unpacks the programs.
     *
     * @param into the folder that holds one folder per archive
     * @return the folder with {@code bin/initdb}, {@code bin/pg_ctl} and {@code bin/postgres}
     */
    static Path unpacked(Path into) throws IOException, StartRefusedException {
        String archive = "/postgres-" + system() + "-" + architecture() + ".txz";
        Path target = into.resolve(digest(archive));
        if (Files.isDirectory(target)) {
            return target;
        }
        Files.createDirectories(into);
        Path unfinished = Files.createTempDirectory(into, "unfinished-");
        try {
            unpack(archive, unfinished);
            Files.move(unfinished, target);
        } catch (IOException failed) {
            if (!Files.isDirectory(target)) {
                throw failed;
            }
        } finally {
            deleteFolder(unfinished);
        }
        return target;
    }

    /** Removes a folder and everything in it; does nothing if it is not there. Links are removed, not followed. */
    static void deleteFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    private static void unpack(String archive, Path target) throws IOException, StartRefusedException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(open(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("The archive of PostgreSQL names a file outside itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.resolveSibling(""));
                    unpackFile(tar, entry, path);
                }
            }
        }
    }

    private static void unpackFile(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        boolean executable = (entry.getMode() & 0b001_000_000) != 0;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static String digest(String archive) throws IOException, StartRefusedException {
        try (DigestInputStream bytes = new DigestInputStream(open(archive), MessageDigest.getInstance("SHA-256"))) {
            bytes.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(bytes.getMessageDigest().digest(), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("Every Java platform has SHA-256", impossible);
        }
    }

    private static InputStream open(String archive) throws StartRefusedException {
        InputStream bytes = PostgresBinaries.class.getResourceAsStream(archive);
        if (bytes == null) {
            throw new StartRefusedException("This build of Inkwell carries no PostgreSQL for " + system() + " on "
                    + architecture() + ". Give it a PostgreSQL server with --database-url.");
        }
        return new BufferedInputStream(bytes);
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT);
    }

    private static String architecture() {
        String name = System.getProperty("os.arch");
        return switch (name) {
            case "amd64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> name;
        };
    }
}
