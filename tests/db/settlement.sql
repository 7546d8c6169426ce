-- The server's word about settlements: versions, signatures, and that what was signed stands.

begin;
\ir fixture.sql
select * from no_plan();

create function pg_temp.begin(name text, more jsonb default '{}') returns text language sql as $$
    select pg_temp.outcome('manager', pg_temp.insertion('settlements', jsonb_build_object(
        'organization_id', pg_temp.id_of('Here'), 'id', pg_temp.id_of(name),
        'show_id', pg_temp.id_of('Hereshowsnew'), 'currency', 'EUR', 'input', '{}'::jsonb,
        'result_hash', repeat('ab', 32)) || more))
$$;
create function pg_temp.change(name text, assignments text) returns text language sql as $$
    select pg_temp.outcome('manager', format(
        'update public.settlements set %s where organization_id = %L and id = %L', assignments,
        pg_temp.id_of('Here'), pg_temp.id_of(name)))
$$;
create function pg_temp.sign(name text, party text, hash text default repeat('ab', 32)) returns text
    language sql as $$
    select pg_temp.outcome('manager', format('insert into public.settlement_signatures
        (organization_id, id, settlement_id, party, name, result_hash, signed_at)
        values (%L, %L, %L, %L, ''Sila Example'', %L, now())', pg_temp.id_of('Here'),
        pg_temp.id_of(name || party), pg_temp.id_of(name), party, hash))
$$;
create function pg_temp.state(of_name text) returns text language sql stable as $$
    select s.version || ' ' || s.status from public.settlements s where s.id = pg_temp.id_of(of_name)
$$;

select is(pg_temp.begin('one', '{"version": 7}'), 'done', 'a settlement is begun');
select is(pg_temp.state('one'), '1 draft', 'with the number that is next');
select is(pg_temp.begin('two', '{"status": "signed"}'), 'OT020 a settlement begins unsigned',
    'none begins signed');
select is(pg_temp.begin('two', jsonb_build_object('amends_id', pg_temp.id_of('one'), 'reason', 'Typo')),
    'OT020 only a signed settlement of the same show or run is amended', 'what is not signed is not amended');
select is(pg_temp.sign('one', 'artist'), 'OT020 this settlement was not presented yet',
    'what was not presented is not signed');
select is(pg_temp.change('one', 'status = ''signed'''), 'OT020 a settlement that is draft does not become signed',
    'and nobody says that it is');
select is(pg_temp.change('one', 'status = ''agreed'', balance_minor = 120000, version = 3'), 'done',
    'all steps before signing are free, and may be taken at once');
select is(pg_temp.state('one'), '1 agreed', 'the number is not');
select is(pg_temp.sign('one', 'artist', repeat('cd', 32)),
    'OT020 this signature is for another result', 'a signature is for this very result');
select is(pg_temp.sign('one', 'artist'), 'done', 'one side signs');
select is(pg_temp.state('one'), '1 agreed', 'which is half of it');
select is(pg_temp.change('one', 'balance_minor = 1'), 'OT020 one side has signed this version already',
    'what one has signed stays');
select is(pg_temp.change('one', 'notes = ''Cash'''), 'done', 'a note may change');
select is(pg_temp.sign('one', 'promoter'), 'done', 'the other signs');
select is(pg_temp.state('one'), '1 signed', 'then it is signed');
select is((select array_agg(distinct updated_by) from public.settlements where id = pg_temp.id_of('one')),
    array[pg_temp.id_of('manager')], 'by who sent the signature');
select is(pg_temp.change('one', 'result_hash = null'), 'OT020 a signed settlement is never changed',
    'it is never changed');
select is(pg_temp.change('one', 'status = ''draft'''),
    'OT020 a settlement that is signed does not become draft', 'nor undone');
select is(pg_temp.outcome('owner', format('delete from public.settlements where id = %L',
    pg_temp.id_of('one'))), 'OT020 a signed settlement is never deleted', 'nor deleted');
