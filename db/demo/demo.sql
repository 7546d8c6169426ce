-- A tour to look around in: "Night Atlas Touring" and the fictional band The Sleeper Cars, five
-- weeks around today.
-- The venues and cities are real, the people are not. Ids are fixed, so running it again changes
-- nothing.

insert into auth.users (id, email, email_confirmed_at, raw_app_meta_data, raw_user_meta_data)
select ('019a0000-0000-7000-8001-' || lpad(n::text, 12, '0'))::uuid, email, now(),
       '{"provider": "email", "providers": ["email"]}', jsonb_build_object('name', name)
  from (values (1, 'owner@demo.ota.test', 'Otto Overture'),
               (2, 'tm@demo.ota.test', 'Nora Nightliner'),
               (3, 'crew@demo.ota.test', 'Carla Crossfade'),
               (4, 'booking@demo.ota.test', 'Bo Bookwell'),
               (5, 'admin@demo.ota.test', 'Ada Abacus')) as person (n, email, name)
    on conflict do nothing;

-- Everything below is written by the tour manager.
select set_config('request.jwt.claims', '{"sub": "019a0000-0000-7000-8001-000000000002"}', true);

insert into public.organizations (id, name, type, default_currency, zone, legal_name, address)
values ('019a0000-0000-7000-8002-000000000001', 'Night Atlas Touring', 'artist', 'EUR',
    'Europe/Berlin', 'Night Atlas Touring GbR', e'Atlasweg 12\n10999 Berlin\nGermany')
    on conflict do nothing;
update public.billing_details
   set tax_id = 'DE 000 000 000',
       bank = e'Example Bank\nIBAN DE00 0000 0000 0000 0000 00\nNight Atlas Touring GbR'
 where organization_id = '019a0000-0000-7000-8002-000000000001';

insert into public.memberships (organization_id, id, user_id, role, email, name)
select '019a0000-0000-7000-8002-000000000001', ('019a0000-0000-7000-8003-' || lpad(n::text, 12,
    '0'))::uuid,
       ('019a0000-0000-7000-8001-' || lpad(n::text, 12, '0'))::uuid, role, email, name
  from (values (1, 'owner', 'owner@demo.ota.test', 'Otto Overture'),
               (2, 'manager', 'tm@demo.ota.test', 'Nora Nightliner'),
               (3, 'crew', 'crew@demo.ota.test', 'Carla Crossfade'),
               (4, 'booking', 'booking@demo.ota.test', 'Bo Bookwell'),
               (5, 'admin', 'admin@demo.ota.test', 'Ada Abacus')) as member (n, role, email, name)
    on conflict do nothing;

insert into public.people (organization_id, id, user_id, name, email, phone, job, team, notes)
select '019a0000-0000-7000-8002-000000000001', ('019a0000-0000-7000-8004-' || lpad(n::text, 12,
    '0'))::uuid,
       case when account is not null then ('019a0000-0000-7000-8001-' || lpad(account::text, 12,
           '0'))::uuid end,
       name, email, phone, job, team, notes
  from (values (1, 2, 'Nora Nightliner', 'tm@demo.ota.test', '+49 30 5550 1202', 'Tour manager',
      'management', null),
               (2, 3, 'Carla Crossfade', 'crew@demo.ota.test', '+49 30 5550 1203', 'FOH engineer',
                   'crew', null),
               (3, null, 'Finn Feedback', 'finn@example.org', '+49 30 5550 1204',
                   'Monitor engineer', 'crew', null),
               (4, null, 'Lena Limelight', 'lena@example.org', '+49 30 5550 1205', 'Lighting',
                   'crew', 'Brings her own desk.'),
               (5, null, 'Max Merchtable', 'max@example.org', '+49 30 5550 1206', 'Merchandise',
                   'production', null),
               (6, null, 'Benno Busbridge', 'benno@example.org', '+49 30 5550 1207', 'Driver',
                   'driver', 'Nine hours at the wheel, eleven off.'),
               (7, null, 'Mila Melisma', 'mila@example.org', null, 'Vocals, guitar', 'artist', null),
               (8, null, 'Tom Tremolo', 'tom@example.org', null, 'Guitar', 'band', null),
               (9, null, 'Bea Bassline', 'bea@example.org', null, 'Bass', 'band', null),
               (10, null, 'Rudi Rimshot', 'rudi@example.org', null, 'Drums', 'band', null))
       as person (n, account, name, email, phone, job, team, notes)
    on conflict do nothing;

