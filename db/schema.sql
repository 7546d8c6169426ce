-- The schema as migrations and policies leave it; written by db/dump.sh, not by hand.

CREATE SCHEMA auth;

COMMENT ON SCHEMA auth IS 'Who people are: accounts, sessions, sign-in tokens, and who is asking.';

CREATE SCHEMA ota;

COMMENT ON SCHEMA ota IS 'The machinery below the tenant tables: log, jobs, rights, sync.';

CREATE SCHEMA public;

COMMENT ON SCHEMA public IS 'standard public schema';

CREATE FUNCTION auth.add_key(new_kid text, private_pem text, public_jwk jsonb, is_first boolean) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    perform pg_advisory_xact_lock(hashtextextended('auth.signing_keys', 0));
    if is_first and exists (select from auth.signing_keys k where k.retired_at is null) then
        return false;
    end if;
    update auth.signing_keys k set retired_at = now()
     where k.retired_at is null
       and k.kid not in (select n.kid from auth.signing_keys n where n.retired_at is null
                          order by n.created_at desc limit 1);
    insert into auth.signing_keys (kid, algorithm, private_pem, public_jwk)
    values (new_kid, 'ES256', add_key.private_pem, add_key.public_jwk);
    return true;
end
$$;

COMMENT ON FUNCTION auth.add_key(new_kid text, private_pem text, public_jwk jsonb, is_first boolean) IS 'Keeps a new signing key and retires all but the one before it; as the first one only where there is none, so that servers that start together agree.';

CREATE FUNCTION auth.allow(what text, most integer, within interval) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
declare
    span double precision := extract(epoch from within);
    started timestamptz := to_timestamp(floor(extract(epoch from now()) / span) * span);
    tries integer;
begin
    insert into auth.rate_limits as r (key, window_at, used) values (what, started, 1)
        on conflict (key, window_at) do update set used = r.used + 1
        returning r.used into tries;
    delete from auth.rate_limits where window_at < now() - interval '1 day';
    return tries <= most;
end
$$;

COMMENT ON FUNCTION auth.allow(what text, most integer, within interval) IS 'Counts one try of `what`; false when there were more than `most` in the current span.';

CREATE FUNCTION auth.end_sessions(person uuid, session uuid, scope text) RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
    with ended as (
        delete from auth.sessions s
         where s.user_id = person
           and case scope when 'local' then s.id = session
                          when 'others' then s.id <> session
                          else true end
        returning 1)
    select count(*)::integer from ended
$$;

COMMENT ON FUNCTION auth.end_sessions(person uuid, session uuid, scope text) IS 'Signs out this session (local), all but this one (others) or all of them (global).';

CREATE FUNCTION auth.finish_sign_in(link_hash bytea, asked_email text, code text, from_address text, most_per_hour integer, refresh_hash bytea, refresh_life interval, user_agent text) RETURNS TABLE(outcome text, claims jsonb, person jsonb)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    token auth.one_time_tokens;
    session uuid;
begin
    if not auth.allow('verify:address:' || from_address, most_per_hour, interval '1 hour')
       or finish_sign_in.link_hash is null
          and not auth.allow('verify:email:' || asked_email, most_per_hour, interval '1 hour') then
        return query select 'over_address', null::jsonb, null::jsonb;
        return;
    end if;
    if finish_sign_in.link_hash is not null then
        select * into token from auth.one_time_tokens t
         where t.link_hash = finish_sign_in.link_hash for update;
    else
        select * into token from auth.one_time_tokens t
         where t.email = asked_email order by t.created_at desc limit 1 for update;
        if token.id is not null and token.attempts < 5
           and token.code_hash <> sha256(token.link_hash || convert_to(code, 'UTF8')) then
            update auth.one_time_tokens t set attempts = t.attempts + 1 where t.id = token.id;
            token := null;
        elsif token.attempts >= 5 then
            token := null;
        end if;
    end if;
    if token.id is null or token.used_at is not null or token.expires_at <= now() then
        return query select 'expired', null::jsonb, null::jsonb;
        return;
    end if;
    session := auth.open_session(token, refresh_hash, refresh_life, user_agent, from_address);
    if session is null then
        return query select 'expired', null::jsonb, null::jsonb;
        return;
    end if;
    return query select 'signed_in', auth.session_claims(s), auth.user_json(s.user_id)
                   from auth.sessions s where s.id = session;
end
$$;

COMMENT ON FUNCTION auth.finish_sign_in(link_hash bytea, asked_email text, code text, from_address text, most_per_hour integer, refresh_hash bytea, refresh_life interval, user_agent text) IS 'A session for a link''s secret, or for an address and the newest code sent there: five tries a code, and a limit an hour for the asking network address and for the mail address, account or not.';

CREATE FUNCTION auth.jwt() RETURNS jsonb
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    select nullif(current_setting('request.jwt.claims', true), '')::jsonb
$$;

COMMENT ON FUNCTION auth.jwt() IS 'The verified claims of the request, null outside of one.';

