-- The demo's booking and money: a stack of holds, two deals, a show to be settled, budget and payroll.
-- Goes on where product.sql ends.

-- Holds for the autumn: the third one is ready and challenges.

insert into public.stages (organization_id, id, venue_id, name, capacity)
select pg_temp.org(), pg_temp.id('8024', n), pg_temp.id('8006', 17), name, capacity
  from (values (1, 'Main hall', 1500), (2, 'Upstairs', 250)) as s (n, name, capacity)
 where pg_temp.wanted();
insert into public.holds (organization_id, id, venue_id, stage_id, tour_id, date, party, expires_at,
    contact, notes, is_challenging)
select pg_temp.org(), pg_temp.id('8025', n), pg_temp.id('8006', venue), pg_temp.id('8024', stage),
       case when is_ours then pg_temp.tour() end, current_date + day, party, now() + expires, contact,
       notes, is_challenging
  from (values
    (1, 17, 1, false, 120, 'Another booker', null::interval, null, null, false),
    (2, 17, 1, false, 120, 'The Tin Parade', interval '30 days', null, null, false),
    (3, 17, 1, true, 120, 'The Sleeper Cars', interval '45 days', 'Bo Bookwell', 'Ready to confirm.', true),
    (4, 23, null, true, 140, 'The Sleeper Cars', interval '20 days', 'Bo Bookwell', null, false),
    (5, 24, null, true, 22, 'Another booker', null, null, null, false),
    (6, 24, null, true, 22, 'The Sleeper Cars', interval '9 days', 'Bo Bookwell', 'Second hold.', false))
       as h (n, venue, stage, is_ours, day, party, expires, contact, notes, is_challenging)
 where pg_temp.wanted() order by n;
insert into public.radius_clauses (organization_id, id, show_id, distance_km, days_before, days_after,
    exceptions)
select pg_temp.org(), pg_temp.id('8026', n), pg_temp.id('8007', show), km, before, after, exceptions
  from (values (1, 8, 100, 60, 30, 'Radio sessions'), (2, 17, 150, 90, 60, null))
       as r (n, show, km, before, after, exceptions)
 where pg_temp.wanted();

-- Deals: tonight against a share of the net, yesterday a guarantee with a share above the split point.

insert into public.deals (organization_id, id, show_id, version, status, counterparty, sent_at, currency,
    type, guarantee_minor, share, basis, guarantee_place, profit_rate, tax_mode, tax_rate,
    facility_fee_minor, card_rate, card_bearer, support_fee_minor, support_bearer, sellable,
    comps_allowed, comp_rule, terms)
select pg_temp.org(), pg_temp.id('8027', n), pg_temp.id('8007', show), version, status,
       'Paper Lantern Concerts', now() - interval '100 days', currency, type, guarantee, share, 'net',
       place, profit, 'inside', tax, facility, card, 'show', support, 'show', sellable, 20, 'free',
       terms::jsonb
  from (values
    (1, 8, 1, 'declined', 'EUR', 'flat', 300000, null::numeric, null, null::numeric, 0.07, 0, null::numeric, 0,
        780, '{}'),
    (2, 8, 2, 'accepted', 'EUR', 'versus', 360000, 0.8, 'outside', null, 0.07, 100, 0.02, 25000, 780,
        '{"bonuses": [{"kind": "sell_out", "amount_minor": 50000, "threshold": 0}]}'),
    (3, 7, 1, 'accepted', 'CZK', 'plus', 9000000, 0.7, 'inside', 0.15, 0.12, 0, 0.02, 500000, 800,
        '{"commissions": [{"base": "take", "rate": "0.1", "mode": "inclusive", "timing": "before"}]}'),
    (4, 23, 1, 'sent', 'GBP', 'versus', 135000, 0.75, 'outside', null, 0.2, 0, null, 15000, 300, '{}'),
    (5, 24, 1, 'draft', 'EUR', 'door', null, 0.8, null, null, 0.09, 0, null, 0, 450, '{}'))
       as d (n, show, version, status, currency, type, guarantee, share, place, profit, tax, facility, card,
             support, sellable, terms)
 where pg_temp.wanted();
insert into public.ticket_tiers (organization_id, id, show_id, name, price_minor, allotment, sold, comps,
    position)
select pg_temp.org(), pg_temp.id('8028', 10 * show + n), pg_temp.id('8007', show), name, price, allotment,
       sold, comps, n
  from (values (8, 1, 'Early', 2200, 200, 200, 0), (8, 2, 'Advance', 2600, 480, 431, 12),
               (8, 3, 'Door', 3000, 100, 0, 0), (7, 1, 'Advance', 59000, 650, 587, 18),
               (7, 2, 'Door', 69000, 150, 94, 0), (23, 1, 'Advance', 1800, 300, 0, 0))
       as t (show, n, name, price, allotment, sold, comps)
 where pg_temp.wanted();
