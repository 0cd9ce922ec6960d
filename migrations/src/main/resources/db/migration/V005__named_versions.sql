-- Why: people remember a state by a name ("sent to the printer"), not by a number. A named version is a mark beside the
-- log: making, renaming or removing one never touches a revision, and a revision is what it is without any name.
--
-- The revision is a plain number: the log has no row for revision 0, and its rows are never removed, so a foreign key
-- would only make the rows of the log be looked up.

create table named_version (
    number      bigint      generated always as identity primary key,
    document_no bigint      not null references document (number),
    rev         bigint      not null check (rev >= 0),
    created_at  timestamptz not null,
    created_by  bigint      not null references person (number),
    id          text        not null unique check (length(id) between 1 and 64),
    name        text        not null check (length(name) between 1 and 300),
    constraint named_version_name unique (document_no, name)
);

create index named_version_newest on named_version (document_no, rev desc, number desc);
