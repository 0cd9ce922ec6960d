-- Why: the catalogue. Who may write, which documents exist, who was let into which document. These rows change rarely
-- and are served by Hibernate; nothing of the hot path (the head of a document, its revisions) lives here.
--
-- Two names per row: `number` is the short internal key that other tables repeat (8 bytes instead of a text in every
-- index), `id` is the public, unguessable name that appears in addresses. The number never leaves the server.

create table person (
    number     bigint      generated always as identity primary key,
    created_at timestamptz not null,
    kind       smallint    not null check (kind in (0, 1)),                            -- 0 local, 1 guest
    id         text        not null unique check (length(id) between 1 and 64),
    name       text        not null check (length(name) between 1 and 100),
    colour     text        not null check (colour ~ '^#[0-9a-f]{6}$'),
    -- SHA-256 of a random 256-bit key. A slow password hash would add nothing: the key is not a password, it cannot be
    -- guessed, and the fast hash keeps a stolen backup from being a set of working keys.
    key_hash   bytea       not null unique check (octet_length(key_hash) = 32)
);

create table document (
    number     bigint      generated always as identity primary key,
    created_at timestamptz not null,
    created_by bigint      references person (number),                                 -- null: an administrator
    deleted_at timestamptz,                                                            -- null: not deleted
    type       smallint    not null check (type in (0, 1)),                            -- 0 rich, 1 text
    id         text        not null unique check (length(id) between 1 and 64),
    title      text        not null check (length(title) <= 300)
);

-- One row lets one person into one document. Every insert or change here raises document_head.acl_rev in the same
-- transaction: a commit that was judged by the older rights then finds another acl_rev and is judged again.
create table document_member (
    document_no bigint      not null references document (number),
    person_no   bigint      not null references person (number),
    expires_at  timestamptz not null,
    access      smallint    not null check (access in (0, 1)),                            -- 0 read, 1 write
    primary key (document_no, person_no)
);

create index document_member_person on document_member (person_no);
