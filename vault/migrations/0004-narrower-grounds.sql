-- A key made elsewhere is vouched for by the very cloud key that the same decision certified.
alter table vault.issued add column public_key_sha256 text;

-- A ceremony that nobody closes must not stay open: while it is, the server alone can have anything certified.
alter table vault.ceremony add column opened_at timestamptz not null default now();
