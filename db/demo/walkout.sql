-- The demo's nights after the show: two that are signed, one with a line in dispute, a run of three.
-- Goes on where trade.sql ends. The settlements are what the app makes of the rows before them.

insert into public.deals (organization_id, id, show_id, status, counterparty, sent_at, currency, type,
    guarantee_minor, share, basis, guarantee_place, tax_mode, tax_rate, card_rate, card_bearer,
    support_fee_minor, support_bearer, sellable, comps_allowed, comp_rule, terms)
select pg_temp.org(), pg_temp.id('8027', n), pg_temp.id('8007', show), 'accepted', party,
       now() - interval '120 days', currency, 'versus', guarantee, 0.8, 'net', 'outside', 'inside', tax,
       0.02, 'show', support, 'show', sellable, 20, 'free', terms::jsonb
  from (values
    (6, 1, 'Paper Lantern Concerts', 'EUR', 450000, 0.07, 30000, 1000, '{}'),
    (7, 2, 'Harbour Lights', 'DKK', 4882500, 0.25, 250000, 1550,
        '{"withholdings": [{"base": "take", "rate": "0.05", "bearer": "artist"}]}'),
    (8, 6, 'Paper Lantern Concerts', 'EUR', 450000, 0.07, 30000, 1000, '{}'))
       as d (n, show, party, currency, guarantee, tax, support, sellable, terms)
 where pg_temp.wanted();
insert into public.ticket_tiers (organization_id, id, show_id, name, price_minor, allotment, sold, comps,
    position)
select pg_temp.org(), pg_temp.id('8028', 10 * show + n), pg_temp.id('8007', show), name, price, allotment,
       sold, comps, n
  from (values (1, 1, 'Early', 2200, 200, 200, 0), (1, 2, 'Advance', 2400, 714, 700, 14),
               (1, 3, 'Door', 2800, 100, 100, 0), (2, 1, 'Advance', 24500, 1300, 1118, 19),
               (2, 2, 'Door', 28000, 250, 131, 0), (6, 1, 'Advance', 2400, 900, 284, 11),
               (6, 2, 'Door', 2800, 100, 37, 0))
       as t (show, n, name, price, allotment, sold, comps)
 where pg_temp.wanted();
insert into public.show_costs (organization_id, id, show_id, name, kind, amount_minor, rate, cap_minor,
    is_approved, position)
select pg_temp.org(), pg_temp.id('8029', 10 * show + n), pg_temp.id('8007', show), name, kind, amount, rate,
       cap, true, n
  from (values
    (1, 1, 'Rent', 'fixed', 280000, null::numeric, null::bigint),
    (1, 2, 'PA and lights', 'fixed', 180000, null, null),
    (1, 3, 'Collecting society', 'of_net_gross', null, 0.055, 110000),
    (1, 4, 'Security', 'per_head', 120, null, 100000),
    (1, 5, 'Advertising', 'fixed', 90000, null, null),
    (2, 1, 'Rent', 'fixed', 5500000, null, null),
    (2, 2, 'Production', 'fixed', 4200000, null, null),
    (2, 3, 'Collecting society', 'of_net_gross', null, 0.04, null),
    (2, 4, 'Ticketing', 'per_ticket', 900, null, null),
    (6, 1, 'Rent', 'fixed', 320000, null, null),
    (6, 2, 'PA and lights', 'fixed', 180000, null, null),
    (6, 3, 'Collecting society', 'of_net_gross', null, 0.055, 110000),
    (6, 4, 'Security', 'per_head', 120, null, 100000),
    (6, 5, 'Advertising', 'fixed', 140000, null, null))
       as c (show, n, name, kind, amount, rate, cap)
 where pg_temp.wanted();
insert into public.adjustments (organization_id, id, show_id, kind, name, amount_minor, quantity)
select pg_temp.org(), pg_temp.id('802a', n), pg_temp.id('8007', show), kind, name, amount, quantity
  from (values (3, 1, 'buyout', 'Dinner buyout', 2000, 9), (4, 2, 'buyout', 'Dinner buyout', 18000, 9),
               (5, 2, 'reimbursement', 'Ferry for the trailer', 215000, 1))
       as a (n, show, kind, name, amount, quantity)
 where pg_temp.wanted();
