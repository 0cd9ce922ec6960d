package io.inkwell.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A complete answer to an HTTP request. Immutable. */
public final class HttpAnswer {
    /** The content type of JSON answers. */
    public static final String JSON = "application/json";
    /** The content type of text answers. */
    public static final String TEXT = "text/plain;charset=utf-8";
    private static final byte[] NO_BODY = {};

    private final int status;
    private final List<Header> headers;
    private final byte[] body;

    private HttpAnswer(int status, List<Header> headers, byte[] body) {
        this.status = status;
        this.headers = List.copyOf(headers);
        this.body = body;
    }

    /**
     * A header field.
     *
     * @param name its name
     * @param value its value
     */
    public record Header(String name, String value) {}

    /**
     * An answer with content.
     *
     * @param body the content; kept, not copied: the caller does not change it
     */
    public static HttpAnswer of(int status, String contentType, byte[] body) {
        return new HttpAnswer(status, List.of(new Header("Content-Type", contentType)), body);
    }

    /** An answer with text. */
    public static HttpAnswer text(int status, String text) {
        return of(status, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer without content. */
    public static HttpAnswer empty(int status) {
        return new HttpAnswer(status, List.of(), NO_BODY);
    }

    /** This answer with one more header field. */
    public HttpAnswer withHeader(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new HttpAnswer(status, more, body);
    }

    /** The header fields in order; a name may come several times. */
    public List<Header> headers() {
        return headers;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Writes the answer; the callback hears how that went. The transport leaves the content out where the request was a HEAD. */
    public void write(Response response, Callback callback) {
        response.setStatus(status);
        for (Header header : headers) {
            response.getHeaders().add(header.name(), header.value());
        }
        if (status != 304 && status != 204)
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
