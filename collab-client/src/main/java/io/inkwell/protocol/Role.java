package io.inkwell.protocol;

/** What a connection may do. */
public enum Role {
    /** See the document. */
    READ("read"),
    /** See and edit it. */
    WRITE("write");

    private final String wireName;

    Role(String wireName) {
        this.wireName = wireName;
    }

    /** The name on the wire. */
    public String wireName() {
        return wireName;
    }
}