insert into public.merch_counts (organization_id, id, show_id, item, price_minor, count_in, count_out,
    comps, seller, tax_rate, venue_rate)
select pg_temp.org(), pg_temp.id('802b', 10 * show + n), pg_temp.id('8007', show), item, price, came, left_over,
       comps, 'artist', 0.19, 0.1
  from (values (1, 1, 'Shirt', 3000, 160, 78, 2), (1, 2, 'Vinyl', 3000, 90, 52, 0))
       as m (show, n, item, price, came, left_over, comps)
 where pg_temp.wanted();
insert into public.payments (organization_id, id, show_id, tour_id, direction, kind, amount_minor, currency,
    paid_on, method, reference)
select pg_temp.org(), pg_temp.id('8035', n), pg_temp.id('8007', show), pg_temp.tour(), 'in', 'deposit',
       amount, currency, current_date - 40, 'invoice', reference
  from (values (6, 1, 225000, 'EUR', 'Deposit Hamburg'), (7, 2, 2441250, 'DKK', 'Deposit Copenhagen'),
               (8, 6, 225000, 'EUR', 'Deposit Leipzig'))
       as p (n, show, amount, currency, reference)
 where pg_temp.wanted();
insert into public.settlement_runs (organization_id, id, tour_id, name, currency, show_ids)
select pg_temp.org(), pg_temp.id('8036', 1), pg_temp.tour(), 'Paper Lantern, three nights', 'EUR',
       array[pg_temp.id('8007', 1), pg_temp.id('8007', 6), pg_temp.id('8007', 8)]
 where pg_temp.wanted();

-- What was worked out and presented, with what the promoter of Prague says otherwise.

insert into public.settlements (organization_id, id, show_id, status, currency, balance_minor,
    undisputed_minor, engine, presented_at, result_hash, input, input_text)
