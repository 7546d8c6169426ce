-- The advance: what is asked of a venue before a show, and what it answered.

create table public.advance_templates (
    like ota.row_start including all,
    name text not null,
    venue_kind text,
    sections jsonb not null,
    like ota.row_end including all,
    constraint advance_templates_name_length check (char_length(name) between 1 and 120),
    constraint advance_templates_venue_kind_known check (venue_kind in (
        'club', 'theatre', 'hall', 'arena', 'festival', 'outdoor', 'other')),
    constraint advance_templates_sections_form
        check (jsonb_typeof(sections) in ('array', 'object')
               and octet_length(sections::text) <= 262144)
);
select ota.adopt('public.advance_templates', 'advance');
comment on table public.advance_templates is 'The usual questions, to begin an advance from.';
comment on column public.advance_templates.name is 'What it is called.';
comment on column public.advance_templates.venue_kind is
    'The kind of venue it is for; null for all.';
comment on column public.advance_templates.sections is
    'Its sections: [{title, questions: [{key, text, …}]}].';

create table public.advances (
    like ota.row_start including all,
    show_id uuid not null,
    name text not null,
    status text not null default 'draft',
    contact_name text,
    contact_email text,
    due_on date,
    sections jsonb not null,
    sent_at timestamptz,
    approved_at timestamptz,
    like ota.row_end including all,
    constraint advances_show_id_fkey foreign key (organization_id, show_id)
        references public.shows (organization_id, id) on delete cascade,
    constraint advances_name_length check (char_length(name) between 1 and 120),
    constraint advances_status_known check (status in ('draft', 'sent', 'answered', 'approved')),
    constraint advances_contact_name_length check (char_length(contact_name) between 1 and 4000),
    constraint advances_contact_email_length check (char_length(contact_email) between 3 and 320),
    constraint advances_sections_form
        check (jsonb_typeof(sections) in ('array', 'object')
               and octet_length(sections::text) <= 262144)
);
select ota.adopt('public.advances', 'advance');
create index advances_show_id_idx on public.advances (organization_id, show_id);
create index advances_due_on_idx on public.advances (organization_id, due_on);
comment on table public.advances is 'The questions of one show, sent to its venue and answered.';
comment on column public.advances.show_id is 'The show.';
comment on column public.advances.name is 'What it is called.';
comment on column public.advances.status is 'How far it is; approved: locked.';
comment on column public.advances.contact_name is 'Who answers at the venue.';
comment on column public.advances.contact_email is 'Where to write to them.';
comment on column public.advances.due_on is 'The day by which answers are wanted.';
comment on column public.advances.sections is
    'Its sections: [{title, questions: [{key, text, …}]}].';
comment on column public.advances.sent_at is 'When it was sent.';
comment on column public.advances.approved_at is 'When it was approved.';

create function ota.judge_advance() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    changes text[];
begin
    if ota.write_scope(old.organization_id, 'advance') = 'none' or old.status <> 'approved' then
        return coalesce(new, old);
    elsif tg_op = 'DELETE' then
        if exists (select from public.shows s
                    where s.organization_id = old.organization_id and s.id = old.show_id) then
            perform ota.refuse('this advance is approved and locked',
                'Let an owner, admin or manager open it again first.');
        end if;
        return old;
    end if;
    changes := ota.changed(to_jsonb(old), to_jsonb(new));
    if changes <> '{}' and (new.status = 'approved' or not ota.decides(old.organization_id)) then
        perform ota.refuse('this advance is approved and locked',
            'Let an owner, admin or manager open it again by giving it another status.');
    end if;
    return new;
end
$$;
comment on function ota.judge_advance() is
    'Trigger: an approved advance is locked until somebody who decides opens it again.';
select ota.attach_rules('public.advances', 'ota.judge_advance', 'update or delete');

create table public.advance_answers (
    like ota.row_start including all,
    advance_id uuid not null,
    question text not null,
    answer text,
    answered_by text not null default 'us',
    answered_name text,
    answered_at timestamptz,
    is_settled boolean not null default false,
    like ota.row_end including all,
    constraint advance_answers_question_key unique (organization_id, advance_id, question),
    constraint advance_answers_advance_id_fkey foreign key (organization_id, advance_id)
        references public.advances (organization_id, id) on delete cascade,
    constraint advance_answers_question_length check (char_length(question) between 1 and 120),
    constraint advance_answers_answer_length check (char_length(answer) between 1 and 20000),
    constraint advance_answers_answered_by_known check (answered_by in ('us', 'venue')),
    constraint advance_answers_answered_name_length
        check (char_length(answered_name) between 1 and 120)
);
select ota.adopt('public.advance_answers', 'advance');
comment on table public.advance_answers is 'The answer to one question of an advance.';
comment on column public.advance_answers.advance_id is 'The advance.';
comment on column public.advance_answers.question is
    'The question''s key in the advance''s sections.';
comment on column public.advance_answers.answer is 'What was answered.';
comment on column public.advance_answers.answered_by is 'Which side answered.';
comment on column public.advance_answers.answered_name is 'Who answered.';
comment on column public.advance_answers.answered_at is 'When they answered.';
comment on column public.advance_answers.is_settled is 'Nothing is open about it any more.';

create function ota.judge_advance_answer() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    organization constant uuid := coalesce(new.organization_id, old.organization_id);
    advances constant uuid[] := array[to_jsonb(new) ->> 'advance_id',
                                      to_jsonb(old) ->> 'advance_id'];
begin
    if ota.is_restoring() or ota.write_scope(organization, 'advance') = 'none'
       or (tg_op = 'UPDATE' and ota.changed(to_jsonb(old), to_jsonb(new)) = '{}') then
        return coalesce(new, old);
    end if;
    perform ota.take(organization);
    if exists (select from public.advances a where a.organization_id = organization
                  and a.id = any (advances) and a.status = 'approved') then
        perform ota.refuse('this advance is approved and locked',
            'Let an owner, admin or manager open it again first.');
    end if;
    return coalesce(new, old);
end
$$;
comment on function ota.judge_advance_answer() is
    'Trigger: the answers of an approved advance stand.';
select ota.attach_rules('public.advance_answers', 'ota.judge_advance_answer',
    'insert or update or delete');