insert into public.person_profiles (organization_id, id, person_id, legal_name, date_of_birth,
    nationality, passport_number, passport_country, passport_expires_on, seat_preference,
    meal_preference, allergies, emergency_contact, shirt_size)
select '019a0000-0000-7000-8002-000000000001', ('019a0000-0000-7000-800d-' || lpad(n::text, 12,
    '0'))::uuid, ('019a0000-0000-7000-8004-' || lpad(n::text, 12, '0'))::uuid, legal_name,
       born::date, country, passport, country, current_date + expires, seat, meal, allergies,
       emergency, shirt
  from (values
    (2, 'Carla Maria Crossfade', '1991-04-17', 'DE', 'C0DEM0002', 900, 'Aisle, front', 'vegetarian',
        null, 'Paul Crossfade, +49 30 5550 1303', 'M'),
    (7, 'Milena Melisma', '1988-11-02', 'AT', 'P0DEM0007', 60, 'Window', 'none', 'Dairy',
        'Office, +49 30 5550 1200', 'S'),
    (9, 'Beate Bassline', '1990-06-30', 'DE', 'C0DEM0009', 1500, null, 'vegetarian', null, null, 'L'))
       as profile (n, legal_name, born, country, passport, expires, seat, meal, allergies,
                   emergency, shirt)
    on conflict do nothing;

insert into public.tours (organization_id, id, name, artist, starts_on, ends_on, currency, status,
    notes)
values ('019a0000-0000-7000-8002-000000000001', '019a0000-0000-7000-8005-000000000001',
        'Last Train Home, Europe', 'The Sleeper Cars', current_date - 9, current_date + 22, 'EUR',
            'active',
        'One sleeper bus, nine people, one trailer. Backline on board.')
    on conflict do nothing;

insert into public.venues (organization_id, id, name, city, country, address, latitude, longitude,
    zone, capacity)