insert into public.show_costs (organization_id, id, show_id, name, kind, amount_minor, rate, cap_minor,
    is_approved, position)
select pg_temp.org(), pg_temp.id('8029', 10 * show + n), pg_temp.id('8007', show), name, kind, amount, rate,
       cap, is_approved, n
  from (values
    (8, 1, 'Rent', 'fixed', 120000, null::numeric, null::bigint, true),
    (8, 2, 'PA and lights', 'fixed', 90000, null, null, true),
    (8, 3, 'Collecting society', 'of_net_gross', null, 0.055, 90000, true),
    (8, 4, 'Security', 'per_head', 120, null, 100000, true),
    (8, 5, 'Advertising', 'fixed', 60000, null, 50000, false),
    (7, 1, 'Rent', 'fixed', 4500000, null, null, true),
    (7, 2, 'PA and lights', 'fixed', 2800000, null, null, true),
    (7, 3, 'Collecting society', 'of_net_gross', null, 0.06, null, true),
    (7, 4, 'Catering', 'fixed', 1250000, null, 1000000, false),
    (7, 5, 'Ticketing', 'per_ticket', 1500, null, null, true))
       as c (show, n, name, kind, amount, rate, cap, is_approved)
 where pg_temp.wanted();
insert into public.adjustments (organization_id, id, show_id, kind, name, amount_minor, quantity)
select pg_temp.org(), pg_temp.id('802a', n), pg_temp.id('8007', 7), kind, name, amount, quantity
  from (values (1, 'buyout', 'Dinner buyout', 35000, 9), (2, 'deduction', 'Broken monitor cable', 45000, 1))
       as a (n, kind, name, amount, quantity)
 where pg_temp.wanted();
insert into public.merch_counts (organization_id, id, show_id, item, price_minor, count_in, count_out,
    comps, seller, tax_rate, venue_rate)
select pg_temp.org(), pg_temp.id('802b', 10 * show + n), pg_temp.id('8007', show), item, price, came, left_over,
       comps, 'artist', tax, venue
  from (values (7, 1, 'Shirt', 60000, 120, 74, 2, 0.21, 0.15), (7, 2, 'Vinyl', 75000, 60, 41, 1, 0.21, 0.15),
               (7, 3, 'Tote bag', 30000, 80, 66, 0, 0.21, 0.15), (8, 1, 'Shirt', 3000, 118, 118, 0, 0.19, 0),
               (8, 2, 'Vinyl', 3000, 59, 59, 0, 0.19, 0)) as m (show, n, item, price, came, left_over, comps, tax,
                                                       venue)
 where pg_temp.wanted();

-- What was spent, planned, promised and paid.

insert into public.expenses (organization_id, id, tour_id, show_id, owner_id, spent_on, category,
    description, amount_minor, currency, payment, status, base_currency, fx_rate, payer, rebill,
    merchant, travel_id, stay_id)
