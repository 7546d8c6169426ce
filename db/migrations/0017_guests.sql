-- Guest lists: requests, approval within an allotment, doors that hold places in escrow, and
-- who came in.

create table public.guest_lists (
    like ota.row_start including all,
    show_id uuid not null,
    name text not null,
    allotment integer not null,
    cutoff_at timestamptz,
    locked_at timestamptz,
    notes text,
    like ota.row_end including all,
    constraint guest_lists_show_id_fkey foreign key (organization_id, show_id)
        references public.shows (organization_id, id) on delete cascade,
    constraint guest_lists_name_length check (char_length(name) between 1 and 120),
    constraint guest_lists_allotment_range check (allotment between 0 and 100000),
    constraint guest_lists_notes_length check (char_length(notes) between 1 and 20000)
);
select ota.adopt('public.guest_lists', 'guests');
create index guest_lists_show_id_idx on public.guest_lists (organization_id, show_id);
comment on table public.guest_lists is 'The guests of one show, with how many there may be.';
comment on column public.guest_lists.show_id is 'The show.';
comment on column public.guest_lists.name is 'What it is called, such as artist or label.';
comment on column public.guest_lists.allotment is 'How many heads may be approved.';
comment on column public.guest_lists.cutoff_at is 'Until when guests may be asked for.';
comment on column public.guest_lists.locked_at is 'When it was locked.';
comment on column public.guest_lists.notes is 'Anything else.';

create table public.guests (
    like ota.row_start including all,
    guest_list_id uuid not null,
    owner_id uuid not null default auth.uid(),
    name text not null,
    plus integer not null default 0,
    pass_type text not null default 'ticket',
    status text not null default 'requested',
    email text,
    notes text,
    like ota.row_end including all,
    constraint guests_guest_list_id_fkey foreign key (organization_id, guest_list_id)
        references public.guest_lists (organization_id, id) on delete cascade,
    constraint guests_name_length check (char_length(name) between 1 and 120),
    constraint guests_plus_range check (plus between 0 and 50),
    constraint guests_pass_type_known check (pass_type in (
        'ticket', 'photo', 'working', 'all_access', 'after_show')),
    constraint guests_status_known check (status in (
        'requested', 'approved', 'denied', 'waitlisted', 'cancelled')),
    constraint guests_email_length check (char_length(email) between 3 and 320),
    constraint guests_notes_length check (char_length(notes) between 1 and 4000)
);
select ota.adopt('public.guests', 'guests');
create index guests_guest_list_id_idx on public.guests (organization_id, guest_list_id);
create index guests_owner_id_idx on public.guests (organization_id, owner_id);
comment on table public.guests is 'Somebody who is asked in, with how many they bring.';
comment on column public.guests.guest_list_id is 'The list.';
comment on column public.guests.owner_id is 'Who asks for them.';
comment on column public.guests.name is 'What the guest is called.';
comment on column public.guests.plus is 'How many come with them.';
comment on column public.guests.pass_type is 'What they get.';
comment on column public.guests.status is 'Whether they may come.';
comment on column public.guests.email is 'Where to write to them.';
comment on column public.guests.notes is 'Anything else.';

create function ota.judge_request(asked public.guests, before public.guests,
    list public.guest_lists) returns void
language plpgsql stable set search_path = pg_catalog as $$
begin
    if list.locked_at is not null then
        perform ota.refuse('this guest list is locked', 'Ask whoever runs the list.');
    elsif list.cutoff_at <= now() then
        perform ota.refuse('requests for this guest list are closed', 'Ask whoever runs the list.');
    elsif before.id is null and asked.status <> 'requested' then
        perform ota.refuse('a guest is asked for, not approved, by you',
            'Send the guest with status requested.');
    elsif before.id is not null and asked.status <> before.status
          and asked.status <> 'cancelled' then
        perform ota.refuse('only who runs the guest list decides about a request',
            'Cancel it, or ask whoever runs the list.');
    elsif before.status in ('approved', 'denied')
          and (asked.name, asked.plus, asked.pass_type, asked.guest_list_id)
              is distinct from (before.name, before.plus, before.pass_type, before.guest_list_id)
    then
        perform ota.refuse('this request has been decided',
            'Cancel it and ask again, or ask whoever runs the list.');
    end if;
