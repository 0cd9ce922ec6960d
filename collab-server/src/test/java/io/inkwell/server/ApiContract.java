package io.inkwell.server;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The description of the REST interface, held against what the server really answers. */
final class ApiContract {
    private static final String RESOURCE = "/io/inkwell/server/admin/openapi.json";
    private static final String HOME = "https://inkwell.invalid/openapi.json";
    private static final String TEXT = text();
    private static final JsonNode DESCRIPTION = new JsonMapper().readTree(TEXT);
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of(HOME, TEXT)));

    private ApiContract() {}

    private static String text() {
        try (InputStream in = Objects.requireNonNull(ApiContract.class.getResourceAsStream(RESOURCE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every path that is described. */
    static Set<String> paths() {
        return new TreeSet<>(DESCRIPTION.path("paths").propertyNames());
    }

    /** Every method and path that is described, such as {@code GET /api/v1/documents/{id}}. */
    static Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        DESCRIPTION.path("paths").properties().forEach(path -> path.getValue().properties().forEach(method -> {
            if (!method.getKey().equals("parameters"))
                operations.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
        }));
        return operations;
    }

    /**
     * What an answer breaks of what is described; nothing if it keeps to it. Addresses that are not described may only be refused.
     *
     * @param methodAndPath as in the first line of a request, without the version
     */
    static List<String> breaches(String methodAndPath, Reply reply) {
        String[] words = methodAndPath.split(" ", -1);
        String path = words[words.length - 1].split("\\?", 2)[0];
        if (words.length != 2 || !path.startsWith("/api/v1/") || reply.status() == 0 || reply.status() == 304)
            return List.of();
        String method = words[0].toLowerCase(Locale.ROOT);
        Optional<String> template = template(path);
        String operation = template.map(found -> "/paths/" + found.replace("/", "~1") + "/" + method).orElse("");
        if (operation.isEmpty() || DESCRIPTION.at(operation).isMissingNode())
            return reply.status() >= 400 || method.equals("head")
                    ? List.of()
                    : List.of(methodAndPath + " is not described");
        return breachesOf(operation + "/responses/", reply);
    }

    private static List<String> breachesOf(String responses, Reply reply) {
        String response = DESCRIPTION.at(responses + reply.status()).isMissingNode() && reply.status() >= 400
                ? responses + "default"
                : responses + reply.status();
        if (DESCRIPTION.at(response).isMissingNode())
            return List.of("status " + reply.status() + " is not described under " + responses);
        String type = reply.header("Content-Type").orElse("").split(";", 2)[0].strip();
        if (type.isEmpty() && reply.bodyText().isEmpty())
            return DESCRIPTION.at(response + "/content").isMissingNode()
                    ? List.of()
                    : List.of("content is described and missing under " + response);
        String schema = response + "/content/" + type.replace("/", "~1") + "/schema";
        if (DESCRIPTION.at(schema).isMissingNode())
            return List.of("the content type " + type + " is not described under " + response);
        if (!type.endsWith("json") || reply.header("Content-Encoding").isPresent())
            return List.of();
        List<String> breaches = new ArrayList<>();
        for (Error error : SCHEMAS
                .getSchema(SchemaLocation.of(HOME + "#" + schema.replace("{", "%7B").replace("}", "%7D")))
                .validate(reply.text(), InputFormat.JSON)) {
            breaches.add(schema + ": " + error + " in " + reply.text());
        }
        return breaches;
    }

    private static Optional<String> template(String path) {
        return DESCRIPTION.path("paths").propertyStream().map(Map.Entry::getKey)
                .filter(template -> path.matches(template.replace(".", "\\.").replaceAll("\\{[a-zA-Z]+}", "[^/]+")))
                .min(Comparator.comparing(template -> template.contains("{")));
    }
}
