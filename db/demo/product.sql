-- The rest of the demo: what a day is made of, where everybody sleeps, who is on the list, and the money.
-- Written once: what the server has judged is not sent a second time.

select set_config('request.jwt.claims', '{"sub": "019a0000-0000-7000-8001-000000000002"}', true);

create function pg_temp.id(part text, n bigint) returns uuid language sql immutable as $$
    select ('019a0000-0000-7000-' || part || '-' || lpad(n::text, 12, '0'))::uuid
$$;
create function pg_temp.org() returns uuid language sql immutable as $$
    select '019a0000-0000-7000-8002-000000000001'::uuid
$$;
create function pg_temp.tour() returns uuid language sql immutable as $$
    select '019a0000-0000-7000-8005-000000000001'::uuid
$$;
create function pg_temp.is_new() returns boolean language sql stable as $$
    select not exists (select from public.contacts c where c.organization_id = pg_temp.org())
$$;
select set_config('ota.demo_is_new', pg_temp.is_new()::text, true);
create function pg_temp.wanted() returns boolean language sql stable as $$
    select current_setting('ota.demo_is_new') = 'true'
$$;

-- The day.

update public.venues v set kind = k.kind, curfew = k.curfew, merch_rate = k.rate,
                           load_in = k.load_in, power = k.power, stage = k.stage
  from (values
    (8, 'club', '23:00', 0.0, 'Back yard, level, 20 m to the stage. Bus parks in Adalbertstraße.',
        '63 A three-phase stage left, 32 A for the bus', '8 × 6 m, 1 m high'),
    (9, 'club', '23:30', 0.1, 'Ramp at the back, double doors.', '2 × 63 A', '10 × 7 m'),
    (10, 'theatre', '23:00', 0.15, 'Court, over cobbles. Two steps.', '125 A', '11 × 8 m'),
    (11, 'other', '00:00', 0.1, 'Over the gangway, no cases wider than 80 cm.', '63 A, ship''s own',
        '7 × 5 m, low ceiling'),
    (17, 'hall', '23:00', 0.2, 'Lift on the canal side.', '2 × 125 A', '12 × 8 m'))
       as k (n, kind, curfew, rate, load_in, power, stage)
 where v.organization_id = pg_temp.org() and v.id = pg_temp.id('8006', k.n) and pg_temp.wanted();

update public.tours set driver_rule = 'eu'
 where organization_id = pg_temp.org() and id = pg_temp.tour() and pg_temp.wanted();

update public.shows set promoter = 'Paper Lantern Concerts', promoter_email = 'office@example.org'
 where organization_id = pg_temp.org() and id in (pg_temp.id('8007', 7), pg_temp.id('8007', 8))
   and pg_temp.wanted();

-- From today on the later lines hang on the earlier ones.
update public.schedule_items i
   set after_id = ('019a0000-0000-7000-8009-' || substr(i.id::text, 25, 8)
                   || lpad(k.after::text, 4, '0'))::uuid,
       offset_minutes = k.minutes, template = 'Club show',
       is_critical = k.is_critical
  from (values (2, 1, 120, false), (5, 4, 60, false), (6, 5, 40, false), (7, 6, 35, true),
               (9, 7, 115, false)) as k (n, after, minutes, is_critical)
 where i.organization_id = pg_temp.org() and right(i.id::text, 4)::integer = k.n
   and i.id::text like '019a0000-0000-7000-8009-%' and i.show_id in (
       select s.id from public.shows s where s.organization_id = pg_temp.org()
          and s.date >= current_date)
   and pg_temp.wanted();

insert into public.schedule_templates (organization_id, id, name, venue_kind, items)
select pg_temp.org(), pg_temp.id('8011', 1), 'Club show', 'club', '[
    {"kind": "load_in", "title": "Load-in", "at": "14:00", "minutes": 60},
    {"kind": "soundcheck", "title": "Soundcheck", "after": 0, "offset_minutes": 120, "minutes": 90},
    {"kind": "doors", "title": "Doors", "at": "19:00", "is_hard": true},
    {"kind": "support", "title": "Support", "after": 2, "offset_minutes": 60, "minutes": 40},
    {"kind": "changeover", "title": "Changeover", "after": 3, "offset_minutes": 40, "minutes": 35},
    {"kind": "set", "title": "Set", "after": 4, "offset_minutes": 35, "minutes": 85},
    {"kind": "curfew", "title": "Curfew", "at": "23:00", "is_hard": true},
    {"kind": "load_out", "title": "Load-out", "after": 5, "offset_minutes": 115, "minutes": 80}]'
 where pg_temp.wanted();

insert into public.labour_calls (organization_id, id, show_id, job, heads, starts_at, ends_at,
    minimum_minutes)
