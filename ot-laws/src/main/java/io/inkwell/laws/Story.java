package io.inkwell.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What happens while a law is tried: every value gets a name as it comes up, and is shown only when the law turns out to be broken.
 *
 * @param <D> the documents
 * @param <C> the changes
 */
final class Story<D, C> {
    private static final int NAME_COLUMNS = 18;

    private final Law law;
    private final OtEngine<D, C> engine;
    private final List<Supplier<String>> lines = new ArrayList<>();

    Story(Law law, OtEngine<D, C> engine) {
        this.law = law;
        this.engine = engine;
    }

    /** A document that is given. */
    Story<D, C> document(String name, D document) {
        lines.add(() -> line(name, engine.showDocument(document)));
        return this;
    }

    /** A change that is given. */
    Story<D, C> change(String name, C change) {
        lines.add(() -> line(name, engine.showChange(change)));
        return this;
    }

    /** A number that is given or answered. */
    Story<D, C> number(String name, int number) {
        lines.add(() -> line(name, Integer.toString(number)));
        return this;
    }

    /** A document that the engine is asked for. */
    D documentOf(String name, Supplier<D> question) {
        D answer = ask(name, question);
        document(name, answer);
        return answer;
    }

    /** A change that the engine is asked for. */
    C changeOf(String name, Supplier<C> question) {
        C answer = ask(name, question);
        change(name, answer);
        return answer;
    }

    /** Something else that the engine is asked for. */
    <T> T ask(String name, Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            throw broken("the engine throws at " + name + ": " + e, e);
        }
    }

    void sameDocuments(String one, D first, String other, D second) {
        if (!engine.sameDocument(first, second)) {
            throw part(one, engine.showDocument(first), other, engine.showDocument(second));
        }
    }

    void sameChanges(String one, C first, String other, C second) {
        if (!engine.sameChange(first, second)) {
            throw part(one, engine.showChange(first), other, engine.showChange(second));
        }
    }

    BrokenLawError broken(String end) {
        return broken(end, null);
    }

    private BrokenLawError broken(String end, @Nullable RuntimeException cause) {
        var told = new StringBuilder("The law is broken that ").append(law.sentence()).append(":\n    ")
                .append(law.equation()).append('\n');
        for (Supplier<String> line : lines) {
            told.append(line.get());
        }
        return new BrokenLawError(law, told.append("  ").append(end).toString(), cause);
    }

    /** Both ways below each other, with a mark below the first character in which they differ. */
    private BrokenLawError part(String one, String first, String other, String second) {
        int same = 0;
        while (same < Math.min(first.length(), second.length()) && first.charAt(same) == second.charAt(same)) {
            same++;
        }
        return broken("They part:\n" + line(one, first) + line(other, second) + line("", " ".repeat(same) + "^"));
    }

    private static String line(String name, String value) {
        return "  " + name + " ".repeat(Math.max(1, NAME_COLUMNS - name.length())) + value + "\n";
    }
}
