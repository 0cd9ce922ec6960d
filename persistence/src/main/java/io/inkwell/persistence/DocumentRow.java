package io.inkwell.persistence;

import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code document}. Its head is not here: that row changes with every keystroke and is never mapped. */
@Entity
@Table(name = "document")
class DocumentRow {

    private static final short RICH = 0;
    private static final short TEXT = 1;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long number;

    @Column(name = "created_at", nullable = false, updatable = false)
    Instant createdAt;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "created_by", updatable = false)
    @Nullable
    PersonRow creator;

    @Column(name = "deleted_at")
    @Nullable
    Instant deletedAt;

    @Column(nullable = false, updatable = false)
    short type;

    @Column(nullable = false, updatable = false)
    String id;

    @Column(nullable = false)
    String title;

    /** For Hibernate, which fills every field afterwards. */
    DocumentRow() {
        this(new DocumentId("-"), "", DocumentType.TEXT, null, Instant.EPOCH);
    }

    DocumentRow(DocumentId id, String title, DocumentType type, @Nullable PersonRow creator, Instant createdAt) {
        this.id = id.value();
        this.title = title;
        this.type = numberOf(type);
        this.creator = creator;
        this.createdAt = createdAt;
    }

    /** The number a type is stored as. */
    static short numberOf(DocumentType type) {
        return switch (type) {
            case RICH -> RICH;
            case TEXT -> TEXT;
        };
    }

    /** The type stored as a number. */
    static DocumentType typeOf(short number) {
        return number == RICH ? DocumentType.RICH : DocumentType.TEXT;
    }

    DocumentType documentType() {
        return typeOf(type);
    }
}