select '019a0000-0000-7000-8002-000000000001', ('019a0000-0000-7000-8006-' || lpad(n::text, 12,
    '0'))::uuid,
       name, city, country, address, latitude, longitude, zone, capacity
  from (values
    (1, 'Markthalle', 'Hamburg', 'DE', 'Klosterwall 11', 53.548, 10.009, 'Europe/Berlin', 1000),
    (2, 'VEGA', 'Copenhagen', 'DK', 'Enghavevej 40', 55.667, 12.544, 'Europe/Copenhagen', 1550),
    (3, 'Debaser Strand', 'Stockholm', 'SE', 'Hornstulls strand 4', 59.315, 18.032,
        'Europe/Stockholm', 450),
    (4, 'Parkteatret', 'Oslo', 'NO', 'Olaf Ryes plass 11', 59.923, 10.758, 'Europe/Oslo', 500),
    (5, 'Pustervik', 'Gothenburg', 'SE', 'Järntorgsgatan 12', 57.700, 11.953, 'Europe/Stockholm',
        900),
    (6, 'Werk 2', 'Leipzig', 'DE', 'Kochstraße 132', 51.313, 12.374, 'Europe/Berlin', 1000),
    (7, 'Lucerna Music Bar', 'Prague', 'CZ', 'Vodičkova 36', 50.081, 14.426, 'Europe/Prague', 800),
    (8, 'SO36', 'Berlin', 'DE', 'Oranienstraße 190', 52.500, 13.422, 'Europe/Berlin', 800),
    (9, 'Proxima', 'Warsaw', 'PL', 'Żwirki i Wigury 99A', 52.204, 20.987, 'Europe/Warsaw', 900),
    (10, 'WUK', 'Vienna', 'AT', 'Währinger Straße 59', 48.222, 16.352, 'Europe/Vienna', 650),
    (11, 'A38', 'Budapest', 'HU', 'Petőfi híd, Buda', 47.477, 19.063, 'Europe/Budapest', 600),
    (12, 'Kino Šiška', 'Ljubljana', 'SI', 'Trg prekomorskih brigad 3', 46.069, 14.489,
        'Europe/Ljubljana', 800),
    (13, 'Magnolia', 'Milan', 'IT', 'Via Circonvallazione Idroscalo 41', 45.460, 9.286,
        'Europe/Rome', 1000),
    (14, 'Bogen F', 'Zurich', 'CH', 'Viaduktstrasse 97', 47.388, 8.527, 'Europe/Zurich', null),
    (15, 'Ampere', 'Munich', 'DE', 'Zellstraße 4', 48.133, 11.590, 'Europe/Berlin', 500),
    (16, 'Gebäude 9', 'Cologne', 'DE', 'Deutz-Mülheimer Straße 127', 50.948, 6.985, 'Europe/Berlin',
        500),
    (17, 'Paradiso', 'Amsterdam', 'NL', 'Weteringschans 6', 52.362, 4.884, 'Europe/Amsterdam',
        1500),
    (18, 'Botanique', 'Brussels', 'BE', 'Rue Royale 236', 50.855, 4.366, 'Europe/Brussels', 700),
    (19, 'La Maroquinerie', 'Paris', 'FR', '23 rue Boyer', 48.868, 2.392, 'Europe/Paris', 500),
    (20, 'The Garage', 'London', 'GB', '20 Highbury Corner', 51.546, -0.104, 'Europe/London', 600),
    (21, 'Thekla', 'Bristol', 'GB', 'The Grove, East Mud Dock', 51.449, -2.594, 'Europe/London',
        400),
    (22, 'Gorilla', 'Manchester', 'GB', '54 Whitworth Street West', 53.474, -2.242, 'Europe/London',
        600),
    (23, 'King Tut''s Wah Wah Hut', 'Glasgow', 'GB', '272a St Vincent Street', 55.863, -4.265,
        'Europe/London', 300),
    (24, 'Whelan''s', 'Dublin', 'IE', '25 Wexford Street', 53.337, -6.266, 'Europe/Dublin', 450))
       as venue (n, name, city, country, address, latitude, longitude, zone, capacity)
    on conflict do nothing;

-- One show a venue; `late` is a set after midnight, which still belongs to the evening before.
insert into public.shows (organization_id, id, tour_id, venue_id, title, date, status, billing,
    city, country, zone,
                          doors_at, starts_at, ends_at, curfew_at, capacity, notes)
select v.organization_id, ('019a0000-0000-7000-8007-' || lpad(s.n::text, 12, '0'))::uuid,
       '019a0000-0000-7000-8005-000000000001', v.id, 'The Sleeper Cars', current_date + s.day,
           s.status, s.billing,
       v.city, v.country, v.zone,
       (current_date + s.day + s.late + time '19:00') at time zone v.zone,
       (current_date + s.day + s.late + time '21:15') at time zone v.zone,
       (current_date + s.day + s.late + time '22:40') at time zone v.zone,
       (current_date + s.day + s.late + time '23:00') at time zone v.zone,
       v.capacity, s.notes
  from (values
    (1, -9, 'settled', 'headline', interval '0', 'Sold out.'), (2, -8, 'settled', 'headline',
        interval '0', null),
    (3, -7, 'settled', 'headline', interval '0', null), (4, -5, 'settled', 'headline', interval '0',
        null),
    (5, -4, 'played', 'headline', interval '0', 'Merch settlement still open.'),
    (6, -2, 'played', 'headline', interval '0', null), (7, -1, 'played', 'headline', interval '0',
        null),
    (8, 0, 'advanced', 'headline', interval '0', 'Press photographer first three songs.'),
    (9, 1, 'advanced', 'headline', interval '0', null), (10, 3, 'advanced', 'headline',
        interval '0', null),
    (11, 4, 'confirmed', 'headline', interval '0',
        'The venue is a ship: load-in over the gangway.'),
    (12, 5, 'confirmed', 'headline', interval '0', null), (13, 7, 'confirmed', 'festival',
        interval '0', null),
    (14, 8, 'confirmed', 'headline', interval '0', 'Carnet for merch. Capacity not told yet.'),
    (15, 9, 'confirmed', 'headline', interval '0', null), (16, 10, 'confirmed', 'headline',
        interval '0', null),
    (17, 12, 'confirmed', 'headline', interval '0', null), (18, 13, 'confirmed', 'headline',
        interval '0', null),
    (19, 14, 'confirmed', 'headline', interval '0', null), (20, 15, 'confirmed', 'headline',
        interval '0', null),
    (21, 17, 'confirmed', 'headline', interval '3 hours 15 minutes',
        'Club night: the set begins after midnight.'),
    (22, 18, 'confirmed', 'headline', interval '0', null), (23, 20, 'offered', 'headline',
        interval '0', null),
    (24, 22, 'held', 'headline', interval '0', 'Second hold.')) as s (n, day, status, billing, late,
        notes)
  join public.venues v on v.organization_id = '019a0000-0000-7000-8002-000000000001'
                      and v.id = ('019a0000-0000-7000-8006-' || lpad(s.n::text, 12, '0'))::uuid
    on conflict do nothing;

