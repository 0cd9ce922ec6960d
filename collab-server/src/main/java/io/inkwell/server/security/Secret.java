package io.inkwell.server.security;

import io.inkwell.server.config.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The 256 random bits that sign administrators' tokens and invitations. They lie in the data folder, readable by its owner alone; whoever can
 * read the file is the administrator. Removing the file ends every token and invitation at the next start.
 */
public final class Secret {
    /** The name of the file in the data folder. */
    public static final String FILE_NAME = "secret.key";
    private static final int BYTES = 32;
    private static final int MARK_BYTES = 4;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Logger LOG = LoggerFactory.getLogger(Secret.class);

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The secret of a data folder. Folder and secret are made if they are missing; of several that make it at once, one wins for all.
     *
     * @throws ConfigException if the file cannot be read or made, or does not hold a secret
     */
    public static Secret ofFolder(Path dataFolder) throws ConfigException {
        Path file = dataFolder.resolve(FILE_NAME);
        try {
            if (!Files.exists(file))
                make(dataFolder, file);
            if (Files.getPosixFilePermissions(file).stream().anyMatch(permission -> !OWNER_ONLY.contains(permission))) {
                LOG.warn(
                        "{} could be read by others; now only its owner can. If others use this computer, remove it and restart",
                        file);
                Files.setPosixFilePermissions(file, OWNER_ONLY);
            }
            return new Secret(decode(Files.readString(file, StandardCharsets.US_ASCII)));
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException("The secret in " + file + " cannot be used (" + e.getMessage()
                    + "). Check who owns the folder; or remove the file to start with a new secret, which ends all tokens and invitations.",
                    e);
        }
    }

    /** A copy of the 32 bytes. */
    byte[] bytes() {
        return bytes.clone();
    }

    /** Eight characters that tell two secrets apart and say nothing else about them. */
    public String mark() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("inkwell secret mark".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(bytes), 0, MARK_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Says nothing. */
    @Override
    public String toString() {
        return "Secret[…]";
    }

    private static byte[] decode(String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text.strip());
        if (bytes.length != BYTES)
            throw new IllegalArgumentException("it holds " + bytes.length + " bytes instead of " + BYTES);
        return bytes;
    }

    /** Written under another name and linked when complete: nobody ever reads half a secret, and nobody's is overwritten. */
    private static void make(Path folder, Path file) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        Path unfinished = Files.createTempFile(folder, FILE_NAME, ".new",
                PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(fresh) + "\n";
            Files.writeString(unfinished, text, StandardCharsets.US_ASCII, StandardOpenOption.SYNC);
            Files.createLink(file, unfinished);
        } catch (FileAlreadyExistsException somebodyWasFaster) {
            LOG.debug("{} was made by somebody else at the same moment", file);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
