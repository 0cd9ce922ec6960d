package io.inkwell.system.layout;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.inkwell.sync.port.RevisionLog;
import io.inkwell.sync.port.RevisionLog.AppendResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of rooms in ARCHITECTURE.md, sentence by sentence. */
class TheHouseHasItsLayoutTest {
    private static final String JAVA = "java..";
    private static final String NULLNESS = "org.jspecify..";
    private static final String OT = "io.inkwell.ot";
    private static final String OT_JSON = "io.inkwell.ot.json..";
    private static final String SYNC = "io.inkwell.sync..";
    private static final String PERSISTENCE = "io.inkwell.persistence..";
    private static final String PROTOCOL = "io.inkwell.protocol..";
    private static final String CLIENT = "io.inkwell.client..";
    private static final String SERVER = "io.inkwell.server..";
    private static final String DOCUMENTS = "io.inkwell.server.documents..";

    /** The methods of the log, as the end of their full names. */
    private static final List<String> ASKING_THE_LOG = List.of(".append(io.inkwell.sync.port.RevisionLog$Append)",
            ".tail(io.inkwell.sync.port.RevisionLog$TailQuery)", ".heads(java.util.Collection)",
            ".find(io.inkwell.sync.DocumentId, io.inkwell.sync.SubmissionId)");

    private static JavaClasses house;

    @BeforeAll
    static void readTheHouse() {
        ImportOption noTests = location -> !location.contains("test-classes") && !location.contains("-tests.jar");
        house = new ClassFileImporter().withImportOption(noTests).importPackages("io.inkwell");
        assertThat(house.size()).as("classes read").isGreaterThan(150);
    }

    @Test
    void theAlgebraImportsNothingButTheJavaPlatform() {
        classes().that().resideInAPackage(OT).should().onlyDependOnClassesThat()
                .resideInAnyPackage(OT, JAVA, NULLNESS).check(house);
    }

    @Test
    void onlyTheJsonOfTheAlgebraImportsTheStreamingCoreOfJackson() {
        classes().that().resideInAPackage(OT_JSON).should().onlyDependOnClassesThat()
                .resideInAnyPackage(OT, OT_JSON, "tools.jackson.core..", JAVA, NULLNESS).check(house);
    }

    @Test
    void theStateMachinesImportTheAlgebraAndNothingElse() {
        classes().that().resideInAPackage(SYNC).should().onlyDependOnClassesThat()
                .resideInAnyPackage(OT, OT_JSON, SYNC, JAVA, NULLNESS).check(house);
    }

    @Test
    void theAlgebraAndTheStateMachinesHaveNoThreadClockSocketOrRandomness() {
        noClasses().that().resideInAnyPackage(OT, OT_JSON, SYNC).should().dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.sql..", "java.util.concurrent..", "java.nio.channels..")
                .check(house);
        noClasses().that().resideInAnyPackage(OT, OT_JSON, SYNC).should().dependOnClassesThat()
                .belongToAnyOf(Thread.class, java.util.Random.class, java.time.Clock.class,
                        java.time.InstantSource.class,
                        java.security.SecureRandom.class, java.io.File.class)
                .check(house);
        noClasses().that().resideInAnyPackage(OT, OT_JSON, SYNC).should().callMethod(System.class, "currentTimeMillis")
                .orShould().callMethod(System.class, "nanoTime").orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .orShould().callMethod(java.time.Instant.class, "now").orShould().callMethod(Math.class, "random")
                .check(house);
    }

    @Test
    void onlyPersistenceKnowsHibernateAndSql() {
        noClasses().that().resideOutsideOfPackage(PERSISTENCE).should().dependOnClassesThat()
                .resideInAnyPackage("org.hibernate..", "jakarta.persistence..", "java.sql..", "javax.sql..",
                        "com.zaxxer..",
                        "org.postgresql..", "org.flywaydb..")
                .check(house);
    }

