-- The functions that policies ask, and the two shapes of policy that tenant tables have.

-- plpgsql with one plan that is kept: as language sql, or left to choose, each keyed read would
-- plan it anew. The user is read into a variable first, because inside the statement the claims would be
-- parsed again for every row.
create or replace function auth.organizations(resource text, action text) returns uuid[]
language plpgsql stable parallel safe security definer
set search_path = pg_catalog set plan_cache_mode = force_generic_plan as $$
declare
    me constant uuid := auth.uid();
    wanted constant text := resource || ':' || action;
begin
    return array(select m.organization_id from ota.member_roles m
                  where m.user_id = me and wanted = any (m.may));
end
$$;
comment on function auth.organizations(text, text) is
    'The organizations in which the asking user may do this to every row of the resource.';

create or replace function auth.organizations_own(resource text, action text) returns uuid[]
language plpgsql stable parallel safe security definer
set search_path = pg_catalog set plan_cache_mode = force_generic_plan as $$
declare
    me constant uuid := auth.uid();
    wanted constant text := resource || ':' || action || ':own';
begin
    return array(select m.organization_id from ota.member_roles m
                  where m.user_id = me and wanted = any (m.may));
end
$$;
comment on function auth.organizations_own(text, text) is
    'The organizations in which the asking user may do this to rows of their own and rows '
    'without an owner.';

create or replace function ota.write_policies(target regclass, verbs jsonb) returns void
language plpgsql volatile set search_path = pg_catalog as $$
declare
    name text;
    verb text;
    test text;
begin
    for name in select p.polname from pg_policy p where p.polrelid = target loop
        execute format('drop policy %I on %s', name, target);
    end loop;
    for verb, test in select e.key, e.value from jsonb_each_text(verbs) e loop
        name := (select c.relname from pg_class c where c.oid = target) || '_' || verb;
        execute format('create policy %I on %s for %s to authenticated %s', name, target, verb,
                       case verb when 'insert' then format('with check (%s)', test)
                                 when 'update' then format('using (%1$s) with check (%1$s)', test)
                                 else format('using (%s)', test) end);
    end loop;
    name := (select c.relname from pg_class c where c.oid = target) || '_service';
    execute format('create policy %I on %s to service_role using (true) with check (true)', name,
        target);
end
$$;
comment on function ota.write_policies(regclass, jsonb) is
    'Replaces a table''s policies: one a verb ({"select": test, …}), and one for the server.';

create or replace function ota.policies_by_organization(target regclass, resource text) returns void
language sql volatile set search_path = pg_catalog as $$
    select ota.write_policies(target, jsonb_object_agg(verb,
        format('organization_id = any (auth.organizations(%L, %L))', resource, action)))
      from (values ('select', 'read'), ('insert', 'write'), ('update', 'write'), ('delete',
          'delete'))
           as v (verb, action)
$$;
comment on function ota.policies_by_organization(regclass, text) is
    'Policies for a table whose rows all members with the right share.';

-- The first test can be an index condition, asked once a scan; only rows of others ask again.
create or replace function ota.policies_by_owner(target regclass, resource text) returns void
language sql volatile set search_path = pg_catalog as $$
    select ota.write_policies(target, jsonb_object_agg(verb, format(
        'organization_id = any (auth.organizations(%1$L, %2$L)
                                || auth.organizations_own(%1$L, %2$L))
         and (owner_id is null or owner_id = auth.uid()
              or organization_id = any (auth.organizations(%1$L, %2$L)))', resource, action)))
      from (values ('select', 'read'), ('insert', 'write'), ('update', 'write'), ('delete',
          'delete'))
           as v (verb, action)
$$;
comment on function ota.policies_by_owner(regclass, text) is
    'Policies for a table with owner_id: members with the right at scope own meet their own rows '
    'and rows of nobody.';

create or replace function ota.policies_by_readers(target regclass, resource text) returns void
language sql volatile set search_path = pg_catalog as $$
    select ota.write_policies(target, jsonb_object_agg(verb, format(
        'organization_id = any (auth.organizations(%1$L, %2$L)
                                || auth.organizations_own(%1$L, %2$L))
         and (reader_ids is null or auth.uid() = any (reader_ids)
              or organization_id = any (auth.organizations(%1$L, %2$L)))', resource, action)))
      from (values ('select', 'read'), ('insert', 'write'), ('update', 'write'), ('delete',
          'delete'))
           as v (verb, action)
$$;
comment on function ota.policies_by_readers(regclass, text) is
    'Policies for a table with reader_ids: members with the right at scope own meet the rows that '
    'name them and rows for everybody.';

create or replace function ota.policies_by_share(target regclass, resource text) returns void
language sql volatile set search_path = pg_catalog as $$
    select ota.write_policies(target, jsonb_object_agg(verb, format(case verb when 'select' then
        'organization_id = any (auth.organizations(%1$L, %2$L)
                                || auth.organizations_own(%1$L, %2$L))'
        else 'organization_id = any (auth.organizations(%L, %L))' end, resource, action)))
      from (values ('select', 'read'), ('insert', 'write'), ('update', 'write'), ('delete',
          'delete'))
           as v (verb, action)
$$;
comment on function ota.policies_by_share(regclass, text) is
    'Policies for a table whose rows are nobody''s own: who has any right to read the resource reads '
    'all of them, and only who may write every row writes.';
