-- Partners: who is linked with whom, what of an artist's dates reaches the other, and that nothing
-- else does.

begin;
\ir fixture.sql
select * from no_plan();

create function pg_temp.there(name text) returns uuid language sql immutable as $$
    select pg_temp.id_of('Therepartner' || name)
$$;
create function pg_temp.asked(who text, organization text, id uuid, given text) returns text
language sql as $$
    select pg_temp.outcome(who, format('insert into public.partnerships (organization_id, id, %s)
        values (%L, %L, %s)', split_part(given, '=', 1), pg_temp.id_of(organization), id,
        split_part(given, '=', 2)))
$$;
create function pg_temp.change(who text, tab text, id uuid, assignments text) returns text
language sql as $$
    select pg_temp.outcome(who, format('update public.%I set %s where id = %L', tab, assignments, id))
$$;
-- Tells all news, each in a transaction of its own; how many there were.
create function pg_temp.told() returns integer language plpgsql as $$
declare
    news integer := 0;
begin
    perform pg_temp.next_transaction();
    while ota.tell_partners() > 0 loop
        news := news + 1;
        perform pg_temp.next_transaction();
    end loop;
    return news;
end
$$;
-- What the partner has, without what every row has: the whole of what left.
create function pg_temp.seen(who text default 'outsider') returns text language plpgsql as $$
declare
    partner constant uuid := pg_temp.there('mine');
    dates text;
begin
    perform pg_temp.act_as(who);
    select string_agg(concat_ws(' ', d.artist, d.date, coalesce(d.status, 'taken'), d.city, d.country),
                      ', ' order by d.artist, d.date)
      into dates from public.partner_dates d where d.partnership_id = partner;
    perform set_config('role', 'none', true), set_config('request.jwt.claims', '', true);
    return dates;
end
$$;
create function pg_temp.plan(statement text) returns text language sql as $$
    select pg_temp.outcome('manager', format(statement, pg_temp.id_of('Here')))
$$;
create function pg_temp.share(artist text, detail text) returns text language sql as $$
    select pg_temp.outcome('manager', format('insert into public.partner_shares
        (organization_id, id, partnership_id, artist, detail) values (%L, %L, %L, %L, %L)',
        pg_temp.id_of('Here'), pg_temp.id_of('share ' || artist), pg_temp.id_of('ours'), artist,
        detail))
$$;

-- Consent.
select pg_temp.told();
select is(pg_temp.asked('manager', 'Here', pg_temp.id_of('ours'),
    'name, code=''The agency'', ''ABCDEFGHJKMNPQRS'''), 'done', 'an invitation has a code');
select is(pg_temp.asked('manager', 'Here', pg_temp.id_of('twice'),
    'code, status=''ABCDEFGHJKMNPQRS'', ''linked'''), 'OT020 this is your own code',
    'nobody is their own partner');
select is(pg_temp.asked('manager', 'Here', pg_temp.id_of('none'), 'name=''Nobody'''),
    'OT020 a partnership begins with a code', 'without a code there is none');
select is(pg_temp.asked('booking', 'Here', pg_temp.id_of('none'), 'code=''ABCDEFGHJKMNPQRZ''') ~ '^42501',
    true, 'a booking agent does not invite');
select is(pg_temp.change('manager', 'partnerships', pg_temp.id_of('ours'), 'status = ''linked'''),
    'OT020 only the partner''s code links the two', 'nobody agrees for the other side');
select is(pg_temp.change('manager', 'partnerships', pg_temp.id_of('ours'), format(
    'partner_id = %L, code = ''ABCDEFGHJKMNPQRX'', linked_at = now()', pg_temp.id_of('There'))), 'done',
    'what the server decides');
select is((select array[partner_id::text, linked_at::text, code] from public.partnerships
            where id = pg_temp.id_of('ours')), array[null, null, 'ABCDEFGHJKMNPQRS'],
    'is not taken from anybody');
select is(pg_temp.asked('outsider', 'There', pg_temp.there('wrong'),
    'code, status=''ABCDEFGHJKMNPQRT'', ''linked'''), 'OT020 this code does not open a partnership',
    'a code that nobody gave opens nothing');
select is(pg_temp.asked('outsider', 'There', pg_temp.there('mine'),
    'code, status=''ABCDEFGHJKMNPQRS'', ''linked'''), 'done', 'the code that was given');