select s.organization_id, pg_temp.id('8012', 10 * k.show + k.n), s.id, k.job, k.heads,
       s.doors_at + k.begins, s.doors_at + k.ends, k.minimum
  from (values (8, 1, 'Loaders', 4, interval '-5 hours', interval '-4 hours', 240),
               (8, 2, 'Loaders', 4, interval '250 minutes', interval '330 minutes', 240),
               (8, 3, 'Runner', 1, interval '-5 hours', interval '5 hours', 480),
               (9, 1, 'Loaders', 4, interval '-5 hours', interval '-4 hours', 240))
       as k (show, n, job, heads, begins, ends, minimum)
  join public.shows s on s.organization_id = pg_temp.org() and s.id = pg_temp.id('8007', k.show)
 where pg_temp.wanted();

insert into public.contacts (organization_id, id, venue_id, show_id, tour_id, name, job, company,
    phone, email)
select pg_temp.org(), pg_temp.id('8010', n), pg_temp.id('8006', venue), pg_temp.id('8007', show),
       case when is_tour then pg_temp.tour() end, name, job, company, phone, email
  from (values
    (1, 8, null, false, 'Karla Kessel', 'Production', null, '+49 30 5550 2101', 'karla@example.org'),
    (2, 8, null, false, 'Sven Stecker', 'House electrician', null, '+49 30 5550 2102', null),
    (3, null, 8, false, 'Paula Plakat', 'Promoter', 'Paper Lantern Concerts', '+49 30 5550 2103',
        'paula@example.org'),
    (4, 9, null, false, 'Wanda Wtyczka', 'Production', null, '+48 22 5550 2104', 'wanda@example.org'),
    (5, 10, null, false, 'Franz Falltür', 'Stage manager', null, '+43 1 5550 2105', null),
    (6, null, null, true, 'Bertha Bettbus', 'Bus company, day and night', 'Demo Nightliners',
        '+49 30 5550 2106', 'dispatch@example.org'),
    (7, null, null, true, 'Rita Reise', 'Travel agent', 'Demo Travel', '+49 30 5550 2107',
        'rita@example.org'))
       as k (n, venue, show, is_tour, name, job, company, phone, email)
 where pg_temp.wanted();

insert into public.tasks (organization_id, id, title, notes, subject, subject_id, tour_id, show_id,
    due_on, status, done_at, visibility, person_ids, teams)
select pg_temp.org(), pg_temp.id('8015', n), title, notes,
       case when show is not null then 'shows' end, pg_temp.id('8007', show), pg_temp.tour(),
       pg_temp.id('8007', show), current_date + due, status,
       case status when 'done' then now() - interval '1 day' end, visibility,
       case when person is null then '{}' else array[pg_temp.id('8004', person)] end,
       case when team is null then '{}' else array[team] end
  from (values
    (1, 'Carnet for the Zurich merch', 'Two copies, stamped when leaving Italy.', 14, 6, 'open',
        'assigned', 5, null),
    (2, 'Ask Ljubljana for a quiet dressing room', null, 12, 3, 'open', 'everyone', null, null),
    (3, 'New in-ear receivers from the rental', null, 10, 2, 'open', 'assigned', null, 'crew'),
    (4, 'Confirm the press photographer', null, 8, 0, 'open', 'everyone', null, null),
    (5, 'Send the final rider to Warsaw', null, 9, -1, 'done', 'everyone', null, null),
    (6, 'Chase the Gothenburg merch count', 'The house has not signed yet.', 5, 1, 'open',
        'management', null, null),
    (7, 'Send stems to the monitor desk', null, null, 4, 'open', 'assigned', 2, null),
    (8, 'Ferry booking to Dublin: number of the bus', null, 24, 12, 'open', 'assigned', 6, null))
       as t (n, title, notes, show, due, status, visibility, person, team)
 where pg_temp.wanted();

insert into public.notes (organization_id, id, subject, subject_id, body, visibility)
select pg_temp.org(), pg_temp.id('8016', n), subject, pg_temp.id(part, row_n), body, visibility
  from (values
    (1, 'venues', '8006', 8, 'Neighbours call at 23:05. Mean it about the curfew.', 'everyone'),
    (2, 'shows', '8007', 7, 'Promoter wants to talk about the catering bill.', 'management'),
    (3, 'venues', '8006', 11, 'The ship moves when 600 people jump. Strap the desk.', 'everyone'))
       as t (n, subject, part, row_n, body, visibility)
 where pg_temp.wanted();

-- The advance.

