-- What links open without an account: the page of a link as its owner may read it, answers that
-- come through one, calendar feeds.

create or replace function ota.open_link(token_hash bytea, most integer) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    link record;
begin
    select * into link from ota.open_share(token_hash);
    if not found then
        return null;
    end if;
    return jsonb_build_object('organization_id', link.organization_id, 'owner_id', link.owner_id,
        'kind', link.kind, 'tour_id', link.tour_id, 'show_id', link.show_id,
        'day_id', link.day_id, 'person_id', link.person_id, 'name', link.name,
        'is_allowed', auth.allow('share:' || link.link_id, most, interval '10 minutes'));
end
$$;
comment on function ota.open_link(bytea, integer) is
    'What the link with this hash opens and as whom, and whether it was opened at most so often '
    'within ten minutes; null when it does not open any more.';

create or replace function ota.shared_advance(organization_id uuid, show_id uuid) returns jsonb
language sql stable set search_path = pg_catalog as $$
    select jsonb_build_object('kind', 'advance',
               'show', jsonb_build_object('title', s.title, 'date', s.date,
                   'date_words', ota.long_date(s.date), 'city', coalesce(s.city, v.city),
                   'venue', v.name, 'artist', coalesce(t.artist, o.name)),
               'advance', jsonb_build_object('id', a.id, 'name', a.name, 'status', a.status,
                   'due_on', a.due_on, 'due_words', ota.long_date(a.due_on),
                   'sections', a.sections),
               'answers', (select coalesce(jsonb_agg(jsonb_build_object('question', w.question,
                      'answer', w.answer, 'answered_by', w.answered_by,
                      'answered_name', w.answered_name, 'answered_at', w.answered_at,
                      'is_settled', w.is_settled) order by w.question), '[]')
                   from public.advance_answers w
                  where w.organization_id = $1 and w.advance_id = a.id))
      from public.advances a
      join public.shows s on s.organization_id = $1 and s.id = a.show_id
      join public.organizations o on o.id = $1
      left join public.venues v on v.organization_id = $1 and v.id = s.venue_id
      left join public.tours t on t.organization_id = $1 and t.id = s.tour_id
     where a.organization_id = $1 and a.show_id = $2
     order by a.status = 'draft', a.created_at desc, a.id desc limit 1
$$;
comment on function ota.shared_advance(uuid, uuid) is
    'The questions of a show for its venue, with what has been answered.';

create or replace function ota.shared_sheet(show_id uuid, day_id uuid, person_id uuid)
returns jsonb
language sql stable set search_path = pg_catalog as $$
    select jsonb_build_object('kind', 'day_sheet', 'sheet', d.sheet)
      from ota.day_sheet($1, $2, $3) d (sheet)
     where d.sheet is not null
$$;
comment on function ota.shared_sheet(uuid, uuid, uuid) is 'A day sheet as a link shows it.';

create or replace function ota.shared_tour(organization_id uuid, tour_id uuid, person_id uuid)
returns jsonb
language sql stable set search_path = pg_catalog as $$
    select jsonb_build_object('tour', t.name, 'artist', coalesce(t.artist, o.name),
               'starts_on', t.starts_on, 'ends_on', t.ends_on,
               'made_at', date_trunc('second', now()),
               'sheets', (select coalesce(jsonb_agg(ota.day_sheet(d.show_id, d.day_id, $3)
                                                    order by d.date, d.id), '[]')
                    from (select s.date, s.id, s.id as show_id, null::uuid as day_id
                            from public.shows s
                           where s.organization_id = $1 and s.tour_id = t.id
                             and s.status not in ('idea', 'held', 'offered', 'released',
                                                  'postponed', 'cancelled')
                          union all
                          select y.date, y.id, null, y.id from public.days y
                           where y.organization_id = $1 and y.tour_id = t.id
                           order by 1, 2 limit 300) d))
      from public.tours t join public.organizations o on o.id = $1
     where t.organization_id = $1 and t.id = $2
$$;
comment on function ota.shared_tour(uuid, uuid, uuid) is
    'A whole tour, day sheet by day sheet, for a file that opens anywhere.';

