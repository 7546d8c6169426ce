-- The counter, the stamps and the change log: what a write leaves behind.

begin;
\ir fixture.sql
select * from no_plan();

-- The log of one organization after a seq, one line a row.
create function pg_temp.log_after(start bigint) returns setof text language sql as $$
    select format('%s.%s %s %s%s', seq - start, ord, op, table_name,
                  case when changed <> '{}' then ' ' || array_to_string(changed, ',') else '' end)
      from ota.change_log where organization_id = pg_temp.id_of('Here')
          and seq > start order by seq, ord
$$;
create function pg_temp.head() returns bigint language sql as $$
    select seq from ota.org_head where organization_id = pg_temp.id_of('Here')
$$;
create temp table mark as select pg_temp.head() as seq;
create function pg_temp.set_mark() returns void
    language sql as $$ update mark set seq = pg_temp.head() $$;
create function pg_temp.written() returns setof text language sql as $$
    select pg_temp.log_after(seq) from mark
$$;

-- take
select pg_temp.next_transaction(), pg_temp.set_mark();
select is(ota.take(pg_temp.id_of('Here')) - seq, 1::bigint,
    'a transaction''s first write counts the organization up by one')
  from mark;
select is(ota.take(pg_temp.id_of('Here')) - seq, 1::bigint,
    'every later write of the transaction shares its seq') from mark;
select throws_ok(format('select ota.take(%L)', pg_temp.id_of('There')), 'OT004',
    'one transaction cannot write into two organizations',
        'a second organization in one transaction is refused');
select pg_temp.next_transaction();
select throws_ok(format('select ota.take(%L)', gen_random_uuid()), 'OT002',
    'there is no such organization',
    'an unknown organization is refused');
update ota.org_head set moved_to = 'https://elsewhere.example.org'
    where organization_id = pg_temp.id_of('There');
select throws_ok(format('select ota.take(%L)', pg_temp.id_of('There')), 'OT003',
    'this organization has moved',
    'an organization that moved away takes no writes');
update ota.org_head set moved_to = null where organization_id = pg_temp.id_of('There');

savepoint before_take;
select pg_temp.next_transaction(), pg_temp.set_mark();
update public.tours set name = 'Undone' where organization_id = pg_temp.id_of('Here');
rollback to savepoint before_take;
select pg_temp.next_transaction(), pg_temp.set_mark();
update public.tours set name = 'Kept' where organization_id = pg_temp.id_of('Here');
select results_eq('select * from pg_temp.written()', array['1.1 update tours name'],
    'a write that was rolled back leaves no gap and no log row');

select pg_temp.next_transaction(), pg_temp.set_mark();
insert into public.tours (organization_id, id, name) values (pg_temp.id_of('Here'),
    pg_temp.id_of('Heretoursrow'), 'Again')
    on conflict do nothing;
select is(pg_temp.head(), seq, 'an insert that finds its row there already takes no seq') from mark;
insert into public.tours (organization_id, id, name) values (pg_temp.id_of('Here'),
    pg_temp.id_of('Heretoursrow'), 'Again')
    on conflict (organization_id, id) do update set name = excluded.name;
insert into public.tours (organization_id, id, name) values (pg_temp.id_of('Here'),
    pg_temp.id_of('Heretoursrow'), 'Third')
    on conflict do nothing;
select results_eq('select * from pg_temp.written()', array['1.1 update tours name'],
    'one that changes it does, once');

-- stamps
select pg_temp.next_transaction(), pg_temp.set_mark(), pg_temp.act_as('manager');
insert into public.people (organization_id, name, created_at, created_by, updated_by, seq)
values (md5('Here')::uuid, 'Ivo Sample', '2001-01-01', md5('owner')::uuid, md5('owner')::uuid, 999);
reset role;
select results_eq(
    $$ select created_at = now(), created_by, updated_at = now(), updated_by,
        seq from people where name = 'Ivo Sample' $$,
    $$ select true, pg_temp.id_of('manager'), true, pg_temp.id_of('manager'), pg_temp.head() $$,
    'audit fields and seq are the server''s, whatever the writer sent');
