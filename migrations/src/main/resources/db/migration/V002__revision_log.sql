-- Why: the log, the only truth about the text of a document. One accepted edit is one row in `revision`; the row in
-- `document_head` says where the log ends and is the fence between writers: a commit is one statement that moves the
-- head from exactly (head_rev, head_chain, acl_rev) to the next one and inserts its revisions, or does nothing.
--
-- The width of a revision is paid for every keystroke for ever, so it was measured at a million rows before it was
-- fixed (docs/storage.md has the table and the command). What follows from it:
--   * columns stand in the order of their alignment, so that no byte is padding;
--   * a client is named by its display id (4 bytes, one for each client id and never used again in its document). The
--     random client id (16 bytes, and an index that splits its pages in the middle) stands once, in `client_session`;
--   * digests are SHA-256 cut to 16 bytes;
--   * the author is not repeated: display id -> client_session -> person;
--   * no foreign key: the commit statement locks the row of document_head, which has one, and documents are never
--     removed from these tables.

create table document_head (
    document_no   bigint      primary key references document (number),
    head_rev      bigint      not null check (head_rev >= 0),
    acl_rev       bigint      not null check (acl_rev >= 0),
    head_at       timestamptz not null,                                                -- time of the newest revision
    display_count integer     not null check (display_count >= 0),                     -- display ids given out so far
    state         smallint    not null check (state in (0, 1, 2)),                     -- 0 open, 1 frozen, 2 deleted
    head_chain    bytea       not null check (octet_length(head_chain) = 16)
) with (fillfactor = 70);                                                              -- room for updates in the page

create table client_session (
    client_id   uuid        primary key,
    document_no bigint      not null references document (number),
    person_no   bigint      not null references person (number),
    created_at  timestamptz not null,
    display_id  integer     not null check (display_id > 0),
    unique (document_no, display_id)
);

create table revision (
    document_no bigint      not null,
    rev         bigint      not null check (rev > 0),
    created_at  timestamptz not null,                      -- whole milliseconds, never before the previous revision's
    display_id  integer     not null check (display_id > 0),
    client_seq  integer     not null check (client_seq > 0),
    base_length integer     not null check (base_length >= 0),    -- UTF-16 units of the document before this revision
    kind        smallint    not null check (kind between 0 and 3 or kind > 100),
        -- 0 edit, 1 burnt, 2 restore, 3 redaction (reserved), 100 + n refused with the refusal code of number n
    submit_hash bytea       not null check (octet_length(submit_hash) = 16),           -- of the operation as it was sent
    chain       bytea       not null check (octet_length(chain) = 16),
    op          bytea       not null,                      -- canonical UTF-8 JSON: bytes, because jsonb would rewrite them
    constraint revision_pkey primary key (document_no, rev),
    constraint revision_submission_key unique (document_no, display_id, client_seq)
);

-- The history only grows. The application's role has no right to change it; this trigger says the same to every other
-- role, the owner included, so that the promise also holds where one role does everything.
create function revision_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'revisions are never changed or removed' using errcode = 'insufficient_privilege';
end $$;

create trigger revision_is_append_only before update or delete or truncate on revision
    for each statement execute function revision_is_append_only();
