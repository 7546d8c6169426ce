-- Every table × every role × every verb, seen and refused, and another tenant never.
-- The expectation is written by hand, so that a mistake in core/permission.def is found here.
-- Only one table: PGOPTIONS='-c ota.test_table=shows'.

begin;
\ir fixture.sql
select * from no_plan();

-- For select, insert, update, delete: a = every row, o = own rows and rows of nobody, - = none.
create temp table expected (table_name text, owner text, admin text, manager text, booking text,
    crew text);
insert into expected values
    ('organizations',   'a-aa', 'a-a-', 'a---', 'a---', 'a---'),
    ('memberships',     'a-aa', 'a-aa', 'a---', 'a---', 'a---'),
    ('invitations',     'aaaa', 'aaaa', 'a---', 'a---', 'a---'),
    ('people',          'aaaa', 'aaaa', 'aaaa', 'a---', 'a---'),
    ('tours',           'aaaa', 'aaaa', 'aaaa', 'a---', 'a---'),
    ('venues',          'aaaa', 'aaaa', 'aaaa', 'aaa-', 'a---'),
    ('shows',           'aaaa', 'aaaa', 'aaaa', 'aaa-', 'a---'),
    ('days',            'aaaa', 'aaaa', 'aaaa', 'aaa-', 'a---'),
    ('show_financials', 'aaaa', 'aaaa', 'aaaa', 'aaa-', '----'),
    ('schedule_items',  'aaaa', 'aaaa', 'aaaa', 'aaa-', 'a---'),
    ('expenses',        'aaaa', 'aaaa', 'aaaa', 'ooo-', 'oooo'),
    ('travel',          'aaaa', 'aaaa', 'aaaa', 'a---', 'o---'),
    ('conflicts',       'oooo', 'oooo', 'oooo', 'oooo', 'oooo');
grant select on expected to public;

select results_eq('select table_name from expected order by 1',
                  'select pg_temp.tenant_tables() order by 1',
                  'the expectation knows every tenant table and no other')
 where current_setting('ota.test_table', true) is null;

create function pg_temp.statement(verb text, tab text, organization text, name text, owner uuid)
returns text language sql as $$
    select case verb
        when 'select' then format('select from public.%I where organization_id = %L and id = %L',
            tab,
                                  pg_temp.id_of(organization), target)
        when 'update' then format('update public.%I set %s where organization_id = %L and id = %L',
            tab,
            case tab when 'organizations' then 'name = ''New'''
                     when 'memberships' then 'name = ''New'''
                     when 'invitations' then 'expires_at = expires_at + interval ''1 day'''
                     when 'expenses' then 'description = ''New'''
                     when 'conflicts' then 'their_name = ''New''' else 'notes = ''New''' end,
            pg_temp.id_of(organization), target)
        when 'delete' then format('delete from public.%I where organization_id = %L and id = %L',
            tab,
                                  pg_temp.id_of(organization), target)
        else pg_temp.insertion(tab, pg_temp.values_of(tab, organization,
                                                       case tab when 'shows' then 'newest'
                                                           else 'new' end, owner)) end
      from (select case when tab = 'organizations' then pg_temp.id_of(organization)
                        else pg_temp.id_of(organization || tab || name) end as target) t
$$;

-- Which rows a table has for somebody: its label in a test's name, the row, its owner, and whether
-- it is theirs.
create function pg_temp.rows_for(tab text, who text)
returns table (label text, name text, owner uuid, is_own boolean) language sql as $$
    select r.* from (values
        ('', case when tab = 'memberships' then 'colleague' else 'row' end, null::uuid, false,
            false),
        (' of their own', 'of ' || who, pg_temp.id_of(who), true, true),
        (' of a colleague', 'of colleague', pg_temp.id_of('colleague'), false, true),
        (' of nobody', 'of nobody', null, true, true)) as f (label, name, owner, is_own, is_owned)
     cross join lateral (select f.label, f.name, f.owner, f.is_own) r
     where f.is_owned = (tab in ('expenses', 'travel', 'conflicts'))
       and (f.label <> ' of nobody' or tab = 'travel')