select matches(id::text, '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]',
    'a row without an id gets a UUID version 7')
  from people where name = 'Ivo Sample';
select ok(abs(('x' || left(replace(ota.uuid7()::text, '-', ''), 12))::bit(48)::bigint
              - extract(epoch from clock_timestamp()) * 1000) < 2000,
                  'its first 48 bits are the time in milliseconds');

select pg_temp.next_transaction(), pg_temp.set_mark(), pg_temp.act_as('admin');
update public.people set job = 'FOH engineer', created_by = null, seq = 1 where name = 'Ivo Sample';
reset role;
select results_eq($$ select created_by, updated_by, seq from people where name = 'Ivo Sample' $$,
    $$ select pg_temp.id_of('manager'), pg_temp.id_of('admin'), pg_temp.head() $$,
    'an update keeps who made the row and says who changed it');
select results_eq('select * from pg_temp.written()', array['1.1 update people job'],
    'only the fields that differ are named');
select results_eq(
    $$ select before ? 'id' and after ? 'id', before ->> 'job', after ->> 'job', resource, actor_id,
        client_id,
              (before || after) ?| array['seq', 'created_at', 'created_by', 'updated_at',
                  'updated_by']
         from ota.change_log where seq = pg_temp.head()
             and organization_id = pg_temp.id_of('Here') $$,
    $$ values (true, null, 'FOH engineer', 'people', pg_temp.id_of('admin'), null::uuid, false) $$,
    'the log keeps both states with the id, without audit fields, and who wrote');

select pg_temp.next_transaction(), pg_temp.set_mark();
update public.people set job = 'FOH engineer' where name = 'Ivo Sample';
select is_empty('select * from pg_temp.written()', 'an update that changes nothing is no write');
select throws_ok($$ update people set id = gen_random_uuid() where name = 'Ivo Sample' $$, 'OT002',
    'a row keeps its id and its organization', 'an id never changes');
select throws_ok($$ update people set organization_id = pg_temp.id_of('There')
    where name = 'Ivo Sample' $$, 'OT002',
    'a row keeps its id and its organization', 'a row never moves to another organization');

-- clients
select pg_temp.next_transaction(), pg_temp.set_mark(),
       set_config('ota.client', '01900000-0000-7000-8000-0000000000c1:42', true);
update public.venues set capacity = 900 where organization_id = pg_temp.id_of('Here');
select results_eq(
    $$ select client_id, mutation_n from ota.change_log
        where organization_id = pg_temp.id_of('Here') and seq = pg_temp.head() $$,
    $$ values ('01900000-0000-7000-8000-0000000000c1'::uuid, 42::bigint) $$,
    'a sync push marks its log rows with client and mutation');
select set_config('ota.client', '', true);

-- references
select pg_temp.next_transaction();
update public.shows set tour_id = pg_temp.id_of('Heretoursrow'),
    venue_id = pg_temp.id_of('Herevenuesrow')
 where id = pg_temp.id_of('Hereshowsrow');
insert into public.schedule_items (organization_id, show_id, kind, title, starts_at, zone)
values (pg_temp.id_of('Here'), pg_temp.id_of('Hereshowsrow'), 'set', 'Set', now(), 'Europe/Berlin');
select pg_temp.next_transaction(), pg_temp.set_mark();
delete from public.tours where id = pg_temp.id_of('Heretoursrow');
select results_eq('select * from pg_temp.written()', array['1.1 delete tours',
    '1.2 update shows tour_id'],
    'deleting a tour loosens its shows, and the log says so');
select pg_temp.next_transaction(), pg_temp.set_mark();
delete from public.shows where id = pg_temp.id_of('Hereshowsrow');
select set_eq(
    $$ select split_part(w, ' ', 2) || ' ' || split_part(w, ' ', 3) from pg_temp.written() w $$,
    array['delete schedule_items', 'delete show_financials', 'delete shows'],
    'deleting a show deletes its parts, and the log says so');
