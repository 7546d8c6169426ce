-- The server's word about the day: schedules without circles, locked advances, links that open.

begin;
\ir fixture.sql
select * from no_plan();

create function pg_temp.item(name text, after text) returns text language sql as $$
    select format('insert into public.schedule_items (organization_id, id, kind, title, zone,
                       starts_at, after_id)
                   values (%L, %L, ''other'', %L, ''Europe/Berlin'', ''2027-03-01T10:00:00Z'', %L)',
                  pg_temp.id_of('Here'), pg_temp.id_of(name), name, pg_temp.id_of(after))
$$;
create function pg_temp.link(name text, after text) returns text language sql as $$
    select pg_temp.outcome('manager', format(
        'update public.schedule_items set after_id = %L where organization_id = %L and id = %L',
        pg_temp.id_of(after), pg_temp.id_of('Here'), pg_temp.id_of(name)))
$$;
\set circle '\'OT020 an item cannot follow itself, not by way of others either\''

select is(pg_temp.outcome('manager', pg_temp.item('load in', null)), 'done', 'an item stands alone');
select is(pg_temp.outcome('manager', pg_temp.item('check', 'load in')), 'done', 'or follows another');
select is(pg_temp.outcome('manager', pg_temp.item('doors', 'check')), 'done', 'that follows a third');
select is(pg_temp.link('load in', 'load in'), :circle, 'an item does not follow itself');
select is(pg_temp.link('load in', 'doors'), :circle, 'nor an item that follows it');
select is(pg_temp.outcome('manager', pg_temp.item('own tail', 'own tail')), :circle,
    'nor is one made that way');
select is(pg_temp.link('doors', 'load in'), 'done', 'it may follow another instead');
select is(pg_temp.link('load in', 'doors'), :circle, 'which is found in the new order, too');
select pg_temp.next_transaction();
delete from public.schedule_items where id = pg_temp.id_of('check');
select is((select count(*) from public.schedule_items where id in (pg_temp.id_of('load in'),
    pg_temp.id_of('doors'))), 2::bigint, 'a deleted item leaves those that followed it');
select is(pg_temp.link('doors', null), 'done', 'a link may be cut');

-- advances
create function pg_temp.set_advance(who text, assignments text) returns text language sql as $$
    select pg_temp.outcome(who, format(
        'update public.advances set %s where organization_id = %L and id = %L', assignments,
        pg_temp.id_of('Here'), pg_temp.id_of('Hereadvancesrow')))
$$;
create function pg_temp.answer(who text, text text) returns text language sql as $$
    select pg_temp.outcome(who, format(
        'update public.advance_answers set answer = %L where organization_id = %L and id = %L', text,
        pg_temp.id_of('Here'), pg_temp.id_of('Hereadvance_answersrow')))
$$;
\set locked '\'OT020 this advance is approved and locked\''
select is(pg_temp.answer('booking', 'Two loaders'), 'done', 'an open advance is answered');
select is(pg_temp.set_advance('booking', 'status = ''approved'', approved_at = now()'), 'done',
    'and approved');
select is(pg_temp.answer('booking', 'Three loaders'), :locked, 'then its answers stand');
select is(pg_temp.answer('owner', 'Three loaders'), :locked, 'for an owner, too');
select is(pg_temp.outcome('manager', pg_temp.insertion('advance_answers',
        pg_temp.values_of('advance_answers', 'Here', 'late', null))), :locked, 'none is added');
select is(pg_temp.outcome('manager', format('delete from public.advance_answers where id = %L',
        pg_temp.id_of('Hereadvance_answersrow'))), :locked, 'none is taken away');
select is(pg_temp.set_advance('owner', 'name = ''Other'''), :locked, 'nothing of it changes');
select is(pg_temp.outcome('owner', format('delete from public.advances where id = %L',
        pg_temp.id_of('Hereadvancesrow'))), :locked, 'it is not deleted');
select is(pg_temp.set_advance('booking', 'status = ''answered'''), :locked,
    'who books does not open it again');
select is(pg_temp.set_advance('manager', 'status = ''answered'''), 'done', 'a manager does');
select is(pg_temp.answer('booking', 'Three loaders'), 'done', 'and then it is answered again');
select is(pg_temp.set_advance('manager', 'status = ''approved'''), 'done', 'and approved again');
select is(pg_temp.outcome('manager', format('delete from public.shows where id = %L',
        pg_temp.id_of('Hereshowsrow'))), 'done', 'a show that is deleted takes it along');

-- share links
create function pg_temp.opened(token text) returns text language plpgsql as $$
declare
    hash constant bytea := sha256(convert_to(token, 'UTF8'));
    found_kind text;
begin
    perform pg_temp.next_transaction();
    set local role ota_server;
    select kind into found_kind from ota.open_share(hash);
    reset role;
    return found_kind;
end
$$;
\set token '\'' `printf %043d 7` '\''
select is(pg_temp.outcome('crew', format('insert into public.share_links
        (organization_id, id, kind, token) values (%L, %L, ''calendar'', %L)', pg_temp.id_of('Here'),
        pg_temp.id_of('link'), :token)), 'done', 'crew shares its own calendar');
select is(pg_temp.opened(:token), 'calendar', 'the link opens by its secret');
select is(pg_temp.opened(repeat('8', 43)), null, 'another secret opens nothing');
select is((select last_used_at from public.share_links where id = pg_temp.id_of('link')),
    date_trunc('hour', now()), 'that it was used is told to the hour');
select is(pg_temp.outcome('crew', format('update public.share_links set token = %L where id = %L',
        repeat('9', 43), pg_temp.id_of('link'))),
    'OT020 a link keeps its secret, its kind and whose it is', 'a link keeps its secret');
select is(pg_temp.outcome('crew', format('update public.share_links set kind = ''advance''
        where id = %L', pg_temp.id_of('link'))),
    'OT020 a link keeps its secret, its kind and whose it is', 'and what it opens');
select is(pg_temp.outcome('crew', format('update public.share_links set expires_at = %L
        where id = %L', now() - interval '1 minute', pg_temp.id_of('link'))), 'done', 'it expires');
select is(pg_temp.opened(:token), null, 'then it opens nothing');
select pg_temp.outcome('crew', format('update public.share_links set expires_at = null
        where id = %L', pg_temp.id_of('link')));
select is(pg_temp.opened(:token), 'calendar', 'until it is prolonged');
select pg_temp.outcome('crew', format('update public.share_links set revoked_at = now()
        where id = %L', pg_temp.id_of('link')));
select is(pg_temp.opened(:token), null, 'what was withdrawn opens nothing');
select pg_temp.outcome('crew', format('update public.share_links set revoked_at = null
        where id = %L', pg_temp.id_of('link')));
select pg_temp.outcome('crew', format('select public.leave_organization(%L)', pg_temp.id_of('Here')));
select is(pg_temp.opened(:token), null, 'who has left shares nothing any more');
select throws_ok('set local role authenticated; select * from ota.open_share(''\x00'')', '42501', null,
    'only the server asks by a secret');
reset role;

select * from finish();
rollback;
