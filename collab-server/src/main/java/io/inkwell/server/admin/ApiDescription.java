package io.inkwell.server.admin;

import io.inkwell.server.http.HttpAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The description of this interface in OpenAPI, as the build packed it. */
final class ApiDescription {
    private static final String FILE = "openapi.json";

    private final byte[] description;

    ApiDescription() {
        try (InputStream in = Objects.requireNonNull(ApiDescription.class.getResourceAsStream(FILE), FILE)) {
            description = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The description of the interface cannot be read.", e);
        }
    }

    /** The same for everybody: it tells nothing about any document. */
    HttpAnswer read(ApiRequest request) {
        return HttpAnswer.of(200, HttpAnswer.JSON, description).withHeader(Api.CACHE_CONTROL, "no-cache");
    }
}
