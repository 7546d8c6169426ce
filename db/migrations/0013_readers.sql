-- Rows with several readers: who at scope own may see a row is written beside it, kept true when people
-- change, and told in the log in the order in which it happened.
--
-- reader_ids uuid[]: null = every member with the right; '{}' = only those with the right to every
-- row; else these users and those. The server alone writes it. A table has it in one of three ways:
--   ota.read_by_visibility(table)           columns visibility, person_ids, teams decide
--   ota.read_by_person(table)               column person_id: that person's account, else nobody
--   ota.read_by_parent(table, parent, key)  whoever reads the parent row; all when there is none
-- Its policies are ota.policies_by_readers(table, resource).

alter table ota.change_log add column reader_ids uuid[];
comment on column ota.change_log.reader_ids is
    'The users at scope own who may read this; null for all of them.';
comment on column ota.change_log.op is
    'insert, update, delete; revoke: owner_id or reader_ids may no longer see the row.';
-- Its place is taken by one that knows readers; policies are written anew after this.
drop function if exists auth.may_read(uuid, text, uuid) cascade;

create function ota.readers_in(state jsonb) returns uuid[]
language sql immutable parallel safe set search_path = pg_catalog as $$
    select case when jsonb_typeof(state -> 'reader_ids') = 'array'
                then array(select r::uuid from jsonb_array_elements_text(state -> 'reader_ids') r)
           end
$$;
comment on function ota.readers_in(jsonb) is
    'The readers that a row as JSON names; null where everybody with the right reads it.';

create or replace function ota.log() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog set timezone = 'UTC' as $$
declare
    noise constant text[] := '{created_at,created_by,updated_at,updated_by,seq}';
    before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - noise end;
    after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - noise end;
    either jsonb := coalesce(after, before);
    organization uuid := (either ->> 'organization_id')::uuid;
    place bigint := ota.take(organization);
    ord integer := current_setting('ota.ord')::integer + 1;
    client text[] := string_to_array(nullif(current_setting('ota.client', true), ''), ':');
    readers uuid[] := ota.readers_in(either);
    former uuid[];
    changed text[] := '{}';
begin
    if tg_op = 'UPDATE' then
        changed := array(select f.key from jsonb_each(after) f
                          where f.value is distinct from before -> f.key order by f.key);
        if changed = '{}' then
            return null;
        end if;
        former := ota.readers_in(before);
        -- It is taken from all who had it, then given to all who have it now.
        if before -> 'owner_id' is distinct from after -> 'owner_id'
           or (readers is not null and (former is null or not former <@ readers)) then
            insert into ota.change_log (organization_id, seq, ord, table_name, row_id, op, resource,
                                        owner_id, reader_ids, actor_id, client_id, mutation_n)
            values (organization, place, ord, tg_argv[0], (either ->> 'id')::uuid, 'revoke',
                    tg_argv[1], (before ->> 'owner_id')::uuid, former, auth.uid(),
                    client[1]::uuid, client[2]::bigint);
            ord := ord + 1;
        end if;
    end if;
    insert into ota.change_log (organization_id, seq, ord, table_name, row_id, op, changed, before,
                                after, resource, owner_id, reader_ids, actor_id, client_id,
                                mutation_n)
    values (organization, place, ord, tg_argv[0], (either ->> 'id')::uuid, lower(tg_op), changed,
            before, after, tg_argv[1], (either ->> 'owner_id')::uuid, readers, auth.uid(),
            client[1]::uuid, client[2]::bigint);
    perform set_config('ota.ord', ord::text, true);
    return null;
end
$$;

-- People and the groups they are in.

alter table public.people add column team text,
    add constraint people_team_known check (team in (
        'artist', 'band', 'crew', 'production', 'management', 'driver', 'guest'));
comment on column public.people.team is 'The group they travel and are called with.';

create function ota.readers_of_people(organization_id uuid, person_ids uuid[], teams text[])
returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(distinct p.user_id), '{}') from public.people p
     where p.organization_id = $1 and p.user_id is not null
       and (p.id = any ($2) or p.team = any ($3))
