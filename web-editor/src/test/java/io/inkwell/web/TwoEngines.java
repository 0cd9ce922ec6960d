package io.inkwell.web;

import io.inkwell.ot.json.MalformedOpsException;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The npm package quill-delta, which nobody here wrote, and the engine of the pages in TypeScript: one process of Node that answers line by
 * line. Used by one thread.
 *
 * <p>What quill-delta answers is brought into canonical form by reading it as JSON: it keeps attribute names in the order in which they
 * were set, may leave a null attribute on an insert, and sometimes a plain retain at the end. These are differences of writing; no
 * difference of meaning is forgiven. The pages answer in canonical form, byte for byte.
 */
final class TwoEngines implements AutoCloseable {
    private final Process node;
    private final BufferedReader answers;
    private final Writer questions;

    private TwoEngines(Process node) {
        this.node = node;
        this.answers = node.inputReader(StandardCharsets.UTF_8);
        this.questions = node.outputWriter(StandardCharsets.UTF_8);
    }

    /** Whether the npm packages are there: not in a build with {@code -Dweb.skip=true} on a fresh machine. */
    static boolean areInstalled() {
        return Files.exists(module().resolve("node_modules/quill-delta/package.json"));
    }

    static TwoEngines start() throws IOException {
        String script = module().resolve("src/test/node/two-engines.cjs").toString();
        return new TwoEngines(
                new ProcessBuilder("node", script).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** The folder of this module. */
    static Path module() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    }

    /** The answers to each line: those of quill-delta, then those of the pages. */
    List<List<String>> ask(List<String> lines) throws IOException {
        // Written beside the reading: both pipes together hold less than what is asked and answered.
        Thread writer = Thread.ofVirtual().start(() -> write(lines));
        var answered = new ArrayList<List<String>>();
        for (String line : lines) {
            String answer = answers.readLine();
            if (answer == null) {
                throw new IOException("node ended before it answered " + line);
            }
            answered.add(List.of(answer.split("\t", -1)));
        }
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return answered;
    }

    /** The first difference between the engine in Java and the two others, if there is one. */
    static Optional<String> difference(Question question, List<String> theirs) {
        List<String> ours = question.answers();
        if (theirs.size() != 2 * ours.size()) {
            return Optional.of(theirs.size() + " answers: " + theirs);
        }
        for (int verb = 0; verb < ours.size(); verb++) {
            String quill = canonical(theirs.get(verb));
            String pages = theirs.get(ours.size() + verb);
            if (!quill.equals(ours.get(verb)) || !pages.equals(ours.get(verb))) {
                return Optional.of("The engines differ in " + Question.VERBS.get(verb) + ":\n  question     "
                        + question.line() + "\n  Java         " + ours.get(verb) + "\n  TypeScript   " + pages
                        + "\n  quill-delta  " + quill);
            }
        }
        return Optional.empty();
    }

    /** The canonical form of an array of operations; anything else as it is. */
    static String canonical(String answer) {
        if (!answer.startsWith("[")) {
            return answer;
        }
        try {
            return new String(OpsJson.write(OpsJson.read(answer, OpsLimits.UNLIMITED)), StandardCharsets.UTF_8);
        } catch (MalformedOpsException e) {
            return answer + " (" + e.getMessage() + ")";
        }
    }

    private void write(List<String> lines) {
        try {
            for (String line : lines) {
                questions.write(line);
                questions.write('\n');
            }
            questions.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        questions.close();
        node.destroy();
    }
}
