-- What sync keeps: conflicts people can see, and the numbered mutations of each client.

create table public.conflicts (
    like ota.row_start including all,
    owner_id uuid not null default auth.uid(),
    table_name text not null,
    row_id uuid not null,
    fields jsonb not null default '[]',
    kind text not null,
    their_actor_id uuid,
    their_name text,
    their_at timestamptz,
    client_id uuid,
    mutation_n bigint,
    resolved_at timestamptz,
    resolution text,
    like ota.row_end including all,
    constraint conflicts_table_name_length check (char_length(table_name) between 1 and 63),
    constraint conflicts_fields_list check (jsonb_typeof(fields) = 'array'),
    constraint conflicts_kind_known check (kind in ('edit', 'delete')),
    constraint conflicts_their_name_length check (char_length(their_name) between 1 and 4000),
    constraint conflicts_mutation_n_range check (mutation_n > 0),
    constraint conflicts_resolution_known check (resolution in ('mine', 'theirs', 'dismissed')),
    constraint conflicts_resolution_whole check ((resolved_at is null) = (resolution is null))
);
select ota.adopt('public.conflicts', 'conflicts');
create index conflicts_owner_id_idx on public.conflicts (organization_id, owner_id);
comment on table public.conflicts is
    'What somebody wrote and the server did not take over, kept for them to decide.';
comment on column public.conflicts.owner_id is 'Whose values were set aside.';
comment on column public.conflicts.table_name is 'The table of the row.';
comment on column public.conflicts.row_id is 'The row.';
comment on column public.conflicts.fields is
    'Each field in question: [{field, base, mine, theirs}].';
comment on column public.conflicts.kind is
    'edit: the same field was changed; delete: one side deleted the row.';
comment on column public.conflicts.their_actor_id is 'Who wrote the value that stands.';
comment on column public.conflicts.their_name is 'That person''s name at the time.';
comment on column public.conflicts.their_at is 'When they wrote it.';
comment on column public.conflicts.client_id is 'The client whose mutation met the conflict.';
comment on column public.conflicts.mutation_n is 'That mutation''s number.';
comment on column public.conflicts.resolved_at is 'When the owner decided.';
comment on column public.conflicts.resolution is 'What the owner decided.';

create table ota.sync_clients (
    organization_id uuid not null,
    client_id uuid not null,
    user_id uuid not null,
    last_n bigint not null default 0,
    created_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    constraint sync_clients_pkey primary key (organization_id, client_id),
    constraint sync_clients_last_n_range check (last_n >= 0)
);
comment on table ota.sync_clients is
    'Browser profiles that push: how far each one''s mutations were taken.';
comment on column ota.sync_clients.organization_id is 'The organization it syncs.';
comment on column ota.sync_clients.client_id is 'The profile''s id, made by itself.';
comment on column ota.sync_clients.user_id is 'Whose profile it is.';
comment on column ota.sync_clients.last_n is 'Number of the last mutation that has a result.';
comment on column ota.sync_clients.created_at is 'When it first pushed.';
comment on column ota.sync_clients.last_seen_at is 'When it last pushed.';

create table ota.sync_results (
    organization_id uuid not null,
    client_id uuid not null,
    n bigint not null,
    result jsonb not null,
    at timestamptz not null default now(),
    constraint sync_results_pkey primary key (organization_id, client_id, n),
    constraint sync_results_client_fkey foreign key (organization_id, client_id)
        references ota.sync_clients (organization_id, client_id) on delete cascade
);
comment on table ota.sync_results is
    'What became of each mutation, so that a repeated push gets the same answer.';
comment on column ota.sync_results.organization_id is 'The organization.';
comment on column ota.sync_results.client_id is 'The client.';
comment on column ota.sync_results.n is 'The mutation''s number.';
comment on column ota.sync_results.result is 'The result as it was sent.';
comment on column ota.sync_results.at is 'When it was given.';

create function ota.sync_head(organization_id uuid, out epoch integer, out head bigint,
    out horizon bigint)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    if ota.my_role(sync_head.organization_id) is null then
        raise exception using errcode = 'OT001',
            message = 'you are not a member of this organization',
            hint = 'Its data is to be removed from this device.';
    end if;
    select h.epoch, h.seq, h.horizon_seq into epoch, head, horizon
      from ota.org_head h where h.organization_id = sync_head.organization_id;
end
$$;
comment on function ota.sync_head(uuid) is
    'Where a member''s organization stands; OT001 for anybody else.';

create function ota.sync_begin(organization_id uuid, client_id uuid, out last_n bigint,
    out epoch integer,
                               out head bigint, out horizon bigint)
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    holder uuid;
begin
    perform ota.sync_head(sync_begin.organization_id);
    -- The head comes first, as in every write: pushes into one organization wait for each other
    -- here.
    select h.epoch, h.seq, h.horizon_seq into epoch, head, horizon
      from ota.org_head h where h.organization_id = sync_begin.organization_id for update;
    insert into ota.sync_clients as c (organization_id, client_id, user_id)
    values (sync_begin.organization_id, sync_begin.client_id, auth.uid())
        on conflict on constraint sync_clients_pkey do update set last_seen_at = now()
    returning c.last_n, c.user_id into last_n, holder;
    if holder <> auth.uid() then
        raise exception using errcode = 'OT001', message = 'this client belongs to another user',
            hint = 'Make a new client id after signing in as somebody else.';
    end if;
end
$$;
comment on function ota.sync_begin(uuid, uuid) is
    'Begins a push: locks the organization''s counter and the client; OT001 for who is no member.';

create function ota.sync_record(organization_id uuid, client_id uuid, n bigint,
    result jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    update ota.sync_clients c set last_n = sync_record.n
     where c.organization_id = sync_record.organization_id and c.client_id = sync_record.client_id
       and c.user_id = auth.uid() and c.last_n = sync_record.n - 1;
    if not found then
        raise exception using errcode = 'OT002',
            message = 'this mutation is not the next one of its client',
            hint = 'Number mutations one by one.';
    end if;
    insert into ota.sync_results (organization_id, client_id, n, result)
    values (sync_record.organization_id, sync_record.client_id, sync_record.n, sync_record.result);
end
$$;
comment on function ota.sync_record(uuid, uuid, bigint, jsonb) is
    'Keeps the result of the client''s next mutation and counts it as done.';

create function ota.sync_result(organization_id uuid, client_id uuid, n bigint) returns jsonb
language sql stable security definer set search_path = pg_catalog as $$
    select r.result from ota.sync_results r
      join ota.sync_clients c on c.organization_id = r.organization_id and c.client_id = r.client_id
     where r.organization_id = $1 and r.client_id = $2 and r.n = $3 and c.user_id = auth.uid()
$$;
comment on function ota.sync_result(uuid, uuid, bigint) is
    'The kept result of a mutation of the asking user''s client, null when there is none.';
