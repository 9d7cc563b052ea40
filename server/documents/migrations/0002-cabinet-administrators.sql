-- B4: owners and administrators of a company see all its documents that have left the draft.
-- A person's own memberships are always in their sight (cabinets/migrations), so the policy may ask for them plainly.
drop policy document_people on document;
create policy document_people on document using (
  acting_system()
  or initiator_id = acting_account()
  or id in (select document_id from participations_of_actor())
  or (state not in ('draft', 'discarded') and cabinet_id in (select m.cabinet_id from membership m where m.account_id = acting_account() and m.role in ('owner', 'administrator')))
);

-- True while a signature inside the PDF waits for its time-stamp and validation data.
alter table document add column awaits_pdf boolean not null default false;