select pg_temp.org(), pg_temp.id('8037', n), pg_temp.id('8007', show), 'presented', currency, balance,
       undisputed, 1, (current_date + day) + time '00:40', hash, input::jsonb, said
  from (values
    (1, 1, 'EUR', 887245, 887245, -8,
        '4485a7638ded0b440e6346456e110aa40aab26f186675023098b628d85798274', '{"settlement": {"currency": "EUR", "type": "versus", "guarantee": 450000, "share": 0.8,
"basis": "net", "guarantee_place": "outside", "tax_mode": "inside", "tax_rate": 0.07,
"card_rate": 0.02, "card_bearer": "show", "support_fee": 30000, "support_bearer": "show",
"sellable": 1000, "comps_allowed": 20, "comp_rule": "free", "fxs": [], "tiers": [{"price": 2200,
"paid": 200, "comps": 0, "allotment": 200}, {"price": 2400, "paid": 700, "comps": 14,
"allotment": 714}, {"price": 2800, "paid": 100, "comps": 0, "allotment": 100}], "steps": [],
"expenses": [{"kind": "fixed", "amount": 280000, "is_approved": true}, {"kind": "fixed",
"amount": 180000, "is_approved": true}, {"kind": "of_net_gross", "rate": 0.055, "has_cap": true,
"cap": 110000, "is_approved": true}, {"kind": "per_head", "amount": 120, "has_cap": true,
"cap": 100000, "is_approved": true}, {"kind": "fixed", "amount": 90000, "is_approved": true}],
"bonuses": [], "adjustments": [{"kind": "buyout", "amount": 2000, "quantity": 9}],
"withholdings": [], "deposits": [{"amount": 225000}], "merch": [{"gross": 354000, "tax_rate": 0.19,
"venue_rate": 0.1, "seller": "artist"}], "commissions": [{"base": "take", "rate": 0.1,
"mode": "inclusive", "timing": "before", "order": 1, "is_after_prior": false, "less": 0},
{"base": "earnings", "rate": 0.15, "mode": "inclusive", "timing": "before", "order": 2,
"is_after_prior": true, "less": 0}]}, "names": {"tier": ["Early", "Advance", "Door"],
"expense": ["Rent", "PA and lights", "Collecting society", "Security", "Advertising"],
"adjustment": ["Dinner buyout"], "deposit": ["Deposit Hamburg"], "merch": ["Shirt, Vinyl"]},
"claims": []}',
'settlement 1
currency EUR
type versus
guarantee 450000
share 800000000
basis net
guarantee_place outside
tax_mode inside
tax_rate 70000000
card_rate 20000000
card_bearer show
support_fee 30000
support_bearer show
sellable 1000
comps_allowed 20
comp_rule free
tiers.count 3
tiers.0.price 2200
tiers.0.paid 200
tiers.0.allotment 200
tiers.1.price 2400
tiers.1.paid 700
tiers.1.comps 14
tiers.1.allotment 714
tiers.2.price 2800
tiers.2.paid 100
tiers.2.allotment 100
expenses.count 5
expenses.0.kind fixed
expenses.0.amount 280000
expenses.0.is_approved 1
expenses.1.kind fixed
expenses.1.amount 180000
expenses.1.is_approved 1
expenses.2.kind of_net_gross
expenses.2.rate 55000000
expenses.2.has_cap 1
expenses.2.cap 110000
expenses.2.is_approved 1
expenses.3.kind per_head
expenses.3.amount 120
expenses.3.has_cap 1
expenses.3.cap 100000
expenses.3.is_approved 1
expenses.4.kind fixed
expenses.4.amount 90000
expenses.4.is_approved 1
adjustments.count 1
adjustments.0.kind buyout
adjustments.0.amount 2000
adjustments.0.quantity 9
deposits.count 1
deposits.0.amount 225000
merch.count 1
merch.0.gross 354000
merch.0.tax_rate 190000000
merch.0.venue_rate 100000000
merch.0.seller artist
'),
    (2, 2, 'DKK', 7175855, 7175855, -7,
        'fa35b99b7a286b446ed89b560334a01b63449f3ea56ab11cba315011e7db8566', '{"settlement": {"currency": "DKK", "type": "versus", "guarantee": 4882500, "share": 0.8,
"basis": "net", "guarantee_place": "outside", "tax_mode": "inside", "tax_rate": 0.25,
"card_rate": 0.02, "card_bearer": "show", "support_fee": 250000, "support_bearer": "show",
"sellable": 1550, "comps_allowed": 20, "comp_rule": "free", "fxs": [], "tiers": [{"price": 24500,
"paid": 1118, "comps": 19, "allotment": 1300}, {"price": 28000, "paid": 131, "comps": 0,
"allotment": 250}], "steps": [], "expenses": [{"kind": "fixed", "amount": 5500000,
"is_approved": true}, {"kind": "fixed", "amount": 4200000, "is_approved": true},
{"kind": "of_net_gross", "rate": 0.04, "is_approved": true}, {"kind": "per_ticket", "amount": 900,
"is_approved": true}], "bonuses": [], "adjustments": [{"kind": "buyout", "amount": 18000,
"quantity": 9}, {"kind": "reimbursement", "amount": 215000, "quantity": 1}],
"withholdings": [{"base": "take", "rate": "0.05", "bearer": "artist"}],
"deposits": [{"amount": 2441250}], "merch": [], "commissions": [{"base": "take", "rate": 0.1,
"mode": "inclusive", "timing": "before", "order": 1, "is_after_prior": false, "less": 0},
{"base": "earnings", "rate": 0.15, "mode": "inclusive", "timing": "before", "order": 2,
"is_after_prior": true, "less": 0}]}, "names": {"tier": ["Advance", "Door"], "expense": ["Rent",
"Production", "Collecting society", "Ticketing"], "adjustment": ["Dinner buyout",
"Ferry for the trailer"], "deposit": ["Deposit Copenhagen"], "merch": []}, "claims": []}',
'settlement 1
currency DKK
type versus
guarantee 4882500
share 800000000
basis net
guarantee_place outside
tax_mode inside
tax_rate 250000000
card_rate 20000000
card_bearer show
support_fee 250000
support_bearer show
sellable 1550
comps_allowed 20
comp_rule free
tiers.count 2
tiers.0.price 24500
tiers.0.paid 1118
tiers.0.comps 19
tiers.0.allotment 1300
tiers.1.price 28000
tiers.1.paid 131
tiers.1.allotment 250
expenses.count 4
expenses.0.kind fixed
expenses.0.amount 5500000
expenses.0.is_approved 1
expenses.1.kind fixed
expenses.1.amount 4200000
expenses.1.is_approved 1
expenses.2.kind of_net_gross
expenses.2.rate 40000000
expenses.2.is_approved 1
expenses.3.kind per_ticket
expenses.3.amount 900
expenses.3.is_approved 1
adjustments.count 2
adjustments.0.kind buyout
adjustments.0.amount 18000
adjustments.0.quantity 9
adjustments.1.kind reimbursement
adjustments.1.amount 215000
adjustments.1.quantity 1
withholdings.count 1
withholdings.0.base take
withholdings.0.rate 50000000
withholdings.0.bearer artist
deposits.count 1
deposits.0.amount 2441250
'),
    (3, 7, 'CZK', 13141100, 12109115, 0,
        'd059cc6433d8267870e75d147002d71ed05996553c45cea5eb3200d1099ed94e', '{"settlement": {"currency": "CZK", "type": "plus", "guarantee": 9000000, "share": 0.7,
"basis": "net", "guarantee_place": "inside", "profit_rate": 0.15, "tax_mode": "inside",
"tax_rate": 0.12, "facility_fee": 0, "card_rate": 0.02, "card_bearer": "show",
"support_fee": 500000, "support_bearer": "show", "sellable": 800, "comps_allowed": 20,
"comp_rule": "free", "fxs": [], "tiers": [{"price": 59000, "paid": 587, "comps": 18,
"allotment": 650}, {"price": 69000, "paid": 94, "comps": 0, "allotment": 150}], "steps": [],
"expenses": [{"kind": "fixed", "amount": 4500000, "is_approved": true}, {"kind": "fixed",
"amount": 2800000, "is_approved": true}, {"kind": "of_net_gross", "rate": 0.06,
"is_approved": true}, {"kind": "fixed", "amount": 1250000, "has_cap": true, "cap": 1000000,
"is_approved": false}, {"kind": "per_ticket", "amount": 1500, "is_approved": true}], "bonuses": [],
"adjustments": [{"kind": "buyout", "amount": 35000, "quantity": 9}, {"kind": "deduction",
"amount": 45000, "quantity": 1}], "withholdings": [], "deposits": [{"amount": 4500000}],
"merch": [{"gross": 4410000, "tax_rate": 0.21, "venue_rate": 0.15, "seller": "artist"}],
"commissions": [{"base": "take", "rate": "0.1", "mode": "inclusive", "timing": "before"},
{"base": "take", "rate": 0.1, "mode": "inclusive", "timing": "before", "order": 1,
"is_after_prior": false, "less": 0}, {"base": "earnings", "rate": 0.15, "mode": "inclusive",
"timing": "before", "order": 2, "is_after_prior": true, "less": 0}]}, "names": {"tier": ["Advance",
"Door"], "expense": ["Rent", "PA and lights", "Collecting society", "Catering", "Ticketing"],
"adjustment": ["Dinner buyout", "Broken monitor cable"], "deposit": ["Deposit Prague"],
"merch": ["Shirt, Vinyl, Tote bag"]}, "claims": [{"record": "expense", "item": 3,
"name": "Catering", "field": "is_approved", "value": true,
"reason": "Agreed by phone with the agency."}, {"record": "tier", "item": 1, "name": "Door",
"field": "paid", "value": 88, "reason": "Six were refunded at the door."}]}',
'settlement 1
currency CZK
type plus
guarantee 9000000
share 700000000
basis net
guarantee_place inside
profit_rate 150000000
tax_mode inside
tax_rate 120000000
card_rate 20000000
card_bearer show
support_fee 500000
support_bearer show
sellable 800
comps_allowed 20
comp_rule free
tiers.count 2
tiers.0.price 59000
tiers.0.paid 587
tiers.0.comps 18
tiers.0.allotment 650
tiers.1.price 69000
tiers.1.paid 94
tiers.1.allotment 150
expenses.count 5
expenses.0.kind fixed
expenses.0.amount 4500000
expenses.0.is_approved 1
expenses.1.kind fixed
expenses.1.amount 2800000
expenses.1.is_approved 1
expenses.2.kind of_net_gross
expenses.2.rate 60000000
expenses.2.is_approved 1
expenses.3.kind fixed
expenses.3.amount 1250000
expenses.3.has_cap 1
expenses.3.cap 1000000
expenses.4.kind per_ticket
expenses.4.amount 1500
expenses.4.is_approved 1
adjustments.count 2
adjustments.0.kind buyout
adjustments.0.amount 35000
adjustments.0.quantity 9
adjustments.1.kind deduction
adjustments.1.amount 45000
adjustments.1.quantity 1
deposits.count 1
deposits.0.amount 4500000
merch.count 1
merch.0.gross 4410000
merch.0.tax_rate 210000000
merch.0.venue_rate 150000000
merch.0.seller artist
'))
       as s (n, show, currency, balance, undisputed, day, hash, input, said)
 where pg_temp.wanted() order by n;
