-- Why: what the running server may do is less than what the migrations may do. It reads the history and adds to it; it
-- has no right to change or remove a revision. This file runs again whenever it or the name of the role changes.
-- `${applicationRole}` is a quoted name; where one role does everything it is the owner itself and this changes nothing
-- (the trigger of V002 still refuses).

grant select, insert, update on person, document, document_head, client_session to ${applicationRole};
grant select, insert, update, delete on document_member, named_version to ${applicationRole};
grant select, insert on revision to ${applicationRole};
grant select, insert, delete on snapshot to ${applicationRole};
grant select, insert, update, delete on attribution_block to ${applicationRole};
-- Insert: a document that is imported brings its redactions along. It has no right to redact.
grant select, insert on redaction to ${applicationRole};