select pg_temp.next_transaction();
select throws_ok(format('insert into shows (organization_id, title, date, venue_id)
                         values (%L, ''X'', current_date, %L)',
    pg_temp.id_of('Here'), pg_temp.id_of('Therevenuesrow')), '23503', null,
    'a reference cannot reach another organization');

-- owners
select pg_temp.next_transaction(), pg_temp.set_mark();
update public.travel set owner_id = pg_temp.id_of('colleague')
    where id = pg_temp.id_of('Heretravelof crew');
select results_eq(
    $$ select ord, op, owner_id, before is null and after is null, changed from ota.change_log
        where organization_id = pg_temp.id_of('Here') and seq = pg_temp.head() order by ord $$,
    $$ values (1, 'revoke', pg_temp.id_of('crew'), true, '{}'::text[]),
              (2, 'update', pg_temp.id_of('colleague'), false, '{owner_id}') $$,
    'a row given to somebody else is first taken from its owner, without values');
select pg_temp.act_as('crew');
select is((select string_agg(op, ' ' order by seq, ord) from ota.change_log
    where row_id = md5('Heretravelof crew')::uuid
              and seq = (select max(seq) from ota.change_log)), 'revoke',
          'the old owner sees that the row is gone and nothing of what it became');
reset role;
select pg_temp.next_transaction(), pg_temp.act_as('crew');
insert into public.expenses (organization_id, id, spent_on, category, amount_minor, currency)
values (md5('Here')::uuid, md5('taxi')::uuid, current_date, 'travel', 1800, 'EUR');
reset role;
select is((select owner_id from public.expenses where id = md5('taxi')::uuid),
    pg_temp.id_of('crew'),
          'an expense belongs to who writes it');
select pg_temp.next_transaction(), pg_temp.act_as('crew');
select throws_ok(format('update public.expenses set owner_id = %L where id = %L',
    md5('colleague')::uuid, md5('taxi')::uuid),
    '42501', null, 'crew cannot push an expense onto somebody else');
reset role;

-- rights inside a transaction
select pg_temp.next_transaction(), pg_temp.act_as('booking');
select ok(exists (select from ota.change_log where resource = 'finance'),
    'booking sees money in the log');
reset role;
update public.memberships set role = 'crew' where user_id = pg_temp.id_of('booking');
select pg_temp.act_as('booking');
select ok(not exists (select from ota.change_log where resource = 'finance'),
          'and none once made crew, in the same transaction too');
reset role;

-- the whole organization
select pg_temp.next_transaction(), pg_temp.set_mark(), pg_temp.act_as('owner');
select lives_ok($$ delete from public.organizations where id = md5('Here')::uuid $$,
    'an owner can delete the organization');
reset role;
select is((select count(*) from public.expenses where organization_id = pg_temp.id_of('Here')),
    0::bigint,
          'nothing of it is left');
select ok(exists (select from pg_temp.written() w where w like '% delete organizations')
          and exists (select from pg_temp.written() w where w like '% delete expenses'),
          'the log still tells what was deleted');
select is(pg_temp.head() - seq, 1::bigint, 'its counter stays, so no seq is ever given twice')
    from mark;

-- partitions
insert into ota.change_log (organization_id, seq, ord, table_name, row_id, op, resource, at)
values (pg_temp.id_of('There'), 900, 1, 'shows', pg_temp.id_of('x'), 'delete', 'shows',
    now() + interval '4 months');
select is(ota.ensure_partitions(5), 3, 'partitions are made where none are');
select is(ota.ensure_partitions(5), 0, 'and only there');
select is((select count(*) from ota.change_log_default), 0::bigint,
    'rows that waited in the default partition move over');
select is((select count(*) from ota.change_log where seq = 900), 1::bigint, 'and stay in the log');

select * from finish();
rollback;