$$;
comment on function ota.readers_of_people(uuid, uuid[], text[]) is
    'The accounts of these people and of everybody in these teams.';

create function ota.set_readers() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    -- Sets have one form: without repeats, in order.
    new.person_ids := array(select distinct p from unnest(new.person_ids) p order by p);
    new.teams := array(select distinct t collate "C" from unnest(new.teams) t order by 1);
    new.reader_ids := case new.visibility
        when 'everyone' then null
        when 'assigned' then
            ota.readers_of_people(new.organization_id, new.person_ids, new.teams)
        else '{}' end;
    return new;
end
$$;
comment on function ota.set_readers() is
    'Trigger: who may read a row follows from its visibility, its people and its teams.';

create function ota.set_person_readers() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    new.reader_ids := ota.readers_of_people(new.organization_id, array[new.person_id], '{}');
    return new;
end
$$;
comment on function ota.set_person_readers() is
    'Trigger: what is about one person is read by that person''s account.';

create function ota.inherit_readers() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    new.reader_ids := null;
    execute format('select p.reader_ids from public.%I p where p.organization_id = $1 and p.id = $2',
                   tg_argv[0])
       into new.reader_ids
      using new.organization_id, (to_jsonb(new) ->> tg_argv[1])::uuid;
    return new;
end
$$;
comment on function ota.inherit_readers() is
    'Trigger (parent table, column): a part is read by whoever reads the row it is part of.';

-- A row written again as it is finds its readers anew; where they are the same, nothing is written.
create function ota.spread_person() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    person constant jsonb := coalesce(to_jsonb(new), to_jsonb(old));
    teams constant text[] := array_remove(array[to_jsonb(old) ->> 'team', person ->> 'team'], null);
