-- What stands on papers: each function reads as the asking user and gives one paper's JSON, null
-- where there is no such thing for them. Times come as instants and as the clock on the wall there.

create or replace function ota.known_zone(zone text) returns text
language plpgsql stable parallel safe set search_path = pg_catalog as $$
begin
    perform now() at time zone zone;
    return coalesce(zone, 'UTC');
exception when invalid_parameter_value then
    return 'UTC';
end
$$;
comment on function ota.known_zone(text) is 'The zone, or UTC where the database knows none such.';

create or replace function ota.wall_clock(at timestamptz, zone text, day date) returns text
language sql stable parallel safe set search_path = pg_catalog as $$
    select to_char(l.at, 'HH24:MI') || case sign(l.at::date - $3)
               when 1 then ' +' || (l.at::date - $3) when -1 then ' −' || ($3 - l.at::date)
               else '' end
      from (select $1 at time zone ota.known_zone($2)) l (at)
$$;
comment on function ota.wall_clock(timestamptz, text, date) is
    'The time there, with the days that it is after (or before) the paper''s day.';

drop function if exists ota.long_date(date);
create or replace function ota.long_date(day date, locale text default 'en') returns text
language sql immutable parallel safe set search_path = pg_catalog as $$
    select to_char($1, case when $2 like 'en-US%' then 'FMDay, FMMonth FMDD, YYYY'
                            else 'FMDay FMDD FMMonth YYYY' end)
$$;
comment on function ota.long_date(date, text) is
    'A day in full, such as Tuesday 12 May 2026, in the United States Tuesday, May 12, 2026.';

create or replace function ota.short_date(day date, locale text) returns text
language sql immutable parallel safe set search_path = pg_catalog as $$
    select to_char($1, case when $2 like 'en-US%' then 'Dy, Mon FMDD' else 'Dy FMDD Mon' end)
$$;
comment on function ota.short_date(date, text) is
    'A day in few letters, such as Tue 12 May, in the United States Tue, May 12.';

create or replace function ota.zone_words(zone text, at timestamptz) returns text
language sql stable parallel safe set search_path = pg_catalog as $$
    select k.zone || ' (UTC' || case when k.ahead < interval '0' then '−' else '+' end
           || to_char(greatest(k.ahead, -k.ahead), 'FMHH24')
           || coalesce(':' || nullif(to_char(greatest(k.ahead, -k.ahead), 'MI'), '00'), '') || ')'
      from (select z.zone, ($2 at time zone z.zone) - ($2 at time zone 'UTC') as ahead
              from (select ota.known_zone($1)) z (zone)) k
$$;
comment on function ota.zone_words(text, timestamptz) is
    'A zone with how far it is ahead of UTC at that time.';

create or replace function ota.concerns(visibility text, person_ids uuid[], teams text[],
    person_id uuid, team text) returns boolean
language sql immutable parallel safe set search_path = pg_catalog as $$
    select $1 = 'everyone' or ($1 = 'assigned'
           and coalesce($4 = any ($2), false) or $1 = 'assigned' and coalesce($5 = any ($3), false))
$$;
comment on function ota.concerns(text, uuid[], text[], uuid, text) is
    'Whether a row is for everybody, or assigned to this person or their team; what is for the '
    'management alone never leaves the app.';

create or replace function ota.venue_facts(organization_id uuid, venue_id uuid) returns jsonb
language sql stable set search_path = pg_catalog as $$
    select jsonb_build_object('name', v.name, 'address', v.address, 'city', v.city,
               'country', v.country, 'phone', v.phone, 'website', v.website,
               'capacity', v.capacity, 'load_in', v.load_in, 'power', v.power, 'stage', v.stage,
               'curfew', v.curfew, 'latitude', v.latitude, 'longitude', v.longitude, 'seq', v.seq)
      from public.venues v where v.organization_id = $1 and v.id = $2
$$;
comment on function ota.venue_facts(uuid, uuid) is 'What a day sheet says about a venue.';

create or replace function ota.sheet_items(organization_id uuid, show_id uuid, day_id uuid,
    day date, person_id uuid, team text) returns jsonb