CREATE FUNCTION auth.may_read(organization_id uuid, resource text, owner_id uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    AS $$
declare
    question constant text := organization_id || coalesce(current_setting('request.jwt.claims',
        true), '');
    known text := current_setting('ota.readable', true);
begin
    if known is null or not starts_with(known, question) then
        known := set_config('ota.readable', question || auth.readable(organization_id) || ' ',
            true);
    end if;
    known := substr(known, length(question) + 1);
    return strpos(known, ' ' || resource || '! ') > 0
           or (strpos(known, ' ' || resource || '? ') > 0 and (owner_id is null
               or owner_id = auth.uid()));
end
$$;

COMMENT ON FUNCTION auth.may_read(organization_id uuid, resource text, owner_id uuid) IS 'Whether the asking user may read a row of this resource with this owner.';

CREATE FUNCTION ota.uuid7() RETURNS uuid
    LANGUAGE sql PARALLEL SAFE
    AS $$
    select (lpad(to_hex(floor(extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0')
            || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid
$$;

COMMENT ON FUNCTION ota.uuid7() IS 'A new UUID version 7 (RFC 9562): milliseconds first, then chance; for rows whose creator sent no id.';

CREATE TABLE auth.one_time_tokens (
    id uuid DEFAULT ota.uuid7() NOT NULL,
    user_id uuid,
    kind text DEFAULT 'magiclink'::text NOT NULL,
    email text NOT NULL,
    link_hash bytea NOT NULL,
    code_hash bytea NOT NULL,
    redirect_to text,
    user_data jsonb DEFAULT '{}'::jsonb NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    is_issued boolean DEFAULT false NOT NULL,
    CONSTRAINT one_time_tokens_attempts_range CHECK (((attempts >= 0) AND (attempts <= 100))),
    CONSTRAINT one_time_tokens_email_length CHECK (((char_length(email) >= 3) AND (char_length(email) <= 320))),
    CONSTRAINT one_time_tokens_email_lower CHECK ((email = lower(email))),
    CONSTRAINT one_time_tokens_hash_length CHECK (((octet_length(link_hash) = 32) AND (octet_length(code_hash) = 32))),
    CONSTRAINT one_time_tokens_kind_known CHECK ((kind = ANY (ARRAY['magiclink'::text, 'signup'::text, 'invite'::text, 'email_change'::text]))),
    CONSTRAINT one_time_tokens_redirect_to_length CHECK (((char_length(redirect_to) >= 1) AND (char_length(redirect_to) <= 2000)))
);

COMMENT ON TABLE auth.one_time_tokens IS 'A mailed sign-in: one secret in the link, one six-digit code, either uses the row up.';

COMMENT ON COLUMN auth.one_time_tokens.id IS 'The row''s id.';

COMMENT ON COLUMN auth.one_time_tokens.user_id IS 'The account, null while there is none for this address.';

COMMENT ON COLUMN auth.one_time_tokens.kind IS 'What it is for; only signup may make an account.';

COMMENT ON COLUMN auth.one_time_tokens.email IS 'Where it was sent.';

COMMENT ON COLUMN auth.one_time_tokens.link_hash IS 'SHA-256 of the secret in the link.';

COMMENT ON COLUMN auth.one_time_tokens.code_hash IS 'SHA-256 over link_hash, which is the salt, and the code.';

COMMENT ON COLUMN auth.one_time_tokens.redirect_to IS 'Where the person goes after signing in.';

COMMENT ON COLUMN auth.one_time_tokens.user_data IS 'What the person said of themselves; the account starts with it.';

COMMENT ON COLUMN auth.one_time_tokens.attempts IS 'How often a wrong code was tried.';

COMMENT ON COLUMN auth.one_time_tokens.created_at IS 'When it was made.';

COMMENT ON COLUMN auth.one_time_tokens.expires_at IS 'When it stops working.';

COMMENT ON COLUMN auth.one_time_tokens.used_at IS 'When it was used.';

COMMENT ON COLUMN auth.one_time_tokens.is_issued IS 'Made by a command of the operator: nobody asked for it, so it does not count as a mail.';

CREATE FUNCTION auth.open_session(token auth.one_time_tokens, refresh_hash bytea, refresh_life interval, user_agent text, from_address text) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    person uuid;
    session uuid;
begin
    update auth.one_time_tokens t set used_at = now() where t.id = token.id;
    if token.kind = 'signup' then
        insert into auth.users (email, raw_app_meta_data, raw_user_meta_data)
        values (token.email, '{"provider": "email", "providers": ["email"]}', token.user_data)
            on conflict (email) do nothing;
    end if;
    update auth.users u
       set email_confirmed_at = coalesce(u.email_confirmed_at, now()),
           last_sign_in_at = now(), updated_at = now()
     where u.email = token.email
    returning u.id into person;
    if person is null then return null; end if;
    insert into auth.sessions (user_id, amr, user_agent, address)
    values (person,
            jsonb_build_array(jsonb_build_object(
                'method', 'otp', 'timestamp', extract(epoch from now())::bigint)),
            nullif(left(open_session.user_agent, 400), ''),
            case when from_address <> 'local' then from_address::inet end)
    returning id into session;
    insert into auth.refresh_tokens (token_hash, user_id, session_id, family_id, expires_at)
    values (refresh_hash, person, session, session, now() + refresh_life);
    return session;
end
$$;

COMMENT ON FUNCTION auth.open_session(token auth.one_time_tokens, refresh_hash bytea, refresh_life interval, user_agent text, from_address text) IS 'Uses a one-time token up and begins a session; null when there is no account and none may be made.';

CREATE FUNCTION auth.organizations(resource text, action text) RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
declare
    me constant uuid := auth.uid();
    wanted constant text := resource || ':' || action;
begin
    return array(select m.organization_id from ota.member_roles m
                  where m.user_id = me and wanted = any (m.may));
end
$$;

COMMENT ON FUNCTION auth.organizations(resource text, action text) IS 'The organizations in which the asking user may do this to every row of the resource.';

CREATE FUNCTION auth.organizations_own(resource text, action text) RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
declare
    me constant uuid := auth.uid();
    wanted constant text := resource || ':' || action || ':own';
begin
    return array(select m.organization_id from ota.member_roles m
                  where m.user_id = me and wanted = any (m.may));
end
$$;

COMMENT ON FUNCTION auth.organizations_own(resource text, action text) IS 'The organizations in which the asking user may do this to rows of their own and rows without an owner.';

CREATE FUNCTION auth.read_keys() RETURNS TABLE(kid text, private_pem text, age_s bigint, is_retired boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
    select k.kid, k.private_pem, extract(epoch from now() - k.created_at)::bigint,
           k.retired_at is not null
      from auth.signing_keys k
     where k.retired_at is null or k.retired_at > now() - interval '2 days'
     order by k.created_at desc, k.kid limit 8
$$;

COMMENT ON FUNCTION auth.read_keys() IS 'The keys that sign or may still verify, newest first.';

CREATE FUNCTION auth.read_user(person uuid, session uuid) RETURNS TABLE(outcome text, person_json jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
    select case when u.id is null then 'no_user' when s.id is null then 'no_session' else 'found' end,
           auth.user_json(u.id)
      from (select 1) one
      left join auth.users u on u.id = person
      left join auth.sessions s on s.id = session and s.user_id = person
                               and (s.not_after is null or s.not_after > now())
$$;

COMMENT ON FUNCTION auth.read_user(person uuid, session uuid) IS 'The user behind a session that has not been ended.';

CREATE FUNCTION auth.readable(organization_id uuid) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    me constant uuid := auth.uid();
begin
    return coalesce((select string_agg(' ' || p.resource || case p.scope when 'own' then '?'
        else '!' end, '')
                       from ota.member_roles m join ota.permissions p on p.role = m.role
                      where m.user_id = me and m.organization_id = readable.organization_id
                        and p.action = 'read'), '');
end
$$;

COMMENT ON FUNCTION auth.readable(organization_id uuid) IS 'The resources the asking user may read there, each with "!" for every row or "?" for own rows.';

CREATE FUNCTION auth.refresh(parent_hash bytea, child uuid, child_hash bytea, refresh_life interval, grace interval) RETURNS TABLE(outcome text, child_id uuid, claims jsonb, person jsonb)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    parent auth.refresh_tokens;
    heir uuid := child;
    what text := 'refreshed';
begin
    select * into parent from auth.refresh_tokens t where t.token_hash = parent_hash for update;
    if parent.id is null then
        what := 'not_found';
    elsif parent.revoked_at is not null then
        what := 'reused';
    elsif parent.expires_at <= now()
       or exists (select from auth.sessions s where s.id = parent.session_id and s.not_after <= now()) then
        what := 'expired';
    elsif parent.used_at is null then
        update auth.refresh_tokens t set used_at = now() where t.id = parent.id;
        insert into auth.refresh_tokens
               (id, token_hash, user_id, session_id, family_id, parent_id, expires_at)
        values (child, child_hash, parent.user_id, parent.session_id, parent.family_id, parent.id,
                now() + refresh_life);
        update auth.sessions s set refreshed_at = now() where s.id = parent.session_id;
        delete from auth.refresh_tokens t
         where t.session_id = parent.session_id and t.used_at < now() - refresh_life;
    elsif parent.used_at > now() - grace then
        select t.id into heir from auth.refresh_tokens t where t.parent_id = parent.id;
    else
        update auth.refresh_tokens t set revoked_at = now() where t.family_id = parent.family_id;
        update auth.sessions s set not_after = now() where s.id = parent.session_id;
        what := 'reused';
    end if;
    return query select what, heir, auth.session_claims(s), auth.user_json(s.user_id)
                   from (select 1) one
                   left join auth.sessions s on s.id = parent.session_id and what = 'refreshed';
end
$$;

COMMENT ON FUNCTION auth.refresh(parent_hash bytea, child uuid, child_hash bytea, refresh_life interval, grace interval) IS 'Exchanges a refresh token for its child. Within `grace` the same child is named again, because the answer may have been lost on the way; later a used token is a stolen one and ends its family.';

CREATE FUNCTION auth.role() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    select nullif(current_setting('request.jwt.claims', true), '')::json ->> 'role'
$$;

COMMENT ON FUNCTION auth.role() IS 'The role that the request''s token names.';

CREATE TABLE auth.sessions (
    id uuid DEFAULT ota.uuid7() NOT NULL,
    user_id uuid NOT NULL,
    aal text DEFAULT 'aal1'::text NOT NULL,
    amr jsonb DEFAULT '[]'::jsonb NOT NULL,
    user_agent text,
    address inet,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    refreshed_at timestamp with time zone DEFAULT now() NOT NULL,
    not_after timestamp with time zone,
    CONSTRAINT sessions_aal_known CHECK ((aal = ANY (ARRAY['aal1'::text, 'aal2'::text]))),
    CONSTRAINT sessions_user_agent_length CHECK (((char_length(user_agent) >= 1) AND (char_length(user_agent) <= 400)))
);

COMMENT ON TABLE auth.sessions IS 'One row a signed-in device; signing out deletes it.';

COMMENT ON COLUMN auth.sessions.id IS 'session_id in access tokens.';

COMMENT ON COLUMN auth.sessions.user_id IS 'Whose session it is.';

COMMENT ON COLUMN auth.sessions.aal IS 'Assurance level: aal1 is one factor.';

COMMENT ON COLUMN auth.sessions.amr IS 'How the person signed in: [{method, timestamp}].';

COMMENT ON COLUMN auth.sessions.user_agent IS 'What the browser called itself at sign-in.';

COMMENT ON COLUMN auth.sessions.address IS 'Network address at sign-in.';

COMMENT ON COLUMN auth.sessions.created_at IS 'When it began.';

COMMENT ON COLUMN auth.sessions.refreshed_at IS 'When it was last refreshed.';

COMMENT ON COLUMN auth.sessions.not_after IS 'When it ends for good, null for never.';

CREATE FUNCTION auth.session_claims(session auth.sessions) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
    select jsonb_build_object(
        'sub', u.id,
        'aud', 'authenticated',
        'role', 'authenticated',
        'email', u.email,
        'phone', '',
        'session_id', session.id,
        'aal', session.aal,
        'amr', session.amr,
        'app_metadata', u.raw_app_meta_data,
        'user_metadata', u.raw_user_meta_data,
        'is_anonymous', false)
      from auth.users u
     where u.id = session.user_id
$$;

COMMENT ON FUNCTION auth.session_claims(session auth.sessions) IS 'What an access token of this session says, but for iss, iat and exp, which the server adds.';

CREATE FUNCTION auth.start_sign_in(asked_email text, from_address text, link_hash bytea, code text, kind text, user_data jsonb, redirect_to text, life interval, email_interval interval, most_per_hour integer, mail jsonb) RETURNS TABLE(outcome text, wait_s integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    last_at timestamptz;
begin
    perform pg_advisory_xact_lock(hashtextextended('sign-in ' || asked_email, 0));
    if from_address is not null
       and not auth.allow('otp:address:' || from_address, most_per_hour, interval '1 hour') then
        return query select 'over_address', 3600;
        return;
    end if;
    select max(t.created_at) into last_at from auth.one_time_tokens t
     where t.email = asked_email and not t.is_issued and t.created_at > now() - email_interval;
    if from_address is not null and last_at is not null then
        return query select 'over_email',
            greatest(1, ceil(extract(epoch from last_at + email_interval - now()))::integer);
        return;
    end if;
    insert into auth.one_time_tokens
           (kind, email, link_hash, code_hash, redirect_to, user_data, created_at, expires_at,
            is_issued)
    values (start_sign_in.kind, asked_email, start_sign_in.link_hash,
            sha256(start_sign_in.link_hash || convert_to(code, 'UTF8')),
            nullif(start_sign_in.redirect_to, ''), coalesce(start_sign_in.user_data, '{}'),
            clock_timestamp(), now() + life, from_address is null);
    if mail is not null and (start_sign_in.kind = 'signup'
                             or exists (select from auth.users u where u.email = asked_email)) then
        perform ota.enqueue('mail.otp', mail);
    end if;
    delete from auth.one_time_tokens t where t.expires_at < now() - interval '1 day';
    return query select 'sent', 0;
end
$$;

COMMENT ON FUNCTION auth.start_sign_in(asked_email text, from_address text, link_hash bytea, code text, kind text, user_data jsonb, redirect_to text, life interval, email_interval interval, most_per_hour integer, mail jsonb) IS 'Keeps the hashes of a link and a code and queues their mail; without an address (a command of the operator) nothing is counted. The outcome never depends on whether the account exists.';

CREATE FUNCTION auth.uid() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    select (nullif(current_setting('request.jwt.claims', true), '')::json ->> 'sub')::uuid
$$;

COMMENT ON FUNCTION auth.uid() IS 'The user who is asking, null for nobody.';

CREATE FUNCTION auth.user_json(wanted uuid) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
    select jsonb_build_object(
        'id', u.id,
        'aud', 'authenticated',
        'role', 'authenticated',
        'email', u.email,
        'email_confirmed_at', u.email_confirmed_at,
        'phone', '',
        'confirmed_at', u.email_confirmed_at,
        'last_sign_in_at', u.last_sign_in_at,
        'app_metadata', u.raw_app_meta_data,
        'user_metadata', u.raw_user_meta_data,
        'identities', jsonb_build_array(jsonb_build_object(
            'identity_id', u.id,
            'id', u.id,
            'user_id', u.id,
            'identity_data', jsonb_build_object(
                'sub', u.id, 'email', u.email, 'email_verified', u.email_confirmed_at is not null,
                'phone_verified', false),
            'provider', 'email',
            'email', u.email,
            'created_at', u.created_at,
            'updated_at', u.updated_at,
            'last_sign_in_at', u.last_sign_in_at)),
        'created_at', u.created_at,
        'updated_at', u.updated_at,
        'is_anonymous', false)
      from auth.users u
     where u.id = wanted
$$;

COMMENT ON FUNCTION auth.user_json(wanted uuid) IS 'A user as GoTrue shows one.';

CREATE FUNCTION auth.write_user(person uuid, session uuid, data jsonb) RETURNS TABLE(outcome text, person_json jsonb)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    if (select r.outcome from auth.read_user(person, session) r) <> 'found' then
        return query select 'no_session', null::jsonb;
        return;
    end if;
    update auth.users u
       set raw_user_meta_data = jsonb_strip_nulls(u.raw_user_meta_data || data), updated_at = now()
     where u.id = person and octet_length((u.raw_user_meta_data || data)::text) <= 2000;
    if not found then
        return query select 'too_large', null::jsonb;
        return;
    end if;
    return query select 'found', auth.user_json(person);
end
$$;

COMMENT ON FUNCTION auth.write_user(person uuid, session uuid, data jsonb) IS 'Merges `data` into what the user says of themselves; a null removes a field; 2000 bytes in all.';

CREATE FUNCTION ota.actor_name(organization_id uuid, user_id uuid) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
    select coalesce(
        (select coalesce(m.name, p.name, m.email) from public.memberships m
           left join public.profiles p on p.id = m.user_id
          where m.organization_id = $1 and m.user_id = $2),
        (select coalesce(l.before ->> 'name', l.before ->> 'email') from ota.change_log l
          where l.organization_id = $1 and l.table_name = 'memberships' and l.op = 'delete'
            and l.before ->> 'user_id' = $2::text order by l.seq desc limit 1))
$_$;

COMMENT ON FUNCTION ota.actor_name(organization_id uuid, user_id uuid) IS 'What a member is or was called, null for who never was one.';

CREATE FUNCTION ota.adopt(target regclass, resource text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
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

COMMENT ON FUNCTION ota.adopt(target regclass, resource text) IS 'Makes a new table a tenant table: its keys, triggers and row level security.';

CREATE FUNCTION ota.attach_triggers(target regclass, resource text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
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

COMMENT ON FUNCTION ota.attach_triggers(target regclass, resource text) IS 'Gives a tenant table its stamp and log triggers and forces row level security on it.';

CREATE FUNCTION ota.begin_organization() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    insert into ota.org_head (organization_id) values (new.id) on conflict do nothing;
    return new;
end
$$;

COMMENT ON FUNCTION ota.begin_organization() IS 'Trigger: a new organization gets its counter before its first write.';

CREATE FUNCTION ota.begin_profile() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    if new.email_confirmed_at is not null then
        insert into public.profiles (id, name)
        values (new.id, nullif(left(new.raw_user_meta_data ->> 'name', 120), ''))
            on conflict (id) do nothing;
    end if;
    return null;
end
$$;

COMMENT ON FUNCTION ota.begin_profile() IS 'Trigger: a profile at the first sign-in.';

CREATE FUNCTION ota.blamed(table_name text, constraint_name text) RETURNS text[]
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    AS $_$
    -- A required field cannot be left out, so it is never to blame here.
    select coalesce(array_agg(a.attname::text), '{}')
      from pg_constraint k
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
     where k.conrelid = to_regclass('public.' || quote_ident($1)) and k.conname = $2
       and not a.attnotnull
$_$;

COMMENT ON FUNCTION ota.blamed(table_name text, constraint_name text) IS 'The fields that may be left out to satisfy a constraint.';

CREATE TABLE ota.jobs (
    id bigint NOT NULL,
    kind text NOT NULL,
    payload jsonb DEFAULT '{}'::jsonb NOT NULL,
    run_at timestamp with time zone DEFAULT now() NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    locked_until timestamp with time zone,
    last_error text,
    done_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT jobs_kind_length CHECK (((char_length(kind) >= 1) AND (char_length(kind) <= 60))),
    CONSTRAINT jobs_last_error_length CHECK (((char_length(last_error) >= 1) AND (char_length(last_error) <= 4000)))
);

COMMENT ON TABLE ota.jobs IS 'Work to be done outside the transaction that asked for it.';

COMMENT ON COLUMN ota.jobs.id IS 'The job''s number.';

COMMENT ON COLUMN ota.jobs.kind IS 'What is to be done, such as mail.invitation.';

COMMENT ON COLUMN ota.jobs.payload IS 'What it needs; a secret in "token" is erased when the job is done.';

COMMENT ON COLUMN ota.jobs.run_at IS 'Not before this instant.';

COMMENT ON COLUMN ota.jobs.attempts IS 'How often it was begun.';

COMMENT ON COLUMN ota.jobs.locked_until IS 'A worker has it until then.';

COMMENT ON COLUMN ota.jobs.last_error IS 'Why the last attempt failed.';

COMMENT ON COLUMN ota.jobs.done_at IS 'When it was done.';

COMMENT ON COLUMN ota.jobs.created_at IS 'When it was asked for.';

CREATE FUNCTION ota.claim_jobs(most integer, lease interval) RETURNS SETOF ota.jobs
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
    update ota.jobs j set attempts = j.attempts + 1, locked_until = now() + lease
      from (select w.id from ota.jobs w
             where w.done_at is null and w.run_at <= now() and w.attempts < 12
               and (w.locked_until is null or w.locked_until < now())
             order by w.run_at limit most for update skip locked) free
     where j.id = free.id
    returning j.*
$$;

COMMENT ON FUNCTION ota.claim_jobs(most integer, lease interval) IS 'Takes up to `most` due jobs for the length of the lease; after twelve attempts a job is left for a person.';

CREATE FUNCTION ota.deletions(organization_id uuid, before_seq bigint, page integer) RETURNS TABLE(seq bigint, ord integer, at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
    -- A row that goes with its parent is told with the parent; a row that is back, not at all.
    select l.seq, l.ord, l.at from ota.change_log l
     where l.organization_id = $1 and l.op = 'delete' and l.seq < $2
       and l.table_name in ('tours', 'shows', 'days', 'schedule_items', 'venues', 'people',
                            'expenses', 'travel')
       and not exists (select from ota.change_log p
                        where p.organization_id = $1 and p.seq = l.seq and p.op = 'delete'
                          and p.row_id::text in (l.before ->> 'show_id', l.before ->> 'day_id',
                                                 l.before ->> 'tour_id'))
       and not exists (select from ota.change_log n
                        where n.organization_id = $1 and n.table_name = l.table_name
                          and n.row_id = l.row_id and (n.seq, n.ord) > (l.seq, l.ord))
     order by l.seq desc, l.ord desc limit $3
$_$;

COMMENT ON FUNCTION ota.deletions(organization_id uuid, before_seq bigint, page integer) IS 'Places in the log of the newest deletions that nobody has undone.';

CREATE FUNCTION ota.departed(organization_id uuid, table_name text, field text, parents uuid[]) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
    select distinct l.row_id from ota.change_log l
     where l.organization_id = $1 and l.table_name = $2
       and (l.op = 'delete' or l.changed && '{tour_id,show_id,day_id}')
       and (l.before ->> $3)::uuid = any ($4)
$_$;

COMMENT ON FUNCTION ota.departed(organization_id uuid, table_name text, field text, parents uuid[]) IS 'Ids of rows that once had one of these parents and were deleted or moved away.';

CREATE FUNCTION ota.drop_history(keep interval) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '2s'
    AS $_$
declare
    oldest constant timestamptz := date_trunc('month', now() - keep);
    partition regclass;
    is_needed boolean;
    dropped integer := 0;
begin
    delete from ota.change_log_default l using ota.org_head h
     where l.at < oldest and h.organization_id = l.organization_id and l.seq <= h.horizon_seq;
    for partition in
        select c.oid::regclass from pg_inherits i join pg_class c on c.oid = i.inhrelid
         where i.inhparent = 'ota.change_log'::regclass and c.relname ~ '^change_log_\d{4}_\d\d$'
           and make_timestamptz(substr(c.relname, 12, 4)::integer, substr(c.relname, 17,
               2)::integer, 1, 0, 0, 0) < oldest
         order by c.relname loop
        execute format('select exists (select from %s l join ota.org_head h using (organization_id)
                                        where l.seq > h.horizon_seq)', partition) into is_needed;
        if not is_needed then
            execute format('drop table %s', partition);
            dropped := dropped + 1;
        end if;
    end loop;
    return dropped;
end
$_$;

COMMENT ON FUNCTION ota.drop_history(keep interval) IS 'Drops months of the log older than `keep` that no organization counts on any more; returns how many. Call it before ota.move_horizon, so that a reader who asked just before the horizon moved still finds its rows.';

CREATE FUNCTION ota.enqueue(kind text, payload jsonb, run_at timestamp with time zone DEFAULT now()) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
    select pg_notify('ota_jobs', '');
    insert into ota.jobs (kind, payload, run_at) values ($1, $2, $3) returning id
$_$;

COMMENT ON FUNCTION ota.enqueue(kind text, payload jsonb, run_at timestamp with time zone) IS 'Queues a job in this transaction and wakes whoever listens on ota_jobs at its commit.';

CREATE FUNCTION ota.ensure_partitions(ahead integer DEFAULT 2) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    SET "TimeZone" TO 'UTC'
    AS $$
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

COMMENT ON FUNCTION ota.ensure_partitions(ahead integer) IS 'Makes the log''s partitions of this month and the next ones; returns how many were new.';

CREATE FUNCTION ota.fail_job(job bigint, reason text, again_at timestamp with time zone) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
    update ota.jobs set locked_until = null, run_at = again_at,
                        last_error = nullif(left(reason, 4000), '') where id = job
$$;

COMMENT ON FUNCTION ota.fail_job(job bigint, reason text, again_at timestamp with time zone) IS 'Gives a job back, to be tried again later.';

CREATE FUNCTION ota.finish_job(job bigint) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
    update ota.jobs set done_at = now(), locked_until = null, last_error = null,
                        payload = payload - 'token' where id = job
$$;

COMMENT ON FUNCTION ota.finish_job(job bigint) IS 'Marks a job as done and forgets its secret.';

CREATE FUNCTION ota.fitting(table_name text, state jsonb, OUT fields text[], OUT left_out jsonb) RETURNS record
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    AS $_$
    select coalesce(array_agg(k order by k) filter (where c.attname is not null), '{}'),
           coalesce(jsonb_agg(jsonb_build_object('field', k, 'reason', 'no_such_field'))
                        filter (where c.attname is null), '[]')
      from jsonb_object_keys(state) k
      left join pg_attribute c on c.attrelid = to_regclass('public.' || quote_ident($1))
           and c.attname = k and c.attnum > 0 and not c.attisdropped and c.attgenerated = ''
     where k <> 'organization_id' or c.attname is not null
$_$;

COMMENT ON FUNCTION ota.fitting(table_name text, state jsonb, OUT fields text[], OUT left_out jsonb) IS 'Which fields of an old row the table still has, and which not.';

CREATE FUNCTION ota.forget_work(keep interval) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
    with jobs as (
        delete from ota.jobs j
         where j.done_at < now() - interval '7 days'
            or (j.done_at is null and j.attempts >= 12 and j.created_at < now() - keep)
        returning 1),
    results as (
        delete from ota.sync_results r using ota.sync_clients c
         where c.organization_id = r.organization_id and c.client_id = r.client_id
           and r.at < now() - keep and r.n <= c.last_n - 500
        returning 1)
    select (select count(*) from jobs) + (select count(*) from results)
$$;

COMMENT ON FUNCTION ota.forget_work(keep interval) IS 'Forgets jobs done a week ago, jobs given up longer ago than `keep`, and results of mutations of that age, but for each client''s last 500: a push may be repeated as long as it was not answered.';

CREATE FUNCTION ota.give_back() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

COMMENT ON FUNCTION ota.give_back() IS 'Trigger: an insert that found its rows there already (on conflict) took a seq for nothing and returns it, so that every seq has a row in the log.';

CREATE FUNCTION ota.guard_invitation() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if current_user <> 'authenticated' then
        return new;
    elsif tg_op = 'INSERT' then
        if ota.role_rank(new.role) > coalesce(ota.role_rank(ota.my_role(new.organization_id)),
            0) then
            raise exception using errcode = 'OT001',
                message = 'nobody gives a role above their own',
                hint = 'Ask an owner of this organization.';
        elsif new.accepted_at is not null or new.revoked_at is not null then
            raise exception using errcode = 'OT002', message = 'an invitation begins open',
                hint = 'Leave accepted_at and revoked_at out.';
        elsif exists (select from public.memberships m
                       where m.organization_id = new.organization_id and m.email = new.email) then
            raise exception using errcode = 'OT002', message = 'this person is a member already',
                hint = 'Change their role instead.';
        end if;
    elsif (new.email, new.role) is distinct from (old.email, old.role)
          or new.accepted_at is distinct from old.accepted_at then
        raise exception using errcode = 'OT002',
            message = 'an invitation is only withdrawn or prolonged',
            hint = 'Withdraw it (revoked_at) and send a new one.';
    elsif old.accepted_at is not null or old.revoked_at is not null then
        raise exception using errcode = 'OT007', message = 'this invitation is over',
            hint = 'Send a new one.';
    end if;
    return new;
end
$$;

COMMENT ON FUNCTION ota.guard_invitation() IS 'Trigger: what a client may do with an invitation.';

CREATE FUNCTION ota.guard_membership() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    mine text := ota.my_role(old.organization_id);
begin
    -- The functions that create and accept run as the owner of the database; a client's own
    -- statement runs as authenticated and is held to what its user may give away.
    if current_user = 'authenticated' then
        if old.role = 'owner' and mine is distinct from 'owner' then
            raise exception using errcode = 'OT001',
                message = 'only an owner changes or removes an owner',
                hint = 'Ask an owner of this organization.';
        elsif tg_op = 'UPDATE' and new.role is distinct from old.role
              and ota.role_rank(new.role) > coalesce(ota.role_rank(mine), 0) then
            raise exception using errcode = 'OT001',
                message = 'nobody gives a role above their own',
                hint = 'Ask an owner of this organization.';
        end if;
    end if;
    if tg_op = 'UPDATE' and new.user_id <> old.user_id then
        raise exception using errcode = 'OT002', message = 'a membership stays with its person',
            hint = 'Invite the other person.';
    end if;
    if old.role = 'owner' and (tg_op = 'DELETE' or new.role <> 'owner') then
        perform ota.keep_an_owner(old.organization_id, old.id);
    end if;
    return coalesce(new, old);
end
$$;

COMMENT ON FUNCTION ota.guard_membership() IS 'Trigger: who may change which membership, and the last owner stays.';

CREATE FUNCTION ota.history_at(organization_id uuid, what text, row_id uuid, wanted_seq bigint, wanted_at timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog'
    AS $_$
declare
    place record;
    answer jsonb;
    shows jsonb;
    days jsonb := '[]';
begin
    select * into place from ota.history_place(organization_id, wanted_seq, wanted_at);
    answer := jsonb_build_object('seq', place.seq, 'at', place.at, 'head', place.head,
        'horizon', jsonb_build_object('seq', place.horizon, 'at', place.horizon_at));
    if what = 'tour' then
        answer := answer || jsonb_build_object('tour',
            ota.must_be(ota.row_at($1, 'tours', $3, place.seq)));
        shows := ota.rows_at($1, 'shows', 'tour_id', array[$3], place.seq);
        days := ota.rows_at($1, 'days', 'tour_id', array[$3], place.seq);
        answer := answer || jsonb_build_object('shows', shows, 'days', days);
    elsif what = 'show' then
        shows := jsonb_build_array(ota.must_be(ota.row_at($1, 'shows', $3, place.seq)));
        answer := answer || jsonb_build_object('show', shows -> 0);
    else
        return answer || jsonb_build_object('row', ota.must_be(ota.row_at($1, $2, $3, place.seq)));
    end if;
    return answer || jsonb_build_object('schedule_items',
        ota.rows_at($1, 'schedule_items', 'show_id', ota.ids_in(shows), place.seq)
        || ota.rows_at($1, 'schedule_items', 'day_id', ota.ids_in(days), place.seq));
end
$_$;

COMMENT ON FUNCTION ota.history_at(organization_id uuid, what text, row_id uuid, wanted_seq bigint, wanted_at timestamp with time zone) IS 'A row, a show with its schedule, or a tour with its shows, days and schedule, as it was.';

CREATE FUNCTION ota.history_deleted(organization_id uuid, tour_id uuid, before_seq bigint, page integer) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog'
    AS $_$
declare
    place record;
    items jsonb;
begin
    select * into place from ota.history_place(organization_id, null, null);
    select jsonb_agg(jsonb_build_object('seq', l.seq, 'at', l.at, 'table', l.table_name,
               'id', l.row_id, 'row', l.before,
               'actor', case when l.actor_id is not null then jsonb_build_object(
                   'id', l.actor_id, 'name', ota.actor_name($1, l.actor_id)) end)
           order by l.seq desc, l.ord desc) into items
      from (select l.* from ota.deletions($1, before_seq, 1000) d
              join ota.change_log l on l.organization_id = $1 and l.seq = d.seq and l.ord = d.ord
                                   and l.at = d.at
             where l.seq > place.horizon
               and ($2 is null or (l.before ->> 'tour_id')::uuid = $2
                    or exists (select from public.shows s where s.organization_id = $1
                                  and s.id = (l.before ->> 'show_id')::uuid and s.tour_id = $2)
                    or exists (select from public.days y where y.organization_id = $1
                                  and y.id = (l.before ->> 'day_id')::uuid and y.tour_id = $2))
             order by l.seq desc, l.ord desc limit page) l;
    return jsonb_build_object('deleted', coalesce(items, '[]'), 'head', place.head,
        'horizon', jsonb_build_object('seq', place.horizon, 'at', place.horizon_at));
end
$_$;

COMMENT ON FUNCTION ota.history_deleted(organization_id uuid, tour_id uuid, before_seq bigint, page integer) IS 'What was deleted lately and is still gone, in the organization or in a tour.';

CREATE FUNCTION ota.history_fields(op text, changed text[], before jsonb, after jsonb, may_see_before boolean) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog'
    AS $$
    select coalesce(jsonb_agg(jsonb_build_object('field', f.key,
                'before', case when may_see_before then before -> f.key end,
                'after', after -> f.key) order by f.key), '[]')
      from jsonb_each(coalesce(after, before)) f
     where f.key not in ('organization_id', 'id')
       and case op when 'update' then f.key = any (changed) else f.value <> 'null' end
       and (op <> 'delete' or may_see_before)
$$;

COMMENT ON FUNCTION ota.history_fields(op text, changed text[], before jsonb, after jsonb, may_see_before boolean) IS 'What a log row says of each field: [{field, before, after}].';

CREATE FUNCTION ota.history_page(organization_id uuid, table_name text, row_id uuid, before_seq bigint, before_ord integer, page integer) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog'
    AS $_$
declare
    place record;
    changes jsonb;
    answer jsonb;
begin
    select * into place from ota.history_place(organization_id, null, null);
    select jsonb_agg(jsonb_build_object('seq', c.seq, 'ord', c.ord, 'at', c.at, 'op', c.op,
                'actor', case when c.actor_id is not null then jsonb_build_object(
                    'id', c.actor_id, 'name', ota.actor_name($1, c.actor_id)) end,
                'client_id', c.client_id,
                'fields', ota.history_fields(c.op, c.changed, c.before, c.after,
                    c.before is null or auth.may_read($1, c.resource,
                                                      (c.before ->> 'owner_id')::uuid)))
            order by c.seq desc, c.ord desc) into changes
      from (select * from ota.change_log l
             where l.organization_id = $1 and l.table_name = $2 and l.row_id = $3
               and (l.seq, l.ord) < (before_seq, before_ord) and l.seq > place.horizon
             order by l.seq desc, l.ord desc limit page + 1) c;
    if changes is null and before_seq = 9223372036854775807
       and ota.row_at($1, $2, $3, place.head) is null then
        raise exception using errcode = 'P0002', message = 'there is no such row',
            hint = 'It never was, it is older than the history, or it is not yours to see.';
    end if;
    changes := coalesce(changes, '[]');
    answer := jsonb_build_object('next', null);
    if jsonb_array_length(changes) > page then
        changes := changes - page;
        answer := jsonb_build_object('next', (changes -> (page - 1) ->> 'seq') || '.'
                                             || (changes -> (page - 1) ->> 'ord'));
    end if;
    return answer || jsonb_build_object('changes', changes, 'head', place.head,
        'horizon', jsonb_build_object('seq', place.horizon, 'at', place.horizon_at),
        'is_whole', answer ->> 'next' is null
                    and coalesce(changes -> -1 ->> 'op' = 'insert', false));
end
$_$;

COMMENT ON FUNCTION ota.history_page(organization_id uuid, table_name text, row_id uuid, before_seq bigint, before_ord integer, page integer) IS 'Who changed what in a row, newest first, a page behind a place in the log.';

CREATE FUNCTION ota.history_place(organization_id uuid, wanted_seq bigint, wanted_at timestamp with time zone, OUT seq bigint, OUT at timestamp with time zone, OUT head bigint, OUT horizon bigint, OUT horizon_at timestamp with time zone) RETURNS record
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    org constant uuid := organization_id;
begin
    select h.head, h.horizon into head, horizon from ota.sync_head(org) h;
    select l.at into horizon_at from ota.change_log l
     where l.organization_id = org and l.seq > horizon order by l.seq limit 1;
    seq := coalesce(wanted_seq, case when wanted_at is null then head end);
    if seq is null then
        select l.seq into seq from ota.change_log l
         where l.organization_id = org and l.at <= wanted_at order by l.seq desc limit 1;
        seq := coalesce(seq, -1);
    end if;
    if seq > head or wanted_seq < 0 then
        raise exception using errcode = 'OT002',
            message = 'the organization has no change of this number',
            hint = 'Its newest change is number ' || head || '.';
    elsif seq < horizon and horizon > 0 then
        raise exception using errcode = 'OT010',
            message = 'the history does not reach back that far',
            hint = 'It begins after change ' || horizon || ', at '
                   || coalesce(to_char(horizon_at at time zone 'UTC',
                                       'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'now') || '.';
    end if;
    seq := greatest(seq, 0);
    select l.at into at from ota.change_log l
     where l.organization_id = org and l.seq <= history_place.seq order by l.seq desc limit 1;
end
$$;

COMMENT ON FUNCTION ota.history_place(organization_id uuid, wanted_seq bigint, wanted_at timestamp with time zone, OUT seq bigint, OUT at timestamp with time zone, OUT head bigint, OUT horizon bigint, OUT horizon_at timestamp with time zone) IS 'The change that was the newest at a seq or a time, and how far back the log reaches; OT001 for who is no member, OT010 behind the horizon.';

CREATE FUNCTION ota.history_restore(organization_id uuid, table_name text, row_id uuid, wanted_seq bigint) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $_$
declare
    place record;
    entry record;
    state jsonb;
    done record;
    parts jsonb := '[]';
begin
    select * into place from ota.history_place(organization_id, wanted_seq, null);
    if table_name in ('memberships', 'invitations', 'conflicts') then
        raise exception using errcode = 'OT002',
            message = 'this kind of row is not restored from history',
            hint = 'Invite the person again.';
    end if;
    select l.op, l.seq, l.before, l.resource into entry from ota.change_log l
     where l.organization_id = $1 and l.table_name = $2 and l.row_id = $3 and l.seq <= $4
     order by l.seq desc, l.ord desc limit 1;
    if found and entry.op = 'delete' then
        state := entry.before;
    else
        state := ota.row_at($1, $2, $3, wanted_seq);
    end if;
    perform ota.must_be(state);
    select l.op, l.seq into entry from ota.change_log l
     where l.organization_id = $1 and l.table_name = $2 and l.row_id = $3
     order by l.seq desc, l.ord desc limit 1;
    select * into done from ota.restore_row($1, $2, $3, state);
    if entry.op = 'delete' then
        parts := ota.restore_parts($1, entry.seq, array[$3]);
    end if;
    return jsonb_build_object('table', $2, 'id', $3, 'row', done.restored, 'fields', done.fields,
        'left_out', done.left_out, 'parts', parts,
        'seq', nullif(split_part(coalesce(current_setting('ota.taken', true), ''), ':', 2),
                      '')::bigint);
end
$_$;

COMMENT ON FUNCTION ota.history_restore(organization_id uuid, table_name text, row_id uuid, wanted_seq bigint) IS 'Restores a row as it was after a change (or before it, when that deleted it) as a new change of the asking user.';

CREATE FUNCTION ota.ids_in(rows jsonb) RETURNS uuid[]
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog'
    AS $$
    select coalesce(array_agg((r ->> 'id')::uuid), '{}') from jsonb_array_elements(rows) r
$$;

COMMENT ON FUNCTION ota.ids_in(rows jsonb) IS 'The ids of rows in a JSON list.';

CREATE TABLE public.memberships (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    user_id uuid NOT NULL,
    role text NOT NULL,
    email text NOT NULL,
    name text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT memberships_email_length CHECK (((char_length(email) >= 3) AND (char_length(email) <= 320))),
    CONSTRAINT memberships_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
    CONSTRAINT memberships_role_known CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'booking'::text, 'crew'::text])))
);

ALTER TABLE ONLY public.memberships FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.memberships IS 'Who belongs to an organization, and as what.';

COMMENT ON COLUMN public.memberships.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.memberships.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.memberships.user_id IS 'The member''s account.';

COMMENT ON COLUMN public.memberships.role IS 'The member''s role, which decides their rights.';

COMMENT ON COLUMN public.memberships.email IS 'The member''s address, copied for display.';

COMMENT ON COLUMN public.memberships.name IS 'The member''s name, copied for display.';

COMMENT ON COLUMN public.memberships.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.memberships.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.memberships.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.memberships.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.memberships.seq IS 'The transaction that last wrote the row: its version.';

CREATE FUNCTION ota.join_organization(organization_id uuid, role text) RETURNS public.memberships
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    made public.memberships;
begin
    insert into public.memberships as m (organization_id, user_id, role, email, name)
    select join_organization.organization_id, u.id, join_organization.role, u.email, p.name
      from auth.users u left join public.profiles p on p.id = u.id
     where u.id = auth.uid()
        on conflict on constraint memberships_user_id_key do nothing
    returning m.* into made;
    if made.id is null then
        select m.* into made from public.memberships m
         where m.organization_id = join_organization.organization_id and m.user_id = auth.uid();
    end if;
    return made;
end
$$;

COMMENT ON FUNCTION ota.join_organization(organization_id uuid, role text) IS 'Makes the asking user a member; somebody who is one already stays what they are.';

CREATE FUNCTION ota.keep_an_owner(organization_id uuid, leaving uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    if exists (select from public.organizations o where o.id = keep_an_owner.organization_id)
       and not exists (select from public.memberships m
                        where m.organization_id = keep_an_owner.organization_id
                          and m.role = 'owner' and m.id <> leaving) then
        raise exception using errcode = 'OT005',
            message = 'an organization keeps at least one owner',
            hint = 'Make somebody else an owner first.';
    end if;
end
$$;

COMMENT ON FUNCTION ota.keep_an_owner(organization_id uuid, leaving uuid) IS 'Refuses when this membership is the last owner''s; an organization being deleted may lose it.';

CREATE FUNCTION ota.log() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    SET "TimeZone" TO 'UTC'
    AS $$
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

COMMENT ON FUNCTION ota.log() IS 'Trigger (table name, resource): writes the change log. A shard has a name of its own, so the name is given.';

CREATE FUNCTION ota.mirror_member() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    if tg_op = 'DELETE' then
        delete from ota.member_roles m
         where m.user_id = old.user_id and m.organization_id = old.organization_id;
    else
        insert into ota.member_roles (user_id, organization_id, role)
        values (new.user_id, new.organization_id, new.role)
            on conflict (user_id, organization_id) do update set role = excluded.role;
    end if;
    -- What auth.may_read remembered is no longer so.
    perform set_config('ota.readable', '', true);
    return null;
end
$$;

COMMENT ON FUNCTION ota.mirror_member() IS 'Trigger: keeps ota.member_roles equal to memberships.';

CREATE FUNCTION ota.move_horizon(keep interval) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    SET "TimeZone" TO 'UTC'
    AS $$
declare
    oldest constant timestamptz := date_trunc('month', now() - keep);
    moved integer;
begin
    update ota.org_head h set horizon_seq = old.seq
      from (select l.organization_id, max(l.seq) as seq from ota.change_log l
             where l.at < oldest group by 1) old
     where h.organization_id = old.organization_id and h.horizon_seq < old.seq;
    get diagnostics moved = row_count;
    return moved;
end
$$;

COMMENT ON FUNCTION ota.move_horizon(keep interval) IS 'Says of each organization that months of its log older than `keep` count no more; returns how many it moved. The rows stay until ota.drop_history.';

CREATE FUNCTION ota.must_be(state jsonb) RETURNS jsonb
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog'
    AS $$
begin
    if state is null then
        raise exception using errcode = 'P0002', message = 'it was not there at that time',
            hint = 'It did not exist yet or was deleted, or it was not yours to see.';
    end if;
    return state;
end
$$;

COMMENT ON FUNCTION ota.must_be(state jsonb) IS 'The state itself, or P0002 when there is none.';

CREATE FUNCTION ota.my_role(organization_id uuid) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
    select m.role from ota.member_roles m
     where m.user_id = auth.uid() and m.organization_id = my_role.organization_id
$$;

COMMENT ON FUNCTION ota.my_role(organization_id uuid) IS 'The asking user''s role in an organization, null for none.';

CREATE FUNCTION ota.need_user() RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    if not exists (select from auth.users u where u.id = auth.uid()) then
        raise exception using errcode = 'OT001', message = 'nobody is signed in',
            hint = 'Sign in first.';
    end if;
end
$$;

COMMENT ON FUNCTION ota.need_user() IS 'Refuses a request without a user.';

CREATE FUNCTION ota.only_row(row_count bigint, row_json text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    AS $$
begin
    if row_count <> 1 then
        raise exception 'exactly one row was expected'
            using errcode = 'OT406',
                  detail = 'The result contains ' || row_count || ' rows',
                  hint = 'Narrow the filters to one row';
    end if;
    return row_json;
end $$;

COMMENT ON FUNCTION ota.only_row(row_count bigint, row_json text) IS 'Gives row_json back when row_count is 1; else raises OT406, which undoes the statement''s writes';

CREATE FUNCTION ota.policies_by_organization(target regclass, resource text) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog'
    AS $$
    select ota.write_policies(target, jsonb_object_agg(verb,
        format('organization_id = any (auth.organizations(%L, %L))', resource, action)))
      from (values ('select', 'read'), ('insert', 'write'), ('update', 'write'), ('delete',
          'delete'))
           as v (verb, action)
$$;

COMMENT ON FUNCTION ota.policies_by_organization(target regclass, resource text) IS 'Policies for a table whose rows all members with the right share.';

CREATE FUNCTION ota.policies_by_owner(target regclass, resource text) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog'
    AS $_$
    select ota.write_policies(target, jsonb_object_agg(verb, format(
        'organization_id = any (auth.organizations(%1$L, %2$L)
                                || auth.organizations_own(%1$L, %2$L))
         and (owner_id is null or owner_id = auth.uid()
              or organization_id = any (auth.organizations(%1$L, %2$L)))', resource, action)))
      from (values ('select', 'read'), ('insert', 'write'), ('update', 'write'), ('delete',
          'delete'))
           as v (verb, action)
$_$;

COMMENT ON FUNCTION ota.policies_by_owner(target regclass, resource text) IS 'Policies for a table with owner_id: members with the right at scope own meet their own rows and rows of nobody.';

CREATE FUNCTION ota.relinked(table_name text, row_id uuid, before jsonb, after jsonb, parents uuid[]) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog'
    AS $$
declare
    there constant jsonb := ota.row_now((before ->> 'organization_id')::uuid, table_name, row_id);
begin
    -- Only links that nobody has set anew since.
    return there || (select jsonb_object_agg(f.key, f.value) from jsonb_each(before) f
                        where f.key like '%\_id' and f.key not in ('id', 'organization_id')
                          and f.value #>> '{}' = any (parents::text[])
                          and after ->> f.key is null and there ->> f.key is null);
end
$$;

COMMENT ON FUNCTION ota.relinked(table_name text, row_id uuid, before jsonb, after jsonb, parents uuid[]) IS 'A row with the links that a deletion took from it, null when there is nothing to link.';

CREATE FUNCTION ota.restore_parts(organization_id uuid, deleted_seq bigint, parents uuid[]) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
declare
    part record;
    done record;
    found_new boolean := true;
    known uuid[] := parents;
    parts jsonb := '[]';
begin
    -- What went with the row went in the same transaction, the parts of parts too.
    while found_new and jsonb_array_length(parts) < 2000 loop
        found_new := false;
        for part in
            select l.table_name, l.row_id, l.op, l.before, l.after from ota.change_log l
             where l.organization_id = restore_parts.organization_id and l.seq = deleted_seq
               and l.op in ('delete', 'update') and l.row_id <> all (known)
               and exists (select from jsonb_each_text(l.before) f
                            where f.key like '%\_id' and f.key not in ('id', 'organization_id')
                              and f.value = any (known::text[])
                              and (l.op = 'delete' or l.after ->> f.key is null))
             order by l.ord limit 2000
        loop
            known := known || part.row_id;
            found_new := found_new or part.op = 'delete';
            begin
                if part.op = 'update' then
                    part.before := ota.relinked(part.table_name, part.row_id, part.before,
                                                part.after, known);
                    continue when part.before is null;
                end if;
                select * into done from ota.restore_row(organization_id, part.table_name,
                                                        part.row_id, part.before);
                parts := parts || jsonb_build_object('table', part.table_name,
                    'id', part.row_id, 'left_out', done.left_out);
            exception when integrity_constraint_violation or insufficient_privilege then
                parts := parts || jsonb_build_object('table', part.table_name,
                    'id', part.row_id, 'code', sqlstate, 'message', sqlerrm);
            end;
        end loop;
    end loop;
    return parts;
end
$$;

COMMENT ON FUNCTION ota.restore_parts(organization_id uuid, deleted_seq bigint, parents uuid[]) IS 'Brings back what a deletion took along, and links what it had unlinked.';

CREATE FUNCTION ota.restore_row(organization_id uuid, table_name text, row_id uuid, state jsonb, OUT restored jsonb, OUT left_out jsonb, OUT fields text[]) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    SET "TimeZone" TO 'UTC'
    AS $_$
declare
    there constant jsonb := ota.row_now(organization_id, table_name, row_id);
    fit record;
    done record;
begin
    select * into fit from ota.fitting(table_name, state);
    fields := fit.fields;
    if there is not null then
        fields := array(select f from unnest(fit.fields) f
                         where state -> f is distinct from there -> f);
    end if;
    select * into done from ota.write_state(table_name, state, there is null, fields);
    fields := done.written;
    left_out := fit.left_out || done.left_out;
    execute format('select to_jsonb(t) from public.%I t
                     where t.organization_id = $1 and t.id = $2', table_name)
       into restored using organization_id, row_id;
end
$_$;

COMMENT ON FUNCTION ota.restore_row(organization_id uuid, table_name text, row_id uuid, state jsonb, OUT restored jsonb, OUT left_out jsonb, OUT fields text[]) IS 'Makes a row what it was: a new row when it is gone, else the fields that differ.';

CREATE FUNCTION ota.rights_of(role text) RETURNS text[]
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    AS $$
    select array(select p.resource || ':' || p.action
                        || case p.scope when 'own' then ':own' else '' end
                   from ota.permissions p where p.role = rights_of.role order by 1)
$$;

COMMENT ON FUNCTION ota.rights_of(role text) IS 'A role''s rights as words: "shows:read" for every row, "expenses:read:own" for own rows.';

CREATE FUNCTION ota.role_rank(role text) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select array_position(array['crew', 'booking', 'manager', 'admin', 'owner'], role)
$$;

COMMENT ON FUNCTION ota.role_rank(role text) IS 'Roles in order of trust, crew lowest.';

CREATE FUNCTION ota.row_at(organization_id uuid, table_name text, row_id uuid, seq bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog'
    SET "TimeZone" TO 'UTC'
    AS $_$
declare
    entry record;
begin
    select l.op, l.after into entry from ota.change_log l
     where l.organization_id = $1 and l.table_name = $2 and l.row_id = $3 and l.seq <= $4
     order by l.seq desc, l.ord desc limit 1;
    if found then
        return case when entry.op in ('insert', 'update') then entry.after end;
    end if;
    -- Older than the log: what its first change found, or the row itself.
    select l.op, l.before, l.resource into entry from ota.change_log l
     where l.organization_id = $1 and l.table_name = $2 and l.row_id = $3 and l.seq > $4
     order by l.seq, l.ord limit 1;
    if found then
        return case when entry.op in ('update', 'delete') and auth.may_read($1, entry.resource,
                        (entry.before ->> 'owner_id')::uuid) then entry.before end;
    end if;
    return ota.row_now(organization_id, table_name, row_id);
end
$_$;

COMMENT ON FUNCTION ota.row_at(organization_id uuid, table_name text, row_id uuid, seq bigint) IS 'A row as it was after a change of its organization, null when it was not there.';

CREATE FUNCTION ota.row_now(organization_id uuid, table_name text, row_id uuid) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog'
    SET "TimeZone" TO 'UTC'
    AS $_$
declare
    noise constant text[] := '{created_at,created_by,updated_at,updated_by,seq}';
    answer jsonb;
begin
    execute format('select to_jsonb(t) - $3 from public.%I t
                     where t.organization_id = $1 and t.id = $2', table_name)
       into answer using organization_id, row_id, noise;
    return answer;
end
$_$;

COMMENT ON FUNCTION ota.row_now(organization_id uuid, table_name text, row_id uuid) IS 'A row as the log would hold it, null when it is not there for the asking user.';

CREATE FUNCTION ota.rows_at(organization_id uuid, table_name text, field text, parents uuid[], seq bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog'
    AS $_$
declare
    ids uuid[];
begin
    execute format('select array_agg(t.id) from public.%I t
                     where t.organization_id = $1 and t.%I = any ($2)', table_name, field)
       into ids using organization_id, parents;
    return (select coalesce(jsonb_agg(r.state order by r.state ->> 'date',
                                      r.state ->> 'starts_at', r.id), '[]')
              from (select i.id, ota.row_at($1, $2, i.id, $5) as state
                      from (select unnest(ids) as id
                            union select ota.departed($1, $2, $3, $4)) i) r
             where (r.state ->> field)::uuid = any (parents));
end
$_$;

COMMENT ON FUNCTION ota.rows_at(organization_id uuid, table_name text, field text, parents uuid[], seq bigint) IS 'The rows that had one of these parents after a change, as they were then.';

CREATE FUNCTION ota.send_invitation() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    token text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
begin
    insert into ota.invitation_tokens (token_hash, organization_id, invitation_id)
    values (sha256(convert_to(token, 'UTF8')), new.organization_id, new.id);
    perform ota.enqueue('mail.invitation', jsonb_build_object(
        'email', new.email, 'token', token, 'role', new.role, 'expires_at', new.expires_at,
        'organization_id', new.organization_id, 'invitation_id', new.id,
        'organization_name', (select o.name from public.organizations o
            where o.id = new.organization_id),
        'inviter_name', (select coalesce(m.name, m.email) from public.memberships m
                          where m.organization_id = new.organization_id
                              and m.user_id = auth.uid())));
    return null;
end
$$;

COMMENT ON FUNCTION ota.send_invitation() IS 'Trigger: makes the link''s secret, keeps its hash, and queues mail.invitation
{email, token, role, expires_at, organization_id, invitation_id, organization_name, inviter_name}.';

CREATE FUNCTION ota.set_rights() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    new.may := ota.rights_of(new.role);
    return new;
end
$$;

COMMENT ON FUNCTION ota.set_rights() IS 'Trigger: a member''s rights follow from their role.';

CREATE FUNCTION ota.spread_rights() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    update ota.member_roles set role = role where may <> ota.rights_of(role);
    return null;
end
$$;

COMMENT ON FUNCTION ota.spread_rights() IS 'Trigger: members have at once what a new release lets their role do.';

CREATE FUNCTION ota.stamp() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

COMMENT ON FUNCTION ota.stamp() IS 'Trigger: sets audit columns and seq, whatever the writer sent; leaves a row alone when nothing differs.';

CREATE FUNCTION ota.sync_begin(organization_id uuid, client_id uuid, OUT last_n bigint, OUT epoch integer, OUT head bigint, OUT horizon bigint) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

COMMENT ON FUNCTION ota.sync_begin(organization_id uuid, client_id uuid, OUT last_n bigint, OUT epoch integer, OUT head bigint, OUT horizon bigint) IS 'Begins a push: locks the organization''s counter and the client; OT001 for who is no member.';

CREATE FUNCTION ota.sync_head(organization_id uuid, OUT epoch integer, OUT head bigint, OUT horizon bigint) RETURNS record
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

COMMENT ON FUNCTION ota.sync_head(organization_id uuid, OUT epoch integer, OUT head bigint, OUT horizon bigint) IS 'Where a member''s organization stands; OT001 for anybody else.';

CREATE FUNCTION ota.sync_record(organization_id uuid, client_id uuid, n bigint, result jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

COMMENT ON FUNCTION ota.sync_record(organization_id uuid, client_id uuid, n bigint, result jsonb) IS 'Keeps the result of the client''s next mutation and counts it as done.';

CREATE FUNCTION ota.sync_result(organization_id uuid, client_id uuid, n bigint) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
    select r.result from ota.sync_results r
      join ota.sync_clients c on c.organization_id = r.organization_id and c.client_id = r.client_id
     where r.organization_id = $1 and r.client_id = $2 and r.n = $3 and c.user_id = auth.uid()
$_$;

COMMENT ON FUNCTION ota.sync_result(organization_id uuid, client_id uuid, n bigint) IS 'The kept result of a mutation of the asking user''s client, null when there is none.';

CREATE FUNCTION ota.take(organization_id uuid) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

COMMENT ON FUNCTION ota.take(organization_id uuid) IS 'This transaction''s seq in the organization: counted up at the first call, the same later.';

CREATE FUNCTION ota.touch_profile() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    new.id := old.id;
    new.created_at := old.created_at;
    new.updated_at := now();
    return new;
end
$$;

COMMENT ON FUNCTION ota.touch_profile() IS 'Trigger: keeps what the user cannot change about a profile.';

CREATE FUNCTION ota.write_policies(target regclass, verbs jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $_$
declare
    name text;
    verb text;
    test text;
begin
    for name in select p.polname from pg_policy p where p.polrelid = target loop
        execute format('drop policy %I on %s', name, target);
    end loop;
    for verb, test in select e.key, e.value from jsonb_each_text(verbs) e loop
        name := (select c.relname from pg_class c where c.oid = target) || '_' || verb;
        execute format('create policy %I on %s for %s to authenticated %s', name, target, verb,
                       case verb when 'insert' then format('with check (%s)', test)
                                 when 'update' then format('using (%1$s) with check (%1$s)', test)
                                 else format('using (%s)', test) end);
    end loop;
    name := (select c.relname from pg_class c where c.oid = target) || '_service';
    execute format('create policy %I on %s to service_role using (true) with check (true)', name,
        target);
end
$_$;

COMMENT ON FUNCTION ota.write_policies(target regclass, verbs jsonb) IS 'Replaces a table''s policies: one a verb ({"select": test, …}), and one for the server.';

CREATE FUNCTION ota.write_state(table_name text, state jsonb, is_insert boolean, fields text[], OUT written text[], OUT left_out jsonb) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $_$
declare
    list text;
    broken text;
    blame text[];
    touched bigint;
begin
    written := fields;
    left_out := '[]';
    loop
        list := (select string_agg(quote_ident(f), ', ') from unnest(written) f);
        exit when list is null;
        begin
            if is_insert then
                execute format('insert into public.%1$I (%2$s) select %2$s from '
                               'jsonb_populate_record(null::public.%1$I, $1)', table_name, list)
                  using state;
                touched := 1;
            else
                execute format('update public.%1$I t set (%2$s) = (select %2$s from '
                               'jsonb_populate_record(null::public.%1$I, $1)) '
                               'where t.organization_id = $2 and t.id = $3', table_name, list)
                  using state, (state ->> 'organization_id')::uuid, (state ->> 'id')::uuid;
                get diagnostics touched = row_count;
            end if;
            if touched = 0 then
                raise exception using errcode = '42501',
                    message = 'your role does not allow this';
            end if;
            exit;
        exception when foreign_key_violation or check_violation then
            get stacked diagnostics broken = constraint_name;
            blame := array(select unnest(ota.blamed(table_name, broken))
                           intersect select unnest(written));
            if blame = '{}' then
                raise;
            end if;
            written := array(select f from unnest(written) f where f <> all (blame));
            left_out := left_out || (select jsonb_agg(jsonb_build_object('field', f, 'reason',
                case sqlstate when '23503' then 'missing_parent' else 'invalid' end))
                from unnest(blame) f);
        end;
    end loop;
end
$_$;

COMMENT ON FUNCTION ota.write_state(table_name text, state jsonb, is_insert boolean, fields text[], OUT written text[], OUT left_out jsonb) IS 'Writes fields of an old row as the asking user; fields that no longer fit are left out.';

CREATE FUNCTION public.accept_invitation(token text) RETURNS public.memberships
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    known ota.invitation_tokens;
    asked public.invitations;
begin
    perform ota.need_user();
    select t.* into known from ota.invitation_tokens t
     where t.token_hash = sha256(convert_to(accept_invitation.token, 'UTF8'));
    if not found then
        raise exception using errcode = 'OT002', message = 'this invitation link is not known',
            hint = 'Open the whole link from the mail, or ask for a new invitation.';
    end if;
    perform ota.take(known.organization_id);
    select i.* into asked from public.invitations i
     where i.organization_id = known.organization_id and i.id = known.invitation_id;
    if asked.email is distinct from (select u.email from auth.users u where u.id = auth.uid()) then
        raise exception using errcode = 'OT008',
            message = 'this invitation was sent to another address',
            hint = 'Sign in with the address that got the mail.';
    elsif asked.revoked_at is not null then
        raise exception using errcode = 'OT007', message = 'this invitation was withdrawn',
            hint = 'Ask for a new invitation.';
    elsif asked.accepted_at is not null then
        raise exception using errcode = 'OT007', message = 'this invitation was used already',
            hint = 'Open the organization; you are likely a member.';
    elsif asked.expires_at <= now() then
        raise exception using errcode = 'OT006', message = 'this invitation has expired',
            hint = 'Ask for a new invitation.';
    end if;
    update public.invitations i set accepted_at = now()
     where i.organization_id = asked.organization_id and i.id = asked.id;
    return ota.join_organization(asked.organization_id, asked.role);
end
$$;

COMMENT ON FUNCTION public.accept_invitation(token text) IS 'Joins the organization that sent this token to the asking user; returns the membership.';

CREATE TABLE public.organizations (
    id uuid DEFAULT ota.uuid7() NOT NULL,
    organization_id uuid GENERATED ALWAYS AS (id) STORED NOT NULL,
    name text NOT NULL,
    type text DEFAULT 'artist'::text NOT NULL,
    default_currency text DEFAULT 'EUR'::text NOT NULL,
    zone text DEFAULT 'Europe/Berlin'::text NOT NULL,
    day_boundary text DEFAULT '06:00'::text NOT NULL,
    locale text DEFAULT 'en'::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT organizations_day_boundary_time CHECK ((day_boundary ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text)),
    CONSTRAINT organizations_default_currency_code CHECK ((default_currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT organizations_locale_length CHECK (((char_length(locale) >= 1) AND (char_length(locale) <= 35))),
    CONSTRAINT organizations_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
    CONSTRAINT organizations_type_known CHECK ((type = ANY (ARRAY['artist'::text, 'agency'::text, 'label'::text, 'venue'::text]))),
    CONSTRAINT organizations_zone_name CHECK (((char_length(zone) <= 64) AND (zone ~ '^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$'::text)))
);

ALTER TABLE ONLY public.organizations FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.organizations IS 'An artist, agency, label or venue: the tenant that everything else belongs to.';

COMMENT ON COLUMN public.organizations.id IS 'The organization''s id.';

COMMENT ON COLUMN public.organizations.organization_id IS 'The same id, so that this table looks like all others.';

COMMENT ON COLUMN public.organizations.name IS 'What people call it.';

COMMENT ON COLUMN public.organizations.type IS 'What it is.';

COMMENT ON COLUMN public.organizations.default_currency IS 'ISO 4217 code offered for new amounts.';

COMMENT ON COLUMN public.organizations.zone IS 'IANA time zone of its office.';

COMMENT ON COLUMN public.organizations.day_boundary IS 'When a business day ends: a set at 00:30 belongs to the evening before.';

COMMENT ON COLUMN public.organizations.locale IS 'Language of its documents.';

COMMENT ON COLUMN public.organizations.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.organizations.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.organizations.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.organizations.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.organizations.seq IS 'The transaction that last wrote the row: its version.';

CREATE FUNCTION public.create_organization(name text, type text DEFAULT 'artist'::text, default_currency text DEFAULT 'EUR'::text, zone text DEFAULT 'Europe/Berlin'::text) RETURNS public.organizations
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    made public.organizations;
begin
    perform ota.need_user();
    insert into public.organizations as o (name, type, default_currency, zone)
    values (create_organization.name, create_organization.type,
        create_organization.default_currency,
            create_organization.zone)
    returning o.* into made;
    perform ota.join_organization(made.id, 'owner');
    return made;
end
$$;

COMMENT ON FUNCTION public.create_organization(name text, type text, default_currency text, zone text) IS 'Makes an organization whose owner is the asking user, and returns it.';

CREATE FUNCTION public.leave_organization(organization_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    perform ota.need_user();
    delete from public.memberships m
     where m.organization_id = leave_organization.organization_id and m.user_id = auth.uid();
    if not found then
        raise exception using errcode = 'OT001',
            message = 'you are not a member of this organization',
            hint = 'Choose one of your own organizations.';
    end if;
end
$$;

COMMENT ON FUNCTION public.leave_organization(organization_id uuid) IS 'Ends the asking user''s own membership; the last owner cannot leave.';

CREATE TABLE auth.rate_limits (
    key text NOT NULL,
    window_at timestamp with time zone NOT NULL,
    used integer NOT NULL,
    CONSTRAINT rate_limits_key_length CHECK (((char_length(key) >= 1) AND (char_length(key) <= 400)))
);

COMMENT ON TABLE auth.rate_limits IS 'How often something was tried in a span of time.';

COMMENT ON COLUMN auth.rate_limits.key IS 'What is counted, such as "otp:email:" and an address.';

COMMENT ON COLUMN auth.rate_limits.window_at IS 'When the span began.';

COMMENT ON COLUMN auth.rate_limits.used IS 'Tries in this span.';

CREATE TABLE auth.refresh_tokens (
    id uuid DEFAULT ota.uuid7() NOT NULL,
    token_hash bytea NOT NULL,
    user_id uuid NOT NULL,
    session_id uuid NOT NULL,
    family_id uuid NOT NULL,
    parent_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    CONSTRAINT refresh_tokens_token_hash_length CHECK ((octet_length(token_hash) = 32))
);

COMMENT ON TABLE auth.refresh_tokens IS 'Each refresh uses a token up and makes its child; a used one that returns ends the family.';

COMMENT ON COLUMN auth.refresh_tokens.id IS 'The row''s id.';

COMMENT ON COLUMN auth.refresh_tokens.token_hash IS 'SHA-256 of the token; the token itself is never kept.';

COMMENT ON COLUMN auth.refresh_tokens.user_id IS 'Whose token it is.';

COMMENT ON COLUMN auth.refresh_tokens.session_id IS 'The session it renews.';

COMMENT ON COLUMN auth.refresh_tokens.family_id IS 'Shared by all tokens that descend from one sign-in.';

COMMENT ON COLUMN auth.refresh_tokens.parent_id IS 'The token it was exchanged for.';

COMMENT ON COLUMN auth.refresh_tokens.created_at IS 'When it was made.';

COMMENT ON COLUMN auth.refresh_tokens.expires_at IS 'When it stops working.';

COMMENT ON COLUMN auth.refresh_tokens.used_at IS 'When it was exchanged.';

COMMENT ON COLUMN auth.refresh_tokens.revoked_at IS 'When its family was ended.';

CREATE TABLE auth.signing_keys (
    kid text NOT NULL,
    algorithm text NOT NULL,
    private_pem text NOT NULL,
    public_jwk jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    retired_at timestamp with time zone,
    CONSTRAINT signing_keys_algorithm_known CHECK ((algorithm = 'ES256'::text)),
    CONSTRAINT signing_keys_kid_length CHECK (((char_length(kid) >= 1) AND (char_length(kid) <= 120))),
    CONSTRAINT signing_keys_private_pem_length CHECK (((char_length(private_pem) >= 1) AND (char_length(private_pem) <= 4000)))
);

COMMENT ON TABLE auth.signing_keys IS 'Keys that sign access tokens; retired ones still verify until their tokens ended.';

COMMENT ON COLUMN auth.signing_keys.kid IS 'The key''s name in token headers.';

COMMENT ON COLUMN auth.signing_keys.algorithm IS 'The one algorithm this key is used with.';

COMMENT ON COLUMN auth.signing_keys.private_pem IS 'The private key, PEM.';

COMMENT ON COLUMN auth.signing_keys.public_jwk IS 'The public key as the JWKS shows it.';

COMMENT ON COLUMN auth.signing_keys.created_at IS 'When it was made.';

COMMENT ON COLUMN auth.signing_keys.retired_at IS 'When it stopped signing.';

CREATE TABLE auth.users (
    id uuid DEFAULT ota.uuid7() NOT NULL,
    email text NOT NULL,
    email_confirmed_at timestamp with time zone,
    last_sign_in_at timestamp with time zone,
    raw_app_meta_data jsonb DEFAULT '{}'::jsonb NOT NULL,
    raw_user_meta_data jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT users_email_length CHECK (((char_length(email) >= 3) AND (char_length(email) <= 320))),
    CONSTRAINT users_email_lower CHECK ((email = lower(email)))
);

COMMENT ON TABLE auth.users IS 'One row an account.';

COMMENT ON COLUMN auth.users.id IS 'The user''s id, "sub" in access tokens.';

COMMENT ON COLUMN auth.users.email IS 'Where sign-in links go, in lower case.';

COMMENT ON COLUMN auth.users.email_confirmed_at IS 'First time a link or code sent there was used.';

COMMENT ON COLUMN auth.users.last_sign_in_at IS 'Last time a session began.';

COMMENT ON COLUMN auth.users.raw_app_meta_data IS 'What the server knows about the account (provider).';

COMMENT ON COLUMN auth.users.raw_user_meta_data IS 'What the user wrote about themselves.';

COMMENT ON COLUMN auth.users.created_at IS 'When the account was made.';

COMMENT ON COLUMN auth.users.updated_at IS 'When the account last changed.';

CREATE TABLE ota.change_log (
    organization_id uuid NOT NULL,
    seq bigint NOT NULL,
    ord integer NOT NULL,
    table_name text NOT NULL,
    row_id uuid NOT NULL,
    op text NOT NULL,
    changed text[] DEFAULT '{}'::text[] NOT NULL,
    before jsonb,
    after jsonb,
    resource text NOT NULL,
    owner_id uuid,
    actor_id uuid,
    client_id uuid,
    mutation_n bigint,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT change_log_op_known CHECK ((op = ANY (ARRAY['insert'::text, 'update'::text, 'delete'::text, 'grant'::text, 'revoke'::text])))
)
PARTITION BY RANGE (at);

ALTER TABLE ONLY ota.change_log FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE ota.change_log IS 'One row a changed row: the feed, the audit trail and the history. Written by triggers only.';

COMMENT ON COLUMN ota.change_log.organization_id IS 'The organization.';

COMMENT ON COLUMN ota.change_log.seq IS 'Number of the transaction within its organization, gapless.';

COMMENT ON COLUMN ota.change_log.ord IS 'Place within the transaction, from 1.';

COMMENT ON COLUMN ota.change_log.table_name IS 'The changed table.';

COMMENT ON COLUMN ota.change_log.row_id IS 'The changed row.';

COMMENT ON COLUMN ota.change_log.op IS 'insert, update, delete; revoke: owner_id may no longer see the row.';

COMMENT ON COLUMN ota.change_log.changed IS 'The fields of an update that differ, audit fields aside.';

COMMENT ON COLUMN ota.change_log.before IS 'The row before, without audit fields.';

COMMENT ON COLUMN ota.change_log.after IS 'The row after, without audit fields.';

COMMENT ON COLUMN ota.change_log.resource IS 'The resource whose readers may read this.';

COMMENT ON COLUMN ota.change_log.owner_id IS 'Whose row it is, where rows have owners.';

COMMENT ON COLUMN ota.change_log.actor_id IS 'The user who wrote, null for the server itself.';

COMMENT ON COLUMN ota.change_log.client_id IS 'The syncing client that wrote, if one did.';

COMMENT ON COLUMN ota.change_log.mutation_n IS 'That client''s number of the mutation.';

COMMENT ON COLUMN ota.change_log.at IS 'When the transaction began.';

CREATE TABLE ota.change_log_default (
    organization_id uuid NOT NULL,
    seq bigint NOT NULL,
    ord integer NOT NULL,
    table_name text NOT NULL,
    row_id uuid NOT NULL,
    op text NOT NULL,
    changed text[] DEFAULT '{}'::text[] NOT NULL,
    before jsonb,
    after jsonb,
    resource text NOT NULL,
    owner_id uuid,
    actor_id uuid,
    client_id uuid,
    mutation_n bigint,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT change_log_op_known CHECK ((op = ANY (ARRAY['insert'::text, 'update'::text, 'delete'::text, 'grant'::text, 'revoke'::text])))
);

ALTER TABLE ONLY ota.change_log_default FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE ota.change_log_default IS 'Log rows of months that have no partition yet.';

CREATE TABLE ota.invitation_tokens (
    token_hash bytea NOT NULL,
    organization_id uuid NOT NULL,
    invitation_id uuid NOT NULL,
    CONSTRAINT invitation_tokens_token_hash_length CHECK ((octet_length(token_hash) = 32))
);

COMMENT ON TABLE ota.invitation_tokens IS 'A directory from an invitation link''s secret to its invitation.';

COMMENT ON COLUMN ota.invitation_tokens.token_hash IS 'SHA-256 of the token in the link.';

COMMENT ON COLUMN ota.invitation_tokens.organization_id IS 'The inviting organization.';

COMMENT ON COLUMN ota.invitation_tokens.invitation_id IS 'The invitation.';

ALTER TABLE ota.jobs ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ota.jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE ota.member_roles (
    user_id uuid NOT NULL,
    organization_id uuid NOT NULL,
    role text NOT NULL,
    may text[] DEFAULT '{}'::text[] NOT NULL
);

COMMENT ON TABLE ota.member_roles IS 'Memberships by user, kept by a trigger: a directory that policies ask before an organization is known.';

COMMENT ON COLUMN ota.member_roles.user_id IS 'The member.';

COMMENT ON COLUMN ota.member_roles.organization_id IS 'The organization.';

COMMENT ON COLUMN ota.member_roles.role IS 'The member''s role there.';

COMMENT ON COLUMN ota.member_roles.may IS 'The role''s rights as ota.rights_of spells them: a policy reads one row and joins nothing.';

CREATE TABLE ota.migrations (
    number integer NOT NULL,
    name text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

COMMENT ON TABLE ota.migrations IS 'Which migrations this database has, written by ota migrate.';

COMMENT ON COLUMN ota.migrations.number IS 'The number in front of the file name.';

COMMENT ON COLUMN ota.migrations.name IS 'The file name without its number and ending.';

COMMENT ON COLUMN ota.migrations.sha256 IS 'Hash of the file as applied: a merged migration never changes.';

COMMENT ON COLUMN ota.migrations.applied_at IS 'When it was applied.';

CREATE TABLE ota.org_head (
    organization_id uuid NOT NULL,
    seq bigint DEFAULT 0 NOT NULL,
    epoch integer DEFAULT 1 NOT NULL,
    horizon_seq bigint DEFAULT 0 NOT NULL,
    moved_to text,
    CONSTRAINT org_head_horizon_range CHECK (((horizon_seq >= 0) AND (horizon_seq <= seq)))
);

COMMENT ON TABLE ota.org_head IS 'The counter of each organization; it outlives the organization, so no seq is given twice.';

COMMENT ON COLUMN ota.org_head.organization_id IS 'The organization.';

COMMENT ON COLUMN ota.org_head.seq IS 'Number of the last transaction that wrote into it.';

COMMENT ON COLUMN ota.org_head.epoch IS 'Raised when history was replaced (a restore): older cursors need a snapshot.';

COMMENT ON COLUMN ota.org_head.horizon_seq IS 'The log reaches back to here; older cursors need a snapshot.';

COMMENT ON COLUMN ota.org_head.moved_to IS 'Where the organization lives now, null for here.';

CREATE TABLE ota.permissions (
    role text NOT NULL,
    resource text NOT NULL,
    action text NOT NULL,
    scope text NOT NULL,
    CONSTRAINT permissions_action_known CHECK ((action = ANY (ARRAY['read'::text, 'write'::text, 'delete'::text]))),
    CONSTRAINT permissions_role_known CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'booking'::text, 'crew'::text]))),
    CONSTRAINT permissions_scope_known CHECK ((scope = ANY (ARRAY['own'::text, 'organization'::text, 'all'::text])))
);

COMMENT ON TABLE ota.permissions IS 'What each role may do: the rights matrix of core.';

COMMENT ON COLUMN ota.permissions.role IS 'Role of the member.';

COMMENT ON COLUMN ota.permissions.resource IS 'What the right is on; every table belongs to one.';

COMMENT ON COLUMN ota.permissions.action IS 'read, write (insert and update) or delete.';

COMMENT ON COLUMN ota.permissions.scope IS 'How far it reaches: own rows, the organization''s, all.';

CREATE TABLE ota.row_end (
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL
);

COMMENT ON TABLE ota.row_end IS 'A pattern, always empty: the last columns of every tenant table.';

COMMENT ON COLUMN ota.row_end.created_at IS 'When the row was made.';

COMMENT ON COLUMN ota.row_end.created_by IS 'The user who made it.';

COMMENT ON COLUMN ota.row_end.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN ota.row_end.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN ota.row_end.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE ota.row_start (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL
);

COMMENT ON TABLE ota.row_start IS 'A pattern, always empty: the first columns of every tenant table.';

COMMENT ON COLUMN ota.row_start.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN ota.row_start.id IS 'UUID version 7, made by whoever made the row, offline too.';

CREATE TABLE ota.settings_kv (
    key text NOT NULL,
    value jsonb NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT settings_kv_key_length CHECK (((char_length(key) >= 1) AND (char_length(key) <= 120)))
);

COMMENT ON TABLE ota.settings_kv IS 'Facts about this installation that the program keeps for itself.';

COMMENT ON COLUMN ota.settings_kv.key IS 'Dotted name of the fact.';

COMMENT ON COLUMN ota.settings_kv.value IS 'Its value.';

COMMENT ON COLUMN ota.settings_kv.updated_at IS 'When it was last written.';

CREATE TABLE ota.sync_clients (
    organization_id uuid NOT NULL,
    client_id uuid NOT NULL,
    user_id uuid NOT NULL,
    last_n bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    last_seen_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT sync_clients_last_n_range CHECK ((last_n >= 0))
);

COMMENT ON TABLE ota.sync_clients IS 'Browser profiles that push: how far each one''s mutations were taken.';

COMMENT ON COLUMN ota.sync_clients.organization_id IS 'The organization it syncs.';

COMMENT ON COLUMN ota.sync_clients.client_id IS 'The profile''s id, made by itself.';

COMMENT ON COLUMN ota.sync_clients.user_id IS 'Whose profile it is.';

COMMENT ON COLUMN ota.sync_clients.last_n IS 'Number of the last mutation that has a result.';

COMMENT ON COLUMN ota.sync_clients.created_at IS 'When it first pushed.';

COMMENT ON COLUMN ota.sync_clients.last_seen_at IS 'When it last pushed.';

CREATE TABLE ota.sync_results (
    organization_id uuid NOT NULL,
    client_id uuid NOT NULL,
    n bigint NOT NULL,
    result jsonb NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL
);

COMMENT ON TABLE ota.sync_results IS 'What became of each mutation, so that a repeated push gets the same answer.';

COMMENT ON COLUMN ota.sync_results.organization_id IS 'The organization.';

COMMENT ON COLUMN ota.sync_results.client_id IS 'The client.';

COMMENT ON COLUMN ota.sync_results.n IS 'The mutation''s number.';

COMMENT ON COLUMN ota.sync_results.result IS 'The result as it was sent.';

COMMENT ON COLUMN ota.sync_results.at IS 'When it was given.';

CREATE TABLE public.conflicts (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    owner_id uuid DEFAULT auth.uid() NOT NULL,
    table_name text NOT NULL,
    row_id uuid NOT NULL,
    fields jsonb DEFAULT '[]'::jsonb NOT NULL,
    kind text NOT NULL,
    their_actor_id uuid,
    their_name text,
    their_at timestamp with time zone,
    client_id uuid,
    mutation_n bigint,
    resolved_at timestamp with time zone,
    resolution text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT conflicts_fields_list CHECK ((jsonb_typeof(fields) = 'array'::text)),
    CONSTRAINT conflicts_kind_known CHECK ((kind = ANY (ARRAY['edit'::text, 'delete'::text]))),
    CONSTRAINT conflicts_mutation_n_range CHECK ((mutation_n > 0)),
    CONSTRAINT conflicts_resolution_known CHECK ((resolution = ANY (ARRAY['mine'::text, 'theirs'::text, 'dismissed'::text]))),
    CONSTRAINT conflicts_resolution_whole CHECK (((resolved_at IS NULL) = (resolution IS NULL))),
    CONSTRAINT conflicts_table_name_length CHECK (((char_length(table_name) >= 1) AND (char_length(table_name) <= 63))),
    CONSTRAINT conflicts_their_name_length CHECK (((char_length(their_name) >= 1) AND (char_length(their_name) <= 4000)))
);

ALTER TABLE ONLY public.conflicts FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.conflicts IS 'What somebody wrote and the server did not take over, kept for them to decide.';

COMMENT ON COLUMN public.conflicts.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.conflicts.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.conflicts.owner_id IS 'Whose values were set aside.';

COMMENT ON COLUMN public.conflicts.table_name IS 'The table of the row.';

COMMENT ON COLUMN public.conflicts.row_id IS 'The row.';

COMMENT ON COLUMN public.conflicts.fields IS 'Each field in question: [{field, base, mine, theirs}].';

COMMENT ON COLUMN public.conflicts.kind IS 'edit: the same field was changed; delete: one side deleted the row.';

COMMENT ON COLUMN public.conflicts.their_actor_id IS 'Who wrote the value that stands.';

COMMENT ON COLUMN public.conflicts.their_name IS 'That person''s name at the time.';

COMMENT ON COLUMN public.conflicts.their_at IS 'When they wrote it.';

COMMENT ON COLUMN public.conflicts.client_id IS 'The client whose mutation met the conflict.';

COMMENT ON COLUMN public.conflicts.mutation_n IS 'That mutation''s number.';

COMMENT ON COLUMN public.conflicts.resolved_at IS 'When the owner decided.';

COMMENT ON COLUMN public.conflicts.resolution IS 'What the owner decided.';

COMMENT ON COLUMN public.conflicts.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.conflicts.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.conflicts.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.conflicts.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.conflicts.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.days (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    tour_id uuid,
    date date NOT NULL,
    kind text NOT NULL,
    title text,
    city text,
    country text,
    zone text,
    notes text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT days_city_length CHECK (((char_length(city) >= 1) AND (char_length(city) <= 4000))),
    CONSTRAINT days_country_code CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT days_kind_known CHECK ((kind = ANY (ARRAY['travel'::text, 'off'::text, 'rehearsal'::text, 'promo'::text, 'press'::text]))),
    CONSTRAINT days_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000))),
    CONSTRAINT days_title_length CHECK (((char_length(title) >= 1) AND (char_length(title) <= 160))),
    CONSTRAINT days_zone_name CHECK (((char_length(zone) <= 64) AND (zone ~ '^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$'::text)))
);

ALTER TABLE ONLY public.days FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.days IS 'A day of a tour that is not a show.';

COMMENT ON COLUMN public.days.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.days.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.days.tour_id IS 'The tour it is part of.';

COMMENT ON COLUMN public.days.date IS 'The business date.';

COMMENT ON COLUMN public.days.kind IS 'What the day is for.';

COMMENT ON COLUMN public.days.title IS 'What it is called.';

COMMENT ON COLUMN public.days.city IS 'Where the party is.';

COMMENT ON COLUMN public.days.country IS 'ISO 3166 code.';

COMMENT ON COLUMN public.days.zone IS 'IANA time zone.';

COMMENT ON COLUMN public.days.notes IS 'Anything else.';

COMMENT ON COLUMN public.days.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.days.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.days.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.days.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.days.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.expenses (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    tour_id uuid,
    show_id uuid,
    owner_id uuid DEFAULT auth.uid() NOT NULL,
    spent_on date NOT NULL,
    category text NOT NULL,
    description text,
    amount_minor bigint NOT NULL,
    currency text NOT NULL,
    payment text DEFAULT 'card'::text NOT NULL,
    status text DEFAULT 'draft'::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT expenses_amount_minor_range CHECK (((amount_minor <> 0) AND (abs(amount_minor) <= '999999999999999'::bigint))),
    CONSTRAINT expenses_category_known CHECK ((category = ANY (ARRAY['travel'::text, 'hotel'::text, 'food'::text, 'fuel'::text, 'crew'::text, 'gear'::text, 'production'::text, 'per_diem'::text, 'fees'::text, 'other'::text]))),
    CONSTRAINT expenses_currency_code CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT expenses_description_length CHECK (((char_length(description) >= 1) AND (char_length(description) <= 4000))),
    CONSTRAINT expenses_payment_known CHECK ((payment = ANY (ARRAY['cash'::text, 'card'::text, 'company_card'::text, 'invoice'::text]))),
    CONSTRAINT expenses_status_known CHECK ((status = ANY (ARRAY['draft'::text, 'submitted'::text, 'approved'::text, 'reimbursed'::text, 'rejected'::text])))
);

ALTER TABLE ONLY public.expenses FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.expenses IS 'Money that somebody spent on the road.';

COMMENT ON COLUMN public.expenses.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.expenses.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.expenses.tour_id IS 'The tour it was for.';

COMMENT ON COLUMN public.expenses.show_id IS 'The show it was for.';

COMMENT ON COLUMN public.expenses.owner_id IS 'Whose expense it is: who paid.';

COMMENT ON COLUMN public.expenses.spent_on IS 'The business date.';

COMMENT ON COLUMN public.expenses.category IS 'What kind of cost.';

COMMENT ON COLUMN public.expenses.description IS 'What it was.';

COMMENT ON COLUMN public.expenses.amount_minor IS 'The amount; below zero for money that came back.';

COMMENT ON COLUMN public.expenses.currency IS 'ISO 4217 code of the amount.';

COMMENT ON COLUMN public.expenses.payment IS 'How it was paid.';

COMMENT ON COLUMN public.expenses.status IS 'How far it is.';

COMMENT ON COLUMN public.expenses.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.expenses.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.expenses.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.expenses.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.expenses.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.invitations (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    email text NOT NULL,
    role text NOT NULL,
    expires_at timestamp with time zone DEFAULT (now() + '14 days'::interval) NOT NULL,
    accepted_at timestamp with time zone,
    revoked_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT invitations_email_form CHECK ((email ~ '^[^@[:space:]]+@[^@[:space:]]+$'::text)),
    CONSTRAINT invitations_email_length CHECK (((char_length(email) >= 3) AND (char_length(email) <= 320))),
    CONSTRAINT invitations_email_lower CHECK ((email = lower(email))),
    CONSTRAINT invitations_one_end CHECK (((accepted_at IS NULL) OR (revoked_at IS NULL))),
    CONSTRAINT invitations_role_known CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'booking'::text, 'crew'::text])))
);

ALTER TABLE ONLY public.invitations FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.invitations IS 'A person asked by mail to join; inserting one sends the mail.';

COMMENT ON COLUMN public.invitations.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.invitations.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.invitations.email IS 'Who is asked, in lower case; only this address can accept.';

COMMENT ON COLUMN public.invitations.role IS 'The role they will have.';

COMMENT ON COLUMN public.invitations.expires_at IS 'Until when it can be accepted.';

COMMENT ON COLUMN public.invitations.accepted_at IS 'When it was accepted.';

COMMENT ON COLUMN public.invitations.revoked_at IS 'When it was withdrawn.';

COMMENT ON COLUMN public.invitations.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.invitations.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.invitations.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.invitations.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.invitations.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.people (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    user_id uuid,
    name text NOT NULL,
    email text,
    phone text,
    job text,
    notes text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT people_email_length CHECK (((char_length(email) >= 3) AND (char_length(email) <= 320))),
    CONSTRAINT people_job_length CHECK (((char_length(job) >= 1) AND (char_length(job) <= 4000))),
    CONSTRAINT people_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
    CONSTRAINT people_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000))),
    CONSTRAINT people_phone_length CHECK (((char_length(phone) >= 1) AND (char_length(phone) <= 4000)))
);

ALTER TABLE ONLY public.people FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.people IS 'Somebody the organization works with, with or without an account.';

COMMENT ON COLUMN public.people.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.people.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.people.user_id IS 'The person''s account, where they have one.';

COMMENT ON COLUMN public.people.name IS 'What the person is called.';

COMMENT ON COLUMN public.people.email IS 'Where to write.';

COMMENT ON COLUMN public.people.phone IS 'Where to call.';

COMMENT ON COLUMN public.people.job IS 'What they do, such as FOH engineer.';

COMMENT ON COLUMN public.people.notes IS 'Anything else.';

COMMENT ON COLUMN public.people.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.people.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.people.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.people.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.people.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.profiles (
    id uuid NOT NULL,
    name text,
    locale text DEFAULT 'en'::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT profiles_locale_length CHECK (((char_length(locale) >= 1) AND (char_length(locale) <= 35))),
    CONSTRAINT profiles_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120)))
);

ALTER TABLE ONLY public.profiles FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.profiles IS 'What a person says about themselves; seen by nobody else.';

COMMENT ON COLUMN public.profiles.id IS 'The user''s id.';

COMMENT ON COLUMN public.profiles.name IS 'What the person is called.';

COMMENT ON COLUMN public.profiles.locale IS 'The person''s language.';

COMMENT ON COLUMN public.profiles.created_at IS 'When the person first signed in.';

COMMENT ON COLUMN public.profiles.updated_at IS 'When it last changed.';

CREATE TABLE public.schedule_items (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    show_id uuid,
    day_id uuid,
    kind text NOT NULL,
    title text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone,
    zone text NOT NULL,
    place text,
    notes text,
    is_confirmed boolean DEFAULT false NOT NULL,
    is_hard boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT schedule_items_kind_known CHECK ((kind = ANY (ARRAY['call'::text, 'load_in'::text, 'soundcheck'::text, 'doors'::text, 'support'::text, 'changeover'::text, 'set'::text, 'curfew'::text, 'load_out'::text, 'meal'::text, 'press'::text, 'travel'::text, 'hotel'::text, 'other'::text]))),
    CONSTRAINT schedule_items_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000))),
    CONSTRAINT schedule_items_one_parent CHECK (((show_id IS NULL) OR (day_id IS NULL))),
    CONSTRAINT schedule_items_place_length CHECK (((char_length(place) >= 1) AND (char_length(place) <= 4000))),
    CONSTRAINT schedule_items_title_length CHECK (((char_length(title) >= 1) AND (char_length(title) <= 120))),
    CONSTRAINT schedule_items_zone_name CHECK (((char_length(zone) <= 64) AND (zone ~ '^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$'::text)))
);

ALTER TABLE ONLY public.schedule_items FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.schedule_items IS 'One line of a day sheet.';

COMMENT ON COLUMN public.schedule_items.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.schedule_items.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.schedule_items.show_id IS 'The show it belongs to.';

COMMENT ON COLUMN public.schedule_items.day_id IS 'Or the day without a show.';

COMMENT ON COLUMN public.schedule_items.kind IS 'What happens.';

COMMENT ON COLUMN public.schedule_items.title IS 'What the line says.';

COMMENT ON COLUMN public.schedule_items.starts_at IS 'When it begins.';

COMMENT ON COLUMN public.schedule_items.ends_at IS 'When it ends.';

COMMENT ON COLUMN public.schedule_items.zone IS 'IANA time zone the times are read in.';

COMMENT ON COLUMN public.schedule_items.place IS 'Where.';

COMMENT ON COLUMN public.schedule_items.notes IS 'Anything else.';

COMMENT ON COLUMN public.schedule_items.is_confirmed IS 'Agreed with everybody.';

COMMENT ON COLUMN public.schedule_items.is_hard IS 'Cannot move.';

COMMENT ON COLUMN public.schedule_items.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.schedule_items.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.schedule_items.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.schedule_items.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.schedule_items.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.show_financials (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    show_id uuid NOT NULL,
    currency text NOT NULL,
    guarantee_minor bigint,
    deposit_minor bigint,
    ticket_price_minor bigint,
    deal text,
    notes text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT show_financials_currency_code CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT show_financials_deal_length CHECK (((char_length(deal) >= 1) AND (char_length(deal) <= 4000))),
    CONSTRAINT show_financials_deposit_minor_range CHECK (((deposit_minor >= 0) AND (deposit_minor <= '999999999999999'::bigint))),
    CONSTRAINT show_financials_guarantee_minor_range CHECK (((guarantee_minor >= 0) AND (guarantee_minor <= '999999999999999'::bigint))),
    CONSTRAINT show_financials_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000))),
    CONSTRAINT show_financials_ticket_price_minor_range CHECK (((ticket_price_minor >= 0) AND (ticket_price_minor <= '999999999999999'::bigint)))
);

ALTER TABLE ONLY public.show_financials FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.show_financials IS 'What a show pays; never seen by crew.';

COMMENT ON COLUMN public.show_financials.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.show_financials.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.show_financials.show_id IS 'The show.';

COMMENT ON COLUMN public.show_financials.currency IS 'ISO 4217 code of the amounts.';

COMMENT ON COLUMN public.show_financials.guarantee_minor IS 'The agreed fee.';

COMMENT ON COLUMN public.show_financials.deposit_minor IS 'What was paid in advance.';

COMMENT ON COLUMN public.show_financials.ticket_price_minor IS 'Price of one ticket.';

COMMENT ON COLUMN public.show_financials.deal IS 'The deal in words.';

COMMENT ON COLUMN public.show_financials.notes IS 'Anything else.';

COMMENT ON COLUMN public.show_financials.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.show_financials.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.show_financials.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.show_financials.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.show_financials.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.shows (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    tour_id uuid,
    venue_id uuid,
    title text NOT NULL,
    date date NOT NULL,
    status text DEFAULT 'idea'::text NOT NULL,
    billing text DEFAULT 'headline'::text NOT NULL,
    city text,
    country text,
    zone text,
    doors_at timestamp with time zone,
    starts_at timestamp with time zone,
    ends_at timestamp with time zone,
    curfew_at timestamp with time zone,
    capacity integer,
    notes text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT shows_billing_known CHECK ((billing = ANY (ARRAY['headline'::text, 'support'::text, 'festival'::text, 'showcase'::text, 'private'::text]))),
    CONSTRAINT shows_capacity_range CHECK (((capacity >= 0) AND (capacity <= 10000000))),
    CONSTRAINT shows_city_length CHECK (((char_length(city) >= 1) AND (char_length(city) <= 4000))),
    CONSTRAINT shows_country_code CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT shows_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000))),
    CONSTRAINT shows_status_known CHECK ((status = ANY (ARRAY['idea'::text, 'held'::text, 'offered'::text, 'confirmed'::text, 'advanced'::text, 'played'::text, 'settled'::text, 'closed'::text, 'released'::text, 'postponed'::text, 'cancelled'::text]))),
    CONSTRAINT shows_title_length CHECK (((char_length(title) >= 1) AND (char_length(title) <= 160))),
    CONSTRAINT shows_zone_name CHECK (((char_length(zone) <= 64) AND (zone ~ '^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$'::text)))
);

