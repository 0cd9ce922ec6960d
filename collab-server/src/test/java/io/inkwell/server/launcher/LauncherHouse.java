package io.inkwell.server.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A folder that looks to the launcher like the project: its sources, a JDK, a Maven and a Node.js are small scripts. */
final class LauncherHouse {
    private static final List<String> TOOLS = List.of("sed", "find", "head", "tail", "dirname", "readlink", "grep",
            "sleep", "mkdir", "touch", "cat");

    final Path root;
    private final Path tools;
    private final Path jdks;
    private final Map<String, String> environment = new TreeMap<>();

    /** What a run of the launcher came to. */
    record Outcome(int exitCode, String out, String err) {}

    LauncherHouse(Path folder) throws IOException {
        root = Files.createDirectories(folder.resolve("project with space"));
        tools = Files.createDirectories(folder.resolve("tools"));
        jdks = Files.createDirectories(folder.resolve("jdks"));
        Path launcher = Path.of(System.getProperty("basedir", "collab-server")).resolveSibling("inkwell");
        // The folders of this computer are hidden, so that a JDK is found only where a test puts one.
        script(root.resolve("inkwell"),
                Files.readString(launcher).replace("/usr/lib/jvm", jdks.toString())
                        .replace("/usr/local/lib/jvm", "/nowhere")
                        .replace("/opt/", "/nowhere/").replace("/Library/", "/nowhere/"));
        for (String tool : TOOLS) {
            script(tools.resolve(tool), "#!/bin/sh\nexec " + toolOfThisComputer(tool) + " \"$@\"\n");
        }
        for (String module : List.of("ot-engine", "migrations", "persistence", "collab-client", "web-editor",
                "collab-server")) {
            source(module + "/src/main/Thing.java");
        }
        source("pom.xml");
        environment.put("PATH", tools.toString());
        environment.put("HOME", folder.toString());
    }

    /** Puts a JDK of a version among those of the computer; its java says what it was asked and ends with exit code 7. */
    LauncherHouse jdk(int version) throws IOException {
        Path bin = Files.createDirectories(jdks.resolve("jdk-" + version).resolve("bin"));
        script(bin.resolve("java"),
                "#!/bin/sh\nif [ \"$1\" = -XshowSettings:properties ]; then echo '    java.specification.version = "
                        + version
                        + "' >&2; exit 0; fi\nprintf 'java " + version + ":'; printf ' [%s]' \"$@\"; echo\nexit 7\n");
        script(bin.resolve("javac"), "#!/bin/sh\n");
        return this;
    }

    /** Puts a Maven on the path that makes the jar, or fails. */
    LauncherHouse maven(boolean works) throws IOException {
        script(tools.resolve("mvn"),
                "#!/bin/sh\nprintf 'mvn'; printf ' [%s]' \"$@\"; echo\necho '[INFO] Building collab-server 0.1.0-SNAPSHOT      [7/7]'\n"
                        + (works
                                ? "mkdir -p collab-server/target; echo jar > collab-server/target/collab-server-0.1.0.jar\n"
                                : "echo '[ERROR] no luck'; exit 1\n"));
        return this;
    }

    /** Puts a Node.js on the path. */
    LauncherHouse node() throws IOException {
        script(tools.resolve("node"), "#!/bin/sh\n");
        script(tools.resolve("npm"), "#!/bin/sh\n");
        return this;
    }

    /** The jar is there and newer than every source. */
    LauncherHouse built() throws IOException {
        Path jar = root.resolve("collab-server/target/collab-server-0.1.0.jar");
        Files.createDirectories(jar.resolve("..").normalize());
        Files.writeString(jar, "jar");
        return this;
    }

    /** Changes a source after the jar was built. */
    LauncherHouse changed(String name) throws IOException {
        Files.createDirectories(root.resolve(name).resolve("..").normalize());
        Files.writeString(root.resolve(name), "changed");
        Files.setLastModifiedTime(root.resolve(name), FileTime.from(Instant.now().plusSeconds(5)));
        return this;
    }

    LauncherHouse with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** What the last build said. */
    String buildLog() throws IOException {
        return Files.readString(root.resolve("target/inkwell-build.log"));
    }

    /** Runs the launcher under the name a test gives it. */
    Outcome run(Path launcher, Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(tools.getParent(), "out", "");
        Path err = Files.createTempFile(tools.getParent(), "err", "");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the launcher did not end: " + Files.readString(err));
        }
        return new Outcome(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    Outcome run(String... arguments) throws IOException, InterruptedException {
        return run(root.resolve("inkwell"), root, arguments);
    }

    private void source(String name) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.resolve("..").normalize());
        Files.writeString(file, "source");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
    }

    private static void script(Path file, String content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(unfinished, content);
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path toolOfThisComputer(String name) throws IOException {
        for (String folder : List.of("/bin", "/usr/bin")) {
            if (Files.isExecutable(Path.of(folder, name)))
                return Path.of(folder, name);
        }
        throw new IOException("this computer has no " + name);
    }
}
