-- People: who they are, how they are reached, how they sign in.
create table account (
  id uuid primary key,
  given_name text not null,
  middle_name text,
  family_name text not null,
  -- E.164, confirmed by a code; null for people who were invited by mail and have not given one.
  phone text,
  language text not null,
  -- PHC string; null until the first password is set on the activation page.
  password_hash text,
  roles text[] not null default '{}' check (roles <@ array['agent', 'verifier', 'operator']),
  created_at timestamptz not null
);
create unique index account_phone on account (phone);
alter table account enable row level security;
alter table account force row level security;
create policy account_own on account using (acting_system() or id = acting_account());

create function refuse_own_promotion() returns trigger language plpgsql as $$
begin
  if new.roles is distinct from old.roles and not acting_system() and not acting_staff('operator') then
    raise exception 'only an operator gives staff roles' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger account_roles_are_given before update on account for each row execute function refuse_own_promotion();

create table account_email (
  id uuid primary key,
  account_id uuid not null references account,
  address text not null check (address = lower(address)),
  is_primary boolean not null,
  claimed_at timestamptz not null,
  confirmed_at timestamptz
);
-- An address belongs to whoever confirmed it; a mere claim blocks it for a day only (rules.ts).
create unique index account_email_confirmed on account_email (address) where confirmed_at is not null;
create unique index account_email_primary on account_email (account_id) where is_primary;
create index account_email_address on account_email (address);
create index account_email_account on account_email (account_id);
alter table account_email enable row level security;
alter table account_email force row level security;
create policy account_email_own on account_email using (acting_system() or account_id = acting_account());

-- A7: what was consented to, when, from where. Kept as it was given.
create table consent (
  account_id uuid not null references account,
  kind text not null check (kind in ('terms', 'privacy')),
  version text not null,
  given_at timestamptz not null,
  address text not null,
  primary key (account_id, kind, version)
);
alter table consent enable row level security;
alter table consent force row level security;
create policy consent_own on consent using (acting_system() or account_id = acting_account());
create trigger consent_is_append_only before update or delete on consent for each row execute function refuse_change();

create table session (
  id uuid primary key,
  token_hash bytea not null unique,
  account_id uuid not null references account,
  cabinet_id uuid,
  address text not null,
  user_agent text not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  ended_at timestamptz
);
create index session_account on session (account_id) where ended_at is null;
alter table session enable row level security;
alter table session force row level security;
create policy session_own on session using (acting_system() or account_id = acting_account());

-- A registration waits here until its phone is confirmed; only then is there an account.
create table registration (
  id uuid primary key,
  email text not null,
  phone text not null,
  given_name text not null,
  family_name text not null,
  language text not null,
  password_hash text not null,
  terms_version text not null,
  consented_from text not null,
  created_at timestamptz not null,
  account_id uuid references account
);
alter table registration enable row level security;
alter table registration force row level security;
create policy registration_system on registration using (acting_system());

-- Six digits sent to a phone. `subject` is the one thing that the code is good for.
create table phone_code (
  id uuid primary key,
  purpose text not null,
  subject text not null,
  phone text not null,
  code_hash bytea not null,
  tries integer not null default 0,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  spent_at timestamptz
);
create index phone_code_subject on phone_code (purpose, subject, sent_at desc);
alter table phone_code enable row level security;
alter table phone_code force row level security;
create policy phone_code_system on phone_code using (acting_system());

-- A link that works once. Only the hash of its token is known here.
create table one_time_link (
  token_hash bytea primary key,
  purpose text not null check (purpose in ('confirm-email', 'reset-password', 'activate')),
  account_id uuid not null references account,
  email_id uuid references account_email on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  spent_at timestamptz
);
create index one_time_link_account on one_time_link (account_id, purpose);
alter table one_time_link enable row level security;
alter table one_time_link force row level security;
create policy one_time_link_system on one_time_link using (acting_system());

-- A proof of work buys one registration.
create table spent_proof (signature text primary key, expires_at timestamptz not null);
-- Tries per identifier (hashed: a list of addresses that people try is personal data).
create table attempt (key bytea primary key, tries integer not null, since timestamptz not null);

-- A5: one number, one account; never changed once written.
create table account_identity (
  id uuid primary key,
  account_id uuid not null references account,
  scheme text not null,
  country text not null,
  value text not null,
  common_name text not null,
  given_name text,
  family_name text,
  certificate_sha256 text not null,
  confirmed_at timestamptz not null,
  unique (country, value)
);
create index account_identity_account on account_identity (account_id);
alter table account_identity enable row level security;
alter table account_identity force row level security;
create policy account_identity_own on account_identity using (acting_system() or account_id = acting_account());
create trigger account_identity_is_append_only before update or delete on account_identity for each row execute function refuse_change();

-- What other domains may know of an account, whoever acts: never a password. Each looks with the system's eyes for its one query.
create function account_cards(wanted uuid[])
returns table (id uuid, email text, phone text, given_name text, middle_name text, family_name text, language text, roles text[], confirmed boolean)
language plpgsql stable as $$
declare
  acting constant text := acting_kind();
begin
  perform set_config('countersign.actor', 'system', true);
  return query
    select a.id, e.address, a.phone, a.given_name, a.middle_name, a.family_name, a.language, a.roles, e.confirmed_at is not null
    from account a join account_email e on e.account_id = a.id and e.is_primary
    where a.id = any (wanted);
  perform set_config('countersign.actor', acting, true);
end $$;

create function account_of_email(wanted text) returns uuid language plpgsql stable as $$
declare
  acting constant text := acting_kind();
  found_id uuid;
begin
  perform set_config('countersign.actor', 'system', true);
  select e.account_id into found_id from account_email e where e.address = wanted and e.confirmed_at is not null;
  perform set_config('countersign.actor', acting, true);
  return found_id;
end $$;

create function identities_of_account(wanted uuid) returns setof account_identity language plpgsql stable as $$
declare
  acting constant text := acting_kind();
begin
  perform set_config('countersign.actor', 'system', true);
  return query select i.* from account_identity i where i.account_id = wanted;
  perform set_config('countersign.actor', acting, true);
end $$;
