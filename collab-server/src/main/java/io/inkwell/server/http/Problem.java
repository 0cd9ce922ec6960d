package io.inkwell.server.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error as a person and a program can read it, in the form of RFC 9457. Never holds a stack trace or document text.
 *
 * @param code the kind
 * @param detail what happened here and what to do, in sentences
 * @param headers header fields that belong to the answer, for example {@code Retry-After}
 * @param members further JSON members
 */
public record Problem(ProblemCode code, String detail, Map<String, String> headers, Map<String, Object> members) {
    /** The content type of a problem. */
    public static final String CONTENT_TYPE = "application/problem+json";

    /** Copies the maps. */
    public Problem {
        headers = Map.copyOf(headers);
        members = Map.copyOf(members);
    }

    /** A problem without further headers and members. */
    public static Problem of(ProblemCode code, String detail) {
        return new Problem(code, detail, Map.of(), Map.of());
    }

    /** This problem with one more header field. */
    public Problem withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(code, detail, more, members);
    }

    /** This problem with one more JSON member: a text, a number or a truth value. */
    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Problem(code, detail, headers, more);
    }

    /** The answer that carries this problem. */
    public HttpAnswer answer() {
        byte[] body = JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("type", code.type());
            json.writeStringProperty("title", code.title());
            json.writeNumberProperty("status", code.status());
            json.writeStringProperty("code", code.name());
            json.writeStringProperty("detail", detail);
            members.forEach((name, value) -> JsonText.writeScalar(json, name, value));
            json.writeEndObject();
        });
        HttpAnswer answer = HttpAnswer.of(code.status(), CONTENT_TYPE, body).withHeader("Cache-Control", "no-store");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            answer = answer.withHeader(header.getKey(), header.getValue());
        }
        return answer;
    }
}