language sql stable set search_path = pg_catalog as $$
    select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'seq', i.seq, 'kind', i.kind,
               'title', i.title, 'place', i.place, 'notes', i.notes, 'zone', i.zone,
               'starts_at', i.starts_at, 'ends_at', i.ends_at,
               'starts', ota.wall_clock(i.starts_at, i.zone, $4),
               'ends', ota.wall_clock(i.ends_at, i.zone, $4),
               'minutes', round(extract(epoch from i.ends_at - i.starts_at) / 60),
               'is_confirmed', i.is_confirmed, 'is_hard', i.is_hard,
               'is_critical', i.is_critical)
               order by i.starts_at, i.ends_at, i.id), '[]')
      from (select i.* from public.schedule_items i
             where i.organization_id = $1 and (i.show_id = $2 or i.day_id = $3)
               and ota.concerns(i.visibility, i.person_ids, i.teams, $5, $6)
             order by i.starts_at limit 500) i
$$;
comment on function ota.sheet_items(uuid, uuid, uuid, date, uuid, text) is
    'The schedule on a day sheet.';

create or replace function ota.sheet_travel(organization_id uuid, tour_id uuid, show_id uuid,
    day date, boundary interval, zone text, person_id uuid, team text) returns jsonb
language sql stable set search_path = pg_catalog as $$
    select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'seq', t.seq, 'mode', t.mode,
               'title', t.title, 'carrier', t.carrier,
               'reference', case when $7 is not null then coalesce(p.reference, t.reference) end,
               'seat', case when $7 is not null then coalesce(p.seat, t.seat) end,
               'terminal', t.terminal, 'departs_place', t.departs_place,
               'arrives_place', t.arrives_place, 'departs_at', t.departs_at,
               'arrives_at', t.arrives_at,
               'departs', ota.wall_clock(t.departs_at, coalesce(t.departs_zone, $6), $4),
               'arrives', ota.wall_clock(t.arrives_at, coalesce(t.arrives_zone, $6), $4),
               'departs_zone', coalesce(t.departs_zone, $6),
               'arrives_zone', coalesce(t.arrives_zone, $6))
               order by t.departs_at, t.leg, t.id), '[]')
      from (select t.* from public.travel t
             where t.organization_id = $1 and t.status not in ('idea', 'quoted', 'cancelled')
               and (t.show_id = $3 or (t.tour_id = $2
                    and (t.departs_at at time zone ota.known_zone(coalesce(t.departs_zone, $6))
                         - $5)::date = $4))
               and (ota.concerns(t.visibility, t.person_ids, t.teams, $7, $8)
                    or exists (select from public.travel_passengers k
                                where k.organization_id = $1 and k.travel_id = t.id
                                  and k.person_id = $7))
             order by t.departs_at limit 100) t
      left join public.travel_passengers p
        on p.organization_id = $1 and p.travel_id = t.id and p.person_id = $7
$$;
comment on function ota.sheet_travel(uuid, uuid, uuid, date, interval, text, uuid, text) is
    'The journeys on a day sheet; references and seats only on a person''s own.';

create or replace function ota.sheet_stays(organization_id uuid, tour_id uuid, show_id uuid,
    day date, person_id uuid, team text) returns jsonb
language sql stable set search_path = pg_catalog as $$
    select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'seq', h.seq, 'name', h.name,
               'address', h.address, 'city', h.city, 'phone', h.phone,
               'check_in_from', h.check_in_from, 'check_out_by', h.check_out_by,
               'breakfast', h.breakfast, 'is_tonight', h.check_out_on > $4,
               'is_last_night', h.check_in_on < $4,
               'latitude', h.latitude, 'longitude', h.longitude,
               'room', (select jsonb_build_object('type', r.type, 'number', r.number,
                                                  'seq', greatest(r.seq, g.seq))
                          from public.room_guests g
                          join public.rooms r
                            on r.organization_id = $1 and r.id = g.room_id and r.stay_id = h.id
                         where g.organization_id = $1 and g.person_id = $5
                           and g.arrives_on <= $4 and g.leaves_on >= $4
                         order by g.arrives_on desc limit 1))
               order by h.check_in_on, h.name), '[]')
      from (select h.* from public.stays h
             where h.organization_id = $1 and h.status not in ('idea', 'quoted', 'cancelled')
               and (h.show_id = $3 or h.tour_id = $2)
               and $4 between h.check_in_on and h.check_out_on
               and (ota.concerns(h.visibility, h.person_ids, h.teams, $5, $6)
                    or exists (select from public.room_guests g
                                 join public.rooms r on r.organization_id = $1 and r.id = g.room_id
                                where g.organization_id = $1 and g.person_id = $5
                                  and r.stay_id = h.id))
             order by h.check_in_on limit 20) h
