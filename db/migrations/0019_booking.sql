-- Booking: the stages of a venue, holds by rank with their challenges, radius clauses.

create table public.stages (
    like ota.row_start including all,
    venue_id uuid not null,
    name text not null,
    capacity integer,
    like ota.row_end including all,
    constraint stages_venue_id_fkey foreign key (organization_id, venue_id)
        references public.venues (organization_id, id) on delete cascade,
    constraint stages_name_length check (char_length(name) between 1 and 120),
    constraint stages_capacity_range check (capacity between 0 and 10000000)
);
select ota.adopt('public.stages', 'venues');
create index stages_venue_id_idx on public.stages (organization_id, venue_id);
comment on table public.stages is 'One of several stages of a venue.';
comment on column public.stages.venue_id is 'The venue.';
comment on column public.stages.name is 'What it is called.';
comment on column public.stages.capacity is 'How many people it holds.';

create table public.holds (
    like ota.row_start including all,
    venue_id uuid not null,
    stage_id uuid,
    tour_id uuid,
    show_id uuid,
    date date not null,
    party text not null,
    rank integer,
    status text not null default 'active',
    is_challenging boolean not null default false,
    challenge_hours integer not null default 48,
    challenged_at timestamptz,
    answer_by timestamptz,
    expires_at timestamptz,
    contact text,
    notes text,
    like ota.row_end including all,
    constraint holds_venue_id_fkey foreign key (organization_id, venue_id)
        references public.venues (organization_id, id) on delete cascade,
    constraint holds_stage_id_fkey foreign key (organization_id, stage_id)
        references public.stages (organization_id, id) on delete set null (stage_id),
    constraint holds_tour_id_fkey foreign key (organization_id, tour_id)
        references public.tours (organization_id, id) on delete set null (tour_id),
    constraint holds_show_id_fkey foreign key (organization_id, show_id)
        references public.shows (organization_id, id) on delete set null (show_id),
    constraint holds_party_length check (char_length(party) between 1 and 160),
    constraint holds_rank_range check (rank between 1 and 10000),
    constraint holds_status_known check (status in (
        'active', 'challenged', 'confirmed', 'released', 'expired')),
    constraint holds_challenge_hours_range check (challenge_hours between 24 and 72),
    constraint holds_contact_length check (char_length(contact) between 1 and 4000),
    constraint holds_notes_length check (char_length(notes) between 1 and 20000)
);
select ota.adopt('public.holds', 'booking');
create index holds_stage_id_idx on public.holds (organization_id, stage_id);
create index holds_tour_id_idx on public.holds (organization_id, tour_id);
create index holds_show_id_idx on public.holds (organization_id, show_id);
create index holds_date_idx on public.holds (organization_id, venue_id, date);
create index holds_by_date_idx on public.holds (organization_id, date);
comment on table public.holds is
    'A date kept at a venue, in the order in which it was asked for.';
comment on column public.holds.venue_id is 'The venue.';
comment on column public.holds.stage_id is 'The stage, where there are several.';
comment on column public.holds.tour_id is 'The tour it is for.';
comment on column public.holds.show_id is 'The show it is for.';
comment on column public.holds.date is 'The business date.';
comment on column public.holds.party is 'Who holds the date.';
comment on column public.holds.rank is 'Its place: 1 has the first right. Given by the server.';
comment on column public.holds.status is
    'How far it is; challenged and expired are the server''s word.';
comment on column public.holds.is_challenging is
    'Ready to confirm: whoever stands higher has to answer.';
comment on column public.holds.challenge_hours is 'How long they have for their answer.';
comment on column public.holds.challenged_at is 'When a lower hold challenged it.';
comment on column public.holds.answer_by is 'Until when it has to be confirmed; then it expires.';
comment on column public.holds.expires_at is 'Until when it is held at all.';
comment on column public.holds.contact is 'Whom to ask.';
comment on column public.holds.notes is 'Anything else.';

create function ota.next_rank(hold public.holds) returns integer
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(max(h.rank), 0) + 1 from public.holds h
     where h.organization_id = hold.organization_id and h.venue_id = hold.venue_id
       and h.stage_id is not distinct from hold.stage_id and h.date = hold.date
       and h.id <> hold.id and h.status in ('active', 'challenged', 'confirmed')
$$;
comment on function ota.next_rank(public.holds) is
    'The place that a hold gets on its date: behind all others.';

