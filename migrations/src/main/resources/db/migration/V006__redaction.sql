-- Why: the law may demand that words are taken out of a history. A revision whose operation is redacted keeps everything
-- else, and the SHA-256 of what stood there, by which the chain still verifies; what takes its place is a filler of the same
-- lengths, so that every later operation still fits. The stored operation says so itself (a zero byte, the digest, the
-- filler), hence rows that were never redacted are not a byte longer.
--
-- This table says by whom, when and why it was done. `display_count` is how many display ids had been given out: those
-- clients may still hold what was taken out, and start anew when they come back.

create table redaction (
    document_no   bigint      not null references document (number),
    rev           bigint      not null check (rev > 0),
    at            timestamptz not null,
    display_count integer     not null check (display_count >= 0),
    op_digest     bytea       not null check (octet_length(op_digest) = 32),
    by_whom       text        not null check (length(by_whom) between 1 and 200),
    reason        text        not null check (length(reason) between 1 and 1000),
    primary key (document_no, rev)
);

-- Redaction is the one change that a revision may ever undergo. The statement has to be announced in its transaction
-- (`set local inkwell.redaction = 'on'`), and each row has to keep everything but its operation, to carry the digest of
-- the operation that is there, and to be noted in the table above. The application's role has no right to update at all.
create or replace function revision_is_append_only() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and current_setting('inkwell.redaction', true) = 'on' then
        return null;
    end if;
    raise exception 'revisions are never changed or removed' using errcode = 'insufficient_privilege';
end $$;

create function revision_is_only_redacted() returns trigger language plpgsql as $$
declare
    digest bytea := sha256(old.op);
begin
    if (old.document_no, old.rev, old.created_at, old.display_id, old.client_seq, old.base_length, old.kind,
            old.submit_hash, old.chain)
        is distinct from (new.document_no, new.rev, new.created_at, new.display_id, new.client_seq, new.base_length,
            new.kind, new.submit_hash, new.chain)
       or get_byte(old.op, 0) = 0
       or substr(new.op, 1, 33) is distinct from '\x00'::bytea || digest
       or not exists (select from redaction r
                      where r.document_no = old.document_no and r.rev = old.rev and r.op_digest = digest) then
        raise exception 'a revision is only ever changed by redacting its operation' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

create trigger revision_is_only_redacted before update on revision
    for each row execute function revision_is_only_redacted();
