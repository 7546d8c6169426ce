-- What everybody may do with every table, as functions: rights.sql asks them of the schema as it is,
-- drop-policies.sh of the schema with one policy broken.

-- For select, insert, update, delete: a = every row, o = rows that are theirs (owned, naming them, or
-- for everybody), r = refused by a rule, - = none.
create temp table expected (table_name text, owner text, admin text, manager text, booking text,
    crew text);
insert into expected values
    ('organizations',   'a-aa', 'a-a-', 'a---', 'a---', 'a---'),
    ('memberships',     'a-aa', 'a-aa', 'a---', 'a---', 'a---'),
    ('invitations',     'aaaa', 'aaaa', 'a---', 'a---', 'a---'),
    ('people',          'aaaa', 'aaaa', 'aaaa', 'a---', 'a---'),
    ('artists',         'aaaa', 'aaaa', 'aaaa', 'a---', 'a---'),
    ('tours',           'aaaa', 'aaaa', 'aaaa', 'a---', 'a---'),
    ('venues',          'aaaa', 'aaaa', 'aaaa', 'aaa-', 'a---'),
    ('shows',           'aaaa', 'aaaa', 'aaaa', 'aaa-', 'a---'),
    ('days',            'aaaa', 'aaaa', 'aaaa', 'aaa-', 'a---'),
    ('show_financials', 'aaaa', 'aaaa', 'aaaa', 'aaa-', '----'),
    ('schedule_items',  'aaaa', 'aaaa', 'aaaa', 'aaa-', 'o---'),
    ('expenses',        'aaaa', 'aaaa', 'aaaa', 'ooo-', 'oooo'),
    ('travel',          'aaaa', 'aaaa', 'aaaa', 'a---', 'o---'),
    ('person_profiles', 'aaaa', 'aaaa', 'aaaa', 'ooo-', 'ooo-'),
    ('conflicts',       'oooo', 'oooo', 'oooo', 'oooo', 'oooo'),
    ('contacts',           'aaaa', 'aaaa', 'aaaa', 'a---', 'a---'),
    ('schedule_templates', 'aaaa', 'aaaa', 'aaaa', 'aaa-', 'a---'),
    ('labour_calls',       'aaaa', 'aaaa', 'aaaa', 'aaa-', 'a---'),
    ('acknowledgements',   'aoo-', 'aoo-', 'aoo-', 'ooo-', 'ooo-'),
    ('share_links',        'aaaa', 'aaaa', 'aaaa', 'aaaa', 'oooo'),
    ('tasks',              'aaaa', 'aaaa', 'aaaa', 'ooo-', 'ooo-'),
    ('notes',              'aaaa', 'aaaa', 'aaaa', 'ooo-', 'ooo-'),
    ('advance_templates',  'aaaa', 'aaaa', 'aaaa', 'aaa-', 'a---'),
    ('advances',           'aaaa', 'aaaa', 'aaaa', 'aaa-', 'a---'),
    ('advance_answers',    'aaaa', 'aaaa', 'aaaa', 'aaa-', 'a---'),
    ('guest_lists',        'aaaa', 'aaaa', 'aaaa', 'aaa-', 'a---'),
    ('guests',             'aaaa', 'aaaa', 'aaaa', 'aaa-', 'ooo-'),
    ('doors',              'aaaa', 'aaaa', 'aaaa', 'aaa-', 'a---'),
    ('door_shares',        'aaaa', 'aaaa', 'aaaa', 'aaa-', 'a---'),
    ('admissions',         'aaaa', 'aaaa', 'aaaa', 'aaa-', 'a---'),
    ('travel_passengers',  'aaaa', 'aaaa', 'aaaa', 'a---', 'o---'),
    ('stays',              'aaaa', 'aaaa', 'aaaa', 'a---', 'o---'),
    ('rooms',              'aaaa', 'aaaa', 'aaaa', 'a---', 'o---'),
    ('room_guests',        'aaaa', 'aaaa', 'aaaa', 'a---', 'o---'),
    ('stages',             'aaaa', 'aaaa', 'aaaa', 'aaa-', 'a---'),
    ('holds',              'aaaa', 'aaaa', 'aaaa', 'aaaa', '----'),
    ('radius_clauses',     'aaaa', 'aaaa', 'aaaa', 'aaa-', '----'),
    ('deals',              'aaaa', 'aaaa', 'aaaa', 'aaa-', '----'),
    ('ticket_tiers',       'aaaa', 'aaaa', 'aaaa', 'aaa-', '----'),
    ('show_costs',         'aaaa', 'aaaa', 'aaaa', 'aaa-', '----'),
    ('adjustments',        'aaaa', 'aaaa', 'aaaa', 'aaa-', '----'),
    ('merch_counts',       'aaaa', 'aaaa', 'aaaa', 'aaa-', '----'),
    ('settlements',        'aaaa', 'aaaa', 'aaaa', 'aaa-', '----'),
    ('settlement_signatures', 'aaar', 'aaar', 'aaar', 'aaa-', '----'),
    ('disputes',           'aaaa', 'aaaa', 'aaaa', 'aaa-', '----'),
    ('settlement_runs',    'aaaa', 'aaaa', 'aaaa', 'aaa-', '----'),
    ('per_diem_rules',     'aaaa', 'aaaa', 'aaaa', '----', 'a---'),
    ('per_diems',          'aaaa', 'aaaa', 'aaaa', '----', 'o---'),
    ('budget_lines',       'aaaa', 'aaaa', 'aaaa', 'aaa-', '----'),
    ('commissions',        'aaaa', 'aaaa', 'aaaa', 'aaa-', '----'),
    ('invoices',           'aaaa', 'aaaa', 'aaaa', 'aaa-', '----'),
    ('payments',           'aaaa', 'aaaa', 'aaaa', 'aaa-', '----'),
    ('billing_details',    'a-a-', 'a-a-', 'a---', 'a---', '----'),
    ('partnerships',       'aaaa', 'aaaa', 'aaaa', 'a---', '----'),
    ('partner_shares',     'aaaa', 'aaaa', 'aaaa', 'a---', '----'),
    ('partner_artists',    'a-a-', 'a-a-', 'a-a-', 'a-a-', '----'),
    ('partner_dates',      'a---', 'a---', 'a---', 'a---', '----');
