-- When a conflict ends: whoever writes what settles it ends it, in the same transaction.

begin;
\ir fixture.sql
select * from no_plan();

-- A show of "Here" and a conflict of crew's about it, as the server files it.
create function pg_temp.show() returns uuid language sql stable as $$
    select pg_temp.id_of('Hereshowscontested')
$$;
create function pg_temp.contest(kind text, fields jsonb) returns uuid language plpgsql as $$
declare
    made uuid := ota.uuid7();
begin
    perform pg_temp.next_transaction();
    insert into public.conflicts (organization_id, id, owner_id, table_name, row_id, kind, fields)
    values (pg_temp.id_of('Here'), made, pg_temp.id_of('crew'), 'shows', pg_temp.show(),
            contest.kind, contest.fields);
    return made;
end
$$;
create function pg_temp.as_manager(query text) returns void language plpgsql as $$
begin
    perform pg_temp.next_transaction(), pg_temp.act_as('manager');
    execute query;
    perform set_config('role', 'none', true), set_config('request.jwt.claims', '', true);
end
$$;
create function pg_temp.set_show(assignments text) returns void language sql as $$
    select pg_temp.as_manager(format('update public.shows set %s where organization_id = %L and id = %L',
                                     assignments, pg_temp.id_of('Here'), pg_temp.show()))
$$;
create function pg_temp.ending(conflict uuid) returns text language sql stable as $$
    select coalesce(c.resolution, 'open') || case when (c.resolved_at is null)
               = (c.resolution is null) then '' else ' half' end
      from public.conflicts c where c.organization_id = pg_temp.id_of('Here') and c.id = conflict
$$;
create function pg_temp.fields(conflict uuid) returns text language sql stable as $$
    select string_agg(concat_ws(':', f ->> 'field', f ->> 'mine', f ->> 'theirs', f ->> 'settled'),
                      ' ' order by f ->> 'field')
      from public.conflicts c, jsonb_array_elements(c.fields) f
     where c.organization_id = pg_temp.id_of('Here') and c.id = conflict
$$;
select pg_temp.next_transaction();
select pg_temp.insert_row('shows', pg_temp.values_of('shows', 'Here', 'contested', null)
                          || '{"capacity": 450, "city": "Kiel"}');
\set capacity '\'[{"field": "capacity", "base": 400, "mine": 500, "theirs": 450}]\''
\set both '\'[{"field": "capacity", "base": 400, "mine": 500, "theirs": 450}, {"field": "city", "base": null, "mine": "Ulm", "theirs": "Kiel"}]\''

select pg_temp.contest('edit', :capacity) as id \gset
select pg_temp.set_show('notes = ''other''');
select is(pg_temp.ending(:'id'), 'open', 'a field that is not in question settles nothing');
select pg_temp.set_show('capacity = 450');
select is(pg_temp.ending(:'id'), 'open', 'the value that stands, written again, settles nothing');
select pg_temp.set_show('capacity = 600');
select is(pg_temp.ending(:'id'), 'theirs', 'another value for the field ends the conflict');
select is((select updated_by from public.conflicts where id = :'id'), pg_temp.id_of('manager'),
          'and says who ended it');
select is((select (l.seq, l.owner_id, l.actor_id)::text from ota.change_log l
            where l.row_id = :'id' order by l.seq desc, l.ord desc limit 1),
          (select (s.seq, pg_temp.id_of('crew'), pg_temp.id_of('manager'))::text
             from public.shows s where s.id = pg_temp.show()),
          'in the transaction of the write, told to whose conflict it was');

select pg_temp.set_show('capacity = 450');
select pg_temp.contest('edit', :capacity) as id \gset
select pg_temp.set_show('capacity = 500');
select is(pg_temp.ending(:'id'), 'mine', 'the value that had lost, written by anybody, ends it as mine');

select pg_temp.set_show('capacity = 450');
select pg_temp.contest('edit', :both) as id \gset
select pg_temp.set_show('capacity = 500');
select is(pg_temp.ending(:'id') || ' ' || pg_temp.fields(:'id'),
          'open capacity:500:450:mine city:Ulm:Kiel', 'one of two fields is settled alone');
select pg_temp.set_show('capacity = 450');
select is(pg_temp.fields(:'id'), 'capacity:500:450 city:Ulm:Kiel',
          'a field that goes back to what won is open again');
select pg_temp.set_show('city = ''Bonn'', capacity = 500');
select is(pg_temp.ending(:'id'), 'mine', 'with the last field the conflict ends');

