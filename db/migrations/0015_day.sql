-- The day: venues' facts and contacts, linked schedules, labour, tasks and notes, what was
-- seen, links to share.
--
-- Rules that only the server can judge are triggers named t0_rules. They refuse with
--   OT020 refused              the message says what is wrong, the hint what would be right
-- and read what the writer may not see; who has no right to write at all is left to the policies,
-- so that a refusal tells strangers nothing. Their first act is ota.take, so that writers of one
-- organization are judged one after another.

create function ota.refuse(message text, hint text) returns void
language plpgsql volatile set search_path = pg_catalog as $$
begin
    raise exception using errcode = 'OT020', message = message, hint = hint;
end
$$;
comment on function ota.refuse(text, text) is 'Refuses a write, in words for people.';

create function ota.write_scope(organization_id uuid, resource text) returns text
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
    me constant uuid := auth.uid();
    may text[];
begin
    if me is null then
        return 'organization';
    end if;
    select m.may into may from ota.member_roles m
     where m.user_id = me and m.organization_id = write_scope.organization_id;
    return case when resource || ':write' = any (may) then 'organization'
                when resource || ':write:own' = any (may) then 'own'
                else 'none' end;
end
$$;
comment on function ota.write_scope(uuid, text) is
    'Which rows of the resource the asking user may write: organization, own or none; the server '
    'writes all.';