select pg_temp.org(), pg_temp.id('800b', n), pg_temp.tour(), pg_temp.id('8007', show),
       pg_temp.id('8001', who), current_date + day, category, description, amount, currency, payment, status,
       case when fx is not null then 'EUR' end, fx, payer, rebill, merchant, pg_temp.id('800c', trip),
       pg_temp.id('8021', stay)
  from (values
    (21, 1, 2, -9, 'food', 'Breakfast for the crew', 8640, 'EUR', 'company_card', 'approved', null::numeric, 'tour', null, 'Demo Bakery', null, null),
    (22, 1, 3, -9, 'gear', 'Batteries', 2790, 'EUR', 'card', 'reimbursed', null, 'own', null, 'Demo Music Store', null, null),
    (23, 2, 2, -8, 'production', 'Extra truss', 180000, 'DKK', 'invoice', 'approved', 0.1341, 'tour', 'promoter', 'Demo Rigging', null, null),
    (24, 2, 2, -8, 'fuel', 'Diesel, Copenhagen', 214300, 'DKK', 'company_card', 'approved', 0.1341, 'tour', null, 'Demo Fuel', null, null),
    (25, 3, 3, -7, 'food', 'Late pizza', 61200, 'SEK', 'card', 'reimbursed', 0.0876, 'own', null, 'Demo Pizza', null, null),
    (26, null, 2, -6, 'food', 'Groceries for the bus', 93450, 'SEK', 'company_card', 'approved', 0.0876, 'tour', null, 'Demo Market', null, null),
    (27, null, 3, -6, 'other', 'Laundry', 24900, 'SEK', 'cash', 'approved', 0.0876, 'own', null, null, null, null),
    (28, 4, 2, -5, 'crew', 'Local hands', 640000, 'NOK', 'invoice', 'approved', 0.0853, 'tour', 'promoter', 'Demo Crew', null, null),
    (29, 4, 2, -5, 'fuel', 'Diesel, Oslo', 318700, 'NOK', 'company_card', 'approved', 0.0853, 'tour', null, 'Demo Fuel', null, null),
    (30, 5, 2, -4, 'food', 'Dinner', 154000, 'SEK', 'company_card', 'approved', 0.0876, 'tour', null, 'Demo Kitchen', null, null),
    (31, 5, 3, -4, 'gear', 'Microphone clip', 14900, 'SEK', 'card', 'rejected', 0.0876, 'own', null, 'Demo Music Store', null, null),
    (32, null, 2, -3, 'travel', 'Road toll', 9800, 'EUR', 'company_card', 'approved', null, 'tour', null, null, null, null),
    (33, 6, 2, -2, 'production', 'Hazer fluid', 4450, 'EUR', 'cash', 'approved', null, 'tour', null, 'Demo Stage Supply', null, null),
    (34, 6, 3, -2, 'food', 'Coffee', 3120, 'EUR', 'card', 'submitted', null, 'own', null, 'Demo Coffee', null, null),
    (35, 7, 2, -1, 'crew', 'Local hands', 960000, 'CZK', 'invoice', 'submitted', 0.0407, 'tour', 'promoter', 'Demo Crew', null, null),
    (36, 7, 2, -1, 'fees', 'Visa for the trailer', 45000, 'CZK', 'cash', 'submitted', 0.0407, 'tour', null, null, 1, null),
    (37, 7, 3, -1, 'food', 'Goulash after load-out', 128000, 'CZK', 'card', 'submitted', 0.0407, 'own', null, 'Demo Kitchen', null, null),
    (38, 8, 2, 0, 'hotel', 'Hotel Kanal, five rooms', 68500, 'EUR', 'company_card', 'approved', null, 'tour', null, 'Demo Hotel Kanal', null, 1),
    (39, 8, 2, 0, 'hotel', 'Residenz, one suite', 31000, 'EUR', 'company_card', 'approved', null, 'artist', 'artist', 'Demo Residenz', null, 2),
    (40, 8, 2, 0, 'travel', 'Taxi to the radio', 2480, 'EUR', 'card', 'submitted', null, 'tour', 'label', 'Demo Taxi', null, null),
    (41, 8, 3, 0, 'gear', 'Gaffer tape, black', 1890, 'EUR', 'card', 'draft', null, 'own', null, 'Demo Stage Supply', null, null),
    (42, null, 2, 2, 'travel', 'Flight to Vienna', 18900, 'EUR', 'company_card', 'approved', null, 'tour', null, 'Demo Air', 4, null),
    (43, null, 2, 15, 'travel', 'Train to London, three seats', 44700, 'EUR', 'company_card', 'approved', null, 'tour', null, 'Demo Rail', 7, null))
       as e (n, show, who, day, category, description, amount, currency, payment, status, fx, payer, rebill,
             merchant, trip, stay)
 where pg_temp.wanted();

insert into public.per_diem_rules (organization_id, id, tour_id, name, currency, day_minor, breakfast_minor,
    lunch_minor, dinner_minor, incidentals_minor, edge_rate)
select pg_temp.org(), pg_temp.id('8030', 1), pg_temp.tour(), 'Europe', 'EUR', 4000, 600, 1000, 1400, 500, 0.75
 where pg_temp.wanted();
insert into public.per_diems (organization_id, id, tour_id, person_id, rule_id, date, is_edge, provided,
    amount_minor, currency, paid_on, signed_name, signed_at)
select pg_temp.org(), pg_temp.id('8031', 100 * p.id_n + d.day + 9), pg_temp.tour(), pg_temp.id('8004', p.id_n),
       pg_temp.id('8030', 1), current_date + d.day, d.day = -9,
       case d.day when -9 then '{}'::text[] else '{dinner}' end, case d.day when -9 then 3000 else 2600 end,
       'EUR', case when d.day < -2 then current_date - 3 end, case when d.day < -2 then p.name end,
       case when d.day < -2 then now() - interval '3 days' end
  from (values (1, 'Nora Nightliner'), (2, 'Carla Crossfade'), (3, 'Finn Feedback'), (4, 'Lena Limelight'),
               (5, 'Max Merchtable'), (6, 'Benno Busbridge')) as p (id_n, name)
 cross join generate_series(-9, 0) as d (day)
 where pg_temp.wanted();