insert into public.days (organization_id, id, tour_id, date, kind, title, city, country, zone)
select '019a0000-0000-7000-8002-000000000001', ('019a0000-0000-7000-8008-' || lpad(n::text, 12,
    '0'))::uuid,
       '019a0000-0000-7000-8005-000000000001', current_date + day, kind, title, city, country, zone
  from (values (1, -6, 'off', 'Day off', 'Stockholm', 'SE', 'Europe/Stockholm'),
               (2, -3, 'travel', 'Drive and ferry to Germany', 'Trelleborg', 'SE',
                   'Europe/Stockholm'),
               (3, 2, 'travel', 'Drive to Vienna', 'Brno', 'CZ', 'Europe/Prague'),
               (4, 6, 'off', 'Day off', 'Milan', 'IT', 'Europe/Rome'),
               (5, 11, 'press', 'Radio session', 'Hilversum', 'NL', 'Europe/Amsterdam'),
               (6, 16, 'off', 'Day off', 'London', 'GB', 'Europe/London'),
               (7, 19, 'rehearsal', 'New songs', 'Glasgow', 'GB', 'Europe/London'),
               (8, 21, 'travel', 'Ferry to Dublin', 'Holyhead', 'GB', 'Europe/London'))
       as day (n, day, kind, title, city, country, zone)
    on conflict do nothing;

-- The same evening everywhere, shifted with the doors.
insert into public.schedule_items (organization_id, id, show_id, kind, title, starts_at, ends_at,
    zone, place,
                                   is_confirmed, is_hard)
select s.organization_id,
       ('019a0000-0000-7000-8009-' || right(s.id::text, 8) || lpad(i.n::text, 4, '0'))::uuid,
       s.id, i.kind, i.title, s.doors_at + i.begins, s.doors_at + i.ends, s.zone, i.place,
       s.status in ('advanced', 'played', 'settled'), i.is_hard
  from public.shows s
 cross join (values
    (1, 'load_in', 'Load-in', interval '-5 hours', interval '-4 hours', 'Stage door', false),
    (2, 'soundcheck', 'Soundcheck', interval '-3 hours', interval '-90 minutes', 'Stage', false),
    (3, 'meal', 'Dinner', interval '-1 hour', interval '0', 'Backstage', false),
    (4, 'doors', 'Doors', interval '0', null, null, true),
    (5, 'support', 'Support: Paper Ticket', interval '60 minutes', interval '100 minutes', 'Stage',
        false),
    (6, 'changeover', 'Changeover', interval '100 minutes', interval '135 minutes', 'Stage', false),
    (7, 'set', 'The Sleeper Cars', interval '135 minutes', interval '220 minutes', 'Stage', false),
    (8, 'curfew', 'Curfew', interval '240 minutes', null, null, true),
    (9, 'load_out', 'Load-out', interval '250 minutes', interval '330 minutes', 'Stage door',
        false))
       as i (n, kind, title, begins, ends, place, is_hard)
 where s.organization_id = '019a0000-0000-7000-8002-000000000001'
   and s.tour_id = '019a0000-0000-7000-8005-000000000001'
       and s.id::text like '019a0000-0000-7000-8007-%'
    on conflict do nothing;

