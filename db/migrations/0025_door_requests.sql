-- A door asks for places: the server gives it what no door holds, and what another gives back.

alter table public.door_shares
    add column wanted integer,
    add constraint door_shares_wanted_range check (wanted between 0 and 51);
comment on column public.door_shares.wanted is
    'How many more places this door asks for; the server gives what is free and takes it off.';

create function ota.free_places(share public.door_shares) returns bigint
language sql stable security definer set search_path = pg_catalog as $$
    select 1 + g.plus - share.heads
           - (select coalesce(sum(d.heads), 0) from public.door_shares d
               where d.organization_id = g.organization_id and d.guest_id = g.id
                 and d.id <> share.id)
      from public.guests g
     where g.organization_id = share.organization_id and g.id = share.guest_id
$$;
comment on function ota.free_places(public.door_shares) is
    'How many places of the guest no door holds, with this row as it is given.';

-- After the rules, which have judged what the door holds already.
create function ota.grant_places() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    given bigint;
begin
    if ota.is_restoring() or ota.write_scope(new.organization_id, 'guests') <> 'organization' then
        return new;
    end if;
    given := least(new.wanted, greatest(ota.free_places(new), 0));
    new.heads := new.heads + given;
    new.wanted := nullif(new.wanted - given, 0);
    return new;
end
$$;
comment on function ota.grant_places() is
    'Trigger: a door that asks for places is given what no door holds.';
create trigger t0_rules_grant before insert or update on public.door_shares
    for each row when (new.wanted is not null) execute function ota.grant_places();

-- One door after the other, in the order of their ids, until nothing is left.
create function ota.pass_places_on() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    waiting public.door_shares;
    given bigint;
begin
    if not exists (select from public.guests g where g.organization_id = old.organization_id
                      and g.id = old.guest_id) then
        return null;
    end if;
    for waiting in select d.* from public.door_shares d
                    where d.organization_id = old.organization_id and d.guest_id = old.guest_id
                      and d.id <> old.id and d.wanted > 0
                    order by d.id loop
        given := least(waiting.wanted, greatest(ota.free_places(waiting), 0));
        exit when given = 0;
        update public.door_shares d set heads = d.heads + given, wanted = nullif(d.wanted - given, 0)
         where d.organization_id = waiting.organization_id and d.id = waiting.id;
    end loop;
    return null;
end
$$;
comment on function ota.pass_places_on() is
    'Trigger: places that a door gives back go to the doors that ask for them.';
create trigger t7_pass_on_update after update of heads on public.door_shares
    for each row when (new.heads < old.heads) execute function ota.pass_places_on();
create trigger t7_pass_on_delete after delete on public.door_shares
    for each row when (old.heads > 0) execute function ota.pass_places_on();
