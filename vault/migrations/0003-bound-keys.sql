-- One decision may carry a set (D8): the holder's cloud key, and a key made elsewhere that the cloud key vouches for. Each once.
alter table vault.issued drop constraint issued_application_digest_key;
alter table vault.issued add column place text not null default 'named' check (place in ('named', 'cloud', 'bound'));
alter table vault.issued add unique (application_digest, place);
