-- Documents, whom they ask, and what was signed. `original` is a stored object (platform/storage.ts) as JSON.
create table document (
  id uuid primary key,
  cabinet_id uuid not null,
  initiator_id uuid not null references account,
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('pdf', 'office', 'image', 'other')),
  media_type text not null,
  state text not null check (state in ('draft', 'open', 'completed', 'declined', 'recalled', 'expired', 'voided', 'discarded')),
  original jsonb not null,
  sha256 text not null generated always as (original ->> 'sha256') stored,
  pages integer,
  pdf_fault text,
  deadline timestamptz,
  message text not null default '',
  reminded_at timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  sent_at timestamptz,
  ended_at timestamptz
);
create index document_cabinet on document (cabinet_id, changed_at desc, id desc);
create index document_initiator on document (initiator_id, changed_at desc, id desc);
create index document_deadline on document (deadline) where state = 'open';
create index document_name on document using gin (name gin_trgm_ops);
create index document_sha256 on document (sha256);

create table participant (
  id uuid primary key,
  document_id uuid not null references document on delete cascade,
  account_id uuid references account,
  email text not null check (email = lower(email)),
  name text not null default '',
  language text not null,
  tax_number text,
  tax_country text,
  role text not null check (role in ('approver', 'signer', 'acknowledger', 'observer')),
  "order" integer not null check ("order" between 1 and 1000),
  state text not null check (state in ('waiting', 'invited', 'opened', 'approved', 'signed', 'acknowledged', 'declined')),
  invited_at timestamptz,
  opened_at timestamptz,
  seen_at timestamptz,
  acted_at timestamptz,
  decline_reason text
);
create index participant_document on participant (document_id);
create index participant_account on participant (account_id) where account_id is not null;
create index participant_email on participant (email);
create index participant_tax_number on participant (tax_number) where tax_number is not null;
create index participant_search on participant using gin (name gin_trgm_ops, email gin_trgm_ops);

create table signature (
  id uuid primary key,
  document_id uuid not null references document,
  participant_id uuid not null references participant,
  account_id uuid references account,
  certificate_sha256 text not null,
  facts jsonb not null,
  signed_at timestamptz not null,
  timestamped_at timestamptz,
  level text not null check (level in ('B', 'T', 'LT')),
  trouble text,
  recalled_at timestamptz
);
create index signature_document on signature (document_id);
create unique index signature_once on signature (participant_id) where recalled_at is null;

-- What people look at. Ready without an object: the original, a PDF, is its own view.
create table document_view (
  document_id uuid primary key references document on delete cascade,
  state text not null check (state in ('pending', 'ready', 'failed')),
  reason text,
  object jsonb,
  drawn_at timestamptz
);

create table invitation_link (
  token_hash text primary key,
  participant_id uuid not null references participant on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  spent_at timestamptz
);
create index invitation_link_participant on invitation_link (participant_id);

create table guest_session (
  token_hash text primary key,
  participant_id uuid not null references participant on delete cascade,
  document_id uuid not null references document on delete cascade,
  started_at timestamptz not null,
  expires_at timestamptz not null
);
create index guest_session_participant on guest_session (participant_id);

-- Who the actor is in documents: by account, by a confirmed address, by a confirmed number, or as the guest of one link.
-- A participant whose turn has not come knows nothing yet. It looks with the system's eyes for its one query, so that no policy asks itself.
create function participations_of_actor() returns table (participant_id uuid, document_id uuid)
language plpgsql stable as $$
declare
  acting constant text := acting_kind();
begin
  perform set_config('countersign.actor', 'system', true);
  return query
    select p.id, p.document_id from participant p
    where p.state <> 'waiting' and (
      p.id = acting_participant()
      or p.account_id = acting_account()
      or (p.account_id is null and p.email in (select address from account_email where account_id = acting_account() and confirmed_at is not null))
      or (p.account_id is null and p.tax_number in (select i.value from account_identity i where i.account_id = acting_account() and i.country = p.tax_country))
    );
  perform set_config('countersign.actor', acting, true);
end $$;

alter table document enable row level security;
alter table document force row level security;
create policy document_people on document using (
  acting_system() or initiator_id = acting_account() or id in (select document_id from participations_of_actor())
);

-- Everything about a document is seen by whoever sees the document.
alter table participant enable row level security;
alter table participant force row level security;
create policy participant_people on participant using (acting_system() or document_id in (select id from document));
alter table signature enable row level security;
alter table signature force row level security;
create policy signature_people on signature using (acting_system() or document_id in (select id from document));
alter table document_view enable row level security;
alter table document_view force row level security;
create policy document_view_people on document_view using (acting_system() or document_id in (select id from document));

-- Links and guest sessions are the system's own to read; whoever may see a participant may cause a link to be mailed to them.
alter table invitation_link enable row level security;
alter table invitation_link force row level security;
create policy invitation_link_system on invitation_link using (acting_system());
create policy invitation_link_write on invitation_link for insert with check (participant_id in (select id from participant));
alter table guest_session enable row level security;
alter table guest_session force row level security;
create policy guest_session_system on guest_session using (acting_system());

-- F11: what was uploaded is never another file, and after the sending it never has another name.
create function refuse_other_contents() returns trigger language plpgsql as $$
begin
  if new.original is distinct from old.original or (old.state <> 'draft' and new.name is distinct from old.name) then
    raise exception 'the contents of a document cannot change' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger document_contents_stay before update on document for each row execute function refuse_other_contents();

-- A signature's facts are written once; only its evidence grows.
create function refuse_other_signature() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (new.document_id, new.participant_id, new.certificate_sha256, new.facts, new.signed_at) is distinct from (old.document_id, old.participant_id, old.certificate_sha256, old.facts, old.signed_at) then
    raise exception 'a signature cannot change' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger signature_stays before update or delete on signature for each row execute function refuse_other_signature();
