package io.inkwell.ot.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Javadoc of the engine builds with every check but the one for missing comments, and without a warning. */
class TheJavadocHasNoErrorsTest {
    @Test
    void javadocHasNothingToSay(@TempDir Path pages) throws IOException {
        DocumentationTool javadoc = ToolProvider.getSystemDocumentationTool();
        var said = new StringWriter();
        try (StandardJavaFileManager files = javadoc.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(Path.of("src/main/java/io"))) {
            Iterable<? extends JavaFileObject> all = files
                    .getJavaFileObjectsFromPaths(sources.filter(path -> path.toString().endsWith(".java")).toList());
            List<String> options = List.of("-quiet", "-Xdoclint:all,-missing", "--snippet-path", "src/test/java", "-d",
                    pages.toString(), "-classpath", System.getProperty("java.class.path"));

            assertThat(javadoc.getTask(said, files, null, null, options, all).call()).as(said.toString()).isTrue();
        }
        assertThat(said.toString()).isEmpty();
        assertThat(Files.readString(pages.resolve("io/inkwell/ot/package-summary.html")))
                .contains("transformOver", "The server hears Ada first");
    }
}