grant select on expected to public;

create function pg_temp.statement(verb text, tab text, organization text, name text, owner uuid)
returns text language sql as $$
    select case verb
        when 'select' then format('select from public.%I where organization_id = %L and id = %L',
            tab,
                                  pg_temp.id_of(organization), target)
        when 'update' then format('update public.%I set %s where organization_id = %L and id = %L',
            tab,
            case when tab in ('organizations', 'memberships') then 'name = ''New'''
                 else pg_temp.small_change(tab) end,
            pg_temp.id_of(organization), target)
        when 'delete' then format('delete from public.%I where organization_id = %L and id = %L',
            tab,
                                  pg_temp.id_of(organization), target)
        else pg_temp.insertion(tab, pg_temp.values_of(tab, organization,
                                                       case tab when 'shows' then 'newest'
                                                           else 'new' end, owner)) end
      from (select case when tab in ('organizations', 'billing_details')
                             then pg_temp.id_of(organization)
                        else pg_temp.id_of(organization || tab || name) end as target) t
$$;

-- Which rows a table has for somebody: its label in a test's name, the row, whose it is, and whether
-- that is theirs. What is private about somebody without an account is nobody's; else what is nobody's
-- is everybody's.
create function pg_temp.rows_for(tab text, who text)
returns table (label text, name text, owner uuid, is_own boolean) language sql as $$
    select f.label, f.name, f.owner, f.is_own from (values
        ('', case when tab = 'memberships' then 'colleague' else 'row' end, null::uuid, false,
            not pg_temp.is_narrowed(tab)),
        (' of their own', 'of ' || who, pg_temp.id_of(who), true, pg_temp.is_narrowed(tab)),
        (' of a colleague', 'of colleague', pg_temp.id_of('colleague'), false,
            pg_temp.is_narrowed(tab)),
        (' of nobody', 'of nobody', null, pg_temp.has_column(tab, 'visibility'),
            pg_temp.has_column(tab, 'reader_ids')),
        (' for management', 'of management', pg_temp.id_of('management'), false,
            pg_temp.has_column(tab, 'visibility'))) as f (label, name, owner, is_own, is_there)
     where f.is_there
$$;

