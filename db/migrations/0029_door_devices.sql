-- One device at a door: two that do not hear of each other would give out the same places.

alter table public.doors
    add column device_id uuid,
    add column device_user_id uuid,
    add column device_at timestamptz;
comment on column public.doors.device_id is
    'The device that checks in here, by the client_id of its sync; another has to take it off first.';
comment on column public.doors.device_user_id is 'Whose device it is.';
comment on column public.doors.device_at is 'Since when it is here.';

create function ota.judge_door() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    if ota.is_restoring() then
        new.device_id := null;
    elsif tg_op = 'UPDATE' and new.device_id is not distinct from old.device_id then
        new.device_user_id := old.device_user_id;
        new.device_at := old.device_at;
        return new;
    elsif tg_op = 'UPDATE' and old.device_id is not null and new.device_id is not null then
        perform ota.refuse('another device checks in at this door',
            'Take that device off the door first, or add a second door.');
    end if;
    new.device_user_id := case when new.device_id is not null then auth.uid() end;
    new.device_at := case when new.device_id is not null then now() end;
    return new;
end
$$;
comment on function ota.judge_door() is
    'Trigger: a door has one device; who brought it and when is the server''s to say.';
select ota.attach_rules('public.doors', 'ota.judge_door', 'insert or update');