end
$$;
comment on function ota.judge_request(public.guests, public.guests, public.guest_lists) is
    'Refuses what somebody who does not run the guest list may not do with a request.';

create function ota.judge_guest() returns trigger
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
        free := list.allotment - (select coalesce(sum(1 + g.plus), 0) from public.guests g
                                   where g.organization_id = new.organization_id
                                     and g.guest_list_id = list.id and g.status = 'approved'
                                     and g.id <> new.id);
        if 1 + new.plus <= free then
            null;
        elsif tg_op = 'INSERT' or old.status <> 'approved' or old.guest_list_id <> list.id then
            new.status := 'waitlisted';
        elsif new.plus > old.plus then
            perform ota.refuse(format('the list has room for %s more', greatest(free - 1 - old.plus, 0)),
                'Take somebody off the list first, or raise its allotment.');
        end if;
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
comment on function ota.judge_guest() is
    'Trigger: who may decide about guests, and never more heads than the allotment: what does not '
    'fit is put on the waiting list.';
select ota.attach_rules('public.guests', 'ota.judge_guest', 'insert or update');

create table public.doors (
    like ota.row_start including all,
    show_id uuid not null,
    name text not null,
    like ota.row_end including all,
    constraint doors_show_id_fkey foreign key (organization_id, show_id)
        references public.shows (organization_id, id) on delete cascade,
    constraint doors_name_length check (char_length(name) between 1 and 60)
);
select ota.adopt('public.doors', 'guests');
create index doors_show_id_idx on public.doors (organization_id, show_id);
comment on table public.doors is 'An entrance where guests are checked in.';
comment on column public.doors.show_id is 'The show.';
comment on column public.doors.name is 'What it is called.';

create table public.door_shares (
    like ota.row_start including all,
    guest_id uuid not null,
    door_id uuid not null,
    heads integer not null,
    like ota.row_end including all,
    constraint door_shares_door_id_key unique (organization_id, guest_id, door_id),
    constraint door_shares_guest_id_fkey foreign key (organization_id, guest_id)
        references public.guests (organization_id, id) on delete cascade,
    constraint door_shares_door_id_fkey foreign key (organization_id, door_id)
        references public.doors (organization_id, id) on delete cascade,
    constraint door_shares_heads_range check (heads between 0 and 51)
);
select ota.adopt('public.door_shares', 'guests');
create index door_shares_door_id_idx on public.door_shares (organization_id, door_id);
comment on table public.door_shares is
    'The places of one guest that one door may give out, without asking the others.';
comment on column public.door_shares.guest_id is 'The guest.';
comment on column public.door_shares.door_id is 'The door.';
comment on column public.door_shares.heads is 'How many of the guest''s party it may let in.';

create table public.admissions (
    like ota.row_start including all,
    guest_id uuid not null,
    door_id uuid not null,
    heads integer not null,
    admitted_at timestamptz not null,
    like ota.row_end including all,
    constraint admissions_guest_id_fkey foreign key (organization_id, guest_id)
        references public.guests (organization_id, id) on delete cascade,
    constraint admissions_door_id_fkey foreign key (organization_id, door_id)
        references public.doors (organization_id, id) on delete cascade,
    constraint admissions_heads_range check (heads between 1 and 51)
);
select ota.adopt('public.admissions', 'guests');
create index admissions_guest_id_idx on public.admissions (organization_id, guest_id);
create index admissions_door_id_idx on public.admissions (organization_id, door_id);
comment on table public.admissions is 'Heads that came in; taking one back deletes it.';
comment on column public.admissions.guest_id is 'The guest.';
comment on column public.admissions.door_id is 'The door.';
comment on column public.admissions.heads is 'How many came in.';
comment on column public.admissions.admitted_at is 'When.';

