-- The server's word about guests: who decides, never over the allotment, never over a door's places.

begin;
\ir fixture.sql
select * from no_plan();

create function pg_temp.list(assignments text) returns void language plpgsql as $$
begin
    perform pg_temp.next_transaction();
    execute format('update public.guest_lists set %s where organization_id = %L and id = %L', assignments,
                   pg_temp.id_of('Here'), pg_temp.id_of('Hereguest_listsrow'));
end
$$;
create function pg_temp.ask(who text, name text, plus integer, status text) returns text
    language sql as $$
    select pg_temp.outcome(who, format('insert into public.guests
        (organization_id, id, guest_list_id, owner_id, name, plus, status)
        values (%L, %L, %L, %L, %L, %s, %L)', pg_temp.id_of('Here'), pg_temp.id_of(name),
        pg_temp.id_of('Hereguest_listsrow'), pg_temp.id_of(who), name, plus, status))
$$;
create function pg_temp.change(who text, name text, assignments text) returns text
    language sql as $$
    select pg_temp.outcome(who, format(
        'update public.guests set %s where organization_id = %L and id = %L', assignments,
        pg_temp.id_of('Here'), pg_temp.id_of(name)))
$$;
create function pg_temp.status(guest text) returns text language sql stable as $$
    select g.status from public.guests g where g.id = pg_temp.id_of(guest)
$$;

-- Who decides.
select is(pg_temp.ask('crew', 'ann', 1, 'requested'), 'done', 'crew asks for a guest');
select is(pg_temp.ask('crew', 'bob', 0, 'approved'),
    'OT020 a guest is asked for, not approved, by you', 'and approves none');
select is(pg_temp.change('crew', 'ann', 'status = ''approved'''),
    'OT020 only who runs the guest list decides about a request', 'not afterwards either');
select is(pg_temp.change('crew', 'ann', 'plus = 2, notes = ''Late'''), 'done',
    'an undecided request may be changed');
select is(pg_temp.change('booking', 'ann', 'status = ''approved'''), 'done', 'who books approves');
select is(pg_temp.change('crew', 'ann', 'plus = 5'), 'OT020 this request has been decided',
    'what was approved does not grow');
select is(pg_temp.change('crew', 'ann', 'notes = ''By train'''), 'done', 'a note is still taken');
select is(pg_temp.change('crew', 'ann', 'status = ''cancelled'''), 'done', 'it may be cancelled');
select pg_temp.list('cutoff_at = now() - interval ''1 minute''');
select is(pg_temp.ask('crew', 'cyd', 0, 'requested'),
    'OT020 requests for this guest list are closed', 'after the cutoff nobody is asked for');
select is(pg_temp.ask('manager', 'cyd', 0, 'approved'), 'done', 'but by who runs the list');
select pg_temp.list('cutoff_at = null, locked_at = now()');
select is(pg_temp.ask('crew', 'dan', 0, 'requested'), 'OT020 this guest list is locked',
    'a locked list takes nobody');
select is(pg_temp.change('manager', 'cyd', 'plus = 1'), 'done', 'but from who runs it');

-- The allotment: 6 heads, of which cyd has 2.
select pg_temp.list('locked_at = null, allotment = 6');
select is(pg_temp.ask('manager', 'eve', 2, 'approved'), 'done', 'three more are approved');
select is(pg_temp.status('eve'), 'approved', 'for whom there is room');
select is(pg_temp.ask('manager', 'fay', 1, 'approved'), 'done', 'two more are taken');
select is(pg_temp.status('fay'), 'waitlisted', 'on the waiting list, as one place is left');
select is(pg_temp.change('manager', 'fay', 'status = ''approved'''), 'done', 'asked again');
select is(pg_temp.status('fay'), 'waitlisted', 'they wait on');
select is((select h.seq from ota.org_head h where h.organization_id = pg_temp.id_of('Here')),
    (select max(l.seq) from ota.change_log l where l.organization_id = pg_temp.id_of('Here')),
    'and no seq was used up for it');