$$;
comment on function ota.sheet_stays(uuid, uuid, uuid, date, uuid, text) is
    'Where one sleeps before and after a day; a room only on its guest''s own sheet.';

create or replace function ota.sheet_contacts(organization_id uuid, venue_id uuid, show_id uuid,
    tour_id uuid) returns jsonb
language sql stable set search_path = pg_catalog as $$
    select coalesce(jsonb_agg(jsonb_build_object('seq', c.seq, 'name', c.name, 'job', c.job,
               'company', c.company, 'phone', c.phone, 'email', c.email)
               order by c.show_id is null, c.venue_id is null, c.name, c.id), '[]')
      from (select c.* from public.contacts c
             where c.organization_id = $1
               and (c.venue_id = $2 or c.show_id = $3 or c.tour_id = $4)
             order by c.id limit 60) c
$$;
comment on function ota.sheet_contacts(uuid, uuid, uuid, uuid) is 'Whom to call about a day.';

create or replace function ota.tour_manager(organization_id uuid) returns jsonb
language sql stable set search_path = pg_catalog as $$
    select jsonb_build_object('name', p.name, 'phone', p.phone, 'seq', p.seq)
      from public.people p
     where p.organization_id = $1 and p.job ~* '(^|[^a-z])(tour manager|tm)($|[^a-z])'
     order by p.phone is null, p.id limit 1
$$;
comment on function ota.tour_manager(uuid) is 'Whoever has that job, with their phone.';

create or replace function ota.sheet_show(organization_id uuid, show_id uuid, zone text)
returns jsonb
language sql stable set search_path = pg_catalog as $$
    select jsonb_build_object('show_id', s.id, 'seq', s.seq, 'title', s.title, 'status', s.status,
               'billing', s.billing, 'capacity', s.capacity, 'promoter', s.promoter,
               'notes', s.notes, 'doors', ota.wall_clock(s.doors_at, $3, s.date),
               'starts', ota.wall_clock(s.starts_at, $3, s.date),
               'ends', ota.wall_clock(s.ends_at, $3, s.date),
               'curfew', ota.wall_clock(s.curfew_at, $3, s.date),
               'doors_at', s.doors_at, 'starts_at', s.starts_at, 'ends_at', s.ends_at,
               'curfew_at', s.curfew_at,
               'number', n.number, 'of', n.total,
               'guest_lists', (select coalesce(jsonb_agg(jsonb_build_object('seq', g.seq,
                                      'name', g.name, 'cutoff_at', g.cutoff_at,
                                      'cutoff', ota.wall_clock(g.cutoff_at, $3, s.date),
                                      'is_locked', g.locked_at is not null) order by g.name), '[]')
                                 from public.guest_lists g
                                where g.organization_id = $1 and g.show_id = $2))
      from public.shows s
      left join lateral (
        select count(*) filter (where (k.date, k.id) <= (s.date, s.id)) as number,
               count(*) as total
          from public.shows k
         where k.organization_id = $1 and k.tour_id = s.tour_id
           and (k.id = s.id
                or k.status not in ('idea', 'held', 'released', 'postponed', 'cancelled'))) n on true
     where s.organization_id = $1 and s.id = $2
$$;
comment on function ota.sheet_show(uuid, uuid, text) is 'What a day sheet says about its show.';

create or replace function ota.day_sheet(show_id uuid, day_id uuid, person_id uuid) returns jsonb
language plpgsql stable set search_path = pg_catalog as $$
declare
    mine constant uuid[] := auth.organizations('shows', 'read');
    place record;
    reader public.people;
    sheet jsonb;