$$;

create function pg_temp.check_member(tab text, who text, wanted text) returns setof text
language plpgsql as $$
declare
    verbs constant text[] := '{select,insert,update,delete}';
    one record;
    may text;
    answer text;
begin
    for verb in 1 .. 4 loop
        may := substr(wanted, verb, 1);
        for one in select * from pg_temp.rows_for(tab, who) loop
            answer := case when may = 'a' or (may = 'o' and one.is_own) then 'yes' else 'no' end;
            return next is(
                pg_temp.attempt(who, pg_temp.statement(verbs[verb], tab, 'Here', one.name,
                    one.owner)),
                answer, format('%s %s %s %s%s', who,
                    case answer when 'yes' then 'can' else 'cannot' end,
                               verbs[verb], tab, one.label));
        end loop;
        return next is(
            pg_temp.attempt(who, pg_temp.statement(verbs[verb], tab, 'There',
                case when tab in ('expenses', 'travel', 'conflicts') then 'of outsider'
                     when tab = 'memberships' then 'outsider' else 'row' end,
                pg_temp.id_of(case when verb = 2 then who else 'outsider' end))),
            'no', format('%s cannot %s %s of another organization', who, verbs[verb], tab));
    end loop;
end
$$;

create function pg_temp.check_stranger(tab text, who text) returns setof text language plpgsql as $$
declare
    verb text;
    one record;
begin
    foreach verb in array array['select', 'insert', 'update', 'delete'] loop
        for one in select * from pg_temp.rows_for(tab, 'crew') loop
            return next is(
                pg_temp.attempt(who, pg_temp.statement(verb, tab, 'Here', one.name,
                    case when one.is_own and one.owner is not null then pg_temp.id_of(who)
                         else one.owner end)),
                'no', format('%s cannot %s %s%s', who, verb, tab,
                             case one.label when ' of their own' then ' in their own name'
                                 else one.label end));
        end loop;
    end loop;
end
$$;

-- The server may everything everywhere; inserting a second row where only one can be is no
-- question of rights.
create function pg_temp.check_service(tab text) returns setof text language plpgsql as $$
declare
    verb text;
begin
    foreach verb in array array['select', 'insert', 'update', 'delete'] loop
        return next is(
            pg_temp.attempt('service', pg_temp.statement(verb, tab, 'There',
                case when tab in ('expenses', 'travel', 'conflicts') then 'of outsider'
                     when tab = 'memberships' then 'outsider' else 'row' end,
                         pg_temp.id_of('outsider'))),
            -- The only member There is its last owner, whom nobody removes.
            case when tab = 'memberships' and verb = 'delete'
                 then 'OT005 an organization keeps at least one owner' else 'yes' end,
            format('the server can %s %s', verb, tab));
    end loop;
end
$$;

select pg_temp.check_member(e.table_name, w.who, w.wanted)
  from expected e
 cross join lateral (values ('owner', e.owner), ('admin', e.admin), ('manager', e.manager),
                            ('booking', e.booking), ('crew', e.crew)) w (who, wanted)
 where e.table_name = coalesce(current_setting('ota.test_table', true), e.table_name);
select pg_temp.check_stranger(e.table_name, w.who)
  from expected e cross join (values ('outsider'), ('stranger'), ('anon')) w (who)
 where e.table_name = coalesce(current_setting('ota.test_table', true), e.table_name);
select pg_temp.check_service(e.table_name) from expected e
 where e.table_name = coalesce(current_setting('ota.test_table', true), e.table_name);

-- Profiles belong to their person alone.
create function pg_temp.check_profiles() returns setof text language plpgsql as $$
declare
    own text := format('where id = %L', pg_temp.id_of('crew'));
    other text := format('where id = %L', pg_temp.id_of('owner'));