select is(pg_temp.change('manager', 'eve', 'plus = 4'), 'OT020 the list has room for 1 more',
    'who is approved does not grow over the allotment');
select is(pg_temp.change('manager', 'eve', 'plus = 3'), 'done', 'but up to it');
select is(pg_temp.change('manager', 'eve', 'plus = 1, status = ''approved'''), 'done',
    'and makes room again');
select is(pg_temp.change('manager', 'fay', 'status = ''approved'''), 'done', 'then there is room');
select is(pg_temp.status('fay'), 'approved', 'for the next');
select pg_temp.list('allotment = 3');
select is(pg_temp.change('manager', 'fay', 'notes = ''Tall'''), 'done',
    'a smaller allotment leaves who is approved');
select is(pg_temp.status('fay'), 'approved', 'as they are');

-- Many in one statement: each is judged by what those before it have left.
create function pg_temp.many(rows text) returns text language sql as $$
    select pg_temp.outcome('manager', format('insert into public.guests
        (organization_id, id, guest_list_id, owner_id, name, plus, status)
        select %1$L, md5(r.name)::uuid, md5(r.list)::uuid, %2$L, r.name, r.plus, r.status
          from (values %3$s) r (name, list, plus, status)
        on conflict (organization_id, id) do update set guest_list_id = excluded.guest_list_id,
            plus = excluded.plus, status = excluded.status', pg_temp.id_of('Here'),
        pg_temp.id_of('manager'), rows))
$$;
create function pg_temp.statuses() returns text language sql stable as $$
    select string_agg(substr(g.name, 6) || ' ' || g.status, ', ' order by g.name)
      from public.guests g where g.name like 'many %'
$$;
insert into public.guest_lists (organization_id, id, show_id, name, allotment)
    select pg_temp.id_of('Here'), pg_temp.id_of(name), pg_temp.id_of('Hereshowsrow'), name, heads
      from (values ('long', 6), ('short', 3)) l (name, heads);
select is(pg_temp.many($$('many a', 'long', 1, 'approved'), ('many b', 'long', 2, 'approved'),
        ('many c', 'long', 1, 'approved'), ('many d', 'long', 0, 'approved'),
        ('many e', 'long', 0, 'requested')$$), 'done', 'five are written at once');
select is(pg_temp.statuses(),
    'a approved, b approved, c waitlisted, d approved, e requested',
    'and who does not fit waits, though the next may fit');
select is(pg_temp.many($$('many a', 'long', 1, 'denied'), ('many c', 'long', 1, 'approved'),
        ('many e', 'long', 0, 'approved'), ('many d', 'long', 0, 'cancelled'),
        ('many f', 'long', 0, 'approved')$$), 'done', 'five are changed at once');
select is(pg_temp.statuses(), 'a denied, b approved, c approved, d cancelled, e waitlisted, f approved',
    'and who goes makes room for those behind them');
select is(pg_temp.many($$('many c', 'short', 1, 'approved'), ('many e', 'long', 0, 'approved'),
        ('many b', 'short', 2, 'approved'), ('many f', 'short', 0, 'approved'),
        ('many a', 'long', 4, 'approved')$$), 'done', 'five are moved at once');
select is(pg_temp.statuses(),
    'a approved, b waitlisted, c approved, d cancelled, e approved, f approved',
    'and each list has its own heads');