begin
    if coalesce(person ->> 'user_id', to_jsonb(old) ->> 'user_id') is null
       or not exists (select from public.organizations o
                       where o.id = (person ->> 'organization_id')::uuid) then
        return null;
    end if;
    execute format('update public.%I t set reader_ids = reader_ids
                     where t.organization_id = $1 and ', tg_argv[0])
            || case tg_argv[1]
               when 'person' then 't.person_id = $2'
               else 't.visibility = ''assigned'' and ($2 = any (t.person_ids) or t.teams && $3)' end
      using (person ->> 'organization_id')::uuid, (person ->> 'id')::uuid, teams;
    return null;
end
$$;
comment on function ota.spread_person() is
    'Trigger on people (table, how): rows that name this person or their team get their readers '
    'anew.';

create function ota.spread_parent() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    execute format('update public.%I t set reader_ids = reader_ids
                     where t.organization_id = $1 and t.%I = $2', tg_argv[0], tg_argv[1])
      using new.organization_id, new.id;
    return null;
end
$$;
comment on function ota.spread_parent() is
    'Trigger on a parent (table, column): its parts get its readers.';

create function ota.follow_people(target regclass, how text) returns void
language plpgsql volatile set search_path = pg_catalog as $$
declare
    bare text := (select c.relname from pg_class c where c.oid = target);
begin
    execute format('create trigger %I after insert or delete on public.people for each row
                    execute function ota.spread_person(%L, %L)', 't6_' || bare, bare, how);
    execute format('create trigger %I after update on public.people for each row
                    when ((old.user_id, old.team) is distinct from (new.user_id, new.team))
                    execute function ota.spread_person(%L, %L)', 't7_' || bare, bare, how);
end
$$;
comment on function ota.follow_people(regclass, text) is
    'Lets a table''s readers follow people; part of read_by_visibility and read_by_person.';

create function ota.read_by_visibility(target regclass) returns void
language plpgsql volatile set search_path = pg_catalog as $$
declare
    bare text := (select c.relname from pg_class c where c.oid = target);
begin
    execute format($form$alter table %1$s
        add constraint %2$I check (visibility in ('everyone', 'assigned', 'management')),
        add constraint %3$I check (cardinality(person_ids) <= 1000
                                   and array_position(person_ids, null) is null),
        add constraint %4$I check (cardinality(teams) <= 7
                                   and teams <@ array['artist', 'band', 'crew', 'production',
                                                      'management', 'driver', 'guest'])$form$,
        target, bare || '_visibility_known', bare || '_person_ids_list', bare || '_teams_known');
    execute format('create trigger t0_readers before insert or update on %s
                    for each row execute function ota.set_readers()', target);
    perform ota.follow_people(target, 'visibility');
    execute format('comment on column %s.visibility is %L', target,
        'everyone: all members with the right; assigned: those people and teams; management: only '
        'who has the right to every row.');
    execute format('comment on column %s.person_ids is %L', target, 'The people it concerns.');
    execute format('comment on column %s.teams is %L', target, 'The teams it concerns.');
    execute format('comment on column %s.reader_ids is %L', target,
        'The accounts that may see it, set by the server; null for everybody with the right.');
end
$$;
comment on function ota.read_by_visibility(regclass) is
    'Gives a table with visibility, person_ids, teams and reader_ids their limits and the triggers '
    'that keep its readers.';

create function ota.read_by_person(target regclass) returns void
language plpgsql volatile set search_path = pg_catalog as $$
begin
    execute format('create trigger t0_readers before insert or update on %s
                    for each row execute function ota.set_person_readers()', target);
    perform ota.follow_people(target, 'person');
    execute format('comment on column %s.reader_ids is %L', target,
        'The account of its person, set by the server; empty when they have none.');
end
$$;
comment on function ota.read_by_person(regclass) is
    'Gives a table with person_id and reader_ids the triggers that keep its reader.';

create function ota.read_by_parent(target regclass, parent regclass, key text) returns void
language plpgsql volatile set search_path = pg_catalog as $$
declare
    bare text := (select c.relname from pg_class c where c.oid = target);
    above text := (select c.relname from pg_class c where c.oid = parent);
begin
    execute format('create trigger t0_readers before insert or update on %s
                    for each row execute function ota.inherit_readers(%L, %L)', target, above, key);
    execute format('create trigger %I after update on %s for each row
                    when (old.reader_ids is distinct from new.reader_ids)
                    execute function ota.spread_parent(%L, %L)', 't7_' || bare, parent, bare, key);
    execute format('comment on column %s.reader_ids is %L', target,
        'Whoever may see the row it is part of, set by the server; null for everybody with the '
        'right.');
end
$$;
comment on function ota.read_by_parent(regclass, regclass, text) is
    'Gives a table with reader_ids the triggers that keep its readers those of the parent row.';

-- The schedule: an item may be hidden.

alter table public.schedule_items
    add column visibility text not null default 'everyone',
    add column person_ids uuid[] not null default '{}',
    add column teams text[] not null default '{}',
    add column reader_ids uuid[];
select ota.read_by_visibility('public.schedule_items');

-- Travel: whose journey it is becomes which people it concerns, told to their devices as a change.

alter table public.travel
    add column visibility text not null default 'everyone',
    add column person_ids uuid[] not null default '{}',
    add column teams text[] not null default '{}',
    add column reader_ids uuid[];
select ota.read_by_visibility('public.travel');

do $$
declare
    organization uuid;
begin
    for organization in select distinct t.organization_id from public.travel t
                         where t.owner_id is not null loop
        perform set_config('ota.taken', '', true);
        insert into public.people (organization_id, user_id, name)
        select organization, t.owner_id,
               left(coalesce(max(m.name), max(p.name), max(m.email), max(u.email), 'Traveller'), 120)
          from public.travel t
          left join public.memberships m
            on m.organization_id = organization and m.user_id = t.owner_id
          left join public.profiles p on p.id = t.owner_id
          left join auth.users u on u.id = t.owner_id
         where t.organization_id = organization and t.owner_id is not null
           and not exists (select from public.people k where k.organization_id = organization
                              and k.user_id = t.owner_id)
         group by t.owner_id;
        update public.travel t set visibility = 'assigned', person_ids = array(
                   select k.id from public.people k
                    where k.organization_id = organization and k.user_id = t.owner_id
                    order by k.id limit 1)
         where t.organization_id = organization and t.owner_id is not null;
    end loop;
    perform set_config('ota.taken', '', true);
end
$$;
drop index public.travel_owner_id_idx;
alter table public.travel drop column owner_id;
comment on table public.travel is 'One journey of some people or of the whole party.';

-- What is private about a person.

create table public.person_profiles (
    like ota.row_start including all,
    person_id uuid not null,
    legal_name text,
    date_of_birth date,
    nationality text,
    passport_number text,
    passport_country text,
    passport_expires_on date,
    visa_notes text,
    seat_preference text,
    meal_preference text,
    allergies text,
    frequent_flyer text,
    emergency_contact text,
    shirt_size text,
    notes text,
    reader_ids uuid[],
    like ota.row_end including all,
    constraint person_profiles_person_id_key unique (organization_id, person_id),
    constraint person_profiles_person_id_fkey foreign key (organization_id, person_id)
        references public.people (organization_id, id) on delete cascade,
    constraint person_profiles_legal_name_length check (char_length(legal_name) between 1 and 4000),
    constraint person_profiles_nationality_code check (nationality ~ '^[A-Z]{2}$'),
    constraint person_profiles_passport_number_length
        check (char_length(passport_number) between 1 and 4000),
    constraint person_profiles_passport_country_code check (passport_country ~ '^[A-Z]{2}$'),
    constraint person_profiles_visa_notes_length
        check (char_length(visa_notes) between 1 and 20000),
    constraint person_profiles_seat_preference_length
        check (char_length(seat_preference) between 1 and 4000),
    constraint person_profiles_meal_preference_known check (meal_preference in (
        'none', 'vegetarian', 'vegan', 'pescatarian', 'halal', 'kosher', 'gluten_free', 'other')),
    constraint person_profiles_allergies_length check (char_length(allergies) between 1 and 4000),
    constraint person_profiles_frequent_flyer_length
        check (char_length(frequent_flyer) between 1 and 4000),
    constraint person_profiles_emergency_contact_length
        check (char_length(emergency_contact) between 1 and 4000),
    constraint person_profiles_shirt_size_length
        check (char_length(shirt_size) between 1 and 4000),
    constraint person_profiles_notes_length check (char_length(notes) between 1 and 20000)
);
select ota.adopt('public.person_profiles', 'private');
select ota.read_by_person('public.person_profiles');
comment on table public.person_profiles is
    'What a person tells only those who book for them: seen by them and by who has the right.';
comment on column public.person_profiles.person_id is 'Whose profile it is.';
comment on column public.person_profiles.legal_name is 'The name as in the passport.';
comment on column public.person_profiles.date_of_birth is 'The day they were born.';
comment on column public.person_profiles.nationality is 'ISO 3166 code.';
comment on column public.person_profiles.passport_number is 'Number of the passport.';
comment on column public.person_profiles.passport_country is 'ISO 3166 code of who issued it.';
comment on column public.person_profiles.passport_expires_on is 'Last day it is valid.';
comment on column public.person_profiles.visa_notes is 'Visas and what they allow.';
comment on column public.person_profiles.seat_preference is 'Where they like to sit.';
comment on column public.person_profiles.meal_preference is 'What they eat.';
comment on column public.person_profiles.allergies is 'What they must not eat or meet.';
comment on column public.person_profiles.frequent_flyer is 'Programmes and numbers.';
comment on column public.person_profiles.emergency_contact is 'Whom to call, and how.';
comment on column public.person_profiles.shirt_size is 'Size of shirts and jackets.';
comment on column public.person_profiles.notes is 'Anything else.';
