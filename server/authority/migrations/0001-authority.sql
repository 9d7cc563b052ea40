-- The authority's own certificates: root, issuing authority, OCSP responder, time-stamp unit.
create table authority_certificate (
  kind text primary key check (kind in ('root', 'issuing-authority', 'ocsp-responder', 'time-stamp-unit')),
  vault_key_id uuid not null,
  serial_number text not null,
  der bytea not null,
  issued_at timestamptz not null
);

-- The register of everything the issuing authority signed. Rows are never deleted: status is kept after expiry (E4).
create table issued_certificate (
  id uuid primary key,
  serial_number text not null unique,
  sha256 text not null unique,
  der bytea not null,
  profile text not null,
  application_id uuid not null,
  -- SHA-256 of the SubjectPublicKeyInfo: one application may certify a cloud key and a file key.
  key_sha256 text not null,
  shard int not null,
  not_before timestamptz not null,
  not_after timestamptz not null,
  status text not null default 'good' check (status in ('good', 'revoked')),
  revoked_at timestamptz,
  revocation_reason text,
  issued_at timestamptz not null,
  check ((status = 'revoked') = (revoked_at is not null)),
  unique (application_id, key_sha256)
);
create index issued_certificate_revoked on issued_certificate (shard) where status = 'revoked';

-- The newest list of each shard; `issuer` is the kind of the authority that signed it.
create table revocation_list (
  issuer text not null,
  shard int not null,
  number bigint not null,
  this_update timestamptz not null,
  next_update timestamptz not null,
  der bytea not null,
  primary key (issuer, shard)
);

-- What is about to be signed. The vault signs an application once, so a retry must send the very same bytes.
create table certificate_promise (
  id uuid primary key,
  application_id uuid not null,
  key_sha256 text not null,
  serial_number text not null unique,
  tbs_certificate bytea not null,
  promised_at timestamptz not null,
  unique (application_id, key_sha256)
);
