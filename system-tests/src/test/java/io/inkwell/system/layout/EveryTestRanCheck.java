package io.inkwell.system.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The last thing of a whole build: every test class that is written was run. A class that no pattern of the build finds would otherwise be
 * skipped in silence. Runs only in a whole build, that is without {@code -Dtest} and {@code -Dit.test}; a report counts only if it is newer
 * than what it reports on, and a test that was skipped does not count: loud outside CI, a failure there.
 */
@EnabledIfSystemProperty(named = "inkwell.wholeBuild", matches = "true")
class EveryTestRanCheck {
    /** Fewer tests than this cannot be the whole. To be raised as tests are added, never lowered without saying why. */
    private static final int TESTS_MIN = 4_400;

    private static final Pattern TEST_METHOD = Pattern.compile(
            "^\\s*@(Test|ParameterizedTest|RepeatedTest|TestFactory|Property|Example)\\b",
            Pattern.MULTILINE);
    private static final Pattern TEST_CLASS = Pattern.compile("(Test|Properties|IT)$");
    private static final Pattern SELECTION = Pattern.compile("@SelectClasses\\(\\{(.*?)\\}\\)", Pattern.DOTALL);
    private static final Pattern SELECTED = Pattern.compile("(\\w+)\\.class");
    private static final Pattern SUITE = Pattern.compile("<testsuite\\b[^>]*>");
    private static final Path PAGES = Repository.root().resolve("web-editor");
    private static final Path PAGES_REPORT = PAGES.resolve("target/vitest-reports/TEST-vitest.xml");

    @Test
    void everyTestClassHasAReportAndRanSomething() throws IOException {
        Map<Path, Count> classes = new TreeMap<>();
        for (Path module : modules()) {
            for (Path source : testClasses(module))
                classes.put(Repository.root().relativize(source), count(module, source));
        }
        for (Path source : pageTests())
            classes.put(Repository.root().relativize(source), countInNode(source));

        int ran = classes.values().stream().mapToInt(Count::ran).sum();
        List<Path> skipped = having(classes, count -> count.ran() < count.reported());
        System.out.println("EveryTestRanCheck: " + classes.size() + " test classes, " + ran + " tests");
        assertThat(having(classes, count -> count.reported() == 0)).as("test classes that did not run").isEmpty();
        if (!skipped.isEmpty())
            System.err.println("\n**** Skipped, so nothing is known about them: " + skipped + " ****\n");
        if ("true".equals(System.getenv("CI")))
            assertThat(skipped).as("test classes of which something was skipped").isEmpty();
        if (skipped.isEmpty())
            assertThat(ran).as("tests that ran").isGreaterThanOrEqualTo(TESTS_MIN);
    }

    private static List<Path> having(Map<Path, Count> classes, Predicate<Count> what) {
        return classes.entrySet().stream().filter(entry -> what.test(entry.getValue())).map(Map.Entry::getKey).toList();
    }

    /**
     * What the reports say of one test class.
     *
     * @param reported tests that are in a report, those that were skipped included
     * @param ran      tests that really ran
     */
    private record Count(int reported, int ran) {
        static final Count NONE = new Count(0, 0);

        static Count of(String suite) {
            int reported = number(suite, "tests");
            int skipped = number(suite, "skipped");
            // A class that is skipped as a whole is reported as no tests, one of them skipped.
            return new Count(Math.max(reported, skipped), Math.max(reported - skipped, 0));
        }

        Count plus(Count other) {
            return new Count(reported + other.reported, ran + other.ran);
        }

        private static int number(String suite, String attribute) {
            Matcher value = Pattern.compile("\\b" + attribute + "=\"(\\d+)\"").matcher(suite);
            return value.find() ? Integer.parseInt(value.group(1)) : 0;
        }
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

    private static Count count(Path module, Path source) throws IOException {
        Path reports = module.resolve("target")
                .resolve(simpleName(source).endsWith("IT") ? "failsafe-reports" : "surefire-reports");
        List<Path> selected = selectedBySuite(source);
        Count count = selected.isEmpty() ? count(module, source, reports) : Count.NONE;
        for (Path one : selected) {
            Count ofOne = count(module, one, reports);
            if (ofOne.reported() == 0)
                return Count.NONE;
            count = count.plus(ofOne);
        }
        return count;
    }

    /** The classes that a suite runs once more; none if it is no suite. */
    private static List<Path> selectedBySuite(Path source) throws IOException {
        Matcher selection = SELECTION.matcher(Files.readString(source));
        if (!selection.find())
            return List.of();
        return SELECTED.matcher(selection.group(1)).results()
                .map(name -> source.resolveSibling(name.group(1) + ".java")).toList();
    }

    private static Count count(Path module, Path source, Path reports) throws IOException {
        String name = module.resolve("src/test/java").relativize(source).toString().replace(".java", "").replace('/',
                '.');
        Path compiled = module.resolve("target/test-classes").resolve(name.replace('.', '/') + ".class");
        Count count = Count.NONE;
        for (Path report : reports(reports, name)) {
            Matcher suite = SUITE.matcher(Files.readString(report));
            if (isNewer(report, compiled) && suite.find())
                count = count.plus(Count.of(suite.group()));
        }
        return count;
    }

    /** The tests of the pages: one report holds them all, a suite for each file. */
    private static List<Path> pageTests() throws IOException {
        try (Stream<Path> files = Files.walk(PAGES.resolve("test"))) {
            return files.filter(file -> file.toString().endsWith(".test.ts")).sorted().toList();
        }
    }

    private static Count countInNode(Path source) throws IOException {
        if (!Files.exists(PAGES_REPORT) || !isNewer(PAGES_REPORT, source))
            return Count.NONE;
        String name = "name=\"" + PAGES.relativize(source) + "\"";
        return SUITE.matcher(Files.readString(PAGES_REPORT)).results().map(MatchResult::group)
                .filter(suite -> suite.contains(name)).map(Count::of).reduce(Count.NONE, Count::plus);
    }

    private static boolean isNewer(Path report, Path than) throws IOException {
        return !Files.getLastModifiedTime(report).toInstant().isBefore(Files.getLastModifiedTime(than).toInstant());
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
