-- What is forgotten: old months of the log, results and jobs.

begin;
\ir fixture.sql
select * from no_plan();

create function pg_temp.months() returns setof text language sql as $$
    select c.relname::text from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'ota.change_log'::regclass and c.relname < 'change_log_2022' order by 1
$$;
create function pg_temp.horizon(name text) returns bigint language sql as $$
    select horizon_seq from ota.org_head where organization_id = pg_temp.id_of(name)
$$;
create function pg_temp.old_row(name text, seq bigint, at timestamptz) returns void language sql as $$
    insert into ota.change_log (organization_id, seq, ord, table_name, row_id, op, resource, at)
    values (pg_temp.id_of(name), seq, 99, 'shows', pg_temp.id_of('old'), 'update', 'shows', at)
$$;

create table ota.change_log_2020_01 partition of ota.change_log
    for values from ('2020-01-01Z') to ('2020-02-01Z');
create table ota.change_log_2020_02 partition of ota.change_log
    for values from ('2020-02-01Z') to ('2020-03-01Z');
update ota.org_head set seq = greatest(seq, 10);
select pg_temp.old_row('Here', 2, '2020-01-05Z'), pg_temp.old_row('Here', 4, '2020-02-05Z'),
       pg_temp.old_row('There', 3, '2020-01-31T23:59:59Z'), pg_temp.old_row('There', 5, '2019-06-01Z');

-- Everything here happens in one transaction, so now() stands still.
select is(ota.drop_history(now() - '2020-01-20Z'), 0, 'a month that holds the oldest day is kept');
select is(ota.move_horizon(now() - '2020-01-20Z'), 1, 'only who has older rows moves');
select is(pg_temp.horizon('There'), 5::bigint, 'rows that had no month of their own count, too');
select is(ota.drop_history(now() - '2020-02-20Z'), 0,
    'a month is kept while an organization counts on it');
select is(pg_temp.horizon('Here'), 0::bigint, 'dropping moves nothing');
select is(ota.move_horizon(now() - '2020-02-20Z'), 1, 'the horizon moves to the end of what is old');
select is(pg_temp.horizon('Here'), 2::bigint, 'to the last old seq of each organization');
select is(pg_temp.horizon('There'), 5::bigint, 'and never back');
select is(ota.move_horizon(now() - '2020-02-20Z'), 0, 'a second time there is nothing to move');
select is(ota.drop_history(now() - '2020-02-20Z'), 1, 'then the old month goes');
select results_eq('select * from pg_temp.months()', array['change_log_2020_02'],
    'and the younger one stays');
select is_empty($$ select from ota.change_log where at < '2020-02-01Z' $$, 'nothing older is left');
select isnt_empty($$ select from ota.change_log where at >= '2020-02-01Z' and seq = 4 $$,
    'nothing younger is lost');
select pg_temp.act_as('owner');
select throws_ok($$ select ota.move_horizon('1 day') $$, '42501', null,
    'no user moves a horizon, not even an owner');
reset role;

-- Work
insert into ota.sync_clients (organization_id, client_id, user_id, last_n)
values (pg_temp.id_of('Here'), pg_temp.id_of('phone'), pg_temp.id_of('crew'), 600);
insert into ota.sync_results (organization_id, client_id, n, result, at)
select pg_temp.id_of('Here'), pg_temp.id_of('phone'), n, '{}', now() - interval '91 days'
  from generate_series(1, 600) n where n <> 50;
insert into ota.sync_results (organization_id, client_id, n, result)
values (pg_temp.id_of('Here'), pg_temp.id_of('phone'), 50, '{}');
delete from ota.jobs;
insert into ota.jobs (kind, attempts, created_at, done_at) values
    ('test.done', 1, now() - interval '9 days', now() - interval '8 days'),
    ('test.fresh', 1, now() - interval '9 days', now() - interval '6 days'),
    ('test.given_up', 12, now() - interval '91 days', null),
    ('test.failing', 12, now() - interval '89 days', null),
    ('test.waiting', 0, now() - interval '91 days', null);
select is(ota.forget_work(interval '90 days'), 101::bigint, 'old results and jobs are forgotten');
select results_eq('select kind from ota.jobs order by kind',
    array['test.failing', 'test.fresh', 'test.waiting'],
    'a job that waits, and one that a person should look at, stay');
select is(count(*), 501::bigint, 'each client''s last 500 results stay, and younger ones')
  from ota.sync_results where client_id = pg_temp.id_of('phone');

-- Sign-in links that a command printed
select is(outcome, 'sent', 'a command makes a link') from auth.start_sign_in('a@example.org', null,
    sha256('1'), '000000', 'signup', '{}', null, '1 hour', '0', 0, null);
select is(outcome, 'sent', 'and the same address may ask for a mail at once')
  from auth.start_sign_in('a@example.org', '203.0.113.9', sha256('2'), '000000', 'signup', '{}',
    null, '1 hour', '1 minute', 10, null);
select is(outcome, 'over_email', 'but not for two')
  from auth.start_sign_in('a@example.org', '203.0.113.9', sha256('3'), '000000', 'signup', '{}',
    null, '1 hour', '1 minute', 10, null);

select * from finish();
rollback;
