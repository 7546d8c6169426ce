-- What papers and reports read: who sent an invoice, and a tour's expenses in a few rows.

begin;
\ir fixture.sql
select * from no_plan();

create function pg_temp.change(who text, tab text, name text, assignments text) returns text
    language sql as $$
    select pg_temp.outcome(who, format('update public.%I set %s where id = %L', tab, assignments,
        pg_temp.id_of(name)))
$$;
create function pg_temp.add(name text, more jsonb) returns text language sql as $$
    select pg_temp.outcome('manager', pg_temp.insertion('invoices', pg_temp.values_of('invoices', 'Here',
        'row', null) || jsonb_build_object('id', pg_temp.id_of(name)) || more))
$$;
create function pg_temp.sender(invoice text) returns text language sql stable as $$
    select concat_ws(', ', i.from_name, i.from_address, i.from_tax_id, i.from_bank)
      from public.invoices i where i.id = pg_temp.id_of(invoice)
$$;

-- Who may say where money is to be sent.
create function pg_temp.bank_after(who text) returns text language plpgsql as $$
begin
    perform pg_temp.change(who, 'billing_details', 'Here', format('bank = %L', 'Bank ' || who));
    return (select b.bank from public.billing_details b where b.id = pg_temp.id_of('Here'));
end
$$;
select is(pg_temp.bank_after('crew'), null, 'crew does not say where money is sent');
select is(pg_temp.bank_after('booking'), null, 'nor does who books');
select is(pg_temp.bank_after('manager'), null, 'nor does a manager');
select is(pg_temp.bank_after('admin'), 'Bank admin', 'an admin does');
select is(pg_temp.change('owner', 'billing_details', 'Here', 'tax_id = ''DE 1'', bank = ''Bank A'''),
    'done', 'and an owner');
select is(pg_temp.change('owner', 'organizations', 'Here',
    'legal_name = ''Night Run GbR'', address = ''Quay 1'''), 'done', 'who also says who sends them');
create function pg_temp.bank_read(who text) returns text language plpgsql as $$
declare
    here constant uuid := pg_temp.id_of('Here');
    said text;
begin
    perform pg_temp.act_as(who);
    select concat_ws(' ', max(b.tax_id), max(b.bank), (select 'log ' || max(l.after ->> 'bank')
               from ota.change_log l where l.table_name = 'billing_details'
                and l.before ->> 'bank' = 'Bank admin'))
      into said from public.billing_details b where b.id = here;
    perform set_config('role', 'none', true), set_config('request.jwt.claims', '', true);
    return said;
end
$$;
select is(pg_temp.bank_read(who), 'DE 1 Bank A log Bank A', who || ' reads it, and its history')
  from unnest(array['owner', 'admin', 'manager', 'booking']) who;
select is(pg_temp.bank_read(who), '', who || ' reads neither')
  from unnest(array['crew', 'colleague', 'outsider', 'stranger']) who;

-- An invoice keeps its sender.
select is(pg_temp.add('draft', '{"from_name": "Forged", "from_bank": "Bank F"}'), 'done', 'a draft');
select is(pg_temp.sender('draft'), '', 'has no sender yet, whatever was sent');
select is(pg_temp.change('manager', 'invoices', 'draft', 'from_bank = ''Bank F'''), 'done', 'sent again');
select is(pg_temp.sender('draft'), '', 'it counts for nothing');
select is(pg_temp.change('manager', 'invoices', 'draft', 'status = ''issued'''), 'done', 'it is issued');
select is(pg_temp.sender('draft'), 'Night Run GbR, Quay 1, DE 1, Bank A', 'by the organization');
select is(pg_temp.add('at once', '{"status": "issued", "from_bank": "Bank F"}'), 'done', 'one issued at once');
select is(pg_temp.sender('at once'), 'Night Run GbR, Quay 1, DE 1, Bank A', 'has the same sender');
select is(pg_temp.change('manager', 'invoices', 'draft', 'from_bank = ''Bank F'''),
    'OT020 an issued invoice is never changed', 'what was issued is not sent elsewhere');
select is(pg_temp.change('owner', 'billing_details', 'Here', 'bank = ''Bank B'''), 'done',
    'the organization moves its account');
select is(pg_temp.change('owner', 'organizations', 'Here', 'legal_name = null'), 'done', 'and its name');
select is(pg_temp.change('manager', 'invoices', 'draft', 'status = ''paid'''), 'done', 'the invoice is paid');
select is(pg_temp.sender('draft'), 'Night Run GbR, Quay 1, DE 1, Bank A', 'and says what it said');
select is(pg_temp.add('later', '{"status": "issued"}'), 'done', 'a later one');
select is(pg_temp.sender('later'), 'Here, Quay 1, DE 1, Bank B', 'is sent from there');

-- A report's expenses.
create function pg_temp.amounts(who text, show uuid, from_day text default null) returns text
    language plpgsql as $$
declare
    tour constant uuid := pg_temp.id_of('Heretoursrow');
    found text;
begin
    perform pg_temp.act_as(who);
    select string_agg(concat_ws(' ', e.category, e.currency, (select string_agg(a, '+' order by a)
               from unnest(string_to_array(e.amounts, ' ')) a)), ', ' order by e.currency, e.amounts)
      into found
      from ota.report_expenses(tour, show, from_day::date, null) e
     where e.category = 'fuel';
    perform set_config('role', 'none', true), set_config('request.jwt.claims', '', true);
    return found;
end
$$;
select pg_temp.next_transaction();
set local session_replication_role = replica;
insert into public.expenses (organization_id, id, owner_id, tour_id, show_id, spent_on, category,
    amount_minor, currency, status)
select pg_temp.id_of('Here'), pg_temp.id_of('fuel' || n), pg_temp.id_of('crew'),
       pg_temp.id_of('Heretoursrow'), case when n = 2 then pg_temp.id_of('Hereshowsrow') end, date '2027-03-01' + n, 'fuel', n * 10, currency, status
  from (values (1, 'EUR', 'draft'), (2, 'EUR', 'draft'), (3, 'SEK', 'draft'), (4, 'EUR', 'rejected'),
               (5, 'SEK', 'approved')) e (n, currency, status);
set local session_replication_role = origin;
select is(pg_temp.amounts('manager', null), 'fuel EUR 10, fuel EUR 20, fuel SEK 30+50',
    'a tour''s expenses come by show and currency, the rejected left out');
select is(pg_temp.amounts('manager', pg_temp.id_of('Hereshowsrow')), 'fuel EUR 20', 'or those of one show');
select is(pg_temp.amounts('manager', null, '2027-03-05'), 'fuel SEK 50', 'or from a day on');
select is(pg_temp.amounts('crew', null), null, 'who may not read all of them gets none');
select is(pg_temp.amounts('stranger', null), null, 'nor does a stranger');

select * from finish();
rollback;