ALTER TABLE ONLY public.shows FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.shows IS 'One performance on one business date.';

COMMENT ON COLUMN public.shows.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.shows.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.shows.tour_id IS 'The tour it is part of.';

COMMENT ON COLUMN public.shows.venue_id IS 'Where it is.';

COMMENT ON COLUMN public.shows.title IS 'What it is called.';

COMMENT ON COLUMN public.shows.date IS 'The business date: a set at 00:30 belongs to the evening before.';

COMMENT ON COLUMN public.shows.status IS 'How far it is.';

COMMENT ON COLUMN public.shows.billing IS 'How the artist is billed.';

COMMENT ON COLUMN public.shows.city IS 'City, also before there is a venue.';

COMMENT ON COLUMN public.shows.country IS 'ISO 3166 code.';

COMMENT ON COLUMN public.shows.zone IS 'IANA time zone of its times.';

COMMENT ON COLUMN public.shows.doors_at IS 'When the audience comes in.';

COMMENT ON COLUMN public.shows.starts_at IS 'When the set begins.';

COMMENT ON COLUMN public.shows.ends_at IS 'When the set ends.';

COMMENT ON COLUMN public.shows.curfew_at IS 'When it must be quiet.';

COMMENT ON COLUMN public.shows.capacity IS 'How many people this show can hold.';

