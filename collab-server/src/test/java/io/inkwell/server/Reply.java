package io.inkwell.server;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a server answered.
 *
 * @param status the status, 0 if there was none
 * @param headerLines the header fields as they came
 * @param bodyText the body as bytes in Latin-1, one character each
 */
record Reply(int status, List<String> headerLines, String bodyText) {
    private static final JsonMapper JSON = new JsonMapper();

    /** The body as UTF-8 text. */
    String text() {
        return new String(bodyText.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** The body as JSON. */
    JsonNode json() {
        return JSON.readTree(text());
    }

    /** The text of a JSON member. */
    String member(String name) {
        return json().path(name).asString();
    }

    /** The value of a header field. */
    Optional<String> header(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return headerLines.stream().filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip()).findFirst();
    }

    /** The session cookie that came with this reply, as a {@code Cookie} field sends it. */
    String cookie() {
        return header("Set-Cookie").orElseThrow().split(";", 2)[0];
    }
}
