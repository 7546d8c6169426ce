-- The one place every write passes: the counter of an organization, its change log and the
-- triggers.

create table ota.permissions (
    role text not null,
    resource text not null,
    action text not null,
    scope text not null,
    constraint permissions_pkey primary key (role, resource, action),
    constraint permissions_role_known check (role in ('owner', 'admin', 'manager', 'booking',
        'crew')),
    constraint permissions_action_known check (action in ('read', 'write', 'delete')),
    constraint permissions_scope_known check (scope in ('own', 'organization', 'all'))
);
comment on table ota.permissions is 'What each role may do, generated from core/permission.def.';
comment on column ota.permissions.role is 'A member''s role.';
comment on column ota.permissions.resource is 'The kind of thing, one or more tables.';
comment on column ota.permissions.action is 'read, write (insert and update) or delete.';
comment on column ota.permissions.scope is
    'own: rows without an owner or owned by the user; organization and all: every row.';

create table ota.member_roles (
    user_id uuid not null,
    organization_id uuid not null,
    role text not null,
    may text[] not null default '{}',
    constraint member_roles_pkey primary key (user_id, organization_id)
);
comment on table ota.member_roles is
    'Memberships by user, kept by a trigger: a directory that policies ask before an '
    'organization is known.';
comment on column ota.member_roles.user_id is 'The member.';
comment on column ota.member_roles.organization_id is 'The organization.';
comment on column ota.member_roles.role is 'The member''s role there.';
comment on column ota.member_roles.may is
    'The role''s rights as ota.rights_of spells them: a policy reads one row and joins nothing.';

create function ota.rights_of(role text) returns text[]
language sql stable set search_path = pg_catalog as $$
    select array(select p.resource || ':' || p.action
                        || case p.scope when 'own' then ':own' else '' end
                   from ota.permissions p where p.role = rights_of.role order by 1)
$$;
comment on function ota.rights_of(text) is
    'A role''s rights as words: "shows:read" for every row, "expenses:read:own" for own rows.';

create function ota.set_rights() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    new.may := ota.rights_of(new.role);
    return new;
end
$$;
comment on function ota.set_rights() is 'Trigger: a member''s rights follow from their role.';
create trigger t1_rights before insert or update on ota.member_roles
    for each row execute function ota.set_rights();

create function ota.spread_rights() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    update ota.member_roles set role = role where may <> ota.rights_of(role);
    return null;
end
$$;
comment on function ota.spread_rights() is
    'Trigger: members have at once what a new release lets their role do.';
create trigger t1_spread after insert or update or delete on ota.permissions
    for each statement execute function ota.spread_rights();

create table ota.org_head (
    organization_id uuid not null,
    seq bigint not null default 0,
    epoch integer not null default 1,
    horizon_seq bigint not null default 0,
    moved_to text,
    constraint org_head_pkey primary key (organization_id),
    constraint org_head_horizon_range check (horizon_seq between 0 and seq)
);
comment on table ota.org_head is
    'The counter of each organization; it outlives the organization, so no seq is given twice.';
comment on column ota.org_head.organization_id is 'The organization.';
comment on column ota.org_head.seq is 'Number of the last transaction that wrote into it.';
comment on column ota.org_head.epoch is
    'Raised when history was replaced (a restore): older cursors need a snapshot.';
comment on column ota.org_head.horizon_seq is
    'The log reaches back to here; older cursors need a snapshot.';
comment on column ota.org_head.moved_to is 'Where the organization lives now, null for here.';

create table ota.change_log (
    organization_id uuid not null,
    seq bigint not null,
    ord integer not null,
    table_name text not null,
    row_id uuid not null,
    op text not null,
    changed text[] not null default '{}',
    before jsonb,
    after jsonb,
    resource text not null,
    owner_id uuid,
    actor_id uuid,
    client_id uuid,
    mutation_n bigint,
    at timestamptz not null default now(),
    constraint change_log_pkey primary key (organization_id, seq, ord, at),
    constraint change_log_op_known check (op in ('insert', 'update', 'delete', 'grant', 'revoke'))
) partition by range (at);
create index change_log_row_idx on ota.change_log (organization_id, table_name, row_id, seq);
create table ota.change_log_default partition of ota.change_log default;
alter table ota.change_log enable row level security;
alter table ota.change_log force row level security;
alter table ota.change_log_default enable row level security;
alter table ota.change_log_default force row level security;
comment on table ota.change_log_default is 'Log rows of months that have no partition yet.';
comment on table ota.change_log is
    'One row a changed row: the feed, the audit trail and the history. Written by triggers only.';
comment on column ota.change_log.organization_id is 'The organization.';
comment on column ota.change_log.seq is
    'Number of the transaction within its organization, gapless.';