COMMENT ON COLUMN public.shows.notes IS 'Anything else.';

COMMENT ON COLUMN public.shows.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.shows.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.shows.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.shows.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.shows.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.tours (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    name text NOT NULL,
    artist text,
    starts_on date,
    ends_on date,
    currency text,
    status text DEFAULT 'planned'::text NOT NULL,
    notes text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT tours_artist_length CHECK (((char_length(artist) >= 1) AND (char_length(artist) <= 4000))),
    CONSTRAINT tours_currency_code CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT tours_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
    CONSTRAINT tours_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000))),
    CONSTRAINT tours_status_known CHECK ((status = ANY (ARRAY['planned'::text, 'active'::text, 'done'::text, 'cancelled'::text])))
);

ALTER TABLE ONLY public.tours FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tours IS 'A run of shows under one name.';

COMMENT ON COLUMN public.tours.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.tours.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.tours.name IS 'What the tour is called.';

COMMENT ON COLUMN public.tours.artist IS 'Who is on tour.';

COMMENT ON COLUMN public.tours.starts_on IS 'First day.';

COMMENT ON COLUMN public.tours.ends_on IS 'Last day.';

COMMENT ON COLUMN public.tours.currency IS 'ISO 4217 code in which the tour is reckoned.';

COMMENT ON COLUMN public.tours.status IS 'How far it is.';

