-- Everything the vault remembers. Nothing here opens a key without the deployment key, and no cloud key without its holder's secret.

create table vault.ceremony (
  single boolean primary key default true check (single),
  closed_at timestamptz
);
insert into vault.ceremony default values;

-- To which browsers seal secrets. `wrapped` under the deployment key.
create table vault.transport_key (
  single boolean primary key default true check (single),
  public_key bytea not null,
  wrapped bytea not null,
  created_at timestamptz not null
);

create table vault.key (
  id uuid primary key,
  kind text not null check (kind in ('root', 'issuing-authority', 'ocsp-responder', 'time-stamp-unit', 'cloud')),
  algorithm text not null check (algorithm in ('ecdsa-p256', 'rsa-2048', 'rsa-3072')),
  public_key bytea not null unique,
  -- PKCS #8 under the deployment key; a cloud key's beneath that under its holder's secret. Empty once locked or destroyed.
  wrapped bytea,
  person text,
  salt bytea,
  attempts smallint not null default 0 check (attempts between 0 and 5),
  locked_at timestamptz,
  destroyed_at timestamptz,
  -- Authorities: the subject name that their own certificate gave them, DER. What they sign names it as issuer.
  authority_name bytea,
  created_at timestamptz not null,
  check ((kind = 'cloud') = (person is not null) and (kind = 'cloud') = (salt is not null)),
  check ((wrapped is null) = (locked_at is not null or destroyed_at is not null))
);
create index key_of_person on vault.key (person) where person is not null;

create function vault.refuse_revival() returns trigger language plpgsql as $$
begin
  if (old.locked_at is not null and new.locked_at is distinct from old.locked_at)
    or (old.destroyed_at is not null and new.destroyed_at is distinct from old.destroyed_at) then
    raise exception 'a locked or destroyed key stays so for ever';
  end if;
  return new;
end $$;
create trigger key_refuse_revival before update on vault.key for each row execute function vault.refuse_revival();

create function vault.refuse_reopening() returns trigger language plpgsql as $$
begin
  raise exception 'the ceremony was closed for ever';
end $$;
create trigger ceremony_refuse_reopening before update on vault.ceremony for each row when (old.closed_at is not null) execute function vault.refuse_reopening();
create trigger ceremony_refuse_deletion before delete on vault.ceremony for each row execute function vault.refuse_reopening();

create table vault.challenge (
  challenge text primary key,
  purpose text not null check (purpose in ('create-key', 'sign')),
  key_id uuid not null,
  person text not null,
  expires_at timestamptz not null,
  spent_at timestamptz
);
create index challenge_by_expiry on vault.challenge (expires_at);

-- One row for each occurrence of a digest that the holder's secret was given for.
create table vault.authorisation (
  challenge text not null,
  position integer not null,
  key_id uuid not null references vault.key,
  person text not null,
  digest bytea not null,
  state text not null check (state in ('reserved', 'consumed')),
  expires_at timestamptz not null,
  consumed_at timestamptz,
  primary key (challenge, position),
  check ((state = 'consumed') = (consumed_at is not null))
);

create function vault.refuse_second_spending() returns trigger language plpgsql as $$
begin
  raise exception 'an authorisation is spent once';
end $$;
create trigger authorisation_refuse_second_spending before update on vault.authorisation
  for each row when (old.state = 'consumed') execute function vault.refuse_second_spending();

create table vault.verifier (
  certificate_sha256 text primary key,
  certificate bytea not null,
  person text not null,
  enrolled_by text,
  enrolled_at timestamptz not null,
  withdrawn_at timestamptz
);

-- Every certificate that was ever signed: one for an application, one for a serial number.
create table vault.issued (
  key_id uuid not null references vault.key,
  serial_number text not null,
  application_digest text not null unique,
  tbs_sha256 text not null,
  profile text not null,
  decided_by text,
  issued_at timestamptz not null,
  primary key (key_id, serial_number)
);

-- Hash-chained: hash = SHA-256(previous ‖ canonical JSON of the row). Never a secret, never key bytes.
create table vault.log (
  position bigint primary key,
  at timestamptz not null,
  act text not null,
  key_id uuid,
  person text,
  details text not null,
  previous bytea not null,
  hash bytea not null unique
);
create function vault.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the log of the vault is only ever appended to';
end $$;
create trigger log_refuse_change before update or delete on vault.log for each row execute function vault.refuse_change();
create trigger log_refuse_truncation before truncate on vault.log for each statement execute function vault.refuse_change();