create function ota.decides(organization_id uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
    select auth.uid() is null
           or coalesce(ota.role_rank(ota.my_role(organization_id)) >= ota.role_rank('manager'), false)
$$;
comment on function ota.decides(uuid) is
    'Whether the asking user is an owner, admin or manager, or the server itself.';

create function ota.changed(before jsonb, after jsonb) returns text[]
language sql immutable parallel safe set search_path = pg_catalog as $$
    select coalesce(array_agg(f.key order by f.key), '{}') from jsonb_each(after) f
     where f.value is distinct from before -> f.key
       and f.key not in ('organization_id', 'created_at', 'created_by', 'updated_at', 'updated_by',
                         'seq')
$$;
comment on function ota.changed(jsonb, jsonb) is
    'The fields in which two states of a row differ, audit fields aside.';

create function ota.is_restoring() returns boolean
language sql stable parallel safe set search_path = pg_catalog as $$
    select coalesce(current_setting('ota.restoring', true) = 'on', false)
$$;
comment on function ota.is_restoring() is
    'Whether a deleted row is being brought back as it was: it was judged when it was written.';

create function ota.attach_rules(target regclass, rules regproc, verbs text) returns void
language plpgsql volatile set search_path = pg_catalog as $$
begin
    execute format('create trigger t0_rules before %s on %s for each row execute function %s()',
                   verbs, target, rules);
    -- A rule may leave a row as it was after all; its seq is then given back.
    execute format('create trigger t5_give_back_update after update on %s
                    for each statement execute function ota.give_back()', target);
end
$$;
comment on function ota.attach_rules(regclass, regproc, text) is
    'Gives a table its rules trigger.';

alter table public.venues
    add column kind text,
    add column curfew text,
    add column merch_rate numeric,
    add column load_in text,
    add column power text,
    add column stage text,
    add constraint venues_kind_known check (kind in (
        'club', 'theatre', 'hall', 'arena', 'festival', 'outdoor', 'other')),
    add constraint venues_curfew_time check (curfew ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    add constraint venues_merch_rate_range
        check (merch_rate between 0 and 1 and scale(merch_rate) <= 12),
    add constraint venues_load_in_length check (char_length(load_in) between 1 and 4000),
    add constraint venues_power_length check (char_length(power) between 1 and 4000),
    add constraint venues_stage_length check (char_length(stage) between 1 and 4000);
comment on column public.venues.kind is 'What kind of place.';
comment on column public.venues.curfew is 'When it must be quiet there on an ordinary night.';
comment on column public.venues.merch_rate is
    'The share of merchandise sales that the house takes.';
comment on column public.venues.load_in is 'How things get in: dock, stairs, parking.';
comment on column public.venues.power is 'Power for sound, light and bus.';
comment on column public.venues.stage is 'Size and height of the stage, what is on it.';

alter table public.tours
    add column driver_rule text not null default 'none',
    add constraint tours_driver_rule_known check (driver_rule in ('none', 'eu', 'us'));
comment on column public.tours.driver_rule is 'By whose rules drivers'' hours are judged.';

alter table public.shows
    add column promoter text,
    add column promoter_email text,
    add constraint shows_promoter_length check (char_length(promoter) between 1 and 160),
    add constraint shows_promoter_email_length
        check (char_length(promoter_email) between 3 and 320);
comment on column public.shows.promoter is 'Who puts the show on.';
comment on column public.shows.promoter_email is 'Where to write to them.';

create table public.contacts (
    like ota.row_start including all,
    venue_id uuid,
    show_id uuid,
    tour_id uuid,
    name text not null,
    job text,
    company text,
    phone text,
    email text,
    notes text,
    like ota.row_end including all,
    constraint contacts_venue_id_fkey foreign key (organization_id, venue_id)
        references public.venues (organization_id, id) on delete cascade,
    constraint contacts_show_id_fkey foreign key (organization_id, show_id)
        references public.shows (organization_id, id) on delete cascade,
    constraint contacts_tour_id_fkey foreign key (organization_id, tour_id)
        references public.tours (organization_id, id) on delete cascade,
    constraint contacts_name_length check (char_length(name) between 1 and 120),
    constraint contacts_job_length check (char_length(job) between 1 and 4000),
    constraint contacts_company_length check (char_length(company) between 1 and 4000),
    constraint contacts_phone_length check (char_length(phone) between 1 and 4000),
    constraint contacts_email_length check (char_length(email) between 3 and 320),
    constraint contacts_notes_length check (char_length(notes) between 1 and 20000)
);
select ota.adopt('public.contacts', 'people');
create index contacts_venue_id_idx on public.contacts (organization_id, venue_id);
create index contacts_show_id_idx on public.contacts (organization_id, show_id);
create index contacts_tour_id_idx on public.contacts (organization_id, tour_id);
comment on table public.contacts is
    'Somebody at a venue, for a show or for a tour: whom to call about what.';
comment on column public.contacts.venue_id is 'The venue they are at.';
comment on column public.contacts.show_id is 'The show they are for.';
comment on column public.contacts.tour_id is 'The tour they are for.';
comment on column public.contacts.name is 'What the person is called.';
comment on column public.contacts.job is 'What they do, such as stage manager.';
comment on column public.contacts.company is 'For whom they work.';
comment on column public.contacts.phone is 'Where to call.';
comment on column public.contacts.email is 'Where to write.';
comment on column public.contacts.notes is 'Anything else.';

alter table public.schedule_items
    add column after_id uuid,
    add column offset_minutes integer,
    add column template text,
    add column is_critical boolean not null default false,
    add constraint schedule_items_after_id_fkey foreign key (organization_id, after_id)
        references public.schedule_items (organization_id, id) on delete set null (after_id),
    add constraint schedule_items_offset_minutes_range
        check (offset_minutes between -2880 and 2880),
    add constraint schedule_items_template_length check (char_length(template) between 1 and 120),
    add constraint schedule_items_not_after_itself check (after_id <> id);
create index schedule_items_after_id_idx on public.schedule_items (organization_id, after_id);
comment on column public.schedule_items.after_id is
    'The item that this one follows: when that moves, this moves.';
comment on column public.schedule_items.offset_minutes is
    'How long after the start of that item it begins.';
comment on column public.schedule_items.template is 'The template it came from.';
comment on column public.schedule_items.is_critical is
    'Everybody it concerns has to acknowledge it.';

create function ota.judge_schedule_item() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    if new.after_id is null or (tg_op = 'UPDATE' and new.after_id is not distinct from old.after_id)
       or ota.write_scope(new.organization_id, 'schedule') = 'none' then
        return new;
    end if;
    perform ota.take(new.organization_id);
    if new.after_id = new.id or exists (
        with recursive chain (id) as (
            select new.after_id
            union
            select i.after_id from chain c
              join public.schedule_items i on i.organization_id = new.organization_id and i.id = c.id
             where i.after_id is not null)
        select from chain where chain.id = new.id) then
        perform ota.refuse('an item cannot follow itself, not by way of others either',
            'Choose an item that does not depend on this one.');
    end if;
    return new;
end
$$;
comment on function ota.judge_schedule_item() is
    'Trigger: items that follow each other never form a circle.';
select ota.attach_rules('public.schedule_items', 'ota.judge_schedule_item', 'insert or update');

create table public.schedule_templates (
    like ota.row_start including all,
    tour_id uuid,
    venue_kind text,
    name text not null,
    items jsonb not null,
    like ota.row_end including all,
    constraint schedule_templates_tour_id_fkey foreign key (organization_id, tour_id)
        references public.tours (organization_id, id) on delete cascade,
    constraint schedule_templates_venue_kind_known check (venue_kind in (
        'club', 'theatre', 'hall', 'arena', 'festival', 'outdoor', 'other')),
    constraint schedule_templates_name_length check (char_length(name) between 1 and 120),
    constraint schedule_templates_items_form
        check (jsonb_typeof(items) in ('array', 'object') and octet_length(items::text) <= 262144)
);
select ota.adopt('public.schedule_templates', 'schedule');
create index schedule_templates_tour_id_idx on public.schedule_templates (organization_id, tour_id);
comment on table public.schedule_templates is 'A usual day, to begin a schedule from.';
comment on column public.schedule_templates.tour_id is 'The tour it is for; null for all.';
comment on column public.schedule_templates.venue_kind is
    'The kind of venue it is for; null for all.';
comment on column public.schedule_templates.name is 'What it is called.';
comment on column public.schedule_templates.items is
    'Its lines: [{kind, title, offset_minutes, …}].';

create table public.labour_calls (
    like ota.row_start including all,
    show_id uuid not null,
    job text not null,
    heads integer not null default 1,
    starts_at timestamptz not null,
    ends_at timestamptz,
    minimum_minutes integer,
    notes text,
    like ota.row_end including all,
    constraint labour_calls_show_id_fkey foreign key (organization_id, show_id)
        references public.shows (organization_id, id) on delete cascade,
    constraint labour_calls_job_length check (char_length(job) between 1 and 120),
    constraint labour_calls_heads_range check (heads between 1 and 1000),
    constraint labour_calls_minimum_minutes_range check (minimum_minutes between 0 and 2880),
    constraint labour_calls_notes_length check (char_length(notes) between 1 and 20000)
);
select ota.adopt('public.labour_calls', 'schedule');
create index labour_calls_show_id_idx on public.labour_calls (organization_id, show_id);
create index labour_calls_starts_at_idx on public.labour_calls (organization_id, starts_at);
comment on table public.labour_calls is 'Local hands called for a show.';
comment on column public.labour_calls.show_id is 'The show.';
comment on column public.labour_calls.job is 'What they do, such as loaders.';
comment on column public.labour_calls.heads is 'How many.';
comment on column public.labour_calls.starts_at is 'When they begin.';
comment on column public.labour_calls.ends_at is 'When they are let go.';
comment on column public.labour_calls.minimum_minutes is 'How long they are paid at least.';
comment on column public.labour_calls.notes is 'Anything else.';

create table public.acknowledgements (
    like ota.row_start including all,
    owner_id uuid not null default auth.uid(),
    subject text not null,
    subject_id uuid not null,
    subject_seq bigint not null,
    like ota.row_end including all,
    constraint acknowledgements_subject_key unique (organization_id, owner_id, subject, subject_id),
    constraint acknowledgements_subject_known check (subject in (
        'tours', 'shows', 'days', 'venues', 'people', 'schedule_items', 'travel', 'stays',
        'advances', 'deals', 'settlements', 'expenses')),
    constraint acknowledgements_subject_seq_range
        check (subject_seq between 0 and 9007199254740991)
);
select ota.adopt('public.acknowledgements', 'acknowledgements');
comment on table public.acknowledgements is 'What a person has seen and said so.';
comment on column public.acknowledgements.owner_id is 'Who has seen it.';
comment on column public.acknowledgements.subject is 'In which table it is.';
comment on column public.acknowledgements.subject_id is 'The row that was seen.';
comment on column public.acknowledgements.subject_seq is 'The version of it that was seen.';

create table public.share_links (
    like ota.row_start including all,
    owner_id uuid not null default auth.uid(),
    kind text not null,
    tour_id uuid,
    show_id uuid,
    person_id uuid,
    name text,
    token text not null,
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz,
    like ota.row_end including all,
    constraint share_links_token_key unique (organization_id, token),
    constraint share_links_tour_id_fkey foreign key (organization_id, tour_id)
        references public.tours (organization_id, id) on delete cascade,
    constraint share_links_show_id_fkey foreign key (organization_id, show_id)
        references public.shows (organization_id, id) on delete cascade,
    constraint share_links_person_id_fkey foreign key (organization_id, person_id)
        references public.people (organization_id, id) on delete cascade,
    constraint share_links_kind_known check (kind in (
        'day_sheet', 'advance', 'tour_file', 'calendar')),
    constraint share_links_name_length check (char_length(name) between 1 and 120),
    constraint share_links_token_length check (char_length(token) between 43 and 43),
    constraint share_links_token_form check (token ~ '^[A-Za-z0-9_-]{43}$')
);
select ota.adopt('public.share_links', 'shares');
create index share_links_tour_id_idx on public.share_links (organization_id, tour_id);
create index share_links_show_id_idx on public.share_links (organization_id, show_id);
create index share_links_person_id_idx on public.share_links (organization_id, person_id);
create index share_links_owner_id_idx on public.share_links (organization_id, owner_id);
comment on table public.share_links is
    'A page that opens without an account for whoever has its link.';
comment on column public.share_links.owner_id is
    'Who shares; the page never shows more than they may read.';
comment on column public.share_links.kind is 'What the page shows.';
comment on column public.share_links.tour_id is 'The tour it is about.';
comment on column public.share_links.show_id is 'The show it is about.';
comment on column public.share_links.person_id is 'The person for whom it is.';
comment on column public.share_links.name is
    'What the link is called, such as to whom it was sent.';
comment on column public.share_links.token is
    'The secret in the link: 32 random bytes as base64url.';
comment on column public.share_links.expires_at is 'Until when it opens.';
comment on column public.share_links.revoked_at is 'When it was withdrawn.';
comment on column public.share_links.last_used_at is 'When it was last opened, to the hour.';

create table ota.share_tokens (
    token_hash bytea not null,
    organization_id uuid not null,
    link_id uuid not null,
    constraint share_tokens_pkey primary key (token_hash),
    constraint share_tokens_token_hash_length check (octet_length(token_hash) = 32),
    constraint share_tokens_link_fkey foreign key (organization_id, link_id)
        references public.share_links (organization_id, id) on delete cascade
);
create index share_tokens_link_idx on ota.share_tokens (organization_id, link_id);
comment on table ota.share_tokens is 'A directory from a share link''s secret to the link.';
comment on column ota.share_tokens.token_hash is 'SHA-256 of the token in the link.';
comment on column ota.share_tokens.organization_id is 'The organization that shares.';
comment on column ota.share_tokens.link_id is 'The link.';

create function ota.judge_share_link() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    if ota.write_scope(new.organization_id, 'shares') <> 'none'
       and (new.token, new.owner_id, new.kind) is distinct from (old.token, old.owner_id, old.kind)
    then
        perform ota.refuse('a link keeps its secret, its kind and whose it is',
            'Withdraw it (revoked_at) and make a new one.');
    end if;
    return new;
end
$$;
comment on function ota.judge_share_link() is 'Trigger: what a link opens is never exchanged.';
select ota.attach_rules('public.share_links', 'ota.judge_share_link', 'update');

create function ota.keep_share_token() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    insert into ota.share_tokens (token_hash, organization_id, link_id)
    values (sha256(convert_to(new.token, 'UTF8')), new.organization_id, new.id);
    return null;
end
$$;
comment on function ota.keep_share_token() is 'Trigger: a new link is found by its secret.';
create trigger t4_token after insert on public.share_links
    for each row execute function ota.keep_share_token();

create function ota.open_share(token_hash bytea, out organization_id uuid, out link_id uuid,
    out owner_id uuid, out kind text, out tour_id uuid, out show_id uuid, out person_id uuid,
    out name text)
returns setof record
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    link public.share_links;
begin
    select l.* into link from ota.share_tokens t
      join public.share_links l on l.organization_id = t.organization_id and l.id = t.link_id
      join ota.member_roles m on m.organization_id = l.organization_id and m.user_id = l.owner_id
     where t.token_hash = open_share.token_hash
       and l.revoked_at is null and (l.expires_at is null or l.expires_at > now());
    if not found then
        return;
    end if;
    if link.last_used_at is null or link.last_used_at < now() - interval '1 hour' then
        update public.share_links l set last_used_at = date_trunc('hour', now())
         where l.organization_id = link.organization_id and l.id = link.id;
    end if;
    organization_id := link.organization_id;
    link_id := link.id;
    owner_id := link.owner_id;
    kind := link.kind;
    tour_id := link.tour_id;
    show_id := link.show_id;
    person_id := link.person_id;
    name := link.name;
    return next;
end
$$;
comment on function ota.open_share(bytea) is
    'The link whose secret has this hash; no row when there is none, when it has expired or was '
    'withdrawn, or when who shared it has left.';

create table public.tasks (
    like ota.row_start including all,
    title text not null,
    notes text,
    subject text,
    subject_id uuid,
    tour_id uuid,
    show_id uuid,
    due_on date,
    status text not null default 'open',
    done_at timestamptz,
    visibility text not null default 'everyone',
    person_ids uuid[] not null default '{}',
    teams text[] not null default '{}',
    reader_ids uuid[],
    like ota.row_end including all,
    constraint tasks_tour_id_fkey foreign key (organization_id, tour_id)
        references public.tours (organization_id, id) on delete cascade,
    constraint tasks_show_id_fkey foreign key (organization_id, show_id)
        references public.shows (organization_id, id) on delete cascade,
    constraint tasks_title_length check (char_length(title) between 1 and 160),
    constraint tasks_notes_length check (char_length(notes) between 1 and 20000),
    constraint tasks_subject_known check (subject in (
        'tours', 'shows', 'days', 'venues', 'people', 'schedule_items', 'travel', 'stays',
        'advances', 'deals', 'settlements', 'expenses')),
    constraint tasks_status_known check (status in ('open', 'done')),
    constraint tasks_subject_whole check ((subject is null) = (subject_id is null))
);
select ota.adopt('public.tasks', 'tasks');
create index tasks_tour_id_idx on public.tasks (organization_id, tour_id);
create index tasks_show_id_idx on public.tasks (organization_id, show_id);
create index tasks_due_on_idx on public.tasks (organization_id, due_on);
create index tasks_subject_id_idx on public.tasks (organization_id, subject_id);
select ota.read_by_visibility('public.tasks');
comment on table public.tasks is 'Something to be done.';
comment on column public.tasks.title is 'What is to be done.';
comment on column public.tasks.notes is 'Anything else.';
comment on column public.tasks.subject is 'In which table the thing is that it is about.';
comment on column public.tasks.subject_id is 'The row that it is about.';
comment on column public.tasks.tour_id is 'The tour it is for.';
comment on column public.tasks.show_id is 'The show it is for.';
comment on column public.tasks.due_on is 'The day by which it is wanted.';
comment on column public.tasks.status is 'How far it is.';
comment on column public.tasks.done_at is 'When it was done.';

create table public.notes (
    like ota.row_start including all,
    subject text not null,
    subject_id uuid not null,
    body text not null,
    visibility text not null default 'everyone',
    person_ids uuid[] not null default '{}',
    teams text[] not null default '{}',
    reader_ids uuid[],
    like ota.row_end including all,
    constraint notes_subject_known check (subject in (
        'tours', 'shows', 'days', 'venues', 'people', 'schedule_items', 'travel', 'stays',
        'advances', 'deals', 'settlements', 'expenses')),
    constraint notes_body_length check (char_length(body) between 1 and 20000)
);
select ota.adopt('public.notes', 'tasks');
create index notes_subject_id_idx on public.notes (organization_id, subject_id);
select ota.read_by_visibility('public.notes');
comment on table public.notes is 'A note on anything.';
comment on column public.notes.subject is 'In which table the thing is that it is about.';
comment on column public.notes.subject_id is 'The row that it is about.';
comment on column public.notes.body is 'What it says.';
