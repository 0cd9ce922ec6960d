package io.inkwell.ot.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every Java block of docs/ot.md is, letter for letter, a region of a source that is compiled and run here or in the law kit's tests. A
 * region is what stands between {@code // @start region=name} and {@code // @end}.
 */
class ThePageShowsWhatIsCompiledTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern REGION = Pattern.compile("^ *// @start region=\\w+\\n(.*?)^ *// @end$",
            Pattern.DOTALL | Pattern.MULTILINE);
    private static final int BLOCKS_MIN = 10;

    @Test
    void everyBlockIsARegionOfASource() throws IOException {
        List<String> blocks = BLOCK.matcher(Files.readString(ROOT.resolve("docs/ot.md"))).results()
                .map(found -> found.group(1)).toList();
        List<String> regions = new ArrayList<>();
        for (String module : List.of("ot-engine", "ot-laws")) {
            try (Stream<Path> sources = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                    REGION.matcher(Files.readString(source)).results().map(ThePageShowsWhatIsCompiledTest::text)
                            .forEach(regions::add);
                }
            }
        }

        assertThat(blocks).hasSizeGreaterThanOrEqualTo(BLOCKS_MIN);
        assertThat(regions).containsAll(blocks);
    }

    private static String text(MatchResult region) {
        return region.group(1).stripTrailing().stripIndent() + "\n";
    }
}
