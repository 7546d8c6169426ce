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
    $$ select case when k.confdeltype = 'c' then 'delete ' else 'update ' end || t.relname
         from pg_constraint k join pg_class t on t.oid = k.conrelid
        where k.confrelid = 'public.shows'::regclass
          and t.relname not in ('expenses', 'travel', 'contacts', 'share_links', 'tasks', 'stays',
                                'holds', 'commissions', 'disputes')
       union select 'delete ' || part from unnest(array['shows', 'advance_answers', 'guests',
           'door_shares', 'admissions', 'settlement_signatures', 'disputes']) part $$,
    'deleting a show deletes its parts, and the log says so');
select pg_temp.next_transaction();
select throws_ok(format('insert into shows (organization_id, title, date, venue_id)
                         values (%L, ''X'', current_date, %L)',
    pg_temp.id_of('Here'), pg_temp.id_of('Therevenuesrow')), '23503', null,
    'a reference cannot reach another organization');

-- owners
select pg_temp.next_transaction(), pg_temp.set_mark();
update public.expenses set owner_id = pg_temp.id_of('colleague')
    where id = pg_temp.id_of('Hereexpensesof crew');
select results_eq(
    $$ select ord, op, owner_id, before is null and after is null, changed from ota.change_log
        where organization_id = pg_temp.id_of('Here') and seq = pg_temp.head() order by ord $$,
    $$ values (1, 'revoke', pg_temp.id_of('crew'), true, '{}'::text[]),
              (2, 'update', pg_temp.id_of('colleague'), false, '{owner_id}') $$,
    'a row given to somebody else is first taken from its owner, without values');