insert into public.advance_templates (organization_id, id, name, venue_kind, sections)
select pg_temp.org(), pg_temp.id('8017', 1), 'Club show', 'club', s.sections
  from (values ('[
    {"title": "Arrival", "questions": [
        {"key": "parking", "text": "Where does the bus park, and is there 32 A?"},
        {"key": "load_in", "text": "Load-in: way, steps, doors?"},
        {"key": "hands", "text": "How many loaders, from when?"}]},
    {"title": "Technique", "questions": [
        {"key": "desk", "text": "Which desk is at FOH?"},
        {"key": "limit", "text": "Is there a sound limit, and where is it measured?"}]},
    {"title": "House", "questions": [
        {"key": "catering", "text": "When is dinner, and for how many vegetarians?"},
        {"key": "merch", "text": "What does the house take of merchandise?"},
        {"key": "wifi", "text": "Wi-Fi for the production office?"}]}]'::jsonb)) as s (sections)
 where pg_temp.wanted();

insert into public.advances (organization_id, id, show_id, name, status, contact_name,
    contact_email, due_on, sections, sent_at)
select pg_temp.org(), pg_temp.id('8018', a.show), pg_temp.id('8007', a.show), 'Advance', a.status,
       a.contact, a.email, current_date + a.due, t.sections, now() - interval '9 days'
  from (values (8, 'answered', 'Karla Kessel', 'karla@example.org', -3),
               (9, 'answered', 'Wanda Wtyczka', 'wanda@example.org', 0),
               (11, 'sent', null, 'stage@example.org', 2)) as a (show, status, contact, email, due)
  join public.advance_templates t on t.organization_id = pg_temp.org()
                                 and t.id = pg_temp.id('8017', 1)
 where pg_temp.wanted();

insert into public.advance_answers (organization_id, id, advance_id, question, answer, answered_by,
    answered_name, answered_at, is_settled)
select pg_temp.org(), pg_temp.id('8019', 100 * show + n), pg_temp.id('8018', show), question, answer,
       'venue', name, now() - interval '4 days', is_settled
  from (values
    (8, 1, 'parking', 'Adalbertstraße, signs are up from 10:00. 32 A from the yard.', 'Karla Kessel', true),
    (8, 2, 'load_in', 'Yard, level, double doors 2.2 m.', 'Karla Kessel', true),
    (8, 3, 'hands', 'Four, from 14:00, and four at 23:10.', 'Karla Kessel', true),
    (8, 4, 'limit', '99 dB(A) over 30 minutes at FOH.', 'Karla Kessel', false),
    (8, 5, 'catering', '18:00, two vegetarians, one without dairy.', 'Karla Kessel', true),
    (9, 1, 'parking', 'Behind the club. No 32 A, two times 16 A.', 'Wanda Wtyczka', false),
    (9, 2, 'hands', 'Four from 13:30.', 'Wanda Wtyczka', true))
       as a (show, n, question, answer, name, is_settled)
 where pg_temp.wanted();

-- Guests of tonight, at two doors.

insert into public.guest_lists (organization_id, id, show_id, name, allotment, cutoff_at)
select s.organization_id, pg_temp.id('801a', l.n), s.id, l.name, l.allotment,
       s.doors_at - interval '2 hours'
  from (values (1, 'Artist', 20), (2, 'Label and press', 12)) as l (n, name, allotment)
  join public.shows s on s.organization_id = pg_temp.org() and s.id = pg_temp.id('8007', 8)
 where pg_temp.wanted();
insert into public.doors (organization_id, id, show_id, name)
select pg_temp.org(), pg_temp.id('801c', n), pg_temp.id('8007', 8), name
  from (values (1, 'Front'), (2, 'Yard')) as d (n, name)
 where pg_temp.wanted();
insert into public.guests (organization_id, id, guest_list_id, owner_id, name, plus, pass_type,
    status, notes)
select pg_temp.org(), pg_temp.id('801b', n), pg_temp.id('801a', list), pg_temp.id('8001', who), name,
       plus, pass, status, notes
  from (values
    (1, 1, 2, 'Greta Grusel', 1, 'after_show', 'approved', 'Mila''s sister'),
    (2, 1, 2, 'Anton Auster', 3, 'ticket', 'approved', null),
    (3, 1, 3, 'Zora Zucker', 1, 'ticket', 'approved', null),
    (4, 1, 3, 'Lars Lautstark', 0, 'working', 'requested', 'Brings the spare snare.'),
    (5, 1, 2, 'Ines Inbrunst', 1, 'ticket', 'requested', null),
    (6, 1, 2, 'Viktor Vinyl', 0, 'ticket', 'denied', null),
    (7, 2, 4, 'Rosa Redaktion', 1, 'photo', 'approved', 'First three songs'),
    (8, 2, 4, 'Emil Echo', 0, 'ticket', 'approved', null),
    (9, 2, 4, 'Paul Presse', 1, 'ticket', 'waitlisted', null))
       as g (n, list, who, name, plus, pass, status, notes)
 where pg_temp.wanted();
insert into public.door_shares (organization_id, id, guest_id, door_id, heads)
select pg_temp.org(), pg_temp.id('801d', 10 * guest + door), pg_temp.id('801b', guest),
       pg_temp.id('801c', door), heads
  from (values (1, 1, 1), (1, 2, 1), (2, 1, 2), (2, 2, 2), (3, 1, 2), (7, 2, 2), (8, 1, 1))
       as s (guest, door, heads)
 where pg_temp.wanted();
insert into public.admissions (organization_id, id, guest_id, door_id, heads, admitted_at)
select pg_temp.org(), pg_temp.id('801e', 1), pg_temp.id('801b', 7), pg_temp.id('801c', 2), 1,
       now() - interval '5 minutes'
 where pg_temp.wanted();

-- On the road and asleep.

insert into public.travel_passengers (organization_id, id, travel_id, person_id, seat, ticket)
select pg_temp.org(), pg_temp.id('8020', 100 * trip + person), pg_temp.id('800c', trip),
       pg_temp.id('8004', person), seat, ticket
  from (values (7, 1, '9/21', 'DEMO-7-1'), (7, 2, '9/22', 'DEMO-7-2'), (7, 7, '9/25', 'DEMO-7-7'),
               (4, 2, '14C', 'DEMO-4-2')) as p (trip, person, seat, ticket)
 where pg_temp.wanted();

insert into public.stays (organization_id, id, tour_id, show_id, name, address, city, country,
    latitude, longitude, zone, phone, check_in_on, check_out_on, check_in_from, check_out_by, breakfast,
    reference, status, visibility, person_ids)
select pg_temp.org(), pg_temp.id('8021', n), pg_temp.tour(), pg_temp.id('8007', show), name, address,
       city, country, latitude, longitude, zone, phone, current_date + day, current_date + day + nights,
       '15:00', '12:00', breakfast, reference, status, visibility, '{}'
  from (values
    (1, 8, 'Demo Hotel Kanal', 'Paul-Lincke-Ufer', 'Berlin', 'DE', 52.493, 13.428, 'Europe/Berlin',
        '+49 30 5550 3301', 0, 1, 'Until 11:00, paid', 'DEMOBER8', 'confirmed', 'everyone'),
    (2, 8, 'Demo Residenz', 'Gendarmenmarkt', 'Berlin', 'DE', 52.513, 13.393, 'Europe/Berlin',
        '+49 30 5550 3302', 0, 1, null, 'DEMOBER9', 'confirmed', 'management'),
    (3, 10, 'Demo Hotel Gürtel', 'Währinger Gürtel', 'Vienna', 'AT', 48.224, 16.351, 'Europe/Vienna',
        '+43 1 5550 3303', 2, 2, 'Until 10:30, paid', 'DEMOVIE2', 'booked', 'everyone'))
       as s (n, show, name, address, city, country, latitude, longitude, zone, phone, day, nights,
             breakfast, reference, status, visibility)
 where pg_temp.wanted();
insert into public.rooms (organization_id, id, stay_id, type, number, requests, incidentals)
select pg_temp.org(), pg_temp.id('8022', n), pg_temp.id('8021', stay), type, number, requests, payer
  from (values (1, 1, 'single', '204', null, 'company'), (2, 1, 'twin', '207', 'Away from the lift', 'guest'),
               (3, 1, 'twin', '208', null, 'guest'), (4, 1, 'day_room', '101', 'For the driver, till 20:00',
                'company'), (5, 2, 'suite', '51', 'High floor, quiet', 'company'),
               (6, 3, 'single', null, null, 'guest'), (7, 3, 'twin', null, null, 'guest'))
       as r (n, stay, type, number, requests, payer)
 where pg_temp.wanted();
insert into public.room_guests (organization_id, id, room_id, person_id, arrives_on, leaves_on, alias)
select pg_temp.org(), pg_temp.id('8023', 100 * room + person), pg_temp.id('8022', room),
       pg_temp.id('8004', person), current_date + day, current_date + day + nights, alias
  from (values (1, 1, 0, 1, null), (2, 2, 0, 1, null), (2, 4, 0, 1, null), (3, 3, 0, 1, null),
               (3, 5, 0, 1, null), (4, 6, 0, 0, null), (5, 7, 0, 1, 'Ms M. Compass'),
               (6, 1, 2, 2, null), (7, 2, 2, 2, null), (7, 4, 2, 2, null))
       as g (room, person, day, nights, alias)
 where pg_temp.wanted();