insert into public.budget_lines (organization_id, id, tour_id, kind, category, title, planned_minor, currency)
select pg_temp.org(), pg_temp.id('8032', n), pg_temp.tour(), kind, category, title, planned, 'EUR'
  from (values (1, 'income', 'other', 'Guarantees', 7200000), (2, 'income', 'other', 'Merchandise', 1500000),
               (3, 'cost', 'travel', 'Bus and ferries', 2600000), (4, 'cost', 'fuel', 'Diesel', 420000),
               (5, 'cost', 'hotel', 'Hotels on days off', 540000), (6, 'cost', 'crew', 'Crew fees', 1900000),
               (7, 'cost', 'per_diem', 'Per diems', 780000), (8, 'cost', 'production', 'Backline and lights', 300000),
               (9, 'cost', 'food', 'Food on the bus', 120000), (10, 'cost', 'fees', 'Visas, carnet', 60000))
       as b (n, kind, category, title, planned)
 where pg_temp.wanted();
insert into public.commissions (organization_id, id, tour_id, payee, base, rate, timing, position, is_after_prior)
select pg_temp.org(), pg_temp.id('8033', n), pg_temp.tour(), payee, base, rate, 'before', n, is_after
  from (values (1, 'Bookwell Agency', 'take', 0.1, false), (2, 'Overture Management', 'earnings', 0.15, true))
       as c (n, payee, base, rate, is_after)
 where pg_temp.wanted();
insert into public.invoices (organization_id, id, show_id, tour_id, status, to_name, to_address, issued_on,
    due_on, currency, lines, net_minor, tax_rate, tax_minor, total_minor)
select pg_temp.org(), pg_temp.id('8034', n), pg_temp.id('8007', show), pg_temp.tour(), status, name,
       '1 Example Street', current_date + day, current_date + day + 14, 'EUR',
       jsonb_build_array(jsonb_build_object('text', text, 'quantity', 1, 'amount_minor', net)), net, 0.07,
       net * 7 / 100, net + net * 7 / 100
  from (values (1, 1, 'issued', 'Paper Lantern Concerts', 'Performance, Hamburg', 450000, -8),
               (2, 6, 'issued', 'Paper Lantern Concerts', 'Performance, Leipzig', 450000, -1),
               (3, 8, 'draft', 'Paper Lantern Concerts', 'Performance, Berlin', 360000, 0))
       as i (n, show, status, name, text, net, day)
 where pg_temp.wanted()
 order by n;
update public.invoices set status = 'paid'
 where organization_id = pg_temp.org() and id = pg_temp.id('8034', 1) and pg_temp.wanted();
insert into public.payments (organization_id, id, show_id, tour_id, direction, kind, amount_minor, currency,
    paid_on, method, reference)
select pg_temp.org(), pg_temp.id('8035', n), pg_temp.id('8007', show), pg_temp.tour(), direction, kind, amount,
       currency, current_date + day, 'invoice', reference
  from (values (1, 8, 'in', 'deposit', 180000, 'EUR', -30, 'Deposit Berlin'),
               (2, 7, 'in', 'deposit', 4500000, 'CZK', -30, 'Deposit Prague'),
               (4, null, 'out', 'commission', 45000, 'EUR', -5, 'Agency, first week'),
               (5, null, 'out', 'per_diem', 189000, 'EUR', -3, 'Per diems, first week'))
       as p (n, show, direction, kind, amount, currency, day, reference)
 where pg_temp.wanted();

-- A partner: the agency lets its dates for the same artist be seen, and sees when the band is taken.

select set_config('ota.partnering', 'on', true) where pg_temp.wanted();
insert into public.partnerships (organization_id, id, name, status, partner_id, linked_at)
select pg_temp.org(), pg_temp.id('8041', 1), 'Lighthouse Booking', 'linked', pg_temp.id('8041', 9),
       now() - interval '60 days'
 where pg_temp.wanted();
insert into public.partner_shares (organization_id, id, partnership_id, artist, detail)
select pg_temp.org(), pg_temp.id('8042', 1), pg_temp.id('8041', 1), 'The Sleeper Cars', 'city'
 where pg_temp.wanted();
insert into public.partner_artists (organization_id, id, partnership_id, their_id, name, artist_id)
select pg_temp.org(), pg_temp.id('8044', 1), pg_temp.id('8041', 1), pg_temp.id('8042', 9),
       'The Sleeper Cars', (select a.id from public.artists a
         where a.organization_id = pg_temp.org() and a.name = 'The Sleeper Cars')
 where pg_temp.wanted();
insert into public.partner_dates (organization_id, id, partnership_id, partner_artist_id, artist, date,
    status, city, country)
select pg_temp.org(), pg_temp.id('8043', n), pg_temp.id('8041', 1), pg_temp.id('8044', 1),
       'The Sleeper Cars', current_date + day, status, city, country
  from (values (1, 24, 'confirmed', 'Rotterdam', 'NL'), (2, 26, 'held', 'Ghent', 'BE'),
               (3, 30, 'other', 'Antwerp', 'BE'), (4, 121, 'confirmed', 'Basel', 'CH'))
       as d (n, day, status, city, country)
 where pg_temp.wanted();
select set_config('ota.partnering', 'off', true) where pg_temp.wanted();
