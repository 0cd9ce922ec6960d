-- Why: who wrote what, between any two revisions, without reading all the revisions between them; and any past document
-- without replaying all since its snapshot. A block holds what the revisions after `from_rev` up to `to_rev` do together,
-- each piece with the revision it comes from: 256 revisions, or 16 blocks of the size below. Derived and disposable, as
-- snapshots are: a block whose bytes no longer give its SHA-256, or whose chains are not the log's, is made again.

create table attribution_block (
    document_no bigint  not null references document (number),
    to_rev      bigint  not null,
    from_rev    bigint  not null check (from_rev >= 0 and from_rev < to_rev),
    length      integer not null check (length >= 0),                                  -- bytes of the content, inflated
    from_chain  bytea   not null check (octet_length(from_chain) = 16),                -- of the log at from_rev
    to_chain    bytea   not null check (octet_length(to_chain) = 16),                  -- of the log at to_rev
    sha256      bytea   not null check (octet_length(sha256) = 32),                    -- of the content, inflated
    content     bytea   not null,                                                      -- an attributed change, deflated
    primary key (document_no, to_rev, from_rev)
);

-- Deflated bytes do not shrink again: store them as they are.
alter table attribution_block alter column content set storage external;
