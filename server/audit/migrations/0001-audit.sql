-- Append-only: each row's hash covers the row before it. `payload` is the exact text that was hashed; the other columns are read out of it.
create table audit_entry (
  number bigint primary key,
  payload text not null,
  previous_hash text not null,
  hash text not null,
  at timestamptz not null,
  action text generated always as (payload::jsonb ->> 'action') stored,
  actor text generated always as (payload::jsonb -> 'actor' ->> 'id') stored,
  subject text generated always as (payload::jsonb ->> 'subject') stored
);
create index audit_entry_subject on audit_entry (subject, number);
create index audit_entry_actor on audit_entry (actor, number);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger audit_entry_is_append_only before update or delete on audit_entry for each row execute function refuse_change();
create trigger audit_entry_is_never_truncated before truncate on audit_entry for each statement execute function refuse_change();