select is((select array[name, status, code, partner_id::text] from public.partnerships
            where id = pg_temp.there('mine')),
    array['Here', 'linked', null, pg_temp.id_of('Here')::text], 'links, and tells with whom');
select is(pg_temp.asked('outsider', 'There', pg_temp.there('again'),
    'code, status=''ABCDEFGHJKMNPQRS'', ''linked'''), 'OT020 this code does not open a partnership',
    'once');
select is((select status from public.partnerships where id = pg_temp.id_of('ours')), 'invited',
    'who invited is told in a transaction of their own');
select is(pg_temp.told(), 1, 'which is the next');
select is((select array[name, status, code, partner_id::text] from public.partnerships
            where id = pg_temp.id_of('ours')),
    array['There', 'linked', null, pg_temp.id_of('There')::text], 'and then knows the same');
select is(pg_temp.asked('outsider', 'There', pg_temp.there('back'), 'code=''ZZZZZZZZZZZZZZZZ'''), 'done',
    'a second invitation between the two');
select is(pg_temp.asked('manager', 'Here', pg_temp.id_of('twice'),
    'code, status=''ZZZZZZZZZZZZZZZZ'', ''linked'''), 'OT020 you are partners already',
    'leads nowhere');

-- What is there to be seen: a show with money and notes, a hold, a day.
select pg_temp.plan($$ insert into public.tours (organization_id, id, name, artist) values
    (%1$L, '00000000-0000-7000-8000-00000000000a', 'Secret tour', 'Paper Lanterns') $$);
select pg_temp.plan($$ insert into public.shows (organization_id, id, tour_id, title, date, status, city,
    country, notes, promoter) values
    (%1$L, '00000000-0000-7000-8000-00000000000b', '00000000-0000-7000-8000-00000000000a', 'Secret title',
     current_date + 10, 'confirmed', 'Bremen', 'DE', 'Secret note', 'Secret promoter'),
    (%1$L, '00000000-0000-7000-8000-00000000000c', '00000000-0000-7000-8000-00000000000a', 'An idea',
     current_date + 11, 'idea', 'Kiel', 'DE', null, null) $$);
select pg_temp.plan($$ insert into public.holds (organization_id, venue_id, tour_id, date, party) values
    (%1$L, md5('Herevenuesrow')::uuid, '00000000-0000-7000-8000-00000000000a', current_date + 12, 'Secret party'),
    (%1$L, md5('Herevenuesrow')::uuid, null, current_date + 13, 'Somebody else') $$);
select pg_temp.plan($$ insert into public.days (organization_id, tour_id, date, kind, title, city) values
    (%1$L, '00000000-0000-7000-8000-00000000000a', current_date + 14, 'rehearsal', 'Secret', 'Ulm'),
    (%1$L, '00000000-0000-7000-8000-00000000000a', current_date + 15, 'off', null, 'Ulm') $$);
select pg_temp.plan($$ update public.venues set city = 'Essen', country = 'DE'
    where organization_id = %1$L and id = md5('Herevenuesrow')::uuid $$);
select pg_temp.told();
select is(pg_temp.seen(), null, 'being partners shares nothing');

select is(pg_temp.share('paper lanterns ', 'busy'), 'done', 'an artist is shared');
select is(pg_temp.told(), 1, 'the partner is told');
select is(pg_temp.seen(), (select string_agg('Paper Lanterns ' || (current_date + n) || ' taken', ', '
    order by n) from unnest(array[10, 12, 14]) n),
    'which dates are taken and nothing more; ideas, days off and what may be another''s stay');
select is(pg_temp.outcome('outsider', format('select 1 from public.shows where organization_id = %L',
    pg_temp.id_of('Here'))), 'done', 'asking for the rows themselves');
select is(pg_temp.attempt('outsider', format('select from public.shows where organization_id = %L',
    pg_temp.id_of('Here'))), 'no', 'meets none');
select is(pg_temp.change('manager', 'partner_shares', pg_temp.id_of('share paper lanterns '),
    'detail = ''city'''), 'done', 'more is shared');
select pg_temp.told();
select is(pg_temp.seen(), format('Paper Lanterns %s confirmed Bremen DE, '
    'Paper Lanterns %s held Essen DE, Paper Lanterns %s other Ulm',
    current_date + 10, current_date + 12, current_date + 14),
    'city and status, and still nothing else');