    /** Nothing is sent or read once more in the class that talks to the database: what nobody knows is decided where it can be simulated. */
    @Test
    void whatToDoAboutAnUnknownOutcomeIsDecidedByTheActorAlone() {
        noClasses().that().resideInAPackage(PERSISTENCE).should()
                .callMethodWhere(describe("asks the log once more",
                        call -> call.getTargetOwner().isAssignableTo(RevisionLog.class)
                                && ASKING_THE_LOG.stream().anyMatch(call.getTarget().getFullName()::endsWith)))
                .check(house);
        List<String> looking = house.stream().filter(each -> each.getPackageName().startsWith("io.inkwell.persistence"))
                .flatMap(each -> each.getInstanceofChecks().stream())
                .filter(test -> test.getRawType().isAssignableTo(AppendResult.class))
                .map(test -> test.getOwner().getFullName() + " looks at " + test.getRawType().getName()).toList();
        assertThat(looking).as("looks into an answer of the log").isEmpty();
    }

    @Test
    void persistenceImportsTheStateMachinesAndNothingOfServerOrProtocol() {
        noClasses().that().resideInAPackage(PERSISTENCE).should().dependOnClassesThat()
                .resideInAnyPackage(PROTOCOL, CLIENT, SERVER).check(house);
    }

    @Test
    void onlyTheProgramItselfConstructsClassesOfPersistence() {
        noClasses().that().resideOutsideOfPackages("io.inkwell.server", PERSISTENCE).should().dependOnClassesThat()
                .resideInAPackage(PERSISTENCE).check(house);
    }

    @Test
    void theProtocolKnowsNeitherClientNorServer() {
        noClasses().that().resideInAPackage(PROTOCOL).should().dependOnClassesThat()
                .resideInAnyPackage(CLIENT, SERVER, PERSISTENCE).check(house);
    }

    @Test
    void theClientKnowsNeitherServerNorPersistence() {
        noClasses().that().resideInAPackage(CLIENT).should().dependOnClassesThat()
                .resideInAnyPackage(SERVER, PERSISTENCE).check(house);
    }

    @Test
    void onlyTheClusterKnowsRedis() {
        noClasses().that().resideOutsideOfPackage("io.inkwell.server.cluster..").should().dependOnClassesThat()
                .resideInAnyPackage("org.redisson..", "io.netty..").check(house);
    }