select is(pg_temp.outcome('owner', format('update public.settlement_signatures set name = ''Other''
    where id = %L', pg_temp.id_of('oneartist'))),
    'OT020 a signature is never changed or taken back', 'nor are its signatures changed');
select is(pg_temp.outcome('owner', format('delete from public.settlement_signatures where id = %L',
    pg_temp.id_of('oneartist'))),
    'OT020 a signature is never changed or taken back', 'or deleted');
select is(pg_temp.outcome('manager', format('insert into public.settlement_signatures
        (organization_id, settlement_id, party, name, result_hash, signed_at)
        values (%L, %L, ''artist'', ''Other'', %L, now())', pg_temp.id_of('Here'), pg_temp.id_of('one'),
        repeat('ab', 32))), 'OT020 this settlement is signed', 'or added');
select is(pg_temp.change('one', 'status = ''paid'', paid_at = now()'), 'done', 'it is paid');
select is(pg_temp.change('one', 'status = ''signed'', paid_at = null'), 'done',
    'which may have been said too early');

-- An amendment.
select is(pg_temp.begin('two', jsonb_build_object('amends_id', pg_temp.id_of('one'))),
    '23514 new row for relation "settlements" violates check constraint "settlements_reason_given"',
    'an amendment has a reason');
select is(pg_temp.begin('two', jsonb_build_object('amends_id', pg_temp.id_of('one'), 'reason',
    'Catering twice', 'status', 'presented')), 'done', 'a signed settlement is amended');
select is(pg_temp.state('two'), '2 presented', 'by a version of its own');
select is(pg_temp.state('one'), '1 signed', 'until it is signed the first one stands');
select is(pg_temp.sign('two', 'artist') || pg_temp.sign('two', 'promoter'), 'donedone', 'both sign it');
select is(pg_temp.state('one') || ', ' || pg_temp.state('two'), '1 amended, 2 signed', 'now it stands');
select is(pg_temp.change('one', 'status = ''signed'''),
    'OT020 a settlement that is amended does not become signed', 'and the first one never again');
select is(pg_temp.begin('three'), 'done', 'another version');
select is(pg_temp.state('three'), '3 draft', 'is counted on');
select is(pg_temp.outcome('manager', format('delete from public.settlements where id = %L',
    pg_temp.id_of('three'))), 'done', 'a draft is thrown away');
select is(pg_temp.outcome('booking', format('delete from public.settlements where id = %L',
    pg_temp.id_of('two'))), 'done', 'who may not delete');
select is(pg_temp.state('two'), '2 signed', 'deletes nothing');
select is(pg_temp.outcome('manager', format('delete from public.shows where id = %L',
    pg_temp.id_of('Hereshowsnew'))), 'done', 'a show that is deleted takes all of it along');
select is((select count(*) from public.settlement_signatures where settlement_id
    in (pg_temp.id_of('one'), pg_temp.id_of('two'))), 0::bigint, 'signatures, too');

-- A run is settled and signed as a show is.
create function pg_temp.the_run() returns uuid language sql stable as $$
    select pg_temp.id_of('Here' || 'settlement_runs' || 'row')
$$;
create function pg_temp.as_run(more jsonb default '{}') returns jsonb language sql stable as $$
    select jsonb_build_object('show_id', null, 'run_id', pg_temp.the_run(), 'input_text', 'run 1',
        'status', 'presented') || more
$$;
create function pg_temp.of_show() returns text language sql stable as $$
    select format('run_id = null, show_id = %L', pg_temp.id_of('Hereshowsrow'))
$$;
select is(pg_temp.begin('run', '{"show_id": null}'),
    '23514 new row for relation "settlements" violates check constraint "settlements_of_one"',
    'a settlement is of something');
select is(pg_temp.begin('run', pg_temp.as_run(jsonb_build_object('show_id', pg_temp.id_of('Hereshowsrow')))),
    '23514 new row for relation "settlements" violates check constraint "settlements_of_one"',
    'and not of a show and a run');
select is(pg_temp.begin('run', pg_temp.as_run(jsonb_build_object('run_id',
        pg_temp.id_of('There' || 'settlement_runs' || 'row')))),
    '23503 insert or update on table "settlements" violates foreign key constraint "settlements_run_id_fkey"',
    'nor of another organization''s run');
select is(pg_temp.begin('run', pg_temp.as_run()), 'done', 'a run is presented');
select is(pg_temp.state('run'), '1 presented', 'its versions are counted by themselves');
create function pg_temp.dispute_of(organization text) returns text language sql as $$
    select pg_temp.outcome('manager', pg_temp.insertion('disputes', jsonb_build_object(
        'organization_id', pg_temp.id_of('Here'), 'id', pg_temp.id_of('dispute'), 'line', 'tier',
        'settlement_id', pg_temp.id_of('run'), 'show_id', pg_temp.id_of(organization || 'showsrow'))))
$$;
select is(pg_temp.dispute_of('There'),
    '23503 insert or update on table "disputes" violates foreign key constraint "disputes_show_id_fkey"',
    'a dispute is of no other organization''s show');
select is(pg_temp.dispute_of('Here'), 'done', 'a dispute says of which show of the run it is');
select is(pg_temp.change('run', pg_temp.of_show()), 'done', 'unsigned it may become a show''s');
select is(pg_temp.change('run', format('show_id = null, run_id = %L', pg_temp.the_run())), 'done',
    'and a run''s again');
select is(pg_temp.sign('run', 'artist'), 'done', 'one side signs it');
select is(pg_temp.change('run', pg_temp.of_show()), 'OT020 one side has signed this version already',
    'then it stays what it is of');
select is(pg_temp.sign('run', 'promoter'), 'done', 'the other signs it');
select is(pg_temp.state('run'), '1 signed', 'then it is signed');
select is(pg_temp.change('run', 'input_text = null'), 'OT020 a signed settlement is never changed',
    'and never changed');
select is(pg_temp.begin('of show', jsonb_build_object('show_id', pg_temp.id_of('Hereshowsrow'),
    'amends_id', pg_temp.id_of('run'), 'reason', 'Typo')),
    'OT020 only a signed settlement of the same show or run is amended', 'no show''s settlement amends it');
select is(pg_temp.begin('run again', pg_temp.as_run(jsonb_build_object('amends_id', pg_temp.id_of('run'),
    'reason', 'Catering twice'))), 'done', 'a run''s does');
select is(pg_temp.sign('run again', 'artist') || pg_temp.sign('run again', 'promoter'), 'donedone',
    'both sign that');
select is(pg_temp.state('run') || ', ' || pg_temp.state('run again'), '1 amended, 2 signed', 'and it stands');
select is(pg_temp.outcome('manager', format('delete from public.settlement_runs where id = %L',
    pg_temp.the_run())), 'OT020 a run that was signed is never deleted', 'a run that was signed stays');

-- Each role: who may not read money reads no run, and neither presents nor signs one.
create function pg_temp.seen(who text) returns text language plpgsql as $$
declare
    signed constant uuid := pg_temp.id_of('run again');
    found text;
begin
    perform pg_temp.next_transaction(), pg_temp.act_as(who);
    select count(*) || ' ' || (select count(*) from public.settlement_signatures g
                                where g.settlement_id = signed)
      into found from public.settlements s where s.run_id is not null;
    perform set_config('role', 'none', true), set_config('request.jwt.claims', '', true);
    return found;
end
$$;
create function pg_temp.presented(who text) returns text language sql as $$
    select pg_temp.outcome(who, pg_temp.insertion('settlements', jsonb_build_object(
        'organization_id', pg_temp.id_of('Here'), 'id', pg_temp.id_of('run by ' || who),
        'currency', 'EUR', 'input', '{}'::jsonb, 'result_hash', repeat('ab', 32)) || pg_temp.as_run()))
$$;
create function pg_temp.sign_as(who text) returns text language sql as $$
    select pg_temp.outcome(who, format('insert into public.settlement_signatures
        (organization_id, settlement_id, party, name, result_hash, signed_at)
        values (%L, %L, ''artist'', ''Sila Example'', %L, now())', pg_temp.id_of('Here'),
        pg_temp.id_of('run by ' || who), repeat('ab', 32)))
$$;
select is(pg_temp.seen(who), expected, who || ' reads ' || expected || ' of a run''s settlements and signatures')
  from (values ('owner', '2 2'), ('admin', '2 2'), ('manager', '2 2'), ('booking', '2 2'),
               ('crew', '0 0'), ('outsider', '0 0'), ('stranger', '0 0')) r (who, expected);
select is(left(pg_temp.presented(who), 5), expected, who || case expected when 'done' then ' presents one'
          else ' presents none' end)
  from (values ('owner', 'done'), ('admin', 'done'), ('manager', 'done'), ('booking', 'done'),
               ('crew', '42501'), ('outsider', '42501'), ('stranger', '42501')) r (who, expected);
select is(left(pg_temp.sign_as(who), 5), expected, who || case expected when 'done' then ' signs it'
          else ' signs none' end)
  from (values ('owner', 'done'), ('admin', 'done'), ('manager', 'done'), ('booking', 'done'),
               ('crew', '42501'), ('outsider', '42501'), ('stranger', '42501')) r (who, expected);

select * from finish();
rollback;
