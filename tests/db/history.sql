-- History: how far back it reaches, what no longer fits, and that its lookups go by index.

begin;
\ir fixture.sql
select * from no_plan();
create function pg_temp.head() returns bigint language sql as $$
    select seq from ota.org_head where organization_id = pg_temp.id_of('Here')
$$;
create function pg_temp.show() returns uuid language sql as $$
    select pg_temp.id_of('Hereshowsrow')
$$;
create temp table mark (name text, seq bigint);
grant select on mark to authenticated;
grant execute on function pg_temp.id_of(text), pg_temp.show() to authenticated;

select pg_temp.next_transaction();
update public.shows set city = 'Hamburg', capacity = 400 where id = pg_temp.show();
insert into mark select 'first', pg_temp.head();
select pg_temp.next_transaction();
update public.shows set city = 'Bremen', capacity = 500 where id = pg_temp.show();
insert into mark select 'second', pg_temp.head();

-- The horizon.
update ota.org_head set horizon_seq = (select seq from mark where name = 'first')
 where organization_id = pg_temp.id_of('Here');
delete from ota.change_log where organization_id = pg_temp.id_of('Here')
   and seq <= (select seq from mark where name = 'first');
select pg_temp.act_as('crew');
select throws_ok($$ select ota.history_at(pg_temp.id_of('Here'), 'shows', pg_temp.show(),
                        (select seq - 1 from mark where name = 'first'), null) $$, 'OT010',
    'the history does not reach back that far', 'a place behind the horizon is refused');
select throws_ok($$ select ota.history_at(pg_temp.id_of('Here'), 'shows', pg_temp.show(), null,
                        '2001-01-01') $$, 'OT010', null, 'a time behind the horizon is refused');
select is(ota.history_at(pg_temp.id_of('Here'), 'shows', pg_temp.show(), seq, null) -> 'row'
              ->> 'city', 'Hamburg', 'at the horizon itself a row is what its next change found')
  from mark where name = 'first';
select is(ota.history_at(pg_temp.id_of('Here'), 'tours', pg_temp.id_of('Heretoursrow'), seq, null)
              -> 'row' ->> 'name', 'Night Run',
    'a row that has not changed since the horizon is what it is')
  from mark where name = 'first';
create temp view page as
    select m.seq, p.body from mark m,
           ota.history_page(pg_temp.id_of('Here'), 'shows', pg_temp.show(),
                            9223372036854775807, 2147483647, 50) p (body)
     where m.name = 'first';
select is(body -> 'horizon' ->> 'seq', seq::text,
    'a page says how far back the history reaches') from page;
select is(body ->> 'is_whole', 'false', 'and that it does not begin at the beginning') from page;
select is(jsonb_array_length(body -> 'changes'), 1, 'and holds what is left') from page;
reset role;

-- What no longer fits.
select pg_temp.next_transaction();
alter table public.shows add constraint shows_no_hamburg check (city <> 'Hamburg') not valid;
alter table public.shows drop column capacity;
select pg_temp.act_as('manager');
select is(ota.history_restore(pg_temp.id_of('Here'), 'shows', pg_temp.show(), seq) -> 'left_out',
    '[{"field": "capacity", "reason": "no_such_field"},
      {"field": "city", "reason": "invalid"}]'::jsonb,
    'fields that are gone or not acceptable any more are left out and reported')
  from mark where name = 'first';
reset role;

-- Lookups.
set local enable_seqscan = off;
create function pg_temp.plan(statement text) returns setof text language plpgsql as $$
begin
    return query execute 'explain (costs off) ' || statement;
end
$$;
grant execute on function pg_temp.plan(text) to authenticated;
select pg_temp.act_as('manager');
select matches((select string_agg(line, E'\n') from pg_temp.plan(format(
        'select * from ota.change_log l where l.organization_id = %L and l.table_name = ''shows''
            and l.row_id = %L and (l.seq, l.ord) < (99, 1) order by l.seq desc, l.ord desc limit 3',
        pg_temp.id_of('Here'), pg_temp.show())) line),
    'Index Cond: .*organization_id.*table_name.*row_id',
    'a row''s history is read by its index under row level security');
reset role;

select * from finish();
rollback;
