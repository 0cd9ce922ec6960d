package io.inkwell.system.layout;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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

    @Test
    void thePackagesOfTheServerHaveNoCycles() {
        slices().matching("io.inkwell.server.(*)..").should().beFreeOfCycles().check(house);
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() {
        List<String> silent = new ArrayList<>();
        house.stream().map(JavaClass::getPackage).distinct().forEach(each -> {
            if (!each.isAnnotatedWith(NullMarked.class))
                silent.add(each.getName());
        });
        assertThat(silent).as("packages without @NullMarked in their package-info").isEmpty();
    }

    @Test
    void everyPathNamedInThePagesExists() throws IOException {
        Path root = Repository.root();
        List<String> missing = new ArrayList<>();
        int named = 0;
        List<Path> pages = new ArrayList<>(List.of(root.resolve("README.md"), root.resolve("ARCHITECTURE.md"),
                root.resolve("CONTRIBUTING.md")));
        try (Stream<Path> docs = Files.list(root.resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
        }
        Pattern link = Pattern.compile("\\]\\((?!https?:|#|mailto:)([^)#\\s]+)(#[^)]*)?\\)");
        for (Path page : pages) {
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
}
