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
select is((select count(*) from schedule_items), (select 9 * count(*) from shows),
    'every show has its evening');
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
select * from finish();
rollback;