select is((select count(*)::integer from ota.change_log l
            where l.organization_id = pg_temp.id_of('There') and l.table_name like 'partner%'
              and (l.before::text || coalesce(l.after::text, '')) ~ 'Secret'), 0,
    'no name, note, fee or party of the other side is in the log either');

-- What changes is told, what does not concern the partner is not.
select is(pg_temp.plan($$ update public.shows set notes = 'Another', title = 'Other' where organization_id = %1$L
    and title = 'Secret title' $$), 'done', 'a note');
select is(pg_temp.told(), 0, 'is no news');
select pg_temp.plan($$ update public.shows set status = 'cancelled' where organization_id = %1$L
    and title = 'Other' $$), pg_temp.plan($$ update public.shows set status = 'held'
    where organization_id = %1$L and title = 'An idea' $$);
select is(pg_temp.told(), 1, 'two changes are told at once');
select is(pg_temp.seen(), format('Paper Lanterns %s held Kiel DE, Paper Lanterns %s held Essen DE, '
    'Paper Lanterns %s other Ulm', current_date + 11, current_date + 12, current_date + 14),
    'a date that became free is free');
select is(pg_temp.change('manager', 'partner_shares', pg_temp.id_of('share paper lanterns '),
    'detail = ''busy'''), 'done', 'less is shared');
select pg_temp.told();
select is(pg_temp.seen() ~ 'Kiel|Essen|held', false, 'what is shared no more is gone');
select is(pg_temp.plan($$ delete from public.shows where organization_id = %1$L
    and title = 'An idea' $$), 'done', 'a show is deleted');
select pg_temp.told();
select is(pg_temp.seen(), (select string_agg('Paper Lanterns ' || (current_date + n) || ' taken', ', '
    order by n) from unnest(array[12, 14]) n), 'its date is free');

-- What has no artist goes under the organization's own name, but a hold for nothing is not told.
select pg_temp.plan($$ insert into public.shows (organization_id, title, date, status)
    values (%1$L, 'Own night', current_date + 16, 'confirmed') $$);
select is(pg_temp.share('Here', 'city'), 'done', 'what has no artist is shared');
select pg_temp.told();
select is(pg_temp.seen() like format('Here %s confirmed,%%', current_date + 16), true,
    'under the organization''s name');
select is(pg_temp.seen() ~ (current_date + 13)::text, false, 'somebody else''s hold is not');
select pg_temp.outcome('manager', format('delete from public.partner_shares where id = %L',
    pg_temp.id_of('share Here')));
select pg_temp.told();
select is(pg_temp.seen() ~ 'Here', false, 'and is taken back');

-- Whom a share is about is an artist, not a name.
create function pg_temp.artist(organization text, artist text) returns uuid language sql stable as $$
    select min(a.id::text)::uuid from public.artists a
     where a.organization_id = pg_temp.id_of(organization) and a.name = artist
$$;
create function pg_temp.their_names(who text default 'outsider') returns text language plpgsql as $$
declare
    partner constant uuid := pg_temp.there('mine');
    names text;
begin
    perform pg_temp.act_as(who);
    select string_agg(a.name || coalesce(' is our ' || o.name, ''), ', ' order by a.name, a.id)
      into names from public.partner_artists a
      left join public.artists o on o.organization_id = a.organization_id and o.id = a.artist_id
     where a.partnership_id = partner;
    perform set_config('role', 'none', true), set_config('request.jwt.claims', '', true);
    return names;
end
$$;
select is((select count(*)::integer from public.artists where organization_id = pg_temp.id_of('Here')
              and ota.is_same_name(name, 'paper lanterns')), 1, 'a name written in two ways is one artist');
select is(pg_temp.their_names(), 'Paper Lanterns', 'the partner knows of whom something is shared');
select is(pg_temp.plan($$ update public.artists set name = 'The Lanterns' where organization_id = %1$L
    and name = 'Paper Lanterns' $$), 'done', 'an artist has a new name');
select is((select artist from public.tours where id = '00000000-0000-7000-8000-00000000000a'),
    'The Lanterns', 'and so has the tour');
select pg_temp.told();
select is(pg_temp.seen(), (select string_agg('The Lanterns ' || (current_date + n) || ' taken', ', '
    order by n) from unnest(array[12, 14]) n), 'what is shared stays shared, under the new name');
select pg_temp.plan($$ insert into public.tours (organization_id, id, name, artist) values
    (%1$L, '00000000-0000-7000-8000-0000000000a2', 'Another tour', 'Paper Lanterns') $$);
