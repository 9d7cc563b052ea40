-- The same borders, drawn so that a reader among a million documents crosses them by index.

-- Who the actor is in documents, and what is asked of them there. One branch for each way of being somebody: an OR of them would read every row.
-- A participant whose turn has not come knows nothing yet. It looks with the system's eyes for its one query, so that no policy asks itself.
create function parts_of_actor() returns table (participant_id uuid, document_id uuid, part text, part_state text)
language plpgsql stable rows 50 as $$
declare
  acting constant text := acting_kind();
begin
  perform set_config('countersign.actor', 'system', true);
  return query
    select p.id, p.document_id, p.role, p.state from participant p where p.id = acting_participant() and p.state <> 'waiting'
    union
    select p.id, p.document_id, p.role, p.state from participant p where p.account_id = acting_account() and p.state <> 'waiting'
    union
    select p.id, p.document_id, p.role, p.state from account_email e join participant p on p.email = e.address
    where e.account_id = acting_account() and e.confirmed_at is not null and p.account_id is null and p.state <> 'waiting'
    union
    select p.id, p.document_id, p.role, p.state from account_identity i join participant p on p.tax_number = i.value and p.tax_country = i.country
    where i.account_id = acting_account() and p.account_id is null and p.state <> 'waiting';
  perform set_config('countersign.actor', acting, true);
end $$;

drop policy document_people on document;
create policy document_people on document using (
  acting_system()
  or initiator_id = acting_account()
  or id in (select document_id from parts_of_actor())
  or (state not in ('draft', 'discarded') and cabinet_id in (select m.cabinet_id from membership m where m.account_id = acting_account() and m.role in ('owner', 'administrator')))
);
drop policy participant_people on participant;
create policy participant_people on participant using (acting_system() or exists (select 1 from document d where d.id = document_id));
drop policy signature_people on signature;
create policy signature_people on signature using (acting_system() or exists (select 1 from document d where d.id = document_id));
drop policy document_view_people on document_view;
create policy document_view_people on document_view using (acting_system() or exists (select 1 from document d where d.id = document_id));
drop policy invitation_link_write on invitation_link;
create policy invitation_link_write on invitation_link for insert with check (exists (select 1 from participant p where p.id = participant_id));
drop function participations_of_actor();