comment on column ota.change_log.ord is 'Place within the transaction, from 1.';
comment on column ota.change_log.table_name is 'The changed table.';
comment on column ota.change_log.row_id is 'The changed row.';
comment on column ota.change_log.op is
    'insert, update, delete; revoke: owner_id may no longer see the row.';
comment on column ota.change_log.changed is
    'The fields of an update that differ, audit fields aside.';
comment on column ota.change_log.before is 'The row before, without audit fields.';
comment on column ota.change_log.after is 'The row after, without audit fields.';
comment on column ota.change_log.resource is 'The resource whose readers may read this.';
comment on column ota.change_log.owner_id is 'Whose row it is, where rows have owners.';
comment on column ota.change_log.actor_id is 'The user who wrote, null for the server itself.';
comment on column ota.change_log.client_id is 'The syncing client that wrote, if one did.';
comment on column ota.change_log.mutation_n is 'That client''s number of the mutation.';
comment on column ota.change_log.at is 'When the transaction began.';

create publication ota_feed for table ota.change_log
    with (publish = 'insert', publish_via_partition_root = true);

create function ota.ensure_partitions(ahead integer default 2) returns integer
language plpgsql volatile security definer set search_path = pg_catalog set timezone = 'UTC' as $$
declare
    month date;
    name text;
    made integer := 0;