COMMENT ON COLUMN public.tours.notes IS 'Anything else.';

COMMENT ON COLUMN public.tours.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.tours.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.tours.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.tours.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.tours.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.travel (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    tour_id uuid,
    show_id uuid,
    owner_id uuid,
    mode text NOT NULL,
    title text,
    carrier text,
    reference text,
    departs_at timestamp with time zone,
    departs_zone text,
    departs_place text,
    arrives_at timestamp with time zone,
    arrives_zone text,
    arrives_place text,
    seat text,
    status text DEFAULT 'idea'::text NOT NULL,
    notes text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT travel_arrives_place_length CHECK (((char_length(arrives_place) >= 1) AND (char_length(arrives_place) <= 4000))),
    CONSTRAINT travel_arrives_zone_name CHECK (((char_length(arrives_zone) <= 64) AND (arrives_zone ~ '^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$'::text))),
    CONSTRAINT travel_carrier_length CHECK (((char_length(carrier) >= 1) AND (char_length(carrier) <= 4000))),
    CONSTRAINT travel_departs_place_length CHECK (((char_length(departs_place) >= 1) AND (char_length(departs_place) <= 4000))),
    CONSTRAINT travel_departs_zone_name CHECK (((char_length(departs_zone) <= 64) AND (departs_zone ~ '^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$'::text))),
    CONSTRAINT travel_mode_known CHECK ((mode = ANY (ARRAY['flight'::text, 'train'::text, 'bus'::text, 'ferry'::text, 'car'::text, 'ground'::text]))),
    CONSTRAINT travel_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000))),
    CONSTRAINT travel_reference_length CHECK (((char_length(reference) >= 1) AND (char_length(reference) <= 4000))),
    CONSTRAINT travel_seat_length CHECK (((char_length(seat) >= 1) AND (char_length(seat) <= 4000))),
    CONSTRAINT travel_status_known CHECK ((status = ANY (ARRAY['idea'::text, 'quoted'::text, 'booked'::text, 'confirmed'::text, 'done'::text, 'changed'::text, 'cancelled'::text]))),
    CONSTRAINT travel_title_length CHECK (((char_length(title) >= 1) AND (char_length(title) <= 4000)))
);

