package io.inkwell.server.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An answer to an HTTP request: complete, or with content that is made while it is sent. Immutable. */
public final class HttpAnswer {
    /** The content type of JSON answers. */
    public static final String JSON = "application/json";
    /** The content type of text answers. */
    public static final String TEXT = "text/plain;charset=utf-8";
    private static final Logger LOG = LoggerFactory.getLogger(HttpAnswer.class);

    private final int status;
    private final List<Header> headers;
    private final Body body;

    private HttpAnswer(int status, List<Header> headers, Body body) {
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

    /** Sends what stands behind the header. */
    @FunctionalInterface
    private interface Body {
        void send(Response response, Callback callback);
    }

    /** Makes content while it is sent. */
    @FunctionalInterface
    public interface Maker {
        /**
         * Writes the content, once. What is written may wait in a buffer until {@code out} is flushed.
         *
         * @throws IOException if the client is gone, or takes nothing any more
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * An answer whose content is made while it is sent, so that it needs no memory for the whole. If making it fails, the connection is cut:
     * the client sees that the content is not whole.
     */
    public static HttpAnswer streamed(int status, String contentType, Maker maker) {
        return new HttpAnswer(status, List.of(new Header("Content-Type", contentType)),
                (response, callback) -> make(maker, response, callback));
    }

    /**
     * An answer with content.
     *
     * @param body the content; kept, not copied: the caller does not change it
     */
    public static HttpAnswer of(int status, String contentType, byte[] body) {
        return new HttpAnswer(status, List.of(new Header("Content-Type", contentType)), whole(body));
    }

    /** An answer with text. */
    public static HttpAnswer text(int status, String text) {
        return of(status, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer without content. */
    public static HttpAnswer empty(int status) {
        return new HttpAnswer(status, List.of(),
                (response, callback) -> response.write(true, BufferUtil.EMPTY_BUFFER, callback));
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

    /**
     * Writes the answer; the callback hears how that went. The transport leaves the content out where the request was a HEAD. Content that is
     * made while it is sent is made on the calling thread, before this method returns.
     */
    public void write(Response response, Callback callback) {
        response.setStatus(status);
        for (Header header : headers) {
            response.getHeaders().add(header.name(), header.value());
        }
        body.send(response, callback);
    }

    private static Body whole(byte[] bytes) {
        return (response, callback) -> {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
            response.write(true, ByteBuffer.wrap(bytes), callback);
        };
    }

    private static void make(Maker maker, Response response, Callback callback) {
        if (HttpMethod.HEAD.is(response.getRequest().getMethod())) {
            callback.succeeded();
            return;
        }
        // Not closed when making fails: closing is what tells the client that the content is whole.
        OutputStream out = new BufferedOutputStream(Content.Sink.asOutputStream(response));
        try {
            maker.writeTo(out);
            out.close();
            callback.succeeded();
        } catch (IOException e) {
            LOG.debug("the client did not take the whole answer: {}", e.getMessage());
            callback.failed(e);
        } catch (RuntimeException e) {
            LOG.error("an answer failed while it was sent", e);
            callback.failed(e);
        }
    }
}
