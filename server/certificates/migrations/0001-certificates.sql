-- A person's key: in the vault (cloud) or in a file that only the person has. The certificate follows by a job.
create table holder_key (
  id uuid primary key,
  account_id uuid not null,
  application_id uuid not null,
  place text not null check (place in ('cloud', 'file')),
  algorithm text not null,
  public_key bytea not null,
  vault_key_id uuid,
  -- File keys: the holder's cloud key has signed that this key is theirs too.
  binding_signature bytea,
  certificate_id uuid references issued_certificate,
  created_at timestamptz not null,
  unique (application_id, place),
  check ((place = 'cloud') = (vault_key_id is not null)),
  check ((place = 'file') = (binding_signature is not null))
);
create index holder_key_of_account on holder_key (account_id);
alter table holder_key enable row level security;
alter table holder_key force row level security;
create policy holder_key_system on holder_key using (acting_system());
create policy holder_key_own on holder_key using (account_id = acting_account());
