-- Each signature as CMS, once for every level its evidence has reached. Rows are only ever added; the file that holds them is a stored object.
create table signature_evidence (
  signature_id uuid not null references signature,
  level text not null check (level in ('B', 'T', 'LT')),
  object jsonb not null,
  made_at timestamptz not null,
  primary key (signature_id, level)
);

-- A PDF with signatures inside: the original, and what was appended to it, tail by tail. The number is the optimistic lock.
create table pdf_revision (
  document_id uuid not null references document,
  number integer not null check (number > 0),
  kind text not null check (kind in ('signature', 'evidence')),
  signature_id uuid references signature,
  object jsonb not null,
  made_at timestamptz not null,
  primary key (document_id, number)
);

alter table signature_evidence enable row level security;
alter table signature_evidence force row level security;
create policy signature_evidence_people on signature_evidence using (acting_system() or signature_id in (select id from signature));
create trigger signature_evidence_is_append_only before update or delete on signature_evidence for each row execute function refuse_change();
alter table pdf_revision enable row level security;
alter table pdf_revision force row level security;
create policy pdf_revision_people on pdf_revision using (acting_system() or document_id in (select id from document));
create trigger pdf_revision_is_append_only before update or delete on pdf_revision for each row execute function refuse_change();