select pg_temp.plan($$ insert into public.shows (organization_id, tour_id, title, date, status) values
    (%1$L, '00000000-0000-7000-8000-0000000000a2', 'Another''s', current_date + 20, 'confirmed') $$);
select pg_temp.told();
select is(pg_temp.seen() ~ (current_date + 20)::text, false,
    'who comes with the name that was, is another artist and not shared');
select is(pg_temp.plan($$ update public.artists set name = 'The Lanterns' where organization_id = %1$L
    and name = 'Paper Lanterns' $$), 'done', 'two artists with one name');
select pg_temp.told();
select is(pg_temp.seen() ~ (current_date + 20)::text, false, 'are two: only the one that was meant is shared');
select is(pg_temp.plan($$ insert into public.tours (organization_id, id, name, artist) values
    (%1$L, '00000000-0000-7000-8000-0000000000a3', 'Whose tour', 'the lanterns') $$), 'done',
    'a tour under the name that both have');
select is((select artist_id from public.tours where id = '00000000-0000-7000-8000-0000000000a3'), null,
    'is nobody''s until somebody says whose');
select pg_temp.plan($$ insert into public.shows (organization_id, tour_id, title, date, status) values
    (%1$L, '00000000-0000-7000-8000-0000000000a3', 'Whose', current_date + 21, 'confirmed') $$);
select is(pg_temp.share('The Lanterns', 'busy'), 'OT020 several artists have this name',
    'who shares one of two has to say which');
select pg_temp.told();
select is(pg_temp.seen() ~ (current_date + 21)::text, false, 'and nobody sees it');
select is(pg_temp.plan($$ update public.tours t set artist_id = (select s.artist_id
    from public.partner_shares s where s.organization_id = t.organization_id
     and s.artist = 'The Lanterns') where t.organization_id = %1$L and t.name = 'Whose tour' $$), 'done',
    'it is said whose');
select pg_temp.told();
select is(pg_temp.seen() ~ (current_date + 21)::text, true, 'then the partner sees it');
select is(pg_temp.change('manager', 'partner_shares', pg_temp.id_of('share paper lanterns '), format(
    'artist_id = %L, artist = ''X''', (select artist_id from public.tours where name = 'Another tour'))),
    'done', 'another artist and name for a share');
select is((select count(*)::integer from public.partner_shares s join public.tours t
             on t.organization_id = s.organization_id and t.artist_id = s.artist_id
            where s.id = pg_temp.id_of('share paper lanterns ') and s.artist = 'The Lanterns'
              and t.name = 'Secret tour'), 1, 'are not taken');
select is(pg_temp.outcome('manager', format('insert into public.partner_shares (organization_id,
    partnership_id, artist, artist_id) values (%L, %L, ''Theirs'', %L)', pg_temp.id_of('Here'),
    pg_temp.id_of('ours'), pg_temp.artist('There', 'The Decoys'))) ~ '^23503', true,
    'another organization''s artist cannot be shared');

