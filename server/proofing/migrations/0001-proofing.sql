create table application (
  id uuid primary key,
  order_id uuid not null references certificate_order,
  account_id uuid not null,
  product_id text not null references product,
  state text not null,
  -- What the applicant typed, as the wizard saves it; checked whole at submission.
  facts jsonb not null default '{}',
  -- Who recommended, who decided: never the same person (D5).
  agent_id uuid,
  checklist jsonb,
  -- The frozen dossier that was decided over, the decision and its signature, exactly as the vault wants them.
  dossier text,
  decision text,
  decision_signature bytea,
  verifier_sha256 text,
  reason text,
  submitted_at timestamptz,
  decided_at timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create index application_of_account on application (account_id);
create index application_queue on application (state, submitted_at);
alter table application enable row level security;
alter table application force row level security;
create policy application_system on application using (acting_system());
create policy application_own on application using (account_id = acting_account());
create policy application_staff on application using (acting_staff('agent') or acting_staff('verifier'));

-- Pictures of documents. The contents are in storage, encrypted; here is how to find them.
create table application_document (
  id uuid primary key,
  application_id uuid not null references application on delete cascade,
  slot text not null,
  media_type text not null,
  object jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'accepted', 'rejected')),
  rejected_because text,
  added_at timestamptz not null
);
create index application_document_of on application_document (application_id);
alter table application_document enable row level security;
alter table application_document force row level security;
create policy application_document_visible on application_document using (exists (select from application where application.id = application_id));

create table issuing_agreement (
  application_id uuid primary key references application on delete cascade,
  object jsonb not null,
  sha256 text not null,
  signed_at timestamptz,
  signed_phone text
);
alter table issuing_agreement enable row level security;
alter table issuing_agreement force row level security;
create policy issuing_agreement_visible on issuing_agreement using (exists (select from application where application.id = application_id));