ALTER TABLE ONLY public.travel FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.travel IS 'One journey of one person or of the whole party.';

COMMENT ON COLUMN public.travel.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.travel.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.travel.tour_id IS 'The tour it is part of.';

COMMENT ON COLUMN public.travel.show_id IS 'The show it leads to.';

COMMENT ON COLUMN public.travel.owner_id IS 'The user it is for; null for the whole party.';

COMMENT ON COLUMN public.travel.mode IS 'By what.';

COMMENT ON COLUMN public.travel.title IS 'What it is called.';

COMMENT ON COLUMN public.travel.carrier IS 'Who drives, flies or sails.';

COMMENT ON COLUMN public.travel.reference IS 'Booking reference.';

COMMENT ON COLUMN public.travel.departs_at IS 'When it leaves.';

COMMENT ON COLUMN public.travel.departs_zone IS 'IANA time zone there.';

COMMENT ON COLUMN public.travel.departs_place IS 'Where it leaves.';

COMMENT ON COLUMN public.travel.arrives_at IS 'When it arrives.';

COMMENT ON COLUMN public.travel.arrives_zone IS 'IANA time zone there.';

COMMENT ON COLUMN public.travel.arrives_place IS 'Where it arrives.';

COMMENT ON COLUMN public.travel.seat IS 'Seat or bunk.';

COMMENT ON COLUMN public.travel.status IS 'How far it is.';

COMMENT ON COLUMN public.travel.notes IS 'Anything else.';

COMMENT ON COLUMN public.travel.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.travel.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.travel.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.travel.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.travel.seq IS 'The transaction that last wrote the row: its version.';

CREATE VIEW public.user_organizations WITH (security_invoker='true') AS
 SELECT m.user_id,
    m.organization_id,
    m.role,
    ( SELECT jsonb_agg(jsonb_build_object('resource', p.resource, 'actions', p.actions, 'scope', p.scope) ORDER BY p.resource, p.scope) AS jsonb_agg
           FROM ( SELECT r.resource,
                    r.scope,
                    jsonb_agg(r.action ORDER BY r.action) AS actions
                   FROM ota.permissions r
                  WHERE (r.role = m.role)
                  GROUP BY r.resource, r.scope) p) AS permissions
   FROM public.memberships m;

COMMENT ON VIEW public.user_organizations IS 'Who belongs where with which rights, for whoever may see the team.';

COMMENT ON COLUMN public.user_organizations.user_id IS 'The member.';

COMMENT ON COLUMN public.user_organizations.organization_id IS 'The organization.';

COMMENT ON COLUMN public.user_organizations.role IS 'The member''s role.';

COMMENT ON COLUMN public.user_organizations.permissions IS 'Their rights: [{resource, actions, scope}].';

CREATE TABLE public.venues (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    name text NOT NULL,
    city text,
    country text,
    address text,
    latitude double precision,
    longitude double precision,
    zone text,
    capacity integer,
    phone text,
    website text,
    notes text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT venues_address_length CHECK (((char_length(address) >= 1) AND (char_length(address) <= 4000))),
    CONSTRAINT venues_capacity_range CHECK (((capacity >= 0) AND (capacity <= 10000000))),
    CONSTRAINT venues_city_length CHECK (((char_length(city) >= 1) AND (char_length(city) <= 4000))),
    CONSTRAINT venues_country_code CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT venues_latitude_range CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
    CONSTRAINT venues_longitude_range CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
    CONSTRAINT venues_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 160))),
    CONSTRAINT venues_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000))),
    CONSTRAINT venues_phone_length CHECK (((char_length(phone) >= 1) AND (char_length(phone) <= 4000))),
    CONSTRAINT venues_website_length CHECK (((char_length(website) >= 1) AND (char_length(website) <= 4000))),
    CONSTRAINT venues_zone_name CHECK (((char_length(zone) <= 64) AND (zone ~ '^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$'::text)))
);

ALTER TABLE ONLY public.venues FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.venues IS 'A place with a stage.';

COMMENT ON COLUMN public.venues.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.venues.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.venues.name IS 'What the venue is called.';

COMMENT ON COLUMN public.venues.city IS 'Its city.';

COMMENT ON COLUMN public.venues.country IS 'ISO 3166 code of its country.';

COMMENT ON COLUMN public.venues.address IS 'Street and number.';

COMMENT ON COLUMN public.venues.latitude IS 'Degrees north.';

COMMENT ON COLUMN public.venues.longitude IS 'Degrees east.';

COMMENT ON COLUMN public.venues.zone IS 'IANA time zone.';

COMMENT ON COLUMN public.venues.capacity IS 'How many people it holds.';

COMMENT ON COLUMN public.venues.phone IS 'Where to call.';

COMMENT ON COLUMN public.venues.website IS 'Its site.';

COMMENT ON COLUMN public.venues.notes IS 'Anything else.';

COMMENT ON COLUMN public.venues.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.venues.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.venues.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.venues.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.venues.seq IS 'The transaction that last wrote the row: its version.';

ALTER TABLE ONLY ota.change_log ATTACH PARTITION ota.change_log_default DEFAULT;

ALTER TABLE ONLY auth.one_time_tokens
    ADD CONSTRAINT one_time_tokens_link_hash_key UNIQUE (link_hash);

ALTER TABLE ONLY auth.one_time_tokens
    ADD CONSTRAINT one_time_tokens_pkey PRIMARY KEY (id);

ALTER TABLE ONLY auth.rate_limits
    ADD CONSTRAINT rate_limits_pkey PRIMARY KEY (key, window_at);

ALTER TABLE ONLY auth.refresh_tokens
    ADD CONSTRAINT refresh_tokens_pkey PRIMARY KEY (id);

ALTER TABLE ONLY auth.refresh_tokens
    ADD CONSTRAINT refresh_tokens_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY auth.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY auth.signing_keys
    ADD CONSTRAINT signing_keys_pkey PRIMARY KEY (kid);

ALTER TABLE ONLY auth.users
    ADD CONSTRAINT users_email_key UNIQUE (email);

ALTER TABLE ONLY auth.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);

ALTER TABLE ONLY ota.change_log
    ADD CONSTRAINT change_log_pkey PRIMARY KEY (organization_id, seq, ord, at);

ALTER TABLE ONLY ota.change_log_default
    ADD CONSTRAINT change_log_default_pkey PRIMARY KEY (organization_id, seq, ord, at);

ALTER TABLE ONLY ota.invitation_tokens
    ADD CONSTRAINT invitation_tokens_pkey PRIMARY KEY (token_hash);

ALTER TABLE ONLY ota.jobs
    ADD CONSTRAINT jobs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY ota.member_roles
    ADD CONSTRAINT member_roles_pkey PRIMARY KEY (user_id, organization_id);

ALTER TABLE ONLY ota.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (number);

ALTER TABLE ONLY ota.org_head
    ADD CONSTRAINT org_head_pkey PRIMARY KEY (organization_id);

ALTER TABLE ONLY ota.permissions
    ADD CONSTRAINT permissions_pkey PRIMARY KEY (role, resource, action);

ALTER TABLE ONLY ota.settings_kv
    ADD CONSTRAINT settings_kv_pkey PRIMARY KEY (key);

ALTER TABLE ONLY ota.sync_clients
    ADD CONSTRAINT sync_clients_pkey PRIMARY KEY (organization_id, client_id);

ALTER TABLE ONLY ota.sync_results
    ADD CONSTRAINT sync_results_pkey PRIMARY KEY (organization_id, client_id, n);

ALTER TABLE ONLY public.conflicts
    ADD CONSTRAINT conflicts_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.days
    ADD CONSTRAINT days_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.expenses
    ADD CONSTRAINT expenses_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_user_id_key UNIQUE (organization_id, user_id);

ALTER TABLE ONLY public.organizations
    ADD CONSTRAINT organizations_organization_id_key UNIQUE (organization_id);

ALTER TABLE ONLY public.organizations
    ADD CONSTRAINT organizations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people
    ADD CONSTRAINT people_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.profiles
    ADD CONSTRAINT profiles_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.schedule_items
    ADD CONSTRAINT schedule_items_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.show_financials
    ADD CONSTRAINT show_financials_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.show_financials
    ADD CONSTRAINT show_financials_show_id_key UNIQUE (organization_id, show_id);

ALTER TABLE ONLY public.shows
    ADD CONSTRAINT shows_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.tours
    ADD CONSTRAINT tours_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.travel
    ADD CONSTRAINT travel_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.venues
    ADD CONSTRAINT venues_pkey PRIMARY KEY (organization_id, id);

CREATE INDEX one_time_tokens_email_idx ON auth.one_time_tokens USING btree (email, created_at);

