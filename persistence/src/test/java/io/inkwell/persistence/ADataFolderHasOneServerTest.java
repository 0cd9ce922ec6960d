package io.inkwell.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data folder is held by one server; the second is refused with a sentence that says what to do. */
class ADataFolderHasOneServerTest {

    @TempDir
    Path folder;

    @Test
    void theSecondHolderIsRefusedAndTheFirstKeepsItsHold() throws StartRefusedException {
        try (DataFolder first = DataFolder.hold(folder)) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> DataFolder.hold(folder)).isInstanceOf(StartRefusedException.class)
                        .hasMessageContaining(first.path().toString())
                        .hasMessageContaining("in use by another Inkwell server")
                        .hasMessageContaining("--data");
            }
        }
        try (DataFolder next = DataFolder.hold(folder)) {
            assertThat(next.path()).isDirectory();
        }
    }

    @Test
    void theFolderIsMadeReadableForItsOwnerAlone() throws Exception {
        try (DataFolder held = DataFolder.hold(folder.resolve("new/data"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(held.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aFileWhereTheFolderShouldBeIsNamed() throws Exception {
        Path file = Files.createFile(folder.resolve("data"));
        assertThatThrownBy(() -> DataFolder.hold(file)).isInstanceOf(StartRefusedException.class)
                .hasMessageContaining(file.toString());
    }
}
