package io.inkwell.server;

import io.inkwell.server.config.ConfigException;
import io.inkwell.server.config.Limits;
import io.inkwell.server.config.LimitsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Limits other than the usual ones, made the way an operator makes them. */
final class LimitsForTests {
    private LimitsForTests() {}

    /** The usual limits with another value for one of them. */
    static Limits with(String name, int value) {
        Path folder = TestServer.freshFolder();
        try {
            Files.writeString(folder.resolve(LimitsFile.FILE_NAME), name + " = " + value + "\n");
            return LimitsFile.read(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ConfigException e) {
            throw new AssertionError(e);
        }
    }
}
