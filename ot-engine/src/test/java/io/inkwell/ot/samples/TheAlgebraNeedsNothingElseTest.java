package io.inkwell.ot.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.ot.Delta;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The algebra runs where there is nothing but the Java platform: without Jackson, without annotations, without anything. */
class TheAlgebraNeedsNothingElseTest {
    @Test
    void theStoryOfTwoPeopleRunsWithNothingOnTheClassPathButTheEngine() throws Exception {
        URL[] alone = {locationOf(Delta.class), locationOf(TwoPeopleType.class)};
        try (var platform = new URLClassLoader(alone, ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> platform.loadClass("tools.jackson.core.JsonParser"))
                    .isInstanceOf(ClassNotFoundException.class);
            assertThatThrownBy(() -> platform.loadClass("org.jspecify.annotations.Nullable"))
                    .isInstanceOf(ClassNotFoundException.class);
            Class<?> story = platform.loadClass(TwoPeopleType.class.getName());

            assertThat(story).isNotEqualTo(TwoPeopleType.class);
            assertThat(story.getMethod("screens").invoke(null)).isEqualTo(List.of("Inkwell", "Inkwell", "Inkwell"));
        }
    }

    private static URL locationOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
