-- A conflict tells its owner what others wrote in a row. Who may not read that row any more has nothing
-- to decide about it: the conflict ends, dismissed, and keeps only what its owner wrote.

create function ota.reads_row(user_id uuid, organization_id uuid, table_name text, row_id uuid)
returns boolean
language sql stable security definer set search_path = pg_catalog as $$
    select exists (
        select from (select l.resource, l.owner_id, l.reader_ids from ota.change_log l
                      where l.organization_id = $2 and l.table_name = $3 and l.row_id = $4
                        and l.op <> 'revoke'
                      order by l.seq desc, l.ord desc limit 1) last
          join ota.member_roles m on m.user_id = $1 and m.organization_id = $2
          join ota.permissions p on p.role = m.role and p.resource = last.resource
                                and p.action = 'read'
         where p.scope <> 'own' or ((last.owner_id is null or last.owner_id = $1)
                                    and (last.reader_ids is null or $1 = any (last.reader_ids))))
$$;
comment on function ota.reads_row(uuid, uuid, text, uuid) is
    'Whether this member may read a row as the log last saw it; no of a row that the log does not '
    'know any more.';

create function ota.withheld_fields(fields jsonb) returns jsonb
language sql immutable parallel safe set search_path = pg_catalog as $$
    select coalesce(jsonb_agg(f - array['base', 'theirs', 'settled'] order by n), '[]')
      from jsonb_array_elements(fields) with ordinality u (f, n)
$$;
comment on function ota.withheld_fields(jsonb) is
    'A conflict''s fields for an owner who may not read its row any more: what they wrote themselves.';

create or replace function ota.settle_conflicts() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog set timezone = 'UTC' as $$
declare
    organization constant uuid := coalesce(new.organization_id, old.organization_id);
    subject constant uuid := coalesce(new.id, old.id);
    before jsonb;
    after jsonb;
    held record;
    left_over jsonb;
    ending text;
begin
    for held in select c.id, c.owner_id, c.fields, c.kind from public.conflicts c
                 where c.organization_id = organization and c.table_name = tg_argv[0]
                   and c.row_id = subject and c.resolved_at is null
    loop
        before := to_jsonb(old);
        after := to_jsonb(new);
        left_over := held.fields;
        ending := null;
        if not ota.reads_row(held.owner_id, organization, tg_argv[0], subject) then
            left_over := ota.withheld_fields(held.fields);
            ending := 'dismissed';
        elsif tg_op = 'DELETE' then
            ending := case held.kind when 'delete' then 'mine' else 'dismissed' end;
        elsif tg_op = 'INSERT' then
            -- The text of a value is as its client wrote it; beside the row it has the row's form.
            left_over := ota.reopened_fields(held.fields, to_jsonb(jsonb_populate_record(new,
                (select jsonb_object_agg(f ->> 'field', f -> 'mine')
                   from jsonb_array_elements(held.fields) f))), after);
            ending := case when left_over = '[]' then 'mine' end;
        elsif held.kind = 'edit' then
            left_over := ota.settle_fields(held.fields, before, after);
            if not exists (select from jsonb_array_elements(left_over) f
                            where not f ? 'settled') then
                ending := case when left_over @> '[{"settled": "mine"}]' then 'mine'
                               else 'theirs' end;
            end if;
        end if;
        update public.conflicts c
           set fields = case when left_over = '[]' then c.fields else left_over end,
               kind = case when tg_op = 'INSERT' then 'edit' else c.kind end,
               resolution = ending,
               resolved_at = case when ending is not null then now() end
         where c.organization_id = organization and c.id = held.id;
    end loop;
    return null;
end
$$;

create function ota.withhold_conflicts() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    update public.conflicts c
       set fields = ota.withheld_fields(c.fields),
           resolution = coalesce(c.resolution, 'dismissed'),
           resolved_at = coalesce(c.resolved_at, now())
     where c.organization_id = new.organization_id and c.owner_id = new.user_id
       and not ota.reads_row(c.owner_id, c.organization_id, c.table_name, c.row_id)
       and (c.resolved_at is null or c.fields <> ota.withheld_fields(c.fields));
    return null;
end
$$;
comment on function ota.withhold_conflicts() is
    'Trigger: with a role go the values that conflicts tell of rows which it could read and the new '
    'one cannot.';
create trigger t5_withhold after update of role on public.memberships
    for each row when (old.role is distinct from new.role)
    execute function ota.withhold_conflicts();
