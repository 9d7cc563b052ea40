-- Where documents and certificates are kept: one space of one's own for every account, and companies shared by people.
create table cabinet (
  id uuid primary key,
  kind text not null check (kind in ('personal', 'company')),
  holder text check (holder in ('legal-entity', 'sole-proprietor')),
  -- Of a company, as its certificate says; a personal cabinet is called by its owner's name.
  name text not null default '',
  country text,
  number_scheme text,
  tax_number text,
  -- The certificate that proved the company (B2).
  certificate_sha256 text,
  created_at timestamptz not null,
  check ((kind = 'company') = (country is not null and tax_number is not null and holder is not null))
);
create unique index cabinet_number on cabinet (country, tax_number);

create table membership (
  cabinet_id uuid not null references cabinet,
  account_id uuid not null references account,
  role text not null check (role in ('owner', 'administrator', 'user')),
  since timestamptz not null,
  primary key (cabinet_id, account_id)
);
create index membership_account on membership (account_id);

create table invitation (
  id uuid primary key,
  cabinet_id uuid not null references cabinet,
  address text not null check (address = lower(address)),
  role text not null check (role in ('owner', 'administrator', 'user')),
  language text not null,
  token_hash bytea not null unique,
  invited_by uuid not null references account,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references account,
  withdrawn_at timestamptz
);
create unique index invitation_open on invitation (cabinet_id, address) where accepted_at is null and withdrawn_at is null;

-- A text that a company's certificate signs to open its cabinet. Good once, for an hour, for the account that asked.
create table company_challenge (
  id uuid primary key,
  account_id uuid not null references account,
  holder text not null check (holder in ('legal-entity', 'sole-proprietor')),
  text text not null,
  expires_at timestamptz not null,
  spent_at timestamptz
);

-- B1: no account without a cabinet of its own, whatever makes the account. Its id is the account's.
create function give_personal_cabinet() returns trigger language plpgsql as $$
begin
  insert into cabinet (id, kind, created_at) values (new.id, 'personal', new.created_at);
  insert into membership (cabinet_id, account_id, role, since) values (new.id, new.id, 'owner', new.created_at);
  return new;
end $$;
create trigger account_has_a_cabinet after insert on account for each row execute function give_personal_cabinet();

-- The cabinets of whoever acts. It looks with the system's eyes for its one query, so that the policy of membership does not ask itself.
create function acting_cabinets() returns setof uuid language plpgsql stable as $$
declare
  acting constant text := acting_kind();
begin
  perform set_config('countersign.actor', 'system', true);
  return query select m.cabinet_id from membership m where m.account_id = acting_account();
  perform set_config('countersign.actor', acting, true);
end $$;

alter table cabinet enable row level security;
alter table cabinet force row level security;
create policy cabinet_people on cabinet using (case when acting_system() then true else id in (select acting_cabinets()) end);
alter table membership enable row level security;
alter table membership force row level security;
create policy membership_people on membership using (case when acting_system() then true else cabinet_id in (select acting_cabinets()) end);
alter table invitation enable row level security;
alter table invitation force row level security;
create policy invitation_people on invitation using (case when acting_system() then true else cabinet_id in (select acting_cabinets()) end);
alter table company_challenge enable row level security;
alter table company_challenge force row level security;
create policy company_challenge_own on company_challenge using (acting_system() or account_id = acting_account());

-- What every act may know of a cabinet: its name and number stand on whatever it sends.
create function cabinet_cards(wanted uuid[])
returns table (id uuid, kind text, holder text, name text, country text, tax_number text)
language plpgsql stable as $$
declare
  acting constant text := acting_kind();
begin
  perform set_config('countersign.actor', 'system', true);
  return query
    select c.id, c.kind, c.holder, coalesce(nullif(c.name, ''), concat_ws(' ', a.given_name, a.family_name)), c.country, c.tax_number
    from cabinet c left join account a on a.id = c.id
    where c.id = any (wanted);
  perform set_config('countersign.actor', acting, true);
end $$;

create function memberships_of(wanted uuid) returns table (cabinet_id uuid, role text) language plpgsql stable as $$
declare
  acting constant text := acting_kind();
begin
  perform set_config('countersign.actor', 'system', true);
  return query select m.cabinet_id, m.role from membership m where m.account_id = wanted order by m.since, m.cabinet_id;
  perform set_config('countersign.actor', acting, true);
end $$;
