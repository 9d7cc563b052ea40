create table certificate_order (
  id uuid primary key,
  account_id uuid not null,
  product_id text not null references product,
  voucher_id uuid references voucher,
  state text not null,
  placed_at timestamptz not null,
  changed_at timestamptz not null
);
-- D9: one open order per person and product.
create unique index certificate_order_never_twice on certificate_order (account_id, product_id) where state in ('placed', 'paid');
alter table certificate_order enable row level security;
alter table certificate_order force row level security;
create policy order_system on certificate_order using (acting_system());
create policy order_own on certificate_order using (account_id = acting_account());
create policy order_staff on certificate_order for select using (acting_staff('operator') or acting_staff('agent') or acting_staff('verifier'));
