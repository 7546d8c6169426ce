-- Two organizations with a row of everything, people in every role, and how a test acts as one of
-- them. Included by tests inside their transaction; nothing here is kept.

\set QUIET on
\pset format unaligned
\pset tuples_only on
set client_min_messages = warning;
set search_path = public, tap;

create function pg_temp.id_of(name text) returns uuid language sql immutable as $$
    select md5(name)::uuid
$$;

create function pg_temp.tenant_tables() returns setof text language sql stable as $$
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind = 'r' and c.relname <> 'profiles' order by 1
$$;

create function pg_temp.person_of(organization text, owner uuid) returns uuid
    language sql immutable as $$
    select pg_temp.id_of(organization || 'person' || owner)
$$;

create function pg_temp.has_column(table_name text, name text) returns boolean
    language sql stable as $$
    select exists (select from pg_attribute a where a.attname = name and not a.attisdropped
                      and a.attrelid = to_regclass('public.' || quote_ident(table_name)))
$$;

-- Is every row of a table for all who have the right, or does it say whose it is?
create function pg_temp.is_narrowed(table_name text) returns boolean language sql stable as $$
    select pg_temp.has_column(table_name, 'owner_id') or pg_temp.has_column(table_name,
        'reader_ids')
$$;

-- Whom a row with visibility is for: everybody (owner null), only who may see every row ("management"),
-- or one person.
create function pg_temp.visible_to(organization text, owner uuid) returns jsonb
    language sql immutable as $$
    select case when owner is null then '{"visibility": "everyone"}'::jsonb
                when owner = pg_temp.id_of('management') then '{"visibility": "management"}'
                else jsonb_build_object('visibility', 'assigned', 'person_ids',
                         jsonb_build_array(pg_temp.person_of(organization, owner))) end
$$;

-- The person that a row about one person names; one that is new is about another person with the same
-- account.
create function pg_temp.person_in(organization text, name text, owner uuid) returns uuid
    language sql immutable as $$
    select case when owner is null then pg_temp.id_of(organization || 'people'
                    || case name when 'new' then 'spare' else 'row' end)
                when name = 'new' then pg_temp.id_of(organization || 'people' || 'new' || owner)
                else pg_temp.person_of(organization, owner) end
$$;

\ir fixture_rows.sql

-- The columns a new row of a table needs; owner says whose it is, where rows are somebody's.
create function pg_temp.values_of(table_name text, organization text, name text, owner uuid)
returns jsonb language sql stable as $$
    select jsonb_build_object('id', pg_temp.id_of(organization || table_name || name))
        || case when table_name = 'organizations' then '{}'::jsonb
                else jsonb_build_object('organization_id', pg_temp.id_of(organization)) end
        || case table_name
           when 'organizations' then '{"name": "Another"}'::jsonb
           when 'memberships' then jsonb_build_object('user_id', pg_temp.id_of('stranger'), 'role',
               'crew',
                                                      'email', 'stranger@example.org')
           when 'invitations' then jsonb_build_object('email', name || '@example.org', 'role',
               'crew')
           when 'people' then jsonb_build_object('name', 'Vera Example', 'user_id', owner)
           when 'artists' then '{"name": "The Decoys"}'
           when 'tours' then '{"name": "Night Run"}'
           when 'venues' then '{"name": "Hall"}'
           when 'shows' then '{"title": "Show", "date": "2027-03-01"}'
           when 'days' then '{"date": "2027-03-02", "kind": "off"}'
           when 'show_financials' then jsonb_build_object(
               'show_id', pg_temp.id_of(organization || 'shows' || name), 'currency', 'EUR')
           when 'schedule_items' then pg_temp.visible_to(organization, owner)
               || '{"kind": "doors", "title": "Doors", "zone": "Europe/Berlin",
                    "starts_at": "2027-03-01T19:00:00Z"}'
           when 'expenses' then jsonb_build_object('owner_id', owner, 'spent_on', '2027-03-01',
               'category', 'food', 'amount_minor', 1250, 'currency', 'EUR')
           when 'travel' then pg_temp.visible_to(organization, owner) || '{"mode": "train"}'
           when 'person_profiles' then jsonb_build_object('person_id',
               pg_temp.person_in(organization, name, owner))
           when 'conflicts' then jsonb_build_object('owner_id', owner, 'table_name', 'shows',
               'kind', 'edit',
               'row_id', pg_temp.id_of('some row'))
           else pg_temp.more_values_of(table_name, organization, name, owner)
           end
$$;

create function pg_temp.insertion(table_name text, given jsonb) returns text
    language sql stable as $$
    select format('insert into public.%1$I (%2$s) select %2$s from '
                  'jsonb_populate_record(null::public.%1$I, %3$L)',
                  table_name, string_agg(quote_ident(k), ', '), given)
      from jsonb_object_keys(given) k
$$;

create function pg_temp.insert_row(table_name text, given jsonb) returns void language plpgsql as $$
begin
    execute pg_temp.insertion(table_name, given);
end
$$;

-- What follows belongs to another transaction, as far as ota.take knows.
create function pg_temp.next_transaction() returns void language sql as $$
    select set_config('ota.taken', '', true), set_config('ota.readable', '', true),
           set_config('ota.partners_marked', '', true)
$$;

