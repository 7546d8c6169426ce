-- The demo is a tour one can look around in today, and running it twice (as run.sh does) changed
-- nothing.

begin;
\set QUIET on
set search_path = public, tap;
select * from no_plan();
select is((select count(*) from organizations where name = 'Night Atlas Touring'), 1::bigint,
    'there is one demo organization');
select ok(count(*) >= 20, 'the tour has twenty dates and more') from shows;
select is((select count(*) from shows where date = current_date), 1::bigint,
    'there is a show today');
select is_empty('select date from (select date from shows union all select date from days) d '
                'group by 1 having count(*) > 1',
                'no day is given twice');
select is((select count(*) from shows s left join show_financials f on f.show_id = s.id
    where f.id is null), 0::bigint,
          'every show has its money');
select is((select count(*) from schedule_items where visibility = 'everyone'),
    (select 9 * count(*) from shows),
    'every show has its evening');
select isnt_empty($$ select from schedule_items where visibility = 'management' $$,
    'one line of the schedule is hidden from crew');
select is((select string_agg(u.email, ' ') from travel t join auth.users u on u.id = any (t.reader_ids)),
    'crew@demo.ota.test', 'one journey is crew''s own');
select ok(exists (select from shows where (starts_at at time zone zone)::date > date),
    'one set is after midnight');
select is((select string_agg(role, ' ' order by role) from memberships),
    'admin booking crew manager owner', 'every role is there');
select is((select max(seq) from ota.org_head), 1::bigint,
    'all of it is one transaction, and the second run wrote nothing');
select is_empty($$ select email from auth.users
    where email !~ '@(demo\.ota\.test|example\.org)$' $$, 'no address is real');
select is_empty($$ select id from shows where id::text !~ '^.{14}7.{4}[89ab]' $$,
    'ids are UUIDs of version 7');
-- The server's word was heard.
select is((select string_agg(party || ' ' || rank || ' ' || status, ', ' order by rank)
             from holds where date = current_date + 120),
    'Another booker 1 challenged, The Tin Parade 2 challenged, The Sleeper Cars 3 active',
    'the third hold of a date challenges the others');
select is((select string_agg(number || ' ' || status, ', ' order by number) from invoices
            where number is not null),
    to_char(current_date - 8, 'YYYY') || '-0001 paid, ' || to_char(current_date - 1, 'YYYY')
    || case when to_char(current_date - 8, 'YYYY') = to_char(current_date - 1, 'YYYY')
            then '-0002' else '-0001' end || ' issued', 'issued invoices have their numbers');
select is((select sum(1 + plus) from guests where status = 'approved'), 11::bigint,
    'as many guests are approved as were');
select is((select count(*) from deals where status = 'accepted'), 5::bigint, 'five deals are agreed');
select is((select string_agg(status, ' ' order by show_id) from settlements), 'paid signed presented',
    'one settlement is paid, one is signed, one is disputed');
select ok((select bool_or(reader_ids = '{}') and bool_or(reader_ids <> '{}') from rooms),
    'somebody sleeps where only the management knows');
select ok(count(*) >= 30, 'money was spent') from expenses;
select is_empty($$ select c.relname from pg_class c
                    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
                      and c.relname not in ('profiles', 'conflicts', 'invitations', 'acknowledgements',
                          'share_links')
                      and not (xpath('/row/n/text()', query_to_xml(format(
                          'select count(*) > 0 as n from public.%I', c.relname), false, true, ''))
                          )[1]::text::boolean $$, 'every table has something to look at');
select * from finish();
rollback;
