package io.inkwell.server.http;

import java.util.Locale;

/** The kinds of error an HTTP request can meet. The name is what programs compare, the title says the same to a person. */
public enum ProblemCode {
    /** The request as a whole cannot be understood. */
    BAD_REQUEST(400, "The request cannot be understood"),
    /** The body is not the JSON that is expected. */
    INVALID_JSON(400, "The body is not valid JSON"),
    /** A field or parameter is missing, unknown or has a value that is not possible. */
    INVALID_FIELD(400, "A value is missing or not possible"),
    /** Nobody is signed in, or the token or key is not valid. */
    UNAUTHENTICATED(401, "You are not signed in"),
    /** Signed in, but without the right to do this. */
    FORBIDDEN(403, "You may not do this"),
    /** The request was started by a page of another site. */
    FOREIGN_ORIGIN(403, "The request comes from another site"),
    /** Signing in with only a name is not possible on this way. */
    SIGN_IN_CLOSED(403, "Signing in with a name is not possible here"),
    /** The invitation is damaged, or for another document. */
    INVITATION_INVALID(403, "The invitation is not valid"),
    /** The invitation was valid once. */
    INVITATION_EXPIRED(403, "The invitation has expired"),
    /** There is no such thing, or it is hidden from the caller: both look alike. */
    NOT_FOUND(404, "Nothing is here"),
    /** A document of this id is there already, or was once. */
    DOCUMENT_EXISTS(409, "There is a document of this id already"),
    /** What is stored of the document is damaged there. */
    DOCUMENT_DAMAGED(409, "The document is damaged"),
    /** A file is not a document file or is not right, or operations do not make a document. */
    NOT_A_DOCUMENT(422, "This is no document"),
    /** The document has no such revision. */
    REVISION_NOT_FOUND(404, "The document has no such revision"),
    /** The address exists, but not for this method. */
    METHOD_NOT_ALLOWED(405, "The method is not possible here"),
    /** Something else was done first: what was asked for does not fit any more. */
    CONFLICT(409, "Somebody else was faster"),
    /** The document takes no edits. */
    FROZEN(409, "The document takes no edits"),
    /** The request came too slowly. */
    REQUEST_TIMEOUT(408, "The request took too long"),
    /** The body is larger than a body may be. */
    BODY_TOO_LARGE(413, "The body is too large"),
    /** The address is longer than an address may be. */
    ADDRESS_TOO_LONG(414, "The address is too long"),
    /** The body is not marked as JSON in UTF-8, or is compressed. */
    UNSUPPORTED_MEDIA_TYPE(415, "The body has the wrong content type"),
    /** The operation does nothing. */
    OP_EMPTY(422, "The operation does nothing"),
    /** A length is out of range, or reaches past the end of the document. */
    OP_RANGE(422, "The operation reaches beyond the document"),
    /** The operation is larger than one operation may be. */
    OP_LIMIT(422, "The operation is too large"),
    /** The final newline of a rich document would be deleted or followed by something. */
    OP_FINAL_NEWLINE(422, "The last line break of the document stays where it is"),
    /** The document would grow beyond its limit. */
    DOC_FULL(422, "The document is full"),
    /** Text with a character that no document may hold. */
    TEXT(422, "The text holds a character that cannot be stored"),
    /** The operation cuts a surrogate pair in two. */
    SPLIT_PAIR(422, "The operation would cut a character in two"),
    /** An attribute that the document type does not know. */
    ATTR_KEY(422, "There is no such attribute"),
    /** A value that the attribute may not have. */
    ATTR_VALUE(422, "The attribute cannot have that value"),
    /** An attribute on a character it does not belong to. */
    ATTR_PLACE(422, "An attribute stands where it does not belong"),
    /** An embed that the document type does not allow. */
    EMBED(422, "The document cannot hold that embed"),
    /** The key of this request was used for another one. */
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another request"),
    /** More of a history would have to be walked over than one request may. */
    RANGE_TOO_LONG(422, "The range is too long"),
    /** A WebSocket was expected. */
    UPGRADE_REQUIRED(426, "A WebSocket is expected here"),
    /** Too many requests in a short time. */
    TOO_MANY_REQUESTS(429, "Too many requests"),
    /** The person or the document has too many open connections. */
    TOO_MANY_CONNECTIONS(429, "Too many connections"),
    /** The header block is larger than it may be. */
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    /** A mistake of the server. */
    INTERNAL(500, "The server made a mistake"),
    /** The database does not answer. */
    STORAGE_UNAVAILABLE(503, "The database does not answer"),
    /** Nobody can tell yet whether it was done. */
    OUTCOME_UNKNOWN(503, "It is not known yet whether this was done"),
    /** The server has as many connections as it can take. */
    SERVER_FULL(503, "The server is full"),
    /** The server is stopping. */
    STOPPING(503, "The server is stopping");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** A few words for a person. */
    public String title() {
        return title;
    }

    /** The name of the kind as an address, which leads nowhere. */
    public String type() {
        return "urn:inkwell:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The code that fits a status the transport has chosen. */
    public static ProblemCode ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 408 -> REQUEST_TIMEOUT;
            case 413 -> BODY_TOO_LARGE;
            case 414 -> ADDRESS_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 426 -> UPGRADE_REQUIRED;
            case 429 -> TOO_MANY_REQUESTS;
            case 431 -> HEADERS_TOO_LARGE;
            case 503 -> STOPPING;
            default -> status >= 500 ? INTERNAL : BAD_REQUEST;
        };
    }
}