update public.guest_lists set allotment = 7 where id = pg_temp.id_of('long');
select is(pg_temp.outcome('manager', format('update public.guests set plus = plus + 1
        where guest_list_id = %L and status = ''approved''', pg_temp.id_of('long'))),
    'OT020 the list has room for 0 more', 'who is approved does not grow over what those before left');
select is(pg_temp.many($$('many g', 'long', 0, 'approved'), ('many h', 'long', 0, 'approved')$$),
    'done', 'one more fits');
select is(pg_temp.outcome('manager', format('delete from public.guests where id = %L',
        pg_temp.id_of('many a'))), 'done', 'a guest is taken off');
select is(pg_temp.many($$('many h', 'long', 4, 'approved')$$), 'done', 'another comes');
select is(pg_temp.statuses(), 'b waitlisted, c approved, d cancelled, e approved, f approved, '
    'g approved, h approved', 'into the room that they left');

-- Counting them costs the same for the last as for the first, once the table is no longer so small
-- that it is read whole.
create function pg_temp.rows_read() returns bigint language sql volatile as $$
    select seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables where relname = 'guests'
$$;
update public.guest_lists set allotment = 700 where id = pg_temp.id_of('long');
create temp table before as select pg_temp.rows_read() as rows;
select is(pg_temp.outcome('manager', format('insert into public.guests
    (organization_id, guest_list_id, owner_id, name, status)
    select %L, %L, %L, ''crowd'', ''approved'' from generate_series(1, 2000)', pg_temp.id_of('Here'),
    pg_temp.id_of('long'), pg_temp.id_of('manager'))), 'done', 'two thousand are written at once');
select ok(pg_temp.rows_read() - b.rows < 500000,
    (pg_temp.rows_read() - b.rows) || ' rows are read for it') from before b;
select is((select count(*) from public.guests where name = 'crowd' and status = 'approved')
    + (select sum(1 + plus)::bigint from public.guests
        where guest_list_id = pg_temp.id_of('long') and status = 'approved' and name <> 'crowd'),
    700::bigint, 'and as many are approved as fit');

-- Two doors and one guest of four.
create function pg_temp.door(name text) returns void language sql as $$
    insert into public.doors (organization_id, id, show_id, name)
    values (pg_temp.id_of('Here'), pg_temp.id_of(name), pg_temp.id_of('Hereshowsrow'), name)
$$;
create function pg_temp.share(door text, heads integer) returns text language sql as $$
    select pg_temp.outcome('manager', format('insert into public.door_shares
        (organization_id, id, guest_id, door_id, heads) values (%L, %L, %L, %L, %s)
        on conflict (organization_id, id) do update set heads = excluded.heads',
        pg_temp.id_of('Here'), pg_temp.id_of('share' || door), pg_temp.id_of('gus'),
        pg_temp.id_of(door), heads))
$$;
create function pg_temp.admit(door text, name text, heads integer) returns text language sql as $$
    select pg_temp.outcome('manager', format('insert into public.admissions
        (organization_id, id, guest_id, door_id, heads, admitted_at)
        values (%L, %L, %L, %L, %s, now())', pg_temp.id_of('Here'), pg_temp.id_of(name),
        pg_temp.id_of('gus'), pg_temp.id_of(door), heads))
$$;
select pg_temp.next_transaction(), pg_temp.door('front'), pg_temp.door('side'), pg_temp.list('allotment = 100');
select is(pg_temp.ask('manager', 'gus', 3, 'approved'), 'done', 'a party of four');
select is(pg_temp.share('front', 3), 'done', 'one door holds three places');
select is(pg_temp.share('side', 2), 'OT020 this guest has 4 places, of which other doors hold 3',
    'the other does not hold two');
select is(pg_temp.share('side', 1), 'done', 'but one');
select is(pg_temp.admit('side', 'first', 1), 'done', 'which it gives out');
select is(pg_temp.admit('side', 'second', 1), 'OT020 this door has 0 places left for this guest',
    'and no other');
select is(pg_temp.admit('front', 'third', 2), 'done', 'the front lets in two');
select is(pg_temp.share('front', 1), 'OT020 this door has let in 2 already',
    'and keeps no fewer places than that');
select is(pg_temp.share('front', 2), 'done', 'but hands one over');
select is(pg_temp.share('side', 2), 'done', 'to the other');
select is(pg_temp.admit('side', 'second', 1), 'done', 'which lets in its second');
select is(pg_temp.change('manager', 'gus', 'plus = 2'), 'OT020 the doors hold 4 places for this guest',
    'a party does not shrink under what its doors hold');
select is(pg_temp.outcome('manager', format('update public.admissions set heads = 2 where id = %L',
        pg_temp.id_of('first'))), 'OT020 who came in is not rewritten', 'who came in is not rewritten');
select is(pg_temp.outcome('manager', format('delete from public.door_shares where id = %L',
        pg_temp.id_of('sharefront'))), 'OT020 this door has let in 2 already',
    'a door''s places stay while somebody is in by them');
select is(pg_temp.outcome('manager', format('update public.door_shares set door_id = %L where id = %L',
        pg_temp.id_of('Heredoorsspare'), pg_temp.id_of('sharefront'))),
    'OT020 places stay with their guest and their door', 'and stay where they are');
select is(pg_temp.outcome('manager', format('delete from public.admissions where id = %L',
        pg_temp.id_of('third'))), 'done', 'an entry may be taken back');
select is(pg_temp.admit('front', 'fourth', 2), 'done', 'and made anew');
select is(pg_temp.outcome('crew', format('delete from public.admissions where id = %L',
        pg_temp.id_of('fourth'))), 'done', 'crew has no');
select ok(exists (select from public.admissions where id = pg_temp.id_of('fourth')),
    'hand in it');
select is(pg_temp.outcome('manager', format('delete from public.doors where id = %L',
        pg_temp.id_of('side'))), 'done', 'a door that is deleted takes its places and entries along');
select is(pg_temp.outcome('manager', format('delete from public.guests where id = %L',
        pg_temp.id_of('gus'))), 'done', 'and so does a guest');

-- Doors that ask: the server gives what is free, and what another door gives back.
create function pg_temp.want(door text, wanted integer) returns text language sql as $$
    select pg_temp.outcome('manager', case
        when exists (select from public.door_shares d where d.id = pg_temp.id_of('ask' || door))
        then format('update public.door_shares set wanted = %s where id = %L', wanted,
                    pg_temp.id_of('ask' || door))
        else format('insert into public.door_shares
            (organization_id, id, guest_id, door_id, heads, wanted) values (%L, %L, %L, %L, 0, %s)',
            pg_temp.id_of('Here'), pg_temp.id_of('ask' || door), pg_temp.id_of('hal'),
            pg_temp.id_of(door), wanted) end)
$$;
create function pg_temp.held(door text) returns text language sql stable as $$
    select d.heads || ' held, ' || coalesce(d.wanted, 0) || ' wanted' from public.door_shares d
     where d.id = pg_temp.id_of('ask' || door)
$$;
create function pg_temp.keep(door text, heads integer) returns text language sql as $$
    select pg_temp.outcome('manager', format('update public.door_shares set heads = %s
        where organization_id = %L and id = %L', heads, pg_temp.id_of('Here'),
        pg_temp.id_of('ask' || door)))
$$;
select pg_temp.next_transaction(), pg_temp.door('north'), pg_temp.door('east'), pg_temp.door('west');
select is(pg_temp.ask('manager', 'hal', 3, 'approved'), 'done', 'another party of four');
select is(pg_temp.want('north', 4), 'done', 'a door asks for all places');
select is(pg_temp.held('north'), '4 held, 0 wanted', 'and is given what no door holds');
select is(pg_temp.want('east', 2), 'done', 'another asks when there are none');
select is(pg_temp.held('east'), '0 held, 2 wanted', 'and waits');
select is(pg_temp.want('west', 1), 'done', 'as does a third');
select is(pg_temp.keep('north', 3), 'done', 'a place is given back');
select is(pg_temp.held('north'), '3 held, 0 wanted', 'by who held it');
select is(pg_temp.held('east') || ' / ' || pg_temp.held('west'), '1 held, 1 wanted / 0 held, 1 wanted',
    'and goes to one of those who ask');
select is(pg_temp.keep('north', 1), 'done', 'two more');
select is(pg_temp.held('east') || ' / ' || pg_temp.held('west'), '2 held, 0 wanted / 1 held, 0 wanted',
    'go to whoever still asks');
select is(pg_temp.want('east', 3), 'done', 'one asks once more');
select is(pg_temp.outcome('manager', format('delete from public.door_shares where id = %L',
        pg_temp.id_of('asknorth'))), 'done', 'a door that gives up what it holds');
select is(pg_temp.held('east'), '3 held, 2 wanted', 'hands it over');
select is((select sum(d.heads) from public.door_shares d where d.guest_id = pg_temp.id_of('hal')), 4::bigint,
    'and the doors together never hold more than the party');
select is(pg_temp.outcome('crew', format('update public.door_shares set wanted = 1 where id = %L',
        pg_temp.id_of('askwest'))), 'done', 'crew asks');
select is(pg_temp.held('west'), '1 held, 0 wanted', 'for nothing');

-- One device at a door.
create function pg_temp.stand(who text, door text, device text) returns text language sql as $$
    select pg_temp.outcome(who, format('update public.doors set device_id = %L
        where organization_id = %L and id = %L', pg_temp.id_of(device), pg_temp.id_of('Here'),
        pg_temp.id_of(door)))
$$;
create function pg_temp.there(door text) returns text language sql stable as $$
    select coalesce(case d.device_id when pg_temp.id_of('tablet') then 'tablet'
                                     when pg_temp.id_of('phone') then 'phone' end, 'nobody')
           || case when d.device_user_id = pg_temp.id_of('manager') then ' of the manager' else '' end
           || case when d.device_at is null then '' else ', since then' end
      from public.doors d where d.id = pg_temp.id_of(door)
$$;
select is(pg_temp.stand('manager', 'east', 'tablet'), 'done', 'a device comes to a door');
select is(pg_temp.there('east'), 'tablet of the manager, since then', 'whose it is is known');
select is(pg_temp.stand('booking', 'east', 'phone'), 'OT020 another device checks in at this door',
    'a second one is refused');
select is(pg_temp.outcome('booking', format('update public.doors set name = ''Yard'', device_user_id = null,
        device_at = null where id = %L', pg_temp.id_of('east'))), 'done', 'the door is renamed');
select is(pg_temp.there('east'), 'tablet of the manager, since then', 'and the device stays there');
select is(pg_temp.stand('crew', 'east', null), 'done', 'crew takes it off');
select is(pg_temp.there('east'), 'tablet of the manager, since then', 'in vain');
select is(pg_temp.stand('booking', 'east', null), 'done', 'who runs the list takes it off');
select is(pg_temp.there('east'), 'nobody', 'and nobody is there');
select is(pg_temp.stand('booking', 'east', 'phone'), 'done', 'then the second one comes');
select is(pg_temp.there('east'), 'phone, since then', 'and is known as theirs');

-- A device that is lost: what it held is taken back, and what it tells late is judged.
select is(pg_temp.want('west', 0), 'done', 'a door wants nothing more');
select is(pg_temp.want('west', 3), 'done', 'then it asks for what a lost device held');
select is(pg_temp.outcome('manager', format('update public.door_shares set heads = 0, wanted = null
        where id = %L', pg_temp.id_of('askeast'))), 'done', 'whoever runs the list takes that back');
select is(pg_temp.held('east') || ' / ' || pg_temp.held('west'), '0 held, 0 wanted / 4 held, 0 wanted',
    'and the door that asked has it');
select is(pg_temp.outcome('manager', format('insert into public.admissions
        (organization_id, id, guest_id, door_id, heads, admitted_at) values (%L, %L, %L, %L, 1, now())',
        pg_temp.id_of('Here'), pg_temp.id_of('late'), pg_temp.id_of('hal'), pg_temp.id_of('east'))),
    'OT020 this door has 0 places left for this guest', 'what the lost device tells late is refused');

select * from finish();
rollback;
