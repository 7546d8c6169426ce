-- A conflict ends when somebody settles it, whoever that is: in the transaction that does so.
--
--   open conflict                    what happens          the conflict
--   edit, field f                    f gets a new value    f is settled; with its last field it ends
--   edit                             the row is deleted    ends: dismissed
--   my deletion lost, the row stands the row is deleted    ends: mine
--   my edit lost, the row is gone    the row comes back    goes on as an edit against its values now
--
-- A field that goes back to the value that won is open again: that is what undo writes.

create index conflicts_open_idx on public.conflicts (organization_id, row_id)
    where resolved_at is null;

create function ota.settle_fields(fields jsonb, before jsonb, after jsonb) returns jsonb
language sql immutable parallel safe set search_path = pg_catalog as $$
    select coalesce(jsonb_agg(
               case when before -> (f ->> 'field') is not distinct from after -> (f ->> 'field')
                    then f
                    when after -> (f ->> 'field') = f -> 'theirs' then f - 'settled'
                    when after -> (f ->> 'field') = f -> 'mine' then f || '{"settled": "mine"}'
                    else f || '{"settled": "theirs"}' end order by n), '[]')
      from jsonb_array_elements(fields) with ordinality u (f, n)
$$;
comment on function ota.settle_fields(jsonb, jsonb, jsonb) is
    'A conflict''s fields after its row was written: what has a new value is settled, as mine where '
    'that is the value that had lost.';

create function ota.reopened_fields(fields jsonb, mine jsonb, now jsonb) returns jsonb
language sql immutable parallel safe set search_path = pg_catalog as $$
    select coalesce(jsonb_agg(
               f || jsonb_build_object('mine', mine -> (f ->> 'field'),
                                       'theirs', now -> (f ->> 'field')) order by n)
               filter (where mine -> (f ->> 'field') is distinct from now -> (f ->> 'field')), '[]')
      from jsonb_array_elements(fields) with ordinality u (f, n)
$$;
comment on function ota.reopened_fields(jsonb, jsonb, jsonb) is
    'The fields in which a row that came back differs from what its editor wrote meanwhile.';

create function ota.settle_conflicts() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog set timezone = 'UTC' as $$
declare
    organization constant uuid := coalesce(new.organization_id, old.organization_id);
    before jsonb;
    after jsonb;
    held record;
    left_over jsonb;
    ending text;
begin
    for held in select c.id, c.fields, c.kind from public.conflicts c
                 where c.organization_id = organization and c.table_name = tg_argv[0]
                   and c.row_id = coalesce(new.id, old.id) and c.resolved_at is null
    loop
        before := to_jsonb(old);
        after := to_jsonb(new);
        left_over := held.fields;
        ending := null;
        if tg_op = 'DELETE' then
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
comment on function ota.settle_conflicts() is
    'Trigger (table name): conflicts about a row that this write settles end with it, for their '
    'owner''s devices too.';

create or replace function ota.attach_triggers(target regclass, resource text) returns void
language plpgsql volatile set search_path = pg_catalog as $$
declare
    bare text := (select c.relname from pg_class c where c.oid = target);
begin
    execute format('create trigger t1_stamp before insert or update or delete on %s
                    for each row execute function ota.stamp()', target);
    execute format('create trigger t3_log after insert or update or delete on %s
                    for each row execute function ota.log(%L, %L)', target, bare, resource);
    execute format('create trigger t4_settle after insert or update or delete on %s
                    for each row execute function ota.settle_conflicts(%L)', target, bare);
    execute format('create trigger t5_give_back after insert on %s
                    for each statement execute function ota.give_back()', target);
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
end
$$;
comment on function ota.attach_triggers(regclass, text) is
    'Gives a tenant table its stamp, log and settle triggers and forces row level security on it.';

do $$
declare
    target regclass;
    bare text;
begin
    for target, bare in
        select c.oid, c.relname from pg_trigger g join pg_class c on c.oid = g.tgrelid
         where g.tgname = 't3_log' and c.relname <> 'conflicts' and g.tgparentid = 0
    loop
        execute format('create trigger t4_settle after insert or update or delete on %s
                        for each row execute function ota.settle_conflicts(%L)', target, bare);
    end loop;
end
$$;

comment on column public.conflicts.fields is
    'Each field in question: [{field, base, mine, theirs, settled?}]; settled says whose value it '
    'got since.';
comment on column public.conflicts.resolved_at is
    'When the owner decided, or when somebody wrote what settled it.';
comment on column public.conflicts.resolution is
    'Whose value it is now: mine, theirs, or dismissed where there is none.';
