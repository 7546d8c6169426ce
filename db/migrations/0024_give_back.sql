-- An insert that touches no row is no reason to fail.

create or replace function ota.give_back() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    held text := current_setting('ota.taken', true);
begin
    -- A session that never took a seq has neither setting.
    if held <> '' and current_setting('ota.ord', true) = '0' then
        update ota.org_head set seq = seq - 1 where organization_id = split_part(held, ':',
            1)::uuid;
        perform set_config('ota.taken', '', true);
    end if;
    return null;
end
$$;
