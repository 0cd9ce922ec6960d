-- Why: rebuilding a document from its first revision takes longer with every keystroke. A snapshot is the document at
-- one revision, compressed. It is derived and disposable: the log is the truth, and a snapshot whose bytes no longer
-- give its SHA-256 is passed over for an older one.

create table snapshot (
    document_no bigint  not null references document (number),
    rev         bigint  not null check (rev >= 0),
    length      integer not null check (length >= 0),                                  -- bytes of the content, inflated
    chain       bytea   not null check (octet_length(chain) = 16),
    sha256      bytea   not null check (octet_length(sha256) = 32),                    -- of the content, inflated
    content     bytea   not null,                                                      -- canonical UTF-8 JSON, deflated
    primary key (document_no, rev)
);

-- Deflated bytes do not shrink again: store them as they are.
alter table snapshot alter column content set storage external;
