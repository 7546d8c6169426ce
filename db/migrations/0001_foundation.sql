-- Schemas, roles, the migration record and the functions that say who is asking.
--
-- Run as the owner of the database, who must be a superuser or have BYPASSRLS: definer functions
-- read tenant tables whose row level security is forced even on their owner.
--
-- Refusals raised by OTA's own functions: the message says what is wrong, the hint what is right.
--   OT001 no_access            the person asking has no right to do this
--   OT002 invalid              a value cannot be what it was given as
--   OT003 moved                the organization now lives in another place
--   OT004 second_organization  one transaction writes into one organization only
--   OT005 last_owner           an organization keeps at least one owner
--   OT006 invitation_expired   the invitation was not accepted in time
--   OT007 invitation_used      the invitation was accepted or withdrawn before
--   OT008 invitation_email     the invitation was sent to another address

do $$
begin
    if not exists (select from pg_roles
                    where rolname = current_user and (rolsuper or rolbypassrls)) then
        raise exception 'role "%" cannot own an OTA database', current_user
              using hint = 'Migrate as a superuser, or as a role with BYPASSRLS.';
    end if;
end
$$;

do $$
declare
    wanted text;
begin
    foreach wanted in array array['anon', 'authenticated', 'service_role', 'ota_auth'] loop
        if not exists (select from pg_roles where rolname = wanted) then
            execute format('create role %I nologin noinherit', wanted);
        end if;
    end loop;
    if not exists (select from pg_roles where rolname = 'ota_server') then
        create role ota_server login noinherit;
    end if;
    grant anon, authenticated, service_role, ota_auth to ota_server;
    if exists (select from pg_roles where rolname = current_user and rolsuper) then
        alter role ota_server replication;
    end if;
    alter role ota_server set timezone = 'UTC';
end
$$;

create schema auth;
comment on schema auth is 'Who people are: accounts, sessions, sign-in tokens, and who is asking.';
create schema ota;
comment on schema ota is 'The machinery below the tenant tables: log, jobs, rights, sync.';
revoke all on schema public from public;
revoke all on schema auth, ota from public;
alter default privileges in schema public revoke execute on functions from public;
alter default privileges revoke execute on functions from public;

create table ota.migrations (
    number integer primary key,
    name text not null,
    sha256 text not null,
    applied_at timestamptz not null default now()
);
comment on table ota.migrations is 'Which migrations this database has, written by ota migrate.';
comment on column ota.migrations.number is 'The number in front of the file name.';
comment on column ota.migrations.name is 'The file name without its number and ending.';
comment on column ota.migrations.sha256 is
    'Hash of the file as applied: a merged migration never changes.';
comment on column ota.migrations.applied_at is 'When it was applied.';

create table ota.settings_kv (
    key text primary key constraint settings_kv_key_length check (char_length(key) between 1
        and 120),
    value jsonb not null,
    updated_at timestamptz not null default now()
);
comment on table ota.settings_kv is
    'Facts about this installation that the program keeps for itself.';
comment on column ota.settings_kv.key is 'Dotted name of the fact.';
comment on column ota.settings_kv.value is 'Its value.';
comment on column ota.settings_kv.updated_at is 'When it was last written.';

create function auth.jwt() returns jsonb language sql stable parallel safe as $$
    select nullif(current_setting('request.jwt.claims', true), '')::jsonb
$$;
comment on function auth.jwt() is 'The verified claims of the request, null outside of one.';

create function auth.uid() returns uuid language sql stable parallel safe as $$
    select (nullif(current_setting('request.jwt.claims', true), '')::json ->> 'sub')::uuid
$$;
comment on function auth.uid() is 'The user who is asking, null for nobody.';

create function auth.role() returns text language sql stable parallel safe as $$
    select nullif(current_setting('request.jwt.claims', true), '')::json ->> 'role'
$$;
comment on function auth.role() is 'The role that the request''s token names.';

create function ota.uuid7() returns uuid language sql volatile parallel safe as $$
    select (lpad(to_hex(floor(extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0')
            || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid
$$;
comment on function ota.uuid7() is
    'A new UUID version 7 (RFC 9562): milliseconds first, then chance; for rows whose creator '
    'sent no id.';