create function ota.admitted(organization_id uuid, guest_id uuid, door_id uuid) returns bigint
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(sum(a.heads), 0) from public.admissions a
     where a.organization_id = $1 and a.guest_id = $2 and a.door_id = $3
$$;
comment on function ota.admitted(uuid, uuid, uuid) is
    'How many heads of a guest''s party one door has let in.';

create function ota.judge_door_share() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    organization constant uuid := coalesce(new.organization_id, old.organization_id);
    party bigint;
    elsewhere bigint;
    inside bigint;
begin
    if ota.is_restoring() or ota.write_scope(organization, 'guests') <> 'organization'
       or (tg_op = 'UPDATE' and ota.changed(to_jsonb(old), to_jsonb(new)) = '{}') then
        return coalesce(new, old);
    end if;
    perform ota.take(organization);
    if tg_op = 'DELETE' then
        inside := ota.admitted(organization, old.guest_id, old.door_id);
        if inside > 0
           and exists (select from public.guests g
                        where g.organization_id = organization and g.id = old.guest_id)
           and exists (select from public.doors d
                        where d.organization_id = organization and d.id = old.door_id) then
            perform ota.refuse(format('this door has let in %s already', inside),
                'Keep as many places there.');
        end if;
        return old;
    elsif tg_op = 'UPDATE' and (new.guest_id, new.door_id) <> (old.guest_id, old.door_id) then
        perform ota.refuse('places stay with their guest and their door',
            'Change the number here and there.');
    end if;
    inside := ota.admitted(organization, new.guest_id, new.door_id);
    if new.heads < inside then
        perform ota.refuse(format('this door has let in %s already', inside),
            'Keep as many places there.');
    end if;
    select 1 + g.plus into party from public.guests g
     where g.organization_id = organization and g.id = new.guest_id;
    elsewhere := (select coalesce(sum(d.heads), 0) from public.door_shares d
                   where d.organization_id = organization and d.guest_id = new.guest_id
                     and d.id <> new.id);
    if elsewhere + new.heads > party then
        perform ota.refuse(format('this guest has %s, of which other doors hold %s',
                case party when 1 then '1 place' else party || ' places' end, elsewhere),
            'Take places back from the other doors first.');
    end if;
    return new;
end
$$;
comment on function ota.judge_door_share() is
    'Trigger: all doors together never hold more places than a guest has, and none fewer than it '
    'has given out.';
select ota.attach_rules('public.door_shares', 'ota.judge_door_share',
    'insert or update or delete');

create function ota.judge_admission() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    place bigint;
    inside bigint;
begin
    if ota.is_restoring() or ota.write_scope(new.organization_id, 'guests') <> 'organization' then
        return new;
    elsif tg_op = 'UPDATE' then
        if ota.changed(to_jsonb(old), to_jsonb(new)) <> '{}' then
            perform ota.refuse('who came in is not rewritten', 'Take it back and enter it anew.');
        end if;
        return new;
    end if;
    perform ota.take(new.organization_id);
    place := coalesce((select d.heads from public.door_shares d
                        where d.organization_id = new.organization_id
                          and d.guest_id = new.guest_id and d.door_id = new.door_id), 0);
    inside := ota.admitted(new.organization_id, new.guest_id, new.door_id);
    if inside + new.heads > place then
        perform ota.refuse(format('this door has %s left for this guest',
                case place - inside when 1 then '1 place' else place - inside || ' places' end),
            'Move places here from another door, or ask whoever runs the list.');
    end if;
    return new;
end
$$;
comment on function ota.judge_admission() is
    'Trigger: a door lets in no more than the places it holds.';
select ota.attach_rules('public.admissions', 'ota.judge_admission', 'insert or update');