select pg_temp.act_as('crew');
select is((select string_agg(op, ' ' order by seq, ord) from ota.change_log
    where row_id = md5('Hereexpensesof crew')::uuid
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

-- readers
create function pg_temp.person_of(name text) returns uuid language sql as $$
    select pg_temp.person_of('Here', pg_temp.id_of(name))
$$;
-- What somebody's device is told since the mark of one row, one line a log row: op and who is named.
create function pg_temp.told(who text, id uuid) returns text language plpgsql as $$
declare
    lines text;
    start constant bigint := (select seq from mark);
begin
    perform pg_temp.act_as(who), set_config('ota.readable', '', true);
    select string_agg(l.seq - start || ' ' || l.op, ', ' order by l.seq, l.ord) into lines
      from ota.change_log l
     where l.organization_id = md5('Here')::uuid and l.row_id = told.id and l.seq > start;
    perform set_config('role', 'none', true);
    return lines;
end
$$;
create function pg_temp.item() returns uuid language sql as $$
    select pg_temp.id_of('Hereschedule_itemsof nobody')
$$;
select pg_temp.next_transaction(), pg_temp.set_mark();
update public.schedule_items set visibility = 'management' where id = pg_temp.item();
select results_eq(
    $$ select ord, op, reader_ids, before is null and after is null, changed from ota.change_log
        where organization_id = pg_temp.id_of('Here') and seq = pg_temp.head() order by ord $$,
    $$ values (1, 'revoke', null::uuid[], true, '{}'::text[]),
              (2, 'update', '{}'::uuid[], false, '{reader_ids,visibility}') $$,
    'an item that is hidden is first taken from everybody, without values');
select pg_temp.next_transaction();
update public.schedule_items set title = 'Surprise' where id = pg_temp.item();
select is(pg_temp.told('crew', pg_temp.item()), '1 revoke',
    'crew is told that it is gone, and nothing of what it became');
select is(pg_temp.told('booking', pg_temp.item()), '1 revoke, 1 update, 2 update',
    'who may read the whole schedule is told all of it');
select pg_temp.next_transaction();
update public.schedule_items set visibility = 'assigned', person_ids = array[pg_temp.person_of('crew')]
 where id = pg_temp.item();
select results_eq(
    $$ select ord, op, reader_ids from ota.change_log
        where organization_id = pg_temp.id_of('Here') and seq = pg_temp.head() order by ord $$,
    $$ values (1, 'update', array[pg_temp.id_of('crew')]) $$,
    'from an item that nobody had, nothing is taken');
select is(pg_temp.told('crew', pg_temp.item()), '1 revoke, 3 update',
    'crew is told of it again once it names them');
select is(pg_temp.told('colleague', pg_temp.item()), '1 revoke', 'and nobody else is');
select pg_temp.next_transaction();
update public.schedule_items set person_ids = person_ids || pg_temp.person_of('colleague')
 where id = pg_temp.item();
select is(pg_temp.told('crew', pg_temp.item()), '1 revoke, 3 update, 4 update',
    'another reader takes it from nobody');
select is(pg_temp.told('colleague', pg_temp.item()), '1 revoke, 4 update', 'and is told of it');
select pg_temp.next_transaction();
update public.schedule_items set person_ids = array[pg_temp.person_of('colleague')]
 where id = pg_temp.item();
select is(pg_temp.told('crew', pg_temp.item()), '1 revoke, 3 update, 4 update, 5 revoke',
    'an item given to somebody else is taken from its former readers');
select is(pg_temp.told('colleague', pg_temp.item()), '1 revoke, 4 update, 5 revoke, 5 update',
    'who keeps it has it again at the end of the same change');
select pg_temp.next_transaction();
update public.schedule_items set visibility = 'everyone' where id = pg_temp.item();
select is(pg_temp.told('crew', pg_temp.item()),
    '1 revoke, 3 update, 4 update, 5 revoke, 6 update',
    'an item that is shown to everybody again reaches everybody');
select pg_temp.next_transaction();
delete from public.schedule_items where id = pg_temp.id_of('Hereschedule_itemsof management');
select is(pg_temp.told('crew', pg_temp.id_of('Hereschedule_itemsof management')), null,
    'the end of a hidden item is told to nobody who never had it');
select throws_ok(format('update public.schedule_items set teams = %L where id = %L',
    '{strings}', pg_temp.item()), '23514', null, 'a team that does not exist is refused');

-- Readers are the server's to say.
select pg_temp.next_transaction(), pg_temp.act_as('manager');
update public.schedule_items set reader_ids = '{}' where id = md5('Hereschedule_itemsof nobody')::uuid;
reset role;
select is((select reader_ids from public.schedule_items where id = pg_temp.item()), null,
    'readers that a client sends are not taken over');

-- People who come, go and change.
select pg_temp.next_transaction(), pg_temp.set_mark();
insert into public.people (organization_id, id, name, team)
values (pg_temp.id_of('Here'), md5('driver')::uuid, 'Dana Example', 'driver');
insert into public.travel (organization_id, id, mode, visibility, teams)
values (pg_temp.id_of('Here'), md5('van')::uuid, 'car', 'assigned', '{driver}');
insert into public.schedule_items (organization_id, id, kind, title, zone, starts_at, visibility,
    person_ids)
values (pg_temp.id_of('Here'), md5('call')::uuid, 'call', 'Call', 'Europe/Berlin',
    '2027-03-01T09:00:00Z', 'assigned', array[md5('driver')::uuid]);
insert into public.person_profiles (organization_id, id, person_id, passport_number)
values (pg_temp.id_of('Here'), md5('passport')::uuid, md5('driver')::uuid, 'X0000000');
create function pg_temp.heard(who text) returns text language sql as $$
    select concat_ws(' | ', pg_temp.told(who, md5('van')::uuid),
                     pg_temp.told(who, md5('call')::uuid), pg_temp.told(who, md5('passport')::uuid))
$$;
select is(pg_temp.heard('crew'), '', 'what is for a person without an account reaches no device');
select pg_temp.next_transaction();
update public.people set user_id = pg_temp.id_of('crew') where id = md5('driver')::uuid;
select is(pg_temp.heard('crew'), '2 update | 2 update | 2 update',
    'an account given to a person brings what names them, their team and their profile');
select is(pg_temp.heard('colleague'), '', 'to them alone');
select results_eq($$ select distinct seq from ota.change_log where row_id in (md5('van')::uuid,
    md5('call')::uuid, md5('passport')::uuid, md5('driver')::uuid) and seq > (select seq + 1 from mark) $$,
    $$ select seq + 2 from mark $$, 'all in one change');
select pg_temp.next_transaction();
update public.people set team = 'crew' where id = md5('driver')::uuid;
select is(pg_temp.heard('crew'), '2 update, 3 revoke | 2 update | 2 update',
    'who leaves a team loses what is for the team');
select pg_temp.next_transaction();
update public.people set team = 'driver', user_id = pg_temp.id_of('colleague')
 where id = md5('driver')::uuid;
select is(pg_temp.heard('crew'), '2 update, 3 revoke | 2 update, 4 revoke | 2 update, 4 revoke',
    'an account given to somebody else takes it all with it');
select is(pg_temp.heard('colleague'), '4 update | 4 update | 4 update', 'to the other');
select pg_temp.next_transaction();
update public.people set phone = '+49 30 000000' where id = md5('driver')::uuid;
select is(pg_temp.heard('colleague'), '4 update | 4 update | 4 update',
    'what does not decide about readers writes no other row');
select pg_temp.next_transaction();
delete from public.people where id = md5('driver')::uuid;
select is(pg_temp.heard('colleague'), '4 update, 6 revoke | 4 update, 6 revoke | 4 update, 6 delete',
    'a person who is deleted reads nothing by that name any more, and their profile goes with them');
select is((select reader_ids from public.schedule_items where id = md5('call')::uuid), '{}'::uuid[],
    'what named only them is for management');
select pg_temp.next_transaction();
insert into public.people (organization_id, id, name, team, user_id)
values (pg_temp.id_of('Here'), md5('driver')::uuid, 'Dana Example', 'driver', pg_temp.id_of('crew'));
select is((select reader_ids from public.schedule_items where id = md5('call')::uuid),
    array[pg_temp.id_of('crew')], 'a person who comes back is named again');

-- A part and the row it is part of.
create table public.seats (like ota.row_start including all, travel_id uuid, reader_ids uuid[],
    like ota.row_end including all);
select ota.adopt('public.seats', 'travel');
select ota.read_by_parent('public.seats', 'public.travel', 'travel_id');
select pg_temp.next_transaction();
insert into public.seats (organization_id, id, travel_id)
values (pg_temp.id_of('Here'), md5('seat')::uuid, md5('van')::uuid),
       (pg_temp.id_of('Here'), md5('loose')::uuid, null);
select is((select reader_ids from public.seats where id = md5('seat')::uuid),
    array[pg_temp.id_of('crew')], 'a part is read by whoever reads the whole');
select is((select reader_ids from public.seats where id = md5('loose')::uuid), null,
    'a part of nothing by everybody with the right');
select pg_temp.next_transaction(), pg_temp.set_mark();
update public.travel set visibility = 'management' where id = md5('van')::uuid;
select is(pg_temp.told('crew', md5('seat')::uuid), '1 revoke', 'a part is hidden with the whole');
select pg_temp.next_transaction();
update public.people set user_id = pg_temp.id_of('colleague') where id = md5('driver')::uuid;
update public.travel set visibility = 'assigned' where id = md5('van')::uuid;
select is((select reader_ids from public.seats where id = md5('seat')::uuid),
    array[pg_temp.id_of('colleague')], 'and follows it to others');

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