CREATE INDEX one_time_tokens_expires_at_idx ON auth.one_time_tokens USING btree (expires_at);

CREATE INDEX one_time_tokens_user_id_idx ON auth.one_time_tokens USING btree (user_id);

CREATE INDEX rate_limits_window_at_idx ON auth.rate_limits USING btree (window_at);

CREATE INDEX refresh_tokens_family_id_idx ON auth.refresh_tokens USING btree (family_id);

CREATE INDEX refresh_tokens_parent_id_idx ON auth.refresh_tokens USING btree (parent_id);

CREATE INDEX refresh_tokens_session_id_idx ON auth.refresh_tokens USING btree (session_id);

CREATE INDEX refresh_tokens_user_id_idx ON auth.refresh_tokens USING btree (user_id);

CREATE INDEX sessions_user_id_idx ON auth.sessions USING btree (user_id);

CREATE INDEX change_log_row_idx ON ONLY ota.change_log USING btree (organization_id, table_name, row_id, seq);

CREATE INDEX change_log_default_organization_id_table_name_row_id_seq_idx ON ota.change_log_default USING btree (organization_id, table_name, row_id, seq);

CREATE INDEX change_log_departed_idx ON ONLY ota.change_log USING btree (organization_id, table_name, seq) WHERE ((op = 'delete'::text) OR (changed && '{tour_id,show_id,day_id}'::text[]));

COMMENT ON INDEX ota.change_log_departed_idx IS 'Rows that were deleted or moved to another parent: few, and what "as it was" looks for.';

CREATE INDEX change_log_default_organization_id_table_name_seq_idx ON ota.change_log_default USING btree (organization_id, table_name, seq) WHERE ((op = 'delete'::text) OR (changed && '{tour_id,show_id,day_id}'::text[]));

CREATE INDEX invitation_tokens_invitation_idx ON ota.invitation_tokens USING btree (organization_id, invitation_id);

CREATE INDEX jobs_waiting_idx ON ota.jobs USING btree (run_at) WHERE (done_at IS NULL);

CREATE INDEX conflicts_owner_id_idx ON public.conflicts USING btree (organization_id, owner_id);

CREATE INDEX days_date_idx ON public.days USING btree (organization_id, date);

CREATE INDEX days_tour_id_idx ON public.days USING btree (organization_id, tour_id);

CREATE INDEX expenses_owner_id_idx ON public.expenses USING btree (organization_id, owner_id);

CREATE INDEX expenses_spent_on_idx ON public.expenses USING btree (organization_id, spent_on);

CREATE INDEX expenses_tour_id_idx ON public.expenses USING btree (organization_id, tour_id);

CREATE INDEX idx_active_shows ON public.shows USING btree (organization_id, date) WHERE (status <> 'cancelled'::text);

CREATE INDEX idx_expenses_show_id ON public.expenses USING btree (organization_id, show_id);

CREATE INDEX idx_shows_org_date ON public.shows USING btree (organization_id, date);

CREATE UNIQUE INDEX invitations_open_email_key ON public.invitations USING btree (organization_id, email) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL));

CREATE INDEX people_name_idx ON public.people USING btree (organization_id, name);

CREATE INDEX schedule_items_day_id_idx ON public.schedule_items USING btree (organization_id, day_id);

CREATE INDEX schedule_items_show_id_idx ON public.schedule_items USING btree (organization_id, show_id);

CREATE INDEX schedule_items_starts_at_idx ON public.schedule_items USING btree (organization_id, starts_at);

CREATE INDEX shows_tour_id_idx ON public.shows USING btree (organization_id, tour_id);

CREATE INDEX shows_venue_id_idx ON public.shows USING btree (organization_id, venue_id);

CREATE INDEX tours_starts_on_idx ON public.tours USING btree (organization_id, starts_on);

CREATE INDEX travel_departs_at_idx ON public.travel USING btree (organization_id, departs_at);

CREATE INDEX travel_owner_id_idx ON public.travel USING btree (organization_id, owner_id);

CREATE INDEX travel_show_id_idx ON public.travel USING btree (organization_id, show_id);

CREATE INDEX travel_tour_id_idx ON public.travel USING btree (organization_id, tour_id);

CREATE INDEX venues_name_idx ON public.venues USING btree (organization_id, name);

ALTER INDEX ota.change_log_row_idx ATTACH PARTITION ota.change_log_default_organization_id_table_name_row_id_seq_idx;

ALTER INDEX ota.change_log_departed_idx ATTACH PARTITION ota.change_log_default_organization_id_table_name_seq_idx;

ALTER INDEX ota.change_log_pkey ATTACH PARTITION ota.change_log_default_pkey;

CREATE TRIGGER t1_profile AFTER INSERT OR UPDATE OF email_confirmed_at ON auth.users FOR EACH ROW EXECUTE FUNCTION ota.begin_profile();

CREATE TRIGGER t1_rights BEFORE INSERT OR UPDATE ON ota.member_roles FOR EACH ROW EXECUTE FUNCTION ota.set_rights();

CREATE TRIGGER t1_spread AFTER INSERT OR DELETE OR UPDATE ON ota.permissions FOR EACH STATEMENT EXECUTE FUNCTION ota.spread_rights();

CREATE TRIGGER t0_head BEFORE INSERT ON public.organizations FOR EACH ROW EXECUTE FUNCTION ota.begin_organization();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.conflicts FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.days FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.expenses FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.invitations FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.memberships FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.organizations FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.people FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.schedule_items FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.show_financials FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.shows FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.tours FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.travel FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.venues FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_touch BEFORE UPDATE ON public.profiles FOR EACH ROW EXECUTE FUNCTION ota.touch_profile();

CREATE TRIGGER t2_guard BEFORE INSERT OR UPDATE ON public.invitations FOR EACH ROW EXECUTE FUNCTION ota.guard_invitation();

CREATE TRIGGER t2_guard BEFORE DELETE OR UPDATE ON public.memberships FOR EACH ROW EXECUTE FUNCTION ota.guard_membership();

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.conflicts FOR EACH ROW EXECUTE FUNCTION ota.log('conflicts', 'conflicts');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.days FOR EACH ROW EXECUTE FUNCTION ota.log('days', 'shows');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.expenses FOR EACH ROW EXECUTE FUNCTION ota.log('expenses', 'expenses');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.invitations FOR EACH ROW EXECUTE FUNCTION ota.log('invitations', 'users');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.memberships FOR EACH ROW EXECUTE FUNCTION ota.log('memberships', 'users');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.organizations FOR EACH ROW EXECUTE FUNCTION ota.log('organizations', 'organization');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.people FOR EACH ROW EXECUTE FUNCTION ota.log('people', 'people');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.schedule_items FOR EACH ROW EXECUTE FUNCTION ota.log('schedule_items', 'schedule');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.show_financials FOR EACH ROW EXECUTE FUNCTION ota.log('show_financials', 'finance');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.shows FOR EACH ROW EXECUTE FUNCTION ota.log('shows', 'shows');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.tours FOR EACH ROW EXECUTE FUNCTION ota.log('tours', 'tours');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.travel FOR EACH ROW EXECUTE FUNCTION ota.log('travel', 'travel');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.venues FOR EACH ROW EXECUTE FUNCTION ota.log('venues', 'venues');

CREATE TRIGGER t4_mirror AFTER INSERT OR DELETE OR UPDATE ON public.memberships FOR EACH ROW EXECUTE FUNCTION ota.mirror_member();

CREATE TRIGGER t4_send AFTER INSERT ON public.invitations FOR EACH ROW EXECUTE FUNCTION ota.send_invitation();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.conflicts FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.days FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.expenses FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.invitations FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.memberships FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.organizations FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.people FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.schedule_items FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.show_financials FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.shows FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.tours FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.travel FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.venues FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

ALTER TABLE ONLY auth.one_time_tokens
    ADD CONSTRAINT one_time_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY auth.refresh_tokens
    ADD CONSTRAINT refresh_tokens_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES auth.refresh_tokens(id) ON DELETE SET NULL;

ALTER TABLE ONLY auth.refresh_tokens
    ADD CONSTRAINT refresh_tokens_session_id_fkey FOREIGN KEY (session_id) REFERENCES auth.sessions(id) ON DELETE CASCADE;

ALTER TABLE ONLY auth.refresh_tokens
    ADD CONSTRAINT refresh_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY auth.sessions
    ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY ota.invitation_tokens
    ADD CONSTRAINT invitation_tokens_invitation_fkey FOREIGN KEY (organization_id, invitation_id) REFERENCES public.invitations(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY ota.sync_results
    ADD CONSTRAINT sync_results_client_fkey FOREIGN KEY (organization_id, client_id) REFERENCES ota.sync_clients(organization_id, client_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.conflicts
    ADD CONSTRAINT conflicts_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.days
    ADD CONSTRAINT days_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.days
    ADD CONSTRAINT days_tour_id_fkey FOREIGN KEY (organization_id, tour_id) REFERENCES public.tours(organization_id, id) ON DELETE SET NULL (tour_id);

ALTER TABLE ONLY public.expenses
    ADD CONSTRAINT expenses_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.expenses
    ADD CONSTRAINT expenses_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE SET NULL (show_id);

ALTER TABLE ONLY public.expenses
    ADD CONSTRAINT expenses_tour_id_fkey FOREIGN KEY (organization_id, tour_id) REFERENCES public.tours(organization_id, id) ON DELETE SET NULL (tour_id);

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id);

ALTER TABLE ONLY public.people
    ADD CONSTRAINT people_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.profiles
    ADD CONSTRAINT profiles_id_fkey FOREIGN KEY (id) REFERENCES auth.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.schedule_items
    ADD CONSTRAINT schedule_items_day_id_fkey FOREIGN KEY (organization_id, day_id) REFERENCES public.days(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.schedule_items
    ADD CONSTRAINT schedule_items_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.schedule_items
    ADD CONSTRAINT schedule_items_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.show_financials
    ADD CONSTRAINT show_financials_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.show_financials
    ADD CONSTRAINT show_financials_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.shows
    ADD CONSTRAINT shows_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.shows
    ADD CONSTRAINT shows_tour_id_fkey FOREIGN KEY (organization_id, tour_id) REFERENCES public.tours(organization_id, id) ON DELETE SET NULL (tour_id);

ALTER TABLE ONLY public.shows
    ADD CONSTRAINT shows_venue_id_fkey FOREIGN KEY (organization_id, venue_id) REFERENCES public.venues(organization_id, id) ON DELETE SET NULL (venue_id);

ALTER TABLE ONLY public.tours
    ADD CONSTRAINT tours_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.travel
    ADD CONSTRAINT travel_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.travel
    ADD CONSTRAINT travel_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE SET NULL (show_id);

ALTER TABLE ONLY public.travel
    ADD CONSTRAINT travel_tour_id_fkey FOREIGN KEY (organization_id, tour_id) REFERENCES public.tours(organization_id, id) ON DELETE SET NULL (tour_id);

ALTER TABLE ONLY public.venues
    ADD CONSTRAINT venues_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ota.change_log ENABLE ROW LEVEL SECURITY;

ALTER TABLE ota.change_log_default ENABLE ROW LEVEL SECURITY;

CREATE POLICY change_log_select ON ota.change_log FOR SELECT TO authenticated USING (auth.may_read(organization_id, resource, owner_id));

CREATE POLICY change_log_service ON ota.change_log TO service_role USING (true) WITH CHECK (true);

ALTER TABLE public.conflicts ENABLE ROW LEVEL SECURITY;

CREATE POLICY conflicts_delete ON public.conflicts FOR DELETE TO authenticated USING (((organization_id = ANY ((auth.organizations('conflicts'::text, 'delete'::text) || auth.organizations_own('conflicts'::text, 'delete'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('conflicts'::text, 'delete'::text))))));

CREATE POLICY conflicts_insert ON public.conflicts FOR INSERT TO authenticated WITH CHECK (((organization_id = ANY ((auth.organizations('conflicts'::text, 'write'::text) || auth.organizations_own('conflicts'::text, 'write'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('conflicts'::text, 'write'::text))))));

CREATE POLICY conflicts_select ON public.conflicts FOR SELECT TO authenticated USING (((organization_id = ANY ((auth.organizations('conflicts'::text, 'read'::text) || auth.organizations_own('conflicts'::text, 'read'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('conflicts'::text, 'read'::text))))));

CREATE POLICY conflicts_service ON public.conflicts TO service_role USING (true) WITH CHECK (true);

CREATE POLICY conflicts_update ON public.conflicts FOR UPDATE TO authenticated USING (((organization_id = ANY ((auth.organizations('conflicts'::text, 'write'::text) || auth.organizations_own('conflicts'::text, 'write'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('conflicts'::text, 'write'::text)))))) WITH CHECK (((organization_id = ANY ((auth.organizations('conflicts'::text, 'write'::text) || auth.organizations_own('conflicts'::text, 'write'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('conflicts'::text, 'write'::text))))));

ALTER TABLE public.days ENABLE ROW LEVEL SECURITY;

CREATE POLICY days_delete ON public.days FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('shows'::text, 'delete'::text))));

CREATE POLICY days_insert ON public.days FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('shows'::text, 'write'::text))));

CREATE POLICY days_select ON public.days FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('shows'::text, 'read'::text))));

CREATE POLICY days_service ON public.days TO service_role USING (true) WITH CHECK (true);

CREATE POLICY days_update ON public.days FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('shows'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('shows'::text, 'write'::text))));

ALTER TABLE public.expenses ENABLE ROW LEVEL SECURITY;

CREATE POLICY expenses_delete ON public.expenses FOR DELETE TO authenticated USING (((organization_id = ANY ((auth.organizations('expenses'::text, 'delete'::text) || auth.organizations_own('expenses'::text, 'delete'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('expenses'::text, 'delete'::text))))));

CREATE POLICY expenses_insert ON public.expenses FOR INSERT TO authenticated WITH CHECK (((organization_id = ANY ((auth.organizations('expenses'::text, 'write'::text) || auth.organizations_own('expenses'::text, 'write'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('expenses'::text, 'write'::text))))));

CREATE POLICY expenses_select ON public.expenses FOR SELECT TO authenticated USING (((organization_id = ANY ((auth.organizations('expenses'::text, 'read'::text) || auth.organizations_own('expenses'::text, 'read'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('expenses'::text, 'read'::text))))));

CREATE POLICY expenses_service ON public.expenses TO service_role USING (true) WITH CHECK (true);

CREATE POLICY expenses_update ON public.expenses FOR UPDATE TO authenticated USING (((organization_id = ANY ((auth.organizations('expenses'::text, 'write'::text) || auth.organizations_own('expenses'::text, 'write'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('expenses'::text, 'write'::text)))))) WITH CHECK (((organization_id = ANY ((auth.organizations('expenses'::text, 'write'::text) || auth.organizations_own('expenses'::text, 'write'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('expenses'::text, 'write'::text))))));

ALTER TABLE public.invitations ENABLE ROW LEVEL SECURITY;

CREATE POLICY invitations_delete ON public.invitations FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('users'::text, 'delete'::text))));

CREATE POLICY invitations_insert ON public.invitations FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('users'::text, 'write'::text))));

CREATE POLICY invitations_select ON public.invitations FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('users'::text, 'read'::text))));

CREATE POLICY invitations_service ON public.invitations TO service_role USING (true) WITH CHECK (true);

CREATE POLICY invitations_update ON public.invitations FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('users'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('users'::text, 'write'::text))));

ALTER TABLE public.memberships ENABLE ROW LEVEL SECURITY;

CREATE POLICY memberships_delete ON public.memberships FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('users'::text, 'delete'::text))));

CREATE POLICY memberships_select ON public.memberships FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('users'::text, 'read'::text))));

CREATE POLICY memberships_service ON public.memberships TO service_role USING (true) WITH CHECK (true);

CREATE POLICY memberships_update ON public.memberships FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('users'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('users'::text, 'write'::text))));

ALTER TABLE public.organizations ENABLE ROW LEVEL SECURITY;

CREATE POLICY organizations_delete ON public.organizations FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('organization'::text, 'delete'::text))));

CREATE POLICY organizations_select ON public.organizations FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('organization'::text, 'read'::text))));

CREATE POLICY organizations_service ON public.organizations TO service_role USING (true) WITH CHECK (true);

CREATE POLICY organizations_update ON public.organizations FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('organization'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('organization'::text, 'write'::text))));

ALTER TABLE public.people ENABLE ROW LEVEL SECURITY;

CREATE POLICY people_delete ON public.people FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('people'::text, 'delete'::text))));

CREATE POLICY people_insert ON public.people FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('people'::text, 'write'::text))));

CREATE POLICY people_select ON public.people FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('people'::text, 'read'::text))));

CREATE POLICY people_service ON public.people TO service_role USING (true) WITH CHECK (true);

CREATE POLICY people_update ON public.people FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('people'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('people'::text, 'write'::text))));

ALTER TABLE public.profiles ENABLE ROW LEVEL SECURITY;

CREATE POLICY profiles_select ON public.profiles FOR SELECT TO authenticated USING ((id = auth.uid()));

CREATE POLICY profiles_service ON public.profiles TO service_role USING (true) WITH CHECK (true);

CREATE POLICY profiles_update ON public.profiles FOR UPDATE TO authenticated USING ((id = auth.uid())) WITH CHECK ((id = auth.uid()));

ALTER TABLE public.schedule_items ENABLE ROW LEVEL SECURITY;

CREATE POLICY schedule_items_delete ON public.schedule_items FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('schedule'::text, 'delete'::text))));

CREATE POLICY schedule_items_insert ON public.schedule_items FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('schedule'::text, 'write'::text))));

CREATE POLICY schedule_items_select ON public.schedule_items FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('schedule'::text, 'read'::text))));

CREATE POLICY schedule_items_service ON public.schedule_items TO service_role USING (true) WITH CHECK (true);

CREATE POLICY schedule_items_update ON public.schedule_items FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('schedule'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('schedule'::text, 'write'::text))));

ALTER TABLE public.show_financials ENABLE ROW LEVEL SECURITY;

CREATE POLICY show_financials_delete ON public.show_financials FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'delete'::text))));

CREATE POLICY show_financials_insert ON public.show_financials FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

CREATE POLICY show_financials_select ON public.show_financials FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'read'::text))));

CREATE POLICY show_financials_service ON public.show_financials TO service_role USING (true) WITH CHECK (true);

CREATE POLICY show_financials_update ON public.show_financials FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

ALTER TABLE public.shows ENABLE ROW LEVEL SECURITY;

CREATE POLICY shows_delete ON public.shows FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('shows'::text, 'delete'::text))));

CREATE POLICY shows_insert ON public.shows FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('shows'::text, 'write'::text))));

CREATE POLICY shows_select ON public.shows FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('shows'::text, 'read'::text))));

CREATE POLICY shows_service ON public.shows TO service_role USING (true) WITH CHECK (true);

CREATE POLICY shows_update ON public.shows FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('shows'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('shows'::text, 'write'::text))));

ALTER TABLE public.tours ENABLE ROW LEVEL SECURITY;

CREATE POLICY tours_delete ON public.tours FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('tours'::text, 'delete'::text))));

