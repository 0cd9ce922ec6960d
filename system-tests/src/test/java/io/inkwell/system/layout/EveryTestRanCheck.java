package io.inkwell.system.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The last thing of a whole build: every test class that is written was run. A class that no pattern of the build finds would otherwise be
 * skipped in silence. Runs only in a whole build, that is without {@code -Dtest} and {@code -Dit.test}; a report counts only if it is newer
 * than the compiled class.
 */
@EnabledIfSystemProperty(named = "inkwell.wholeBuild", matches = "true")
class EveryTestRanCheck {
    /** Fewer tests than this cannot be the whole. To be raised as tests are added, never lowered without saying why. */
    private static final int TESTS_MIN = 1_700;

    private static final Pattern TEST_METHOD = Pattern.compile(
            "^\\s*@(Test|ParameterizedTest|RepeatedTest|TestFactory|Property|Example)\\b",
            Pattern.MULTILINE);
    private static final Pattern TEST_CLASS = Pattern.compile("(Test|Properties|IT)$");
    private static final Pattern SUITE = Pattern.compile("<testsuite\\b[^>]*?\\btests=\"(\\d+)\"");

    @Test
    void everyTestClassHasAReportAndRanSomething() throws IOException {
        List<String> silent = new ArrayList<>();
        int classes = 0;
        int tests = 0;
        for (Path module : modules()) {
            for (Path source : testClasses(module)) {
                classes++;
                int ran = ran(module, source);
                tests += ran;
                if (ran == 0)
                    silent.add(Repository.root().relativize(source).toString());
            }
        }
        System.out.println("EveryTestRanCheck: " + classes + " test classes, " + tests + " tests");
        assertThat(silent).as("test classes that did not run").isEmpty();
        assertThat(tests).as("tests that ran").isGreaterThanOrEqualTo(TESTS_MIN);
    }

    private static List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.list(Repository.root())) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml"))
                    && Files.isDirectory(folder.resolve("src/test/java"))).sorted().toList();
        }
    }

    private static List<Path> testClasses(Path module) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(module.resolve("src/test/java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String text = Files.readString(file);
                String name = simpleName(file);
                boolean isContract = text.contains("abstract class " + name) || text.contains("interface " + name);
                boolean isThis = name.equals(EveryTestRanCheck.class.getSimpleName());
                boolean isTest = TEST_CLASS.matcher(name).find() || TEST_METHOD.matcher(text).find();
                if (isTest && !isContract && !isThis)
                    found.add(file);
            }
        }
        return found;
    }

    private static int ran(Path module, Path source) throws IOException {
        String name = module.resolve("src/test/java").relativize(source).toString().replace(".java", "").replace('/',
                '.');
        Path compiled = module.resolve("target/test-classes").resolve(name.replace('.', '/') + ".class");
        int ran = 0;
        for (String folder : List.of("surefire-reports", "failsafe-reports")) {
            for (Path report : reports(module.resolve("target").resolve(folder), name)) {
                Matcher suite = SUITE.matcher(Files.readString(report));
                boolean fresh = !Files.getLastModifiedTime(report).toInstant()
                        .isBefore(Files.getLastModifiedTime(compiled).toInstant());
                if (fresh && suite.find())
                    ran += Integer.parseInt(suite.group(1));
            }
        }
        return ran;
    }

    /** The report of a class and those of the classes inside it. */
    private static List<Path> reports(Path folder, String name) throws IOException {
        if (!Files.isDirectory(folder))
            return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> {
                String report = file.getFileName().toString();
                return report.equals("TEST-" + name + ".xml")
                        || (report.startsWith("TEST-" + name + "$") && report.endsWith(".xml"));
            }).toList();
        }
    }

    private static String simpleName(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }
}
