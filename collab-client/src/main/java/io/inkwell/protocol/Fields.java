package io.inkwell.protocol;

/** The member names of the JSON form, for its reader and its writer. Never renamed. */
final class Fields {
    static final String TYPE = "type";
    static final String ACTION = "action";
    static final String PAYLOAD = "payload";
    static final String CORRELATION_ID = "correlationId";

    static final String CLIENT_ID = "clientId";
    static final String ATTEMPT = "attempt";
    static final String REVISION = "revision";
    static final String CHAIN = "chain";
    static final String INFLIGHT = "inflight";
    static final String SEQ = "seq";
    static final String BASE = "base";
    static final String HASH = "hash";

    static final String DISPLAY_ID = "displayId";
    static final String LAST_SEQ = "lastSeq";
    static final String CONTENT = "content";
    static final String CHANGES = "changes";
    static final String SETTLED = "settled";
    static final String OUTCOME = "outcome";
    static final String CODE = "code";
    static final String ROLE = "role";
    static final String DOCUMENT_TYPE = "documentType";
    static final String TITLE = "title";
    static final String MEMBERS = "members";
    static final String LIMITS = "limits";

    static final String OPERATION_BYTES_MAX = "operationBytesMax";
    static final String COMPONENTS_MAX = "componentsMax";
    static final String ATTRIBUTES_PER_COMPONENT_MAX = "attributesPerComponentMax";
    static final String MESSAGE_BYTES_MAX = "messageBytesMax";
    static final String DOCUMENT_LENGTH_MAX = "documentLengthMax";

    static final String AT = "at";
    static final String OPS = "ops";
    static final String KIND = "kind";
    static final String FROM = "from";
    static final String TO = "to";
    static final String COMPOSED = "composed";

    static final String INDEX = "index";
    static final String LENGTH = "length";
    static final String NAME = "name";
    static final String COLOUR = "colour";
    static final String CURSOR = "cursor";

    static final String MESSAGE = "message";
    static final String RETRY_AFTER_MILLIS = "retryAfterMillis";

    static final String KIND_BURNT = "burnt";
    static final String KIND_REFUSED = "refused";
    static final String KIND_RESTORE = "restore";
    static final String OUTCOME_EDIT = "edit";
    static final String OUTCOME_UNKNOWN = "unknown";

    static final String TYPE_RICH = "rich";
    static final String TYPE_TEXT = "text";

    private Fields() {}
}
