package io.inkwell.server.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.server.launcher.LauncherHouse.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TheLauncherStartsWhatIsThereTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatIsBuiltIsStartedWithEveryArgumentAsItIs() throws IOException, InterruptedException {
        LauncherHouse house = new LauncherHouse(folder).jdk(25).built();
        Outcome outcome = house.run("serve", "--data", "a b", "$HOME", "");
        assertThat(outcome.out()).startsWith("java 25: [-Xmx").contains("[-Dinkwell.home=" + house.root + "]",
                "[-jar] [" + house.root
                        + "/collab-server/target/collab-server-0.1.0.jar] [serve] [--data] [a b] [$HOME] []");
        assertThat(outcome.exitCode()).as("the program's own").isEqualTo(7);
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void itIsFoundThroughLinksAndFromEveryFolder() throws IOException, InterruptedException {
        LauncherHouse house = new LauncherHouse(folder).jdk(25).built();
        Path first = Files.createSymbolicLink(folder.resolve("first"), house.root.resolve("inkwell"));
        Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("first"));
        for (Path name : new Path[]{first, second, house.root.resolve("../project with space/inkwell")}) {
            assertThat(house.run(name, Path.of("/"), "--help").out()).contains("[-Dinkwell.home=" + house.root + "]",
                    "[--help]");
        }
    }

    @Test
    void theFirstStartBuilds() throws IOException, InterruptedException {
        LauncherHouse house = new LauncherHouse(folder).jdk(25).maven(true).node();
        Outcome outcome = house.run();
        assertThat(outcome.err()).contains("building (nothing is built yet)", "7 of 7: collab-server", "built.");
        assertThat(house.buildLog()).contains("[-DskipTests]", "[-pl] [collab-server] [-am] [package]")
                .doesNotContain("web.skip");
        assertThat(outcome.out()).startsWith("java 25:").doesNotContain("mvn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "ot-engine/src/main/Thing.java", "migrations/src/main/resources/V1.sql",
        "web-editor/src/app/main.ts",
        "collab-server/pom.xml"})
    void aChangedSourceBuildsAgain(String name) throws IOException, InterruptedException {
        LauncherHouse house = new LauncherHouse(folder).jdk(25).maven(true).node().built().changed(name);
        assertThat(house.run().err()).contains("building (" + name + " changed)", "built.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ot-engine/src/test/Thing.java", "web-editor/node_modules/x.js", "ot-engine/target/x.class",
        "docs/page.md", "README.md"})
    void whatIsNotPartOfTheProgramBuildsNothing(String name) throws IOException, InterruptedException {
        LauncherHouse house = new LauncherHouse(folder).jdk(25).maven(true).node().built().changed(name);
        assertThat(house.run().err()).isEmpty();
    }

    @Test
    void anOlderJdkIsPassedOver() throws IOException, InterruptedException {
        LauncherHouse house = new LauncherHouse(folder).jdk(17).jdk(21).jdk(26).built();
        assertThat(house.run().out()).startsWith("java 26:");
        assertThat(house.with("JAVA_HOME", folder.resolve("jdks/jdk-17").toString()).run().out())
                .startsWith("java 26:");
    }

    @Test
    void theNamedJdkComesFirst() throws IOException, InterruptedException {
        LauncherHouse house = new LauncherHouse(folder).jdk(25).jdk(26).built();
        assertThat(house.with("INKWELL_JAVA_HOME", folder.resolve("jdks/jdk-26").toString()).run().out())
                .startsWith("java 26:");
        assertThat(house.with("INKWELL_JAVA_OPTIONS", "-Xmx4g -Dx=y").run().out()).contains("[-Xmx4g] [-Dx=y]");
    }

    @Test
    void whatIsMissingIsNamed() throws IOException, InterruptedException {
        Outcome noJdk = new LauncherHouse(folder.resolve("1")).jdk(17).built().run();
        assertThat(noJdk.exitCode()).isEqualTo(69);
        assertThat(noJdk.err()).contains("needs a JDK 25 or newer", "INKWELL_JAVA_HOME");
        Outcome noMaven = new LauncherHouse(folder.resolve("2")).jdk(25).node().run();
        assertThat(noMaven.exitCode()).isEqualTo(69);
        assertThat(noMaven.err()).contains("Maven 3.8", "mvn");
        Outcome noNode = new LauncherHouse(folder.resolve("3")).jdk(25).maven(true).run();
        assertThat(noNode.exitCode()).isEqualTo(69);
        assertThat(noNode.err()).contains("Node.js 20.19", "INKWELL_WITHOUT_PAGES=1");
    }

    @Test
    void withoutNodeItStartsWithoutPagesIfToldSo() throws IOException, InterruptedException {
        LauncherHouse house = new LauncherHouse(folder).jdk(25).maven(true).with("INKWELL_WITHOUT_PAGES", "1");
        assertThat(house.run().out()).startsWith("java 25:");
        assertThat(house.buildLog()).contains("[-Dweb.skip=true]");
    }

    @Test
    void aFailedBuildIsShownAndStartsNothing() throws IOException, InterruptedException {
        LauncherHouse house = new LauncherHouse(folder).jdk(25).maven(false).node().built().changed("pom.xml");
        Outcome outcome = house.run();
        assertThat(outcome.exitCode()).isEqualTo(70);
        assertThat(outcome.err()).contains("[ERROR] no luck", "the build failed", "inkwell-build.log");
        assertThat(outcome.out()).isEmpty();
    }
}