select pg_temp.set_show('capacity = 450');
select pg_temp.contest('edit', :capacity) as edit \gset
select pg_temp.contest('delete', '[]') as deletion \gset
select pg_temp.as_manager(format('delete from public.shows where id = %L', pg_temp.show()));
select is(pg_temp.ending(:'edit'), 'dismissed', 'an edit of a row that is then deleted is moot');
select is(pg_temp.ending(:'deletion'), 'mine', 'a deletion that had lost and is done now is mine');

select pg_temp.contest('delete', '[{"field": "capacity", "base": 400, "mine": 500, "theirs": null},
    {"field": "doors_at", "base": null, "mine": "2027-03-01T20:00:00+01:00", "theirs": null},
    {"field": "city", "base": null, "mine": "Ulm", "theirs": null}]') as id \gset
select pg_temp.as_manager(pg_temp.insertion('shows',
    pg_temp.values_of('shows', 'Here', 'contested', null)
    || '{"capacity": 450, "city": "Ulm", "doors_at": "2027-03-01T19:00:00Z"}'));
select is(pg_temp.ending(:'id') || ' ' || pg_temp.fields(:'id'), 'open capacity:500:450',
          'a row that comes back leaves an edit, in the fields that differ');
select is((select kind from public.conflicts where id = :'id'), 'edit', 'of that kind');

select pg_temp.contest('edit', :capacity) as id \gset
update public.conflicts set resolution = 'dismissed', resolved_at = now() where id = :'id';
select pg_temp.set_show('capacity = 700');
select is(pg_temp.ending(:'id'), 'dismissed', 'what its owner decided stays');

-- Who may not read a row any more is not told what becomes of it.
select pg_temp.as_manager(pg_temp.insertion('travel', pg_temp.values_of('travel', 'Here', 'hidden', null)));
\set journey 'pg_temp.id_of(''Heretravelhidden'')'
create function pg_temp.contest_journey(kind text, fields jsonb) returns uuid language plpgsql as $$
declare
    made uuid := ota.uuid7();
begin
    perform pg_temp.next_transaction();
    insert into public.conflicts (organization_id, id, owner_id, table_name, row_id, kind, fields)
    values (pg_temp.id_of('Here'), made, pg_temp.id_of('crew'), 'travel',
            pg_temp.id_of('Heretravelhidden'), contest_journey.kind, contest_journey.fields);
    return made;
end
$$;
\set seat '\'[{"field": "seat", "base": "1A", "mine": "2B", "theirs": "3C"}]\''

select pg_temp.contest_journey('edit', :seat) as id \gset
select pg_temp.as_manager(format('update public.travel set visibility = ''management'' where id = %L', :journey));
select is(pg_temp.ending(:'id') || ' ' || pg_temp.fields(:'id'), 'dismissed seat:2B',
          'a row that its owner may not read any more ends the conflict, with only what they wrote');

select pg_temp.contest_journey('delete', :seat) as id \gset
select pg_temp.as_manager(format('delete from public.travel where id = %L', :journey));
select pg_temp.contest_journey('delete', :seat) as id \gset
select pg_temp.as_manager(pg_temp.insertion('travel', pg_temp.values_of('travel', 'Here', 'hidden', null)
    || '{"seat": "9F", "visibility": "management"}'));
select is(pg_temp.ending(:'id') || ' ' || pg_temp.fields(:'id'), 'dismissed seat:2B',
          'a row that comes back hidden tells its former reader nothing');

select pg_temp.contest('edit', :capacity) as show \gset
select pg_temp.next_transaction();
insert into public.conflicts (organization_id, id, owner_id, table_name, row_id, kind, fields)
select pg_temp.id_of('Here'), pg_temp.id_of('money contest'), pg_temp.id_of('booking'),
       'show_financials', f.id, 'edit',
       '[{"field": "guarantee_minor", "base": 1, "mine": 2, "theirs": 3}]'
  from public.show_financials f where f.organization_id = pg_temp.id_of('Here') limit 1;
select pg_temp.next_transaction();
update public.memberships set role = 'manager'
 where organization_id = pg_temp.id_of('Here') and user_id = pg_temp.id_of('booking');
select is(pg_temp.ending(pg_temp.id_of('money contest')), 'open',
          'another role that may read the row leaves the conflict open');
select pg_temp.next_transaction();
update public.memberships set role = 'crew'
 where organization_id = pg_temp.id_of('Here') and user_id = pg_temp.id_of('booking');
select is(pg_temp.ending(pg_temp.id_of('money contest')) || ' '
          || pg_temp.fields(pg_temp.id_of('money contest')), 'dismissed guarantee_minor:2',
          'a role that may not read the row takes others'' values out of its conflicts');
select is(pg_temp.ending(:'show'), 'open', 'and other people''s stay');

select * from finish();
rollback;
