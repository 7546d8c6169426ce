-- The server's word about money: offers by named steps, expenses that others decide, invoice numbers.

begin;
\ir fixture.sql
select * from no_plan();

create function pg_temp.change(who text, tab text, name text, assignments text) returns text
    language sql as $$
    select pg_temp.outcome(who, format('update public.%I set %s where organization_id = %L and id = %L',
        tab, assignments, pg_temp.id_of('Here'), pg_temp.id_of(name)))
$$;
create function pg_temp.remove(who text, tab text, name text) returns text language sql as $$
    select pg_temp.outcome(who, format('delete from public.%I where organization_id = %L and id = %L',
        tab, pg_temp.id_of('Here'), pg_temp.id_of(name)))
$$;
create function pg_temp.add(who text, tab text, name text, more jsonb default '{}') returns text
    language sql as $$
    select pg_temp.outcome(who, pg_temp.insertion(tab, pg_temp.values_of(tab, 'Here', 'row',
        pg_temp.id_of(who)) || jsonb_build_object('id', pg_temp.id_of(name)) || more))
$$;

-- Deals: every step from every status.
create function pg_temp.steps(begun text) returns text language sql as $$
    select string_agg(s, ' ' order by n) from unnest(array['draft', 'sent', 'countered', 'accepted',
        'declined', 'expired', 'withdrawn']) with ordinality o (s, n)
     where s <> begun and pg_temp.add('booking', 'deals', begun || s, jsonb_build_object('status', begun))
           || pg_temp.change('booking', 'deals', begun || s, format('status = %L', s)) = 'donedone'
$$;
select is(pg_temp.steps('draft'), 'sent accepted withdrawn', 'a draft is sent, agreed at once or dropped');
select is(pg_temp.steps('sent'), 'countered accepted declined expired withdrawn', 'an offer is answered');
select is(pg_temp.steps('countered'), 'sent accepted declined expired withdrawn', 'and so is a counter');
select is(pg_temp.steps('accepted'), 'withdrawn', 'what was accepted is only withdrawn');
select is(pg_temp.steps('declined') is null and pg_temp.steps('expired') is null
          and pg_temp.steps('withdrawn') is null, true, 'what is over stays over');
select is(pg_temp.change('booking', 'deals', 'draftaccepted', 'guarantee_minor = 1'),
    'OT020 an accepted deal keeps its terms', 'an accepted deal keeps its terms');
select is(pg_temp.change('owner', 'deals', 'draftaccepted', 'guarantee_minor = 1, status = ''withdrawn'''),
    'OT020 an accepted deal keeps its terms', 'to the end');
select is(pg_temp.change('booking', 'deals', 'draftaccepted', 'notes = ''By phone'''), 'done',
    'a note may change');

-- Expenses.
\set own '\'OT020 nobody decides about their own expenses\''
select is(pg_temp.add('crew', 'expenses', 'tape', '{"status": "submitted"}'), 'done', 'crew submits');
select is(pg_temp.change('crew', 'expenses', 'tape', 'status = ''approved'''), :own, 'and approves nothing');
select is(pg_temp.change('crew', 'expenses', 'tape', 'status = ''reimbursed'''), :own, 'repays nothing');
select is(pg_temp.add('crew', 'expenses', 'cable', '{"status": "approved"}'), :own,
    'and begins nothing approved');
select is(pg_temp.change('booking', 'expenses', 'Hereexpensesof booking', 'status = ''rejected'''), :own,
    'nor does who books');
select is(pg_temp.change('manager', 'expenses', 'tape', 'status = ''approved'''), 'done', 'a manager approves');
select is(pg_temp.change('crew', 'expenses', 'tape', 'amount_minor = 99900'),
    'OT020 this expense is approved', 'what was approved does not grow');
select is(pg_temp.remove('crew', 'expenses', 'tape'), 'OT020 this expense is approved', 'nor vanish');
select is(pg_temp.change('crew', 'expenses', 'tape', 'status = ''draft'''),
    'OT020 this expense is approved', 'nor is it taken back');
select is(pg_temp.change('manager', 'expenses', 'tape', 'amount_minor = 900'), 'done',
    'who decides may correct it');
select is(pg_temp.remove('manager', 'tours', 'Heretoursrow'), 'done', 'its tour may go');
select is(pg_temp.remove('crew', 'expenses', 'Hereexpensesof crew'), 'done',
    'what is undecided may be deleted');

-- Invoices.
create function pg_temp.number_of(invoice text) returns text language sql stable as $$
    select i.number from public.invoices i where i.id = pg_temp.id_of(invoice)
$$;
select is(pg_temp.add('manager', 'invoices', 'i1', '{"number": "1997-0099"}'), 'done', 'a draft');
select is(pg_temp.number_of('i1'), null, 'has no number, whatever was sent');
select is(pg_temp.change('manager', 'invoices', 'i1', 'status = ''paid'''),
    'OT020 an invoice is issued before it is paid', 'and is not paid');
