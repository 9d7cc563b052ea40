create table product (
  id text primary key,
  holder text not null check (holder in ('person', 'company', 'seal')),
  keys text[] not null,
  validity_days int not null check (validity_days between 1 and 1100),
  price_minor int not null check (price_minor >= 0),
  currency text not null,
  offered boolean not null default true
);

-- A code is kept as its hash: whoever reads the table cannot redeem.
create table voucher (
  id uuid primary key,
  code_hash bytea not null unique,
  product_id text not null references product,
  batch text not null,
  expires_at timestamptz not null,
  redeemed_at timestamptz,
  redeemed_by uuid,
  created_at timestamptz not null
);
alter table voucher enable row level security;
alter table voucher force row level security;
create policy voucher_system on voucher using (acting_system());
create policy voucher_operator on voucher using (acting_staff('operator'));