insert into public.disputes (organization_id, id, settlement_id, line, item, ours_minor, theirs_minor,
    reason)
select pg_temp.org(), pg_temp.id('8038', n), pg_temp.id('8037', 3), line, item, ours, theirs, reason
  from (values
    (1, 'tier', 1, 6486000, 6072000, 'Six were refunded at the door.'),
    (2, 'expense_refused', 3, 1250000, 1000000, 'Agreed by phone with the agency.'))
       as q (n, line, item, ours, theirs, reason)
 where pg_temp.wanted();
insert into public.settlement_signatures (organization_id, id, settlement_id, party, name, job,
    result_hash, signed_at, drawing)
select pg_temp.org(), pg_temp.id('8039', 10 * s.n + k.n), pg_temp.id('8037', s.n), party,
       case party when 'artist' then 'Nora Nightliner' else s.promoter end, job,
       (select result_hash from public.settlements v
         where v.organization_id = pg_temp.org() and v.id = pg_temp.id('8037', s.n)),
       (current_date + s.day) + time '00:52' + k.n * interval '3 minutes', drawing::jsonb
  from (values (1, -8, 'Petra Paperlantern'), (2, -7, 'Henrik Harbour')) as s (n, day, promoter)
 cross join (values
    (1, 'artist', 'Tour manager', '[[30,69,39,89,48,83,57,57,66,38,75,43,84,65,93,84,102,80,111,60,120,43,129,45,138,63,147,78],
[125,89,134,90,143,65,152,39,161,36,170,57,179,81,188,86,197,68,206,46,215,41,224,55,233,74,242,81],
[40,98,140,92,265,96]]'),
    (2, 'promoter', 'Promoter', '[[30,69,39,84,48,72,57,47,66,40,75,58,84,81,93,82,102,60,111,41,120,46,129,68,138,82,147,74],
[125,91,134,63,143,36,152,39,161,67,170,86,179,78,188,54,197,42,206,52,215,70,224,76,233,67,242,56],
[40,98,140,92,265,96]]'))
       as k (n, party, job, drawing)
 where pg_temp.wanted() order by s.n, k.n;

-- Hamburg has paid.

update public.settlements set status = 'paid', paid_at = (current_date - 8) + time '01:10'
 where organization_id = pg_temp.org() and id = pg_temp.id('8037', 1) and pg_temp.wanted();
insert into public.payments (organization_id, id, show_id, tour_id, settlement_id, direction, kind,
    amount_minor, currency, paid_on, method, reference)
select pg_temp.org(), pg_temp.id('8035', 3), pg_temp.id('8007', 1), pg_temp.tour(), pg_temp.id('8037', 1),
       'in', 'balance', 887245, 'EUR', current_date - 8, 'cash', 'Balance Hamburg'
 where pg_temp.wanted();

drop function pg_temp.wanted(), pg_temp.is_new(), pg_temp.tour(), pg_temp.org(), pg_temp.id(text, bigint);
select set_config('request.jwt.claims', '', true);
