-- Who may read which row of the change log.

create or replace function auth.readable(organization_id uuid) returns text
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
    me constant uuid := auth.uid();
begin
    return coalesce((select string_agg(' ' || p.resource || case p.scope when 'own' then '?'
        else '!' end, '')
                       from ota.member_roles m join ota.permissions p on p.role = m.role
                      where m.user_id = me and m.organization_id = readable.organization_id
                        and p.action = 'read'), '');
end
$$;
comment on function auth.readable(uuid) is
    'The resources the asking user may read there, each with "!" for every row or "?" for own '
    'rows.';

-- A page of the log is hundreds of rows, so what the user may read is looked up once a transaction
-- and kept in a setting, together with the question that it answers. A membership that this
-- transaction writes empties the setting (ota.mirror_member).
create or replace function auth.may_read(organization_id uuid, resource text,
    owner_id uuid, reader_ids uuid[]) returns boolean
language plpgsql stable parallel restricted as $$
declare
    question constant text := organization_id || coalesce(current_setting('request.jwt.claims',
        true), '');
    known text := current_setting('ota.readable', true);
begin
    if known is null or not starts_with(known, question) then
        known := set_config('ota.readable', question || auth.readable(organization_id) || ' ',
            true);
    end if;
    known := substr(known, length(question) + 1);
    return strpos(known, ' ' || resource || '! ') > 0
           or (strpos(known, ' ' || resource || '? ') > 0
               and (owner_id is null or owner_id = auth.uid())
               and (reader_ids is null or auth.uid() = any (reader_ids)));
end
$$;
comment on function auth.may_read(uuid, text, uuid, uuid[]) is
    'Whether the asking user may read a row of this resource with this owner and these readers.';

create or replace function auth.may_read_state(organization_id uuid, resource text,
    state jsonb) returns boolean
language sql stable parallel restricted set search_path = pg_catalog as $$
    select auth.may_read($1, $2, ($3 ->> 'owner_id')::uuid, ota.readers_in($3))
$$;
comment on function auth.may_read_state(uuid, text, jsonb) is
    'Whether the asking user may read a row of this resource as the log holds it.';

-- Unlike a tenant table's, this test is per row and only a filter. The log is always read for one
-- organization from a seq on, in order, a page at a time: with `organization_id = any (…)` the
-- planner expects few rows, sorts, and so reads the whole rest of the log for every page.
select ota.write_policies('ota.change_log',
    '{"select": "auth.may_read(organization_id, resource, owner_id, reader_ids)"}');
