package io.inkwell.server.http;

/** A file of the site: what it is, how long browsers may keep it, and its content. Immutable. */
final class StaticFile {
    private final String contentType;
    private final String cacheControl;
    private final String entityTag;
    private final byte[] body;

    /**
     * @param contentType what it is
     * @param cacheControl how long it may be kept
     * @param entityTag the hash of its content, quoted
     * @param body its content; kept, not copied: the caller does not change it
     */
    StaticFile(String contentType, String cacheControl, String entityTag, byte[] body) {
        this.contentType = contentType;
        this.cacheControl = cacheControl;
        this.entityTag = entityTag;
        this.body = body;
    }

    /** The quoted hash of the content. */
    String entityTag() {
        return entityTag;
    }

    /** The file as an answer. */
    HttpAnswer answer() {
        return HttpAnswer.of(200, contentType, body).withHeader("ETag", entityTag).withHeader("Cache-Control",
                cacheControl);
    }

    /** The answer to somebody who has the file already. */
    HttpAnswer notModified() {
        return HttpAnswer.empty(304).withHeader("ETag", entityTag).withHeader("Cache-Control", cacheControl);
    }
}
