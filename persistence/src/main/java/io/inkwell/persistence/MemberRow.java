package io.inkwell.persistence;

import io.inkwell.sync.port.DocumentCatalog.Access;
import io.inkwell.sync.port.DocumentCatalog.Membership;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** A row of the table {@code document_member}: one person let into one document. */
@Entity
@Table(name = "document_member")
class MemberRow {

    private static final short READ = 0;
    private static final short WRITE = 1;

    /** Which person in which document, by their internal numbers. */
    @Embeddable
    record Key(@Column(name = "document_no") long documentNo,
            @Column(name = "person_no") long personNo) implements Serializable {}

    @EmbeddedId
    Key key;

    @Column(name = "expires_at", nullable = false)
    Instant expiresAt;

    @Column(nullable = false)
    short access;

    /** For Hibernate, which fills every field afterwards. */
    MemberRow() {
        this(new Key(0, 0), new Membership(Access.READ, Instant.EPOCH));
    }

    MemberRow(Key key, Membership membership) {
        this.key = key;
        this.expiresAt = membership.expiresAt();
        this.access = number(membership.access());
    }

    void change(Membership membership) {
        expiresAt = membership.expiresAt();
        access = number(membership.access());
    }

    Membership toMembership() {
        return new Membership(access == WRITE ? Access.WRITE : Access.READ, expiresAt);
    }

    private static short number(Access access) {
        return switch (access) {
            case READ -> READ;
            case WRITE -> WRITE;
        };
    }
}