select is(pg_temp.change('manager', 'invoices', 'i1', 'status = ''issued'', issued_on = ''1997-05-01'''),
    'done', 'it is issued');
select is(pg_temp.number_of('i1'), '1997-0001', 'as the first of its year');
select is(pg_temp.add('manager', 'invoices', 'i2', '{"status": "issued", "issued_on": "1997-06-01"}'), 'done',
    'another at once');
select is(pg_temp.number_of('i2'), '1997-0002', 'as the second');
select is(pg_temp.add('manager', 'invoices', 'i3', '{"status": "issued", "issued_on": "1998-01-02"}'), 'done',
    'one of the next year');
select is(pg_temp.number_of('i3'), '1998-0001', 'begins anew');
select is(pg_temp.add('manager', 'invoices', 'i4', '{"status": "issued"}'), 'done', 'without a date');
select is((select issued_on from public.invoices where id = pg_temp.id_of('i4')),
    (now() at time zone 'Europe/Berlin')::date, 'it is today''s');
select is(pg_temp.change('manager', 'invoices', 'i1', 'total_minor = 1'),
    'OT020 an issued invoice is never changed', 'what was issued stands');
select is(pg_temp.change('manager', 'invoices', 'i1', 'number = ''1997-0007'''), 'done', 'a number that is sent');
select is(pg_temp.number_of('i1'), '1997-0001', 'counts for nothing');
select is(pg_temp.remove('owner', 'invoices', 'i2'), 'OT020 an issued invoice is never deleted',
    'nothing issued is deleted');
select is(pg_temp.change('manager', 'invoices', 'i2', 'status = ''draft'''),
    'OT020 an invoice that is issued does not become draft', 'or a draft again');
select is(pg_temp.change('manager', 'invoices', 'i2', 'status = ''cancelled'''), 'done', 'it is cancelled');
select is(pg_temp.change('manager', 'invoices', 'i2', 'status = ''issued'''),
    'OT020 an invoice that is cancelled does not become issued', 'for good');
select is(pg_temp.add('manager', 'invoices', 'i5', '{"status": "issued", "issued_on": "1997-07-01"}'), 'done',
    'the next one');
select is(pg_temp.number_of('i5'), '1997-0003', 'has the next number');
select is(pg_temp.change('manager', 'invoices', 'i1', 'status = ''paid'''), 'done', 'one is paid');
select is(pg_temp.remove('manager', 'shows', 'Hereshowsrow'), 'done', 'its show may go');
select is((select show_id is null and number = '1997-0001' from public.invoices
    where id = pg_temp.id_of('i1')), true, 'and it stands');
select is(ota.next_invoice_number(pg_temp.id_of('There'), 1997), '1997-0001',
    'each organization counts by itself');
select pg_temp.next_transaction();
set local session_replication_role = replica;
update public.invoices set number = '1997-9999' where id = pg_temp.id_of('i5');
set local session_replication_role = origin;
select is(ota.next_invoice_number(pg_temp.id_of('Here'), 1997), '1997-10000', 'beyond four digits, too');

-- Per diems: whoever they are for signs by acknowledging them as they stand.
create function pg_temp.see(who text, whose text, version bigint) returns text language sql as $$
    select pg_temp.outcome(who, pg_temp.insertion('acknowledgements', jsonb_build_object(
        'id', gen_random_uuid(), 'organization_id', pg_temp.id_of('Here'), 'subject', 'per_diems',
        'subject_id', pg_temp.id_of('Hereper_diemsof ' || whose), 'subject_seq', version)))
$$;
create function pg_temp.per_diem_of(who text) returns public.per_diems language sql as $$
    select d from public.per_diems d where d.id = pg_temp.id_of('Hereper_diemsof ' || who)
$$;
select is(pg_temp.see('crew', 'crew', (pg_temp.per_diem_of('crew')).seq - 1), 'done',
    'an allowance may be seen as it was before');
select is((pg_temp.per_diem_of('crew')).signed_at, null, 'which signs nothing: it has changed since');
select is(pg_temp.outcome('crew', format('update public.acknowledgements set subject_seq = %s '
    'where owner_id = %L and subject = %L', (pg_temp.per_diem_of('crew')).seq, pg_temp.id_of('crew'),
    'per_diems')), 'done', 'it is seen as it stands');
select is((select (d.signed_name, d.signed_at is not null, d.paid_on is not null)::text
             from pg_temp.per_diem_of('crew') d), '("Ola Example",t,t)',
    'and signed by the name of its person, with the day');
select is((select count(*) from ota.change_log l where l.table_name = 'per_diems'
              and l.row_id = pg_temp.id_of('Hereper_diemsof crew') and l.changed @> '{signed_at}'),
    1::bigint, 'which every device hears of');
select is(pg_temp.see('manager', 'booking', (pg_temp.per_diem_of('booking')).seq), 'done',
    'somebody else may say that they have seen it');
select is((pg_temp.per_diem_of('booking')).signed_at, null, 'but not sign for it');

select * from finish();
rollback;