create function ota.judge_hold_step(before public.holds, after public.holds) returns void
language plpgsql stable set search_path = pg_catalog as $$
begin
    if before.status in ('released', 'expired') then
        perform ota.refuse(format('this hold is %s', before.status),
            'Place a new hold: it gets the next free rank.');
    elsif after.status = 'challenged'
          or (before.status = 'challenged' and after.status = 'active') then
        perform ota.refuse('a hold is challenged by a lower one, and only by that',
            'Confirm it, release it, or let the other hold take its challenge back.');
    elsif after.status = 'confirmed' and before.rank > 1 then
        perform ota.refuse('an earlier hold has the first right to this date',
            'Challenge it, and confirm when it is released.');
    elsif after.status = 'expired' and (before.status = 'confirmed'
          or coalesce(least(after.expires_at, before.answer_by) > now(), true)) then
        perform ota.refuse('this hold has not run out', 'Release it instead.');
    end if;
end
$$;
comment on function ota.judge_hold_step(public.holds, public.holds) is
    'Refuses a change of a hold''s status that is none of the named steps.';

create function ota.judge_hold() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    is_moved boolean;
begin
    if current_setting('ota.stacking', true) = 'on'
       or ota.write_scope(new.organization_id, 'booking') = 'none'
       or (tg_op = 'UPDATE' and ota.changed(to_jsonb(old), to_jsonb(new)) = '{}') then
        return new;
    end if;
    perform ota.take(new.organization_id);
    if tg_op = 'INSERT' then
        if ota.is_restoring() then
            new.status := case when new.status in ('released', 'expired') then new.status
                               else 'active' end;
        elsif new.status <> 'active' then
            perform ota.refuse('a hold begins active', 'Confirm or release it afterwards.');
        end if;
        new.rank := case when new.status = 'active' then ota.next_rank(new) end;
        new.challenged_at := null;
        new.answer_by := null;
        return new;
    end if;
    is_moved := (new.venue_id, new.stage_id, new.date)
                is distinct from (old.venue_id, old.stage_id, old.date);
    new.rank := old.rank;
    new.challenged_at := old.challenged_at;
    new.answer_by := old.answer_by;
    if new.status <> old.status then
        perform ota.judge_hold_step(old, new);
    elsif is_moved and old.status = 'confirmed' then
        perform ota.refuse('a confirmed hold keeps its date', 'Take the confirmation back first.');
    end if;
    if new.status in ('confirmed', 'released', 'expired') or is_moved then
        new.is_challenging := false;
        new.challenged_at := null;
        new.answer_by := null;
    end if;
    if new.status in ('released', 'expired') then
        new.rank := null;
    elsif is_moved then
        new.status := 'active';
        new.rank := ota.next_rank(new);
    end if;
    return new;
end
$$;
comment on function ota.judge_hold() is
    'Trigger: a hold''s rank and its challenge are the server''s word; its status goes by named '
    'steps.';
select ota.attach_rules('public.holds', 'ota.judge_hold', 'insert or update');

create function ota.settle_stack(hold public.holds) returns void
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    one record;
begin
    for one in
        select h.id, h.rank, h.place, h.status, h.is_challenging,
               (h.place > 1 and h.is_challenging and h.status <> 'confirmed') as challenges,
               c.challenge_hours as hours
          from (select l.*, row_number() over (order by l.rank nulls last, l.id)::integer as place
                  from public.holds l
                 where l.organization_id = hold.organization_id and l.venue_id = hold.venue_id
                   and l.stage_id is not distinct from hold.stage_id and l.date = hold.date
                   and l.status in ('active', 'challenged', 'confirmed')) h
          left join lateral (
                select l.challenge_hours from public.holds l
                 where l.organization_id = hold.organization_id and l.venue_id = hold.venue_id
                   and l.stage_id is not distinct from hold.stage_id and l.date = hold.date
                   and l.status in ('active', 'challenged') and l.is_challenging
                   and l.rank > h.rank
                 order by l.rank limit 1) c on true
         order by h.place
    loop
        update public.holds h
           set rank = one.place,
               is_challenging = one.challenges,
               status = case when one.status = 'confirmed' then 'confirmed'
                             when one.hours is null then 'active' else 'challenged' end,
               challenged_at = case when one.status <> 'confirmed' and one.hours is not null
                                    then coalesce(h.challenged_at, now()) end,
               answer_by = case when one.status <> 'confirmed' and one.hours is not null
                                then coalesce(h.answer_by, now() + make_interval(hours => one.hours))
                           end
         where h.organization_id = hold.organization_id and h.id = one.id;
    end loop;