CREATE POLICY tours_insert ON public.tours FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('tours'::text, 'write'::text))));

CREATE POLICY tours_select ON public.tours FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('tours'::text, 'read'::text))));

CREATE POLICY tours_service ON public.tours TO service_role USING (true) WITH CHECK (true);

CREATE POLICY tours_update ON public.tours FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('tours'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('tours'::text, 'write'::text))));

ALTER TABLE public.travel ENABLE ROW LEVEL SECURITY;

CREATE POLICY travel_delete ON public.travel FOR DELETE TO authenticated USING (((organization_id = ANY ((auth.organizations('travel'::text, 'delete'::text) || auth.organizations_own('travel'::text, 'delete'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('travel'::text, 'delete'::text))))));

CREATE POLICY travel_insert ON public.travel FOR INSERT TO authenticated WITH CHECK (((organization_id = ANY ((auth.organizations('travel'::text, 'write'::text) || auth.organizations_own('travel'::text, 'write'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('travel'::text, 'write'::text))))));

CREATE POLICY travel_select ON public.travel FOR SELECT TO authenticated USING (((organization_id = ANY ((auth.organizations('travel'::text, 'read'::text) || auth.organizations_own('travel'::text, 'read'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('travel'::text, 'read'::text))))));

CREATE POLICY travel_service ON public.travel TO service_role USING (true) WITH CHECK (true);

CREATE POLICY travel_update ON public.travel FOR UPDATE TO authenticated USING (((organization_id = ANY ((auth.organizations('travel'::text, 'write'::text) || auth.organizations_own('travel'::text, 'write'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('travel'::text, 'write'::text)))))) WITH CHECK (((organization_id = ANY ((auth.organizations('travel'::text, 'write'::text) || auth.organizations_own('travel'::text, 'write'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('travel'::text, 'write'::text))))));

ALTER TABLE public.venues ENABLE ROW LEVEL SECURITY;

CREATE POLICY venues_delete ON public.venues FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('venues'::text, 'delete'::text))));

CREATE POLICY venues_insert ON public.venues FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('venues'::text, 'write'::text))));

CREATE POLICY venues_select ON public.venues FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('venues'::text, 'read'::text))));

CREATE POLICY venues_service ON public.venues TO service_role USING (true) WITH CHECK (true);

CREATE POLICY venues_update ON public.venues FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('venues'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('venues'::text, 'write'::text))));

GRANT USAGE ON SCHEMA auth TO anon;
GRANT USAGE ON SCHEMA auth TO authenticated;
GRANT USAGE ON SCHEMA auth TO service_role;
GRANT USAGE ON SCHEMA auth TO ota_auth;
GRANT USAGE ON SCHEMA auth TO ota_server;

GRANT USAGE ON SCHEMA ota TO anon;
GRANT USAGE ON SCHEMA ota TO authenticated;
GRANT USAGE ON SCHEMA ota TO service_role;
GRANT USAGE ON SCHEMA ota TO ota_auth;
GRANT USAGE ON SCHEMA ota TO ota_server;

REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO anon;
GRANT USAGE ON SCHEMA public TO authenticated;
GRANT USAGE ON SCHEMA public TO service_role;
GRANT USAGE ON SCHEMA public TO ota_server;

REVOKE ALL ON FUNCTION auth.add_key(new_kid text, private_pem text, public_jwk jsonb, is_first boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.add_key(new_kid text, private_pem text, public_jwk jsonb, is_first boolean) TO ota_auth;

REVOKE ALL ON FUNCTION auth.allow(what text, most integer, within interval) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.allow(what text, most integer, within interval) TO ota_auth;

REVOKE ALL ON FUNCTION auth.end_sessions(person uuid, session uuid, scope text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.end_sessions(person uuid, session uuid, scope text) TO ota_auth;

REVOKE ALL ON FUNCTION auth.finish_sign_in(link_hash bytea, asked_email text, code text, from_address text, most_per_hour integer, refresh_hash bytea, refresh_life interval, user_agent text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.finish_sign_in(link_hash bytea, asked_email text, code text, from_address text, most_per_hour integer, refresh_hash bytea, refresh_life interval, user_agent text) TO ota_auth;

REVOKE ALL ON FUNCTION auth.jwt() FROM PUBLIC;
GRANT ALL ON FUNCTION auth.jwt() TO anon;
GRANT ALL ON FUNCTION auth.jwt() TO authenticated;
GRANT ALL ON FUNCTION auth.jwt() TO service_role;

REVOKE ALL ON FUNCTION auth.may_read(organization_id uuid, resource text, owner_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.may_read(organization_id uuid, resource text, owner_id uuid) TO authenticated;
GRANT ALL ON FUNCTION auth.may_read(organization_id uuid, resource text, owner_id uuid) TO service_role;

REVOKE ALL ON FUNCTION ota.uuid7() FROM PUBLIC;
GRANT ALL ON FUNCTION ota.uuid7() TO authenticated;
GRANT ALL ON FUNCTION ota.uuid7() TO service_role;
GRANT ALL ON FUNCTION ota.uuid7() TO ota_auth;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth.one_time_tokens TO ota_auth;

REVOKE ALL ON FUNCTION auth.open_session(token auth.one_time_tokens, refresh_hash bytea, refresh_life interval, user_agent text, from_address text) FROM PUBLIC;

REVOKE ALL ON FUNCTION auth.organizations(resource text, action text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.organizations(resource text, action text) TO authenticated;
GRANT ALL ON FUNCTION auth.organizations(resource text, action text) TO service_role;

REVOKE ALL ON FUNCTION auth.organizations_own(resource text, action text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.organizations_own(resource text, action text) TO authenticated;
GRANT ALL ON FUNCTION auth.organizations_own(resource text, action text) TO service_role;

REVOKE ALL ON FUNCTION auth.read_keys() FROM PUBLIC;
GRANT ALL ON FUNCTION auth.read_keys() TO ota_auth;

REVOKE ALL ON FUNCTION auth.read_user(person uuid, session uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.read_user(person uuid, session uuid) TO ota_auth;

REVOKE ALL ON FUNCTION auth.readable(organization_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.readable(organization_id uuid) TO authenticated;
GRANT ALL ON FUNCTION auth.readable(organization_id uuid) TO service_role;

REVOKE ALL ON FUNCTION auth.refresh(parent_hash bytea, child uuid, child_hash bytea, refresh_life interval, grace interval) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.refresh(parent_hash bytea, child uuid, child_hash bytea, refresh_life interval, grace interval) TO ota_auth;

REVOKE ALL ON FUNCTION auth.role() FROM PUBLIC;
GRANT ALL ON FUNCTION auth.role() TO anon;
GRANT ALL ON FUNCTION auth.role() TO authenticated;
GRANT ALL ON FUNCTION auth.role() TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth.sessions TO ota_auth;

REVOKE ALL ON FUNCTION auth.session_claims(session auth.sessions) FROM PUBLIC;

REVOKE ALL ON FUNCTION auth.start_sign_in(asked_email text, from_address text, link_hash bytea, code text, kind text, user_data jsonb, redirect_to text, life interval, email_interval interval, most_per_hour integer, mail jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.start_sign_in(asked_email text, from_address text, link_hash bytea, code text, kind text, user_data jsonb, redirect_to text, life interval, email_interval interval, most_per_hour integer, mail jsonb) TO ota_auth;

REVOKE ALL ON FUNCTION auth.uid() FROM PUBLIC;
GRANT ALL ON FUNCTION auth.uid() TO anon;
GRANT ALL ON FUNCTION auth.uid() TO authenticated;
GRANT ALL ON FUNCTION auth.uid() TO service_role;

REVOKE ALL ON FUNCTION auth.user_json(wanted uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION auth.write_user(person uuid, session uuid, data jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.write_user(person uuid, session uuid, data jsonb) TO ota_auth;

REVOKE ALL ON FUNCTION ota.actor_name(organization_id uuid, user_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.actor_name(organization_id uuid, user_id uuid) TO authenticated;

REVOKE ALL ON FUNCTION ota.adopt(target regclass, resource text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.attach_triggers(target regclass, resource text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.begin_organization() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.begin_profile() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.blamed(table_name text, constraint_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.blamed(table_name text, constraint_name text) TO authenticated;

REVOKE ALL ON FUNCTION ota.claim_jobs(most integer, lease interval) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.claim_jobs(most integer, lease interval) TO ota_server;

REVOKE ALL ON FUNCTION ota.deletions(organization_id uuid, before_seq bigint, page integer) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.deletions(organization_id uuid, before_seq bigint, page integer) TO authenticated;

REVOKE ALL ON FUNCTION ota.departed(organization_id uuid, table_name text, field text, parents uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.departed(organization_id uuid, table_name text, field text, parents uuid[]) TO authenticated;

REVOKE ALL ON FUNCTION ota.drop_history(keep interval) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.drop_history(keep interval) TO ota_server;

REVOKE ALL ON FUNCTION ota.enqueue(kind text, payload jsonb, run_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.enqueue(kind text, payload jsonb, run_at timestamp with time zone) TO service_role;
GRANT ALL ON FUNCTION ota.enqueue(kind text, payload jsonb, run_at timestamp with time zone) TO ota_auth;
GRANT ALL ON FUNCTION ota.enqueue(kind text, payload jsonb, run_at timestamp with time zone) TO ota_server;

REVOKE ALL ON FUNCTION ota.ensure_partitions(ahead integer) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.ensure_partitions(ahead integer) TO ota_server;

REVOKE ALL ON FUNCTION ota.fail_job(job bigint, reason text, again_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.fail_job(job bigint, reason text, again_at timestamp with time zone) TO ota_server;

REVOKE ALL ON FUNCTION ota.finish_job(job bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.finish_job(job bigint) TO ota_server;

REVOKE ALL ON FUNCTION ota.fitting(table_name text, state jsonb, OUT fields text[], OUT left_out jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.fitting(table_name text, state jsonb, OUT fields text[], OUT left_out jsonb) TO authenticated;

REVOKE ALL ON FUNCTION ota.forget_work(keep interval) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.forget_work(keep interval) TO ota_server;

REVOKE ALL ON FUNCTION ota.give_back() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.guard_invitation() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.guard_membership() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.history_at(organization_id uuid, what text, row_id uuid, wanted_seq bigint, wanted_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.history_at(organization_id uuid, what text, row_id uuid, wanted_seq bigint, wanted_at timestamp with time zone) TO authenticated;

REVOKE ALL ON FUNCTION ota.history_deleted(organization_id uuid, tour_id uuid, before_seq bigint, page integer) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.history_deleted(organization_id uuid, tour_id uuid, before_seq bigint, page integer) TO authenticated;

REVOKE ALL ON FUNCTION ota.history_fields(op text, changed text[], before jsonb, after jsonb, may_see_before boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.history_fields(op text, changed text[], before jsonb, after jsonb, may_see_before boolean) TO authenticated;

REVOKE ALL ON FUNCTION ota.history_page(organization_id uuid, table_name text, row_id uuid, before_seq bigint, before_ord integer, page integer) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.history_page(organization_id uuid, table_name text, row_id uuid, before_seq bigint, before_ord integer, page integer) TO authenticated;

REVOKE ALL ON FUNCTION ota.history_place(organization_id uuid, wanted_seq bigint, wanted_at timestamp with time zone, OUT seq bigint, OUT at timestamp with time zone, OUT head bigint, OUT horizon bigint, OUT horizon_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.history_place(organization_id uuid, wanted_seq bigint, wanted_at timestamp with time zone, OUT seq bigint, OUT at timestamp with time zone, OUT head bigint, OUT horizon bigint, OUT horizon_at timestamp with time zone) TO authenticated;

REVOKE ALL ON FUNCTION ota.history_restore(organization_id uuid, table_name text, row_id uuid, wanted_seq bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.history_restore(organization_id uuid, table_name text, row_id uuid, wanted_seq bigint) TO authenticated;

REVOKE ALL ON FUNCTION ota.ids_in(rows jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.ids_in(rows jsonb) TO authenticated;

GRANT SELECT,DELETE ON TABLE public.memberships TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.memberships TO service_role;

GRANT UPDATE(role) ON TABLE public.memberships TO authenticated;

GRANT UPDATE(name) ON TABLE public.memberships TO authenticated;

REVOKE ALL ON FUNCTION ota.join_organization(organization_id uuid, role text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.keep_an_owner(organization_id uuid, leaving uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.keep_an_owner(organization_id uuid, leaving uuid) TO authenticated;
GRANT ALL ON FUNCTION ota.keep_an_owner(organization_id uuid, leaving uuid) TO service_role;

REVOKE ALL ON FUNCTION ota.log() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.mirror_member() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.move_horizon(keep interval) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.move_horizon(keep interval) TO ota_server;

REVOKE ALL ON FUNCTION ota.must_be(state jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.must_be(state jsonb) TO authenticated;

REVOKE ALL ON FUNCTION ota.my_role(organization_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.my_role(organization_id uuid) TO authenticated;
GRANT ALL ON FUNCTION ota.my_role(organization_id uuid) TO service_role;

REVOKE ALL ON FUNCTION ota.need_user() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.only_row(row_count bigint, row_json text) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.only_row(row_count bigint, row_json text) TO anon;
GRANT ALL ON FUNCTION ota.only_row(row_count bigint, row_json text) TO authenticated;
GRANT ALL ON FUNCTION ota.only_row(row_count bigint, row_json text) TO service_role;

REVOKE ALL ON FUNCTION ota.policies_by_organization(target regclass, resource text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.policies_by_owner(target regclass, resource text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.relinked(table_name text, row_id uuid, before jsonb, after jsonb, parents uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.relinked(table_name text, row_id uuid, before jsonb, after jsonb, parents uuid[]) TO authenticated;

REVOKE ALL ON FUNCTION ota.restore_parts(organization_id uuid, deleted_seq bigint, parents uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.restore_parts(organization_id uuid, deleted_seq bigint, parents uuid[]) TO authenticated;

REVOKE ALL ON FUNCTION ota.restore_row(organization_id uuid, table_name text, row_id uuid, state jsonb, OUT restored jsonb, OUT left_out jsonb, OUT fields text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.restore_row(organization_id uuid, table_name text, row_id uuid, state jsonb, OUT restored jsonb, OUT left_out jsonb, OUT fields text[]) TO authenticated;

REVOKE ALL ON FUNCTION ota.rights_of(role text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.role_rank(role text) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.role_rank(role text) TO authenticated;
GRANT ALL ON FUNCTION ota.role_rank(role text) TO service_role;

REVOKE ALL ON FUNCTION ota.row_at(organization_id uuid, table_name text, row_id uuid, seq bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.row_at(organization_id uuid, table_name text, row_id uuid, seq bigint) TO authenticated;

REVOKE ALL ON FUNCTION ota.row_now(organization_id uuid, table_name text, row_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.row_now(organization_id uuid, table_name text, row_id uuid) TO authenticated;

REVOKE ALL ON FUNCTION ota.rows_at(organization_id uuid, table_name text, field text, parents uuid[], seq bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.rows_at(organization_id uuid, table_name text, field text, parents uuid[], seq bigint) TO authenticated;

REVOKE ALL ON FUNCTION ota.send_invitation() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.set_rights() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.spread_rights() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.stamp() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.sync_begin(organization_id uuid, client_id uuid, OUT last_n bigint, OUT epoch integer, OUT head bigint, OUT horizon bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.sync_begin(organization_id uuid, client_id uuid, OUT last_n bigint, OUT epoch integer, OUT head bigint, OUT horizon bigint) TO authenticated;

REVOKE ALL ON FUNCTION ota.sync_head(organization_id uuid, OUT epoch integer, OUT head bigint, OUT horizon bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.sync_head(organization_id uuid, OUT epoch integer, OUT head bigint, OUT horizon bigint) TO authenticated;

REVOKE ALL ON FUNCTION ota.sync_record(organization_id uuid, client_id uuid, n bigint, result jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.sync_record(organization_id uuid, client_id uuid, n bigint, result jsonb) TO authenticated;

REVOKE ALL ON FUNCTION ota.sync_result(organization_id uuid, client_id uuid, n bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.sync_result(organization_id uuid, client_id uuid, n bigint) TO authenticated;

REVOKE ALL ON FUNCTION ota.take(organization_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.touch_profile() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.write_policies(target regclass, verbs jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.write_state(table_name text, state jsonb, is_insert boolean, fields text[], OUT written text[], OUT left_out jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.write_state(table_name text, state jsonb, is_insert boolean, fields text[], OUT written text[], OUT left_out jsonb) TO authenticated;

REVOKE ALL ON FUNCTION public.accept_invitation(token text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.accept_invitation(token text) TO authenticated;
GRANT ALL ON FUNCTION public.accept_invitation(token text) TO service_role;

GRANT SELECT,DELETE ON TABLE public.organizations TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organizations TO service_role;

GRANT UPDATE(name) ON TABLE public.organizations TO authenticated;

GRANT UPDATE(type) ON TABLE public.organizations TO authenticated;

GRANT UPDATE(default_currency) ON TABLE public.organizations TO authenticated;

GRANT UPDATE(zone) ON TABLE public.organizations TO authenticated;

GRANT UPDATE(day_boundary) ON TABLE public.organizations TO authenticated;

GRANT UPDATE(locale) ON TABLE public.organizations TO authenticated;

REVOKE ALL ON FUNCTION public.create_organization(name text, type text, default_currency text, zone text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.create_organization(name text, type text, default_currency text, zone text) TO authenticated;
GRANT ALL ON FUNCTION public.create_organization(name text, type text, default_currency text, zone text) TO service_role;

REVOKE ALL ON FUNCTION public.leave_organization(organization_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.leave_organization(organization_id uuid) TO authenticated;
GRANT ALL ON FUNCTION public.leave_organization(organization_id uuid) TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth.rate_limits TO ota_auth;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth.refresh_tokens TO ota_auth;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth.signing_keys TO ota_auth;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth.users TO ota_auth;

GRANT SELECT ON TABLE ota.change_log TO authenticated;
GRANT SELECT ON TABLE ota.change_log TO service_role;

GRANT SELECT ON TABLE ota.member_roles TO service_role;

GRANT SELECT ON TABLE ota.migrations TO ota_server;

GRANT SELECT ON TABLE ota.org_head TO service_role;

GRANT SELECT ON TABLE ota.permissions TO authenticated;
GRANT SELECT ON TABLE ota.permissions TO service_role;

GRANT SELECT,INSERT,UPDATE ON TABLE ota.settings_kv TO ota_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.conflicts TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.conflicts TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.days TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.days TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.expenses TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.expenses TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.invitations TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.invitations TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.people TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.people TO service_role;

GRANT SELECT ON TABLE public.profiles TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.profiles TO service_role;
GRANT SELECT ON TABLE public.profiles TO ota_auth;

GRANT UPDATE(name) ON TABLE public.profiles TO authenticated;

GRANT UPDATE(locale) ON TABLE public.profiles TO authenticated;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.schedule_items TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.schedule_items TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.show_financials TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.show_financials TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.shows TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.shows TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tours TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tours TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.travel TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.travel TO service_role;

GRANT SELECT ON TABLE public.user_organizations TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.user_organizations TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.venues TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.venues TO service_role;

