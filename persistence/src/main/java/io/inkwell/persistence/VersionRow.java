package io.inkwell.persistence;

import io.inkwell.sync.PersonId;
import io.inkwell.sync.port.HistoryReader.Author;
import io.inkwell.sync.port.VersionStore.Version;
import io.inkwell.sync.port.VersionStore.VersionId;
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

/** A row of the table {@code named_version}. */
@Entity
@Table(name = "named_version")
class VersionRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long number;

    @Column(name = "document_no", nullable = false, updatable = false)
    long documentNo;

    @Column(name = "rev", nullable = false, updatable = false)
    long revision;

    @Column(name = "created_at", nullable = false, updatable = false)
    Instant createdAt;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "created_by", nullable = false, updatable = false)
    PersonRow creator;

    @Column(nullable = false, updatable = false)
    String id;

    @Column(nullable = false)
    String name;

    /** For Hibernate, which fills every field afterwards. */
    VersionRow() {
        this(0, new VersionId(""), 0, "", new PersonRow(), Instant.EPOCH);
    }

    VersionRow(long documentNo, VersionId id, long revision, String name, PersonRow creator, Instant createdAt) {
        this.documentNo = documentNo;
        this.id = id.value();
        this.revision = revision;
        this.name = name;
        this.creator = creator;
        this.createdAt = createdAt;
    }

    Version toVersion() {
        return new Version(new VersionId(id), revision, name,
                new Author(new PersonId(creator.id), creator.name, creator.colour), createdAt);
    }
}