end
$$;
comment on function ota.settle_stack(public.holds) is
    'Puts the holds of one stage and date in order: ranks close up, who is first stops challenging, '
    'and whoever stands above a challenger is challenged.';

create function ota.stack_holds() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    if current_setting('ota.stacking', true) = 'on' then
        return null;
    end if;
    perform set_config('ota.stacking', 'on', true);
    if tg_op <> 'INSERT' then
        perform ota.settle_stack(old);
    end if;
    if tg_op <> 'DELETE' then
        perform ota.settle_stack(new);
    end if;
    perform set_config('ota.stacking', 'off', true);
    return null;
end
$$;
comment on function ota.stack_holds() is
    'Trigger: the other holds of a date follow what happens to one of them.';
create trigger t6_stack after insert or delete on public.holds
    for each row execute function ota.stack_holds();
create trigger t6_stack_update after update on public.holds for each row
    when ((old.status, old.is_challenging, old.venue_id, old.stage_id, old.date)
          is distinct from (new.status, new.is_challenging, new.venue_id, new.stage_id, new.date))
    execute function ota.stack_holds();

create function ota.expire_holds_of(organization_id uuid) returns integer
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    one uuid;
    expired integer := 0;
begin
    -- The head comes first, as in every push.
    perform from ota.org_head h
      where h.organization_id = expire_holds_of.organization_id for update;
    for one in select h.id from public.holds h
                where h.organization_id = expire_holds_of.organization_id
                  and h.status in ('active', 'challenged')
                  and least(h.expires_at, h.answer_by) <= now()
                order by least(h.expires_at, h.answer_by), h.rank loop
        -- Whoever was challenged by one that has just expired need not answer any more.
        update public.holds h set status = 'expired'
         where h.organization_id = expire_holds_of.organization_id and h.id = one
           and h.status in ('active', 'challenged')
           and least(h.expires_at, h.answer_by) <= now();
        expired := expired + case when found then 1 else 0 end;
    end loop;
    return expired;
end
$$;
comment on function ota.expire_holds_of(uuid) is
    'Ends the holds of one organization whose time has run out; returns how many.';

create function ota.expire_holds() returns integer
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    due uuid;
    expired integer;
begin
    for due in select distinct h.organization_id from public.holds h
                where h.status in ('active', 'challenged')
                  and least(h.expires_at, h.answer_by) <= now() loop
        begin
            expired := ota.expire_holds_of(due);
            if expired > 0 then
                return expired;
            end if;
        exception when others then
            -- What stands in the way of one organization is told and leaves the next alone.
            raise warning 'holds of % do not expire: %', due, sqlerrm;
        end;
    end loop;
    return 0;
end
$$;
comment on function ota.expire_holds() is
    'Ends the holds whose time has run out in one organization, as a transaction writes into one '
    'only; returns how many, 0 when there is nothing left to do anywhere.';
create index holds_live_idx on public.holds (organization_id, expires_at, answer_by)
    where status in ('active', 'challenged');

create table public.radius_clauses (
    like ota.row_start including all,
    show_id uuid not null,
    distance_km integer not null,
    days_before integer not null,
    days_after integer not null,
    exceptions text,
    like ota.row_end including all,
    constraint radius_clauses_show_id_fkey foreign key (organization_id, show_id)
        references public.shows (organization_id, id) on delete cascade,
    constraint radius_clauses_distance_km_range check (distance_km between 1 and 5000),
    constraint radius_clauses_days_before_range check (days_before between 0 and 730),
    constraint radius_clauses_days_after_range check (days_after between 0 and 730),
    constraint radius_clauses_exceptions_length check (char_length(exceptions) between 1 and 4000)
);
select ota.adopt('public.radius_clauses', 'finance');
create index radius_clauses_show_id_idx on public.radius_clauses (organization_id, show_id);
comment on table public.radius_clauses is 'No other show near this one, for some days.';
comment on column public.radius_clauses.show_id is 'The show that is protected.';
comment on column public.radius_clauses.distance_km is 'How far around.';
comment on column public.radius_clauses.days_before is 'How many days before.';
comment on column public.radius_clauses.days_after is 'How many days after.';
comment on column public.radius_clauses.exceptions is 'What is allowed nevertheless.';