    @Test
    void openDocumentsKnowNoJettyNoHibernateNoJson() {
        noClasses().that().resideInAPackage(DOCUMENTS).should().dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jetty..", "org.hibernate..", "tools.jackson..", OT_JSON, PROTOCOL,
                        "io.inkwell.server.websocket..", "io.inkwell.server.admin..", "io.inkwell.server.security..")
                .check(house);
    }

    @Test
    void securityKnowsNeitherTheEndpointNorRest() {
        noClasses().that().resideInAPackage("io.inkwell.server.security..").should().dependOnClassesThat()
                .resideInAnyPackage("io.inkwell.server.websocket..", "io.inkwell.server.admin..", PERSISTENCE)
                .check(house);
    }

    @Test
    void theEndpointAndRestDoNotKnowEachOther() {
        noClasses().that().resideInAPackage("io.inkwell.server.websocket..").should().dependOnClassesThat()
                .resideInAPackage("io.inkwell.server.admin..").check(house);
        noClasses().that().resideInAPackage("io.inkwell.server.admin..").should().dependOnClassesThat()
                .resideInAPackage("io.inkwell.server.websocket..").check(house);
    }

    static Stream<Room> rooms() throws IOException {
        return Room.ofThePage().stream();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomImportsFromOurOwnRoomsWhatItsLineSays(Room room) {
        if (!room.mayImportEverything())
            noClasses().that().resideInAPackage(room.name()).should()
                    .dependOnClassesThat(resideInAPackage("io.inkwell..")
                            .and(not(resideInAnyPackage(room.withWhatItMayImport()))))
                    .check(house);
    }

    @Test
    void everyPackageHasItsLineInTheTableAndEveryLineItsPackage() throws IOException {
        assertThat(rooms().map(Room::name)).containsExactlyInAnyOrderElementsOf(
                house.stream().map(JavaClass::getPackageName).distinct().toList());
    }

    /** {@code sync} and its ports are two sides of one thing and count as one. */
    @Test
    void theRoomsHaveNoCycles() {
        slices().matching("io.inkwell.(*)..").should().beFreeOfCycles().check(house);
        slices().matching("io.inkwell.server.(*)..").should().beFreeOfCycles().check(house);
        noClasses().that().resideInAPackage(OT).should().dependOnClassesThat().resideInAPackage(OT_JSON).check(house);
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() throws IOException {
        Set<Path> folders = new TreeSet<>();
        Set<Path> marked = new TreeSet<>();
        for (Path file : sources()) {
            Path folder = Objects.requireNonNull(file.getParent());
            if (file.endsWith("module-info.java"))
                continue;
            folders.add(folder);
            String text = Files.readString(file);
            boolean saysSo = text.contains("@" + NullMarked.class.getName()) || (text.contains("@NullMarked")
                    && text.contains("import " + NullMarked.class.getName()));
            if (file.endsWith("package-info.java") && text.startsWith("/**") && saysSo)
                marked.add(folder);
        }
        // Test classes of a package that is marked in the main sources belong to it.
        Set<Path> silent = new TreeSet<>(folders);
        silent.removeIf(folder -> marked.contains(folder)
                || marked.contains(Path.of(folder.toString().replace("/src/test/", "/src/main/"))));
        assertThat(silent).as("packages whose package-info is missing, or says nothing, or is not @NullMarked")
                .isEmpty();
    }

    @Test
    void everyPathNamedInThePagesExists() throws IOException {
        Path root = Repository.root();
        List<String> missing = new ArrayList<>();
        int named = 0;
        Pattern link = Pattern.compile("\\]\\((?!https?:|#|mailto:)([^)#\\s]+)(#[^)]*)?\\)");
        for (Path page : pages()) {
            Matcher links = link.matcher(Files.readString(page));
            while (links.find()) {
                named++;
                Path target = page.resolveSibling(links.group(1)).normalize();
                if (!Files.exists(target))
                    missing.add(root.relativize(page) + " names " + links.group(1));
            }
        }
        assertThat(named).as("links to files").isGreaterThan(5);
        assertThat(missing).isEmpty();
    }

    @Test
    void everyFileAndEveryTestNamedInThePagesExists() throws IOException {
        Path root = Repository.root();
        List<Path> sources = sources();
        Pattern path = Pattern
                .compile("(?<![\\w/.])(?:\\.ci|config|conformance|docs|[a-z]+-[a-z]+|migrations|persistence)"
                        + "/[\\w./-]*\\w");
        Pattern test = Pattern.compile("`([A-Z]\\w+(?:Test|Properties|IT|Check))`");
        List<String> missing = new ArrayList<>();
        for (Path page : pages()) {
            String text = Files.readString(page).replaceAll("https?://\\S+|\\]\\([^)]*\\)", "");
            path.matcher(text).results().map(MatchResult::group)
                    .filter(name -> Files.isDirectory(root.resolve(name.substring(0, name.indexOf('/')))))
                    .filter(name -> !Files.exists(root.resolve(name)))
                    .forEach(name -> missing.add(root.relativize(page) + " names " + name));
            test.matcher(text).results().map(found -> found.group(1))
                    .filter(name -> sources.stream().noneMatch(source -> source.endsWith(name + ".java")))
                    .forEach(name -> missing.add(root.relativize(page) + " names " + name));
        }
        assertThat(missing).isEmpty();
    }

    private static List<Path> pages() throws IOException {
        Path root = Repository.root();
        List<Path> pages = new ArrayList<>(List.of(root.resolve("README.md"), root.resolve("ARCHITECTURE.md"),
                root.resolve("CONTRIBUTING.md"), root.resolve("conformance/README.md"),
                root.resolve("web-editor/README.md")));
        pages.removeIf(page -> !Files.exists(page));
        try (Stream<Path> docs = Files.list(root.resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
        }
        return pages;
    }

    /** The Java sources of all modules. */
    private static List<Path> sources() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> modules = Files.list(Repository.root())) {
            for (Path module : modules.map(folder -> folder.resolve("src")).filter(Files::isDirectory).toList()) {
                try (Stream<Path> files = Files.walk(module)) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
                }
            }
        }
        return found;
    }
}