create function pg_temp.row_there(tab text) returns text language sql as $$
    select case when pg_temp.is_narrowed(tab) then 'of outsider'
                when tab = 'memberships' then 'outsider' else 'row' end
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
            answer := case when may = 'a' or (may = 'o' and one.is_own) then 'yes'
                           when may = 'r' then 'rule' else 'no' end;
            return next is(
                pg_temp.attempt(who, pg_temp.statement(verbs[verb], tab, 'Here', one.name,
                    one.owner)),
                answer, format('%s %s %s %s%s', who,
                    case answer when 'yes' then 'can' else 'cannot' end,
                               verbs[verb], tab, one.label));
        end loop;
        return next is(
            pg_temp.attempt(who, pg_temp.statement(verbs[verb], tab, 'There',
                pg_temp.row_there(tab), pg_temp.id_of(case when verb = 2 then who else 'outsider' end))),
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
                pg_temp.row_there(tab), pg_temp.id_of('outsider'))),
            -- The only member There is its last owner, whom nobody removes.
            case when tab = 'memberships' and verb = 'delete'
                 then 'OT005 an organization keeps at least one owner'
                 when tab = 'settlement_signatures' and verb = 'delete' then 'rule'
                 -- The one that there can be is there from the beginning.
                 when tab = 'billing_details' and verb = 'insert'
                 then '23514 new row for relation "billing_details" violates check constraint '
                      '"billing_details_of_organization"'
                 else 'yes' end,
            format('the server can %s %s', verb, tab));
    end loop;
end
$$;

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

-- The log shows what its tables show, and is written by nobody.
create function pg_temp.log_seen(who text) returns text language plpgsql as $$
declare
    here constant uuid := pg_temp.id_of('Here');
    seen text;
begin
    perform pg_temp.next_transaction(), pg_temp.act_as(who);
    select coalesce(string_agg(l, ' ' order by l), '') into seen from (
        select distinct resource
               || case when owner_id is null and reader_ids is null then ''
                       when owner_id = auth.uid() or auth.uid() = any (reader_ids) then ':own'
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
    everything constant text := 'acknowledgements:others acknowledgements:own advance billing booking '
        'conflicts:own expenses:others expenses:own finance guests guests:others guests:own '
        'organization partners payroll payroll:others payroll:own people private:others private:own '
        'schedule schedule:others schedule:own shares:others shares:own shows tasks tasks:others '
        'tasks:own tours travel travel:others travel:own users venues';
begin
    foreach who in array array['owner', 'admin', 'manager'] loop
        return next is(pg_temp.log_seen(who), everything,
            who || ' reads the log of all but others'' conflicts');
    end loop;
    return next is(pg_temp.log_seen('booking'),
        'acknowledgements:own advance billing booking conflicts:own expenses:own finance guests '
        'guests:others guests:own organization partners people private:own schedule schedule:others '
        'schedule:own shares:others shares:own shows tasks tasks:own tours travel travel:others '
        'travel:own users venues',
        'booking reads the log without payroll and without what is others'' or hidden');
    return next is(pg_temp.log_seen('crew'),
        'acknowledgements:own advance conflicts:own expenses:own guests guests:own organization '
        'payroll payroll:own people private:own schedule schedule:own shares:own shows tasks '
        'tasks:own tours travel travel:own users venues',
        'crew reads the log without money and without what is others'' or hidden');
    return next is(pg_temp.log_seen('outsider'), '', 'an outsider reads none of the log');
    return next is(pg_temp.log_seen('anon'), 'refused', 'nobody signed out reads the log');
    return next is(pg_temp.log_seen('service'),
        'acknowledgements:others advance billing booking conflicts:others expenses:others finance guests '
        'guests:others organization partners payroll payroll:others people private:others schedule '
        'schedule:others shares:others shows tasks tasks:others tours travel travel:others users '
        'venues',
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

-- All there is to ask of one table.
create function pg_temp.check_table(tab text) returns setof text language sql as $$
    select pg_temp.check_member(e.table_name, w.who, w.wanted) from expected e
     cross join lateral (values ('owner', e.owner), ('admin', e.admin), ('manager', e.manager),
                                ('booking', e.booking), ('crew', e.crew)) w (who, wanted)
     where e.table_name = tab
    union all
    select pg_temp.check_stranger(e.table_name, w.who) from expected e
     cross join (values ('outsider'), ('stranger'), ('anon')) w (who) where e.table_name = tab
    union all
    select pg_temp.check_service(e.table_name) from expected e where e.table_name = tab
    union all
    select pg_temp.check_profiles() where tab = 'profiles'
    union all
    select pg_temp.check_log() where tab = 'change_log'
$$;
