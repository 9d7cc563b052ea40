-- Two further grounds for a certificate: a standing rule that two operators signed, and the holder's own signature for a renewal.

create table vault.standing_rule (
  sha256 text primary key,
  -- Canonical JSON, as it was signed.
  rule text not null,
  signed_by text[] not null check (cardinality(signed_by) >= 2),
  enacted_at timestamptz not null,
  withdrawn_at timestamptz
);

alter table vault.issued add column holder text;
alter table vault.issued add column rule_sha256 text references vault.standing_rule;
create index issued_by_rule on vault.issued (rule_sha256, issued_at) where rule_sha256 is not null;
create index issued_by_tbs on vault.issued (tbs_sha256);
