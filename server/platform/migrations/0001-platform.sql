-- What a policy of row-level security may ask: who acts in this transaction (act.ts sets it; outside an act nobody does).
create function acting_kind() returns text language sql stable as $$ select coalesce(current_setting('countersign.actor', true), '') $$;
create function acting_account() returns uuid language sql stable as $$ select nullif(current_setting('countersign.account', true), '')::uuid $$;
create function acting_participant() returns uuid language sql stable as $$ select nullif(current_setting('countersign.participant', true), '')::uuid $$;
create function acting_system() returns boolean language sql stable as $$ select acting_kind() = 'system' $$;
create function acting_staff(role text) returns boolean language sql stable as $$ select role = any (string_to_array(current_setting('countersign.staff', true), ',')) $$;
create extension if not exists pg_trgm;