create or replace function ota.answer_advance(token_hash bytea, question text, answer text,
    name text) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    link record;
    sheet public.advances;
    given public.advance_answers;
begin
    select * into link from ota.open_share(token_hash);
    if not found or link.kind <> 'advance' then
        return null;
    elsif not auth.allow('answer:' || link.link_id, 600, interval '1 hour') then
        return jsonb_build_object('is_allowed', false);
    end if;
    if not exists (select from ota.member_roles m
                    where m.organization_id = link.organization_id and m.user_id = link.owner_id
                      and 'advance:write' = any (m.may)) then
        perform ota.refuse('whoever made this link may not take answers',
            'Ask the tour manager for another link.');
    end if;
    perform ota.take(link.organization_id);
    select a.* into sheet from public.advances a
     where a.organization_id = link.organization_id and a.show_id = link.show_id
     order by a.status = 'draft', a.created_at desc, a.id desc limit 1;
    if not found then
        return null;
    elsif not exists (select from jsonb_path_query(sheet.sections,
                          'lax $[*].questions[*].key') k where k #>> '{}' = $2) then
        perform ota.refuse('this question is not asked any more', 'Load the page again.');
    end if;
    insert into public.advance_answers as w (organization_id, id, advance_id, question, answer,
                                             answered_by, answered_name, answered_at)
    values (link.organization_id, ota.uuid7(), sheet.id, $2, nullif($3, ''), 'venue', $4, now())
        on conflict on constraint advance_answers_question_key do update
       set answer = excluded.answer, answered_by = 'venue', is_settled = false,
           answered_name = excluded.answered_name, answered_at = excluded.answered_at
     where w.answer is distinct from excluded.answer
    returning w.* into given;
    if given.id is null then
        select w.* into given from public.advance_answers w
         where w.organization_id = link.organization_id and w.advance_id = sheet.id
           and w.question = $2;
    end if;
    update public.advances a set status = 'answered'
     where a.organization_id = sheet.organization_id and a.id = sheet.id and a.status = 'sent'
       and not exists (select from jsonb_path_query(sheet.sections, 'lax $[*].questions[*].key') k
                        where not exists (select from public.advance_answers w
                                           where w.organization_id = a.organization_id
                                             and w.advance_id = a.id and w.answer is not null
                                             and w.question = k #>> '{}'));
    return jsonb_build_object('question', given.question, 'answer', given.answer,
        'answered_by', given.answered_by, 'answered_name', given.answered_name,
        'answered_at', given.answered_at, 'is_settled', given.is_settled);
end
$$;
comment on function ota.answer_advance(bytea, text, text, text) is
    'Takes an answer that came through an advance''s link, written by nobody''s account, where '
    'whoever made the link may write advances; null when the link does not open. With the last '
    'answer the advance is answered.';

-- Calendars.

create or replace function ota.zone_changes(zones text[], first_at timestamptz,
    last_at timestamptz) returns jsonb
language sql stable set search_path = pg_catalog as $$
    with days as (
        select z.zone, d.at, (d.at at time zone z.zone) - (d.at at time zone 'UTC') as ahead,
               lead(d.at) over w as next_at,
               lead((d.at at time zone z.zone) - (d.at at time zone 'UTC')) over w as next_ahead
          from (select distinct ota.known_zone(k) from unnest($1) k) z (zone)
         cross join generate_series($2, $3 + interval '1 day', interval '1 day') d (at)
        window w as (partition by z.zone order by d.at)
    ), changes as (
        select d.zone, d.ahead, d.next_ahead,
               (select min(q.at) from generate_series(d.at, d.next_at, interval '15 minutes') q (at)
                 where (q.at at time zone d.zone) - (q.at at time zone 'UTC') = d.next_ahead) as at
          from days d where d.ahead <> d.next_ahead
    )
    select coalesce(jsonb_agg(jsonb_build_object('zone', f.zone,
               'minutes', extract(epoch from f.ahead)::integer / 60,
               'changes', (select coalesce(jsonb_agg(jsonb_build_object(
                     'local', to_char((c.at at time zone 'UTC') + c.ahead, 'YYYYMMDD"T"HH24MISS'),
                     'from', extract(epoch from c.ahead)::integer / 60,
                     'to', extract(epoch from c.next_ahead)::integer / 60) order by c.at), '[]')
                    from changes c where c.zone = f.zone)) order by f.zone), '[]')
      from (select distinct on (d.zone) d.zone, d.ahead from days d order by d.zone, d.at) f
$$;
comment on function ota.zone_changes(text[], timestamptz, timestamptz) is
    'How far zones are ahead of UTC, and when that changes, as a calendar tells it.';

create or replace function ota.calendar_moment(at timestamptz, zone text) returns jsonb
language sql stable set search_path = pg_catalog as $$
    -- The hour that comes twice when clocks go back says nothing as a local time.
    select case when $1 is null then null
                when exists (select from unnest('{-120,-60,-30,30,60,120}'::integer[]) m
                              where ($1 + make_interval(mins => m)) at time zone z.zone
                                    = $1 at time zone z.zone)
                then jsonb_build_object('local',
                         to_char($1 at time zone 'UTC', 'YYYYMMDD"T"HH24MISS"Z"'))
                else jsonb_build_object('zone', z.zone,
                         'local', to_char($1 at time zone z.zone, 'YYYYMMDD"T"HH24MISS')) end
      from (select ota.known_zone($2)) z (zone)
$$;
comment on function ota.calendar_moment(timestamptz, text) is
    'An instant as a calendar writes it: local time and zone, or UTC in an hour that comes twice.';

create or replace function ota.calendar_rows(organization_id uuid, tour_id uuid, person_id uuid,
    team text, home text, since date)
returns table (uid text, seq bigint, changed_at timestamptz, at timestamptz, ends timestamptz,
    zone text, end_zone text, day date, last_day date, title text, place text, notes text)
language sql stable set search_path = pg_catalog as $$
    select 'show-' || s.id, s.seq, s.updated_at, null::timestamptz, null::timestamptz, null::text,
           null::text, s.date, s.date,
           concat_ws(', ', coalesce(v.name, s.title), coalesce(s.city, v.city)),
           concat_ws(', ', v.name, v.address, v.city), null::text
      from public.shows s
      left join public.venues v on v.organization_id = $1 and v.id = s.venue_id
     where s.organization_id = $1 and ($2 is null or s.tour_id = $2) and s.date >= $6
       and s.status not in ('idea', 'held', 'offered', 'released', 'postponed', 'cancelled')
    union all
    select 'day-' || d.id, d.seq, d.updated_at, null, null, null, null, d.date, d.date,
           concat_ws(', ', coalesce(d.title, initcap(d.kind) || ' day'), d.city), d.city, null
      from public.days d
     where d.organization_id = $1 and ($2 is null or d.tour_id = $2) and d.date >= $6
    union all
    select 'item-' || i.id, greatest(i.seq, s.seq), i.updated_at, i.starts_at, i.ends_at, i.zone,
           i.zone, null, null,
           i.title, concat_ws(', ', i.place, v.name, coalesce(s.city, v.city, y.city)), i.notes
      from public.schedule_items i
      left join public.shows s on s.organization_id = $1 and s.id = i.show_id
      left join public.days y on y.organization_id = $1 and y.id = i.day_id
      left join public.venues v on v.organization_id = $1 and v.id = s.venue_id
     where i.organization_id = $1 and i.starts_at >= $6
       and ($2 is null or coalesce(s.tour_id, y.tour_id) = $2)
       and (s.id is null or s.status not in ('idea', 'held', 'offered', 'released', 'postponed',
                                             'cancelled'))
       and ota.concerns(i.visibility, i.person_ids, i.teams, $3, $4)
    union all
    select 'travel-' || t.id, t.seq, t.updated_at, t.departs_at, t.arrives_at,
           coalesce(t.departs_zone, $5), coalesce(t.arrives_zone, t.departs_zone, $5), null, null,
           initcap(t.mode) || ': ' || coalesce(t.title, concat_ws(' – ', t.departs_place,
                                                                 t.arrives_place)),
           t.departs_place,
           concat_ws(' · ', t.carrier, case when $3 is not null then
                     coalesce(p.reference, t.reference) end,
                     case when $3 is not null then coalesce(p.seat, t.seat) end, t.terminal)
      from public.travel t
      left join public.travel_passengers p
        on p.organization_id = $1 and p.travel_id = t.id and p.person_id = $3
     where t.organization_id = $1 and t.departs_at >= $6 and ($2 is null or t.tour_id = $2)
       and t.status not in ('idea', 'quoted', 'cancelled')
       and (p.id is not null or ota.concerns(t.visibility, t.person_ids, t.teams, $3, $4))
    union all
    select 'stay-' || h.id, h.seq, h.updated_at, null, null, null, null, h.check_in_on,
           greatest(h.check_in_on, h.check_out_on - 1), 'Hotel: ' || h.name,
           concat_ws(', ', h.name, h.address, h.city), h.phone
      from public.stays h
     where h.organization_id = $1 and h.check_out_on >= $6 and ($2 is null or h.tour_id = $2)
       and h.status not in ('idea', 'quoted', 'cancelled')
       and (ota.concerns(h.visibility, h.person_ids, h.teams, $3, $4)
            or exists (select from public.room_guests g
                         join public.rooms r on r.organization_id = $1 and r.id = g.room_id
                        where g.organization_id = $1 and g.person_id = $3 and r.stay_id = h.id))
$$;
comment on function ota.calendar_rows(uuid, uuid, uuid, text, text, date) is
    'What a calendar feed holds; of money nothing.';

create or replace function ota.calendar_feed(organization_id uuid, tour_id uuid, person_id uuid)
returns jsonb
language plpgsql stable set search_path = pg_catalog as $$
declare
    home record;
    reader public.people;
    feed jsonb;
begin
    select ota.known_zone(o.zone) as zone, o.name, t.name as tour into home
      from public.organizations o
      left join public.tours t on t.organization_id = $1 and t.id = $2 where o.id = $1;
    select p.* into reader from public.people p where p.organization_id = $1 and p.id = $3;
    if home.name is null or ($2 is not null and home.tour is null)
       or ($3 is not null and reader.id is null) then
        return null;
    end if;
    with rows as materialized (
        select * from ota.calendar_rows($1, $2, $3, reader.team, home.zone, current_date - 60)
         order by coalesce(at, day), uid limit 3000)
    select jsonb_build_object(
               'name', concat_ws(' · ', coalesce(home.tour, home.name), reader.name),
               'zone', home.zone,
               'zones', (select ota.zone_changes(array_agg(distinct z), min(r.at), max(r.ends))
                           from (select at, coalesce(ends, at) as ends, zone, end_zone from rows
                                  where at is not null) r,
                                lateral unnest(array[r.zone, r.end_zone]) z),
               'events', coalesce(jsonb_agg(jsonb_build_object('uid', uid, 'seq', seq,
                   'stamp', to_char(changed_at at time zone 'UTC', 'YYYYMMDD"T"HH24MISS"Z"'),
                   'starts', ota.calendar_moment(at, zone),
                   'ends', case when ends > at then ota.calendar_moment(ends, end_zone) end,
                   'day', to_char(day, 'YYYYMMDD'),
                   'day_after', to_char(last_day + 1, 'YYYYMMDD'),
                   'title', title, 'place', nullif(place, ''), 'notes', nullif(notes, ''))
                   order by coalesce(at, day), uid), '[]'))
      into feed from rows;
    return feed;
end
$$;
comment on function ota.calendar_feed(uuid, uuid, uuid) is
    'A tour''s or a person''s calendar, from sixty days ago on.';

do $$
declare
    f text;
begin
    foreach f in array array[
        'ota.shared_advance(uuid, uuid)', 'ota.shared_sheet(uuid, uuid, uuid)',
        'ota.shared_tour(uuid, uuid, uuid)',
        'ota.zone_changes(text[], timestamptz, timestamptz)',
        'ota.calendar_moment(timestamptz, text)',
        'ota.calendar_rows(uuid, uuid, uuid, text, text, date)',
        'ota.calendar_feed(uuid, uuid, uuid)'] loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to authenticated', f);
    end loop;
    foreach f in array array[
        'ota.open_link(bytea, integer)', 'ota.answer_advance(bytea, text, text, text)'] loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to ota_server', f);
    end loop;
end
$$;
