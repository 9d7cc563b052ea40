create table message (
  id uuid primary key,
  channel text not null check (channel in ('mail', 'sms')),
  recipient text not null,
  language text not null,
  subject text not null default '',
  body text not null,
  link text,
  created_at timestamptz not null,
  sent_at timestamptz
);
create index message_newest on message (created_at desc);
alter table message enable row level security;
alter table message force row level security;
-- Anyone's act may cause a message; only the sender job and the demonstration's outbox (both the system's own hand) read them.
create policy message_write on message for insert with check (true);
create policy message_system on message using (acting_system());