-- Acts as a person, as service_role ("service") or as nobody ("anon"), until the next call or
-- "server".
create function pg_temp.act_as(who text) returns void language plpgsql as $$
begin
    perform set_config('role', case who when 'server' then 'none' when 'service' then 'service_role'
                                        when 'anon' then 'anon' else 'authenticated' end, true),
            set_config('request.jwt.claims', case when who in ('server', 'service') then ''
                when who = 'anon' then '{"role": "anon"}'
                else jsonb_build_object('sub', pg_temp.id_of(who), 'role',
                    'authenticated')::text end, true);
end
$$;

create function pg_temp.person(name text) returns void language sql as $$
    insert into auth.users (id, email, email_confirmed_at)
    values (pg_temp.id_of(name), name || '@example.org', now())
$$;

create function pg_temp.member(organization text, name text,
    role text) returns void language sql as $$
    insert into public.memberships (organization_id, id, user_id, role, email)
    values (pg_temp.id_of(organization), pg_temp.id_of(organization || 'memberships' || name),
            pg_temp.id_of(name), role, name || '@example.org')
$$;

create function pg_temp.organization(name text) returns void language plpgsql as $$
begin
    perform pg_temp.next_transaction();
    insert into public.organizations (id, name) values (pg_temp.id_of(name), name);
end
$$;

-- Two people rows for an account: one with whatever is theirs, and one to give something new.
create function pg_temp.people_of(organization text, owner uuid) returns void language sql as $$
    insert into public.people (organization_id, id, user_id, name) values
        (pg_temp.id_of(organization), pg_temp.person_of(organization, owner), owner, 'Ola Example'),
        (pg_temp.id_of(organization), pg_temp.id_of(organization || 'people' || 'new' || owner),
         owner, 'Ola Example')
$$;

-- One row of every table: "row", and where rows are somebody's one of each person in `owners`, of
-- nobody, and where rows have visibility one for nobody but management.
create function pg_temp.fill(organization text, owners text[]) returns void language plpgsql as $$
declare
    one text;
    who text;
begin
    foreach one in array array['invitations', 'people', 'artists', 'tours', 'venues', 'shows', 'days',
                               'show_financials'] || pg_temp.shared_tables() loop
        perform pg_temp.insert_row(one, pg_temp.values_of(one, organization, 'row', null));
    end loop;
    perform pg_temp.insert_row('people', pg_temp.values_of('people', organization, 'spare', null));
    foreach who in array owners loop
        perform pg_temp.people_of(organization, pg_temp.id_of(who));
    end loop;
    foreach one in array array['expenses', 'conflicts', 'schedule_items', 'travel',
                               'person_profiles'] || pg_temp.narrowed_tables() loop
        foreach who in array owners loop
            perform pg_temp.insert_row(one,
                pg_temp.values_of(one, organization, 'of ' || who, pg_temp.id_of(who)));
        end loop;
        if pg_temp.has_column(one, 'reader_ids') then
            perform pg_temp.insert_row(one,
                pg_temp.values_of(one, organization, 'of nobody', null));
        end if;
        if pg_temp.has_column(one, 'visibility') then
            perform pg_temp.insert_row(one, pg_temp.values_of(one, organization, 'of management',
                pg_temp.id_of('management')));
        end if;
    end loop;
    perform pg_temp.fill_parts(organization);
    -- A show without money, for whoever wants to add some.
    perform pg_temp.insert_row('shows', pg_temp.values_of('shows', organization, 'new', null));
end
$$;

-- Runs a statement as somebody and undoes it: "yes" (it met a row), "no" (refused), "rule" (refused for
-- what it says, not for who asks), or the error.
create function pg_temp.attempt(who text, statement text) returns text language plpgsql as $$
declare
    met bigint;
begin
    begin
        perform pg_temp.next_transaction(), pg_temp.act_as(who);
        execute statement;
        get diagnostics met = row_count;
        raise exception using errcode = 'UNDO0';
    exception
        when sqlstate 'UNDO0' then return case when met > 0 then 'yes' else 'no' end;
        when insufficient_privilege or sqlstate 'OT001' then return 'no';
        when sqlstate 'OT020' then return 'rule';
        when others then return sqlstate || ' ' || sqlerrm;
    end;
end
$$;

-- What a statement of somebody raises, "done" for nothing; its effect stays.
create function pg_temp.outcome(who text, statement text) returns text language plpgsql as $$
declare
    said text := 'done';
begin
    perform pg_temp.next_transaction(), pg_temp.act_as(who);
    begin
        execute statement;
    exception when others then
        said := sqlstate || ' ' || sqlerrm;
    end;
    perform set_config('role', 'none', true), set_config('request.jwt.claims', '', true);
    return said;
end
$$;

do $$
declare
    who text;
begin
    foreach who in array array['owner', 'admin', 'manager', 'booking', 'crew', 'colleague',
        'outsider',
                               'stranger'] loop
        perform pg_temp.person(who);
    end loop;
    perform pg_temp.organization('Here');
    foreach who in array array['owner', 'admin', 'manager', 'booking', 'crew'] loop
        perform pg_temp.member('Here', who, who);
    end loop;
    perform pg_temp.member('Here', 'colleague', 'crew');
    perform pg_temp.fill('Here', array['owner', 'admin', 'manager', 'booking', 'crew',
        'colleague']);
    perform pg_temp.organization('There');
    perform pg_temp.member('There', 'outsider', 'owner');
    perform pg_temp.fill('There', array['outsider']);
    perform pg_temp.next_transaction();
end
$$;
