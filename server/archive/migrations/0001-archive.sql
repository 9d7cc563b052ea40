-- The archive of a completed document, built once. It can always be built again from what documents and signing keep.
create table archive (
  document_id uuid primary key references document,
  object jsonb not null,
  built_at timestamptz not null
);
alter table archive enable row level security;
alter table archive force row level security;
create policy archive_people on archive using (acting_system() or document_id in (select id from document));