begin
    return next is(pg_temp.attempt('crew', 'select from profiles ' || own), 'yes',
        'crew can read their own profile');
    return next is(pg_temp.attempt('crew', 'update profiles set name = ''N'' ' || own), 'yes',
                   'crew can change their own profile');
    return next is(pg_temp.attempt('crew', 'select from profiles ' || other), 'no',
        'crew cannot read another profile');
    return next is(pg_temp.attempt('crew', 'update profiles set name = ''N'' ' || other), 'no',
                   'crew cannot change another profile');
    return next is(pg_temp.attempt('crew', 'delete from profiles ' || own), 'no',
        'crew cannot delete a profile');
    return next is(pg_temp.attempt('crew', format('insert into profiles (id) values (%L)',
        gen_random_uuid())), 'no',
                   'crew cannot insert a profile');
    return next is(pg_temp.attempt('owner', 'select from profiles ' || own), 'no',
        'an owner cannot read a member''s profile');
    return next is(pg_temp.attempt('anon', 'select from profiles'), 'no',
        'nobody signed out can read profiles');
    return next is(pg_temp.attempt('service', 'select from profiles ' || own), 'yes',
        'the server can read profiles');
    return next is(pg_temp.attempt('service', 'update profiles set name = ''N'' ' || own), 'yes',
                   'the server can change profiles');
end
$$;
select pg_temp.check_profiles() where coalesce(current_setting('ota.test_table', true),
    'profiles') = 'profiles';

-- The log shows what its tables show, and is written by nobody.
create function pg_temp.log_seen(who text) returns text language plpgsql as $$
declare
    here constant uuid := pg_temp.id_of('Here');
    seen text;
begin
    perform pg_temp.next_transaction(), pg_temp.act_as(who);
    select coalesce(string_agg(l, ' ' order by l), '') into seen from (
        select distinct resource || case when owner_id is null then '' when owner_id = auth.uid()
            then ':own'
                                         else ':others' end as l
          from ota.change_log where organization_id = here) x;
    perform set_config('role', 'none', true);
    return seen;
exception when insufficient_privilege then
    return 'refused';
end
$$;
create function pg_temp.check_log() returns setof text language plpgsql as $$
declare
    who text;
    verb text;
    everything constant text := 'conflicts:own expenses:others expenses:own finance organization '
                                'people '
        'schedule shows tours travel travel:others travel:own users venues';
begin
    foreach who in array array['owner', 'admin', 'manager'] loop
        return next is(pg_temp.log_seen(who), everything,
            who || ' reads the log of all but others'' conflicts');
    end loop;
    return next is(pg_temp.log_seen('booking'),
        'conflicts:own expenses:own finance organization people schedule shows tours travel '
        'travel:others travel:own users venues',
        'booking reads the log without others'' expenses');
    return next is(pg_temp.log_seen('crew'),
        'conflicts:own expenses:own organization people schedule shows tours travel travel:own '
        'users venues',
        'crew reads the log without money and without others'' expenses and travel');
    return next is(pg_temp.log_seen('outsider'), '', 'an outsider reads none of the log');
    return next is(pg_temp.log_seen('anon'), 'refused', 'nobody signed out reads the log');
    return next is(pg_temp.log_seen('service'),
        'conflicts:others expenses:others finance organization people schedule shows tours '
        'travel travel:others users venues',
        'the server reads the whole log');
    foreach who in array array['owner', 'service'] loop
        return next is(pg_temp.attempt(who, 'delete from ota.change_log'), 'no',
            who || ' cannot delete from the log');
        return next is(pg_temp.attempt(who, 'update ota.change_log set seq = 0'), 'no',
            who || ' cannot change the log');
        return next is(pg_temp.attempt(who, format(
            'insert into ota.change_log
                    (organization_id, seq, ord, table_name, row_id, op, resource)
             values (%L, 9, 9, ''shows'', %1$L, ''delete'', ''shows'')', pg_temp.id_of('Here'))),
            'no', who || ' cannot write the log by hand');
    end loop;
end
$$;
select pg_temp.check_log() where coalesce(current_setting('ota.test_table', true),
    'change_log') = 'change_log';

select * from finish();
rollback;