begin
    for month in select generate_series(date_trunc('month', now()),
                                        date_trunc('month', now()) + make_interval(months => ahead),
                                        interval '1 month')::date loop
        name := 'change_log_' || to_char(month, 'YYYY_MM');
        if to_regclass('ota.' || name) is null then
            -- Rows may already wait in the default partition, so it is filled before it is
            -- attached.
            execute format('create table ota.%I (like ota.change_log including all)', name);
            execute format('with moved as (delete from ota.change_log_default
                                            where at >= %L and at < %L returning *)
                            insert into ota.%I select * from moved',
                           month, month + interval '1 month', name);
            execute format('alter table ota.change_log attach partition ota.%I
                            for values from (%L) to (%L)', name, month, month + interval '1 month');
            execute format('alter table ota.%I enable row level security', name);
            execute format('alter table ota.%I force row level security', name);
            execute format('comment on table ota.%I is %L', name,
                           'Log rows of ' || to_char(month, 'YYYY-MM') || '.');
            made := made + 1;
        end if;
    end loop;
    return made;
end
$$;
comment on function ota.ensure_partitions(integer) is
    'Makes the log''s partitions of this month and the next ones; returns how many were new.';

create function ota.take(organization_id uuid) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    held text := current_setting('ota.taken', true);
    head record;
begin
    if held <> '' then
        if split_part(held, ':', 1) = organization_id::text then
            return split_part(held, ':', 2)::bigint;
        end if;
        raise exception using errcode = 'OT004',
            message = 'one transaction cannot write into two organizations',
            hint = 'Send what belongs to the second organization in a request of its own.';
    end if;
    update ota.org_head h set seq = h.seq + 1
     where h.organization_id = take.organization_id
    returning h.seq, h.moved_to into head;
    if not found then
        raise exception using errcode = 'OT002', message = 'there is no such organization',
            hint = 'Write only into an organization that was created here.';
    elsif head.moved_to is not null then
        raise exception using errcode = 'OT003', message = 'this organization has moved',
            detail = head.moved_to, hint = 'Send the request to the address in the details.';
    end if;
    perform set_config('ota.taken', organization_id || ':' || head.seq, true),
            set_config('ota.ord', '0', true);
    if current_setting('ota.notify', true) = 'on' then
        perform pg_notify('ota_feed', organization_id || ':' || head.seq);
    end if;
    return head.seq;
end
$$;
comment on function ota.take(uuid) is
    'This transaction''s seq in the organization: counted up at the first call, the same later.';

create function ota.stamp() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    noise constant text[] := '{organization_id,created_at,created_by,updated_at,updated_by,seq}';
    organization uuid;
begin
    if tg_op <> 'DELETE' then
        -- An organization's own organization_id is generated, and so still null here.
        organization := coalesce(new.organization_id, new.id);
    end if;
    if tg_op = 'DELETE' then
        perform ota.take(old.organization_id);
        return old;
    elsif tg_op = 'INSERT' then
        new.seq := ota.take(organization);
        new.created_at := now();
        new.created_by := auth.uid();
    else
        if new.id <> old.id or new.organization_id <> old.organization_id then
            raise exception using errcode = 'OT002',
                message = 'a row keeps its id and its organization',
                hint = 'Delete the row and make a new one.';
        end if;
        if to_jsonb(new) - noise = to_jsonb(old) - noise then
            return old;
        end if;
        new.seq := ota.take(organization);
        new.created_at := old.created_at;
        new.created_by := old.created_by;
    end if;
    new.updated_at := now();
    new.updated_by := auth.uid();
    return new;
end
$$;
comment on function ota.stamp() is
    'Trigger: sets audit columns and seq, whatever the writer sent; leaves a row alone when '
    'nothing differs.';

create function ota.log() returns trigger
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
    changed text[] := '{}';
begin
    if tg_op = 'UPDATE' then
        changed := array(select f.key from jsonb_each(after) f
                          where f.value is distinct from before -> f.key order by f.key);
        if changed = '{}' then
            return null;
        end if;
        if before -> 'owner_id' is distinct from after -> 'owner_id' then
            insert into ota.change_log (organization_id, seq, ord, table_name, row_id, op, resource,
                                        owner_id, actor_id, client_id, mutation_n)
            values (organization, place, ord, tg_argv[0], (either ->> 'id')::uuid, 'revoke',
                tg_argv[1],
                    (before ->> 'owner_id')::uuid, auth.uid(), client[1]::uuid, client[2]::bigint);
            ord := ord + 1;
        end if;
    end if;
    insert into ota.change_log (organization_id, seq, ord, table_name, row_id, op, changed, before,
                                after, resource, owner_id, actor_id, client_id, mutation_n)
    values (organization, place, ord, tg_argv[0], (either ->> 'id')::uuid, lower(tg_op), changed,
        before,
            after, tg_argv[1], (either ->> 'owner_id')::uuid, auth.uid(), client[1]::uuid,
            client[2]::bigint);
    perform set_config('ota.ord', ord::text, true);
    return null;
end
$$;
comment on function ota.log() is
    'Trigger (table name, resource): writes the change log. A shard has a name of its own, so '
    'the name is given.';

create function ota.give_back() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    held text := current_setting('ota.taken', true);
begin
    if held <> '' and current_setting('ota.ord') = '0' then
        update ota.org_head set seq = seq - 1 where organization_id = split_part(held, ':',
            1)::uuid;
        perform set_config('ota.taken', '', true);
    end if;
    return null;
end
$$;
comment on function ota.give_back() is
    'Trigger: an insert that found its rows there already (on conflict) took a seq for nothing and '
    'returns it, so that every seq has a row in the log.';

-- The columns every tenant table begins and ends with, copied by LIKE together with their comments.
create table ota.row_start (
    organization_id uuid not null,
    id uuid not null default ota.uuid7()
);
comment on table ota.row_start is
    'A pattern, always empty: the first columns of every tenant table.';
comment on column ota.row_start.organization_id is 'The organization whose row this is.';
comment on column ota.row_start.id is 'UUID version 7, made by whoever made the row, offline too.';

create table ota.row_end (
    created_at timestamptz not null default now(),
    created_by uuid,
    updated_at timestamptz not null default now(),
    updated_by uuid,
    seq bigint not null default 0
);
comment on table ota.row_end is 'A pattern, always empty: the last columns of every tenant table.';
comment on column ota.row_end.created_at is 'When the row was made.';
comment on column ota.row_end.created_by is 'The user who made it.';
comment on column ota.row_end.updated_at is 'When the row last changed.';
comment on column ota.row_end.updated_by is 'The user who last changed it.';
comment on column ota.row_end.seq is 'The transaction that last wrote the row: its version.';

create function ota.attach_triggers(target regclass, resource text) returns void
language plpgsql volatile set search_path = pg_catalog as $$
declare
    bare text := (select c.relname from pg_class c where c.oid = target);
begin
    execute format('create trigger t1_stamp before insert or update or delete on %s
                    for each row execute function ota.stamp()', target);
    execute format('create trigger t3_log after insert or update or delete on %s
                    for each row execute function ota.log(%L, %L)', target, bare, resource);
    execute format('create trigger t5_give_back after insert on %s
                    for each statement execute function ota.give_back()', target);
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
end
$$;
comment on function ota.attach_triggers(regclass, text) is
    'Gives a tenant table its stamp and log triggers and forces row level security on it.';

create function ota.adopt(target regclass, resource text) returns void
language plpgsql volatile set search_path = pg_catalog as $$
declare
    bare text := (select c.relname from pg_class c where c.oid = target);
begin
    execute format('alter table %s add constraint %I primary key (organization_id, id)',
                   target, bare || '_pkey');
    execute format('alter table %s add constraint %I foreign key (organization_id)
                    references public.organizations (id) on delete cascade',
                   target, bare || '_organization_id_fkey');
    perform ota.attach_triggers(target, resource);
end
$$;
comment on function ota.adopt(regclass, text) is
    'Makes a new table a tenant table: its keys, triggers and row level security.';