begin
    select s.organization_id, s.tour_id, s.venue_id, s.date, s.city, s.country, s.zone,
           null::text as kind, null::text as title, null::text as notes, s.seq into place
      from public.shows s where s.organization_id = any (mine) and s.id = $1
    union all
    select d.organization_id, d.tour_id, null, d.date, d.city, d.country, d.zone,
           d.kind, d.title, d.notes, d.seq
      from public.days d where d.organization_id = any (mine) and d.id = $2;
    if not found then
        return null;
    end if;
    select p.* into reader from public.people p
     where p.organization_id = place.organization_id and p.id = $3;
    if $3 is not null and not found then
        return null;
    end if;
    select jsonb_build_object('organization', o.name, 'locale', o.locale, 'tour', t.name,
               'artist', t.artist,
               'date', place.date, 'date_words', ota.long_date(place.date, o.locale),
               'day', case when $1 is null then jsonb_build_object('kind', place.kind,
                      'title', place.title, 'notes', place.notes, 'seq', place.seq) end,
               'zone', ota.known_zone(z.zone),
               'zone_words', ota.zone_words(z.zone, place.date + interval '12 hours'),
               'show', ota.sheet_show(o.id, $1, z.zone),
               'venue', ota.venue_facts(o.id, place.venue_id),
               'city', coalesce(place.city, v.city), 'country', coalesce(place.country, v.country),
               'tour_manager', ota.tour_manager(o.id),
               'person', case when reader.id is not null then jsonb_build_object('id', reader.id,
                      'name', reader.name, 'job', reader.job) end,
               'items', ota.sheet_items(o.id, $1, $2, place.date, reader.id, reader.team),
               'travel', ota.sheet_travel(o.id, place.tour_id, $1, place.date,
                      o.day_boundary::interval, z.zone, reader.id, reader.team),
               'stays', ota.sheet_stays(o.id, place.tour_id, $1, place.date, reader.id,
                      reader.team),
               'contacts', ota.sheet_contacts(o.id, place.venue_id, $1, place.tour_id),
               'printed', ota.wall_clock(now(), z.zone, (now() at time zone z.zone)::date),
               'printed_words', to_char(now() at time zone z.zone, 'FMDD FMMonth HH24:MI'))
      into sheet
      from public.organizations o
      left join public.tours t on t.organization_id = o.id and t.id = place.tour_id
      left join public.venues v on v.organization_id = o.id and v.id = place.venue_id
     cross join lateral (select ota.known_zone(coalesce(place.zone, v.zone, o.zone))) z (zone)
     where o.id = place.organization_id;
    return sheet || jsonb_build_object('seq',
        (select max((q #>> '{}')::bigint) from jsonb_path_query(sheet, 'strict $.**.seq') q));
end
$$;
comment on function ota.day_sheet(uuid, uuid, uuid) is
    'A show''s or a day''s sheet, for everybody or for one person; seq is the highest of what is '
    'on it.';

create or replace function ota.run_shows(organization_id uuid, input jsonb) returns jsonb
language sql stable set search_path = pg_catalog as $$
    select coalesce(jsonb_agg(jsonb_build_object('show_id', n.one -> 'show_id',
               'name', n.one -> 'name', 'names', n.one -> 'names',
               'date_words', ota.long_date(s.date, o.locale)) order by n.place), '[]')
      from jsonb_array_elements(case when jsonb_typeof($2 -> 'shows') = 'array'
                                     then $2 -> 'shows' else '[]' end)
               with ordinality n (one, place)
      join public.organizations o on o.id = $1
      left join public.shows s
        on s.organization_id = $1 and s.id::text = n.one ->> 'show_id'
$$;
comment on function ota.run_shows(uuid, jsonb) is
    'The shows that a run''s settlement names in its input, in their order.';

create or replace function ota.settlement_paper(settlement_id uuid) returns jsonb
language sql stable set search_path = pg_catalog as $$
    select jsonb_build_object('organization', o.name, 'locale', o.locale, 'tour', t.name,
               'artist', t.artist,
               'title', coalesce(r.name, s.title), 'date', s.date,
               'date_words', coalesce(ota.long_date(s.date, o.locale), concat_ws(' – ',
                   n.shows -> 0 ->> 'date_words', nullif(n.shows -> -1 ->> 'date_words',
                                                         n.shows -> 0 ->> 'date_words'))),
               'venue', coalesce(r.name, v.name), 'city', coalesce(s.city, v.city),
               'promoter', s.promoter, 'shows', n.shows,
               'version', x.version, 'status', x.status, 'reason', x.reason,
               'currency', x.currency, 'input', x.input, 'input_text', x.input_text,
               'result_hash', x.result_hash, 'engine', x.engine,
               'balance_minor', x.balance_minor, 'undisputed_minor', x.undisputed_minor,
               'notes', x.notes, 'zone', z.zone,
               'signatures', (select coalesce(jsonb_agg(jsonb_build_object('party', g.party,
                     'name', g.name, 'job', g.job, 'result_hash', g.result_hash,
                     'drawing', g.drawing,
                     'signed', to_char(g.signed_at at time zone z.zone,
                                       'FMDD FMMonth YYYY HH24:MI'))
                     order by g.party), '[]') from public.settlement_signatures g
                   where g.organization_id = x.organization_id and g.settlement_id = x.id),
               'disputes', (select coalesce(jsonb_agg(jsonb_build_object('show_id', d.show_id,
                     'line', d.line, 'item', d.item, 'ours_minor', d.ours_minor, 'theirs_minor', d.theirs_minor,
                     'reason', d.reason, 'status', d.status) order by d.id), '[]')
                    from public.disputes d
                   where d.organization_id = x.organization_id and d.settlement_id = x.id))
      from public.settlements x
      join public.organizations o on o.id = x.organization_id
      left join public.shows s on s.organization_id = x.organization_id and s.id = x.show_id
      left join public.settlement_runs r
        on r.organization_id = x.organization_id and r.id = x.run_id
      left join public.tours t
        on t.organization_id = x.organization_id and t.id = coalesce(s.tour_id, r.tour_id)
      left join public.venues v on v.organization_id = x.organization_id and v.id = s.venue_id
     cross join lateral (select ota.known_zone(coalesce(s.zone, v.zone, o.zone))) z (zone)
     cross join lateral (select ota.run_shows(o.id, x.input)) n (shows)
     where x.organization_id = any (auth.organizations('finance', 'read')) and x.id = $1
$$;
comment on function ota.settlement_paper(uuid) is
    'A settlement with what it was worked out from, its signatures and disputes.';

create or replace function ota.per_diem_paper(tour_id uuid) returns jsonb
language sql stable set search_path = pg_catalog as $$
    select jsonb_build_object('organization', o.name, 'locale', o.locale, 'tour', t.name,
               'artist', t.artist,
               'people', (select coalesce(jsonb_agg(jsonb_build_object('name', k.name,
                     'job', k.job, 'currency', k.currency, 'total_minor', k.total_minor,
                     'days', k.days) order by k.name, k.id, k.currency), '[]')
                  from (select p.id, p.name, p.job, d.currency, sum(d.amount_minor) as total_minor,
                               jsonb_agg(jsonb_build_object('date', d.date,
                                   'day', ota.short_date(d.date, o.locale),
                                   'is_edge', d.is_edge, 'provided', d.provided,
                                   'amount_minor', d.amount_minor, 'paid_on', d.paid_on,
                                   'signed_name', d.signed_name,
                                   'signed', to_char(d.signed_at at time zone
                                       ota.known_zone(o.zone), 'FMDD Mon HH24:MI'))
                                   order by d.date) as days
                          from public.per_diems d
                          join public.people p
                            on p.organization_id = d.organization_id and p.id = d.person_id
                         where d.organization_id = t.organization_id and d.tour_id = t.id
                         group by p.id, p.name, p.job, d.currency) k))
      from public.tours t
      join public.organizations o on o.id = t.organization_id
     where t.organization_id = any (auth.organizations('payroll', 'read')
                                    || auth.organizations_own('payroll', 'read')) and t.id = $1
$$;
comment on function ota.per_diem_paper(uuid) is
    'The per diems of a tour by person, as far as the asking user may read them.';

create or replace function ota.invoice_paper(invoice_id uuid) returns jsonb
language sql stable set search_path = pg_catalog as $$
    select jsonb_build_object('organization', o.name, 'locale', o.locale, 'tour', t.name,
               'artist', t.artist,
               'show', s.title, 'show_date', ota.long_date(s.date, o.locale), 'number', i.number,
               'status', i.status,
               'from_name', case when i.number is null then coalesce(o.legal_name, o.name)
                                 else i.from_name end,
               'from_address', case when i.number is null then o.address else i.from_address end,
               'from_tax_id', case when i.number is null then b.tax_id else i.from_tax_id end,
               'bank', case when i.number is null then b.bank else i.from_bank end,
               'to_name', i.to_name, 'to_address', i.to_address,
               'to_tax_id', i.to_tax_id, 'issued', ota.long_date(i.issued_on, o.locale),
               'due', ota.long_date(i.due_on, o.locale), 'currency', i.currency, 'lines', i.lines,
               'net_minor', i.net_minor, 'tax_rate', i.tax_rate::text, 'tax_minor', i.tax_minor,
               'total_minor', i.total_minor, 'notes', i.notes,
               'paid_minor', (select coalesce(sum(case p.direction when 'in' then p.amount_minor
                                                  else -p.amount_minor end), 0)
                                from public.payments p where p.organization_id = i.organization_id
                                 and p.invoice_id = i.id and p.currency = i.currency))
      from public.invoices i
      join public.organizations o on o.id = i.organization_id
      left join public.billing_details b on b.organization_id = i.organization_id
      left join public.shows s on s.organization_id = i.organization_id and s.id = i.show_id
      left join public.tours t
        on t.organization_id = i.organization_id and t.id = coalesce(i.tour_id, s.tour_id)
     where i.organization_id = any (auth.organizations('finance', 'read')) and i.id = $1
$$;
comment on function ota.invoice_paper(uuid) is 'An invoice with what has been paid of it.';

create or replace function ota.rooming_paper(stay_id uuid) returns jsonb
language sql stable set search_path = pg_catalog as $$
    select jsonb_build_object('organization', o.name, 'locale', o.locale, 'tour', t.name,
               'artist', t.artist,
               'name', h.name, 'address', h.address, 'city', h.city, 'phone', h.phone,
               'email', h.email, 'check_in', ota.long_date(h.check_in_on, o.locale),
               'check_out', ota.long_date(h.check_out_on, o.locale),
               'check_in_from', h.check_in_from,
               'check_out_by', h.check_out_by, 'breakfast', h.breakfast,
               'reference', h.reference, 'notes', h.notes,
               'tour_manager', ota.tour_manager(o.id),
               'rooms', (select coalesce(jsonb_agg(jsonb_build_object('type', r.type,
                     'number', r.number, 'reference', r.reference, 'requests', r.requests,
                     'incidentals', r.incidentals,
                     'guests', (select coalesce(jsonb_agg(jsonb_build_object(
                           'name', coalesce(g.alias, p.name),
                           'arrives', ota.short_date(g.arrives_on, o.locale),
                           'leaves', ota.short_date(g.leaves_on, o.locale),
                           'nights', g.leaves_on - g.arrives_on)
                           order by g.arrives_on, coalesce(g.alias, p.name), p.id), '[]')
                        from public.room_guests g
                        join public.people p
                          on p.organization_id = g.organization_id and p.id = g.person_id
                       where g.organization_id = h.organization_id and g.room_id = r.id))
                     order by r.type = 'day_room', r.number, r.id), '[]')
                  from public.rooms r
                 where r.organization_id = h.organization_id and r.stay_id = h.id))
      from public.stays h
      join public.organizations o on o.id = h.organization_id
      left join public.tours t on t.organization_id = h.organization_id and t.id = h.tour_id
     where h.organization_id = any (auth.organizations('travel', 'read')
                                    || auth.organizations_own('travel', 'read')) and h.id = $1
$$;
comment on function ota.rooming_paper(uuid) is
    'A hotel''s rooming list with the names that the desk knows, as far as the asking user may read '
    'it; who has an alias is not named.';

do $$
declare
    f text;
begin
    foreach f in array array[
        'ota.known_zone(text)', 'ota.wall_clock(timestamptz, text, date)', 'ota.long_date(date, text)',
        'ota.short_date(date, text)',
        'ota.zone_words(text, timestamptz)', 'ota.concerns(text, uuid[], text[], uuid, text)',
        'ota.venue_facts(uuid, uuid)', 'ota.sheet_items(uuid, uuid, uuid, date, uuid, text)',
        'ota.sheet_travel(uuid, uuid, uuid, date, interval, text, uuid, text)',
        'ota.sheet_stays(uuid, uuid, uuid, date, uuid, text)',
        'ota.sheet_contacts(uuid, uuid, uuid, uuid)', 'ota.tour_manager(uuid)',
        'ota.sheet_show(uuid, uuid, text)', 'ota.day_sheet(uuid, uuid, uuid)',
        'ota.run_shows(uuid, jsonb)', 'ota.settlement_paper(uuid)', 'ota.per_diem_paper(uuid)',
        'ota.invoice_paper(uuid)', 'ota.rooming_paper(uuid)'] loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to authenticated', f);
    end loop;
end
$$;
