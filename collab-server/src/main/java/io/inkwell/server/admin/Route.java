package io.inkwell.server.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A method at a path.
 *
 * @param method the HTTP method
 * @param segments the parts of the path; one in braces stands for any part
 * @param endpoint what answers
 */
record Route(String method, List<String> segments, Endpoint endpoint) {
    /** A route with its path as text, for example {@code /api/v1/documents/{id}}. */
    static Route of(String method, String path, Endpoint endpoint) {
        return new Route(method, split(path), endpoint);
    }

    /** The parts of a path, decoded as they are. */
    static List<String> split(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    /** What stands in the braces, if the path fits. */
    Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != segments.size())
            return Optional.empty();
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String segment = segments.get(i);
            if (segment.startsWith("{")) {
                parameters.put(segment.substring(1, segment.length() - 1), path.get(i));
            } else if (!segment.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }
}
