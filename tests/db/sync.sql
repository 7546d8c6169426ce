-- What sync asks of the database: clients, numbered results, and the queue of jobs.

begin;
\ir fixture.sql
select * from no_plan();
create function pg_temp.said(who text, query text) returns text language plpgsql as $$
declare
    answer text;
begin
    perform pg_temp.next_transaction(), pg_temp.act_as(who);
    begin
        execute query into answer;
    exception when others then
        answer := sqlstate || ' ' || sqlerrm;
    end;
    perform set_config('role', 'none', true), set_config('request.jwt.claims', '', true);
    return answer;
end
$$;
create function pg_temp.call(name text, arguments text) returns text language sql as $$
    select format('select t::text from ota.%s(%L%s) t', name, pg_temp.id_of('Here'), arguments)
$$;
\set client '\'01900000-0000-7000-8000-0000000000c1\''

select is(pg_temp.said('crew', pg_temp.call('sync_head', '')),
          (select format('(%s,%s,%s)', epoch, seq, horizon_seq) from ota.org_head
              where organization_id = pg_temp.id_of('Here')),
          'a member is told where the organization stands');
select is(pg_temp.said('outsider', pg_temp.call('sync_head', '')),
    'OT001 you are not a member of this organization',
          'nobody else is');
select is(pg_temp.said('outsider', pg_temp.call('sync_begin', ', ' || quote_literal(:client))),
          'OT001 you are not a member of this organization', 'nobody else can push');
select is(pg_temp.said('anon', pg_temp.call('sync_head', '')),
    '42501 permission denied for function sync_head',
          'somebody signed out cannot even ask');
select alike(pg_temp.said('crew', pg_temp.call('sync_begin', ', ' || quote_literal(:client))),
    '(0,1,%',
            'a new client has done nothing yet');
select is(pg_temp.said('crew', pg_temp.call('sync_record',
    ', ' || quote_literal(:client) || ', 2, ''{}''')),
          'OT002 this mutation is not the next one of its client', 'a number cannot be skipped');
select is(pg_temp.said('crew', pg_temp.call('sync_record',
    ', ' || quote_literal(:client) || ', 1, ''{"status": "applied"}''')),
          '', 'the next number gets its result');
select is(pg_temp.said('crew', pg_temp.call('sync_record',
    ', ' || quote_literal(:client) || ', 1, ''{}''')),
          'OT002 this mutation is not the next one of its client', 'and no second one');
select is(pg_temp.said('crew', pg_temp.call('sync_result',
    ', ' || quote_literal(:client) || ', 1')),
          '{"status": "applied"}', 'the result can be read again');
select is(pg_temp.said('crew', pg_temp.call('sync_result',
    ', ' || quote_literal(:client) || ', 2')), null,
          'a mutation that was not done has none');
select alike(pg_temp.said('crew', pg_temp.call('sync_begin', ', ' || quote_literal(:client))),
    '(1,1,%',
            'the client is known by what it has done');
select is(pg_temp.said('admin', pg_temp.call('sync_begin', ', ' || quote_literal(:client))),
          'OT001 this client belongs to another user', 'a client stays with its user');
select is(pg_temp.said('admin', pg_temp.call('sync_result',
    ', ' || quote_literal(:client) || ', 1')), null,
          'its results are told to nobody else');
select is(pg_temp.said('admin', pg_temp.call('sync_record',
    ', ' || quote_literal(:client) || ', 2, ''{}''')),
          'OT002 this mutation is not the next one of its client',
              'nor counted on by somebody else');
select throws_ok($$ insert into public.conflicts (organization_id, owner_id, table_name, row_id,
    kind, resolved_at)
                    values (pg_temp.id_of('Here'), pg_temp.id_of('crew'), 'shows',
                        gen_random_uuid(), 'edit', now()) $$,
                 '23514', null, 'a conflict is resolved in some way or not at all');

-- jobs
delete from ota.jobs;
select lives_ok($$ select ota.enqueue('mail.test', '{"token": "secret", "to": "x"}'),
                          ota.enqueue('mail.later', '{}', now() + interval '1 hour') $$,
                              'work can be queued, for later too');
select pg_temp.next_transaction();
set local role ota_server;
select results_eq($$ select kind, attempts from ota.claim_jobs(10, '1 minute') $$,
    $$ values ('mail.test', 1) $$,
    'only what is due is given out');
select is_empty($$ select kind from ota.claim_jobs(10, '1 minute') $$, 'and to one worker only');
reset role;
select ota.fail_job(id, 'no route to host', now()) from ota.jobs where kind = 'mail.test';
select results_eq($$ select attempts, last_error from ota.claim_jobs(10, '1 minute') $$,
    $$ values (2, 'no route to host') $$, 'what failed is given out again, with its reason');
update ota.jobs set locked_until = now() - interval '1 second' where kind = 'mail.test';
select is((select count(*) from ota.claim_jobs(10, '1 minute')), 1::bigint,
    'a worker that vanished loses its job');
select ota.finish_job(id) from ota.jobs where kind = 'mail.test';
select results_eq($$ select done_at is not null, payload from ota.jobs where kind = 'mail.test' $$,
    $$ values (true, '{"to": "x"}'::jsonb) $$, 'what is done keeps no secret');
update ota.jobs set run_at = now(), attempts = 12 where kind = 'mail.later';
select is_empty($$ select kind from ota.claim_jobs(10, '1 minute') $$,
    'after twelve attempts a job waits for a person');

-- the login
set local role ota_server;
select throws_ok('select * from public.shows', '42501', null,
    'the login itself reads no tenant table');
select throws_ok('select * from auth.users', '42501', null, 'nor an account');
reset role;
set local role ota_auth;
select lives_ok('select * from auth.users', 'the auth server reads accounts');
select throws_ok('select * from public.shows', '42501', null, 'and no tenant table');
select results_eq($$ select auth.allow('otp:x', 2, '1 hour') from generate_series(1, 3) $$,
    array[true, true, false], 'a limit counts tries and refuses the one too many');
reset role;

select * from finish();
rollback;
