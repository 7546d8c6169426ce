-- The server's word about holds: ranks, challenges with their clock, promotion, expiry.

begin;
\ir fixture.sql
select * from no_plan();

-- Holds of one venue and date, in the order of their names' first letters.
create function pg_temp.hold(name text, given text default 'date') returns text language sql as $$
    select pg_temp.outcome('booking', format('insert into public.holds
        (organization_id, id, venue_id, party, date) values (%L, %L, %L, %L, %L)',
        pg_temp.id_of('Here'), pg_temp.id_of(name), pg_temp.id_of('Herevenuesrow'), name,
        case given when 'date' then '2027-06-01' else given end))
$$;
create function pg_temp.change(name text, assignments text) returns text language sql as $$
    select pg_temp.outcome('booking', format(
        'update public.holds set %s where organization_id = %L and id = %L', assignments,
        pg_temp.id_of('Here'), pg_temp.id_of(name)))
$$;
create function pg_temp.stack(day date default '2027-06-01') returns text language sql stable as $$
    select string_agg(h.party || ' ' || coalesce(h.rank::text, '-') || ' ' || h.status
                      || case when h.is_challenging then ' challenging' else '' end, ', '
                      order by h.rank nulls last, h.party)
      from public.holds h where h.organization_id = pg_temp.id_of('Here') and h.date = day
$$;
-- As if so many hours had passed.
create function pg_temp.later(hours integer) returns integer language plpgsql as $$
begin
    perform pg_temp.next_transaction();
    set local session_replication_role = replica;
    update public.holds set answer_by = answer_by - make_interval(hours => hours),
                            expires_at = expires_at - make_interval(hours => hours);
    set local session_replication_role = origin;
    return ota.expire_holds();
end
$$;

select is(pg_temp.hold('a'), 'done', 'a date is held');
select pg_temp.hold('b'), pg_temp.hold('c');
select is(pg_temp.stack(), 'a 1 active, b 2 active, c 3 active', 'ranks are given in order');
select pg_temp.hold('z', '2027-06-02');
select is(pg_temp.stack('2027-06-02'), 'z 1 active', 'each date has its own');
select is(pg_temp.change('b', 'rank = 1, party = ''b'''), 'done', 'a rank that is sent');
select is(pg_temp.stack(), 'a 1 active, b 2 active, c 3 active', 'counts for nothing');
select is(pg_temp.change('b', 'status = ''confirmed'''),
    'OT020 an earlier hold has the first right to this date', 'the second does not confirm');
select is(pg_temp.outcome('booking', pg_temp.insertion('holds', pg_temp.values_of('holds', 'Here',
        'late', null) || '{"status": "confirmed"}')), 'OT020 a hold begins active',
    'nor does one begin confirmed');

-- A challenge.
select is(pg_temp.change('c', 'is_challenging = true, challenge_hours = 24'), 'done', 'the third challenges');
select is(pg_temp.stack(), 'a 1 challenged, b 2 challenged, c 3 active challenging',
    'whoever stands above it');
select is((select array_agg(distinct answer_by) from public.holds where date = '2027-06-01'
              and answer_by is not null), array[now() + interval '24 hours'],
    'who have as long as it said');
select is(pg_temp.change('b', 'status = ''active'''),
    'OT020 a hold is challenged by a lower one, and only by that', 'nobody shakes it off');
select is(pg_temp.change('z', 'status = ''challenged'''),
    'OT020 a hold is challenged by a lower one, and only by that', 'or takes it on');
select is(pg_temp.change('c', 'is_challenging = false'), 'done', 'the challenge is taken back');
select is(pg_temp.stack(), 'a 1 active, b 2 active, c 3 active', 'and nobody has to answer');
select pg_temp.change('c', 'is_challenging = true');
select is(pg_temp.change('a', 'status = ''released'''), 'done', 'the first gives way');
select is(pg_temp.stack(), 'b 1 challenged, c 2 active challenging, a - released', 'the others move up');
select is(pg_temp.later(23), 0, 'before the answer is due nothing happens');
select is(pg_temp.later(2), 1, 'then');
select is(pg_temp.stack(), 'c 1 active, a - released, b - expired',
    'who did not answer is out, and who is first challenges nobody');
select is(pg_temp.later(1000), 0, 'once');
select is(pg_temp.change('c', 'is_challenging = true'), 'done', 'the first asks for a challenge');
select is(pg_temp.stack(), 'c 1 active, a - released, b - expired', 'of nobody');
select is((select h.seq from ota.org_head h where h.organization_id = pg_temp.id_of('Here')),
    (select max(l.seq) from ota.change_log l where l.organization_id = pg_temp.id_of('Here')),
    'and every seq has its row in the log');

-- Confirming and back.
select pg_temp.hold('d'), pg_temp.hold('e');
select is(pg_temp.change('c', 'status = ''confirmed'''), 'done', 'the first confirms');
select is(pg_temp.stack(), 'c 1 confirmed, d 2 active, e 3 active, a - released, b - expired',
    'the others keep their places beneath');
select is(pg_temp.change('c', 'date = ''2027-06-02'''), 'OT020 a confirmed hold keeps its date',
    'a confirmed hold stays where it is');
select is(pg_temp.change('d', 'status = ''confirmed'''),
    'OT020 an earlier hold has the first right to this date', 'nobody confirms beside it');
select is(pg_temp.change('c', 'status = ''active'''), 'done', 'a confirmation taken back');
select is(pg_temp.stack(), 'c 1 active, d 2 active, e 3 active, a - released, b - expired',
    'restores the stack');
select is(pg_temp.change('c', 'status = ''expired'''), 'OT020 this hold has not run out',
    'nobody lets a hold expire by hand');
select is(pg_temp.change('a', 'status = ''active'''), 'OT020 this hold is released',
    'a released hold does not come back');
select is(pg_temp.change('d', 'date = ''2027-06-02'''), 'done', 'a hold may go to another date');
select is(pg_temp.stack('2027-06-02'), 'z 1 active, d 2 active', 'behind those who are there');
select is(pg_temp.stack(), 'c 1 active, e 2 active, a - released, b - expired',
    'and leaves its place to the next');
select is(pg_temp.outcome('booking', format('delete from public.holds where id = %L',
    pg_temp.id_of('c'))), 'done', 'a hold is deleted');
select is(pg_temp.stack(), 'e 1 active, a - released, b - expired', 'as if it were released');

-- Each stage by itself; what runs out without a challenge.
select is(pg_temp.outcome('booking', pg_temp.insertion('holds', pg_temp.values_of('holds', 'Here', 's',
        null) || jsonb_build_object('date', '2027-06-01', 'party', 's', 'expires_at', now()
        + interval '3 hours', 'stage_id', pg_temp.id_of('Herestagesrow')))), 'done', 'another stage');
select is(pg_temp.stack(), 'e 1 active, s 1 active, a - released, b - expired',
    'has an order of its own');
select is(pg_temp.later(4), 1, 'what is held for a time');
select is(pg_temp.stack(), 'e 1 active, a - released, b - expired, s - expired', 'runs out');

-- One organization a transaction.
select pg_temp.outcome('booking', format('update public.holds set expires_at = now() where id = %L',
    pg_temp.id_of('e')));
select pg_temp.outcome('outsider', format('update public.holds set expires_at = now() where id = %L',
    pg_temp.id_of('Thereholdsrow')));
select is(array[pg_temp.later(0), pg_temp.later(0), pg_temp.later(0)], array[1, 1, 0],
    'of two organizations each has its own turn');

select * from finish();
rollback;
