package io.inkwell.laws.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.laws.BrokenLawError;
import io.inkwell.laws.Law;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What the example of the law kit shows to whoever runs it. */
class TheExampleFindsItsBugTest {
    @Test
    void theForgottenTieIsFoundAndMadeAsSmallAsCanBe() {
        var bug = FindThePlantedBug.hunt(new ForgetfulTypewriter()).orElseThrow();

        assertThat(bug.failure()).isInstanceOfSatisfying(BrokenLawError.class,
                error -> assertThat(error.law()).isEqualTo(Law.CONVERGENCE));
        assertThat(bug.smallest().document()).isEmpty();
        assertThat(bug.smallest().committed().getFirst()).isInstanceOf(Keystroke.Type.class);
        assertThat(bug.smallest().pending().getFirst()).isInstanceOf(Keystroke.Type.class);
    }

    @Test
    void theEngineThatDecidesTiesByOrderHasNoSuchBug() {
        assertThat(FindThePlantedBug.hunt(new Typewriter())).isEmpty();
    }

    @Test
    void theProgramPrintsTheStory() {
        PrintStream before = System.out;
        var printed = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            FindThePlantedBug.main(new String[0]);
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("Typewriter: every law holds in 100000 cases.")
                .contains("ForgetfulTypewriter: a law is broken", "both orders lead to the same document",
                        "They part:", "d·E·(L over E)", "d·L·(E under L)", "^");
    }
}
