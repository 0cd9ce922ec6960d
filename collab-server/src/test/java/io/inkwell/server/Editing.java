package io.inkwell.server;

import io.inkwell.sync.Commit;
import io.inkwell.sync.DocumentId;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Requests of one caller that edit one document of a {@link TestServer}.
 *
 * @param server the server
 * @param token whose
 * @param document which document
 */
record Editing(TestServer server, String token, String document) {
    private static final int ALL_BYTES = Integer.MAX_VALUE;

    /** A fresh document, edited by an administrator. */
    static Editing fresh(TestServer server, String type) {
        return new Editing(server, server.administrator(), server.document("Edited", type));
    }

    /** The same document by somebody else. */
    Editing as(String otherToken) {
        return new Editing(server, otherToken, document);
    }

    /** The same document on another server of the same storage. */
    Editing on(TestServer other) {
        return new Editing(other, token, document);
    }

    /** POST below the document. */
    Reply post(String path, String body) {
        return server.as(token, "POST " + address(path), body);
    }

    /** POST with a key. */
    Reply post(String path, String key, String body) {
        return server.request("POST " + address(path), "Authorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nIdempotency-Key: " + key + "\r\n", body);
    }

    /** Any other request below the document, without a body. */
    Reply ask(String method, String path) {
        return server.as(token, method + " " + address(path), "");
    }

    /** The address below the document. */
    String address(String path) {
        return "/api/v1/documents/" + document + path;
    }

    /** An operation on a base. */
    Reply operation(long base, String ops) {
        return post("/operations", "{\"baseRevision\":" + base + ",\"ops\":" + ops + "}");
    }

    /** Adds text, and expects that it is stored. */
    JsonNode append(String text) {
        Reply reply = post("/operations/append", "{\"text\":\"" + text + "\"}");
        if (reply.status() != 200)
            throw new AssertionError(reply);
        return reply.json();
    }

    /** The newest text. */
    String text() {
        return ask("GET", "/content?format=text").text();
    }

    /** The newest content as operations. */
    String content() {
        return ask("GET", "/content").json().path("content").toString();
    }

    /** Everything that is stored. */
    List<Commit> commits() {
        return server.storage.history().read(new DocumentId(document), 0, Long.MAX_VALUE, ALL_BYTES);
    }
}
