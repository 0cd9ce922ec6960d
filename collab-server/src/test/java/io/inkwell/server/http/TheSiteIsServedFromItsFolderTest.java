package io.inkwell.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TheSiteIsServedFromItsFolderTest {
    @TempDir
    private Path folder = Path.of("");

    private Site site() throws IOException {
        Files.createDirectories(folder.resolve("assets"));
        Files.writeString(folder.resolve("index.html"), "<!doctype html>");
        Files.writeString(folder.resolve("favicon.svg"), "<svg/>");
        for (String name : new String[]{"a-1.js", "a-1.css", "a-1.woff2", "a-1.js.map", "a-1.unknown"}) {
            Files.writeString(folder.resolve("assets").resolve(name), name);
        }
        return Site.ofFolder(folder);
    }

    @ParameterizedTest
    @CsvSource({"/,text/html;charset=utf-8,no-cache", "/index.html,text/html;charset=utf-8,no-cache",
        "/d/AbC-_9,text/html;charset=utf-8,no-cache",
        "/favicon.svg,image/svg+xml,no-cache", "/assets/a-1.js,text/javascript;charset=utf-8,immutable",
        "/assets/a-1.css,text/css;charset=utf-8,immutable",
        "/assets/a-1.woff2,font/woff2,immutable", "/assets/a-1.js.map,application/json,immutable",
        "/assets/a-1.unknown,application/octet-stream,immutable"})
    void whatIsThere(String path, String contentType, String caching) throws IOException {
        StaticFile file = Objects.requireNonNull(site().find(path));
        assertThat(file.answer().status()).isEqualTo(200);
        assertThat(file.answer().headers())
                .anyMatch(header -> header.name().equals("Content-Type") && header.value().equals(contentType))
                .anyMatch(header -> header.name().equals("Cache-Control") && header.value().contains(caching));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "//", "/d", "/d/", "/d/a/b", "/d/a.b", "/assets", "/assets/", "/assets/../index.html",
        "/../secret.key", "/Index.html",
        "/assets/a-1.js/", "/web/index.html", "/logback.xml"})
    void whatIsNot(String path) throws IOException {
        assertThat(site().find(path)).isNull();
    }

    @Test
    void filesWithOtherContentHaveOtherTags() throws IOException {
        Site site = site();
        String js = Objects.requireNonNull(site.find("/assets/a-1.js")).entityTag();
        assertThat(js).matches("\"[0-9a-f]{32}\"")
                .isNotEqualTo(Objects.requireNonNull(site.find("/assets/a-1.css")).entityTag());
        assertThat(EntityTags.matches(js.replace("\"", "").transform(tag -> "W/\"" + tag + "\""), js)).isTrue();
        assertThat(EntityTags.matches("*", js)).isTrue();
        assertThat(EntityTags.matches("\"other\", " + js.substring(0, js.length() - 1) + "--gzip\"", js)).isTrue();
        assertThat(EntityTags.matches("\"other\"", js)).isFalse();
        assertThat(EntityTags.matches(null, js)).isFalse();
    }

    @Test
    void withoutASiteThePageSaysWhatIsMissing() {
        assertThat(new String(MissingPage.HTML, StandardCharsets.UTF_8)).contains("Node.js",
                "built without the editor");
    }
}
