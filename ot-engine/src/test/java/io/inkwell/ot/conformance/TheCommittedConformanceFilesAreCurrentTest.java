package io.inkwell.ot.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What stands in the folder {@code conformance} is what the generator writes. With {@code -Dconformance.write=true} the files are written
 * first.
 */
class TheCommittedConformanceFilesAreCurrentTest {
    @Test
    void everyFileIsWhatTheGeneratorWrites() {
        if (Boolean.getBoolean("conformance.write")) {
            ConformanceFiles.write();
        }
        for (Map.Entry<String, String> file : ConformanceFiles.contents().entrySet()) {
            assertThat(ConformanceFiles.committed(file.getKey()).lines()).as(file.getKey())
                    .containsExactlyElementsOf(file.getValue().lines().toList());
        }
    }
}