-- Today two lines that are not for everybody.
insert into public.schedule_items (organization_id, id, show_id, kind, title, starts_at, ends_at,
    zone, place, visibility, teams)
select s.organization_id,
       ('019a0000-0000-7000-8009-' || right(s.id::text, 8) || lpad(i.n::text, 4, '0'))::uuid,
       s.id, i.kind, i.title, s.doors_at + i.begins, s.doors_at + i.ends, s.zone, i.place,
       i.visibility, i.teams
  from public.shows s
 cross join (values
    (10, 'other', 'Next year''s deal with the promoter', interval '-2 hours', interval '-90 minutes',
        'Production office', 'management', '{}'::text[]),
    (11, 'press', 'Radio session', interval '-75 minutes', interval '-45 minutes', 'Dressing room 1',
        'assigned', '{artist,band}'))
       as i (n, kind, title, begins, ends, place, visibility, teams)
 where s.organization_id = '019a0000-0000-7000-8002-000000000001' and s.date = current_date
    on conflict do nothing;

insert into public.show_financials (organization_id, id, show_id, currency, guarantee_minor,
    deposit_minor,
                                    ticket_price_minor, deal)
select s.organization_id, ('019a0000-0000-7000-800a-' || right(s.id::text, 12))::uuid, s.id,
       f.currency, f.guarantee, f.guarantee / 2, f.ticket,
       case when coalesce(s.capacity, 0) >= 800 then 'Guarantee versus 80 % of net'
           else 'Guarantee plus 70 % after split point' end
  from public.shows s
 cross join lateral (select case s.country when 'GB' then 'GBP' when 'CH' then 'CHF' when 'SE'
     then 'SEK'
                                           when 'NO' then 'NOK' when 'DK' then 'DKK' when 'CZ'
                                               then 'CZK'
                                           when 'PL' then 'PLN' when 'HU' then 'HUF'
                                               else 'EUR' end as currency,
                            case s.country when 'SE' then 11 when 'NO' then 11 when 'DK'
                                then 7 when 'CZ' then 25
                                           when 'PL' then 4 when 'HU' then 390 else 1 end as rate) c
 cross join lateral (select c.currency, coalesce(s.capacity,
     400) * 450::bigint * c.rate as guarantee,
                            2400::bigint * c.rate as ticket) f
 where s.organization_id = '019a0000-0000-7000-8002-000000000001'
     and s.id::text like '019a0000-0000-7000-8007-%'
    on conflict do nothing;

insert into public.expenses (organization_id, id, tour_id, show_id, owner_id, spent_on, category,
    description,
                             amount_minor, currency, payment, status)
select '019a0000-0000-7000-8002-000000000001', ('019a0000-0000-7000-800b-' || lpad(n::text, 12,
    '0'))::uuid,
       '019a0000-0000-7000-8005-000000000001',
       case when show is not null then ('019a0000-0000-7000-8007-' || lpad(show::text, 12,
           '0'))::uuid end,
       ('019a0000-0000-7000-8001-' || lpad(who::text, 12, '0'))::uuid, current_date + day, category,
           description,
       amount, currency, payment, status
  from (values
    (1, 1, 2, -9, 'fuel', 'Diesel, Hamburg', 21480, 'EUR', 'company_card', 'approved'),
    (2, null, 2, -8, 'travel', 'Ferry Puttgarden to Rødby', 18900, 'EUR', 'company_card',
        'approved'),
    (3, 3, 3, -7, 'gear', 'Two XLR cables', 39800, 'SEK', 'card', 'reimbursed'),
    (4, null, 2, -6, 'hotel', 'Day rooms', 189000, 'SEK', 'company_card', 'approved'),
    (5, 4, 2, -5, 'food', 'Late dinner for nine', 214500, 'NOK', 'card', 'submitted'),
    (6, 5, 3, -4, 'other', 'Gaffer tape', 22900, 'SEK', 'cash', 'submitted'),
    (7, null, 2, -3, 'travel', 'Ferry Trelleborg to Rostock', 312000, 'SEK', 'company_card',
        'approved'),
    (8, 6, 2, -2, 'per_diem', 'Per diems, second week', 189000, 'EUR', 'cash', 'approved'),
    (9, 7, 3, -1, 'food', 'Coffee for the crew', 48500, 'CZK', 'cash', 'draft'),
    (10, 7, 2, -1, 'fuel', 'Diesel, Dresden', 19755, 'EUR', 'company_card', 'submitted'),
    (11, 8, 2, 0, 'crew', 'Two local hands', 24000, 'EUR', 'cash', 'draft'),
    (12, 8, 3, 0, 'gear', 'Drum heads', 6490, 'EUR', 'card', 'draft'),
    (13, null, 2, 0, 'fees', 'Returned bus deposit', -50000, 'EUR', 'invoice', 'approved'))
       as spent (n, show, who, day, category, description, amount, currency, payment, status)
    on conflict do nothing;

