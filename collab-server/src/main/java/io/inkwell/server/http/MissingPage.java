package io.inkwell.server.http;

import java.nio.charset.StandardCharsets;

/** What a browser sees where there is no page to show. */
final class MissingPage {
    /** The page of a program that was built without the editor. */
    static final byte[] HTML = page("Inkwell runs, without its pages",
            "<p>The server works: programs can use its WebSocket and REST interfaces. It was built without the editor, "
                    + "because there was no Node.js or because it was told so.</p>"
                    + "<p>Install Node.js 20.19 or newer, stop the server and build again: <code>mvn -DskipTests clean package</code>, "
                    + "then <code>./inkwell</code>.</p>");
    /** The page for an address where nothing is. */
    static final byte[] NOT_FOUND = page("Nothing is here",
            "<p>There is no page at this address. <a href=\"/\">Go to the documents.</a></p>");

    private MissingPage() {}

    private static byte[] page(String title, String content) {
        return ("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
                + "<title>" + title + "</title></head>"
                + "<body style=\"font:1.1rem/1.5 system-ui;max-width:38rem;margin:4rem auto;padding:0 1rem\"><h1>"
                + title + "</h1>" + content + "</body></html>\n").getBytes(StandardCharsets.UTF_8);
    }
}