-- Which of ours theirs is.
create function pg_temp.link(who text, artist uuid) returns text language sql as $$
    select pg_temp.outcome(who, format('update public.partner_artists set artist_id = %L
        where partnership_id = %L', artist, pg_temp.there('mine')))
$$;
select is(pg_temp.link('outsider', pg_temp.artist('There', 'The Decoys')), 'done',
    'the partner says which of their own it is');
select is(pg_temp.plan($$ update public.artists set name = 'The New Lanterns' where organization_id = %1$L
    and id = (select artist_id from public.partner_shares where artist = 'The Lanterns') $$), 'done',
    'a new name again');
select pg_temp.told();
select is(pg_temp.their_names(), 'The New Lanterns is our The Decoys', 'the link stays');
select is(pg_temp.link('outsider', pg_temp.artist('Here', 'The New Lanterns')) ~ '^23503', true,
    'it leads to none of another organization');
select is(pg_temp.outcome('outsider', format('update public.partner_artists set name = ''X''
    where partnership_id = %L', pg_temp.there('mine'))) ~ '^42501', true, 'what they are called is theirs');
select is(pg_temp.attempt('manager', format('select from public.partner_artists where partnership_id = %L',
    pg_temp.there('mine'))), 'no', 'and which it is, is not told back');
select pg_temp.outcome('outsider', format('insert into public.tours (organization_id, name, artist)
    values (%L, ''Ours'', ''Kite'')', pg_temp.id_of('There')));
select pg_temp.plan($$ insert into public.tours (organization_id, name, artist) values
    (%1$L, 'Kites', 'kite') $$);
select is(pg_temp.share('Kite', 'busy'), 'done', 'a second artist is shared');
select pg_temp.told();
select is(pg_temp.their_names(), 'The New Lanterns is our The Decoys, kite is our Kite',
    'one of a name that only one of theirs has is that one at first');
select pg_temp.outcome('manager', format('delete from public.partner_shares where id = %L',
    pg_temp.id_of('share Kite')));
select pg_temp.told();
select is(pg_temp.their_names(), 'The New Lanterns is our The Decoys', 'shared no more, it is gone');

-- Only the server writes what is shared; crew sees none of it.
select is(pg_temp.outcome('outsider', 'delete from public.partner_dates') ~ '^42501', true,
    'nobody deletes what a partner shares');
select is(pg_temp.outcome('outsider', format('insert into public.partner_dates (organization_id,
    partnership_id, artist, date) values (%L, %L, ''X'', current_date)', pg_temp.id_of('There'),
    pg_temp.there('mine'))) ~ '^42501', true, 'nor invents it');
select pg_temp.member('There', 'stranger', 'crew');
select is(pg_temp.seen('stranger'), null, 'crew of the partner sees nothing of it');
select is(pg_temp.their_names('stranger'), null, 'not even of whom there is something');

-- The end.
select is(pg_temp.change('outsider', 'partnerships', pg_temp.there('mine'), 'status = ''ended'''), 'done',
    'either side ends it');
select is(pg_temp.seen(), null, 'what was shared is gone at once');
select is(pg_temp.their_names(), null, 'and of whom it was');
select is((select count(*)::integer from ota.change_log l
            where l.organization_id = pg_temp.id_of('There') and l.table_name in ('partner_dates', 'partner_artists')
              and concat(l.before, l.after) ~* 'lanterns|kite'), 0,
    'from the history as well');
select is((select count(*)::integer from public.partner_dates where organization_id = pg_temp.id_of('There')),
    1, 'of another partner nothing is gone');
select is(pg_temp.told(), 1, 'the other side is told');
select is((select status from public.partnerships where id = pg_temp.id_of('ours')), 'ended',
    'and has the end, too');
select is((select count(*)::integer from public.partner_shares where partnership_id = pg_temp.id_of('ours')),
    0, 'nothing is shared any more');
select is(pg_temp.change('manager', 'partnerships', pg_temp.id_of('ours'), 'status = ''linked'''),
    'OT020 this partnership has ended', 'an end is an end');
select is(pg_temp.plan($$ update public.holds set date = date + 1 where organization_id = %1$L
    and party = 'Secret party' $$), 'done', 'what happens afterwards');
select is(pg_temp.told(), 0, 'is no news for them');

-- A deletion ends it like anything else, and consent is not restored.
select pg_temp.asked('manager', 'Here', pg_temp.id_of('later'), 'code=''ABCDEFGHJKMNPQR2''');
select pg_temp.asked('outsider', 'There', pg_temp.there('later'),
    'code, status=''ABCDEFGHJKMNPQR2'', ''linked''');
select is(pg_temp.told(), 1, 'partners anew');
select is(pg_temp.outcome('manager', format('delete from public.partnerships where id = %L',
    pg_temp.id_of('later'))), 'done', 'one side deletes its row');
select is(pg_temp.told(), 1, 'the other is told');
select is((select status from public.partnerships where id = pg_temp.there('later')), 'ended',
    'that it has ended');
select pg_temp.next_transaction(), set_config('ota.restoring', 'on', true);
insert into public.partnerships (organization_id, id, name, status, partner_id, linked_at)
values (pg_temp.id_of('Here'), pg_temp.id_of('later'), 'There', 'linked', pg_temp.id_of('There'), now());
select set_config('ota.restoring', 'off', true);
select is((select array[status, partner_id::text] from public.partnerships
            where id = pg_temp.id_of('later')), array['ended', null], 'a deleted one comes back ended');

-- One that stands in the way does not hold the others up.
select pg_temp.next_transaction();
insert into ota.partner_news (organization_id, partnership_id) values
    (pg_temp.id_of('nowhere'), pg_temp.id_of('nothing'));
select is(pg_temp.told(), 1, 'news of what is gone are dropped');

select * from finish();
rollback;