insert into public.travel (organization_id, id, tour_id, show_id, visibility, person_ids, mode,
    title, carrier, reference,
                           departs_at, departs_zone, departs_place, arrives_at, arrives_zone,
                               arrives_place, seat, status)
select '019a0000-0000-7000-8002-000000000001', ('019a0000-0000-7000-800c-' || lpad(n::text, 12,
    '0'))::uuid,
       '019a0000-0000-7000-8005-000000000001', ('019a0000-0000-7000-8007-' || lpad(show::text, 12,
           '0'))::uuid,
       case when who is null then 'everyone' else 'assigned' end,
       case when who is null then '{}'::uuid[]
            else array[('019a0000-0000-7000-8004-' || lpad(who::text, 12, '0'))::uuid] end,
       mode, title, carrier, reference, (current_date + day + departs) at time zone from_zone,
           from_zone, from_place,
       (current_date + day + arrives) at time zone to_zone, to_zone, to_place, seat, status
  from (values
    (1, 7, null, 'bus', 'Leipzig to Prague', null, null, -1, interval '09:00', 'Europe/Berlin',
        'Werk 2, Leipzig',
     interval '13:00', 'Europe/Prague', 'Lucerna, Prague', null, 'done'),
    (2, 8, null, 'bus', 'Prague to Berlin', null, null, 0, interval '01:00', 'Europe/Prague',
        'Lucerna, Prague',
     interval '05:30', 'Europe/Berlin', 'SO36, Berlin', null, 'done'),
    (3, 9, null, 'bus', 'Berlin to Warsaw', null, null, 1, interval '01:30', 'Europe/Berlin',
        'SO36, Berlin',
     interval '08:30', 'Europe/Warsaw', 'Proxima, Warsaw', null, 'confirmed'),
    (4, 10, 2, 'flight', 'Warsaw to Vienna', 'Demo Air', 'DEMO42', 2, interval '11:20',
        'Europe/Warsaw', 'WAW',
     interval '12:40', 'Europe/Vienna', 'VIE', '14C', 'booked'),
    (5, 10, null, 'bus', 'Warsaw to Vienna', null, null, 2, interval '09:00', 'Europe/Warsaw',
        'Proxima, Warsaw',
     interval '18:00', 'Europe/Vienna', 'WUK, Vienna', null, 'confirmed'),
    (6, 11, null, 'bus', 'Vienna to Budapest', null, null, 4, interval '01:00', 'Europe/Vienna',
        'WUK, Vienna',
     interval '04:00', 'Europe/Budapest', 'A38, Budapest', null, 'confirmed'),
    (7, 20, null, 'train', 'Paris to London', 'Demo Rail', 'DEMO77', 15, interval '09:13',
        'Europe/Paris', 'Gare du Nord',
     interval '10:30', 'Europe/London', 'St Pancras', 'coach 9', 'booked'),
    (8, 24, null, 'ferry', 'Holyhead to Dublin', 'Demo Ferries', 'DEMO88', 21, interval '14:10',
        'Europe/London', 'Holyhead',
     interval '17:25', 'Europe/Dublin', 'Dublin Port', null, 'quoted'))
       as trip (n, show, who, mode, title, carrier, reference, day, departs, from_zone, from_place,
           arrives, to_zone,
                to_place, seat, status)
    on conflict do nothing;

select set_config('request.jwt.claims', '', true);
