-- Many guests in one statement: a list's heads are counted once, not for each of them.

create function ota.forget_heads() returns trigger
language plpgsql volatile set search_path = pg_catalog as $$
begin
    perform set_config('ota.counted_heads', '', true);
    return null;
end
$$;
comment on function ota.forget_heads() is
    'Trigger: what was counted holds within one statement only.';
create trigger t0_count_anew before insert or update on public.guests
    for each statement execute function ota.forget_heads();

-- Within a statement guests are judged and written one after the other. So since the last count
-- only the guest whom it left out has been written, or was not after all. Those two are looked up
-- with a plan of their own: one that was made for the first guest of an empty table would be kept
-- for the last.
create function ota.approved_beside(organization_id uuid, guest_list_id uuid, guest_id uuid)
returns bigint
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    counted constant text[] := string_to_array(current_setting('ota.counted_heads', true), ' ');
    heads bigint := counted[3];
begin
    if counted[1] is distinct from $2::text then
        heads := (select coalesce(sum(1 + g.plus), 0) from public.guests g
                   where g.organization_id = $1 and g.guest_list_id = $2
                     and g.status = 'approved' and g.id <> $3);
    elsif counted[2] <> $3::text then
        execute 'select $1 + coalesce(sum(case g.id when $4 then 1 + g.plus else -1 - g.plus end)
                         filter (where g.guest_list_id = $3 and g.status = ''approved''), 0)
                   from public.guests g where g.organization_id = $2 and g.id in ($4, $5)'
            into heads using heads, $1, $2, counted[2]::uuid, $3;
    end if;
    perform set_config('ota.counted_heads', concat_ws(' ', $2, $3, heads), true);
    return heads;
end
$$;
comment on function ota.approved_beside(uuid, uuid, uuid) is
    'The heads approved on a list apart from those of one guest, who is about to be written.';

create or replace function ota.judge_guest() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    scope constant text := ota.write_scope(new.organization_id, 'guests');
    list public.guest_lists;
    free bigint;
    held bigint;
begin
    if scope = 'none' or (tg_op = 'UPDATE' and ota.changed(to_jsonb(old), to_jsonb(new)) = '{}') then
        return new;
    end if;
    perform ota.take(new.organization_id);
    select l.* into list from public.guest_lists l
     where l.organization_id = new.organization_id and l.id = new.guest_list_id;
    if not found then
        return new;
    elsif scope = 'own' then
        perform ota.judge_request(new, old, list);
    end if;
    if new.status = 'approved' then
        free := list.allotment - ota.approved_beside(new.organization_id, list.id, new.id);
        if 1 + new.plus <= free then
            null;
        elsif tg_op = 'INSERT' or old.status <> 'approved' or old.guest_list_id <> list.id then
            new.status := 'waitlisted';
        elsif new.plus > old.plus then
            perform ota.refuse(format('the list has room for %s more', greatest(free - 1 - old.plus, 0)),
                'Take somebody off the list first, or raise its allotment.');
        end if;
    elsif tg_op = 'UPDATE' and old.status = 'approved' then
        perform set_config('ota.counted_heads', '', true);
    end if;
    if tg_op = 'UPDATE' and new.plus < old.plus then
        held := (select coalesce(sum(d.heads), 0) from public.door_shares d
                  where d.organization_id = new.organization_id and d.guest_id = new.id);
        if 1 + new.plus < held then
            perform ota.refuse(format('the doors hold %s places for this guest', held),
                'Take places back from the doors first.');
        end if;
    end if;
    return new;
end
$$;
