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

CREATE FUNCTION auth.may_read(organization_id uuid, resource text, owner_id uuid, reader_ids uuid[]) RETURNS boolean
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
           or (strpos(known, ' ' || resource || '? ') > 0
               and (owner_id is null or owner_id = auth.uid())
               and (reader_ids is null or auth.uid() = any (reader_ids)));
end
$$;

COMMENT ON FUNCTION auth.may_read(organization_id uuid, resource text, owner_id uuid, reader_ids uuid[]) IS 'Whether the asking user may read a row of this resource with this owner and these readers.';

CREATE FUNCTION auth.may_read_state(organization_id uuid, resource text, state jsonb) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog'
    AS $_$
    select auth.may_read($1, $2, ($3 ->> 'owner_id')::uuid, ota.readers_in($3))
$_$;

COMMENT ON FUNCTION auth.may_read_state(organization_id uuid, resource text, state jsonb) IS 'Whether the asking user may read a row of this resource as the log holds it.';

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

CREATE FUNCTION ota.admitted(organization_id uuid, guest_id uuid, door_id uuid) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
    select coalesce(sum(a.heads), 0) from public.admissions a
     where a.organization_id = $1 and a.guest_id = $2 and a.door_id = $3
$_$;

COMMENT ON FUNCTION ota.admitted(organization_id uuid, guest_id uuid, door_id uuid) IS 'How many heads of a guest''s party one door has let in.';

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

CREATE FUNCTION ota.answer_advance(token_hash bytea, question text, answer text, name text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
declare
    link record;
    sheet public.advances;
    given public.advance_answers;
begin
    select * into link from ota.open_share(token_hash);
    if not found or link.kind <> 'advance' then
        return null;
    elsif not auth.allow('answer:' || link.link_id, 600, interval '1 hour') then
        return jsonb_build_object('is_allowed', false);
    end if;
    if not exists (select from ota.member_roles m
                    where m.organization_id = link.organization_id and m.user_id = link.owner_id
                      and 'advance:write' = any (m.may)) then
        perform ota.refuse('whoever made this link may not take answers',
            'Ask the tour manager for another link.');
    end if;
    perform ota.take(link.organization_id);
    select a.* into sheet from public.advances a
     where a.organization_id = link.organization_id and a.show_id = link.show_id
     order by a.status = 'draft', a.created_at desc, a.id desc limit 1;
    if not found then
        return null;
    elsif not exists (select from jsonb_path_query(sheet.sections,
                          'lax $[*].questions[*].key') k where k #>> '{}' = $2) then
        perform ota.refuse('this question is not asked any more', 'Load the page again.');
    end if;
    insert into public.advance_answers as w (organization_id, id, advance_id, question, answer,
                                             answered_by, answered_name, answered_at)
    values (link.organization_id, ota.uuid7(), sheet.id, $2, nullif($3, ''), 'venue', $4, now())
        on conflict on constraint advance_answers_question_key do update
       set answer = excluded.answer, answered_by = 'venue', is_settled = false,
           answered_name = excluded.answered_name, answered_at = excluded.answered_at
     where w.answer is distinct from excluded.answer
    returning w.* into given;
    if given.id is null then
        select w.* into given from public.advance_answers w
         where w.organization_id = link.organization_id and w.advance_id = sheet.id
           and w.question = $2;
    end if;
    update public.advances a set status = 'answered'
     where a.organization_id = sheet.organization_id and a.id = sheet.id and a.status = 'sent'
       and not exists (select from jsonb_path_query(sheet.sections, 'lax $[*].questions[*].key') k
                        where not exists (select from public.advance_answers w
                                           where w.organization_id = a.organization_id
                                             and w.advance_id = a.id and w.answer is not null
                                             and w.question = k #>> '{}'));
    return jsonb_build_object('question', given.question, 'answer', given.answer,
        'answered_by', given.answered_by, 'answered_name', given.answered_name,
        'answered_at', given.answered_at, 'is_settled', given.is_settled);
end
$_$;

COMMENT ON FUNCTION ota.answer_advance(token_hash bytea, question text, answer text, name text) IS 'Takes an answer that came through an advance''s link, written by nobody''s account, where whoever made the link may write advances; null when the link does not open. With the last answer the advance is answered.';

CREATE FUNCTION ota.approved_beside(organization_id uuid, guest_list_id uuid, guest_id uuid) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
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
$_$;

COMMENT ON FUNCTION ota.approved_beside(organization_id uuid, guest_list_id uuid, guest_id uuid) IS 'The heads approved on a list apart from those of one guest, who is about to be written.';

CREATE FUNCTION ota.artist_for(organization_id uuid, name text) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
declare
    known constant uuid[] := ota.artists_named(organization_id, name);
    made uuid;
begin
    if name is null or cardinality(known) > 1
       or exists (select from public.organizations o
                   where o.id = artist_for.organization_id and ota.is_same_name(o.name, artist_for.name)) then
        return null;
    elsif cardinality(known) = 0 then
        insert into public.artists (organization_id, name) values ($1, btrim($2)) returning id into made;
        return made;
    end if;
    return known[1];
end
$_$;

COMMENT ON FUNCTION ota.artist_for(organization_id uuid, name text) IS 'The one artist with this name, made where there is none; null for the organization''s own name and where several have it.';

CREATE FUNCTION ota.artists_named(organization_id uuid, name text) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
    select coalesce(array_agg(a.id order by a.id), '{}') from public.artists a
     where a.organization_id = $1 and lower(btrim(a.name)) = lower(btrim($2))
$_$;

COMMENT ON FUNCTION ota.artists_named(organization_id uuid, name text) IS 'The artists of an organization with this name.';

CREATE FUNCTION ota.attach_rules(target regclass, rules regproc, verbs text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
begin
    execute format('create trigger t0_rules before %s on %s for each row execute function %s()',
                   verbs, target, rules);
    -- A rule may leave a row as it was after all; its seq is then given back.
    execute format('create trigger t5_give_back_update after update on %s
                    for each statement execute function ota.give_back()', target);
end
$$;

COMMENT ON FUNCTION ota.attach_rules(target regclass, rules regproc, verbs text) IS 'Gives a table its rules trigger.';

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
    execute format('create trigger t4_settle after insert or update or delete on %s
                    for each row execute function ota.settle_conflicts(%L)', target, bare);
    execute format('create trigger t5_give_back after insert on %s
                    for each statement execute function ota.give_back()', target);
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
end
$$;

COMMENT ON FUNCTION ota.attach_triggers(target regclass, resource text) IS 'Gives a tenant table its stamp, log and settle triggers and forces row level security on it.';

CREATE FUNCTION ota.begin_billing() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    insert into public.billing_details (organization_id, id) values (new.id, new.id)
    on conflict do nothing;
    return null;
end
$$;

COMMENT ON FUNCTION ota.begin_billing() IS 'Trigger: a new organization has the row that its billing details are written into.';

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

CREATE TABLE public.partnerships (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    name text,
    status text DEFAULT 'invited'::text NOT NULL,
    code text,
    expires_at timestamp with time zone,
    partner_id uuid,
    linked_at timestamp with time zone,
    ended_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT partnerships_code_form CHECK ((code ~ '^[A-HJ-NP-Z2-9]{16}$'::text)),
    CONSTRAINT partnerships_code_length CHECK (((char_length(code) >= 16) AND (char_length(code) <= 16))),
    CONSTRAINT partnerships_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
    CONSTRAINT partnerships_status_known CHECK ((status = ANY (ARRAY['invited'::text, 'linked'::text, 'ended'::text])))
);

ALTER TABLE ONLY public.partnerships FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.partnerships IS 'Another organization here, with which calendars are shared by consent of both.';

COMMENT ON COLUMN public.partnerships.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.partnerships.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.partnerships.name IS 'What the partner is called; until they are linked, for whom the invitation is.';

COMMENT ON COLUMN public.partnerships.status IS 'invited: the code waits to be used; linked; ended by either side.';

COMMENT ON COLUMN public.partnerships.code IS 'What the partner types to be linked, made by who invites; a new row that is linked gives the code that it was told. Gone once it was used.';

COMMENT ON COLUMN public.partnerships.expires_at IS 'Until when the code can be used.';

COMMENT ON COLUMN public.partnerships.partner_id IS 'The other organization.';

COMMENT ON COLUMN public.partnerships.linked_at IS 'Since when both have agreed.';

COMMENT ON COLUMN public.partnerships.ended_at IS 'When either side ended it.';

COMMENT ON COLUMN public.partnerships.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.partnerships.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.partnerships.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.partnerships.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.partnerships.seq IS 'The transaction that last wrote the row: its version.';

CREATE FUNCTION ota.begin_partnership(asked public.partnerships) RETURNS public.partnerships
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    asked.partner_id := null;
    asked.linked_at := null;
    asked.ended_at := null;
    asked.expires_at := null;
    if ota.is_restoring() then
        -- Consent is not restored.
        asked.status := 'ended';
        asked.ended_at := now();
        asked.code := null;
    elsif asked.code is null or asked.status = 'ended' then
        perform ota.refuse('a partnership begins with a code', 'Invite, or type the code you were given.');
    elsif asked.status = 'linked' then
        return ota.use_partner_code(asked);
    else
        asked.expires_at := now() + interval '14 days';
        insert into ota.partner_links (code_hash, first_organization_id, first_id, expires_at)
        values (sha256(convert_to(asked.code, 'UTF8')), asked.organization_id, asked.id,
            asked.expires_at);
    end if;
    return asked;
end
$$;

COMMENT ON FUNCTION ota.begin_partnership(asked public.partnerships) IS 'A new partnership: an invitation with its code, or an answer to one.';

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

CREATE FUNCTION ota.calendar_feed(organization_id uuid, tour_id uuid, person_id uuid) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog'
    AS $_$
declare
    home record;
    reader public.people;
    feed jsonb;
begin
    select ota.known_zone(o.zone) as zone, o.name, t.name as tour into home
      from public.organizations o
      left join public.tours t on t.organization_id = $1 and t.id = $2 where o.id = $1;
    select p.* into reader from public.people p where p.organization_id = $1 and p.id = $3;
    if home.name is null or ($2 is not null and home.tour is null)
       or ($3 is not null and reader.id is null) then
        return null;
    end if;
    with rows as materialized (
        select * from ota.calendar_rows($1, $2, $3, reader.team, home.zone, current_date - 60)
         order by coalesce(at, day), uid limit 3000)
    select jsonb_build_object(
               'name', concat_ws(' · ', coalesce(home.tour, home.name), reader.name),
               'zone', home.zone,
               'zones', (select ota.zone_changes(array_agg(distinct z), min(r.at), max(r.ends))
                           from (select at, coalesce(ends, at) as ends, zone, end_zone from rows
                                  where at is not null) r,
                                lateral unnest(array[r.zone, r.end_zone]) z),
               'events', coalesce(jsonb_agg(jsonb_build_object('uid', uid, 'seq', seq,
                   'stamp', to_char(changed_at at time zone 'UTC', 'YYYYMMDD"T"HH24MISS"Z"'),
                   'starts', ota.calendar_moment(at, zone),
                   'ends', case when ends > at then ota.calendar_moment(ends, end_zone) end,
                   'day', to_char(day, 'YYYYMMDD'),
                   'day_after', to_char(last_day + 1, 'YYYYMMDD'),
                   'title', title, 'place', nullif(place, ''), 'notes', nullif(notes, ''))
                   order by coalesce(at, day), uid), '[]'))
      into feed from rows;
    return feed;
end
$_$;

COMMENT ON FUNCTION ota.calendar_feed(organization_id uuid, tour_id uuid, person_id uuid) IS 'A tour''s or a person''s calendar, from sixty days ago on.';

CREATE FUNCTION ota.calendar_moment(at timestamp with time zone, zone text) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    AS $_$
    -- The hour that comes twice when clocks go back says nothing as a local time.
    select case when $1 is null then null
                when exists (select from unnest('{-120,-60,-30,30,60,120}'::integer[]) m
                              where ($1 + make_interval(mins => m)) at time zone z.zone
                                    = $1 at time zone z.zone)
                then jsonb_build_object('local',
                         to_char($1 at time zone 'UTC', 'YYYYMMDD"T"HH24MISS"Z"'))
                else jsonb_build_object('zone', z.zone,
                         'local', to_char($1 at time zone z.zone, 'YYYYMMDD"T"HH24MISS')) end
      from (select ota.known_zone($2)) z (zone)
$_$;

COMMENT ON FUNCTION ota.calendar_moment(at timestamp with time zone, zone text) IS 'An instant as a calendar writes it: local time and zone, or UTC in an hour that comes twice.';

CREATE FUNCTION ota.calendar_rows(organization_id uuid, tour_id uuid, person_id uuid, team text, home text, since date) RETURNS TABLE(uid text, seq bigint, changed_at timestamp with time zone, at timestamp with time zone, ends timestamp with time zone, zone text, end_zone text, day date, last_day date, title text, place text, notes text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    AS $_$
    select 'show-' || s.id, s.seq, s.updated_at, null::timestamptz, null::timestamptz, null::text,
           null::text, s.date, s.date,
           concat_ws(', ', coalesce(v.name, s.title), coalesce(s.city, v.city)),
           concat_ws(', ', v.name, v.address, v.city), null::text
      from public.shows s
      left join public.venues v on v.organization_id = $1 and v.id = s.venue_id
     where s.organization_id = $1 and ($2 is null or s.tour_id = $2) and s.date >= $6
       and s.status not in ('idea', 'held', 'offered', 'released', 'postponed', 'cancelled')
    union all
    select 'day-' || d.id, d.seq, d.updated_at, null, null, null, null, d.date, d.date,
           concat_ws(', ', coalesce(d.title, initcap(d.kind) || ' day'), d.city), d.city, null
      from public.days d
     where d.organization_id = $1 and ($2 is null or d.tour_id = $2) and d.date >= $6
    union all
    select 'item-' || i.id, greatest(i.seq, s.seq), i.updated_at, i.starts_at, i.ends_at, i.zone,
           i.zone, null, null,
           i.title, concat_ws(', ', i.place, v.name, coalesce(s.city, v.city, y.city)), i.notes
      from public.schedule_items i
      left join public.shows s on s.organization_id = $1 and s.id = i.show_id
      left join public.days y on y.organization_id = $1 and y.id = i.day_id
      left join public.venues v on v.organization_id = $1 and v.id = s.venue_id
     where i.organization_id = $1 and i.starts_at >= $6
       and ($2 is null or coalesce(s.tour_id, y.tour_id) = $2)
       and (s.id is null or s.status not in ('idea', 'held', 'offered', 'released', 'postponed',
                                             'cancelled'))
       and ota.concerns(i.visibility, i.person_ids, i.teams, $3, $4)
    union all
    select 'travel-' || t.id, t.seq, t.updated_at, t.departs_at, t.arrives_at,
           coalesce(t.departs_zone, $5), coalesce(t.arrives_zone, t.departs_zone, $5), null, null,
           initcap(t.mode) || ': ' || coalesce(t.title, concat_ws(' – ', t.departs_place,
                                                                 t.arrives_place)),
           t.departs_place,
           concat_ws(' · ', t.carrier, case when $3 is not null then
                     coalesce(p.reference, t.reference) end,
                     case when $3 is not null then coalesce(p.seat, t.seat) end, t.terminal)
      from public.travel t
      left join public.travel_passengers p
        on p.organization_id = $1 and p.travel_id = t.id and p.person_id = $3
     where t.organization_id = $1 and t.departs_at >= $6 and ($2 is null or t.tour_id = $2)
       and t.status not in ('idea', 'quoted', 'cancelled')
       and (p.id is not null or ota.concerns(t.visibility, t.person_ids, t.teams, $3, $4))
    union all
    select 'stay-' || h.id, h.seq, h.updated_at, null, null, null, null, h.check_in_on,
           greatest(h.check_in_on, h.check_out_on - 1), 'Hotel: ' || h.name,
           concat_ws(', ', h.name, h.address, h.city), h.phone
      from public.stays h
     where h.organization_id = $1 and h.check_out_on >= $6 and ($2 is null or h.tour_id = $2)
       and h.status not in ('idea', 'quoted', 'cancelled')
       and (ota.concerns(h.visibility, h.person_ids, h.teams, $3, $4)
            or exists (select from public.room_guests g
                         join public.rooms r on r.organization_id = $1 and r.id = g.room_id
                        where g.organization_id = $1 and g.person_id = $3 and r.stay_id = h.id))
$_$;

COMMENT ON FUNCTION ota.calendar_rows(organization_id uuid, tour_id uuid, person_id uuid, team text, home text, since date) IS 'What a calendar feed holds; of money nothing.';

CREATE FUNCTION ota.changed(before jsonb, after jsonb) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $$
    select coalesce(array_agg(f.key order by f.key), '{}') from jsonb_each(after) f
     where f.value is distinct from before -> f.key
       and f.key not in ('organization_id', 'created_at', 'created_by', 'updated_at', 'updated_by',
                         'seq')
$$;

COMMENT ON FUNCTION ota.changed(before jsonb, after jsonb) IS 'The fields in which two states of a row differ, audit fields aside.';

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

CREATE FUNCTION ota.close_settlement() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    if ota.is_restoring() or (select count(*) from public.settlement_signatures s
         where s.organization_id = new.organization_id
           and s.settlement_id = new.settlement_id) < 2 then
        return null;
    end if;
    perform set_config('ota.signing', 'on', true);
    update public.settlements s set status = 'signed'
     where s.organization_id = new.organization_id and s.id = new.settlement_id;
    update public.settlements s set status = 'amended'
      from public.settlements n
     where n.organization_id = new.organization_id and n.id = new.settlement_id
       and s.organization_id = n.organization_id and s.id = n.amends_id;
    perform set_config('ota.signing', 'off', true);
    return null;
end
$$;

COMMENT ON FUNCTION ota.close_settlement() IS 'Trigger: with both signatures a settlement is signed, and the one that it amends is amended.';

CREATE FUNCTION ota.concerns(visibility text, person_ids uuid[], teams text[], person_id uuid, team text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $_$
    select $1 = 'everyone' or ($1 = 'assigned'
           and coalesce($4 = any ($2), false) or $1 = 'assigned' and coalesce($5 = any ($3), false))
$_$;

COMMENT ON FUNCTION ota.concerns(visibility text, person_ids uuid[], teams text[], person_id uuid, team text) IS 'Whether a row is for everybody, or assigned to this person or their team; what is for the management alone never leaves the app.';

CREATE FUNCTION ota.dates_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    perform ota.mark_partners((coalesce(to_jsonb(new), to_jsonb(old)) ->> tg_argv[0])::uuid);
    return null;
end
$$;

COMMENT ON FUNCTION ota.dates_changed() IS 'Trigger (column with the organization): what partners may see can be another now.';

CREATE FUNCTION ota.day_sheet(show_id uuid, day_id uuid, person_id uuid) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog'
    AS $_$
declare
    mine constant uuid[] := auth.organizations('shows', 'read');
    place record;
    reader public.people;
    sheet jsonb;
begin
    select s.organization_id, s.tour_id, s.venue_id, s.date, s.city, s.country, s.zone,
           null::text as kind, null::text as title, null::text as notes, s.seq into place
      from public.shows s where s.organization_id = any (mine) and s.id = $1
    union all
    select d.organization_id, d.tour_id, null, d.date, d.city, d.country, d.zone,
           d.kind, d.title, d.notes, d.seq
      from public.days d where d.organization_id = any (mine) and d.id = $2;
    if not found then
        return null;
    end if;
    select p.* into reader from public.people p
     where p.organization_id = place.organization_id and p.id = $3;
    if $3 is not null and not found then
        return null;
    end if;
    select jsonb_build_object('organization', o.name, 'locale', o.locale, 'tour', t.name,
               'artist', t.artist,
               'date', place.date, 'date_words', ota.long_date(place.date, o.locale),
               'day', case when $1 is null then jsonb_build_object('kind', place.kind,
                      'title', place.title, 'notes', place.notes, 'seq', place.seq) end,
               'zone', ota.known_zone(z.zone),
               'zone_words', ota.zone_words(z.zone, place.date + interval '12 hours'),
               'show', ota.sheet_show(o.id, $1, z.zone),
               'venue', ota.venue_facts(o.id, place.venue_id),
               'city', coalesce(place.city, v.city), 'country', coalesce(place.country, v.country),
               'tour_manager', ota.tour_manager(o.id),
               'person', case when reader.id is not null then jsonb_build_object('id', reader.id,
                      'name', reader.name, 'job', reader.job) end,
               'items', ota.sheet_items(o.id, $1, $2, place.date, reader.id, reader.team),
               'travel', ota.sheet_travel(o.id, place.tour_id, $1, place.date,
                      o.day_boundary::interval, z.zone, reader.id, reader.team),
               'stays', ota.sheet_stays(o.id, place.tour_id, $1, place.date, reader.id,
                      reader.team),
               'contacts', ota.sheet_contacts(o.id, place.venue_id, $1, place.tour_id),
               'printed', ota.wall_clock(now(), z.zone, (now() at time zone z.zone)::date),
               'printed_words', to_char(now() at time zone z.zone, 'FMDD FMMonth HH24:MI'))
      into sheet
      from public.organizations o
      left join public.tours t on t.organization_id = o.id and t.id = place.tour_id
      left join public.venues v on v.organization_id = o.id and v.id = place.venue_id
     cross join lateral (select ota.known_zone(coalesce(place.zone, v.zone, o.zone))) z (zone)
     where o.id = place.organization_id;
    return sheet || jsonb_build_object('seq',
        (select max((q #>> '{}')::bigint) from jsonb_path_query(sheet, 'strict $.**.seq') q));
end
$_$;

COMMENT ON FUNCTION ota.day_sheet(show_id uuid, day_id uuid, person_id uuid) IS 'A show''s or a day''s sheet, for everybody or for one person; seq is the highest of what is on it.';

CREATE FUNCTION ota.decides(organization_id uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
    select auth.uid() is null
           or coalesce(ota.role_rank(ota.my_role(organization_id)) >= ota.role_rank('manager'), false)
$$;

COMMENT ON FUNCTION ota.decides(organization_id uuid) IS 'Whether the asking user is an owner, admin or manager, or the server itself.';

CREATE FUNCTION ota.deletions(organization_id uuid, before_seq bigint, page integer) RETURNS TABLE(seq bigint, ord integer, at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
    -- A row that goes with its parent is told with the parent; a row that is back, not at all.
    select l.seq, l.ord, l.at from ota.change_log l
     where l.organization_id = $1 and l.op = 'delete' and l.seq < $2
       and l.table_name in ('tours', 'shows', 'days', 'schedule_items', 'venues', 'people',
               'expenses', 'travel', 'contacts', 'schedule_templates', 'labour_calls', 'tasks',
               'notes', 'advance_templates', 'advances', 'guest_lists', 'guests', 'doors', 'stays',
               'rooms', 'room_guests', 'travel_passengers', 'stages', 'holds', 'radius_clauses',
               'deals', 'ticket_tiers', 'show_costs', 'adjustments', 'merch_counts', 'settlements',
               'disputes', 'settlement_runs', 'per_diem_rules', 'per_diems', 'budget_lines', 'commissions', 'invoices',
               'payments')
       and not exists (select from ota.change_log p, jsonb_each_text(l.before) f
                        where p.organization_id = $1 and p.seq = l.seq and p.op = 'delete'
                          and f.key like '%\_id' and f.key not in ('id', 'organization_id')
                          and f.value = p.row_id::text)
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

CREATE FUNCTION ota.end_partnership() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    update ota.partner_links l set ended_at = now()
     where ((l.first_organization_id = old.organization_id and l.first_id = old.id)
            or (l.second_organization_id = old.organization_id and l.second_id = old.id))
       and l.ended_at is null;
    if found then
        perform ota.tell_later(s.other_organization_id, s.theirs)
           from ota.partner_sides(old.organization_id) s where s.mine = old.id;
    end if;
    perform ota.forget_partner_dates(old.organization_id, old.id);
    delete from public.partner_shares s
     where s.organization_id = old.organization_id and s.partnership_id = old.id;
    return null;
end
$$;

COMMENT ON FUNCTION ota.end_partnership() IS 'Trigger: what was shared goes at once, and the other side is told.';

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

CREATE FUNCTION ota.expire_holds() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    due uuid;
    expired integer;
begin
    for due in select distinct h.organization_id from public.holds h
                where h.status in ('active', 'challenged')
                  and least(h.expires_at, h.answer_by) <= now() loop
        begin
            expired := ota.expire_holds_of(due);
            if expired > 0 then
                return expired;
            end if;
        exception when others then
            -- What stands in the way of one organization is told and leaves the next alone.
            raise warning 'holds of % do not expire: %', due, sqlerrm;
        end;
    end loop;
    return 0;
end
$$;

COMMENT ON FUNCTION ota.expire_holds() IS 'Ends the holds whose time has run out in one organization, as a transaction writes into one only; returns how many, 0 when there is nothing left to do anywhere.';

CREATE FUNCTION ota.expire_holds_of(organization_id uuid) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    one uuid;
    expired integer := 0;
begin
    -- The head comes first, as in every push.
    perform from ota.org_head h
      where h.organization_id = expire_holds_of.organization_id for update;
    for one in select h.id from public.holds h
                where h.organization_id = expire_holds_of.organization_id
                  and h.status in ('active', 'challenged')
                  and least(h.expires_at, h.answer_by) <= now()
                order by least(h.expires_at, h.answer_by), h.rank loop
        -- Whoever was challenged by one that has just expired need not answer any more.
        update public.holds h set status = 'expired'
         where h.organization_id = expire_holds_of.organization_id and h.id = one
           and h.status in ('active', 'challenged')
           and least(h.expires_at, h.answer_by) <= now();
        expired := expired + case when found then 1 else 0 end;
    end loop;
    return expired;
end
$$;

COMMENT ON FUNCTION ota.expire_holds_of(organization_id uuid) IS 'Ends the holds of one organization whose time has run out; returns how many.';

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

CREATE FUNCTION ota.follow_people(target regclass, how text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
declare
    bare text := (select c.relname from pg_class c where c.oid = target);
begin
    execute format('create trigger %I after insert or delete on public.people for each row
                    execute function ota.spread_person(%L, %L)', 't6_' || bare, bare, how);
    execute format('create trigger %I after update on public.people for each row
                    when ((old.user_id, old.team) is distinct from (new.user_id, new.team))
                    execute function ota.spread_person(%L, %L)', 't7_' || bare, bare, how);
end
$$;

COMMENT ON FUNCTION ota.follow_people(target regclass, how text) IS 'Lets a table''s readers follow people; part of read_by_visibility and read_by_person.';

CREATE FUNCTION ota.forget_heads() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
begin
    perform set_config('ota.counted_heads', '', true);
    return null;
end
$$;

COMMENT ON FUNCTION ota.forget_heads() IS 'Trigger: what was counted holds within one statement only.';

CREATE FUNCTION ota.forget_partner_dates(organization_id uuid, partnership_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
begin
    delete from public.partner_dates d where d.organization_id = $1 and d.partnership_id = $2;
    delete from public.partner_artists a where a.organization_id = $1 and a.partnership_id = $2;
    -- What was seen by consent leaves the history, too; that something was deleted stays.
    update ota.change_log l
       set changed = '{}',
           before = case when l.before is not null then jsonb_build_object('id', l.row_id,
               'organization_id', $1, 'partnership_id', $2) end,
           after = case when l.after is not null then jsonb_build_object('id', l.row_id,
               'organization_id', $1, 'partnership_id', $2) end
     where l.organization_id = $1 and l.table_name in ('partner_dates', 'partner_artists')
       and (l.before ->> 'partnership_id' = $2::text or l.after ->> 'partnership_id' = $2::text);
end
$_$;

COMMENT ON FUNCTION ota.forget_partner_dates(organization_id uuid, partnership_id uuid) IS 'Takes everything that a partner had shared from this side, from its history as well.';

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

CREATE TABLE public.door_shares (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    guest_id uuid NOT NULL,
    door_id uuid NOT NULL,
    heads integer NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    wanted integer,
    CONSTRAINT door_shares_heads_range CHECK (((heads >= 0) AND (heads <= 51))),
    CONSTRAINT door_shares_wanted_range CHECK (((wanted >= 0) AND (wanted <= 51)))
);

ALTER TABLE ONLY public.door_shares FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.door_shares IS 'The places of one guest that one door may give out, without asking the others.';

COMMENT ON COLUMN public.door_shares.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.door_shares.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.door_shares.guest_id IS 'The guest.';

COMMENT ON COLUMN public.door_shares.door_id IS 'The door.';

COMMENT ON COLUMN public.door_shares.heads IS 'How many of the guest''s party it may let in.';

COMMENT ON COLUMN public.door_shares.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.door_shares.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.door_shares.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.door_shares.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.door_shares.seq IS 'The transaction that last wrote the row: its version.';

COMMENT ON COLUMN public.door_shares.wanted IS 'How many more places this door asks for; the server gives what is free and takes it off.';

CREATE FUNCTION ota.free_places(share public.door_shares) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
    select 1 + g.plus - share.heads
           - (select coalesce(sum(d.heads), 0) from public.door_shares d
               where d.organization_id = g.organization_id and d.guest_id = g.id
                 and d.id <> share.id)
      from public.guests g
     where g.organization_id = share.organization_id and g.id = share.guest_id
$$;

COMMENT ON FUNCTION ota.free_places(share public.door_shares) IS 'How many places of the guest no door holds, with this row as it is given.';

CREATE FUNCTION ota.give_back() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

COMMENT ON FUNCTION ota.give_back() IS 'Trigger: an insert that found its rows there already (on conflict) took a seq for nothing and returns it, so that every seq has a row in the log.';

CREATE FUNCTION ota.grant_places() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

COMMENT ON FUNCTION ota.grant_places() IS 'Trigger: a door that asks for places is given what no door holds.';

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

CREATE TABLE public.settlements (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    show_id uuid,
    version integer,
    status text DEFAULT 'draft'::text NOT NULL,
    amends_id uuid,
    reason text,
    input jsonb NOT NULL,
    result_hash text,
    input_text text,
    currency text NOT NULL,
    balance_minor bigint,
    undisputed_minor bigint,
    engine integer,
    presented_at timestamp with time zone,
    paid_at timestamp with time zone,
    notes text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    run_id uuid,
    CONSTRAINT settlements_balance_minor_range CHECK (((balance_minor >= '-999999999999999'::bigint) AND (balance_minor <= '999999999999999'::bigint))),
    CONSTRAINT settlements_currency_code CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT settlements_engine_range CHECK (((engine >= 1) AND (engine <= 1000000))),
    CONSTRAINT settlements_input_form CHECK (((jsonb_typeof(input) = ANY (ARRAY['array'::text, 'object'::text])) AND (octet_length((input)::text) <= 262144))),
    CONSTRAINT settlements_input_text_length CHECK (((char_length(input_text) >= 1) AND (char_length(input_text) <= 131072))),
    CONSTRAINT settlements_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000))),
    CONSTRAINT settlements_of_one CHECK ((num_nonnulls(show_id, run_id) = 1)),
    CONSTRAINT settlements_reason_given CHECK (((amends_id IS NULL) OR (reason IS NOT NULL))),
    CONSTRAINT settlements_reason_length CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 4000))),
    CONSTRAINT settlements_result_hash_form CHECK ((result_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT settlements_result_hash_length CHECK (((char_length(result_hash) >= 64) AND (char_length(result_hash) <= 64))),
    CONSTRAINT settlements_status_known CHECK ((status = ANY (ARRAY['draft'::text, 'calculated'::text, 'presented'::text, 'agreed'::text, 'signed'::text, 'paid'::text, 'amended'::text]))),
    CONSTRAINT settlements_undisputed_minor_range CHECK (((undisputed_minor >= '-999999999999999'::bigint) AND (undisputed_minor <= '999999999999999'::bigint))),
    CONSTRAINT settlements_version_range CHECK (((version >= 1) AND (version <= 999)))
);

ALTER TABLE ONLY public.settlements FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.settlements IS 'One reckoning of a show or a run; once signed it stands, and a new version amends it.';

COMMENT ON COLUMN public.settlements.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.settlements.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.settlements.show_id IS 'The show, where it is of one.';

COMMENT ON COLUMN public.settlements.version IS 'Its number, given by the server.';

COMMENT ON COLUMN public.settlements.status IS 'How far it is; signed is the server''s word.';

COMMENT ON COLUMN public.settlements.amends_id IS 'The signed version that this one amends.';

COMMENT ON COLUMN public.settlements.reason IS 'Why it is amended.';

COMMENT ON COLUMN public.settlements.input IS 'All that it was reckoned from.';

COMMENT ON COLUMN public.settlements.result_hash IS 'SHA-256 of input and result, in hexadecimal: what is signed.';

COMMENT ON COLUMN public.settlements.input_text IS 'The canonical text that was hashed.';

COMMENT ON COLUMN public.settlements.currency IS 'ISO 4217 code of the amounts.';

COMMENT ON COLUMN public.settlements.balance_minor IS 'What is due to the artist; below zero: to the promoter.';

COMMENT ON COLUMN public.settlements.undisputed_minor IS 'What both sides agree is due.';

COMMENT ON COLUMN public.settlements.engine IS 'The version of the reckoning.';

COMMENT ON COLUMN public.settlements.presented_at IS 'When it was shown to the promoter.';

COMMENT ON COLUMN public.settlements.paid_at IS 'When it was paid.';

COMMENT ON COLUMN public.settlements.notes IS 'Anything else.';

COMMENT ON COLUMN public.settlements.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.settlements.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.settlements.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.settlements.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.settlements.seq IS 'The transaction that last wrote the row: its version.';

COMMENT ON COLUMN public.settlements.run_id IS 'The run whose shows it settles as one, where it is of no show alone.';

COMMENT ON CONSTRAINT settlements_of_one ON public.settlements IS 'A settlement is of one show, or of one run: give show_id or run_id, not both.';

COMMENT ON CONSTRAINT settlements_reason_given ON public.settlements IS 'An amendment says why: give its reason.';

CREATE FUNCTION ota.has_subject(settlement public.settlements) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
    select exists (select from public.shows s
                    where s.organization_id = settlement.organization_id
                      and s.id = settlement.show_id)
        or exists (select from public.settlement_runs r
                    where r.organization_id = settlement.organization_id
                      and r.id = settlement.run_id)
$$;

COMMENT ON FUNCTION ota.has_subject(settlement public.settlements) IS 'Whether the show or the run is there that a settlement is of; it is not where that is what is deleted.';

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
     where f.key not in ('organization_id', 'id', 'reader_ids')
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
                    c.before is null or auth.may_read_state($1, c.resource, c.before)))
            order by c.seq desc, c.ord desc) into changes
      from (select * from ota.change_log l
             where l.organization_id = $1 and l.table_name = $2 and l.row_id = $3
               and (l.seq, l.ord) < (before_seq, before_ord) and l.seq > place.horizon
               and l.changed <> '{reader_ids}'
               -- It was taken only from those to whom the same commit did not give it back.
               and (l.op <> 'revoke' or not exists (
                       select from ota.change_log n
                        where n.organization_id = $1 and n.table_name = $2 and n.row_id = $3
                          and n.seq = l.seq and n.ord > l.ord))
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
    if table_name in ('memberships', 'invitations', 'conflicts', 'settlement_signatures',
                      'admissions') then
        raise exception using errcode = 'OT002',
            message = 'this kind of row is not restored from history',
            hint = case when table_name in ('memberships', 'invitations')
                        then 'Invite the person again.' else 'Enter it anew.' end;
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

CREATE FUNCTION ota.inherit_readers() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
begin
    new.reader_ids := null;
    execute format('select p.reader_ids from public.%I p where p.organization_id = $1 and p.id = $2',
                   tg_argv[0])
       into new.reader_ids
      using new.organization_id, (to_jsonb(new) ->> tg_argv[1])::uuid;
    return new;
end
$_$;

COMMENT ON FUNCTION ota.inherit_readers() IS 'Trigger (parent table, column): a part is read by whoever reads the row it is part of.';

CREATE FUNCTION ota.invoice_paper(invoice_id uuid) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    AS $_$
    select jsonb_build_object('organization', o.name, 'locale', o.locale, 'tour', t.name,
               'artist', t.artist,
               'show', s.title, 'show_date', ota.long_date(s.date, o.locale), 'number', i.number,
               'status', i.status,
               'from_name', case when i.number is null then coalesce(o.legal_name, o.name)
                                 else i.from_name end,
               'from_address', case when i.number is null then o.address else i.from_address end,
               'from_tax_id', case when i.number is null then b.tax_id else i.from_tax_id end,
               'bank', case when i.number is null then b.bank else i.from_bank end,
               'to_name', i.to_name, 'to_address', i.to_address,
               'to_tax_id', i.to_tax_id, 'issued', ota.long_date(i.issued_on, o.locale),
               'due', ota.long_date(i.due_on, o.locale), 'currency', i.currency, 'lines', i.lines,
               'net_minor', i.net_minor, 'tax_rate', i.tax_rate::text, 'tax_minor', i.tax_minor,
               'total_minor', i.total_minor, 'notes', i.notes,
               'paid_minor', (select coalesce(sum(case p.direction when 'in' then p.amount_minor
                                                  else -p.amount_minor end), 0)
                                from public.payments p where p.organization_id = i.organization_id
                                 and p.invoice_id = i.id and p.currency = i.currency))
      from public.invoices i
      join public.organizations o on o.id = i.organization_id
      left join public.billing_details b on b.organization_id = i.organization_id
      left join public.shows s on s.organization_id = i.organization_id and s.id = i.show_id
      left join public.tours t
        on t.organization_id = i.organization_id and t.id = coalesce(i.tour_id, s.tour_id)
     where i.organization_id = any (auth.organizations('finance', 'read')) and i.id = $1
$_$;

COMMENT ON FUNCTION ota.invoice_paper(invoice_id uuid) IS 'An invoice with what has been paid of it.';

CREATE FUNCTION ota.is_restoring() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $$
    select coalesce(current_setting('ota.restoring', true) = 'on', false)
$$;

COMMENT ON FUNCTION ota.is_restoring() IS 'Whether a deleted row is being brought back as it was: it was judged when it was written.';

CREATE FUNCTION ota.is_same_name(one text, other text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $$
    select lower(btrim(one)) = lower(btrim(other))
$$;

COMMENT ON FUNCTION ota.is_same_name(one text, other text) IS 'Is it one name, however it is written? Null where one is missing.';

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

CREATE FUNCTION ota.judge_admission() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

COMMENT ON FUNCTION ota.judge_admission() IS 'Trigger: a door lets in no more than the places it holds.';

CREATE FUNCTION ota.judge_advance() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    changes text[];
begin
    if ota.write_scope(old.organization_id, 'advance') = 'none' or old.status <> 'approved' then
        return coalesce(new, old);
    elsif tg_op = 'DELETE' then
        if exists (select from public.shows s
                    where s.organization_id = old.organization_id and s.id = old.show_id) then
            perform ota.refuse('this advance is approved and locked',
                'Let an owner, admin or manager open it again first.');
        end if;
        return old;
    end if;
    changes := ota.changed(to_jsonb(old), to_jsonb(new));
    if changes <> '{}' and (new.status = 'approved' or not ota.decides(old.organization_id)) then
        perform ota.refuse('this advance is approved and locked',
            'Let an owner, admin or manager open it again by giving it another status.');
    end if;
    return new;
end
$$;

COMMENT ON FUNCTION ota.judge_advance() IS 'Trigger: an approved advance is locked until somebody who decides opens it again.';

CREATE FUNCTION ota.judge_advance_answer() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    organization constant uuid := coalesce(new.organization_id, old.organization_id);
    advances constant uuid[] := array[to_jsonb(new) ->> 'advance_id',
                                      to_jsonb(old) ->> 'advance_id'];
begin
    if ota.is_restoring() or ota.write_scope(organization, 'advance') = 'none'
       or (tg_op = 'UPDATE' and ota.changed(to_jsonb(old), to_jsonb(new)) = '{}') then
        return coalesce(new, old);
    end if;
    perform ota.take(organization);
    if exists (select from public.advances a where a.organization_id = organization
                  and a.id = any (advances) and a.status = 'approved') then
        perform ota.refuse('this advance is approved and locked',
            'Let an owner, admin or manager open it again first.');
    end if;
    return coalesce(new, old);
end
$$;

COMMENT ON FUNCTION ota.judge_advance_answer() IS 'Trigger: the answers of an approved advance stand.';

CREATE FUNCTION ota.judge_deal() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    changes text[];
    steps text[];
begin
    if ota.write_scope(old.organization_id, 'finance') = 'none' then
        return new;
    end if;
    changes := ota.changed(to_jsonb(old), to_jsonb(new));
    steps := case old.status
        when 'draft' then '{sent,accepted,withdrawn}'::text[]
        when 'sent' then '{countered,accepted,declined,expired,withdrawn}'
        when 'countered' then '{sent,accepted,declined,expired,withdrawn}'
        when 'accepted' then '{withdrawn}'
        else '{}' end;
    if new.status <> old.status and new.status <> all (steps) then
        perform ota.refuse(format('an offer that is %s does not become %s', old.status, new.status),
            case steps when '{}' then 'Make a new version.'
                       else 'It can become ' || array_to_string(steps, ', ') || '.' end);
    elsif old.status = 'accepted' and not changes <@ '{status,notes}' then
        perform ota.refuse('an accepted deal keeps its terms',
            'Make a new version, and withdraw this one.');
    end if;
    return new;
end
$$;

COMMENT ON FUNCTION ota.judge_deal() IS 'Trigger: an offer goes by named steps, and what was accepted stands.';

CREATE FUNCTION ota.judge_door() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

COMMENT ON FUNCTION ota.judge_door() IS 'Trigger: a door has one device; who brought it and when is the server''s to say.';

CREATE FUNCTION ota.judge_door_share() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

COMMENT ON FUNCTION ota.judge_door_share() IS 'Trigger: all doors together never hold more places than a guest has, and none fewer than it has given out.';

CREATE FUNCTION ota.judge_expense() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    is_decided constant boolean := coalesce(old.status in ('approved', 'reimbursed'), false);
begin
    if ota.write_scope(coalesce(new.organization_id, old.organization_id), 'expenses') <> 'own'
       or (tg_op = 'UPDATE' and ota.changed(to_jsonb(old), to_jsonb(new)) = '{}') then
        return coalesce(new, old);
    elsif tg_op = 'DELETE' then
        if is_decided and exists (select from public.organizations o
                                   where o.id = old.organization_id) then
            perform ota.refuse(format('this expense is %s', old.status),
                'Ask whoever approved it.');
        end if;
        return old;
    elsif new.status in ('approved', 'reimbursed', 'rejected')
          and new.status is distinct from old.status then
        perform ota.refuse('nobody decides about their own expenses',
            'Submit it, and let an owner, admin or manager decide.');
    elsif is_decided and not ota.changed(to_jsonb(old), to_jsonb(new)) <@ '{tour_id,show_id,'
              'travel_id,stay_id}' then
        perform ota.refuse(format('this expense is %s', old.status), 'Ask whoever approved it.');
    end if;
    return new;
end
$$;

COMMENT ON FUNCTION ota.judge_expense() IS 'Trigger: who may write only their own expenses does not decide about them, and leaves those that were decided.';

CREATE FUNCTION ota.judge_guest() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

COMMENT ON FUNCTION ota.judge_guest() IS 'Trigger: who may decide about guests, and never more heads than the allotment: what does not fit is put on the waiting list.';

CREATE FUNCTION ota.judge_hold() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    is_moved boolean;
begin
    if current_setting('ota.stacking', true) = 'on'
       or ota.write_scope(new.organization_id, 'booking') = 'none'
       or (tg_op = 'UPDATE' and ota.changed(to_jsonb(old), to_jsonb(new)) = '{}') then
        return new;
    end if;
    perform ota.take(new.organization_id);
    if tg_op = 'INSERT' then
        if ota.is_restoring() then
            new.status := case when new.status in ('released', 'expired') then new.status
                               else 'active' end;
        elsif new.status <> 'active' then
            perform ota.refuse('a hold begins active', 'Confirm or release it afterwards.');
        end if;
        new.rank := case when new.status = 'active' then ota.next_rank(new) end;
        new.challenged_at := null;
        new.answer_by := null;
        return new;
    end if;
    is_moved := (new.venue_id, new.stage_id, new.date)
                is distinct from (old.venue_id, old.stage_id, old.date);
    new.rank := old.rank;
    new.challenged_at := old.challenged_at;
    new.answer_by := old.answer_by;
    if new.status <> old.status then
        perform ota.judge_hold_step(old, new);
    elsif is_moved and old.status = 'confirmed' then
        perform ota.refuse('a confirmed hold keeps its date', 'Take the confirmation back first.');
    end if;
    if new.status in ('confirmed', 'released', 'expired') or is_moved then
        new.is_challenging := false;
        new.challenged_at := null;
        new.answer_by := null;
    end if;
    if new.status in ('released', 'expired') then
        new.rank := null;
    elsif is_moved then
        new.status := 'active';
        new.rank := ota.next_rank(new);
    end if;
    return new;
end
$$;

COMMENT ON FUNCTION ota.judge_hold() IS 'Trigger: a hold''s rank and its challenge are the server''s word; its status goes by named steps.';

CREATE TABLE public.holds (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    venue_id uuid NOT NULL,
    stage_id uuid,
    tour_id uuid,
    show_id uuid,
    date date NOT NULL,
    party text NOT NULL,
    rank integer,
    status text DEFAULT 'active'::text NOT NULL,
    is_challenging boolean DEFAULT false NOT NULL,
    challenge_hours integer DEFAULT 48 NOT NULL,
    challenged_at timestamp with time zone,
    answer_by timestamp with time zone,
    expires_at timestamp with time zone,
    contact text,
    notes text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT holds_challenge_hours_range CHECK (((challenge_hours >= 24) AND (challenge_hours <= 72))),
    CONSTRAINT holds_contact_length CHECK (((char_length(contact) >= 1) AND (char_length(contact) <= 4000))),
    CONSTRAINT holds_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000))),
    CONSTRAINT holds_party_length CHECK (((char_length(party) >= 1) AND (char_length(party) <= 160))),
    CONSTRAINT holds_rank_range CHECK (((rank >= 1) AND (rank <= 10000))),
    CONSTRAINT holds_status_known CHECK ((status = ANY (ARRAY['active'::text, 'challenged'::text, 'confirmed'::text, 'released'::text, 'expired'::text])))
);

ALTER TABLE ONLY public.holds FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.holds IS 'A date kept at a venue, in the order in which it was asked for.';

COMMENT ON COLUMN public.holds.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.holds.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.holds.venue_id IS 'The venue.';

COMMENT ON COLUMN public.holds.stage_id IS 'The stage, where there are several.';

COMMENT ON COLUMN public.holds.tour_id IS 'The tour it is for.';

COMMENT ON COLUMN public.holds.show_id IS 'The show it is for.';

COMMENT ON COLUMN public.holds.date IS 'The business date.';

COMMENT ON COLUMN public.holds.party IS 'Who holds the date.';

COMMENT ON COLUMN public.holds.rank IS 'Its place: 1 has the first right. Given by the server.';

COMMENT ON COLUMN public.holds.status IS 'How far it is; challenged and expired are the server''s word.';

COMMENT ON COLUMN public.holds.is_challenging IS 'Ready to confirm: whoever stands higher has to answer.';

COMMENT ON COLUMN public.holds.challenge_hours IS 'How long they have for their answer.';

COMMENT ON COLUMN public.holds.challenged_at IS 'When a lower hold challenged it.';

COMMENT ON COLUMN public.holds.answer_by IS 'Until when it has to be confirmed; then it expires.';

COMMENT ON COLUMN public.holds.expires_at IS 'Until when it is held at all.';

COMMENT ON COLUMN public.holds.contact IS 'Whom to ask.';

COMMENT ON COLUMN public.holds.notes IS 'Anything else.';

COMMENT ON COLUMN public.holds.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.holds.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.holds.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.holds.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.holds.seq IS 'The transaction that last wrote the row: its version.';

CREATE FUNCTION ota.judge_hold_step(before public.holds, after public.holds) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog'
    AS $$
begin
    if before.status in ('released', 'expired') then
        perform ota.refuse(format('this hold is %s', before.status),
            'Place a new hold: it gets the next free rank.');
    elsif after.status = 'challenged'
          or (before.status = 'challenged' and after.status = 'active') then
        perform ota.refuse('a hold is challenged by a lower one, and only by that',
            'Confirm it, release it, or let the other hold take its challenge back.');
    elsif after.status = 'confirmed' and before.rank > 1 then
        perform ota.refuse('an earlier hold has the first right to this date',
            'Challenge it, and confirm when it is released.');
    elsif after.status = 'expired' and (before.status = 'confirmed'
          or coalesce(least(after.expires_at, before.answer_by) > now(), true)) then
        perform ota.refuse('this hold has not run out', 'Release it instead.');
    end if;
end
$$;

COMMENT ON FUNCTION ota.judge_hold_step(before public.holds, after public.holds) IS 'Refuses a change of a hold''s status that is none of the named steps.';

CREATE FUNCTION ota.judge_invoice() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    organization constant uuid := coalesce(new.organization_id, old.organization_id);
    is_issued constant boolean := coalesce(old.number is not null, false);
    changes text[];
begin
    if ota.write_scope(organization, 'finance') = 'none' then
        return coalesce(new, old);
    elsif tg_op = 'DELETE' then
        if is_issued and exists (select from public.organizations o where o.id = organization) then
            perform ota.refuse('an issued invoice is never deleted',
                'Cancel it: its number stays, so that none is missing.');
        end if;
        return old;
    end if;
    changes := ota.changed(coalesce(to_jsonb(old), '{}'), to_jsonb(new));
    if tg_op = 'UPDATE' and changes = '{}' then
        return new;
    end if;
    perform ota.take(organization);
    new.number := old.number;
    if is_issued then
        -- What it was for may be deleted; what it says stays.
        if not changes <@ '{status,number,show_id,tour_id,settlement_id}'
           or (new.show_id <> old.show_id or new.tour_id <> old.tour_id
               or new.settlement_id <> old.settlement_id) then
            perform ota.refuse('an issued invoice is never changed',
                'Cancel it and issue a new one.');
        elsif new.status = 'draft' or (old.status = 'cancelled' and new.status <> 'cancelled') then
            perform ota.refuse(format('an invoice that is %s does not become %s', old.status,
                new.status), 'Make a new invoice.');
        end if;
    elsif new.status = 'paid' then
        perform ota.refuse('an invoice is issued before it is paid', 'Issue it first.');
    elsif new.status = 'issued' then
        new.issued_on := coalesce(new.issued_on, (now() at time zone (
            select o.zone from public.organizations o where o.id = organization))::date);
        new.number := ota.next_invoice_number(organization,
            extract(year from new.issued_on)::integer);
    end if;
    return new;
end
$$;

COMMENT ON FUNCTION ota.judge_invoice() IS 'Trigger: an invoice gets its number when it is issued, one after another in each year, and stands from then on.';

CREATE FUNCTION ota.judge_partnership() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    if current_setting('ota.partnering', true) = 'on'
       or ota.write_scope(new.organization_id, 'partners') = 'none'
       or (tg_op = 'UPDATE' and ota.changed(to_jsonb(old), to_jsonb(new)) = '{}') then
        return new;
    end if;
    perform ota.take(new.organization_id);
    if tg_op = 'INSERT' then
        return ota.begin_partnership(new);
    elsif old.status = 'ended' then
        perform ota.refuse('this partnership has ended', 'Invite them anew.');
    elsif new.status = 'ended' then
        new.ended_at := now();
        new.code := null;
        new.expires_at := null;
    elsif new.status <> old.status then
        perform ota.refuse('only the partner''s code links the two', 'Give them the code.');
    else
        new.ended_at := old.ended_at;
        new.code := old.code;
        new.expires_at := old.expires_at;
        new.name := case old.status when 'linked' then old.name else new.name end;
    end if;
    new.partner_id := old.partner_id;
    new.linked_at := old.linked_at;
    return new;
end
$$;

COMMENT ON FUNCTION ota.judge_partnership() IS 'Trigger: who is partner of whom is the server''s word; either side may end it.';

CREATE TABLE public.guest_lists (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    show_id uuid NOT NULL,
    name text NOT NULL,
    allotment integer NOT NULL,
    cutoff_at timestamp with time zone,
    locked_at timestamp with time zone,
    notes text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT guest_lists_allotment_range CHECK (((allotment >= 0) AND (allotment <= 100000))),
    CONSTRAINT guest_lists_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
    CONSTRAINT guest_lists_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000)))
);

ALTER TABLE ONLY public.guest_lists FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.guest_lists IS 'The guests of one show, with how many there may be.';

COMMENT ON COLUMN public.guest_lists.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.guest_lists.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.guest_lists.show_id IS 'The show.';

COMMENT ON COLUMN public.guest_lists.name IS 'What it is called, such as artist or label.';

COMMENT ON COLUMN public.guest_lists.allotment IS 'How many heads may be approved.';

COMMENT ON COLUMN public.guest_lists.cutoff_at IS 'Until when guests may be asked for.';

COMMENT ON COLUMN public.guest_lists.locked_at IS 'When it was locked.';

COMMENT ON COLUMN public.guest_lists.notes IS 'Anything else.';

COMMENT ON COLUMN public.guest_lists.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.guest_lists.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.guest_lists.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.guest_lists.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.guest_lists.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.guests (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    guest_list_id uuid NOT NULL,
    owner_id uuid DEFAULT auth.uid() NOT NULL,
    name text NOT NULL,
    plus integer DEFAULT 0 NOT NULL,
    pass_type text DEFAULT 'ticket'::text NOT NULL,
    status text DEFAULT 'requested'::text NOT NULL,
    email text,
    notes text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT guests_email_length CHECK (((char_length(email) >= 3) AND (char_length(email) <= 320))),
    CONSTRAINT guests_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
    CONSTRAINT guests_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 4000))),
    CONSTRAINT guests_pass_type_known CHECK ((pass_type = ANY (ARRAY['ticket'::text, 'photo'::text, 'working'::text, 'all_access'::text, 'after_show'::text]))),
    CONSTRAINT guests_plus_range CHECK (((plus >= 0) AND (plus <= 50))),
    CONSTRAINT guests_status_known CHECK ((status = ANY (ARRAY['requested'::text, 'approved'::text, 'denied'::text, 'waitlisted'::text, 'cancelled'::text])))
);

ALTER TABLE ONLY public.guests FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.guests IS 'Somebody who is asked in, with how many they bring.';

COMMENT ON COLUMN public.guests.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.guests.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.guests.guest_list_id IS 'The list.';

COMMENT ON COLUMN public.guests.owner_id IS 'Who asks for them.';

COMMENT ON COLUMN public.guests.name IS 'What the guest is called.';

COMMENT ON COLUMN public.guests.plus IS 'How many come with them.';

COMMENT ON COLUMN public.guests.pass_type IS 'What they get.';

COMMENT ON COLUMN public.guests.status IS 'Whether they may come.';

COMMENT ON COLUMN public.guests.email IS 'Where to write to them.';

COMMENT ON COLUMN public.guests.notes IS 'Anything else.';

COMMENT ON COLUMN public.guests.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.guests.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.guests.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.guests.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.guests.seq IS 'The transaction that last wrote the row: its version.';

CREATE FUNCTION ota.judge_request(asked public.guests, before public.guests, list public.guest_lists) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog'
    AS $$
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

COMMENT ON FUNCTION ota.judge_request(asked public.guests, before public.guests, list public.guest_lists) IS 'Refuses what somebody who does not run the guest list may not do with a request.';

CREATE FUNCTION ota.judge_run() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    if ota.write_scope(old.organization_id, 'finance') = 'none' then
        return old;
    end if;
    perform ota.take(old.organization_id);
    if exists (select from public.settlements s
                where s.organization_id = old.organization_id and s.run_id = old.id
                  and s.status in ('signed', 'paid', 'amended'))
       and exists (select from public.organizations o where o.id = old.organization_id)
       and (old.tour_id is null
            or exists (select from public.tours t where t.organization_id = old.organization_id
                          and t.id = old.tour_id)) then
        perform ota.refuse('a run that was signed is never deleted',
            'Take its shows out of it, and amend what was signed.');
    end if;
    return old;
end
$$;

COMMENT ON FUNCTION ota.judge_run() IS 'Trigger: a run with a signed settlement is not deleted, but with its tour.';

CREATE FUNCTION ota.judge_schedule_item() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    if new.after_id is null or (tg_op = 'UPDATE' and new.after_id is not distinct from old.after_id)
       or ota.write_scope(new.organization_id, 'schedule') = 'none' then
        return new;
    end if;
    perform ota.take(new.organization_id);
    if new.after_id = new.id or exists (
        with recursive chain (id) as (
            select new.after_id
            union
            select i.after_id from chain c
              join public.schedule_items i on i.organization_id = new.organization_id and i.id = c.id
             where i.after_id is not null)
        select from chain where chain.id = new.id) then
        perform ota.refuse('an item cannot follow itself, not by way of others either',
            'Choose an item that does not depend on this one.');
    end if;
    return new;
end
$$;

COMMENT ON FUNCTION ota.judge_schedule_item() IS 'Trigger: items that follow each other never form a circle.';

CREATE FUNCTION ota.judge_settlement() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    -- The server's own hand: both have signed, or the next version was.
    if current_setting('ota.signing', true) = 'on'
       or ota.write_scope(coalesce(new.organization_id, old.organization_id), 'finance') = 'none'
       or (tg_op = 'UPDATE' and ota.changed(to_jsonb(old), to_jsonb(new)) = '{}') then
        return coalesce(new, old);
    end if;
    perform ota.take(coalesce(new.organization_id, old.organization_id));
    if tg_op = 'DELETE' then
        if old.status in ('signed', 'paid', 'amended') and ota.has_subject(old) then
            perform ota.refuse('a signed settlement is never deleted',
                'Make a new version that amends this one, with its reason.');
        end if;
        return old;
    elsif tg_op = 'UPDATE' then
        new.version := old.version;
        perform ota.judge_settlement_step(old, new);
        return new;
    elsif ota.is_restoring() then
        return new;
    end if;
    if new.status in ('signed', 'paid', 'amended') then
        perform ota.refuse('a settlement begins unsigned',
            'Both sides sign it: then it is signed.');
    elsif new.amends_id is not null and not exists (
            select from public.settlements s where s.organization_id = new.organization_id
               and s.id = new.amends_id
               and s.show_id is not distinct from new.show_id
               and s.run_id is not distinct from new.run_id
               and s.status in ('signed', 'paid', 'amended')) then
        perform ota.refuse('only a signed settlement of the same show or run is amended',
            'Change the unsigned version itself.');
    end if;
    new.version := (select coalesce(max(s.version), 0) + 1 from public.settlements s
                     where s.organization_id = new.organization_id
                       and (s.show_id = new.show_id or s.run_id = new.run_id));
    return new;
end
$$;

COMMENT ON FUNCTION ota.judge_settlement() IS 'Trigger: versions are numbered by the server, go by named steps, and stand once they are signed.';

CREATE FUNCTION ota.judge_settlement_step(before public.settlements, after public.settlements) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    changes constant text[] := ota.changed(to_jsonb(before), to_jsonb(after));
    is_signed constant boolean := before.status in ('signed', 'paid', 'amended');
begin
    if is_signed and (not changes <@ '{status,paid_at,notes,amends_id}'
                      or (changes && '{amends_id}' and after.amends_id is not null)) then
        perform ota.refuse('a signed settlement is never changed',
            'Make a new version that amends this one, with its reason.');
    elsif changes && '{status}' and (case before.status
            when 'signed' then after.status not in ('paid', 'amended')
            when 'paid' then after.status not in ('signed', 'amended')
            when 'amended' then true
            else after.status in ('signed', 'paid', 'amended') end) then
        perform ota.refuse(format('a settlement that is %s does not become %s', before.status,
                after.status),
            case when is_signed then 'Make a new version that amends this one.'
                 else 'Both sides sign it: then it is signed.' end);
    elsif not is_signed and changes && '{show_id,run_id,input,input_text,result_hash,currency,'
              'balance_minor,undisputed_minor,engine}'
          and exists (select from public.settlement_signatures s
                       where s.organization_id = before.organization_id
                         and s.settlement_id = before.id) then
        perform ota.refuse('one side has signed this version already',
            'Make a new version, and let both sides sign that.');
    end if;
end
$$;

COMMENT ON FUNCTION ota.judge_settlement_step(before public.settlements, after public.settlements) IS 'Refuses a change of a settlement that is none of the named steps or touches what was signed.';

CREATE FUNCTION ota.judge_share_link() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    if ota.write_scope(new.organization_id, 'shares') <> 'none'
       and (new.token, new.owner_id, new.kind) is distinct from (old.token, old.owner_id, old.kind)
    then
        perform ota.refuse('a link keeps its secret, its kind and whose it is',
            'Withdraw it (revoked_at) and make a new one.');
    end if;
    return new;
end
$$;

COMMENT ON FUNCTION ota.judge_share_link() IS 'Trigger: what a link opens is never exchanged.';

CREATE FUNCTION ota.judge_signature() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    organization constant uuid := coalesce(new.organization_id, old.organization_id);
    signed public.settlements;
begin
    if ota.is_restoring() or ota.write_scope(organization, 'finance') = 'none'
       or (tg_op = 'UPDATE' and ota.changed(to_jsonb(old), to_jsonb(new)) = '{}') then
        return coalesce(new, old);
    end if;
    perform ota.take(organization);
    select s.* into signed from public.settlements s
     where s.organization_id = organization
       and s.id = coalesce(old.settlement_id, new.settlement_id);
    if tg_op <> 'INSERT' then
        if found then
            perform ota.refuse('a signature is never changed or taken back',
                'Make a new version of the settlement.');
        end if;
        return coalesce(new, old);
    elsif found and signed.status not in ('presented', 'agreed') then
        perform ota.refuse(case when signed.status in ('draft', 'calculated')
                then 'this settlement was not presented yet' else 'this settlement is signed' end,
            'Sign a version that was presented and agreed.');
    elsif found and signed.result_hash is distinct from new.result_hash then
        perform ota.refuse('this signature is for another result',
            'Compare both results, and sign the one that both hold.');
    end if;
    return new;
end
$$;

COMMENT ON FUNCTION ota.judge_signature() IS 'Trigger: a side signs exactly the result that the settlement holds, once and for good.';

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

CREATE FUNCTION ota.keep_share_token() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    insert into ota.share_tokens (token_hash, organization_id, link_id)
    values (sha256(convert_to(new.token, 'UTF8')), new.organization_id, new.id);
    return null;
end
$$;

COMMENT ON FUNCTION ota.keep_share_token() IS 'Trigger: a new link is found by its secret.';

CREATE FUNCTION ota.known_zone(zone text) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $$
begin
    perform now() at time zone zone;
    return coalesce(zone, 'UTC');
exception when invalid_parameter_value then
    return 'UTC';
end
$$;

COMMENT ON FUNCTION ota.known_zone(zone text) IS 'The zone, or UTC where the database knows none such.';

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
    readers uuid[] := ota.readers_in(either);
    former uuid[];
    changed text[] := '{}';
begin
    if tg_op = 'UPDATE' then
        changed := array(select f.key from jsonb_each(after) f
                          where f.value is distinct from before -> f.key order by f.key);
        if changed = '{}' then
            return null;
        end if;
        former := ota.readers_in(before);
        -- It is taken from all who had it, then given to all who have it now.
        if before -> 'owner_id' is distinct from after -> 'owner_id'
           or (readers is not null and (former is null or not former <@ readers)) then
            insert into ota.change_log (organization_id, seq, ord, table_name, row_id, op, resource,
                                        owner_id, reader_ids, actor_id, client_id, mutation_n)
            values (organization, place, ord, tg_argv[0], (either ->> 'id')::uuid, 'revoke',
                    tg_argv[1], (before ->> 'owner_id')::uuid, former, auth.uid(),
                    client[1]::uuid, client[2]::bigint);
            ord := ord + 1;
        end if;
    end if;
    insert into ota.change_log (organization_id, seq, ord, table_name, row_id, op, changed, before,
                                after, resource, owner_id, reader_ids, actor_id, client_id,
                                mutation_n)
    values (organization, place, ord, tg_argv[0], (either ->> 'id')::uuid, lower(tg_op), changed,
            before, after, tg_argv[1], (either ->> 'owner_id')::uuid, readers, auth.uid(),
            client[1]::uuid, client[2]::bigint);
    perform set_config('ota.ord', ord::text, true);
    return null;
end
$$;

COMMENT ON FUNCTION ota.log() IS 'Trigger (table name, resource): writes the change log. A shard has a name of its own, so the name is given.';

CREATE FUNCTION ota.long_date(day date, locale text DEFAULT 'en'::text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $_$
    select to_char($1, case when $2 like 'en-US%' then 'FMDay, FMMonth FMDD, YYYY'
                            else 'FMDay FMDD FMMonth YYYY' end)
$_$;

COMMENT ON FUNCTION ota.long_date(day date, locale text) IS 'A day in full, such as Tuesday 12 May 2026, in the United States Tuesday, May 12, 2026.';

CREATE FUNCTION ota.mark_partners(organization_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    if current_setting('ota.partners_marked', true) = organization_id::text then
        return;
    end if;
    perform ota.tell_later(s.other_organization_id, s.theirs)
       from ota.partner_sides(organization_id) s where s.ended_at is null;
    perform set_config('ota.partners_marked', organization_id::text, true);
end
$$;

COMMENT ON FUNCTION ota.mark_partners(organization_id uuid) IS 'Notes, once a transaction, that an organization''s partners have something to be told.';

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

CREATE FUNCTION ota.name_share() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    if tg_op = 'UPDATE' then
        new.artist_id := old.artist_id;
        new.partnership_id := old.partnership_id;
    elsif new.artist_id is null and cardinality(ota.artists_named(new.organization_id, new.artist)) > 1 then
        perform ota.refuse('several artists have this name', 'Update the app and say which of them.');
    elsif new.artist_id is null then
        new.artist_id := ota.artist_for(new.organization_id, new.artist);
    end if;
    select coalesce(a.name, o.name) into new.artist
      from public.organizations o
      left join public.artists a on a.organization_id = o.id and a.id = new.artist_id
     where o.id = new.organization_id;
    return new;
end
$$;

COMMENT ON FUNCTION ota.name_share() IS 'Trigger: what is shared is an artist; a client that only says a name means the one who has it.';

CREATE FUNCTION ota.name_tour_artist() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    is_chosen constant boolean := new.artist_id is not null
        and (tg_op = 'INSERT' or new.artist_id is distinct from old.artist_id);
    known text;
begin
    if tg_op = 'UPDATE' and not is_chosen and new.artist is not distinct from old.artist then
        return new;
    end if;
    select a.name into known from public.artists a
     where a.organization_id = new.organization_id and a.id = new.artist_id;
    if ota.is_same_name(new.artist, known) then
        return new;
    elsif is_chosen then
        new.artist := known;
    else
        new.artist_id := ota.artist_for(new.organization_id, new.artist);
    end if;
    return new;
end
$$;

COMMENT ON FUNCTION ota.name_tour_artist() IS 'Trigger: keeps a tour''s artist and the name that is shown in step; who is chosen has the last word.';

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

CREATE FUNCTION ota.next_invoice_number(organization_id uuid, year integer) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
    select year || '-' || lpad(n.next, greatest(4, length(n.next)), '0')
      from (select (coalesce(max(split_part(i.number, '-', 2)::integer), 0) + 1)::text as next
              from public.invoices i
             where i.organization_id = $1 and i.number like $2 || '-%') n
$_$;

COMMENT ON FUNCTION ota.next_invoice_number(organization_id uuid, year integer) IS 'The number after the highest that an organization has given in a year.';

CREATE FUNCTION ota.next_rank(hold public.holds) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
    select coalesce(max(h.rank), 0) + 1 from public.holds h
     where h.organization_id = hold.organization_id and h.venue_id = hold.venue_id
       and h.stage_id is not distinct from hold.stage_id and h.date = hold.date
       and h.id <> hold.id and h.status in ('active', 'challenged', 'confirmed')
$$;

COMMENT ON FUNCTION ota.next_rank(hold public.holds) IS 'The place that a hold gets on its date: behind all others.';

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

CREATE FUNCTION ota.open_link(token_hash bytea, most integer) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    link record;
begin
    select * into link from ota.open_share(token_hash);
    if not found then
        return null;
    end if;
    return jsonb_build_object('organization_id', link.organization_id, 'owner_id', link.owner_id,
        'kind', link.kind, 'tour_id', link.tour_id, 'show_id', link.show_id,
        'day_id', link.day_id, 'person_id', link.person_id, 'name', link.name,
        'is_allowed', auth.allow('share:' || link.link_id, most, interval '10 minutes'));
end
$$;

COMMENT ON FUNCTION ota.open_link(token_hash bytea, most integer) IS 'What the link with this hash opens and as whom, and whether it was opened at most so often within ten minutes; null when it does not open any more.';

CREATE FUNCTION ota.open_share(token_hash bytea, OUT organization_id uuid, OUT link_id uuid, OUT owner_id uuid, OUT kind text, OUT tour_id uuid, OUT show_id uuid, OUT day_id uuid, OUT person_id uuid, OUT name text) RETURNS SETOF record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    link public.share_links;
begin
    select l.* into link from ota.share_tokens t
      join public.share_links l on l.organization_id = t.organization_id and l.id = t.link_id
      join ota.member_roles m on m.organization_id = l.organization_id and m.user_id = l.owner_id
     where t.token_hash = open_share.token_hash
       and l.revoked_at is null and (l.expires_at is null or l.expires_at > now());
    if not found then
        return;
    end if;
    if link.last_used_at is null or link.last_used_at < now() - interval '1 hour' then
        update public.share_links l set last_used_at = date_trunc('hour', now())
         where l.organization_id = link.organization_id and l.id = link.id;
    end if;
    organization_id := link.organization_id;
    link_id := link.id;
    owner_id := link.owner_id;
    kind := link.kind;
    tour_id := link.tour_id;
    show_id := link.show_id;
    day_id := link.day_id;
    person_id := link.person_id;
    name := link.name;
    return next;
end
$$;

COMMENT ON FUNCTION ota.open_share(token_hash bytea, OUT organization_id uuid, OUT link_id uuid, OUT owner_id uuid, OUT kind text, OUT tour_id uuid, OUT show_id uuid, OUT day_id uuid, OUT person_id uuid, OUT name text) IS 'The link whose secret has this hash; no row when there is none, when it has expired or was withdrawn, or when who shared it has left.';

CREATE FUNCTION ota.partner_sides(organization_id uuid, OUT link_id bigint, OUT mine uuid, OUT other_organization_id uuid, OUT theirs uuid, OUT ended_at timestamp with time zone) RETURNS SETOF record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
    select l.id, l.first_id, l.second_organization_id, l.second_id, l.ended_at
      from ota.partner_links l
     where l.first_organization_id = $1 and l.second_id is not null
    union all
    select l.id, l.second_id, l.first_organization_id, l.first_id, l.ended_at
      from ota.partner_links l
     where l.second_organization_id = $1
$_$;

COMMENT ON FUNCTION ota.partner_sides(organization_id uuid, OUT link_id bigint, OUT mine uuid, OUT other_organization_id uuid, OUT theirs uuid, OUT ended_at timestamp with time zone) IS 'The partnerships of an organization as it sees them: its own row, and the other''s.';

CREATE FUNCTION ota.pass_places_on() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

COMMENT ON FUNCTION ota.pass_places_on() IS 'Trigger: places that a door gives back go to the doors that ask for them.';

CREATE FUNCTION ota.per_diem_paper(tour_id uuid) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    AS $_$
    select jsonb_build_object('organization', o.name, 'locale', o.locale, 'tour', t.name,
               'artist', t.artist,
               'people', (select coalesce(jsonb_agg(jsonb_build_object('name', k.name,
                     'job', k.job, 'currency', k.currency, 'total_minor', k.total_minor,
                     'days', k.days) order by k.name, k.id, k.currency), '[]')
                  from (select p.id, p.name, p.job, d.currency, sum(d.amount_minor) as total_minor,
                               jsonb_agg(jsonb_build_object('date', d.date,
                                   'day', ota.short_date(d.date, o.locale),
                                   'is_edge', d.is_edge, 'provided', d.provided,
                                   'amount_minor', d.amount_minor, 'paid_on', d.paid_on,
                                   'signed_name', d.signed_name,
                                   'signed', to_char(d.signed_at at time zone
                                       ota.known_zone(o.zone), 'FMDD Mon HH24:MI'))
                                   order by d.date) as days
                          from public.per_diems d
                          join public.people p
                            on p.organization_id = d.organization_id and p.id = d.person_id
                         where d.organization_id = t.organization_id and d.tour_id = t.id
                         group by p.id, p.name, p.job, d.currency) k))
      from public.tours t
      join public.organizations o on o.id = t.organization_id
     where t.organization_id = any (auth.organizations('payroll', 'read')
                                    || auth.organizations_own('payroll', 'read')) and t.id = $1
$_$;

COMMENT ON FUNCTION ota.per_diem_paper(tour_id uuid) IS 'The per diems of a tour by person, as far as the asking user may read them.';

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

CREATE FUNCTION ota.policies_by_readers(target regclass, resource text) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog'
    AS $_$
    select ota.write_policies(target, jsonb_object_agg(verb, format(
        'organization_id = any (auth.organizations(%1$L, %2$L)
                                || auth.organizations_own(%1$L, %2$L))
         and (reader_ids is null or auth.uid() = any (reader_ids)
              or organization_id = any (auth.organizations(%1$L, %2$L)))', resource, action)))
      from (values ('select', 'read'), ('insert', 'write'), ('update', 'write'), ('delete',
          'delete'))
           as v (verb, action)
$_$;

COMMENT ON FUNCTION ota.policies_by_readers(target regclass, resource text) IS 'Policies for a table with reader_ids: members with the right at scope own meet the rows that name them and rows for everybody.';

CREATE FUNCTION ota.policies_by_share(target regclass, resource text) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog'
    AS $_$
    select ota.write_policies(target, jsonb_object_agg(verb, format(case verb when 'select' then
        'organization_id = any (auth.organizations(%1$L, %2$L)
                                || auth.organizations_own(%1$L, %2$L))'
        else 'organization_id = any (auth.organizations(%L, %L))' end, resource, action)))
      from (values ('select', 'read'), ('insert', 'write'), ('update', 'write'), ('delete',
          'delete'))
           as v (verb, action)
$_$;

COMMENT ON FUNCTION ota.policies_by_share(target regclass, resource text) IS 'Policies for a table whose rows are nobody''s own: who has any right to read the resource reads all of them, and only who may write every row writes.';

CREATE FUNCTION ota.read_by_parent(target regclass, parent regclass, key text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
declare
    bare text := (select c.relname from pg_class c where c.oid = target);
    above text := (select c.relname from pg_class c where c.oid = parent);
begin
    execute format('create trigger t0_readers before insert or update on %s
                    for each row execute function ota.inherit_readers(%L, %L)', target, above, key);
    execute format('create trigger %I after update on %s for each row
                    when (old.reader_ids is distinct from new.reader_ids)
                    execute function ota.spread_parent(%L, %L)', 't7_' || bare, parent, bare, key);
    execute format('comment on column %s.reader_ids is %L', target,
        'Whoever may see the row it is part of, set by the server; null for everybody with the '
        'right.');
end
$$;

COMMENT ON FUNCTION ota.read_by_parent(target regclass, parent regclass, key text) IS 'Gives a table with reader_ids the triggers that keep its readers those of the parent row.';

CREATE FUNCTION ota.read_by_person(target regclass) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
begin
    execute format('create trigger t0_readers before insert or update on %s
                    for each row execute function ota.set_person_readers()', target);
    perform ota.follow_people(target, 'person');
    execute format('comment on column %s.reader_ids is %L', target,
        'The account of its person, set by the server; empty when they have none.');
end
$$;

COMMENT ON FUNCTION ota.read_by_person(target regclass) IS 'Gives a table with person_id and reader_ids the triggers that keep its reader.';

CREATE FUNCTION ota.read_by_visibility(target regclass) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $_$
declare
    bare text := (select c.relname from pg_class c where c.oid = target);
begin
    execute format($form$alter table %1$s
        add constraint %2$I check (visibility in ('everyone', 'assigned', 'management')),
        add constraint %3$I check (cardinality(person_ids) <= 1000
                                   and array_position(person_ids, null) is null),
        add constraint %4$I check (cardinality(teams) <= 7
                                   and teams <@ array['artist', 'band', 'crew', 'production',
                                                      'management', 'driver', 'guest'])$form$,
        target, bare || '_visibility_known', bare || '_person_ids_list', bare || '_teams_known');
    execute format('create trigger t0_readers before insert or update on %s
                    for each row execute function ota.set_readers()', target);
    perform ota.follow_people(target, 'visibility');
    execute format('comment on column %s.visibility is %L', target,
        'everyone: all members with the right; assigned: those people and teams; management: only '
        'who has the right to every row.');
    execute format('comment on column %s.person_ids is %L', target, 'The people it concerns.');
    execute format('comment on column %s.teams is %L', target, 'The teams it concerns.');
    execute format('comment on column %s.reader_ids is %L', target,
        'The accounts that may see it, set by the server; null for everybody with the right.');
end
$_$;

COMMENT ON FUNCTION ota.read_by_visibility(target regclass) IS 'Gives a table with visibility, person_ids, teams and reader_ids their limits and the triggers that keep its readers.';

CREATE FUNCTION ota.readers_in(state jsonb) RETURNS uuid[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $$
    select case when jsonb_typeof(state -> 'reader_ids') = 'array'
                then array(select r::uuid from jsonb_array_elements_text(state -> 'reader_ids') r)
           end
$$;

COMMENT ON FUNCTION ota.readers_in(state jsonb) IS 'The readers that a row as JSON names; null where everybody with the right reads it.';

CREATE FUNCTION ota.readers_of_people(organization_id uuid, person_ids uuid[], teams text[]) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
    select coalesce(array_agg(distinct p.user_id), '{}') from public.people p
     where p.organization_id = $1 and p.user_id is not null
       and (p.id = any ($2) or p.team = any ($3))
$_$;

COMMENT ON FUNCTION ota.readers_of_people(organization_id uuid, person_ids uuid[], teams text[]) IS 'The accounts of these people and of everybody in these teams.';

CREATE FUNCTION ota.reads_row(user_id uuid, organization_id uuid, table_name text, row_id uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
    select exists (
        select from (select l.resource, l.owner_id, l.reader_ids from ota.change_log l
                      where l.organization_id = $2 and l.table_name = $3 and l.row_id = $4
                        and l.op <> 'revoke'
                      order by l.seq desc, l.ord desc limit 1) last
          join ota.member_roles m on m.user_id = $1 and m.organization_id = $2
          join ota.permissions p on p.role = m.role and p.resource = last.resource
                                and p.action = 'read'
         where p.scope <> 'own' or ((last.owner_id is null or last.owner_id = $1)
                                    and (last.reader_ids is null or $1 = any (last.reader_ids))))
$_$;

COMMENT ON FUNCTION ota.reads_row(user_id uuid, organization_id uuid, table_name text, row_id uuid) IS 'Whether this member may read a row as the log last saw it; no of a row that the log does not know any more.';

CREATE FUNCTION ota.refuse(message text, hint text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
begin
    raise exception using errcode = 'OT020', message = message, hint = hint;
end
$$;

COMMENT ON FUNCTION ota.refuse(message text, hint text) IS 'Refuses a write, in words for people.';

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

CREATE FUNCTION ota.reopened_fields(fields jsonb, mine jsonb, now jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $$
    select coalesce(jsonb_agg(
               f || jsonb_build_object('mine', mine -> (f ->> 'field'),
                                       'theirs', now -> (f ->> 'field')) order by n)
               filter (where mine -> (f ->> 'field') is distinct from now -> (f ->> 'field')), '[]')
      from jsonb_array_elements(fields) with ordinality u (f, n)
$$;

COMMENT ON FUNCTION ota.reopened_fields(fields jsonb, mine jsonb, now jsonb) IS 'The fields in which a row that came back differs from what its editor wrote meanwhile.';

CREATE FUNCTION ota.report_expenses(tour_id uuid, show_id uuid, first_day date, last_day date) RETURNS TABLE(of_show_id uuid, category text, payer text, currency text, base_currency text, fx_rate numeric, amounts text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
declare
    organization constant uuid := (select t.organization_id from public.tours t
         where t.id = $1 and t.organization_id = any (auth.organizations('tours', 'read'))
           and t.organization_id = any (auth.organizations('expenses', 'read')));
begin
    return query
        select e.show_id, e.category, e.payer, e.currency, e.base_currency, e.fx_rate,
               string_agg(e.amount_minor::text, ' ')
          from public.expenses e
         where e.organization_id = organization and e.tour_id = $1 and e.status <> 'rejected'
           and ($2 is null or e.show_id = $2) and ($3 is null or e.spent_on >= $3)
           and ($4 is null or e.spent_on <= $4)
         group by e.show_id, e.category, e.payer, e.currency, e.base_currency, e.fx_rate;
end
$_$;

COMMENT ON FUNCTION ota.report_expenses(tour_id uuid, show_id uuid, first_day date, last_day date) IS 'The amounts of a tour''s expenses, those of one show, category, payer, currency and rate in one row; nothing for who may not read all of them.';

CREATE FUNCTION ota.report_number(text text, times numeric) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $_$
    select case when $1 ~ '^[0-9]{1,15}(\.[0-9]{1,12})?$' then round($1::numeric * $2)::bigint end
$_$;

COMMENT ON FUNCTION ota.report_number(text text, times numeric) IS 'A number out of a deal''s terms times what makes it whole; null where it is none.';

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
    perform set_config('ota.restoring', case when there is null then 'on' else 'off' end, true);
    select * into done from ota.write_state(table_name, state, there is null, fields);
    perform set_config('ota.restoring', 'off', true);
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

CREATE FUNCTION ota.rooming_paper(stay_id uuid) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    AS $_$
    select jsonb_build_object('organization', o.name, 'locale', o.locale, 'tour', t.name,
               'artist', t.artist,
               'name', h.name, 'address', h.address, 'city', h.city, 'phone', h.phone,
               'email', h.email, 'check_in', ota.long_date(h.check_in_on, o.locale),
               'check_out', ota.long_date(h.check_out_on, o.locale),
               'check_in_from', h.check_in_from,
               'check_out_by', h.check_out_by, 'breakfast', h.breakfast,
               'reference', h.reference, 'notes', h.notes,
               'tour_manager', ota.tour_manager(o.id),
               'rooms', (select coalesce(jsonb_agg(jsonb_build_object('type', r.type,
                     'number', r.number, 'reference', r.reference, 'requests', r.requests,
                     'incidentals', r.incidentals,
                     'guests', (select coalesce(jsonb_agg(jsonb_build_object(
                           'name', coalesce(g.alias, p.name),
                           'arrives', ota.short_date(g.arrives_on, o.locale),
                           'leaves', ota.short_date(g.leaves_on, o.locale),
                           'nights', g.leaves_on - g.arrives_on)
                           order by g.arrives_on, coalesce(g.alias, p.name), p.id), '[]')
                        from public.room_guests g
                        join public.people p
                          on p.organization_id = g.organization_id and p.id = g.person_id
                       where g.organization_id = h.organization_id and g.room_id = r.id))
                     order by r.type = 'day_room', r.number, r.id), '[]')
                  from public.rooms r
                 where r.organization_id = h.organization_id and r.stay_id = h.id))
      from public.stays h
      join public.organizations o on o.id = h.organization_id
      left join public.tours t on t.organization_id = h.organization_id and t.id = h.tour_id
     where h.organization_id = any (auth.organizations('travel', 'read')
                                    || auth.organizations_own('travel', 'read')) and h.id = $1
$_$;

COMMENT ON FUNCTION ota.rooming_paper(stay_id uuid) IS 'A hotel''s rooming list with the names that the desk knows, as far as the asking user may read it; who has an alias is not named.';

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
        return case when entry.op in ('update', 'delete')
                         and auth.may_read_state($1, entry.resource, entry.before)
                    then entry.before end;
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

CREATE FUNCTION ota.run_shows(organization_id uuid, input jsonb) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    AS $_$
    select coalesce(jsonb_agg(jsonb_build_object('show_id', n.one -> 'show_id',
               'name', n.one -> 'name', 'names', n.one -> 'names',
               'date_words', ota.long_date(s.date, o.locale)) order by n.place), '[]')
      from jsonb_array_elements(case when jsonb_typeof($2 -> 'shows') = 'array'
                                     then $2 -> 'shows' else '[]' end)
               with ordinality n (one, place)
      join public.organizations o on o.id = $1
      left join public.shows s
        on s.organization_id = $1 and s.id::text = n.one ->> 'show_id'
$_$;

COMMENT ON FUNCTION ota.run_shows(organization_id uuid, input jsonb) IS 'The shows that a run''s settlement names in its input, in their order.';

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

CREATE FUNCTION ota.set_person_readers() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    new.reader_ids := ota.readers_of_people(new.organization_id, array[new.person_id], '{}');
    return new;
end
$$;

COMMENT ON FUNCTION ota.set_person_readers() IS 'Trigger: what is about one person is read by that person''s account.';

CREATE FUNCTION ota.set_readers() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    -- Sets have one form: without repeats, in order.
    new.person_ids := array(select distinct p from unnest(new.person_ids) p order by p);
    new.teams := array(select distinct t collate "C" from unnest(new.teams) t order by 1);
    new.reader_ids := case new.visibility
        when 'everyone' then null
        when 'assigned' then
            ota.readers_of_people(new.organization_id, new.person_ids, new.teams)
        else '{}' end;
    return new;
end
$$;

COMMENT ON FUNCTION ota.set_readers() IS 'Trigger: who may read a row follows from its visibility, its people and its teams.';

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

CREATE FUNCTION ota.set_room_readers() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    new.reader_ids := array(
        select distinct p.user_id from public.room_guests g
          join public.people p on p.organization_id = g.organization_id and p.id = g.person_id
         where g.organization_id = new.organization_id and g.room_id = new.id
           and p.user_id is not null order by 1);
    return new;
end
$$;

COMMENT ON FUNCTION ota.set_room_readers() IS 'Trigger: a room is read by who sleeps in it.';

CREATE FUNCTION ota.settle_conflicts() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    SET "TimeZone" TO 'UTC'
    AS $$
declare
    organization constant uuid := coalesce(new.organization_id, old.organization_id);
    subject constant uuid := coalesce(new.id, old.id);
    before jsonb;
    after jsonb;
    held record;
    left_over jsonb;
    ending text;
begin
    for held in select c.id, c.owner_id, c.fields, c.kind from public.conflicts c
                 where c.organization_id = organization and c.table_name = tg_argv[0]
                   and c.row_id = subject and c.resolved_at is null
    loop
        before := to_jsonb(old);
        after := to_jsonb(new);
        left_over := held.fields;
        ending := null;
        if not ota.reads_row(held.owner_id, organization, tg_argv[0], subject) then
            left_over := ota.withheld_fields(held.fields);
            ending := 'dismissed';
        elsif tg_op = 'DELETE' then
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

COMMENT ON FUNCTION ota.settle_conflicts() IS 'Trigger (table name): conflicts about a row that this write settles end with it, for their owner''s devices too.';

CREATE FUNCTION ota.settle_fields(fields jsonb, before jsonb, after jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $$
    select coalesce(jsonb_agg(
               case when before -> (f ->> 'field') is not distinct from after -> (f ->> 'field')
                    then f
                    when after -> (f ->> 'field') = f -> 'theirs' then f - 'settled'
                    when after -> (f ->> 'field') = f -> 'mine' then f || '{"settled": "mine"}'
                    else f || '{"settled": "theirs"}' end order by n), '[]')
      from jsonb_array_elements(fields) with ordinality u (f, n)
$$;

COMMENT ON FUNCTION ota.settle_fields(fields jsonb, before jsonb, after jsonb) IS 'A conflict''s fields after its row was written: what has a new value is settled, as mine where that is the value that had lost.';

CREATE FUNCTION ota.settle_stack(hold public.holds) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    one record;
begin
    for one in
        select h.id, h.rank, h.place, h.status, h.is_challenging,
               (h.place > 1 and h.is_challenging and h.status <> 'confirmed') as challenges,
               c.challenge_hours as hours
          from (select l.*, row_number() over (order by l.rank nulls last, l.id)::integer as place
                  from public.holds l
                 where l.organization_id = hold.organization_id and l.venue_id = hold.venue_id
                   and l.stage_id is not distinct from hold.stage_id and l.date = hold.date
                   and l.status in ('active', 'challenged', 'confirmed')) h
          left join lateral (
                select l.challenge_hours from public.holds l
                 where l.organization_id = hold.organization_id and l.venue_id = hold.venue_id
                   and l.stage_id is not distinct from hold.stage_id and l.date = hold.date
                   and l.status in ('active', 'challenged') and l.is_challenging
                   and l.rank > h.rank
                 order by l.rank limit 1) c on true
         order by h.place
    loop
        update public.holds h
           set rank = one.place,
               is_challenging = one.challenges,
               status = case when one.status = 'confirmed' then 'confirmed'
                             when one.hours is null then 'active' else 'challenged' end,
               challenged_at = case when one.status <> 'confirmed' and one.hours is not null
                                    then coalesce(h.challenged_at, now()) end,
               answer_by = case when one.status <> 'confirmed' and one.hours is not null
                                then coalesce(h.answer_by, now() + make_interval(hours => one.hours))
                           end
         where h.organization_id = hold.organization_id and h.id = one.id;
    end loop;
end
$$;

COMMENT ON FUNCTION ota.settle_stack(hold public.holds) IS 'Puts the holds of one stage and date in order: ranks close up, who is first stops challenging, and whoever stands above a challenger is challenged.';

CREATE FUNCTION ota.settlement_paper(settlement_id uuid) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    AS $_$
    select jsonb_build_object('organization', o.name, 'locale', o.locale, 'tour', t.name,
               'artist', t.artist,
               'title', coalesce(r.name, s.title), 'date', s.date,
               'date_words', coalesce(ota.long_date(s.date, o.locale), concat_ws(' – ',
                   n.shows -> 0 ->> 'date_words', nullif(n.shows -> -1 ->> 'date_words',
                                                         n.shows -> 0 ->> 'date_words'))),
               'venue', coalesce(r.name, v.name), 'city', coalesce(s.city, v.city),
               'promoter', s.promoter, 'shows', n.shows,
               'version', x.version, 'status', x.status, 'reason', x.reason,
               'currency', x.currency, 'input', x.input, 'input_text', x.input_text,
               'result_hash', x.result_hash, 'engine', x.engine,
               'balance_minor', x.balance_minor, 'undisputed_minor', x.undisputed_minor,
               'notes', x.notes, 'zone', z.zone,
               'signatures', (select coalesce(jsonb_agg(jsonb_build_object('party', g.party,
                     'name', g.name, 'job', g.job, 'result_hash', g.result_hash,
                     'drawing', g.drawing,
                     'signed', to_char(g.signed_at at time zone z.zone,
                                       'FMDD FMMonth YYYY HH24:MI'))
                     order by g.party), '[]') from public.settlement_signatures g
                   where g.organization_id = x.organization_id and g.settlement_id = x.id),
               'disputes', (select coalesce(jsonb_agg(jsonb_build_object('show_id', d.show_id,
                     'line', d.line, 'item', d.item, 'ours_minor', d.ours_minor, 'theirs_minor', d.theirs_minor,
                     'reason', d.reason, 'status', d.status) order by d.id), '[]')
                    from public.disputes d
                   where d.organization_id = x.organization_id and d.settlement_id = x.id))
      from public.settlements x
      join public.organizations o on o.id = x.organization_id
      left join public.shows s on s.organization_id = x.organization_id and s.id = x.show_id
      left join public.settlement_runs r
        on r.organization_id = x.organization_id and r.id = x.run_id
      left join public.tours t
        on t.organization_id = x.organization_id and t.id = coalesce(s.tour_id, r.tour_id)
      left join public.venues v on v.organization_id = x.organization_id and v.id = s.venue_id
     cross join lateral (select ota.known_zone(coalesce(s.zone, v.zone, o.zone))) z (zone)
     cross join lateral (select ota.run_shows(o.id, x.input)) n (shows)
     where x.organization_id = any (auth.organizations('finance', 'read')) and x.id = $1
$_$;

COMMENT ON FUNCTION ota.settlement_paper(settlement_id uuid) IS 'A settlement with what it was worked out from, its signatures and disputes.';

CREATE FUNCTION ota.shared_advance(organization_id uuid, show_id uuid) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    AS $_$
    select jsonb_build_object('kind', 'advance',
               'show', jsonb_build_object('title', s.title, 'date', s.date,
                   'date_words', ota.long_date(s.date), 'city', coalesce(s.city, v.city),
                   'venue', v.name, 'artist', coalesce(t.artist, o.name)),
               'advance', jsonb_build_object('id', a.id, 'name', a.name, 'status', a.status,
                   'due_on', a.due_on, 'due_words', ota.long_date(a.due_on),
                   'sections', a.sections),
               'answers', (select coalesce(jsonb_agg(jsonb_build_object('question', w.question,
                      'answer', w.answer, 'answered_by', w.answered_by,
                      'answered_name', w.answered_name, 'answered_at', w.answered_at,
                      'is_settled', w.is_settled) order by w.question), '[]')
                   from public.advance_answers w
                  where w.organization_id = $1 and w.advance_id = a.id))
      from public.advances a
      join public.shows s on s.organization_id = $1 and s.id = a.show_id
      join public.organizations o on o.id = $1
      left join public.venues v on v.organization_id = $1 and v.id = s.venue_id
      left join public.tours t on t.organization_id = $1 and t.id = s.tour_id
     where a.organization_id = $1 and a.show_id = $2
     order by a.status = 'draft', a.created_at desc, a.id desc limit 1
$_$;

COMMENT ON FUNCTION ota.shared_advance(organization_id uuid, show_id uuid) IS 'The questions of a show for its venue, with what has been answered.';

CREATE FUNCTION ota.shared_artists(organization_id uuid, partnership_id uuid, OUT share_id uuid, OUT artist text) RETURNS SETOF record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
    select p.id, p.artist from public.partner_shares p
     where p.organization_id = $1 and p.partnership_id = $2
$_$;

COMMENT ON FUNCTION ota.shared_artists(organization_id uuid, partnership_id uuid, OUT share_id uuid, OUT artist text) IS 'Of whom a partner may see something: the share, and the name that goes with it.';

CREATE FUNCTION ota.shared_dates(organization_id uuid, partnership_id uuid, OUT share_id uuid, OUT artist text, OUT date date, OUT status text, OUT city text, OUT country text) RETURNS SETOF record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
    with tour as (
        select t.id, t.artist_id,
               t.artist_id is null and coalesce(ota.is_same_name(t.artist, o.name), true) as is_own
          from public.tours t join public.organizations o on o.id = t.organization_id
         where t.organization_id = $1),
    taken as (
        select t.artist_id, coalesce(t.is_own, true) as is_own, s.date,
               case when s.status in ('held', 'offered') then 'held' else 'confirmed' end as status,
               coalesce(s.city, v.city) as city, coalesce(s.country, v.country) as country
          from public.shows s
          left join tour t on t.id = s.tour_id
          left join public.venues v on v.organization_id = $1 and v.id = s.venue_id
         where s.organization_id = $1
           and s.status not in ('idea', 'released', 'postponed', 'cancelled')
        union all
        -- A hold for no tour and no show may be anybody's, and is nobody else's business.
        select t.artist_id, coalesce(t.is_own, true), h.date,
               case h.status when 'confirmed' then 'confirmed' else 'held' end, v.city, v.country
          from public.holds h
          join public.venues v on v.organization_id = $1 and v.id = h.venue_id
          left join public.shows s on s.organization_id = $1 and s.id = h.show_id
          left join tour t on t.id = coalesce(h.tour_id, s.tour_id)
         where h.organization_id = $1 and h.status in ('active', 'challenged', 'confirmed')
           and (h.tour_id is not null or h.show_id is not null)
        union all
        select t.artist_id, coalesce(t.is_own, true), d.date, 'other', d.city, d.country
          from public.days d
          left join tour t on t.id = d.tour_id
         where d.organization_id = $1 and d.kind <> 'off')
    select distinct on (p.id, k.date) p.id, p.artist, k.date,
           case p.detail when 'city' then k.status end, case p.detail when 'city' then k.city end,
           case p.detail when 'city' then k.country end
      from public.partner_shares p
      join taken k on k.artist_id = p.artist_id or (p.artist_id is null and k.is_own)
     where p.organization_id = $1 and p.partnership_id = $2 and k.date >= current_date - 31
     order by p.id, k.date,
              array_position(array['confirmed', 'held', 'other'], k.status), k.city, k.country
     limit 5000
$_$;

COMMENT ON FUNCTION ota.shared_dates(organization_id uuid, partnership_id uuid, OUT share_id uuid, OUT artist text, OUT date date, OUT status text, OUT city text, OUT country text) IS 'What a partner may see, from a month back on: one row a share and date. The only place that reads one organization''s plans for another.';

CREATE FUNCTION ota.shared_sheet(show_id uuid, day_id uuid, person_id uuid) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    AS $_$
    select jsonb_build_object('kind', 'day_sheet', 'sheet', d.sheet)
      from ota.day_sheet($1, $2, $3) d (sheet)
     where d.sheet is not null
$_$;

COMMENT ON FUNCTION ota.shared_sheet(show_id uuid, day_id uuid, person_id uuid) IS 'A day sheet as a link shows it.';

CREATE FUNCTION ota.shared_tour(organization_id uuid, tour_id uuid, person_id uuid) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    AS $_$
    select jsonb_build_object('tour', t.name, 'artist', coalesce(t.artist, o.name),
               'starts_on', t.starts_on, 'ends_on', t.ends_on,
               'made_at', date_trunc('second', now()),
               'sheets', (select coalesce(jsonb_agg(ota.day_sheet(d.show_id, d.day_id, $3)
                                                    order by d.date, d.id), '[]')
                    from (select s.date, s.id, s.id as show_id, null::uuid as day_id
                            from public.shows s
                           where s.organization_id = $1 and s.tour_id = t.id
                             and s.status not in ('idea', 'held', 'offered', 'released',
                                                  'postponed', 'cancelled')
                          union all
                          select y.date, y.id, null, y.id from public.days y
                           where y.organization_id = $1 and y.tour_id = t.id
                           order by 1, 2 limit 300) d))
      from public.tours t join public.organizations o on o.id = $1
     where t.organization_id = $1 and t.id = $2
$_$;

COMMENT ON FUNCTION ota.shared_tour(organization_id uuid, tour_id uuid, person_id uuid) IS 'A whole tour, day sheet by day sheet, for a file that opens anywhere.';

CREATE FUNCTION ota.sheet_contacts(organization_id uuid, venue_id uuid, show_id uuid, tour_id uuid) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    AS $_$
    select coalesce(jsonb_agg(jsonb_build_object('seq', c.seq, 'name', c.name, 'job', c.job,
               'company', c.company, 'phone', c.phone, 'email', c.email)
               order by c.show_id is null, c.venue_id is null, c.name, c.id), '[]')
      from (select c.* from public.contacts c
             where c.organization_id = $1
               and (c.venue_id = $2 or c.show_id = $3 or c.tour_id = $4)
             order by c.id limit 60) c
$_$;

COMMENT ON FUNCTION ota.sheet_contacts(organization_id uuid, venue_id uuid, show_id uuid, tour_id uuid) IS 'Whom to call about a day.';

CREATE FUNCTION ota.sheet_items(organization_id uuid, show_id uuid, day_id uuid, day date, person_id uuid, team text) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    AS $_$
    select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'seq', i.seq, 'kind', i.kind,
               'title', i.title, 'place', i.place, 'notes', i.notes, 'zone', i.zone,
               'starts_at', i.starts_at, 'ends_at', i.ends_at,
               'starts', ota.wall_clock(i.starts_at, i.zone, $4),
               'ends', ota.wall_clock(i.ends_at, i.zone, $4),
               'minutes', round(extract(epoch from i.ends_at - i.starts_at) / 60),
               'is_confirmed', i.is_confirmed, 'is_hard', i.is_hard,
               'is_critical', i.is_critical)
               order by i.starts_at, i.ends_at, i.id), '[]')
      from (select i.* from public.schedule_items i
             where i.organization_id = $1 and (i.show_id = $2 or i.day_id = $3)
               and ota.concerns(i.visibility, i.person_ids, i.teams, $5, $6)
             order by i.starts_at limit 500) i
$_$;

COMMENT ON FUNCTION ota.sheet_items(organization_id uuid, show_id uuid, day_id uuid, day date, person_id uuid, team text) IS 'The schedule on a day sheet.';

CREATE FUNCTION ota.sheet_show(organization_id uuid, show_id uuid, zone text) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    AS $_$
    select jsonb_build_object('show_id', s.id, 'seq', s.seq, 'title', s.title, 'status', s.status,
               'billing', s.billing, 'capacity', s.capacity, 'promoter', s.promoter,
               'notes', s.notes, 'doors', ota.wall_clock(s.doors_at, $3, s.date),
               'starts', ota.wall_clock(s.starts_at, $3, s.date),
               'ends', ota.wall_clock(s.ends_at, $3, s.date),
               'curfew', ota.wall_clock(s.curfew_at, $3, s.date),
               'doors_at', s.doors_at, 'starts_at', s.starts_at, 'ends_at', s.ends_at,
               'curfew_at', s.curfew_at,
               'number', n.number, 'of', n.total,
               'guest_lists', (select coalesce(jsonb_agg(jsonb_build_object('seq', g.seq,
                                      'name', g.name, 'cutoff_at', g.cutoff_at,
                                      'cutoff', ota.wall_clock(g.cutoff_at, $3, s.date),
                                      'is_locked', g.locked_at is not null) order by g.name), '[]')
                                 from public.guest_lists g
                                where g.organization_id = $1 and g.show_id = $2))
      from public.shows s
      left join lateral (
        select count(*) filter (where (k.date, k.id) <= (s.date, s.id)) as number,
               count(*) as total
          from public.shows k
         where k.organization_id = $1 and k.tour_id = s.tour_id
           and (k.id = s.id
                or k.status not in ('idea', 'held', 'released', 'postponed', 'cancelled'))) n on true
     where s.organization_id = $1 and s.id = $2
$_$;

COMMENT ON FUNCTION ota.sheet_show(organization_id uuid, show_id uuid, zone text) IS 'What a day sheet says about its show.';

CREATE FUNCTION ota.sheet_stays(organization_id uuid, tour_id uuid, show_id uuid, day date, person_id uuid, team text) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    AS $_$
    select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'seq', h.seq, 'name', h.name,
               'address', h.address, 'city', h.city, 'phone', h.phone,
               'check_in_from', h.check_in_from, 'check_out_by', h.check_out_by,
               'breakfast', h.breakfast, 'is_tonight', h.check_out_on > $4,
               'is_last_night', h.check_in_on < $4,
               'latitude', h.latitude, 'longitude', h.longitude,
               'room', (select jsonb_build_object('type', r.type, 'number', r.number,
                                                  'seq', greatest(r.seq, g.seq))
                          from public.room_guests g
                          join public.rooms r
                            on r.organization_id = $1 and r.id = g.room_id and r.stay_id = h.id
                         where g.organization_id = $1 and g.person_id = $5
                           and g.arrives_on <= $4 and g.leaves_on >= $4
                         order by g.arrives_on desc limit 1))
               order by h.check_in_on, h.name), '[]')
      from (select h.* from public.stays h
             where h.organization_id = $1 and h.status not in ('idea', 'quoted', 'cancelled')
               and (h.show_id = $3 or h.tour_id = $2)
               and $4 between h.check_in_on and h.check_out_on
               and (ota.concerns(h.visibility, h.person_ids, h.teams, $5, $6)
                    or exists (select from public.room_guests g
                                 join public.rooms r on r.organization_id = $1 and r.id = g.room_id
                                where g.organization_id = $1 and g.person_id = $5
                                  and r.stay_id = h.id))
             order by h.check_in_on limit 20) h
$_$;

COMMENT ON FUNCTION ota.sheet_stays(organization_id uuid, tour_id uuid, show_id uuid, day date, person_id uuid, team text) IS 'Where one sleeps before and after a day; a room only on its guest''s own sheet.';

CREATE FUNCTION ota.sheet_travel(organization_id uuid, tour_id uuid, show_id uuid, day date, boundary interval, zone text, person_id uuid, team text) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    AS $_$
    select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'seq', t.seq, 'mode', t.mode,
               'title', t.title, 'carrier', t.carrier,
               'reference', case when $7 is not null then coalesce(p.reference, t.reference) end,
               'seat', case when $7 is not null then coalesce(p.seat, t.seat) end,
               'terminal', t.terminal, 'departs_place', t.departs_place,
               'arrives_place', t.arrives_place, 'departs_at', t.departs_at,
               'arrives_at', t.arrives_at,
               'departs', ota.wall_clock(t.departs_at, coalesce(t.departs_zone, $6), $4),
               'arrives', ota.wall_clock(t.arrives_at, coalesce(t.arrives_zone, $6), $4),
               'departs_zone', coalesce(t.departs_zone, $6),
               'arrives_zone', coalesce(t.arrives_zone, $6))
               order by t.departs_at, t.leg, t.id), '[]')
      from (select t.* from public.travel t
             where t.organization_id = $1 and t.status not in ('idea', 'quoted', 'cancelled')
               and (t.show_id = $3 or (t.tour_id = $2
                    and (t.departs_at at time zone ota.known_zone(coalesce(t.departs_zone, $6))
                         - $5)::date = $4))
               and (ota.concerns(t.visibility, t.person_ids, t.teams, $7, $8)
                    or exists (select from public.travel_passengers k
                                where k.organization_id = $1 and k.travel_id = t.id
                                  and k.person_id = $7))
             order by t.departs_at limit 100) t
      left join public.travel_passengers p
        on p.organization_id = $1 and p.travel_id = t.id and p.person_id = $7
$_$;

COMMENT ON FUNCTION ota.sheet_travel(organization_id uuid, tour_id uuid, show_id uuid, day date, boundary interval, zone text, person_id uuid, team text) IS 'The journeys on a day sheet; references and seats only on a person''s own.';

CREATE FUNCTION ota.short_date(day date, locale text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $_$
    select to_char($1, case when $2 like 'en-US%' then 'Dy, Mon FMDD' else 'Dy FMDD Mon' end)
$_$;

COMMENT ON FUNCTION ota.short_date(day date, locale text) IS 'A day in few letters, such as Tue 12 May, in the United States Tue, May 12.';

CREATE FUNCTION ota.sign_per_diem() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    if ota.is_restoring() then
        return null;
    end if;
    update public.per_diems d
       set signed_name = p.name, signed_at = now(),
           paid_on = coalesce(d.paid_on, (now() at time zone ota.known_zone(o.zone))::date)
      from public.people p, public.organizations o
     where d.organization_id = new.organization_id and d.id = new.subject_id
       and d.seq = new.subject_seq and d.signed_at is null
       and p.organization_id = d.organization_id and p.id = d.person_id
       and p.user_id = new.owner_id and o.id = d.organization_id;
    return null;
end
$$;

COMMENT ON FUNCTION ota.sign_per_diem() IS 'Trigger: whoever acknowledges the own per diem as it stands has signed for it.';

CREATE FUNCTION ota.spread_artist_name() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    update public.tours t set artist = new.name
     where t.organization_id = new.organization_id and t.artist_id = new.id;
    update public.partner_shares s set artist = new.name
     where s.organization_id = new.organization_id and s.artist_id = new.id;
    return null;
end
$$;

COMMENT ON FUNCTION ota.spread_artist_name() IS 'Trigger: an artist''s new name is that of their tours and of what is shared.';

CREATE FUNCTION ota.spread_own_name() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    update public.tours t set artist = new.name
     where t.organization_id = new.id and t.artist_id is null and ota.is_same_name(t.artist, old.name);
    update public.partner_shares s set artist = new.name
     where s.organization_id = new.id and s.artist_id is null;
    return null;
end
$$;

COMMENT ON FUNCTION ota.spread_own_name() IS 'Trigger: what goes under the organization''s own name goes under its new one.';

CREATE FUNCTION ota.spread_parent() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
begin
    execute format('update public.%I t set reader_ids = reader_ids
                     where t.organization_id = $1 and t.%I = $2', tg_argv[0], tg_argv[1])
      using new.organization_id, new.id;
    return null;
end
$_$;

COMMENT ON FUNCTION ota.spread_parent() IS 'Trigger on a parent (table, column): its parts get its readers.';

CREATE FUNCTION ota.spread_person() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
declare
    person constant jsonb := coalesce(to_jsonb(new), to_jsonb(old));
    teams constant text[] := array_remove(array[to_jsonb(old) ->> 'team', person ->> 'team'], null);
begin
    if coalesce(person ->> 'user_id', to_jsonb(old) ->> 'user_id') is null
       or not exists (select from public.organizations o
                       where o.id = (person ->> 'organization_id')::uuid) then
        return null;
    end if;
    execute format('update public.%I t set reader_ids = reader_ids
                     where t.organization_id = $1 and ', tg_argv[0])
            || case tg_argv[1]
               when 'person' then 't.person_id = $2'
               else 't.visibility = ''assigned'' and ($2 = any (t.person_ids) or t.teams && $3)' end
      using (person ->> 'organization_id')::uuid, (person ->> 'id')::uuid, teams;
    return null;
end
$_$;

COMMENT ON FUNCTION ota.spread_person() IS 'Trigger on people (table, how): rows that name this person or their team get their readers anew.';

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

CREATE FUNCTION ota.spread_room() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    update public.rooms r set reader_ids = reader_ids
     where r.organization_id = coalesce(new.organization_id, old.organization_id)
       and r.id::text in (to_jsonb(new) ->> 'room_id', to_jsonb(old) ->> 'room_id');
    return null;
end
$$;

COMMENT ON FUNCTION ota.spread_room() IS 'Trigger on room_guests: their rooms get their readers anew, and all who share them with those.';

CREATE FUNCTION ota.spread_room_person() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    update public.rooms r set reader_ids = reader_ids
     where r.organization_id = new.organization_id
       and r.id in (select g.room_id from public.room_guests g
                     where g.organization_id = new.organization_id and g.person_id = new.id);
    return null;
end
$$;

COMMENT ON FUNCTION ota.spread_room_person() IS 'Trigger on people: where somebody sleeps follows their account.';

CREATE FUNCTION ota.stack_holds() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    if current_setting('ota.stacking', true) = 'on' then
        return null;
    end if;
    perform set_config('ota.stacking', 'on', true);
    if tg_op <> 'INSERT' then
        perform ota.settle_stack(old);
    end if;
    if tg_op <> 'DELETE' then
        perform ota.settle_stack(new);
    end if;
    perform set_config('ota.stacking', 'off', true);
    return null;
end
$$;

COMMENT ON FUNCTION ota.stack_holds() IS 'Trigger: the other holds of a date follow what happens to one of them.';

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

CREATE FUNCTION ota.stamp_invoice_sender() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    if tg_op = 'UPDATE' then
        new.from_name := old.from_name;
        new.from_address := old.from_address;
        new.from_tax_id := old.from_tax_id;
        new.from_bank := old.from_bank;
    else
        new.from_name := null;
        new.from_address := null;
        new.from_tax_id := null;
        new.from_bank := null;
    end if;
    if new.number is not null and new.from_name is null then
        select coalesce(o.legal_name, o.name), o.address, b.tax_id, b.bank
          into new.from_name, new.from_address, new.from_tax_id, new.from_bank
          from public.organizations o
          left join public.billing_details b on b.organization_id = o.id
         where o.id = new.organization_id;
    end if;
    return new;
end
$$;

COMMENT ON FUNCTION ota.stamp_invoice_sender() IS 'Trigger: an invoice keeps who sent it as it was when it got its number.';

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

CREATE FUNCTION ota.tell_later(organization_id uuid, partnership_id uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
    insert into ota.partner_news (organization_id, partnership_id) values ($1, $2);
    select pg_notify('ota_jobs', '')
$_$;

COMMENT ON FUNCTION ota.tell_later(organization_id uuid, partnership_id uuid) IS 'Notes that this side of a partnership has something to be told, and wakes who tells.';

CREATE FUNCTION ota.tell_partner(organization_id uuid, partnership_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
declare
    side record;
begin
    -- The head comes first, as in every push. What is told is read after the news were taken away.
    perform from ota.org_head h where h.organization_id = tell_partner.organization_id for update;
    delete from ota.partner_news n
     where n.organization_id = $1 and n.partnership_id = $2;
    select * into side from ota.partner_sides(organization_id) s where s.mine = partnership_id;
    if not found then
        return;
    end if;
    perform set_config('ota.partnering', 'on', true);
    if side.ended_at is not null then
        update public.partnerships p
           set status = 'ended', ended_at = side.ended_at, code = null, expires_at = null
         where p.organization_id = $1 and p.id = $2 and p.status <> 'ended';
    else
        update public.partnerships p
           set status = 'linked', linked_at = coalesce(p.linked_at, now()), code = null,
               expires_at = null, partner_id = o.id, name = o.name
          from public.organizations o
         where p.organization_id = $1 and p.id = $2 and o.id = side.other_organization_id;
        perform ota.write_partner_dates($1, $2, side.other_organization_id, side.theirs);
    end if;
    perform set_config('ota.partnering', 'off', true);
end
$_$;

COMMENT ON FUNCTION ota.tell_partner(organization_id uuid, partnership_id uuid) IS 'Brings one side of a partnership up to date: that it is linked or has ended, the partner''s name, and the dates that the partner shares.';

CREATE FUNCTION ota.tell_partners() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    SET lock_timeout TO '2s'
    AS $$
declare
    due record;
begin
    for due in select n.organization_id, n.partnership_id from ota.partner_news n
                group by 1, 2 order by min(n.id) loop
        begin
            perform ota.tell_partner(due.organization_id, due.partnership_id);
            return 1;
        exception when others then
            -- What stands in the way of one organization is told and leaves the next alone.
            raise warning 'partner news of % wait: %', due.organization_id, sqlerrm;
        end;
    end loop;
    return 0;
end
$$;

COMMENT ON FUNCTION ota.tell_partners() IS 'Tells one side of one partnership its news, as a transaction writes into one organization only; 1 when it did, 0 when there is nothing to do.';

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

CREATE FUNCTION ota.tour_manager(organization_id uuid) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    AS $_$
    select jsonb_build_object('name', p.name, 'phone', p.phone, 'seq', p.seq)
      from public.people p
     where p.organization_id = $1 and p.job ~* '(^|[^a-z])(tour manager|tm)($|[^a-z])'
     order by p.phone is null, p.id limit 1
$_$;

COMMENT ON FUNCTION ota.tour_manager(organization_id uuid) IS 'Whoever has that job, with their phone.';

CREATE FUNCTION ota.travel_owner_id_now(organization_id uuid, value text) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    AS $_$
    select jsonb_build_object('teams', '[]'::jsonb, 'person_ids', coalesce(jsonb_agg(f.id), '[]'),
               'visibility', case when value is null then 'everyone'
                                  when count(f.id) = 0 then 'management' else 'assigned' end)
      from (select p.id from public.people p
             where p.organization_id = $1 and p.user_id::text = value
             order by p.id limit 1) f
$_$;

COMMENT ON FUNCTION ota.travel_owner_id_now(organization_id uuid, value text) IS 'The visibility and people of a journey that an older client gives to this account.';

CREATE TABLE public.travel (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    tour_id uuid,
    show_id uuid,
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
    visibility text DEFAULT 'everyone'::text NOT NULL,
    person_ids uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    teams text[] DEFAULT '{}'::text[] NOT NULL,
    reader_ids uuid[],
    journey_id uuid,
    leg integer,
    distance_km integer,
    terminal text,
    CONSTRAINT travel_arrives_place_length CHECK (((char_length(arrives_place) >= 1) AND (char_length(arrives_place) <= 4000))),
    CONSTRAINT travel_arrives_zone_name CHECK (((char_length(arrives_zone) <= 64) AND (arrives_zone ~ '^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$'::text))),
    CONSTRAINT travel_carrier_length CHECK (((char_length(carrier) >= 1) AND (char_length(carrier) <= 4000))),
    CONSTRAINT travel_departs_place_length CHECK (((char_length(departs_place) >= 1) AND (char_length(departs_place) <= 4000))),
    CONSTRAINT travel_departs_zone_name CHECK (((char_length(departs_zone) <= 64) AND (departs_zone ~ '^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$'::text))),
    CONSTRAINT travel_distance_km_range CHECK (((distance_km >= 0) AND (distance_km <= 100000))),
    CONSTRAINT travel_leg_range CHECK (((leg >= 1) AND (leg <= 50))),
    CONSTRAINT travel_mode_known CHECK ((mode = ANY (ARRAY['flight'::text, 'train'::text, 'bus'::text, 'ferry'::text, 'car'::text, 'ground'::text]))),
    CONSTRAINT travel_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000))),
    CONSTRAINT travel_person_ids_list CHECK (((cardinality(person_ids) <= 1000) AND (array_position(person_ids, NULL::uuid) IS NULL))),
    CONSTRAINT travel_reference_length CHECK (((char_length(reference) >= 1) AND (char_length(reference) <= 4000))),
    CONSTRAINT travel_seat_length CHECK (((char_length(seat) >= 1) AND (char_length(seat) <= 4000))),
    CONSTRAINT travel_status_known CHECK ((status = ANY (ARRAY['idea'::text, 'quoted'::text, 'booked'::text, 'confirmed'::text, 'done'::text, 'changed'::text, 'cancelled'::text]))),
    CONSTRAINT travel_teams_known CHECK (((cardinality(teams) <= 7) AND (teams <@ ARRAY['artist'::text, 'band'::text, 'crew'::text, 'production'::text, 'management'::text, 'driver'::text, 'guest'::text]))),
    CONSTRAINT travel_terminal_length CHECK (((char_length(terminal) >= 1) AND (char_length(terminal) <= 4000))),
    CONSTRAINT travel_title_length CHECK (((char_length(title) >= 1) AND (char_length(title) <= 4000))),
    CONSTRAINT travel_visibility_known CHECK ((visibility = ANY (ARRAY['everyone'::text, 'assigned'::text, 'management'::text])))
);

ALTER TABLE ONLY public.travel FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.travel IS 'One journey of some people or of the whole party.';

COMMENT ON COLUMN public.travel.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.travel.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.travel.tour_id IS 'The tour it is part of.';

COMMENT ON COLUMN public.travel.show_id IS 'The show it leads to.';

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

COMMENT ON COLUMN public.travel.visibility IS 'everyone: all members with the right; assigned: those people and teams; management: only who has the right to every row.';

COMMENT ON COLUMN public.travel.person_ids IS 'The people it concerns.';

COMMENT ON COLUMN public.travel.teams IS 'The teams it concerns.';

COMMENT ON COLUMN public.travel.reader_ids IS 'The accounts that may see it, set by the server; null for everybody with the right.';

COMMENT ON COLUMN public.travel.journey_id IS 'Legs of one journey share it.';

COMMENT ON COLUMN public.travel.leg IS 'The place of this leg in its journey.';

COMMENT ON COLUMN public.travel.distance_km IS 'How far it is.';

COMMENT ON COLUMN public.travel.terminal IS 'Terminal, platform or gate.';

CREATE FUNCTION ota.travel_owner_id_was(journey public.travel) RETURNS uuid
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    AS $$
    select p.user_id from public.people p
     where p.organization_id = journey.organization_id and journey.visibility = 'assigned'
       and journey.teams = '{}' and journey.person_ids = array[p.id]
$$;

COMMENT ON FUNCTION ota.travel_owner_id_was(journey public.travel) IS 'The account that a journey of one person is for; null where it is for more, or for everybody.';

CREATE FUNCTION ota.use_partner_code(asked public.partnerships) RETURNS public.partnerships
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    link ota.partner_links;
begin
    select l.* into link from ota.partner_links l
     where l.code_hash = sha256(convert_to(asked.code, 'UTF8')) for update;
    if not found or link.second_id is not null or link.ended_at is not null
       or link.expires_at <= now() then
        perform ota.refuse('this code does not open a partnership',
            'Compare it with the one you were given, or ask your partner for a new one.');
    elsif link.first_organization_id = asked.organization_id then
        perform ota.refuse('this is your own code', 'Give it to your partner, who types it there.');
    elsif exists (select from ota.partner_sides(asked.organization_id) s
                   where s.other_organization_id = link.first_organization_id
                     and s.ended_at is null) then
        perform ota.refuse('you are partners already', 'Change what they see, or end it first.');
    end if;
    update ota.partner_links l
       set second_organization_id = asked.organization_id, second_id = asked.id
     where l.id = link.id;
    perform ota.tell_later(link.first_organization_id, link.first_id);
    -- This transaction may have marked its partners before it had this one.
    perform set_config('ota.partners_marked', '', true);
    asked.name := (select o.name from public.organizations o where o.id = link.first_organization_id);
    asked.partner_id := link.first_organization_id;
    asked.linked_at := now();
    asked.expires_at := null;
    asked.code := null;
    return asked;
end
$$;

COMMENT ON FUNCTION ota.use_partner_code(asked public.partnerships) IS 'Links the organization that gives this code with the one that made it.';

CREATE FUNCTION ota.venue_facts(organization_id uuid, venue_id uuid) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    AS $_$
    select jsonb_build_object('name', v.name, 'address', v.address, 'city', v.city,
               'country', v.country, 'phone', v.phone, 'website', v.website,
               'capacity', v.capacity, 'load_in', v.load_in, 'power', v.power, 'stage', v.stage,
               'curfew', v.curfew, 'latitude', v.latitude, 'longitude', v.longitude, 'seq', v.seq)
      from public.venues v where v.organization_id = $1 and v.id = $2
$_$;

COMMENT ON FUNCTION ota.venue_facts(organization_id uuid, venue_id uuid) IS 'What a day sheet says about a venue.';

CREATE FUNCTION ota.wall_clock(at timestamp with time zone, zone text, day date) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $_$
    select to_char(l.at, 'HH24:MI') || case sign(l.at::date - $3)
               when 1 then ' +' || (l.at::date - $3) when -1 then ' −' || ($3 - l.at::date)
               else '' end
      from (select $1 at time zone ota.known_zone($2)) l (at)
$_$;

COMMENT ON FUNCTION ota.wall_clock(at timestamp with time zone, zone text, day date) IS 'The time there, with the days that it is after (or before) the paper''s day.';

CREATE FUNCTION ota.withheld_fields(fields jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $$
    select coalesce(jsonb_agg(f - array['base', 'theirs', 'settled'] order by n), '[]')
      from jsonb_array_elements(fields) with ordinality u (f, n)
$$;

COMMENT ON FUNCTION ota.withheld_fields(fields jsonb) IS 'A conflict''s fields for an owner who may not read its row any more: what they wrote themselves.';

CREATE FUNCTION ota.withhold_conflicts() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    update public.conflicts c
       set fields = ota.withheld_fields(c.fields),
           resolution = coalesce(c.resolution, 'dismissed'),
           resolved_at = coalesce(c.resolved_at, now())
     where c.organization_id = new.organization_id and c.owner_id = new.user_id
       and not ota.reads_row(c.owner_id, c.organization_id, c.table_name, c.row_id)
       and (c.resolved_at is null or c.fields <> ota.withheld_fields(c.fields));
    return null;
end
$$;

COMMENT ON FUNCTION ota.withhold_conflicts() IS 'Trigger: with a role go the values that conflicts tell of rows which it could read and the new one cannot.';

CREATE FUNCTION ota.write_partner_artists(organization_id uuid, partnership_id uuid, other_organization_id uuid, theirs uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
    with shared as materialized (select * from ota.shared_artists($3, $4)),
    gone as (
        delete from public.partner_artists a
         where a.organization_id = $1 and a.partnership_id = $2
           and not exists (select from shared s where s.share_id = a.their_id)),
    changed as (
        update public.partner_artists a set name = s.artist from shared s
         where a.organization_id = $1 and a.partnership_id = $2 and a.their_id = s.share_id
           and a.name <> s.artist)
    insert into public.partner_artists (organization_id, partnership_id, their_id, name, artist_id)
    select $1, $2, s.share_id, s.artist, case cardinality(o.known) when 1 then o.known[1] end
      from shared s cross join lateral ota.artists_named($1, s.artist) o (known)
     where not exists (select from public.partner_artists a
                        where a.organization_id = $1 and a.partnership_id = $2
                          and a.their_id = s.share_id)
$_$;

COMMENT ON FUNCTION ota.write_partner_artists(organization_id uuid, partnership_id uuid, other_organization_id uuid, theirs uuid) IS 'Makes the artists that one side knows of a partnership those of whom the other shares something. Which of ours one is stays as it was said; a new one is the one of ours with the name.';

CREATE FUNCTION ota.write_partner_dates(organization_id uuid, partnership_id uuid, other_organization_id uuid, theirs uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
    select ota.write_partner_artists($1, $2, $3, $4);
    with shared as materialized (
        select a.id as artist_id, a.name, s.date, s.status, s.city, s.country
          from ota.shared_dates($3, $4) s
          join public.partner_artists a
            on a.organization_id = $1 and a.partnership_id = $2 and a.their_id = s.share_id),
    gone as (
        delete from public.partner_dates d
         where d.organization_id = $1 and d.partnership_id = $2
           and not exists (select from shared s
                            where (s.artist_id, s.date) = (d.partner_artist_id, d.date))),
    changed as (
        update public.partner_dates d
           set artist = s.name, status = s.status, city = s.city, country = s.country
          from shared s
         where d.organization_id = $1 and d.partnership_id = $2
           and (s.artist_id, s.date) = (d.partner_artist_id, d.date)
           and (s.name, s.status, s.city, s.country)
               is distinct from (d.artist, d.status, d.city, d.country))
    insert into public.partner_dates (organization_id, partnership_id, partner_artist_id, artist, date,
                                      status, city, country)
    select $1, $2, s.artist_id, s.name, s.date, s.status, s.city, s.country from shared s
     where not exists (select from public.partner_dates d
                        where d.organization_id = $1 and d.partnership_id = $2
                          and (d.partner_artist_id, d.date) = (s.artist_id, s.date))
$_$;

COMMENT ON FUNCTION ota.write_partner_dates(organization_id uuid, partnership_id uuid, other_organization_id uuid, theirs uuid) IS 'Makes the dates that one side has of a partnership those that the other shares.';

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

CREATE FUNCTION ota.write_scope(organization_id uuid, resource text) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    me constant uuid := auth.uid();
    may text[];
begin
    if me is null then
        return 'organization';
    end if;
    select m.may into may from ota.member_roles m
     where m.user_id = me and m.organization_id = write_scope.organization_id;
    return case when resource || ':write' = any (may) then 'organization'
                when resource || ':write:own' = any (may) then 'own'
                else 'none' end;
end
$$;

COMMENT ON FUNCTION ota.write_scope(organization_id uuid, resource text) IS 'Which rows of the resource the asking user may write: organization, own or none; the server writes all.';

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

CREATE FUNCTION ota.zone_changes(zones text[], first_at timestamp with time zone, last_at timestamp with time zone) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    AS $_$
    with days as (
        select z.zone, d.at, (d.at at time zone z.zone) - (d.at at time zone 'UTC') as ahead,
               lead(d.at) over w as next_at,
               lead((d.at at time zone z.zone) - (d.at at time zone 'UTC')) over w as next_ahead
          from (select distinct ota.known_zone(k) from unnest($1) k) z (zone)
         cross join generate_series($2, $3 + interval '1 day', interval '1 day') d (at)
        window w as (partition by z.zone order by d.at)
    ), changes as (
        select d.zone, d.ahead, d.next_ahead,
               (select min(q.at) from generate_series(d.at, d.next_at, interval '15 minutes') q (at)
                 where (q.at at time zone d.zone) - (q.at at time zone 'UTC') = d.next_ahead) as at
          from days d where d.ahead <> d.next_ahead
    )
    select coalesce(jsonb_agg(jsonb_build_object('zone', f.zone,
               'minutes', extract(epoch from f.ahead)::integer / 60,
               'changes', (select coalesce(jsonb_agg(jsonb_build_object(
                     'local', to_char((c.at at time zone 'UTC') + c.ahead, 'YYYYMMDD"T"HH24MISS'),
                     'from', extract(epoch from c.ahead)::integer / 60,
                     'to', extract(epoch from c.next_ahead)::integer / 60) order by c.at), '[]')
                    from changes c where c.zone = f.zone)) order by f.zone), '[]')
      from (select distinct on (d.zone) d.zone, d.ahead from days d order by d.zone, d.at) f
$_$;

COMMENT ON FUNCTION ota.zone_changes(zones text[], first_at timestamp with time zone, last_at timestamp with time zone) IS 'How far zones are ahead of UTC, and when that changes, as a calendar tells it.';

CREATE FUNCTION ota.zone_words(zone text, at timestamp with time zone) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $_$
    select k.zone || ' (UTC' || case when k.ahead < interval '0' then '−' else '+' end
           || to_char(greatest(k.ahead, -k.ahead), 'FMHH24')
           || coalesce(':' || nullif(to_char(greatest(k.ahead, -k.ahead), 'MI'), '00'), '') || ')'
      from (select z.zone, ($2 at time zone z.zone) - ($2 at time zone 'UTC') as ahead
              from (select ota.known_zone($1)) z (zone)) k
$_$;

COMMENT ON FUNCTION ota.zone_words(zone text, at timestamp with time zone) IS 'A zone with how far it is ahead of UTC at that time.';

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
    legal_name text,
    address text,
    CONSTRAINT organizations_address_length CHECK (((char_length(address) >= 1) AND (char_length(address) <= 4000))),
    CONSTRAINT organizations_day_boundary_time CHECK ((day_boundary ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text)),
    CONSTRAINT organizations_default_currency_code CHECK ((default_currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT organizations_legal_name_length CHECK (((char_length(legal_name) >= 1) AND (char_length(legal_name) <= 160))),
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

COMMENT ON COLUMN public.organizations.legal_name IS 'Its name on invoices; null where it is the name.';

COMMENT ON COLUMN public.organizations.address IS 'Its address on invoices.';

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
    reader_ids uuid[],
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

COMMENT ON COLUMN ota.change_log.op IS 'insert, update, delete; revoke: owner_id or reader_ids may no longer see the row.';

COMMENT ON COLUMN ota.change_log.changed IS 'The fields of an update that differ, audit fields aside.';

COMMENT ON COLUMN ota.change_log.before IS 'The row before, without audit fields.';

COMMENT ON COLUMN ota.change_log.after IS 'The row after, without audit fields.';

COMMENT ON COLUMN ota.change_log.resource IS 'The resource whose readers may read this.';

COMMENT ON COLUMN ota.change_log.owner_id IS 'Whose row it is, where rows have owners.';

COMMENT ON COLUMN ota.change_log.actor_id IS 'The user who wrote, null for the server itself.';

COMMENT ON COLUMN ota.change_log.client_id IS 'The syncing client that wrote, if one did.';

COMMENT ON COLUMN ota.change_log.mutation_n IS 'That client''s number of the mutation.';

COMMENT ON COLUMN ota.change_log.at IS 'When the transaction began.';

COMMENT ON COLUMN ota.change_log.reader_ids IS 'The users at scope own who may read this; null for all of them.';

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
    reader_ids uuid[],
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

CREATE TABLE ota.partner_links (
    id bigint NOT NULL,
    code_hash bytea NOT NULL,
    first_organization_id uuid NOT NULL,
    first_id uuid NOT NULL,
    second_organization_id uuid,
    second_id uuid,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT partner_links_code_hash_length CHECK ((octet_length(code_hash) = 32))
);

COMMENT ON TABLE ota.partner_links IS 'A directory of who invited whom: the only place that knows both sides.';

COMMENT ON COLUMN ota.partner_links.id IS 'Its number.';

COMMENT ON COLUMN ota.partner_links.code_hash IS 'SHA-256 of the invitation''s code.';

COMMENT ON COLUMN ota.partner_links.first_organization_id IS 'Who invited.';

COMMENT ON COLUMN ota.partner_links.first_id IS 'Their row of partnerships.';

COMMENT ON COLUMN ota.partner_links.second_organization_id IS 'Who used the code.';

COMMENT ON COLUMN ota.partner_links.second_id IS 'Their row of partnerships.';

COMMENT ON COLUMN ota.partner_links.expires_at IS 'Until when the code can be used.';

COMMENT ON COLUMN ota.partner_links.ended_at IS 'When either side ended it.';

ALTER TABLE ota.partner_links ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ota.partner_links_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE ota.partner_news (
    id bigint NOT NULL,
    organization_id uuid NOT NULL,
    partnership_id uuid NOT NULL
);

COMMENT ON TABLE ota.partner_news IS 'Which sides of which partnerships have something to be told.';

COMMENT ON COLUMN ota.partner_news.id IS 'Its number.';

COMMENT ON COLUMN ota.partner_news.organization_id IS 'Who is to be told.';

COMMENT ON COLUMN ota.partner_news.partnership_id IS 'Their row of partnerships.';

ALTER TABLE ota.partner_news ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ota.partner_news_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

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

CREATE TABLE ota.share_tokens (
    token_hash bytea NOT NULL,
    organization_id uuid NOT NULL,
    link_id uuid NOT NULL,
    CONSTRAINT share_tokens_token_hash_length CHECK ((octet_length(token_hash) = 32))
);

COMMENT ON TABLE ota.share_tokens IS 'A directory from a share link''s secret to the link.';

COMMENT ON COLUMN ota.share_tokens.token_hash IS 'SHA-256 of the token in the link.';

COMMENT ON COLUMN ota.share_tokens.organization_id IS 'The organization that shares.';

COMMENT ON COLUMN ota.share_tokens.link_id IS 'The link.';

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

CREATE TABLE public.acknowledgements (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    owner_id uuid DEFAULT auth.uid() NOT NULL,
    subject text NOT NULL,
    subject_id uuid NOT NULL,
    subject_seq bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT acknowledgements_subject_known CHECK ((subject = ANY (ARRAY['tours'::text, 'shows'::text, 'days'::text, 'venues'::text, 'people'::text, 'schedule_items'::text, 'travel'::text, 'stays'::text, 'advances'::text, 'deals'::text, 'settlements'::text, 'expenses'::text, 'per_diems'::text, 'holds'::text, 'invoices'::text, 'settlement_runs'::text]))),
    CONSTRAINT acknowledgements_subject_seq_range CHECK (((subject_seq >= 0) AND (subject_seq <= '9007199254740991'::bigint)))
);

ALTER TABLE ONLY public.acknowledgements FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.acknowledgements IS 'What a person has seen and said so.';

COMMENT ON COLUMN public.acknowledgements.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.acknowledgements.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.acknowledgements.owner_id IS 'Who has seen it.';

COMMENT ON COLUMN public.acknowledgements.subject IS 'In which table it is.';

COMMENT ON COLUMN public.acknowledgements.subject_id IS 'The row that was seen.';

COMMENT ON COLUMN public.acknowledgements.subject_seq IS 'The version of it that was seen.';

COMMENT ON COLUMN public.acknowledgements.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.acknowledgements.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.acknowledgements.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.acknowledgements.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.acknowledgements.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.adjustments (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    show_id uuid NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    amount_minor bigint NOT NULL,
    quantity integer DEFAULT 1 NOT NULL,
    currency text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT adjustments_amount_minor_range CHECK (((amount_minor >= 0) AND (amount_minor <= '999999999999999'::bigint))),
    CONSTRAINT adjustments_currency_code CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT adjustments_kind_known CHECK ((kind = ANY (ARRAY['reimbursement'::text, 'buyout'::text, 'income'::text, 'deduction'::text]))),
    CONSTRAINT adjustments_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 160))),
    CONSTRAINT adjustments_quantity_range CHECK (((quantity >= 0) AND (quantity <= 1000000)))
);

ALTER TABLE ONLY public.adjustments FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.adjustments IS 'What comes on top of the artist''s take or off it.';

COMMENT ON COLUMN public.adjustments.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.adjustments.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.adjustments.show_id IS 'The show.';

COMMENT ON COLUMN public.adjustments.kind IS 'What kind.';

COMMENT ON COLUMN public.adjustments.name IS 'What it is for.';

COMMENT ON COLUMN public.adjustments.amount_minor IS 'The amount of one.';

COMMENT ON COLUMN public.adjustments.quantity IS 'How many.';

COMMENT ON COLUMN public.adjustments.currency IS 'ISO 4217 code; null for the deal''s.';

COMMENT ON COLUMN public.adjustments.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.adjustments.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.adjustments.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.adjustments.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.adjustments.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.admissions (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    guest_id uuid NOT NULL,
    door_id uuid NOT NULL,
    heads integer NOT NULL,
    admitted_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT admissions_heads_range CHECK (((heads >= 1) AND (heads <= 51)))
);

ALTER TABLE ONLY public.admissions FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.admissions IS 'Heads that came in; taking one back deletes it.';

COMMENT ON COLUMN public.admissions.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.admissions.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.admissions.guest_id IS 'The guest.';

COMMENT ON COLUMN public.admissions.door_id IS 'The door.';

COMMENT ON COLUMN public.admissions.heads IS 'How many came in.';

COMMENT ON COLUMN public.admissions.admitted_at IS 'When.';

COMMENT ON COLUMN public.admissions.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.admissions.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.admissions.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.admissions.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.admissions.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.advance_answers (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    advance_id uuid NOT NULL,
    question text NOT NULL,
    answer text,
    answered_by text DEFAULT 'us'::text NOT NULL,
    answered_name text,
    answered_at timestamp with time zone,
    is_settled boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT advance_answers_answer_length CHECK (((char_length(answer) >= 1) AND (char_length(answer) <= 20000))),
    CONSTRAINT advance_answers_answered_by_known CHECK ((answered_by = ANY (ARRAY['us'::text, 'venue'::text]))),
    CONSTRAINT advance_answers_answered_name_length CHECK (((char_length(answered_name) >= 1) AND (char_length(answered_name) <= 120))),
    CONSTRAINT advance_answers_question_length CHECK (((char_length(question) >= 1) AND (char_length(question) <= 120)))
);

ALTER TABLE ONLY public.advance_answers FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.advance_answers IS 'The answer to one question of an advance.';

COMMENT ON COLUMN public.advance_answers.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.advance_answers.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.advance_answers.advance_id IS 'The advance.';

COMMENT ON COLUMN public.advance_answers.question IS 'The question''s key in the advance''s sections.';

COMMENT ON COLUMN public.advance_answers.answer IS 'What was answered.';

COMMENT ON COLUMN public.advance_answers.answered_by IS 'Which side answered.';

COMMENT ON COLUMN public.advance_answers.answered_name IS 'Who answered.';

COMMENT ON COLUMN public.advance_answers.answered_at IS 'When they answered.';

COMMENT ON COLUMN public.advance_answers.is_settled IS 'Nothing is open about it any more.';

COMMENT ON COLUMN public.advance_answers.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.advance_answers.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.advance_answers.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.advance_answers.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.advance_answers.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.advance_templates (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    name text NOT NULL,
    venue_kind text,
    sections jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT advance_templates_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
    CONSTRAINT advance_templates_sections_form CHECK (((jsonb_typeof(sections) = ANY (ARRAY['array'::text, 'object'::text])) AND (octet_length((sections)::text) <= 262144))),
    CONSTRAINT advance_templates_venue_kind_known CHECK ((venue_kind = ANY (ARRAY['club'::text, 'theatre'::text, 'hall'::text, 'arena'::text, 'festival'::text, 'outdoor'::text, 'other'::text])))
);

ALTER TABLE ONLY public.advance_templates FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.advance_templates IS 'The usual questions, to begin an advance from.';

COMMENT ON COLUMN public.advance_templates.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.advance_templates.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.advance_templates.name IS 'What it is called.';

COMMENT ON COLUMN public.advance_templates.venue_kind IS 'The kind of venue it is for; null for all.';

COMMENT ON COLUMN public.advance_templates.sections IS 'Its sections: [{title, questions: [{key, text, …}]}].';

COMMENT ON COLUMN public.advance_templates.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.advance_templates.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.advance_templates.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.advance_templates.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.advance_templates.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.advances (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    show_id uuid NOT NULL,
    name text NOT NULL,
    status text DEFAULT 'draft'::text NOT NULL,
    contact_name text,
    contact_email text,
    due_on date,
    sections jsonb NOT NULL,
    sent_at timestamp with time zone,
    approved_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT advances_contact_email_length CHECK (((char_length(contact_email) >= 3) AND (char_length(contact_email) <= 320))),
    CONSTRAINT advances_contact_name_length CHECK (((char_length(contact_name) >= 1) AND (char_length(contact_name) <= 4000))),
    CONSTRAINT advances_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
    CONSTRAINT advances_sections_form CHECK (((jsonb_typeof(sections) = ANY (ARRAY['array'::text, 'object'::text])) AND (octet_length((sections)::text) <= 262144))),
    CONSTRAINT advances_status_known CHECK ((status = ANY (ARRAY['draft'::text, 'sent'::text, 'answered'::text, 'approved'::text])))
);

ALTER TABLE ONLY public.advances FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.advances IS 'The questions of one show, sent to its venue and answered.';

COMMENT ON COLUMN public.advances.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.advances.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.advances.show_id IS 'The show.';

COMMENT ON COLUMN public.advances.name IS 'What it is called.';

COMMENT ON COLUMN public.advances.status IS 'How far it is; approved: locked.';

COMMENT ON COLUMN public.advances.contact_name IS 'Who answers at the venue.';

COMMENT ON COLUMN public.advances.contact_email IS 'Where to write to them.';

COMMENT ON COLUMN public.advances.due_on IS 'The day by which answers are wanted.';

COMMENT ON COLUMN public.advances.sections IS 'Its sections: [{title, questions: [{key, text, …}]}].';

COMMENT ON COLUMN public.advances.sent_at IS 'When it was sent.';

COMMENT ON COLUMN public.advances.approved_at IS 'When it was approved.';

COMMENT ON COLUMN public.advances.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.advances.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.advances.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.advances.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.advances.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.artists (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT artists_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 160)))
);

ALTER TABLE ONLY public.artists FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.artists IS 'Whom tours are of; made with the first tour that names them. Two may have one name.';

COMMENT ON COLUMN public.artists.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.artists.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.artists.name IS 'The name; a new one is given to their tours, too.';

COMMENT ON COLUMN public.artists.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.artists.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.artists.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.artists.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.artists.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.billing_details (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    tax_id text,
    bank text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT billing_details_bank_length CHECK (((char_length(bank) >= 1) AND (char_length(bank) <= 1000))),
    CONSTRAINT billing_details_of_organization CHECK ((id = organization_id)),
    CONSTRAINT billing_details_tax_id_length CHECK (((char_length(tax_id) >= 1) AND (char_length(tax_id) <= 60)))
);

ALTER TABLE ONLY public.billing_details FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.billing_details IS 'What an organization''s invoices say beside its name and address: one row, its id the organization''s.';

COMMENT ON COLUMN public.billing_details.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.billing_details.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.billing_details.tax_id IS 'Its tax number. Where one person is the organization it can be that person''s own.';

COMMENT ON COLUMN public.billing_details.bank IS 'Where invoices are paid to, as it is printed: bank, account, whose it is.';

COMMENT ON COLUMN public.billing_details.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.billing_details.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.billing_details.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.billing_details.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.billing_details.seq IS 'The transaction that last wrote the row: its version.';

COMMENT ON CONSTRAINT billing_details_of_organization ON public.billing_details IS 'An organization has one row of billing details, whose id is the organization''s.';

CREATE TABLE public.budget_lines (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    tour_id uuid,
    show_id uuid,
    kind text DEFAULT 'cost'::text NOT NULL,
    category text NOT NULL,
    title text NOT NULL,
    planned_minor bigint NOT NULL,
    currency text NOT NULL,
    notes text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT budget_lines_category_known CHECK ((category = ANY (ARRAY['travel'::text, 'hotel'::text, 'food'::text, 'fuel'::text, 'crew'::text, 'gear'::text, 'production'::text, 'per_diem'::text, 'fees'::text, 'other'::text]))),
    CONSTRAINT budget_lines_currency_code CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT budget_lines_kind_known CHECK ((kind = ANY (ARRAY['income'::text, 'cost'::text]))),
    CONSTRAINT budget_lines_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000))),
    CONSTRAINT budget_lines_planned_minor_range CHECK (((planned_minor >= 0) AND (planned_minor <= '999999999999999'::bigint))),
    CONSTRAINT budget_lines_title_length CHECK (((char_length(title) >= 1) AND (char_length(title) <= 160)))
);

ALTER TABLE ONLY public.budget_lines FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.budget_lines IS 'What was planned to come in or to be spent.';

COMMENT ON COLUMN public.budget_lines.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.budget_lines.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.budget_lines.tour_id IS 'The tour.';

COMMENT ON COLUMN public.budget_lines.show_id IS 'The show.';

COMMENT ON COLUMN public.budget_lines.kind IS 'Income or cost.';

COMMENT ON COLUMN public.budget_lines.category IS 'What kind of cost it is compared with.';

COMMENT ON COLUMN public.budget_lines.title IS 'What it is.';

COMMENT ON COLUMN public.budget_lines.planned_minor IS 'The plan.';

COMMENT ON COLUMN public.budget_lines.currency IS 'ISO 4217 code of the amount.';

COMMENT ON COLUMN public.budget_lines.notes IS 'Anything else.';

COMMENT ON COLUMN public.budget_lines.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.budget_lines.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.budget_lines.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.budget_lines.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.budget_lines.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.commissions (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    tour_id uuid,
    show_id uuid,
    payee text NOT NULL,
    base text NOT NULL,
    rate numeric NOT NULL,
    mode text DEFAULT 'inclusive'::text NOT NULL,
    timing text DEFAULT 'before'::text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    is_after_prior boolean DEFAULT false NOT NULL,
    less_minor bigint DEFAULT 0 NOT NULL,
    currency text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT commissions_base_known CHECK ((base = ANY (ARRAY['guarantee'::text, 'take'::text, 'earnings'::text, 'all'::text]))),
    CONSTRAINT commissions_currency_code CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT commissions_less_minor_range CHECK (((less_minor >= 0) AND (less_minor <= '999999999999999'::bigint))),
    CONSTRAINT commissions_mode_known CHECK ((mode = ANY (ARRAY['inclusive'::text, 'exclusive'::text]))),
    CONSTRAINT commissions_payee_length CHECK (((char_length(payee) >= 1) AND (char_length(payee) <= 160))),
    CONSTRAINT commissions_position_range CHECK ((("position" >= 0) AND ("position" <= 10000))),
    CONSTRAINT commissions_rate_range CHECK ((((rate >= (0)::numeric) AND (rate <= (1)::numeric)) AND (scale(rate) <= 12))),
    CONSTRAINT commissions_timing_known CHECK ((timing = ANY (ARRAY['before'::text, 'after'::text])))
);

ALTER TABLE ONLY public.commissions FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.commissions IS 'Who gets a share of what the artist earns.';

COMMENT ON COLUMN public.commissions.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.commissions.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.commissions.tour_id IS 'The tour it is for; null for all.';

COMMENT ON COLUMN public.commissions.show_id IS 'The show it is for; null for all.';

COMMENT ON COLUMN public.commissions.payee IS 'Who gets it.';

COMMENT ON COLUMN public.commissions.base IS 'What it is taken of.';

COMMENT ON COLUMN public.commissions.rate IS 'The share.';

COMMENT ON COLUMN public.commissions.mode IS 'Out of the artist''s money, or on top of it.';

COMMENT ON COLUMN public.commissions.timing IS 'Before or after what is withheld.';

COMMENT ON COLUMN public.commissions."position" IS 'Its place in the order.';

COMMENT ON COLUMN public.commissions.is_after_prior IS 'Taken of what the ones before it leave.';

COMMENT ON COLUMN public.commissions.less_minor IS 'What is taken off its base at first.';

COMMENT ON COLUMN public.commissions.currency IS 'ISO 4217 code of what is taken off; null for the deal''s.';

COMMENT ON COLUMN public.commissions.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.commissions.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.commissions.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.commissions.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.commissions.seq IS 'The transaction that last wrote the row: its version.';

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

COMMENT ON COLUMN public.conflicts.fields IS 'Each field in question: [{field, base, mine, theirs, settled?}]; settled says whose value it got since.';

COMMENT ON COLUMN public.conflicts.kind IS 'edit: the same field was changed; delete: one side deleted the row.';

COMMENT ON COLUMN public.conflicts.their_actor_id IS 'Who wrote the value that stands.';

COMMENT ON COLUMN public.conflicts.their_name IS 'That person''s name at the time.';

COMMENT ON COLUMN public.conflicts.their_at IS 'When they wrote it.';

COMMENT ON COLUMN public.conflicts.client_id IS 'The client whose mutation met the conflict.';

COMMENT ON COLUMN public.conflicts.mutation_n IS 'That mutation''s number.';

COMMENT ON COLUMN public.conflicts.resolved_at IS 'When the owner decided, or when somebody wrote what settled it.';

COMMENT ON COLUMN public.conflicts.resolution IS 'Whose value it is now: mine, theirs, or dismissed where there is none.';

COMMENT ON COLUMN public.conflicts.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.conflicts.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.conflicts.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.conflicts.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.conflicts.seq IS 'The transaction that last wrote the row: its version.';

COMMENT ON CONSTRAINT conflicts_resolution_whole ON public.conflicts IS 'A conflict that is resolved says how: give resolved_at and resolution together.';

CREATE TABLE public.contacts (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    venue_id uuid,
    show_id uuid,
    tour_id uuid,
    name text NOT NULL,
    job text,
    company text,
    phone text,
    email text,
    notes text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT contacts_company_length CHECK (((char_length(company) >= 1) AND (char_length(company) <= 4000))),
    CONSTRAINT contacts_email_length CHECK (((char_length(email) >= 3) AND (char_length(email) <= 320))),
    CONSTRAINT contacts_job_length CHECK (((char_length(job) >= 1) AND (char_length(job) <= 4000))),
    CONSTRAINT contacts_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
    CONSTRAINT contacts_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000))),
    CONSTRAINT contacts_phone_length CHECK (((char_length(phone) >= 1) AND (char_length(phone) <= 4000)))
);

ALTER TABLE ONLY public.contacts FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.contacts IS 'Somebody at a venue, for a show or for a tour: whom to call about what.';

COMMENT ON COLUMN public.contacts.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.contacts.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.contacts.venue_id IS 'The venue they are at.';

COMMENT ON COLUMN public.contacts.show_id IS 'The show they are for.';

COMMENT ON COLUMN public.contacts.tour_id IS 'The tour they are for.';

COMMENT ON COLUMN public.contacts.name IS 'What the person is called.';

COMMENT ON COLUMN public.contacts.job IS 'What they do, such as stage manager.';

COMMENT ON COLUMN public.contacts.company IS 'For whom they work.';

COMMENT ON COLUMN public.contacts.phone IS 'Where to call.';

COMMENT ON COLUMN public.contacts.email IS 'Where to write.';

COMMENT ON COLUMN public.contacts.notes IS 'Anything else.';

COMMENT ON COLUMN public.contacts.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.contacts.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.contacts.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.contacts.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.contacts.seq IS 'The transaction that last wrote the row: its version.';

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

CREATE TABLE public.deals (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    show_id uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    status text DEFAULT 'draft'::text NOT NULL,
    counterparty text,
    expires_at timestamp with time zone,
    sent_at timestamp with time zone,
    currency text NOT NULL,
    payout_currency text,
    type text NOT NULL,
    guarantee_minor bigint,
    share numeric,
    basis text,
    guarantee_place text,
    step_unit text,
    step_reach text,
    profit_rate numeric,
    tax_mode text,
    tax_rate numeric,
    facility_fee_minor bigint,
    charity_per_ticket_minor bigint,
    charity_rate numeric,
    card_rate numeric,
    card_per_ticket_minor bigint,
    card_bearer text,
    support_fee_minor bigint,
    support_bearer text,
    expenses_cap_minor bigint,
    sellable integer,
    comps_allowed integer,
    comp_rule text,
    comp_price_minor bigint,
    terms jsonb,
    notes text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT deals_basis_known CHECK ((basis = ANY (ARRAY['gross'::text, 'adjusted_gross'::text, 'net_gross'::text, 'net'::text]))),
    CONSTRAINT deals_card_bearer_known CHECK ((card_bearer = ANY (ARRAY['show'::text, 'artist'::text, 'promoter'::text]))),
    CONSTRAINT deals_card_per_ticket_minor_range CHECK (((card_per_ticket_minor >= 0) AND (card_per_ticket_minor <= '999999999999999'::bigint))),
    CONSTRAINT deals_card_rate_range CHECK ((((card_rate >= (0)::numeric) AND (card_rate <= (1)::numeric)) AND (scale(card_rate) <= 12))),
    CONSTRAINT deals_charity_per_ticket_minor_range CHECK (((charity_per_ticket_minor >= 0) AND (charity_per_ticket_minor <= '999999999999999'::bigint))),
    CONSTRAINT deals_charity_rate_range CHECK ((((charity_rate >= (0)::numeric) AND (charity_rate <= (1)::numeric)) AND (scale(charity_rate) <= 12))),
    CONSTRAINT deals_comp_price_minor_range CHECK (((comp_price_minor >= 0) AND (comp_price_minor <= '999999999999999'::bigint))),
    CONSTRAINT deals_comp_rule_known CHECK ((comp_rule = ANY (ARRAY['free'::text, 'artist'::text, 'promoter'::text]))),
    CONSTRAINT deals_comps_allowed_range CHECK (((comps_allowed >= 0) AND (comps_allowed <= 10000000))),
    CONSTRAINT deals_counterparty_length CHECK (((char_length(counterparty) >= 1) AND (char_length(counterparty) <= 160))),
    CONSTRAINT deals_currency_code CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT deals_expenses_cap_minor_range CHECK (((expenses_cap_minor >= 0) AND (expenses_cap_minor <= '999999999999999'::bigint))),
    CONSTRAINT deals_facility_fee_minor_range CHECK (((facility_fee_minor >= 0) AND (facility_fee_minor <= '999999999999999'::bigint))),
    CONSTRAINT deals_guarantee_minor_range CHECK (((guarantee_minor >= 0) AND (guarantee_minor <= '999999999999999'::bigint))),
    CONSTRAINT deals_guarantee_place_known CHECK ((guarantee_place = ANY (ARRAY['inside'::text, 'outside'::text]))),
    CONSTRAINT deals_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000))),
    CONSTRAINT deals_payout_currency_code CHECK ((payout_currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT deals_profit_rate_range CHECK ((((profit_rate >= (0)::numeric) AND (profit_rate <= (1)::numeric)) AND (scale(profit_rate) <= 12))),
    CONSTRAINT deals_sellable_range CHECK (((sellable >= 0) AND (sellable <= 10000000))),
    CONSTRAINT deals_share_range CHECK ((((share >= (0)::numeric) AND (share <= (1)::numeric)) AND (scale(share) <= 12))),
    CONSTRAINT deals_status_known CHECK ((status = ANY (ARRAY['draft'::text, 'sent'::text, 'countered'::text, 'accepted'::text, 'declined'::text, 'expired'::text, 'withdrawn'::text]))),
    CONSTRAINT deals_step_reach_known CHECK ((step_reach = ANY (ARRAY['part'::text, 'whole'::text]))),
    CONSTRAINT deals_step_unit_known CHECK ((step_unit = ANY (ARRAY['amount'::text, 'tickets'::text]))),
    CONSTRAINT deals_support_bearer_known CHECK ((support_bearer = ANY (ARRAY['show'::text, 'artist'::text, 'promoter'::text]))),
    CONSTRAINT deals_support_fee_minor_range CHECK (((support_fee_minor >= 0) AND (support_fee_minor <= '999999999999999'::bigint))),
    CONSTRAINT deals_tax_mode_known CHECK ((tax_mode = ANY (ARRAY['none'::text, 'inside'::text, 'on_top'::text, 'of_gross'::text]))),
    CONSTRAINT deals_tax_rate_range CHECK ((((tax_rate >= (0)::numeric) AND (tax_rate <= (1)::numeric)) AND (scale(tax_rate) <= 12))),
    CONSTRAINT deals_terms_form CHECK (((jsonb_typeof(terms) = ANY (ARRAY['array'::text, 'object'::text])) AND (octet_length((terms)::text) <= 262144))),
    CONSTRAINT deals_type_known CHECK ((type = ANY (ARRAY['flat'::text, 'door'::text, 'versus'::text, 'plus'::text]))),
    CONSTRAINT deals_version_range CHECK (((version >= 1) AND (version <= 999)))
);

ALTER TABLE ONLY public.deals FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.deals IS 'What was offered or agreed for a show, in all that decides its settlement.';

COMMENT ON COLUMN public.deals.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.deals.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.deals.show_id IS 'The show.';

COMMENT ON COLUMN public.deals.version IS 'Number of the offer.';

COMMENT ON COLUMN public.deals.status IS 'How far it is; accepted: its terms stand.';

COMMENT ON COLUMN public.deals.counterparty IS 'With whom.';

COMMENT ON COLUMN public.deals.expires_at IS 'Until when the offer stands.';

COMMENT ON COLUMN public.deals.sent_at IS 'When it was sent.';

COMMENT ON COLUMN public.deals.currency IS 'ISO 4217 code of the amounts, in which it is settled.';

COMMENT ON COLUMN public.deals.payout_currency IS 'ISO 4217 code of what is paid out, where it is another.';

COMMENT ON COLUMN public.deals.type IS 'How the artist is paid.';

COMMENT ON COLUMN public.deals.guarantee_minor IS 'The guaranteed fee.';

COMMENT ON COLUMN public.deals.share IS 'The artist''s share.';

COMMENT ON COLUMN public.deals.basis IS 'What the share is of.';

COMMENT ON COLUMN public.deals.guarantee_place IS 'Whether the guarantee is one of the expenses.';

COMMENT ON COLUMN public.deals.step_unit IS 'What the steps in the terms count.';

COMMENT ON COLUMN public.deals.step_reach IS 'Whether a step''s share is of what lies above it or of all.';

COMMENT ON COLUMN public.deals.profit_rate IS 'The promoter''s profit, of expenses and guarantee.';

COMMENT ON COLUMN public.deals.tax_mode IS 'Where the ticket tax is.';

COMMENT ON COLUMN public.deals.tax_rate IS 'Rate of the ticket tax.';

COMMENT ON COLUMN public.deals.facility_fee_minor IS 'Kept by the house for each ticket.';

COMMENT ON COLUMN public.deals.charity_per_ticket_minor IS 'Given away for each ticket.';

COMMENT ON COLUMN public.deals.charity_rate IS 'Given away of the gross.';

COMMENT ON COLUMN public.deals.card_rate IS 'Card fees, of the gross.';

COMMENT ON COLUMN public.deals.card_per_ticket_minor IS 'Card fees for each ticket.';

COMMENT ON COLUMN public.deals.card_bearer IS 'Who bears the card fees.';

COMMENT ON COLUMN public.deals.support_fee_minor IS 'What the support is paid.';

COMMENT ON COLUMN public.deals.support_bearer IS 'Who bears it.';

COMMENT ON COLUMN public.deals.expenses_cap_minor IS 'The most that all expenses may come to.';

COMMENT ON COLUMN public.deals.sellable IS 'How many tickets there are to sell.';

COMMENT ON COLUMN public.deals.comps_allowed IS 'How many free tickets cost nothing.';

COMMENT ON COLUMN public.deals.comp_rule IS 'Who bears those above.';

COMMENT ON COLUMN public.deals.comp_price_minor IS 'What each of those above costs.';

COMMENT ON COLUMN public.deals.terms IS 'Lists: {fxs, steps, bonuses, withholdings, commissions}, each as core/settlement.def names its records.';

COMMENT ON COLUMN public.deals.notes IS 'Anything else.';

COMMENT ON COLUMN public.deals.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.deals.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.deals.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.deals.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.deals.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.disputes (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    settlement_id uuid NOT NULL,
    line text NOT NULL,
    item integer DEFAULT 0 NOT NULL,
    ours_minor bigint,
    theirs_minor bigint,
    reason text,
    status text DEFAULT 'open'::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    show_id uuid,
    CONSTRAINT disputes_item_range CHECK (((item >= 0) AND (item <= 10000))),
    CONSTRAINT disputes_line_length CHECK (((char_length(line) >= 1) AND (char_length(line) <= 60))),
    CONSTRAINT disputes_ours_minor_range CHECK (((ours_minor >= '-999999999999999'::bigint) AND (ours_minor <= '999999999999999'::bigint))),
    CONSTRAINT disputes_reason_length CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 4000))),
    CONSTRAINT disputes_status_known CHECK ((status = ANY (ARRAY['open'::text, 'settled'::text]))),
    CONSTRAINT disputes_theirs_minor_range CHECK (((theirs_minor >= '-999999999999999'::bigint) AND (theirs_minor <= '999999999999999'::bigint)))
);

ALTER TABLE ONLY public.disputes FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.disputes IS 'A line on which the two sides differ.';

COMMENT ON COLUMN public.disputes.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.disputes.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.disputes.settlement_id IS 'The settlement.';

COMMENT ON COLUMN public.disputes.line IS 'The line''s name.';

COMMENT ON COLUMN public.disputes.item IS 'Which of several such lines.';

COMMENT ON COLUMN public.disputes.ours_minor IS 'What it is by our reckoning.';

COMMENT ON COLUMN public.disputes.theirs_minor IS 'What it is by theirs.';

COMMENT ON COLUMN public.disputes.reason IS 'Why.';

COMMENT ON COLUMN public.disputes.status IS 'Whether it is settled.';

COMMENT ON COLUMN public.disputes.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.disputes.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.disputes.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.disputes.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.disputes.seq IS 'The transaction that last wrote the row: its version.';

COMMENT ON COLUMN public.disputes.show_id IS 'The show of a run whose line it is; not given where the settlement is of one show.';

CREATE TABLE public.doors (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    show_id uuid NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    device_id uuid,
    device_user_id uuid,
    device_at timestamp with time zone,
    CONSTRAINT doors_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 60)))
);

ALTER TABLE ONLY public.doors FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.doors IS 'An entrance where guests are checked in.';

COMMENT ON COLUMN public.doors.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.doors.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.doors.show_id IS 'The show.';

COMMENT ON COLUMN public.doors.name IS 'What it is called.';

COMMENT ON COLUMN public.doors.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.doors.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.doors.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.doors.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.doors.seq IS 'The transaction that last wrote the row: its version.';

COMMENT ON COLUMN public.doors.device_id IS 'The device that checks in here, by the client_id of its sync; another has to take it off first.';

COMMENT ON COLUMN public.doors.device_user_id IS 'Whose device it is.';

COMMENT ON COLUMN public.doors.device_at IS 'Since when it is here.';

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
    travel_id uuid,
    stay_id uuid,
    base_currency text,
    fx_rate numeric,
    payer text DEFAULT 'own'::text NOT NULL,
    rebill text,
    merchant text,
    CONSTRAINT expenses_amount_minor_range CHECK (((amount_minor <> 0) AND (abs(amount_minor) <= '999999999999999'::bigint))),
    CONSTRAINT expenses_base_currency_code CHECK ((base_currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT expenses_category_known CHECK ((category = ANY (ARRAY['travel'::text, 'hotel'::text, 'food'::text, 'fuel'::text, 'crew'::text, 'gear'::text, 'production'::text, 'per_diem'::text, 'fees'::text, 'other'::text]))),
    CONSTRAINT expenses_currency_code CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT expenses_description_length CHECK (((char_length(description) >= 1) AND (char_length(description) <= 4000))),
    CONSTRAINT expenses_fx_rate_range CHECK ((((fx_rate >= (0)::numeric) AND (fx_rate <= (1000000)::numeric)) AND (scale(fx_rate) <= 12))),
    CONSTRAINT expenses_merchant_length CHECK (((char_length(merchant) >= 1) AND (char_length(merchant) <= 160))),
    CONSTRAINT expenses_payer_known CHECK ((payer = ANY (ARRAY['own'::text, 'tour'::text, 'artist'::text, 'promoter'::text, 'label'::text]))),
    CONSTRAINT expenses_payment_known CHECK ((payment = ANY (ARRAY['cash'::text, 'card'::text, 'company_card'::text, 'invoice'::text]))),
    CONSTRAINT expenses_rebill_known CHECK ((rebill = ANY (ARRAY['promoter'::text, 'artist'::text, 'label'::text]))),
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

COMMENT ON COLUMN public.expenses.travel_id IS 'The journey it was for.';

COMMENT ON COLUMN public.expenses.stay_id IS 'The stay it was for.';

COMMENT ON COLUMN public.expenses.base_currency IS 'ISO 4217 code in which it is reckoned.';

COMMENT ON COLUMN public.expenses.fx_rate IS 'What one of its currency is in base_currency, frozen when it was taken in.';

COMMENT ON COLUMN public.expenses.payer IS 'Whose money it was.';

COMMENT ON COLUMN public.expenses.rebill IS 'To whom it is charged on.';

COMMENT ON COLUMN public.expenses.merchant IS 'Who was paid.';

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

COMMENT ON CONSTRAINT invitations_one_end ON public.invitations IS 'An invitation that was accepted cannot be withdrawn: remove the member instead.';

CREATE TABLE public.invoices (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    show_id uuid,
    tour_id uuid,
    settlement_id uuid,
    number text,
    status text DEFAULT 'draft'::text NOT NULL,
    to_name text NOT NULL,
    to_address text,
    to_tax_id text,
    issued_on date,
    due_on date,
    currency text NOT NULL,
    lines jsonb NOT NULL,
    net_minor bigint NOT NULL,
    tax_rate numeric,
    tax_minor bigint DEFAULT 0 NOT NULL,
    total_minor bigint NOT NULL,
    notes text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    from_name text,
    from_address text,
    from_tax_id text,
    from_bank text,
    CONSTRAINT invoices_currency_code CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT invoices_from_address_length CHECK (((char_length(from_address) >= 1) AND (char_length(from_address) <= 4000))),
    CONSTRAINT invoices_from_bank_length CHECK (((char_length(from_bank) >= 1) AND (char_length(from_bank) <= 1000))),
    CONSTRAINT invoices_from_name_length CHECK (((char_length(from_name) >= 1) AND (char_length(from_name) <= 160))),
    CONSTRAINT invoices_from_tax_id_length CHECK (((char_length(from_tax_id) >= 1) AND (char_length(from_tax_id) <= 60))),
    CONSTRAINT invoices_lines_form CHECK (((jsonb_typeof(lines) = ANY (ARRAY['array'::text, 'object'::text])) AND (octet_length((lines)::text) <= 262144))),
    CONSTRAINT invoices_net_minor_range CHECK (((net_minor >= 0) AND (net_minor <= '999999999999999'::bigint))),
    CONSTRAINT invoices_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000))),
    CONSTRAINT invoices_number_length CHECK (((char_length(number) >= 1) AND (char_length(number) <= 40))),
    CONSTRAINT invoices_status_known CHECK ((status = ANY (ARRAY['draft'::text, 'issued'::text, 'paid'::text, 'cancelled'::text]))),
    CONSTRAINT invoices_tax_minor_range CHECK (((tax_minor >= 0) AND (tax_minor <= '999999999999999'::bigint))),
    CONSTRAINT invoices_tax_rate_range CHECK ((((tax_rate >= (0)::numeric) AND (tax_rate <= (1)::numeric)) AND (scale(tax_rate) <= 12))),
    CONSTRAINT invoices_to_address_length CHECK (((char_length(to_address) >= 1) AND (char_length(to_address) <= 4000))),
    CONSTRAINT invoices_to_name_length CHECK (((char_length(to_name) >= 1) AND (char_length(to_name) <= 160))),
    CONSTRAINT invoices_to_tax_id_length CHECK (((char_length(to_tax_id) >= 1) AND (char_length(to_tax_id) <= 60))),
    CONSTRAINT invoices_total_minor_range CHECK (((total_minor >= 0) AND (total_minor <= '999999999999999'::bigint)))
);

ALTER TABLE ONLY public.invoices FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.invoices IS 'A bill; its number is given when it is issued, and then it stands.';

COMMENT ON COLUMN public.invoices.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.invoices.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.invoices.show_id IS 'The show it is for.';

COMMENT ON COLUMN public.invoices.tour_id IS 'The tour it is for.';

COMMENT ON COLUMN public.invoices.settlement_id IS 'The settlement it is for.';

COMMENT ON COLUMN public.invoices.number IS 'Its number, such as 2026-0001, given by the server when it is issued.';

COMMENT ON COLUMN public.invoices.status IS 'How far it is.';

COMMENT ON COLUMN public.invoices.to_name IS 'Who is billed.';

COMMENT ON COLUMN public.invoices.to_address IS 'Their address.';

COMMENT ON COLUMN public.invoices.to_tax_id IS 'Their tax number.';

COMMENT ON COLUMN public.invoices.issued_on IS 'The day it was issued.';

COMMENT ON COLUMN public.invoices.due_on IS 'The day by which it is to be paid.';

COMMENT ON COLUMN public.invoices.currency IS 'ISO 4217 code of the amounts.';

COMMENT ON COLUMN public.invoices.lines IS 'Its lines: [{text, quantity, amount_minor, …}].';

COMMENT ON COLUMN public.invoices.net_minor IS 'The sum without tax.';

COMMENT ON COLUMN public.invoices.tax_rate IS 'Rate of the tax.';

COMMENT ON COLUMN public.invoices.tax_minor IS 'The tax.';

COMMENT ON COLUMN public.invoices.total_minor IS 'The sum with tax.';

COMMENT ON COLUMN public.invoices.notes IS 'Anything else.';

COMMENT ON COLUMN public.invoices.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.invoices.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.invoices.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.invoices.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.invoices.seq IS 'The transaction that last wrote the row: its version.';

COMMENT ON COLUMN public.invoices.from_name IS 'Who sent it: the organization''s name when it was issued.';

COMMENT ON COLUMN public.invoices.from_address IS 'The sender''s address when it was issued.';

COMMENT ON COLUMN public.invoices.from_tax_id IS 'The sender''s tax number when it was issued.';

COMMENT ON COLUMN public.invoices.from_bank IS 'Where it was to be paid to when it was issued.';

CREATE TABLE public.labour_calls (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    show_id uuid NOT NULL,
    job text NOT NULL,
    heads integer DEFAULT 1 NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone,
    minimum_minutes integer,
    notes text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT labour_calls_heads_range CHECK (((heads >= 1) AND (heads <= 1000))),
    CONSTRAINT labour_calls_job_length CHECK (((char_length(job) >= 1) AND (char_length(job) <= 120))),
    CONSTRAINT labour_calls_minimum_minutes_range CHECK (((minimum_minutes >= 0) AND (minimum_minutes <= 2880))),
    CONSTRAINT labour_calls_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000)))
);

ALTER TABLE ONLY public.labour_calls FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.labour_calls IS 'Local hands called for a show.';

COMMENT ON COLUMN public.labour_calls.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.labour_calls.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.labour_calls.show_id IS 'The show.';

COMMENT ON COLUMN public.labour_calls.job IS 'What they do, such as loaders.';

COMMENT ON COLUMN public.labour_calls.heads IS 'How many.';

COMMENT ON COLUMN public.labour_calls.starts_at IS 'When they begin.';

COMMENT ON COLUMN public.labour_calls.ends_at IS 'When they are let go.';

COMMENT ON COLUMN public.labour_calls.minimum_minutes IS 'How long they are paid at least.';

COMMENT ON COLUMN public.labour_calls.notes IS 'Anything else.';

COMMENT ON COLUMN public.labour_calls.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.labour_calls.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.labour_calls.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.labour_calls.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.labour_calls.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.merch_counts (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    show_id uuid NOT NULL,
    item text NOT NULL,
    price_minor bigint NOT NULL,
    currency text,
    count_in integer DEFAULT 0 NOT NULL,
    count_out integer DEFAULT 0 NOT NULL,
    comps integer DEFAULT 0 NOT NULL,
    seller text DEFAULT 'artist'::text NOT NULL,
    tax_rate numeric,
    venue_rate numeric,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT merch_counts_comps_range CHECK (((comps >= 0) AND (comps <= 1000000))),
    CONSTRAINT merch_counts_count_in_range CHECK (((count_in >= 0) AND (count_in <= 1000000))),
    CONSTRAINT merch_counts_count_out_range CHECK (((count_out >= 0) AND (count_out <= 1000000))),
    CONSTRAINT merch_counts_currency_code CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT merch_counts_item_length CHECK (((char_length(item) >= 1) AND (char_length(item) <= 120))),
    CONSTRAINT merch_counts_price_minor_range CHECK (((price_minor >= 0) AND (price_minor <= '999999999999999'::bigint))),
    CONSTRAINT merch_counts_seller_known CHECK ((seller = ANY (ARRAY['artist'::text, 'venue'::text]))),
    CONSTRAINT merch_counts_tax_rate_range CHECK ((((tax_rate >= (0)::numeric) AND (tax_rate <= (1)::numeric)) AND (scale(tax_rate) <= 12))),
    CONSTRAINT merch_counts_venue_rate_range CHECK ((((venue_rate >= (0)::numeric) AND (venue_rate <= (1)::numeric)) AND (scale(venue_rate) <= 12)))
);

ALTER TABLE ONLY public.merch_counts FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.merch_counts IS 'One article at the merchandise table, counted in and out.';

COMMENT ON COLUMN public.merch_counts.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.merch_counts.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.merch_counts.show_id IS 'The show.';

COMMENT ON COLUMN public.merch_counts.item IS 'What it is.';

COMMENT ON COLUMN public.merch_counts.price_minor IS 'Price of one.';

COMMENT ON COLUMN public.merch_counts.currency IS 'ISO 4217 code; null for the deal''s.';

COMMENT ON COLUMN public.merch_counts.count_in IS 'How many there were, with what was added.';

COMMENT ON COLUMN public.merch_counts.count_out IS 'How many are left.';

COMMENT ON COLUMN public.merch_counts.comps IS 'How many were given away.';

COMMENT ON COLUMN public.merch_counts.seller IS 'Who sells.';

COMMENT ON COLUMN public.merch_counts.tax_rate IS 'Rate of the tax inside the price.';

COMMENT ON COLUMN public.merch_counts.venue_rate IS 'The share of the house, of what is left after tax.';

COMMENT ON COLUMN public.merch_counts.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.merch_counts.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.merch_counts.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.merch_counts.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.merch_counts.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.notes (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    subject text NOT NULL,
    subject_id uuid NOT NULL,
    body text NOT NULL,
    visibility text DEFAULT 'everyone'::text NOT NULL,
    person_ids uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    teams text[] DEFAULT '{}'::text[] NOT NULL,
    reader_ids uuid[],
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT notes_body_length CHECK (((char_length(body) >= 1) AND (char_length(body) <= 20000))),
    CONSTRAINT notes_person_ids_list CHECK (((cardinality(person_ids) <= 1000) AND (array_position(person_ids, NULL::uuid) IS NULL))),
    CONSTRAINT notes_subject_known CHECK ((subject = ANY (ARRAY['tours'::text, 'shows'::text, 'days'::text, 'venues'::text, 'people'::text, 'schedule_items'::text, 'travel'::text, 'stays'::text, 'advances'::text, 'deals'::text, 'settlements'::text, 'expenses'::text, 'per_diems'::text, 'holds'::text, 'invoices'::text, 'settlement_runs'::text]))),
    CONSTRAINT notes_teams_known CHECK (((cardinality(teams) <= 7) AND (teams <@ ARRAY['artist'::text, 'band'::text, 'crew'::text, 'production'::text, 'management'::text, 'driver'::text, 'guest'::text]))),
    CONSTRAINT notes_visibility_known CHECK ((visibility = ANY (ARRAY['everyone'::text, 'assigned'::text, 'management'::text])))
);

ALTER TABLE ONLY public.notes FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.notes IS 'A note on anything.';

COMMENT ON COLUMN public.notes.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.notes.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.notes.subject IS 'In which table the thing is that it is about.';

COMMENT ON COLUMN public.notes.subject_id IS 'The row that it is about.';

COMMENT ON COLUMN public.notes.body IS 'What it says.';

COMMENT ON COLUMN public.notes.visibility IS 'everyone: all members with the right; assigned: those people and teams; management: only who has the right to every row.';

COMMENT ON COLUMN public.notes.person_ids IS 'The people it concerns.';

COMMENT ON COLUMN public.notes.teams IS 'The teams it concerns.';

COMMENT ON COLUMN public.notes.reader_ids IS 'The accounts that may see it, set by the server; null for everybody with the right.';

COMMENT ON COLUMN public.notes.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.notes.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.notes.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.notes.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.notes.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.partner_artists (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    partnership_id uuid NOT NULL,
    their_id uuid NOT NULL,
    name text NOT NULL,
    artist_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT partner_artists_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 160)))
);

ALTER TABLE ONLY public.partner_artists FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.partner_artists IS 'An artist of whom a partner lets us see something. The server writes it, but for which of ours it is.';

COMMENT ON COLUMN public.partner_artists.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.partner_artists.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.partner_artists.partnership_id IS 'The partner.';

COMMENT ON COLUMN public.partner_artists.their_id IS 'What stays the same whatever they call the artist.';

COMMENT ON COLUMN public.partner_artists.name IS 'What they call the artist.';

COMMENT ON COLUMN public.partner_artists.artist_id IS 'Which of ours it is: at first the one with the name. Null: nobody has said.';

COMMENT ON COLUMN public.partner_artists.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.partner_artists.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.partner_artists.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.partner_artists.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.partner_artists.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.partner_dates (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    partnership_id uuid NOT NULL,
    artist text NOT NULL,
    date date NOT NULL,
    status text,
    city text,
    country text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    partner_artist_id uuid,
    CONSTRAINT partner_dates_artist_length CHECK (((char_length(artist) >= 1) AND (char_length(artist) <= 160))),
    CONSTRAINT partner_dates_city_length CHECK (((char_length(city) >= 1) AND (char_length(city) <= 4000))),
    CONSTRAINT partner_dates_country_code CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT partner_dates_status_known CHECK ((status = ANY (ARRAY['confirmed'::text, 'held'::text, 'other'::text])))
);

ALTER TABLE ONLY public.partner_dates FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.partner_dates IS 'A date on which a partner''s artist is taken, as the partner lets it be seen. Only the server writes it.';

COMMENT ON COLUMN public.partner_dates.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.partner_dates.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.partner_dates.partnership_id IS 'The partner.';

COMMENT ON COLUMN public.partner_dates.artist IS 'The artist, as the partner calls them.';

COMMENT ON COLUMN public.partner_dates.date IS 'The business date.';

COMMENT ON COLUMN public.partner_dates.status IS 'confirmed, held, or something other than a show; null where only that it is taken is shared.';

COMMENT ON COLUMN public.partner_dates.city IS 'The city, where it is shared.';

COMMENT ON COLUMN public.partner_dates.country IS 'ISO 3166 code, where the city is shared.';

COMMENT ON COLUMN public.partner_dates.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.partner_dates.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.partner_dates.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.partner_dates.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.partner_dates.seq IS 'The transaction that last wrote the row: its version.';

COMMENT ON COLUMN public.partner_dates.partner_artist_id IS 'Whose date it is.';

CREATE TABLE public.partner_shares (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    partnership_id uuid NOT NULL,
    artist text NOT NULL,
    detail text DEFAULT 'busy'::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    artist_id uuid,
    CONSTRAINT partner_shares_artist_length CHECK (((char_length(artist) >= 1) AND (char_length(artist) <= 160))),
    CONSTRAINT partner_shares_detail_known CHECK ((detail = ANY (ARRAY['busy'::text, 'city'::text])))
);

ALTER TABLE ONLY public.partner_shares FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.partner_shares IS 'What a partner sees of an artist''s dates; without such a row nothing.';

COMMENT ON COLUMN public.partner_shares.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.partner_shares.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.partner_shares.partnership_id IS 'The partner.';

COMMENT ON COLUMN public.partner_shares.artist IS 'The name that the partner sees; the server keeps it.';

COMMENT ON COLUMN public.partner_shares.detail IS 'busy: that a date is taken; city: also the city, and whether it is confirmed.';

COMMENT ON COLUMN public.partner_shares.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.partner_shares.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.partner_shares.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.partner_shares.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.partner_shares.seq IS 'The transaction that last wrote the row: its version.';

COMMENT ON COLUMN public.partner_shares.artist_id IS 'Whose dates; null: the organization''s own, those without an artist.';

CREATE TABLE public.payments (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    show_id uuid,
    tour_id uuid,
    invoice_id uuid,
    settlement_id uuid,
    direction text NOT NULL,
    kind text DEFAULT 'other'::text NOT NULL,
    amount_minor bigint NOT NULL,
    currency text NOT NULL,
    paid_on date NOT NULL,
    method text DEFAULT 'invoice'::text NOT NULL,
    reference text,
    notes text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT payments_amount_minor_range CHECK (((amount_minor >= 0) AND (amount_minor <= '999999999999999'::bigint))),
    CONSTRAINT payments_currency_code CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT payments_direction_known CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
    CONSTRAINT payments_kind_known CHECK ((kind = ANY (ARRAY['deposit'::text, 'balance'::text, 'commission'::text, 'per_diem'::text, 'merch'::text, 'other'::text]))),
    CONSTRAINT payments_method_known CHECK ((method = ANY (ARRAY['cash'::text, 'card'::text, 'company_card'::text, 'invoice'::text]))),
    CONSTRAINT payments_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000))),
    CONSTRAINT payments_reference_length CHECK (((char_length(reference) >= 1) AND (char_length(reference) <= 160)))
);

ALTER TABLE ONLY public.payments FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.payments IS 'Money that came in or went out.';

COMMENT ON COLUMN public.payments.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.payments.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.payments.show_id IS 'The show it is for.';

COMMENT ON COLUMN public.payments.tour_id IS 'The tour it is for.';

COMMENT ON COLUMN public.payments.invoice_id IS 'The invoice it pays.';

COMMENT ON COLUMN public.payments.settlement_id IS 'The settlement it pays.';

COMMENT ON COLUMN public.payments.direction IS 'In or out.';

COMMENT ON COLUMN public.payments.kind IS 'What for.';

COMMENT ON COLUMN public.payments.amount_minor IS 'The amount.';

COMMENT ON COLUMN public.payments.currency IS 'ISO 4217 code of the amount.';

COMMENT ON COLUMN public.payments.paid_on IS 'The day it was paid.';

COMMENT ON COLUMN public.payments.method IS 'How it was paid.';

COMMENT ON COLUMN public.payments.reference IS 'What it says on the statement.';

COMMENT ON COLUMN public.payments.notes IS 'Anything else.';

COMMENT ON COLUMN public.payments.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.payments.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.payments.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.payments.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.payments.seq IS 'The transaction that last wrote the row: its version.';

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
    team text,
    CONSTRAINT people_email_length CHECK (((char_length(email) >= 3) AND (char_length(email) <= 320))),
    CONSTRAINT people_job_length CHECK (((char_length(job) >= 1) AND (char_length(job) <= 4000))),
    CONSTRAINT people_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
    CONSTRAINT people_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000))),
    CONSTRAINT people_phone_length CHECK (((char_length(phone) >= 1) AND (char_length(phone) <= 4000))),
    CONSTRAINT people_team_known CHECK ((team = ANY (ARRAY['artist'::text, 'band'::text, 'crew'::text, 'production'::text, 'management'::text, 'driver'::text, 'guest'::text])))
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

COMMENT ON COLUMN public.people.team IS 'The group they travel and are called with.';

CREATE TABLE public.per_diem_rules (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    tour_id uuid,
    name text NOT NULL,
    currency text NOT NULL,
    day_minor bigint NOT NULL,
    breakfast_minor bigint DEFAULT 0 NOT NULL,
    lunch_minor bigint DEFAULT 0 NOT NULL,
    dinner_minor bigint DEFAULT 0 NOT NULL,
    incidentals_minor bigint DEFAULT 0 NOT NULL,
    edge_rate numeric DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT per_diem_rules_breakfast_minor_range CHECK (((breakfast_minor >= 0) AND (breakfast_minor <= '999999999999999'::bigint))),
    CONSTRAINT per_diem_rules_currency_code CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT per_diem_rules_day_minor_range CHECK (((day_minor >= 0) AND (day_minor <= '999999999999999'::bigint))),
    CONSTRAINT per_diem_rules_dinner_minor_range CHECK (((dinner_minor >= 0) AND (dinner_minor <= '999999999999999'::bigint))),
    CONSTRAINT per_diem_rules_edge_rate_range CHECK ((((edge_rate >= (0)::numeric) AND (edge_rate <= (1)::numeric)) AND (scale(edge_rate) <= 12))),
    CONSTRAINT per_diem_rules_incidentals_minor_range CHECK (((incidentals_minor >= 0) AND (incidentals_minor <= '999999999999999'::bigint))),
    CONSTRAINT per_diem_rules_lunch_minor_range CHECK (((lunch_minor >= 0) AND (lunch_minor <= '999999999999999'::bigint))),
    CONSTRAINT per_diem_rules_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120)))
);

ALTER TABLE ONLY public.per_diem_rules FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.per_diem_rules IS 'How much a day is worth, and what a meal takes off.';

COMMENT ON COLUMN public.per_diem_rules.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.per_diem_rules.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.per_diem_rules.tour_id IS 'The tour it is for; null for all.';

COMMENT ON COLUMN public.per_diem_rules.name IS 'What it is called.';

COMMENT ON COLUMN public.per_diem_rules.currency IS 'ISO 4217 code of the amounts.';

COMMENT ON COLUMN public.per_diem_rules.day_minor IS 'A whole day.';

COMMENT ON COLUMN public.per_diem_rules.breakfast_minor IS 'Taken off for a breakfast that is provided.';

COMMENT ON COLUMN public.per_diem_rules.lunch_minor IS 'Taken off for a lunch.';

COMMENT ON COLUMN public.per_diem_rules.dinner_minor IS 'Taken off for a dinner.';

COMMENT ON COLUMN public.per_diem_rules.incidentals_minor IS 'What is left at least.';

COMMENT ON COLUMN public.per_diem_rules.edge_rate IS 'The part that the first and the last day count for.';

COMMENT ON COLUMN public.per_diem_rules.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.per_diem_rules.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.per_diem_rules.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.per_diem_rules.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.per_diem_rules.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.per_diems (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    tour_id uuid,
    person_id uuid NOT NULL,
    rule_id uuid,
    date date NOT NULL,
    is_edge boolean DEFAULT false NOT NULL,
    provided text[] DEFAULT '{}'::text[] NOT NULL,
    amount_minor bigint NOT NULL,
    currency text NOT NULL,
    paid_on date,
    signed_name text,
    signed_at timestamp with time zone,
    reader_ids uuid[],
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT per_diems_amount_minor_range CHECK (((amount_minor >= 0) AND (amount_minor <= '999999999999999'::bigint))),
    CONSTRAINT per_diems_currency_code CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT per_diems_provided_known CHECK (((provided <@ ARRAY['breakfast'::text, 'lunch'::text, 'dinner'::text]) AND (cardinality(provided) <= 3))),
    CONSTRAINT per_diems_signed_name_length CHECK (((char_length(signed_name) >= 1) AND (char_length(signed_name) <= 120)))
);

ALTER TABLE ONLY public.per_diems FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.per_diems IS 'One person''s allowance for one day.';

COMMENT ON COLUMN public.per_diems.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.per_diems.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.per_diems.tour_id IS 'The tour.';

COMMENT ON COLUMN public.per_diems.person_id IS 'Who gets it.';

COMMENT ON COLUMN public.per_diems.rule_id IS 'The rule it was reckoned by.';

COMMENT ON COLUMN public.per_diems.date IS 'The business date.';

COMMENT ON COLUMN public.per_diems.is_edge IS 'The first or the last day.';

COMMENT ON COLUMN public.per_diems.provided IS 'The meals that were provided.';

COMMENT ON COLUMN public.per_diems.amount_minor IS 'What it comes to.';

COMMENT ON COLUMN public.per_diems.currency IS 'ISO 4217 code of the amount.';

COMMENT ON COLUMN public.per_diems.paid_on IS 'When it was paid.';

COMMENT ON COLUMN public.per_diems.signed_name IS 'Who signed for it.';

COMMENT ON COLUMN public.per_diems.signed_at IS 'When they signed.';

COMMENT ON COLUMN public.per_diems.reader_ids IS 'The account of its person, set by the server; empty when they have none.';

COMMENT ON COLUMN public.per_diems.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.per_diems.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.per_diems.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.per_diems.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.per_diems.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.person_profiles (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    person_id uuid NOT NULL,
    legal_name text,
    date_of_birth date,
    nationality text,
    passport_number text,
    passport_country text,
    passport_expires_on date,
    visa_notes text,
    seat_preference text,
    meal_preference text,
    allergies text,
    frequent_flyer text,
    emergency_contact text,
    shirt_size text,
    notes text,
    reader_ids uuid[],
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT person_profiles_allergies_length CHECK (((char_length(allergies) >= 1) AND (char_length(allergies) <= 4000))),
    CONSTRAINT person_profiles_emergency_contact_length CHECK (((char_length(emergency_contact) >= 1) AND (char_length(emergency_contact) <= 4000))),
    CONSTRAINT person_profiles_frequent_flyer_length CHECK (((char_length(frequent_flyer) >= 1) AND (char_length(frequent_flyer) <= 4000))),
    CONSTRAINT person_profiles_legal_name_length CHECK (((char_length(legal_name) >= 1) AND (char_length(legal_name) <= 4000))),
    CONSTRAINT person_profiles_meal_preference_known CHECK ((meal_preference = ANY (ARRAY['none'::text, 'vegetarian'::text, 'vegan'::text, 'pescatarian'::text, 'halal'::text, 'kosher'::text, 'gluten_free'::text, 'other'::text]))),
    CONSTRAINT person_profiles_nationality_code CHECK ((nationality ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT person_profiles_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000))),
    CONSTRAINT person_profiles_passport_country_code CHECK ((passport_country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT person_profiles_passport_number_length CHECK (((char_length(passport_number) >= 1) AND (char_length(passport_number) <= 4000))),
    CONSTRAINT person_profiles_seat_preference_length CHECK (((char_length(seat_preference) >= 1) AND (char_length(seat_preference) <= 4000))),
    CONSTRAINT person_profiles_shirt_size_length CHECK (((char_length(shirt_size) >= 1) AND (char_length(shirt_size) <= 4000))),
    CONSTRAINT person_profiles_visa_notes_length CHECK (((char_length(visa_notes) >= 1) AND (char_length(visa_notes) <= 20000)))
);

ALTER TABLE ONLY public.person_profiles FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.person_profiles IS 'What a person tells only those who book for them: seen by them and by who has the right.';

COMMENT ON COLUMN public.person_profiles.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.person_profiles.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.person_profiles.person_id IS 'Whose profile it is.';

COMMENT ON COLUMN public.person_profiles.legal_name IS 'The name as in the passport.';

COMMENT ON COLUMN public.person_profiles.date_of_birth IS 'The day they were born.';

COMMENT ON COLUMN public.person_profiles.nationality IS 'ISO 3166 code.';

COMMENT ON COLUMN public.person_profiles.passport_number IS 'Number of the passport.';

COMMENT ON COLUMN public.person_profiles.passport_country IS 'ISO 3166 code of who issued it.';

COMMENT ON COLUMN public.person_profiles.passport_expires_on IS 'Last day it is valid.';

COMMENT ON COLUMN public.person_profiles.visa_notes IS 'Visas and what they allow.';

COMMENT ON COLUMN public.person_profiles.seat_preference IS 'Where they like to sit.';

COMMENT ON COLUMN public.person_profiles.meal_preference IS 'What they eat.';

COMMENT ON COLUMN public.person_profiles.allergies IS 'What they must not eat or meet.';

COMMENT ON COLUMN public.person_profiles.frequent_flyer IS 'Programmes and numbers.';

COMMENT ON COLUMN public.person_profiles.emergency_contact IS 'Whom to call, and how.';

COMMENT ON COLUMN public.person_profiles.shirt_size IS 'Size of shirts and jackets.';

COMMENT ON COLUMN public.person_profiles.notes IS 'Anything else.';

COMMENT ON COLUMN public.person_profiles.reader_ids IS 'The account of its person, set by the server; empty when they have none.';

COMMENT ON COLUMN public.person_profiles.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.person_profiles.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.person_profiles.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.person_profiles.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.person_profiles.seq IS 'The transaction that last wrote the row: its version.';

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

CREATE TABLE public.radius_clauses (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    show_id uuid NOT NULL,
    distance_km integer NOT NULL,
    days_before integer NOT NULL,
    days_after integer NOT NULL,
    exceptions text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT radius_clauses_days_after_range CHECK (((days_after >= 0) AND (days_after <= 730))),
    CONSTRAINT radius_clauses_days_before_range CHECK (((days_before >= 0) AND (days_before <= 730))),
    CONSTRAINT radius_clauses_distance_km_range CHECK (((distance_km >= 1) AND (distance_km <= 5000))),
    CONSTRAINT radius_clauses_exceptions_length CHECK (((char_length(exceptions) >= 1) AND (char_length(exceptions) <= 4000)))
);

ALTER TABLE ONLY public.radius_clauses FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.radius_clauses IS 'No other show near this one, for some days.';

COMMENT ON COLUMN public.radius_clauses.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.radius_clauses.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.radius_clauses.show_id IS 'The show that is protected.';

COMMENT ON COLUMN public.radius_clauses.distance_km IS 'How far around.';

COMMENT ON COLUMN public.radius_clauses.days_before IS 'How many days before.';

COMMENT ON COLUMN public.radius_clauses.days_after IS 'How many days after.';

COMMENT ON COLUMN public.radius_clauses.exceptions IS 'What is allowed nevertheless.';

COMMENT ON COLUMN public.radius_clauses.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.radius_clauses.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.radius_clauses.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.radius_clauses.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.radius_clauses.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.room_guests (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    room_id uuid NOT NULL,
    person_id uuid NOT NULL,
    arrives_on date NOT NULL,
    leaves_on date NOT NULL,
    alias text,
    reader_ids uuid[],
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT room_guests_alias_length CHECK (((char_length(alias) >= 1) AND (char_length(alias) <= 120))),
    CONSTRAINT room_guests_dates_order CHECK ((leaves_on >= arrives_on))
);

ALTER TABLE ONLY public.room_guests FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.room_guests IS 'Who sleeps in a room, from when until when.';

COMMENT ON COLUMN public.room_guests.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.room_guests.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.room_guests.room_id IS 'The room.';

COMMENT ON COLUMN public.room_guests.person_id IS 'Who sleeps there.';

COMMENT ON COLUMN public.room_guests.arrives_on IS 'Their first night.';

COMMENT ON COLUMN public.room_guests.leaves_on IS 'The day they leave.';

COMMENT ON COLUMN public.room_guests.alias IS 'The name at the desk.';

COMMENT ON COLUMN public.room_guests.reader_ids IS 'Whoever may see the row it is part of, set by the server; null for everybody with the right.';

COMMENT ON COLUMN public.room_guests.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.room_guests.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.room_guests.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.room_guests.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.room_guests.seq IS 'The transaction that last wrote the row: its version.';

COMMENT ON CONSTRAINT room_guests_dates_order ON public.room_guests IS 'A guest leaves on the day of arrival or later: mend the nights.';

CREATE TABLE public.rooms (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    stay_id uuid NOT NULL,
    type text DEFAULT 'single'::text NOT NULL,
    number text,
    reference text,
    requests text,
    incidentals text DEFAULT 'guest'::text NOT NULL,
    notes text,
    reader_ids uuid[],
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT rooms_incidentals_known CHECK ((incidentals = ANY (ARRAY['guest'::text, 'company'::text, 'promoter'::text]))),
    CONSTRAINT rooms_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000))),
    CONSTRAINT rooms_number_length CHECK (((char_length(number) >= 1) AND (char_length(number) <= 20))),
    CONSTRAINT rooms_reference_length CHECK (((char_length(reference) >= 1) AND (char_length(reference) <= 4000))),
    CONSTRAINT rooms_requests_length CHECK (((char_length(requests) >= 1) AND (char_length(requests) <= 4000))),
    CONSTRAINT rooms_type_known CHECK ((type = ANY (ARRAY['single'::text, 'double'::text, 'twin'::text, 'triple'::text, 'suite'::text, 'bunk'::text, 'day_room'::text])))
);

ALTER TABLE ONLY public.rooms FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.rooms IS 'One room of a stay.';

COMMENT ON COLUMN public.rooms.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.rooms.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.rooms.stay_id IS 'The stay.';

COMMENT ON COLUMN public.rooms.type IS 'What kind of room.';

COMMENT ON COLUMN public.rooms.number IS 'Its number.';

COMMENT ON COLUMN public.rooms.reference IS 'Booking reference, where it is its own.';

COMMENT ON COLUMN public.rooms.requests IS 'What was asked for, such as a high floor.';

COMMENT ON COLUMN public.rooms.incidentals IS 'Who pays for extras.';

COMMENT ON COLUMN public.rooms.notes IS 'Anything else.';

COMMENT ON COLUMN public.rooms.reader_ids IS 'The accounts of who sleeps in it, set by the server.';

COMMENT ON COLUMN public.rooms.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.rooms.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.rooms.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.rooms.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.rooms.seq IS 'The transaction that last wrote the row: its version.';

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
    visibility text DEFAULT 'everyone'::text NOT NULL,
    person_ids uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    teams text[] DEFAULT '{}'::text[] NOT NULL,
    reader_ids uuid[],
    after_id uuid,
    offset_minutes integer,
    template text,
    is_critical boolean DEFAULT false NOT NULL,
    CONSTRAINT schedule_items_kind_known CHECK ((kind = ANY (ARRAY['call'::text, 'load_in'::text, 'soundcheck'::text, 'doors'::text, 'support'::text, 'changeover'::text, 'set'::text, 'curfew'::text, 'load_out'::text, 'meal'::text, 'press'::text, 'travel'::text, 'hotel'::text, 'other'::text]))),
    CONSTRAINT schedule_items_not_after_itself CHECK ((after_id <> id)),
    CONSTRAINT schedule_items_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000))),
    CONSTRAINT schedule_items_offset_minutes_range CHECK (((offset_minutes >= '-2880'::integer) AND (offset_minutes <= 2880))),
    CONSTRAINT schedule_items_one_parent CHECK (((show_id IS NULL) OR (day_id IS NULL))),
    CONSTRAINT schedule_items_person_ids_list CHECK (((cardinality(person_ids) <= 1000) AND (array_position(person_ids, NULL::uuid) IS NULL))),
    CONSTRAINT schedule_items_place_length CHECK (((char_length(place) >= 1) AND (char_length(place) <= 4000))),
    CONSTRAINT schedule_items_teams_known CHECK (((cardinality(teams) <= 7) AND (teams <@ ARRAY['artist'::text, 'band'::text, 'crew'::text, 'production'::text, 'management'::text, 'driver'::text, 'guest'::text]))),
    CONSTRAINT schedule_items_template_length CHECK (((char_length(template) >= 1) AND (char_length(template) <= 120))),
    CONSTRAINT schedule_items_title_length CHECK (((char_length(title) >= 1) AND (char_length(title) <= 120))),
    CONSTRAINT schedule_items_visibility_known CHECK ((visibility = ANY (ARRAY['everyone'::text, 'assigned'::text, 'management'::text]))),
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

COMMENT ON COLUMN public.schedule_items.visibility IS 'everyone: all members with the right; assigned: those people and teams; management: only who has the right to every row.';

COMMENT ON COLUMN public.schedule_items.person_ids IS 'The people it concerns.';

COMMENT ON COLUMN public.schedule_items.teams IS 'The teams it concerns.';

COMMENT ON COLUMN public.schedule_items.reader_ids IS 'The accounts that may see it, set by the server; null for everybody with the right.';

COMMENT ON COLUMN public.schedule_items.after_id IS 'The item that this one follows: when that moves, this moves.';

COMMENT ON COLUMN public.schedule_items.offset_minutes IS 'How long after the start of that item it begins.';

COMMENT ON COLUMN public.schedule_items.template IS 'The template it came from.';

COMMENT ON COLUMN public.schedule_items.is_critical IS 'Everybody it concerns has to acknowledge it.';

COMMENT ON CONSTRAINT schedule_items_not_after_itself ON public.schedule_items IS 'A time cannot follow itself: choose another one, or none.';

COMMENT ON CONSTRAINT schedule_items_one_parent ON public.schedule_items IS 'A time is of a show or of a day: give show_id or day_id, not both.';

CREATE TABLE public.schedule_templates (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    tour_id uuid,
    venue_kind text,
    name text NOT NULL,
    items jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT schedule_templates_items_form CHECK (((jsonb_typeof(items) = ANY (ARRAY['array'::text, 'object'::text])) AND (octet_length((items)::text) <= 262144))),
    CONSTRAINT schedule_templates_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
    CONSTRAINT schedule_templates_venue_kind_known CHECK ((venue_kind = ANY (ARRAY['club'::text, 'theatre'::text, 'hall'::text, 'arena'::text, 'festival'::text, 'outdoor'::text, 'other'::text])))
);

ALTER TABLE ONLY public.schedule_templates FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.schedule_templates IS 'A usual day, to begin a schedule from.';

COMMENT ON COLUMN public.schedule_templates.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.schedule_templates.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.schedule_templates.tour_id IS 'The tour it is for; null for all.';

COMMENT ON COLUMN public.schedule_templates.venue_kind IS 'The kind of venue it is for; null for all.';

COMMENT ON COLUMN public.schedule_templates.name IS 'What it is called.';

COMMENT ON COLUMN public.schedule_templates.items IS 'Its lines: [{kind, title, offset_minutes, …}].';

COMMENT ON COLUMN public.schedule_templates.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.schedule_templates.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.schedule_templates.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.schedule_templates.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.schedule_templates.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.settlement_runs (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    tour_id uuid,
    name text NOT NULL,
    currency text NOT NULL,
    show_ids uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    terms jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT settlement_runs_currency_code CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT settlement_runs_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
    CONSTRAINT settlement_runs_show_ids_list CHECK (((cardinality(show_ids) <= 32) AND (array_position(show_ids, NULL::uuid) IS NULL))),
    CONSTRAINT settlement_runs_terms_form CHECK (((jsonb_typeof(terms) = ANY (ARRAY['array'::text, 'object'::text])) AND (octet_length((terms)::text) <= 262144)))
);

ALTER TABLE ONLY public.settlement_runs FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.settlement_runs IS 'Shows whose guarantees and percentages are settled together, each making good for the others.';

COMMENT ON COLUMN public.settlement_runs.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.settlement_runs.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.settlement_runs.tour_id IS 'The tour.';

COMMENT ON COLUMN public.settlement_runs.name IS 'What it is called, such as its promoter.';

COMMENT ON COLUMN public.settlement_runs.currency IS 'ISO 4217 code of what all is converted to.';

COMMENT ON COLUMN public.settlement_runs.show_ids IS 'Its shows.';

COMMENT ON COLUMN public.settlement_runs.terms IS 'Frozen rates (fxs) and what is withheld from the whole (withholdings), as in a deal.';

COMMENT ON COLUMN public.settlement_runs.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.settlement_runs.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.settlement_runs.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.settlement_runs.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.settlement_runs.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.settlement_signatures (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    settlement_id uuid NOT NULL,
    party text NOT NULL,
    name text NOT NULL,
    job text,
    result_hash text NOT NULL,
    signed_at timestamp with time zone NOT NULL,
    public_key text,
    signature text,
    drawing jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT settlement_signatures_drawing_form CHECK (((jsonb_typeof(drawing) = ANY (ARRAY['array'::text, 'object'::text])) AND (octet_length((drawing)::text) <= 262144))),
    CONSTRAINT settlement_signatures_job_length CHECK (((char_length(job) >= 1) AND (char_length(job) <= 4000))),
    CONSTRAINT settlement_signatures_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
    CONSTRAINT settlement_signatures_party_known CHECK ((party = ANY (ARRAY['artist'::text, 'promoter'::text]))),
    CONSTRAINT settlement_signatures_public_key_length CHECK (((char_length(public_key) >= 1) AND (char_length(public_key) <= 200))),
    CONSTRAINT settlement_signatures_result_hash_form CHECK ((result_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT settlement_signatures_result_hash_length CHECK (((char_length(result_hash) >= 64) AND (char_length(result_hash) <= 64))),
    CONSTRAINT settlement_signatures_signature_length CHECK (((char_length(signature) >= 1) AND (char_length(signature) <= 200)))
);

ALTER TABLE ONLY public.settlement_signatures FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.settlement_signatures IS 'One side''s signature under a settlement.';

COMMENT ON COLUMN public.settlement_signatures.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.settlement_signatures.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.settlement_signatures.settlement_id IS 'The settlement.';

COMMENT ON COLUMN public.settlement_signatures.party IS 'Which side.';

COMMENT ON COLUMN public.settlement_signatures.name IS 'Who signed.';

COMMENT ON COLUMN public.settlement_signatures.job IS 'For what they sign, such as tour manager.';

COMMENT ON COLUMN public.settlement_signatures.result_hash IS 'The hash that they signed.';

COMMENT ON COLUMN public.settlement_signatures.signed_at IS 'When.';

COMMENT ON COLUMN public.settlement_signatures.public_key IS 'The key of the device that signed.';

COMMENT ON COLUMN public.settlement_signatures.signature IS 'Its signature of the hash.';

COMMENT ON COLUMN public.settlement_signatures.drawing IS 'The name as it was drawn.';

COMMENT ON COLUMN public.settlement_signatures.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.settlement_signatures.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.settlement_signatures.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.settlement_signatures.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.settlement_signatures.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.share_links (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    owner_id uuid DEFAULT auth.uid() NOT NULL,
    kind text NOT NULL,
    tour_id uuid,
    show_id uuid,
    person_id uuid,
    name text,
    token text NOT NULL,
    expires_at timestamp with time zone,
    revoked_at timestamp with time zone,
    last_used_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    day_id uuid,
    CONSTRAINT share_links_kind_known CHECK ((kind = ANY (ARRAY['day_sheet'::text, 'advance'::text, 'tour_file'::text, 'calendar'::text]))),
    CONSTRAINT share_links_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
    CONSTRAINT share_links_token_form CHECK ((token ~ '^[A-Za-z0-9_-]{43}$'::text)),
    CONSTRAINT share_links_token_length CHECK (((char_length(token) >= 43) AND (char_length(token) <= 43)))
);

ALTER TABLE ONLY public.share_links FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.share_links IS 'A page that opens without an account for whoever has its link.';

COMMENT ON COLUMN public.share_links.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.share_links.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.share_links.owner_id IS 'Who shares; the page never shows more than they may read.';

COMMENT ON COLUMN public.share_links.kind IS 'What the page shows.';

COMMENT ON COLUMN public.share_links.tour_id IS 'The tour it is about.';

COMMENT ON COLUMN public.share_links.show_id IS 'The show it is about.';

COMMENT ON COLUMN public.share_links.person_id IS 'The person for whom it is.';

COMMENT ON COLUMN public.share_links.name IS 'What the link is called, such as to whom it was sent.';

COMMENT ON COLUMN public.share_links.token IS 'The secret in the link: 32 random bytes as base64url.';

COMMENT ON COLUMN public.share_links.expires_at IS 'Until when it opens.';

COMMENT ON COLUMN public.share_links.revoked_at IS 'When it was withdrawn.';

COMMENT ON COLUMN public.share_links.last_used_at IS 'When it was last opened, to the hour.';

COMMENT ON COLUMN public.share_links.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.share_links.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.share_links.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.share_links.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.share_links.seq IS 'The transaction that last wrote the row: its version.';

COMMENT ON COLUMN public.share_links.day_id IS 'The day without a show that it is about.';

CREATE TABLE public.show_costs (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    show_id uuid NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    amount_minor bigint,
    rate numeric,
    currency text,
    cap_minor bigint,
    is_approved boolean DEFAULT false NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT show_costs_amount_minor_range CHECK (((amount_minor >= 0) AND (amount_minor <= '999999999999999'::bigint))),
    CONSTRAINT show_costs_cap_minor_range CHECK (((cap_minor >= 0) AND (cap_minor <= '999999999999999'::bigint))),
    CONSTRAINT show_costs_currency_code CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT show_costs_kind_known CHECK ((kind = ANY (ARRAY['fixed'::text, 'per_ticket'::text, 'per_head'::text, 'of_gross'::text, 'of_net_gross'::text]))),
    CONSTRAINT show_costs_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 160))),
    CONSTRAINT show_costs_position_range CHECK ((("position" >= 0) AND ("position" <= 10000))),
    CONSTRAINT show_costs_rate_range CHECK ((((rate >= (0)::numeric) AND (rate <= (1)::numeric)) AND (scale(rate) <= 12)))
);

ALTER TABLE ONLY public.show_costs FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.show_costs IS 'One expense of a show that counts in its settlement.';

COMMENT ON COLUMN public.show_costs.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.show_costs.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.show_costs.show_id IS 'The show.';

COMMENT ON COLUMN public.show_costs.name IS 'What it is for.';

COMMENT ON COLUMN public.show_costs.kind IS 'How it is reckoned.';

COMMENT ON COLUMN public.show_costs.amount_minor IS 'The amount, or the amount a ticket or head.';

COMMENT ON COLUMN public.show_costs.rate IS 'The share, where it is one of the gross.';

COMMENT ON COLUMN public.show_costs.currency IS 'ISO 4217 code; null for the deal''s.';

COMMENT ON COLUMN public.show_costs.cap_minor IS 'The most it may come to.';

COMMENT ON COLUMN public.show_costs.is_approved IS 'Both sides let it count.';

COMMENT ON COLUMN public.show_costs."position" IS 'Its place in the list.';

COMMENT ON COLUMN public.show_costs.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.show_costs.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.show_costs.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.show_costs.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.show_costs.seq IS 'The transaction that last wrote the row: its version.';

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
    promoter text,
    promoter_email text,
    CONSTRAINT shows_billing_known CHECK ((billing = ANY (ARRAY['headline'::text, 'support'::text, 'festival'::text, 'showcase'::text, 'private'::text]))),
    CONSTRAINT shows_capacity_range CHECK (((capacity >= 0) AND (capacity <= 10000000))),
    CONSTRAINT shows_city_length CHECK (((char_length(city) >= 1) AND (char_length(city) <= 4000))),
    CONSTRAINT shows_country_code CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT shows_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000))),
    CONSTRAINT shows_promoter_email_length CHECK (((char_length(promoter_email) >= 3) AND (char_length(promoter_email) <= 320))),
    CONSTRAINT shows_promoter_length CHECK (((char_length(promoter) >= 1) AND (char_length(promoter) <= 160))),
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

COMMENT ON COLUMN public.shows.promoter IS 'Who puts the show on.';

COMMENT ON COLUMN public.shows.promoter_email IS 'Where to write to them.';

CREATE TABLE public.stages (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    venue_id uuid NOT NULL,
    name text NOT NULL,
    capacity integer,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT stages_capacity_range CHECK (((capacity >= 0) AND (capacity <= 10000000))),
    CONSTRAINT stages_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120)))
);

ALTER TABLE ONLY public.stages FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.stages IS 'One of several stages of a venue.';

COMMENT ON COLUMN public.stages.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.stages.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.stages.venue_id IS 'The venue.';

COMMENT ON COLUMN public.stages.name IS 'What it is called.';

COMMENT ON COLUMN public.stages.capacity IS 'How many people it holds.';

COMMENT ON COLUMN public.stages.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.stages.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.stages.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.stages.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.stages.seq IS 'The transaction that last wrote the row: its version.';

CREATE TABLE public.stays (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    tour_id uuid,
    show_id uuid,
    name text NOT NULL,
    address text,
    city text,
    country text,
    latitude double precision,
    longitude double precision,
    zone text,
    phone text,
    email text,
    website text,
    check_in_on date NOT NULL,
    check_out_on date NOT NULL,
    check_in_from text,
    check_out_by text,
    breakfast text,
    reference text,
    status text DEFAULT 'idea'::text NOT NULL,
    notes text,
    visibility text DEFAULT 'everyone'::text NOT NULL,
    person_ids uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    teams text[] DEFAULT '{}'::text[] NOT NULL,
    reader_ids uuid[],
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT stays_address_length CHECK (((char_length(address) >= 1) AND (char_length(address) <= 4000))),
    CONSTRAINT stays_breakfast_length CHECK (((char_length(breakfast) >= 1) AND (char_length(breakfast) <= 4000))),
    CONSTRAINT stays_check_in_from_time CHECK ((check_in_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text)),
    CONSTRAINT stays_check_out_by_time CHECK ((check_out_by ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text)),
    CONSTRAINT stays_city_length CHECK (((char_length(city) >= 1) AND (char_length(city) <= 4000))),
    CONSTRAINT stays_country_code CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT stays_dates_order CHECK ((check_out_on >= check_in_on)),
    CONSTRAINT stays_email_length CHECK (((char_length(email) >= 3) AND (char_length(email) <= 320))),
    CONSTRAINT stays_latitude_range CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
    CONSTRAINT stays_longitude_range CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
    CONSTRAINT stays_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 160))),
    CONSTRAINT stays_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000))),
    CONSTRAINT stays_person_ids_list CHECK (((cardinality(person_ids) <= 1000) AND (array_position(person_ids, NULL::uuid) IS NULL))),
    CONSTRAINT stays_phone_length CHECK (((char_length(phone) >= 1) AND (char_length(phone) <= 4000))),
    CONSTRAINT stays_reference_length CHECK (((char_length(reference) >= 1) AND (char_length(reference) <= 4000))),
    CONSTRAINT stays_status_known CHECK ((status = ANY (ARRAY['idea'::text, 'quoted'::text, 'booked'::text, 'confirmed'::text, 'done'::text, 'changed'::text, 'cancelled'::text]))),
    CONSTRAINT stays_teams_known CHECK (((cardinality(teams) <= 7) AND (teams <@ ARRAY['artist'::text, 'band'::text, 'crew'::text, 'production'::text, 'management'::text, 'driver'::text, 'guest'::text]))),
    CONSTRAINT stays_visibility_known CHECK ((visibility = ANY (ARRAY['everyone'::text, 'assigned'::text, 'management'::text]))),
    CONSTRAINT stays_website_length CHECK (((char_length(website) >= 1) AND (char_length(website) <= 4000))),
    CONSTRAINT stays_zone_name CHECK (((char_length(zone) <= 64) AND (zone ~ '^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$'::text)))
);

ALTER TABLE ONLY public.stays FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.stays IS 'A hotel or another place to sleep, for some nights.';

COMMENT ON COLUMN public.stays.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.stays.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.stays.tour_id IS 'The tour it is part of.';

COMMENT ON COLUMN public.stays.show_id IS 'The show it is for.';

COMMENT ON COLUMN public.stays.name IS 'What the place is called.';

COMMENT ON COLUMN public.stays.address IS 'Street and number.';

COMMENT ON COLUMN public.stays.city IS 'Its city.';

COMMENT ON COLUMN public.stays.country IS 'ISO 3166 code of its country.';

COMMENT ON COLUMN public.stays.latitude IS 'Degrees north.';

COMMENT ON COLUMN public.stays.longitude IS 'Degrees east.';

COMMENT ON COLUMN public.stays.zone IS 'IANA time zone.';

COMMENT ON COLUMN public.stays.phone IS 'Where to call.';

COMMENT ON COLUMN public.stays.email IS 'Where to write.';

COMMENT ON COLUMN public.stays.website IS 'Its site.';

COMMENT ON COLUMN public.stays.check_in_on IS 'The first night.';

COMMENT ON COLUMN public.stays.check_out_on IS 'The day of leaving.';

COMMENT ON COLUMN public.stays.check_in_from IS 'From when rooms are ready.';

COMMENT ON COLUMN public.stays.check_out_by IS 'Until when rooms have to be left.';

COMMENT ON COLUMN public.stays.breakfast IS 'When, where and whether it is paid for.';

COMMENT ON COLUMN public.stays.reference IS 'Booking reference.';

COMMENT ON COLUMN public.stays.status IS 'How far it is.';

COMMENT ON COLUMN public.stays.notes IS 'Anything else.';

COMMENT ON COLUMN public.stays.visibility IS 'everyone: all members with the right; assigned: those people and teams; management: only who has the right to every row.';

COMMENT ON COLUMN public.stays.person_ids IS 'The people it concerns.';

COMMENT ON COLUMN public.stays.teams IS 'The teams it concerns.';

COMMENT ON COLUMN public.stays.reader_ids IS 'The accounts that may see it, set by the server; null for everybody with the right.';

COMMENT ON COLUMN public.stays.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.stays.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.stays.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.stays.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.stays.seq IS 'The transaction that last wrote the row: its version.';

COMMENT ON CONSTRAINT stays_dates_order ON public.stays IS 'Check-out is on the day of check-in or later: mend the dates.';

CREATE TABLE public.tasks (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    title text NOT NULL,
    notes text,
    subject text,
    subject_id uuid,
    tour_id uuid,
    show_id uuid,
    due_on date,
    status text DEFAULT 'open'::text NOT NULL,
    done_at timestamp with time zone,
    visibility text DEFAULT 'everyone'::text NOT NULL,
    person_ids uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    teams text[] DEFAULT '{}'::text[] NOT NULL,
    reader_ids uuid[],
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT tasks_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000))),
    CONSTRAINT tasks_person_ids_list CHECK (((cardinality(person_ids) <= 1000) AND (array_position(person_ids, NULL::uuid) IS NULL))),
    CONSTRAINT tasks_status_known CHECK ((status = ANY (ARRAY['open'::text, 'done'::text]))),
    CONSTRAINT tasks_subject_known CHECK ((subject = ANY (ARRAY['tours'::text, 'shows'::text, 'days'::text, 'venues'::text, 'people'::text, 'schedule_items'::text, 'travel'::text, 'stays'::text, 'advances'::text, 'deals'::text, 'settlements'::text, 'expenses'::text, 'per_diems'::text, 'holds'::text, 'invoices'::text, 'settlement_runs'::text]))),
    CONSTRAINT tasks_subject_whole CHECK (((subject IS NULL) = (subject_id IS NULL))),
    CONSTRAINT tasks_teams_known CHECK (((cardinality(teams) <= 7) AND (teams <@ ARRAY['artist'::text, 'band'::text, 'crew'::text, 'production'::text, 'management'::text, 'driver'::text, 'guest'::text]))),
    CONSTRAINT tasks_title_length CHECK (((char_length(title) >= 1) AND (char_length(title) <= 160))),
    CONSTRAINT tasks_visibility_known CHECK ((visibility = ANY (ARRAY['everyone'::text, 'assigned'::text, 'management'::text])))
);

ALTER TABLE ONLY public.tasks FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tasks IS 'Something to be done.';

COMMENT ON COLUMN public.tasks.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.tasks.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.tasks.title IS 'What is to be done.';

COMMENT ON COLUMN public.tasks.notes IS 'Anything else.';

COMMENT ON COLUMN public.tasks.subject IS 'In which table the thing is that it is about.';

COMMENT ON COLUMN public.tasks.subject_id IS 'The row that it is about.';

COMMENT ON COLUMN public.tasks.tour_id IS 'The tour it is for.';

COMMENT ON COLUMN public.tasks.show_id IS 'The show it is for.';

COMMENT ON COLUMN public.tasks.due_on IS 'The day by which it is wanted.';

COMMENT ON COLUMN public.tasks.status IS 'How far it is.';

COMMENT ON COLUMN public.tasks.done_at IS 'When it was done.';

COMMENT ON COLUMN public.tasks.visibility IS 'everyone: all members with the right; assigned: those people and teams; management: only who has the right to every row.';

COMMENT ON COLUMN public.tasks.person_ids IS 'The people it concerns.';

COMMENT ON COLUMN public.tasks.teams IS 'The teams it concerns.';

COMMENT ON COLUMN public.tasks.reader_ids IS 'The accounts that may see it, set by the server; null for everybody with the right.';

COMMENT ON COLUMN public.tasks.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.tasks.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.tasks.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.tasks.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.tasks.seq IS 'The transaction that last wrote the row: its version.';

COMMENT ON CONSTRAINT tasks_subject_whole ON public.tasks IS 'What a task is about has a kind and an id: give subject and subject_id together.';

CREATE TABLE public.ticket_tiers (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    show_id uuid NOT NULL,
    name text NOT NULL,
    price_minor bigint NOT NULL,
    currency text,
    allotment integer,
    sold integer DEFAULT 0 NOT NULL,
    comps integer DEFAULT 0 NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT ticket_tiers_allotment_range CHECK (((allotment >= 0) AND (allotment <= 10000000))),
    CONSTRAINT ticket_tiers_comps_range CHECK (((comps >= 0) AND (comps <= 10000000))),
    CONSTRAINT ticket_tiers_currency_code CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT ticket_tiers_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
    CONSTRAINT ticket_tiers_position_range CHECK ((("position" >= 0) AND ("position" <= 10000))),
    CONSTRAINT ticket_tiers_price_minor_range CHECK (((price_minor >= 0) AND (price_minor <= '999999999999999'::bigint))),
    CONSTRAINT ticket_tiers_sold_range CHECK (((sold >= 0) AND (sold <= 10000000)))
);

ALTER TABLE ONLY public.ticket_tiers FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.ticket_tiers IS 'Tickets of one price.';

COMMENT ON COLUMN public.ticket_tiers.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.ticket_tiers.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.ticket_tiers.show_id IS 'The show.';

COMMENT ON COLUMN public.ticket_tiers.name IS 'What they are called.';

COMMENT ON COLUMN public.ticket_tiers.price_minor IS 'Price of one.';

COMMENT ON COLUMN public.ticket_tiers.currency IS 'ISO 4217 code; null for the deal''s.';

COMMENT ON COLUMN public.ticket_tiers.allotment IS 'How many there are.';

COMMENT ON COLUMN public.ticket_tiers.sold IS 'How many were paid for.';

COMMENT ON COLUMN public.ticket_tiers.comps IS 'How many were given away.';

COMMENT ON COLUMN public.ticket_tiers."position" IS 'Their place in the list.';

COMMENT ON COLUMN public.ticket_tiers.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.ticket_tiers.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.ticket_tiers.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.ticket_tiers.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.ticket_tiers.seq IS 'The transaction that last wrote the row: its version.';

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
    driver_rule text DEFAULT 'none'::text NOT NULL,
    artist_id uuid,
    CONSTRAINT tours_artist_length CHECK (((char_length(artist) >= 1) AND (char_length(artist) <= 4000))),
    CONSTRAINT tours_currency_code CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT tours_driver_rule_known CHECK ((driver_rule = ANY (ARRAY['none'::text, 'eu'::text, 'us'::text]))),
    CONSTRAINT tours_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
    CONSTRAINT tours_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000))),
    CONSTRAINT tours_status_known CHECK ((status = ANY (ARRAY['planned'::text, 'active'::text, 'done'::text, 'cancelled'::text])))
);

ALTER TABLE ONLY public.tours FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tours IS 'A run of shows under one name.';

COMMENT ON COLUMN public.tours.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.tours.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.tours.name IS 'What the tour is called.';

COMMENT ON COLUMN public.tours.artist IS 'The artist''s name. Writing another one makes it another artist''s tour.';

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

COMMENT ON COLUMN public.tours.driver_rule IS 'By whose rules drivers'' hours are judged.';

COMMENT ON COLUMN public.tours.artist_id IS 'Whose tour it is. Null: the organization''s own, or one of several artists with its name, of whom nobody has said which.';

CREATE TABLE public.travel_passengers (
    organization_id uuid NOT NULL,
    id uuid DEFAULT ota.uuid7() NOT NULL,
    travel_id uuid NOT NULL,
    person_id uuid NOT NULL,
    seat text,
    ticket text,
    reference text,
    notes text,
    reader_ids uuid[],
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_by uuid,
    seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT travel_passengers_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000))),
    CONSTRAINT travel_passengers_reference_length CHECK (((char_length(reference) >= 1) AND (char_length(reference) <= 4000))),
    CONSTRAINT travel_passengers_seat_length CHECK (((char_length(seat) >= 1) AND (char_length(seat) <= 4000))),
    CONSTRAINT travel_passengers_ticket_length CHECK (((char_length(ticket) >= 1) AND (char_length(ticket) <= 4000)))
);

ALTER TABLE ONLY public.travel_passengers FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.travel_passengers IS 'Somebody on a journey, with their seat.';

COMMENT ON COLUMN public.travel_passengers.organization_id IS 'The organization whose row this is.';

COMMENT ON COLUMN public.travel_passengers.id IS 'UUID version 7, made by whoever made the row, offline too.';

COMMENT ON COLUMN public.travel_passengers.travel_id IS 'The journey.';

COMMENT ON COLUMN public.travel_passengers.person_id IS 'Who travels.';

COMMENT ON COLUMN public.travel_passengers.seat IS 'Seat, berth or bunk.';

COMMENT ON COLUMN public.travel_passengers.ticket IS 'Number of the ticket.';

COMMENT ON COLUMN public.travel_passengers.reference IS 'Booking reference, where it is their own.';

COMMENT ON COLUMN public.travel_passengers.notes IS 'Anything else.';

COMMENT ON COLUMN public.travel_passengers.reader_ids IS 'The account of its person, set by the server; empty when they have none.';

COMMENT ON COLUMN public.travel_passengers.created_at IS 'When the row was made.';

COMMENT ON COLUMN public.travel_passengers.created_by IS 'The user who made it.';

COMMENT ON COLUMN public.travel_passengers.updated_at IS 'When the row last changed.';

COMMENT ON COLUMN public.travel_passengers.updated_by IS 'The user who last changed it.';

COMMENT ON COLUMN public.travel_passengers.seq IS 'The transaction that last wrote the row: its version.';

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
    kind text,
    curfew text,
    merch_rate numeric,
    load_in text,
    power text,
    stage text,
    CONSTRAINT venues_address_length CHECK (((char_length(address) >= 1) AND (char_length(address) <= 4000))),
    CONSTRAINT venues_capacity_range CHECK (((capacity >= 0) AND (capacity <= 10000000))),
    CONSTRAINT venues_city_length CHECK (((char_length(city) >= 1) AND (char_length(city) <= 4000))),
    CONSTRAINT venues_country_code CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT venues_curfew_time CHECK ((curfew ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text)),
    CONSTRAINT venues_kind_known CHECK ((kind = ANY (ARRAY['club'::text, 'theatre'::text, 'hall'::text, 'arena'::text, 'festival'::text, 'outdoor'::text, 'other'::text]))),
    CONSTRAINT venues_latitude_range CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
    CONSTRAINT venues_load_in_length CHECK (((char_length(load_in) >= 1) AND (char_length(load_in) <= 4000))),
    CONSTRAINT venues_longitude_range CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
    CONSTRAINT venues_merch_rate_range CHECK ((((merch_rate >= (0)::numeric) AND (merch_rate <= (1)::numeric)) AND (scale(merch_rate) <= 12))),
    CONSTRAINT venues_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 160))),
    CONSTRAINT venues_notes_length CHECK (((char_length(notes) >= 1) AND (char_length(notes) <= 20000))),
    CONSTRAINT venues_phone_length CHECK (((char_length(phone) >= 1) AND (char_length(phone) <= 4000))),
    CONSTRAINT venues_power_length CHECK (((char_length(power) >= 1) AND (char_length(power) <= 4000))),
    CONSTRAINT venues_stage_length CHECK (((char_length(stage) >= 1) AND (char_length(stage) <= 4000))),
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

COMMENT ON COLUMN public.venues.kind IS 'What kind of place.';

COMMENT ON COLUMN public.venues.curfew IS 'When it must be quiet there on an ordinary night.';

COMMENT ON COLUMN public.venues.merch_rate IS 'The share of merchandise sales that the house takes.';

COMMENT ON COLUMN public.venues.load_in IS 'How things get in: dock, stairs, parking.';

COMMENT ON COLUMN public.venues.power IS 'Power for sound, light and bus.';

COMMENT ON COLUMN public.venues.stage IS 'Size and height of the stage, what is on it.';

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

ALTER TABLE ONLY ota.partner_links
    ADD CONSTRAINT partner_links_code_hash_key UNIQUE (code_hash);

ALTER TABLE ONLY ota.partner_links
    ADD CONSTRAINT partner_links_pkey PRIMARY KEY (id);

ALTER TABLE ONLY ota.partner_news
    ADD CONSTRAINT partner_news_pkey PRIMARY KEY (id);

ALTER TABLE ONLY ota.permissions
    ADD CONSTRAINT permissions_pkey PRIMARY KEY (role, resource, action);

ALTER TABLE ONLY ota.settings_kv
    ADD CONSTRAINT settings_kv_pkey PRIMARY KEY (key);

ALTER TABLE ONLY ota.share_tokens
    ADD CONSTRAINT share_tokens_pkey PRIMARY KEY (token_hash);

ALTER TABLE ONLY ota.sync_clients
    ADD CONSTRAINT sync_clients_pkey PRIMARY KEY (organization_id, client_id);

ALTER TABLE ONLY ota.sync_results
    ADD CONSTRAINT sync_results_pkey PRIMARY KEY (organization_id, client_id, n);

ALTER TABLE ONLY public.acknowledgements
    ADD CONSTRAINT acknowledgements_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.acknowledgements
    ADD CONSTRAINT acknowledgements_subject_key UNIQUE (organization_id, owner_id, subject, subject_id);

ALTER TABLE ONLY public.adjustments
    ADD CONSTRAINT adjustments_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.admissions
    ADD CONSTRAINT admissions_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.advance_answers
    ADD CONSTRAINT advance_answers_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.advance_answers
    ADD CONSTRAINT advance_answers_question_key UNIQUE (organization_id, advance_id, question);

ALTER TABLE ONLY public.advance_templates
    ADD CONSTRAINT advance_templates_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.advances
    ADD CONSTRAINT advances_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.artists
    ADD CONSTRAINT artists_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.billing_details
    ADD CONSTRAINT billing_details_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.budget_lines
    ADD CONSTRAINT budget_lines_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.commissions
    ADD CONSTRAINT commissions_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.conflicts
    ADD CONSTRAINT conflicts_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.days
    ADD CONSTRAINT days_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.deals
    ADD CONSTRAINT deals_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.disputes
    ADD CONSTRAINT disputes_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.door_shares
    ADD CONSTRAINT door_shares_door_id_key UNIQUE (organization_id, guest_id, door_id);

ALTER TABLE ONLY public.door_shares
    ADD CONSTRAINT door_shares_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.doors
    ADD CONSTRAINT doors_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.expenses
    ADD CONSTRAINT expenses_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.guest_lists
    ADD CONSTRAINT guest_lists_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.guests
    ADD CONSTRAINT guests_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.holds
    ADD CONSTRAINT holds_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_number_key UNIQUE (organization_id, number);

ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.labour_calls
    ADD CONSTRAINT labour_calls_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_user_id_key UNIQUE (organization_id, user_id);

ALTER TABLE ONLY public.merch_counts
    ADD CONSTRAINT merch_counts_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.notes
    ADD CONSTRAINT notes_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.organizations
    ADD CONSTRAINT organizations_organization_id_key UNIQUE (organization_id);

ALTER TABLE ONLY public.organizations
    ADD CONSTRAINT organizations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.partner_artists
    ADD CONSTRAINT partner_artists_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.partner_artists
    ADD CONSTRAINT partner_artists_their_id_key UNIQUE (organization_id, partnership_id, their_id);

ALTER TABLE ONLY public.partner_dates
    ADD CONSTRAINT partner_dates_date_key UNIQUE (organization_id, partner_artist_id, date);

ALTER TABLE ONLY public.partner_dates
    ADD CONSTRAINT partner_dates_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.partner_shares
    ADD CONSTRAINT partner_shares_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.partnerships
    ADD CONSTRAINT partnerships_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.people
    ADD CONSTRAINT people_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.per_diem_rules
    ADD CONSTRAINT per_diem_rules_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.per_diems
    ADD CONSTRAINT per_diems_person_id_key UNIQUE (organization_id, person_id, date);

ALTER TABLE ONLY public.per_diems
    ADD CONSTRAINT per_diems_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.person_profiles
    ADD CONSTRAINT person_profiles_person_id_key UNIQUE (organization_id, person_id);

ALTER TABLE ONLY public.person_profiles
    ADD CONSTRAINT person_profiles_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.profiles
    ADD CONSTRAINT profiles_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.radius_clauses
    ADD CONSTRAINT radius_clauses_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.room_guests
    ADD CONSTRAINT room_guests_person_id_key UNIQUE (organization_id, room_id, person_id);

ALTER TABLE ONLY public.room_guests
    ADD CONSTRAINT room_guests_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.rooms
    ADD CONSTRAINT rooms_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.schedule_items
    ADD CONSTRAINT schedule_items_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.schedule_templates
    ADD CONSTRAINT schedule_templates_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.settlement_runs
    ADD CONSTRAINT settlement_runs_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.settlement_signatures
    ADD CONSTRAINT settlement_signatures_party_key UNIQUE (organization_id, settlement_id, party);

ALTER TABLE ONLY public.settlement_signatures
    ADD CONSTRAINT settlement_signatures_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.settlements
    ADD CONSTRAINT settlements_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.share_links
    ADD CONSTRAINT share_links_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.share_links
    ADD CONSTRAINT share_links_token_key UNIQUE (organization_id, token);

ALTER TABLE ONLY public.show_costs
    ADD CONSTRAINT show_costs_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.show_financials
    ADD CONSTRAINT show_financials_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.show_financials
    ADD CONSTRAINT show_financials_show_id_key UNIQUE (organization_id, show_id);

ALTER TABLE ONLY public.shows
    ADD CONSTRAINT shows_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.stages
    ADD CONSTRAINT stages_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.stays
    ADD CONSTRAINT stays_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.ticket_tiers
    ADD CONSTRAINT ticket_tiers_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.tours
    ADD CONSTRAINT tours_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.travel_passengers
    ADD CONSTRAINT travel_passengers_person_id_key UNIQUE (organization_id, travel_id, person_id);

ALTER TABLE ONLY public.travel_passengers
    ADD CONSTRAINT travel_passengers_pkey PRIMARY KEY (organization_id, id);

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

CREATE INDEX partner_links_first_idx ON ota.partner_links USING btree (first_organization_id, first_id);

CREATE INDEX partner_links_second_idx ON ota.partner_links USING btree (second_organization_id, second_id);

CREATE INDEX partner_news_partnership_idx ON ota.partner_news USING btree (organization_id, partnership_id);

CREATE INDEX share_tokens_link_idx ON ota.share_tokens USING btree (organization_id, link_id);

CREATE INDEX adjustments_show_id_idx ON public.adjustments USING btree (organization_id, show_id);

CREATE INDEX admissions_door_id_idx ON public.admissions USING btree (organization_id, door_id);

CREATE INDEX admissions_guest_id_idx ON public.admissions USING btree (organization_id, guest_id);

CREATE INDEX advances_due_on_idx ON public.advances USING btree (organization_id, due_on);

CREATE INDEX advances_show_id_idx ON public.advances USING btree (organization_id, show_id);

CREATE INDEX artists_name_idx ON public.artists USING btree (organization_id, lower(btrim(name)));

CREATE INDEX budget_lines_show_id_idx ON public.budget_lines USING btree (organization_id, show_id);

CREATE INDEX budget_lines_tour_id_idx ON public.budget_lines USING btree (organization_id, tour_id);

CREATE INDEX commissions_show_id_idx ON public.commissions USING btree (organization_id, show_id);

CREATE INDEX commissions_tour_id_idx ON public.commissions USING btree (organization_id, tour_id);

CREATE INDEX conflicts_open_idx ON public.conflicts USING btree (organization_id, row_id) WHERE (resolved_at IS NULL);

CREATE INDEX conflicts_owner_id_idx ON public.conflicts USING btree (organization_id, owner_id);

CREATE INDEX contacts_show_id_idx ON public.contacts USING btree (organization_id, show_id);

CREATE INDEX contacts_tour_id_idx ON public.contacts USING btree (organization_id, tour_id);

CREATE INDEX contacts_venue_id_idx ON public.contacts USING btree (organization_id, venue_id);

CREATE INDEX days_date_idx ON public.days USING btree (organization_id, date);

CREATE INDEX days_tour_id_idx ON public.days USING btree (organization_id, tour_id);

CREATE INDEX deals_show_id_idx ON public.deals USING btree (organization_id, show_id);

CREATE INDEX disputes_settlement_id_idx ON public.disputes USING btree (organization_id, settlement_id);

CREATE INDEX disputes_show_id_idx ON public.disputes USING btree (organization_id, show_id);

CREATE INDEX door_shares_door_id_idx ON public.door_shares USING btree (organization_id, door_id);

CREATE INDEX doors_show_id_idx ON public.doors USING btree (organization_id, show_id);

CREATE INDEX expenses_owner_id_idx ON public.expenses USING btree (organization_id, owner_id);

CREATE INDEX expenses_spent_on_idx ON public.expenses USING btree (organization_id, spent_on);

CREATE INDEX expenses_stay_id_idx ON public.expenses USING btree (organization_id, stay_id);

CREATE INDEX expenses_tour_id_idx ON public.expenses USING btree (organization_id, tour_id);

CREATE INDEX expenses_travel_id_idx ON public.expenses USING btree (organization_id, travel_id);

CREATE INDEX guest_lists_show_id_idx ON public.guest_lists USING btree (organization_id, show_id);

CREATE INDEX guests_guest_list_id_idx ON public.guests USING btree (organization_id, guest_list_id);

CREATE INDEX guests_owner_id_idx ON public.guests USING btree (organization_id, owner_id);

CREATE INDEX holds_by_date_idx ON public.holds USING btree (organization_id, date);

CREATE INDEX holds_date_idx ON public.holds USING btree (organization_id, venue_id, date);

CREATE INDEX holds_live_idx ON public.holds USING btree (organization_id, expires_at, answer_by) WHERE (status = ANY (ARRAY['active'::text, 'challenged'::text]));

CREATE INDEX holds_show_id_idx ON public.holds USING btree (organization_id, show_id);

CREATE INDEX holds_stage_id_idx ON public.holds USING btree (organization_id, stage_id);

CREATE INDEX holds_tour_id_idx ON public.holds USING btree (organization_id, tour_id);

CREATE INDEX idx_active_shows ON public.shows USING btree (organization_id, date) WHERE (status <> 'cancelled'::text);

CREATE INDEX idx_expenses_show_id ON public.expenses USING btree (organization_id, show_id);

CREATE INDEX idx_shows_org_date ON public.shows USING btree (organization_id, date);

CREATE UNIQUE INDEX invitations_open_email_key ON public.invitations USING btree (organization_id, email) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL));

CREATE INDEX invoices_issued_on_idx ON public.invoices USING btree (organization_id, issued_on);

CREATE INDEX invoices_settlement_id_idx ON public.invoices USING btree (organization_id, settlement_id);

CREATE INDEX invoices_show_id_idx ON public.invoices USING btree (organization_id, show_id);

CREATE INDEX invoices_tour_id_idx ON public.invoices USING btree (organization_id, tour_id);

CREATE INDEX labour_calls_show_id_idx ON public.labour_calls USING btree (organization_id, show_id);

CREATE INDEX labour_calls_starts_at_idx ON public.labour_calls USING btree (organization_id, starts_at);

CREATE INDEX merch_counts_show_id_idx ON public.merch_counts USING btree (organization_id, show_id);

CREATE INDEX notes_subject_id_idx ON public.notes USING btree (organization_id, subject_id);

CREATE INDEX partner_artists_artist_id_idx ON public.partner_artists USING btree (organization_id, artist_id);

CREATE INDEX partner_dates_partnership_idx ON public.partner_dates USING btree (organization_id, partnership_id);

CREATE INDEX partner_shares_artist_id_idx ON public.partner_shares USING btree (organization_id, artist_id);

CREATE UNIQUE INDEX partner_shares_artist_key ON public.partner_shares USING btree (organization_id, partnership_id, artist_id) NULLS NOT DISTINCT;

CREATE INDEX payments_invoice_id_idx ON public.payments USING btree (organization_id, invoice_id);

CREATE INDEX payments_paid_on_idx ON public.payments USING btree (organization_id, paid_on);

CREATE INDEX payments_settlement_id_idx ON public.payments USING btree (organization_id, settlement_id);

CREATE INDEX payments_show_id_idx ON public.payments USING btree (organization_id, show_id);

CREATE INDEX payments_tour_id_idx ON public.payments USING btree (organization_id, tour_id);

CREATE INDEX people_name_idx ON public.people USING btree (organization_id, name);

CREATE INDEX per_diem_rules_tour_id_idx ON public.per_diem_rules USING btree (organization_id, tour_id);

CREATE INDEX per_diems_date_idx ON public.per_diems USING btree (organization_id, date);

CREATE INDEX per_diems_rule_id_idx ON public.per_diems USING btree (organization_id, rule_id);

CREATE INDEX per_diems_tour_id_idx ON public.per_diems USING btree (organization_id, tour_id);

CREATE INDEX radius_clauses_show_id_idx ON public.radius_clauses USING btree (organization_id, show_id);

CREATE INDEX room_guests_person_id_idx ON public.room_guests USING btree (organization_id, person_id);

CREATE INDEX rooms_stay_id_idx ON public.rooms USING btree (organization_id, stay_id);

CREATE INDEX schedule_items_after_id_idx ON public.schedule_items USING btree (organization_id, after_id);

CREATE INDEX schedule_items_day_id_idx ON public.schedule_items USING btree (organization_id, day_id);

CREATE INDEX schedule_items_show_id_idx ON public.schedule_items USING btree (organization_id, show_id);

CREATE INDEX schedule_items_starts_at_idx ON public.schedule_items USING btree (organization_id, starts_at);

CREATE INDEX schedule_templates_tour_id_idx ON public.schedule_templates USING btree (organization_id, tour_id);

CREATE INDEX settlement_runs_tour_id_idx ON public.settlement_runs USING btree (organization_id, tour_id);

CREATE INDEX settlements_amends_id_idx ON public.settlements USING btree (organization_id, amends_id);

CREATE INDEX settlements_run_id_idx ON public.settlements USING btree (organization_id, run_id);

CREATE INDEX settlements_show_id_idx ON public.settlements USING btree (organization_id, show_id);

CREATE INDEX share_links_day_id_idx ON public.share_links USING btree (organization_id, day_id);

CREATE INDEX share_links_owner_id_idx ON public.share_links USING btree (organization_id, owner_id);

CREATE INDEX share_links_person_id_idx ON public.share_links USING btree (organization_id, person_id);

CREATE INDEX share_links_show_id_idx ON public.share_links USING btree (organization_id, show_id);

CREATE INDEX share_links_tour_id_idx ON public.share_links USING btree (organization_id, tour_id);

CREATE INDEX show_costs_show_id_idx ON public.show_costs USING btree (organization_id, show_id);

CREATE INDEX shows_tour_id_idx ON public.shows USING btree (organization_id, tour_id);

CREATE INDEX shows_venue_id_idx ON public.shows USING btree (organization_id, venue_id);

CREATE INDEX stages_venue_id_idx ON public.stages USING btree (organization_id, venue_id);

CREATE INDEX stays_check_in_on_idx ON public.stays USING btree (organization_id, check_in_on);

CREATE INDEX stays_show_id_idx ON public.stays USING btree (organization_id, show_id);

CREATE INDEX stays_tour_id_idx ON public.stays USING btree (organization_id, tour_id);

CREATE INDEX tasks_due_on_idx ON public.tasks USING btree (organization_id, due_on);

CREATE INDEX tasks_show_id_idx ON public.tasks USING btree (organization_id, show_id);

CREATE INDEX tasks_subject_id_idx ON public.tasks USING btree (organization_id, subject_id);

CREATE INDEX tasks_tour_id_idx ON public.tasks USING btree (organization_id, tour_id);

CREATE INDEX ticket_tiers_show_id_idx ON public.ticket_tiers USING btree (organization_id, show_id);

CREATE INDEX tours_artist_id_idx ON public.tours USING btree (organization_id, artist_id);

CREATE INDEX tours_starts_on_idx ON public.tours USING btree (organization_id, starts_on);

CREATE INDEX travel_departs_at_idx ON public.travel USING btree (organization_id, departs_at);

CREATE INDEX travel_journey_id_idx ON public.travel USING btree (organization_id, journey_id);

CREATE INDEX travel_passengers_person_id_idx ON public.travel_passengers USING btree (organization_id, person_id);

CREATE INDEX travel_show_id_idx ON public.travel USING btree (organization_id, show_id);

CREATE INDEX travel_tour_id_idx ON public.travel USING btree (organization_id, tour_id);

CREATE INDEX venues_name_idx ON public.venues USING btree (organization_id, name);

ALTER INDEX ota.change_log_row_idx ATTACH PARTITION ota.change_log_default_organization_id_table_name_row_id_seq_idx;

ALTER INDEX ota.change_log_departed_idx ATTACH PARTITION ota.change_log_default_organization_id_table_name_seq_idx;

ALTER INDEX ota.change_log_pkey ATTACH PARTITION ota.change_log_default_pkey;

CREATE TRIGGER t1_profile AFTER INSERT OR UPDATE OF email_confirmed_at ON auth.users FOR EACH ROW EXECUTE FUNCTION ota.begin_profile();

CREATE TRIGGER t1_rights BEFORE INSERT OR UPDATE ON ota.member_roles FOR EACH ROW EXECUTE FUNCTION ota.set_rights();

CREATE TRIGGER t1_spread AFTER INSERT OR DELETE OR UPDATE ON ota.permissions FOR EACH STATEMENT EXECUTE FUNCTION ota.spread_rights();

CREATE TRIGGER t0_artist BEFORE INSERT OR UPDATE ON public.tours FOR EACH ROW EXECUTE FUNCTION ota.name_tour_artist();

CREATE TRIGGER t0_count_anew BEFORE INSERT OR UPDATE ON public.guests FOR EACH STATEMENT EXECUTE FUNCTION ota.forget_heads();

CREATE TRIGGER t0_head BEFORE INSERT ON public.organizations FOR EACH ROW EXECUTE FUNCTION ota.begin_organization();

CREATE TRIGGER t0_name BEFORE INSERT OR UPDATE ON public.partner_shares FOR EACH ROW EXECUTE FUNCTION ota.name_share();

CREATE TRIGGER t0_readers BEFORE INSERT OR UPDATE ON public.notes FOR EACH ROW EXECUTE FUNCTION ota.set_readers();

CREATE TRIGGER t0_readers BEFORE INSERT OR UPDATE ON public.per_diems FOR EACH ROW EXECUTE FUNCTION ota.set_person_readers();

CREATE TRIGGER t0_readers BEFORE INSERT OR UPDATE ON public.person_profiles FOR EACH ROW EXECUTE FUNCTION ota.set_person_readers();

CREATE TRIGGER t0_readers BEFORE INSERT OR UPDATE ON public.room_guests FOR EACH ROW EXECUTE FUNCTION ota.inherit_readers('rooms', 'room_id');

CREATE TRIGGER t0_readers BEFORE INSERT OR UPDATE ON public.rooms FOR EACH ROW EXECUTE FUNCTION ota.set_room_readers();

CREATE TRIGGER t0_readers BEFORE INSERT OR UPDATE ON public.schedule_items FOR EACH ROW EXECUTE FUNCTION ota.set_readers();

CREATE TRIGGER t0_readers BEFORE INSERT OR UPDATE ON public.stays FOR EACH ROW EXECUTE FUNCTION ota.set_readers();

CREATE TRIGGER t0_readers BEFORE INSERT OR UPDATE ON public.tasks FOR EACH ROW EXECUTE FUNCTION ota.set_readers();

CREATE TRIGGER t0_readers BEFORE INSERT OR UPDATE ON public.travel FOR EACH ROW EXECUTE FUNCTION ota.set_readers();

CREATE TRIGGER t0_readers BEFORE INSERT OR UPDATE ON public.travel_passengers FOR EACH ROW EXECUTE FUNCTION ota.set_person_readers();

CREATE TRIGGER t0_rules BEFORE INSERT OR UPDATE ON public.admissions FOR EACH ROW EXECUTE FUNCTION ota.judge_admission();

CREATE TRIGGER t0_rules BEFORE INSERT OR DELETE OR UPDATE ON public.advance_answers FOR EACH ROW EXECUTE FUNCTION ota.judge_advance_answer();

CREATE TRIGGER t0_rules BEFORE DELETE OR UPDATE ON public.advances FOR EACH ROW EXECUTE FUNCTION ota.judge_advance();

CREATE TRIGGER t0_rules BEFORE UPDATE ON public.deals FOR EACH ROW EXECUTE FUNCTION ota.judge_deal();

CREATE TRIGGER t0_rules BEFORE INSERT OR DELETE OR UPDATE ON public.door_shares FOR EACH ROW EXECUTE FUNCTION ota.judge_door_share();

CREATE TRIGGER t0_rules BEFORE INSERT OR UPDATE ON public.doors FOR EACH ROW EXECUTE FUNCTION ota.judge_door();

CREATE TRIGGER t0_rules BEFORE INSERT OR DELETE OR UPDATE ON public.expenses FOR EACH ROW EXECUTE FUNCTION ota.judge_expense();

CREATE TRIGGER t0_rules BEFORE INSERT OR UPDATE ON public.guests FOR EACH ROW EXECUTE FUNCTION ota.judge_guest();

CREATE TRIGGER t0_rules BEFORE INSERT OR UPDATE ON public.holds FOR EACH ROW EXECUTE FUNCTION ota.judge_hold();

CREATE TRIGGER t0_rules BEFORE INSERT OR DELETE OR UPDATE ON public.invoices FOR EACH ROW EXECUTE FUNCTION ota.judge_invoice();

CREATE TRIGGER t0_rules BEFORE INSERT OR UPDATE ON public.partnerships FOR EACH ROW EXECUTE FUNCTION ota.judge_partnership();

CREATE TRIGGER t0_rules BEFORE INSERT OR UPDATE ON public.schedule_items FOR EACH ROW EXECUTE FUNCTION ota.judge_schedule_item();

CREATE TRIGGER t0_rules BEFORE DELETE ON public.settlement_runs FOR EACH ROW EXECUTE FUNCTION ota.judge_run();

CREATE TRIGGER t0_rules BEFORE INSERT OR DELETE OR UPDATE ON public.settlement_signatures FOR EACH ROW EXECUTE FUNCTION ota.judge_signature();

CREATE TRIGGER t0_rules BEFORE INSERT OR DELETE OR UPDATE ON public.settlements FOR EACH ROW EXECUTE FUNCTION ota.judge_settlement();

CREATE TRIGGER t0_rules BEFORE UPDATE ON public.share_links FOR EACH ROW EXECUTE FUNCTION ota.judge_share_link();

CREATE TRIGGER t0_rules_grant BEFORE INSERT OR UPDATE ON public.door_shares FOR EACH ROW WHEN ((new.wanted IS NOT NULL)) EXECUTE FUNCTION ota.grant_places();

CREATE TRIGGER t0_sender BEFORE INSERT OR UPDATE ON public.invoices FOR EACH ROW EXECUTE FUNCTION ota.stamp_invoice_sender();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.acknowledgements FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.adjustments FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.admissions FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.advance_answers FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.advance_templates FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.advances FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.artists FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.billing_details FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.budget_lines FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.commissions FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.conflicts FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.contacts FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.days FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.deals FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.disputes FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.door_shares FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.doors FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.expenses FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.guest_lists FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.guests FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.holds FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.invitations FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.invoices FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.labour_calls FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.memberships FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.merch_counts FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.notes FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.organizations FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.partner_artists FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.partner_dates FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.partner_shares FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.partnerships FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.payments FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.people FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.per_diem_rules FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.per_diems FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.person_profiles FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.radius_clauses FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.room_guests FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.rooms FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.schedule_items FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.schedule_templates FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.settlement_runs FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.settlement_signatures FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.settlements FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.share_links FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.show_costs FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.show_financials FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.shows FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.stages FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.stays FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.tasks FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.ticket_tiers FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.tours FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.travel FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.travel_passengers FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_stamp BEFORE INSERT OR DELETE OR UPDATE ON public.venues FOR EACH ROW EXECUTE FUNCTION ota.stamp();

CREATE TRIGGER t1_touch BEFORE UPDATE ON public.profiles FOR EACH ROW EXECUTE FUNCTION ota.touch_profile();

CREATE TRIGGER t2_guard BEFORE INSERT OR UPDATE ON public.invitations FOR EACH ROW EXECUTE FUNCTION ota.guard_invitation();

CREATE TRIGGER t2_guard BEFORE DELETE OR UPDATE ON public.memberships FOR EACH ROW EXECUTE FUNCTION ota.guard_membership();

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.acknowledgements FOR EACH ROW EXECUTE FUNCTION ota.log('acknowledgements', 'acknowledgements');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.adjustments FOR EACH ROW EXECUTE FUNCTION ota.log('adjustments', 'finance');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.admissions FOR EACH ROW EXECUTE FUNCTION ota.log('admissions', 'guests');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.advance_answers FOR EACH ROW EXECUTE FUNCTION ota.log('advance_answers', 'advance');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.advance_templates FOR EACH ROW EXECUTE FUNCTION ota.log('advance_templates', 'advance');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.advances FOR EACH ROW EXECUTE FUNCTION ota.log('advances', 'advance');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.artists FOR EACH ROW EXECUTE FUNCTION ota.log('artists', 'tours');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.billing_details FOR EACH ROW EXECUTE FUNCTION ota.log('billing_details', 'billing');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.budget_lines FOR EACH ROW EXECUTE FUNCTION ota.log('budget_lines', 'finance');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.commissions FOR EACH ROW EXECUTE FUNCTION ota.log('commissions', 'finance');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.conflicts FOR EACH ROW EXECUTE FUNCTION ota.log('conflicts', 'conflicts');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.contacts FOR EACH ROW EXECUTE FUNCTION ota.log('contacts', 'people');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.days FOR EACH ROW EXECUTE FUNCTION ota.log('days', 'shows');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.deals FOR EACH ROW EXECUTE FUNCTION ota.log('deals', 'finance');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.disputes FOR EACH ROW EXECUTE FUNCTION ota.log('disputes', 'finance');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.door_shares FOR EACH ROW EXECUTE FUNCTION ota.log('door_shares', 'guests');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.doors FOR EACH ROW EXECUTE FUNCTION ota.log('doors', 'guests');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.expenses FOR EACH ROW EXECUTE FUNCTION ota.log('expenses', 'expenses');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.guest_lists FOR EACH ROW EXECUTE FUNCTION ota.log('guest_lists', 'guests');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.guests FOR EACH ROW EXECUTE FUNCTION ota.log('guests', 'guests');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.holds FOR EACH ROW EXECUTE FUNCTION ota.log('holds', 'booking');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.invitations FOR EACH ROW EXECUTE FUNCTION ota.log('invitations', 'users');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.invoices FOR EACH ROW EXECUTE FUNCTION ota.log('invoices', 'finance');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.labour_calls FOR EACH ROW EXECUTE FUNCTION ota.log('labour_calls', 'schedule');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.memberships FOR EACH ROW EXECUTE FUNCTION ota.log('memberships', 'users');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.merch_counts FOR EACH ROW EXECUTE FUNCTION ota.log('merch_counts', 'finance');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.notes FOR EACH ROW EXECUTE FUNCTION ota.log('notes', 'tasks');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.organizations FOR EACH ROW EXECUTE FUNCTION ota.log('organizations', 'organization');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.partner_artists FOR EACH ROW EXECUTE FUNCTION ota.log('partner_artists', 'booking');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.partner_dates FOR EACH ROW EXECUTE FUNCTION ota.log('partner_dates', 'booking');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.partner_shares FOR EACH ROW EXECUTE FUNCTION ota.log('partner_shares', 'partners');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.partnerships FOR EACH ROW EXECUTE FUNCTION ota.log('partnerships', 'partners');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.payments FOR EACH ROW EXECUTE FUNCTION ota.log('payments', 'finance');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.people FOR EACH ROW EXECUTE FUNCTION ota.log('people', 'people');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.per_diem_rules FOR EACH ROW EXECUTE FUNCTION ota.log('per_diem_rules', 'payroll');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.per_diems FOR EACH ROW EXECUTE FUNCTION ota.log('per_diems', 'payroll');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.person_profiles FOR EACH ROW EXECUTE FUNCTION ota.log('person_profiles', 'private');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.radius_clauses FOR EACH ROW EXECUTE FUNCTION ota.log('radius_clauses', 'finance');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.room_guests FOR EACH ROW EXECUTE FUNCTION ota.log('room_guests', 'travel');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.rooms FOR EACH ROW EXECUTE FUNCTION ota.log('rooms', 'travel');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.schedule_items FOR EACH ROW EXECUTE FUNCTION ota.log('schedule_items', 'schedule');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.schedule_templates FOR EACH ROW EXECUTE FUNCTION ota.log('schedule_templates', 'schedule');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.settlement_runs FOR EACH ROW EXECUTE FUNCTION ota.log('settlement_runs', 'finance');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.settlement_signatures FOR EACH ROW EXECUTE FUNCTION ota.log('settlement_signatures', 'finance');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.settlements FOR EACH ROW EXECUTE FUNCTION ota.log('settlements', 'finance');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.share_links FOR EACH ROW EXECUTE FUNCTION ota.log('share_links', 'shares');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.show_costs FOR EACH ROW EXECUTE FUNCTION ota.log('show_costs', 'finance');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.show_financials FOR EACH ROW EXECUTE FUNCTION ota.log('show_financials', 'finance');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.shows FOR EACH ROW EXECUTE FUNCTION ota.log('shows', 'shows');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.stages FOR EACH ROW EXECUTE FUNCTION ota.log('stages', 'venues');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.stays FOR EACH ROW EXECUTE FUNCTION ota.log('stays', 'travel');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.tasks FOR EACH ROW EXECUTE FUNCTION ota.log('tasks', 'tasks');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.ticket_tiers FOR EACH ROW EXECUTE FUNCTION ota.log('ticket_tiers', 'finance');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.tours FOR EACH ROW EXECUTE FUNCTION ota.log('tours', 'tours');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.travel FOR EACH ROW EXECUTE FUNCTION ota.log('travel', 'travel');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.travel_passengers FOR EACH ROW EXECUTE FUNCTION ota.log('travel_passengers', 'travel');

CREATE TRIGGER t3_log AFTER INSERT OR DELETE OR UPDATE ON public.venues FOR EACH ROW EXECUTE FUNCTION ota.log('venues', 'venues');

CREATE TRIGGER t4_mirror AFTER INSERT OR DELETE OR UPDATE ON public.memberships FOR EACH ROW EXECUTE FUNCTION ota.mirror_member();

CREATE TRIGGER t4_send AFTER INSERT ON public.invitations FOR EACH ROW EXECUTE FUNCTION ota.send_invitation();

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.acknowledgements FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('acknowledgements');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.adjustments FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('adjustments');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.admissions FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('admissions');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.advance_answers FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('advance_answers');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.advance_templates FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('advance_templates');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.advances FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('advances');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.artists FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('artists');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.billing_details FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('billing_details');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.budget_lines FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('budget_lines');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.commissions FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('commissions');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.contacts FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('contacts');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.days FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('days');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.deals FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('deals');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.disputes FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('disputes');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.door_shares FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('door_shares');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.doors FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('doors');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.expenses FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('expenses');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.guest_lists FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('guest_lists');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.guests FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('guests');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.holds FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('holds');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.invitations FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('invitations');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.invoices FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('invoices');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.labour_calls FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('labour_calls');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.memberships FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('memberships');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.merch_counts FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('merch_counts');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.notes FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('notes');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.organizations FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('organizations');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.partner_artists FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('partner_artists');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.partner_dates FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('partner_dates');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.partner_shares FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('partner_shares');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.partnerships FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('partnerships');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.payments FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('payments');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.people FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('people');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.per_diem_rules FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('per_diem_rules');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.per_diems FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('per_diems');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.person_profiles FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('person_profiles');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.radius_clauses FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('radius_clauses');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.room_guests FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('room_guests');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.rooms FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('rooms');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.schedule_items FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('schedule_items');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.schedule_templates FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('schedule_templates');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.settlement_runs FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('settlement_runs');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.settlement_signatures FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('settlement_signatures');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.settlements FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('settlements');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.share_links FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('share_links');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.show_costs FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('show_costs');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.show_financials FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('show_financials');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.shows FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('shows');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.stages FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('stages');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.stays FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('stays');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.tasks FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('tasks');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.ticket_tiers FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('ticket_tiers');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.tours FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('tours');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.travel FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('travel');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.travel_passengers FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('travel_passengers');

CREATE TRIGGER t4_settle AFTER INSERT OR DELETE OR UPDATE ON public.venues FOR EACH ROW EXECUTE FUNCTION ota.settle_conflicts('venues');

CREATE TRIGGER t4_token AFTER INSERT ON public.share_links FOR EACH ROW EXECUTE FUNCTION ota.keep_share_token();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.acknowledgements FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.adjustments FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.admissions FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.advance_answers FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.advance_templates FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.advances FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.artists FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.billing_details FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.budget_lines FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.commissions FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.conflicts FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.contacts FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.days FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.deals FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.disputes FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.door_shares FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.doors FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.expenses FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.guest_lists FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.guests FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.holds FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.invitations FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.invoices FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.labour_calls FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.memberships FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.merch_counts FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.notes FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.organizations FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.partner_artists FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.partner_dates FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.partner_shares FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.partnerships FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.payments FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.people FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.per_diem_rules FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.per_diems FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.person_profiles FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.radius_clauses FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.room_guests FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.rooms FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.schedule_items FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.schedule_templates FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.settlement_runs FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.settlement_signatures FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.settlements FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.share_links FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.show_costs FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.show_financials FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.shows FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.stages FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.stays FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.tasks FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.ticket_tiers FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.tours FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.travel FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.travel_passengers FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back AFTER INSERT ON public.venues FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back_update AFTER UPDATE ON public.admissions FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back_update AFTER UPDATE ON public.advance_answers FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back_update AFTER UPDATE ON public.advances FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back_update AFTER UPDATE ON public.deals FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back_update AFTER UPDATE ON public.door_shares FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back_update AFTER UPDATE ON public.doors FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back_update AFTER UPDATE ON public.expenses FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back_update AFTER UPDATE ON public.guests FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back_update AFTER UPDATE ON public.holds FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back_update AFTER UPDATE ON public.invoices FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back_update AFTER UPDATE ON public.partnerships FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back_update AFTER UPDATE ON public.schedule_items FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back_update AFTER UPDATE ON public.settlement_runs FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back_update AFTER UPDATE ON public.settlement_signatures FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back_update AFTER UPDATE ON public.settlements FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_give_back_update AFTER UPDATE ON public.share_links FOR EACH STATEMENT EXECUTE FUNCTION ota.give_back();

CREATE TRIGGER t5_withhold AFTER UPDATE OF role ON public.memberships FOR EACH ROW WHEN ((old.role IS DISTINCT FROM new.role)) EXECUTE FUNCTION ota.withhold_conflicts();

CREATE TRIGGER t6_billing AFTER INSERT ON public.organizations FOR EACH ROW EXECUTE FUNCTION ota.begin_billing();

CREATE TRIGGER t6_close AFTER INSERT ON public.settlement_signatures FOR EACH ROW EXECUTE FUNCTION ota.close_settlement();

CREATE TRIGGER t6_end AFTER UPDATE ON public.partnerships FOR EACH ROW WHEN (((old.status <> 'ended'::text) AND (new.status = 'ended'::text))) EXECUTE FUNCTION ota.end_partnership();

CREATE TRIGGER t6_end_delete AFTER DELETE ON public.partnerships FOR EACH ROW EXECUTE FUNCTION ota.end_partnership();

CREATE TRIGGER t6_notes AFTER INSERT OR DELETE ON public.people FOR EACH ROW EXECUTE FUNCTION ota.spread_person('notes', 'visibility');

CREATE TRIGGER t6_per_diems AFTER INSERT OR DELETE ON public.people FOR EACH ROW EXECUTE FUNCTION ota.spread_person('per_diems', 'person');

CREATE TRIGGER t6_person_profiles AFTER INSERT OR DELETE ON public.people FOR EACH ROW EXECUTE FUNCTION ota.spread_person('person_profiles', 'person');

CREATE TRIGGER t6_room AFTER INSERT OR DELETE ON public.room_guests FOR EACH ROW EXECUTE FUNCTION ota.spread_room();

CREATE TRIGGER t6_room_update AFTER UPDATE ON public.room_guests FOR EACH ROW WHEN (((old.room_id IS DISTINCT FROM new.room_id) OR (old.person_id IS DISTINCT FROM new.person_id))) EXECUTE FUNCTION ota.spread_room();

CREATE TRIGGER t6_schedule_items AFTER INSERT OR DELETE ON public.people FOR EACH ROW EXECUTE FUNCTION ota.spread_person('schedule_items', 'visibility');

CREATE TRIGGER t6_stack AFTER INSERT OR DELETE ON public.holds FOR EACH ROW EXECUTE FUNCTION ota.stack_holds();

CREATE TRIGGER t6_stack_update AFTER UPDATE ON public.holds FOR EACH ROW WHEN ((((((old.status IS DISTINCT FROM new.status) OR (old.is_challenging IS DISTINCT FROM new.is_challenging)) OR (old.venue_id IS DISTINCT FROM new.venue_id)) OR (old.stage_id IS DISTINCT FROM new.stage_id)) OR (old.date IS DISTINCT FROM new.date))) EXECUTE FUNCTION ota.stack_holds();

CREATE TRIGGER t6_stays AFTER INSERT OR DELETE ON public.people FOR EACH ROW EXECUTE FUNCTION ota.spread_person('stays', 'visibility');

CREATE TRIGGER t6_tasks AFTER INSERT OR DELETE ON public.people FOR EACH ROW EXECUTE FUNCTION ota.spread_person('tasks', 'visibility');

CREATE TRIGGER t6_travel AFTER INSERT OR DELETE ON public.people FOR EACH ROW EXECUTE FUNCTION ota.spread_person('travel', 'visibility');

CREATE TRIGGER t6_travel_passengers AFTER INSERT OR DELETE ON public.people FOR EACH ROW EXECUTE FUNCTION ota.spread_person('travel_passengers', 'person');

CREATE TRIGGER t7_name AFTER UPDATE ON public.artists FOR EACH ROW WHEN ((old.name <> new.name)) EXECUTE FUNCTION ota.spread_artist_name();

CREATE TRIGGER t7_name AFTER UPDATE ON public.organizations FOR EACH ROW WHEN ((old.name <> new.name)) EXECUTE FUNCTION ota.spread_own_name();

CREATE TRIGGER t7_notes AFTER UPDATE ON public.people FOR EACH ROW WHEN (((old.user_id IS DISTINCT FROM new.user_id) OR (old.team IS DISTINCT FROM new.team))) EXECUTE FUNCTION ota.spread_person('notes', 'visibility');

CREATE TRIGGER t7_pass_on_delete AFTER DELETE ON public.door_shares FOR EACH ROW WHEN ((old.heads > 0)) EXECUTE FUNCTION ota.pass_places_on();

CREATE TRIGGER t7_pass_on_update AFTER UPDATE OF heads ON public.door_shares FOR EACH ROW WHEN ((new.heads < old.heads)) EXECUTE FUNCTION ota.pass_places_on();

CREATE TRIGGER t7_per_diems AFTER UPDATE ON public.people FOR EACH ROW WHEN (((old.user_id IS DISTINCT FROM new.user_id) OR (old.team IS DISTINCT FROM new.team))) EXECUTE FUNCTION ota.spread_person('per_diems', 'person');

CREATE TRIGGER t7_person_profiles AFTER UPDATE ON public.people FOR EACH ROW WHEN (((old.user_id IS DISTINCT FROM new.user_id) OR (old.team IS DISTINCT FROM new.team))) EXECUTE FUNCTION ota.spread_person('person_profiles', 'person');

CREATE TRIGGER t7_room_guests AFTER UPDATE ON public.rooms FOR EACH ROW WHEN ((old.reader_ids IS DISTINCT FROM new.reader_ids)) EXECUTE FUNCTION ota.spread_parent('room_guests', 'room_id');

CREATE TRIGGER t7_rooms AFTER UPDATE ON public.people FOR EACH ROW WHEN ((old.user_id IS DISTINCT FROM new.user_id)) EXECUTE FUNCTION ota.spread_room_person();

CREATE TRIGGER t7_schedule_items AFTER UPDATE ON public.people FOR EACH ROW WHEN (((old.user_id IS DISTINCT FROM new.user_id) OR (old.team IS DISTINCT FROM new.team))) EXECUTE FUNCTION ota.spread_person('schedule_items', 'visibility');

CREATE TRIGGER t7_sign_insert AFTER INSERT ON public.acknowledgements FOR EACH ROW WHEN ((new.subject = 'per_diems'::text)) EXECUTE FUNCTION ota.sign_per_diem();

CREATE TRIGGER t7_sign_update AFTER UPDATE OF subject_seq ON public.acknowledgements FOR EACH ROW WHEN ((new.subject = 'per_diems'::text)) EXECUTE FUNCTION ota.sign_per_diem();

CREATE TRIGGER t7_stays AFTER UPDATE ON public.people FOR EACH ROW WHEN (((old.user_id IS DISTINCT FROM new.user_id) OR (old.team IS DISTINCT FROM new.team))) EXECUTE FUNCTION ota.spread_person('stays', 'visibility');

CREATE TRIGGER t7_tasks AFTER UPDATE ON public.people FOR EACH ROW WHEN (((old.user_id IS DISTINCT FROM new.user_id) OR (old.team IS DISTINCT FROM new.team))) EXECUTE FUNCTION ota.spread_person('tasks', 'visibility');

CREATE TRIGGER t7_travel AFTER UPDATE ON public.people FOR EACH ROW WHEN (((old.user_id IS DISTINCT FROM new.user_id) OR (old.team IS DISTINCT FROM new.team))) EXECUTE FUNCTION ota.spread_person('travel', 'visibility');

CREATE TRIGGER t7_travel_passengers AFTER UPDATE ON public.people FOR EACH ROW WHEN (((old.user_id IS DISTINCT FROM new.user_id) OR (old.team IS DISTINCT FROM new.team))) EXECUTE FUNCTION ota.spread_person('travel_passengers', 'person');

CREATE TRIGGER t8_partners AFTER INSERT OR DELETE ON public.days FOR EACH ROW EXECUTE FUNCTION ota.dates_changed('organization_id');

CREATE TRIGGER t8_partners AFTER INSERT OR DELETE ON public.holds FOR EACH ROW EXECUTE FUNCTION ota.dates_changed('organization_id');

CREATE TRIGGER t8_partners AFTER INSERT OR DELETE OR UPDATE ON public.partner_shares FOR EACH ROW EXECUTE FUNCTION ota.dates_changed('organization_id');

CREATE TRIGGER t8_partners AFTER INSERT OR DELETE ON public.shows FOR EACH ROW EXECUTE FUNCTION ota.dates_changed('organization_id');

CREATE TRIGGER t8_partners_update AFTER UPDATE ON public.days FOR EACH ROW WHEN ((((((old.date IS DISTINCT FROM new.date) OR (old.kind IS DISTINCT FROM new.kind)) OR (old.tour_id IS DISTINCT FROM new.tour_id)) OR (old.city IS DISTINCT FROM new.city)) OR (old.country IS DISTINCT FROM new.country))) EXECUTE FUNCTION ota.dates_changed('organization_id');

CREATE TRIGGER t8_partners_update AFTER UPDATE ON public.holds FOR EACH ROW WHEN ((((((old.date IS DISTINCT FROM new.date) OR (old.status IS DISTINCT FROM new.status)) OR (old.venue_id IS DISTINCT FROM new.venue_id)) OR (old.tour_id IS DISTINCT FROM new.tour_id)) OR (old.show_id IS DISTINCT FROM new.show_id))) EXECUTE FUNCTION ota.dates_changed('organization_id');

CREATE TRIGGER t8_partners_update AFTER UPDATE ON public.organizations FOR EACH ROW WHEN ((old.name IS DISTINCT FROM new.name)) EXECUTE FUNCTION ota.dates_changed('id');

CREATE TRIGGER t8_partners_update AFTER UPDATE ON public.shows FOR EACH ROW WHEN (((((((old.date IS DISTINCT FROM new.date) OR (old.status IS DISTINCT FROM new.status)) OR (old.tour_id IS DISTINCT FROM new.tour_id)) OR (old.venue_id IS DISTINCT FROM new.venue_id)) OR (old.city IS DISTINCT FROM new.city)) OR (old.country IS DISTINCT FROM new.country))) EXECUTE FUNCTION ota.dates_changed('organization_id');

CREATE TRIGGER t8_partners_update AFTER UPDATE ON public.tours FOR EACH ROW WHEN (((old.artist IS DISTINCT FROM new.artist) OR (old.artist_id IS DISTINCT FROM new.artist_id))) EXECUTE FUNCTION ota.dates_changed('organization_id');

CREATE TRIGGER t8_partners_update AFTER UPDATE ON public.venues FOR EACH ROW WHEN (((old.city IS DISTINCT FROM new.city) OR (old.country IS DISTINCT FROM new.country))) EXECUTE FUNCTION ota.dates_changed('organization_id');

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

ALTER TABLE ONLY ota.share_tokens
    ADD CONSTRAINT share_tokens_link_fkey FOREIGN KEY (organization_id, link_id) REFERENCES public.share_links(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY ota.sync_results
    ADD CONSTRAINT sync_results_client_fkey FOREIGN KEY (organization_id, client_id) REFERENCES ota.sync_clients(organization_id, client_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.acknowledgements
    ADD CONSTRAINT acknowledgements_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.adjustments
    ADD CONSTRAINT adjustments_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.adjustments
    ADD CONSTRAINT adjustments_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.admissions
    ADD CONSTRAINT admissions_door_id_fkey FOREIGN KEY (organization_id, door_id) REFERENCES public.doors(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.admissions
    ADD CONSTRAINT admissions_guest_id_fkey FOREIGN KEY (organization_id, guest_id) REFERENCES public.guests(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.admissions
    ADD CONSTRAINT admissions_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.advance_answers
    ADD CONSTRAINT advance_answers_advance_id_fkey FOREIGN KEY (organization_id, advance_id) REFERENCES public.advances(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.advance_answers
    ADD CONSTRAINT advance_answers_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.advance_templates
    ADD CONSTRAINT advance_templates_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.advances
    ADD CONSTRAINT advances_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.advances
    ADD CONSTRAINT advances_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.artists
    ADD CONSTRAINT artists_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.billing_details
    ADD CONSTRAINT billing_details_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.budget_lines
    ADD CONSTRAINT budget_lines_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.budget_lines
    ADD CONSTRAINT budget_lines_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.budget_lines
    ADD CONSTRAINT budget_lines_tour_id_fkey FOREIGN KEY (organization_id, tour_id) REFERENCES public.tours(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.commissions
    ADD CONSTRAINT commissions_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.commissions
    ADD CONSTRAINT commissions_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.commissions
    ADD CONSTRAINT commissions_tour_id_fkey FOREIGN KEY (organization_id, tour_id) REFERENCES public.tours(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.conflicts
    ADD CONSTRAINT conflicts_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_tour_id_fkey FOREIGN KEY (organization_id, tour_id) REFERENCES public.tours(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_venue_id_fkey FOREIGN KEY (organization_id, venue_id) REFERENCES public.venues(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.days
    ADD CONSTRAINT days_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.days
    ADD CONSTRAINT days_tour_id_fkey FOREIGN KEY (organization_id, tour_id) REFERENCES public.tours(organization_id, id) ON DELETE SET NULL (tour_id);

ALTER TABLE ONLY public.deals
    ADD CONSTRAINT deals_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.deals
    ADD CONSTRAINT deals_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.disputes
    ADD CONSTRAINT disputes_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.disputes
    ADD CONSTRAINT disputes_settlement_id_fkey FOREIGN KEY (organization_id, settlement_id) REFERENCES public.settlements(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.disputes
    ADD CONSTRAINT disputes_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE SET NULL (show_id);

ALTER TABLE ONLY public.door_shares
    ADD CONSTRAINT door_shares_door_id_fkey FOREIGN KEY (organization_id, door_id) REFERENCES public.doors(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.door_shares
    ADD CONSTRAINT door_shares_guest_id_fkey FOREIGN KEY (organization_id, guest_id) REFERENCES public.guests(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.door_shares
    ADD CONSTRAINT door_shares_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.doors
    ADD CONSTRAINT doors_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.doors
    ADD CONSTRAINT doors_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.expenses
    ADD CONSTRAINT expenses_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.expenses
    ADD CONSTRAINT expenses_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE SET NULL (show_id);

ALTER TABLE ONLY public.expenses
    ADD CONSTRAINT expenses_stay_id_fkey FOREIGN KEY (organization_id, stay_id) REFERENCES public.stays(organization_id, id) ON DELETE SET NULL (stay_id);

ALTER TABLE ONLY public.expenses
    ADD CONSTRAINT expenses_tour_id_fkey FOREIGN KEY (organization_id, tour_id) REFERENCES public.tours(organization_id, id) ON DELETE SET NULL (tour_id);

ALTER TABLE ONLY public.expenses
    ADD CONSTRAINT expenses_travel_id_fkey FOREIGN KEY (organization_id, travel_id) REFERENCES public.travel(organization_id, id) ON DELETE SET NULL (travel_id);

ALTER TABLE ONLY public.guest_lists
    ADD CONSTRAINT guest_lists_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.guest_lists
    ADD CONSTRAINT guest_lists_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.guests
    ADD CONSTRAINT guests_guest_list_id_fkey FOREIGN KEY (organization_id, guest_list_id) REFERENCES public.guest_lists(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.guests
    ADD CONSTRAINT guests_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.holds
    ADD CONSTRAINT holds_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.holds
    ADD CONSTRAINT holds_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE SET NULL (show_id);

ALTER TABLE ONLY public.holds
    ADD CONSTRAINT holds_stage_id_fkey FOREIGN KEY (organization_id, stage_id) REFERENCES public.stages(organization_id, id) ON DELETE SET NULL (stage_id);

ALTER TABLE ONLY public.holds
    ADD CONSTRAINT holds_tour_id_fkey FOREIGN KEY (organization_id, tour_id) REFERENCES public.tours(organization_id, id) ON DELETE SET NULL (tour_id);

ALTER TABLE ONLY public.holds
    ADD CONSTRAINT holds_venue_id_fkey FOREIGN KEY (organization_id, venue_id) REFERENCES public.venues(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_settlement_id_fkey FOREIGN KEY (organization_id, settlement_id) REFERENCES public.settlements(organization_id, id) ON DELETE SET NULL (settlement_id);

ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE SET NULL (show_id);

ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_tour_id_fkey FOREIGN KEY (organization_id, tour_id) REFERENCES public.tours(organization_id, id) ON DELETE SET NULL (tour_id);

ALTER TABLE ONLY public.labour_calls
    ADD CONSTRAINT labour_calls_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.labour_calls
    ADD CONSTRAINT labour_calls_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id);

ALTER TABLE ONLY public.merch_counts
    ADD CONSTRAINT merch_counts_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.merch_counts
    ADD CONSTRAINT merch_counts_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.notes
    ADD CONSTRAINT notes_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.partner_artists
    ADD CONSTRAINT partner_artists_artist_id_fkey FOREIGN KEY (organization_id, artist_id) REFERENCES public.artists(organization_id, id) ON DELETE SET NULL (artist_id);

ALTER TABLE ONLY public.partner_artists
    ADD CONSTRAINT partner_artists_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.partner_artists
    ADD CONSTRAINT partner_artists_partnership_id_fkey FOREIGN KEY (organization_id, partnership_id) REFERENCES public.partnerships(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.partner_dates
    ADD CONSTRAINT partner_dates_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.partner_dates
    ADD CONSTRAINT partner_dates_partner_artist_id_fkey FOREIGN KEY (organization_id, partner_artist_id) REFERENCES public.partner_artists(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.partner_dates
    ADD CONSTRAINT partner_dates_partnership_id_fkey FOREIGN KEY (organization_id, partnership_id) REFERENCES public.partnerships(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.partner_shares
    ADD CONSTRAINT partner_shares_artist_id_fkey FOREIGN KEY (organization_id, artist_id) REFERENCES public.artists(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.partner_shares
    ADD CONSTRAINT partner_shares_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.partner_shares
    ADD CONSTRAINT partner_shares_partnership_id_fkey FOREIGN KEY (organization_id, partnership_id) REFERENCES public.partnerships(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.partnerships
    ADD CONSTRAINT partnerships_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_invoice_id_fkey FOREIGN KEY (organization_id, invoice_id) REFERENCES public.invoices(organization_id, id) ON DELETE SET NULL (invoice_id);

ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_settlement_id_fkey FOREIGN KEY (organization_id, settlement_id) REFERENCES public.settlements(organization_id, id) ON DELETE SET NULL (settlement_id);

ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE SET NULL (show_id);

ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_tour_id_fkey FOREIGN KEY (organization_id, tour_id) REFERENCES public.tours(organization_id, id) ON DELETE SET NULL (tour_id);

ALTER TABLE ONLY public.people
    ADD CONSTRAINT people_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.per_diem_rules
    ADD CONSTRAINT per_diem_rules_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.per_diem_rules
    ADD CONSTRAINT per_diem_rules_tour_id_fkey FOREIGN KEY (organization_id, tour_id) REFERENCES public.tours(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.per_diems
    ADD CONSTRAINT per_diems_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.per_diems
    ADD CONSTRAINT per_diems_person_id_fkey FOREIGN KEY (organization_id, person_id) REFERENCES public.people(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.per_diems
    ADD CONSTRAINT per_diems_rule_id_fkey FOREIGN KEY (organization_id, rule_id) REFERENCES public.per_diem_rules(organization_id, id) ON DELETE SET NULL (rule_id);

ALTER TABLE ONLY public.per_diems
    ADD CONSTRAINT per_diems_tour_id_fkey FOREIGN KEY (organization_id, tour_id) REFERENCES public.tours(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.person_profiles
    ADD CONSTRAINT person_profiles_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.person_profiles
    ADD CONSTRAINT person_profiles_person_id_fkey FOREIGN KEY (organization_id, person_id) REFERENCES public.people(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.profiles
    ADD CONSTRAINT profiles_id_fkey FOREIGN KEY (id) REFERENCES auth.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.radius_clauses
    ADD CONSTRAINT radius_clauses_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.radius_clauses
    ADD CONSTRAINT radius_clauses_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.room_guests
    ADD CONSTRAINT room_guests_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.room_guests
    ADD CONSTRAINT room_guests_person_id_fkey FOREIGN KEY (organization_id, person_id) REFERENCES public.people(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.room_guests
    ADD CONSTRAINT room_guests_room_id_fkey FOREIGN KEY (organization_id, room_id) REFERENCES public.rooms(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.rooms
    ADD CONSTRAINT rooms_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.rooms
    ADD CONSTRAINT rooms_stay_id_fkey FOREIGN KEY (organization_id, stay_id) REFERENCES public.stays(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.schedule_items
    ADD CONSTRAINT schedule_items_after_id_fkey FOREIGN KEY (organization_id, after_id) REFERENCES public.schedule_items(organization_id, id) ON DELETE SET NULL (after_id);

ALTER TABLE ONLY public.schedule_items
    ADD CONSTRAINT schedule_items_day_id_fkey FOREIGN KEY (organization_id, day_id) REFERENCES public.days(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.schedule_items
    ADD CONSTRAINT schedule_items_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.schedule_items
    ADD CONSTRAINT schedule_items_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.schedule_templates
    ADD CONSTRAINT schedule_templates_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.schedule_templates
    ADD CONSTRAINT schedule_templates_tour_id_fkey FOREIGN KEY (organization_id, tour_id) REFERENCES public.tours(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.settlement_runs
    ADD CONSTRAINT settlement_runs_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.settlement_runs
    ADD CONSTRAINT settlement_runs_tour_id_fkey FOREIGN KEY (organization_id, tour_id) REFERENCES public.tours(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.settlement_signatures
    ADD CONSTRAINT settlement_signatures_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.settlement_signatures
    ADD CONSTRAINT settlement_signatures_settlement_id_fkey FOREIGN KEY (organization_id, settlement_id) REFERENCES public.settlements(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.settlements
    ADD CONSTRAINT settlements_amends_id_fkey FOREIGN KEY (organization_id, amends_id) REFERENCES public.settlements(organization_id, id) ON DELETE SET NULL (amends_id);

ALTER TABLE ONLY public.settlements
    ADD CONSTRAINT settlements_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.settlements
    ADD CONSTRAINT settlements_run_id_fkey FOREIGN KEY (organization_id, run_id) REFERENCES public.settlement_runs(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.settlements
    ADD CONSTRAINT settlements_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.share_links
    ADD CONSTRAINT share_links_day_id_fkey FOREIGN KEY (organization_id, day_id) REFERENCES public.days(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.share_links
    ADD CONSTRAINT share_links_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.share_links
    ADD CONSTRAINT share_links_person_id_fkey FOREIGN KEY (organization_id, person_id) REFERENCES public.people(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.share_links
    ADD CONSTRAINT share_links_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.share_links
    ADD CONSTRAINT share_links_tour_id_fkey FOREIGN KEY (organization_id, tour_id) REFERENCES public.tours(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.show_costs
    ADD CONSTRAINT show_costs_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.show_costs
    ADD CONSTRAINT show_costs_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE CASCADE;

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

ALTER TABLE ONLY public.stages
    ADD CONSTRAINT stages_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.stages
    ADD CONSTRAINT stages_venue_id_fkey FOREIGN KEY (organization_id, venue_id) REFERENCES public.venues(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.stays
    ADD CONSTRAINT stays_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.stays
    ADD CONSTRAINT stays_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE SET NULL (show_id);

ALTER TABLE ONLY public.stays
    ADD CONSTRAINT stays_tour_id_fkey FOREIGN KEY (organization_id, tour_id) REFERENCES public.tours(organization_id, id) ON DELETE SET NULL (tour_id);

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_tour_id_fkey FOREIGN KEY (organization_id, tour_id) REFERENCES public.tours(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.ticket_tiers
    ADD CONSTRAINT ticket_tiers_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.ticket_tiers
    ADD CONSTRAINT ticket_tiers_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.tours
    ADD CONSTRAINT tours_artist_id_fkey FOREIGN KEY (organization_id, artist_id) REFERENCES public.artists(organization_id, id) ON DELETE SET NULL (artist_id);

ALTER TABLE ONLY public.tours
    ADD CONSTRAINT tours_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.travel
    ADD CONSTRAINT travel_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.travel_passengers
    ADD CONSTRAINT travel_passengers_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.travel_passengers
    ADD CONSTRAINT travel_passengers_person_id_fkey FOREIGN KEY (organization_id, person_id) REFERENCES public.people(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.travel_passengers
    ADD CONSTRAINT travel_passengers_travel_id_fkey FOREIGN KEY (organization_id, travel_id) REFERENCES public.travel(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.travel
    ADD CONSTRAINT travel_show_id_fkey FOREIGN KEY (organization_id, show_id) REFERENCES public.shows(organization_id, id) ON DELETE SET NULL (show_id);

ALTER TABLE ONLY public.travel
    ADD CONSTRAINT travel_tour_id_fkey FOREIGN KEY (organization_id, tour_id) REFERENCES public.tours(organization_id, id) ON DELETE SET NULL (tour_id);

ALTER TABLE ONLY public.venues
    ADD CONSTRAINT venues_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ota.change_log ENABLE ROW LEVEL SECURITY;

ALTER TABLE ota.change_log_default ENABLE ROW LEVEL SECURITY;

CREATE POLICY change_log_select ON ota.change_log FOR SELECT TO authenticated USING (auth.may_read(organization_id, resource, owner_id, reader_ids));

CREATE POLICY change_log_service ON ota.change_log TO service_role USING (true) WITH CHECK (true);

ALTER TABLE public.acknowledgements ENABLE ROW LEVEL SECURITY;

CREATE POLICY acknowledgements_insert ON public.acknowledgements FOR INSERT TO authenticated WITH CHECK (((organization_id = ANY ((auth.organizations('acknowledgements'::text, 'write'::text) || auth.organizations_own('acknowledgements'::text, 'write'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('acknowledgements'::text, 'write'::text))))));

CREATE POLICY acknowledgements_select ON public.acknowledgements FOR SELECT TO authenticated USING (((organization_id = ANY ((auth.organizations('acknowledgements'::text, 'read'::text) || auth.organizations_own('acknowledgements'::text, 'read'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('acknowledgements'::text, 'read'::text))))));

CREATE POLICY acknowledgements_service ON public.acknowledgements TO service_role USING (true) WITH CHECK (true);

CREATE POLICY acknowledgements_update ON public.acknowledgements FOR UPDATE TO authenticated USING (((organization_id = ANY ((auth.organizations('acknowledgements'::text, 'write'::text) || auth.organizations_own('acknowledgements'::text, 'write'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('acknowledgements'::text, 'write'::text)))))) WITH CHECK (((organization_id = ANY ((auth.organizations('acknowledgements'::text, 'write'::text) || auth.organizations_own('acknowledgements'::text, 'write'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('acknowledgements'::text, 'write'::text))))));

ALTER TABLE public.adjustments ENABLE ROW LEVEL SECURITY;

CREATE POLICY adjustments_delete ON public.adjustments FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'delete'::text))));

CREATE POLICY adjustments_insert ON public.adjustments FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

CREATE POLICY adjustments_select ON public.adjustments FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'read'::text))));

CREATE POLICY adjustments_service ON public.adjustments TO service_role USING (true) WITH CHECK (true);

CREATE POLICY adjustments_update ON public.adjustments FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

ALTER TABLE public.admissions ENABLE ROW LEVEL SECURITY;

CREATE POLICY admissions_delete ON public.admissions FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('guests'::text, 'delete'::text))));

CREATE POLICY admissions_insert ON public.admissions FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('guests'::text, 'write'::text))));

CREATE POLICY admissions_select ON public.admissions FOR SELECT TO authenticated USING ((organization_id = ANY ((auth.organizations('guests'::text, 'read'::text) || auth.organizations_own('guests'::text, 'read'::text)))));

CREATE POLICY admissions_service ON public.admissions TO service_role USING (true) WITH CHECK (true);

CREATE POLICY admissions_update ON public.admissions FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('guests'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('guests'::text, 'write'::text))));

ALTER TABLE public.advance_answers ENABLE ROW LEVEL SECURITY;

CREATE POLICY advance_answers_delete ON public.advance_answers FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('advance'::text, 'delete'::text))));

CREATE POLICY advance_answers_insert ON public.advance_answers FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('advance'::text, 'write'::text))));

CREATE POLICY advance_answers_select ON public.advance_answers FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('advance'::text, 'read'::text))));

CREATE POLICY advance_answers_service ON public.advance_answers TO service_role USING (true) WITH CHECK (true);

CREATE POLICY advance_answers_update ON public.advance_answers FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('advance'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('advance'::text, 'write'::text))));

ALTER TABLE public.advance_templates ENABLE ROW LEVEL SECURITY;

CREATE POLICY advance_templates_delete ON public.advance_templates FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('advance'::text, 'delete'::text))));

CREATE POLICY advance_templates_insert ON public.advance_templates FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('advance'::text, 'write'::text))));

CREATE POLICY advance_templates_select ON public.advance_templates FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('advance'::text, 'read'::text))));

CREATE POLICY advance_templates_service ON public.advance_templates TO service_role USING (true) WITH CHECK (true);

CREATE POLICY advance_templates_update ON public.advance_templates FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('advance'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('advance'::text, 'write'::text))));

ALTER TABLE public.advances ENABLE ROW LEVEL SECURITY;

CREATE POLICY advances_delete ON public.advances FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('advance'::text, 'delete'::text))));

CREATE POLICY advances_insert ON public.advances FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('advance'::text, 'write'::text))));

CREATE POLICY advances_select ON public.advances FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('advance'::text, 'read'::text))));

CREATE POLICY advances_service ON public.advances TO service_role USING (true) WITH CHECK (true);

CREATE POLICY advances_update ON public.advances FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('advance'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('advance'::text, 'write'::text))));

ALTER TABLE public.artists ENABLE ROW LEVEL SECURITY;

CREATE POLICY artists_delete ON public.artists FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('tours'::text, 'delete'::text))));

CREATE POLICY artists_insert ON public.artists FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('tours'::text, 'write'::text))));

CREATE POLICY artists_select ON public.artists FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('tours'::text, 'read'::text))));

CREATE POLICY artists_service ON public.artists TO service_role USING (true) WITH CHECK (true);

CREATE POLICY artists_update ON public.artists FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('tours'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('tours'::text, 'write'::text))));

ALTER TABLE public.billing_details ENABLE ROW LEVEL SECURITY;

CREATE POLICY billing_details_select ON public.billing_details FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('billing'::text, 'read'::text))));

CREATE POLICY billing_details_service ON public.billing_details TO service_role USING (true) WITH CHECK (true);

CREATE POLICY billing_details_update ON public.billing_details FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('billing'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('billing'::text, 'write'::text))));

ALTER TABLE public.budget_lines ENABLE ROW LEVEL SECURITY;

CREATE POLICY budget_lines_delete ON public.budget_lines FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'delete'::text))));

CREATE POLICY budget_lines_insert ON public.budget_lines FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

CREATE POLICY budget_lines_select ON public.budget_lines FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'read'::text))));

CREATE POLICY budget_lines_service ON public.budget_lines TO service_role USING (true) WITH CHECK (true);

CREATE POLICY budget_lines_update ON public.budget_lines FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

ALTER TABLE public.commissions ENABLE ROW LEVEL SECURITY;

CREATE POLICY commissions_delete ON public.commissions FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'delete'::text))));

CREATE POLICY commissions_insert ON public.commissions FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

CREATE POLICY commissions_select ON public.commissions FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'read'::text))));

CREATE POLICY commissions_service ON public.commissions TO service_role USING (true) WITH CHECK (true);

CREATE POLICY commissions_update ON public.commissions FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

ALTER TABLE public.conflicts ENABLE ROW LEVEL SECURITY;

CREATE POLICY conflicts_delete ON public.conflicts FOR DELETE TO authenticated USING (((organization_id = ANY ((auth.organizations('conflicts'::text, 'delete'::text) || auth.organizations_own('conflicts'::text, 'delete'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('conflicts'::text, 'delete'::text))))));

CREATE POLICY conflicts_insert ON public.conflicts FOR INSERT TO authenticated WITH CHECK (((organization_id = ANY ((auth.organizations('conflicts'::text, 'write'::text) || auth.organizations_own('conflicts'::text, 'write'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('conflicts'::text, 'write'::text))))));

CREATE POLICY conflicts_select ON public.conflicts FOR SELECT TO authenticated USING (((organization_id = ANY ((auth.organizations('conflicts'::text, 'read'::text) || auth.organizations_own('conflicts'::text, 'read'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('conflicts'::text, 'read'::text))))));

CREATE POLICY conflicts_service ON public.conflicts TO service_role USING (true) WITH CHECK (true);

CREATE POLICY conflicts_update ON public.conflicts FOR UPDATE TO authenticated USING (((organization_id = ANY ((auth.organizations('conflicts'::text, 'write'::text) || auth.organizations_own('conflicts'::text, 'write'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('conflicts'::text, 'write'::text)))))) WITH CHECK (((organization_id = ANY ((auth.organizations('conflicts'::text, 'write'::text) || auth.organizations_own('conflicts'::text, 'write'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('conflicts'::text, 'write'::text))))));

ALTER TABLE public.contacts ENABLE ROW LEVEL SECURITY;

CREATE POLICY contacts_delete ON public.contacts FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('people'::text, 'delete'::text))));

CREATE POLICY contacts_insert ON public.contacts FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('people'::text, 'write'::text))));

CREATE POLICY contacts_select ON public.contacts FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('people'::text, 'read'::text))));

CREATE POLICY contacts_service ON public.contacts TO service_role USING (true) WITH CHECK (true);

CREATE POLICY contacts_update ON public.contacts FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('people'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('people'::text, 'write'::text))));

ALTER TABLE public.days ENABLE ROW LEVEL SECURITY;

CREATE POLICY days_delete ON public.days FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('shows'::text, 'delete'::text))));

CREATE POLICY days_insert ON public.days FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('shows'::text, 'write'::text))));

CREATE POLICY days_select ON public.days FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('shows'::text, 'read'::text))));

CREATE POLICY days_service ON public.days TO service_role USING (true) WITH CHECK (true);

CREATE POLICY days_update ON public.days FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('shows'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('shows'::text, 'write'::text))));

ALTER TABLE public.deals ENABLE ROW LEVEL SECURITY;

CREATE POLICY deals_delete ON public.deals FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'delete'::text))));

CREATE POLICY deals_insert ON public.deals FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

CREATE POLICY deals_select ON public.deals FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'read'::text))));

CREATE POLICY deals_service ON public.deals TO service_role USING (true) WITH CHECK (true);

CREATE POLICY deals_update ON public.deals FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

ALTER TABLE public.disputes ENABLE ROW LEVEL SECURITY;

CREATE POLICY disputes_delete ON public.disputes FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'delete'::text))));

CREATE POLICY disputes_insert ON public.disputes FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

CREATE POLICY disputes_select ON public.disputes FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'read'::text))));

CREATE POLICY disputes_service ON public.disputes TO service_role USING (true) WITH CHECK (true);

CREATE POLICY disputes_update ON public.disputes FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

ALTER TABLE public.door_shares ENABLE ROW LEVEL SECURITY;

CREATE POLICY door_shares_delete ON public.door_shares FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('guests'::text, 'delete'::text))));

CREATE POLICY door_shares_insert ON public.door_shares FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('guests'::text, 'write'::text))));

CREATE POLICY door_shares_select ON public.door_shares FOR SELECT TO authenticated USING ((organization_id = ANY ((auth.organizations('guests'::text, 'read'::text) || auth.organizations_own('guests'::text, 'read'::text)))));

CREATE POLICY door_shares_service ON public.door_shares TO service_role USING (true) WITH CHECK (true);

CREATE POLICY door_shares_update ON public.door_shares FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('guests'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('guests'::text, 'write'::text))));

ALTER TABLE public.doors ENABLE ROW LEVEL SECURITY;

CREATE POLICY doors_delete ON public.doors FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('guests'::text, 'delete'::text))));

CREATE POLICY doors_insert ON public.doors FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('guests'::text, 'write'::text))));

CREATE POLICY doors_select ON public.doors FOR SELECT TO authenticated USING ((organization_id = ANY ((auth.organizations('guests'::text, 'read'::text) || auth.organizations_own('guests'::text, 'read'::text)))));

CREATE POLICY doors_service ON public.doors TO service_role USING (true) WITH CHECK (true);

CREATE POLICY doors_update ON public.doors FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('guests'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('guests'::text, 'write'::text))));

ALTER TABLE public.expenses ENABLE ROW LEVEL SECURITY;

CREATE POLICY expenses_delete ON public.expenses FOR DELETE TO authenticated USING (((organization_id = ANY ((auth.organizations('expenses'::text, 'delete'::text) || auth.organizations_own('expenses'::text, 'delete'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('expenses'::text, 'delete'::text))))));

CREATE POLICY expenses_insert ON public.expenses FOR INSERT TO authenticated WITH CHECK (((organization_id = ANY ((auth.organizations('expenses'::text, 'write'::text) || auth.organizations_own('expenses'::text, 'write'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('expenses'::text, 'write'::text))))));

CREATE POLICY expenses_select ON public.expenses FOR SELECT TO authenticated USING (((organization_id = ANY ((auth.organizations('expenses'::text, 'read'::text) || auth.organizations_own('expenses'::text, 'read'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('expenses'::text, 'read'::text))))));

CREATE POLICY expenses_service ON public.expenses TO service_role USING (true) WITH CHECK (true);

CREATE POLICY expenses_update ON public.expenses FOR UPDATE TO authenticated USING (((organization_id = ANY ((auth.organizations('expenses'::text, 'write'::text) || auth.organizations_own('expenses'::text, 'write'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('expenses'::text, 'write'::text)))))) WITH CHECK (((organization_id = ANY ((auth.organizations('expenses'::text, 'write'::text) || auth.organizations_own('expenses'::text, 'write'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('expenses'::text, 'write'::text))))));

ALTER TABLE public.guest_lists ENABLE ROW LEVEL SECURITY;

CREATE POLICY guest_lists_delete ON public.guest_lists FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('guests'::text, 'delete'::text))));

CREATE POLICY guest_lists_insert ON public.guest_lists FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('guests'::text, 'write'::text))));

CREATE POLICY guest_lists_select ON public.guest_lists FOR SELECT TO authenticated USING ((organization_id = ANY ((auth.organizations('guests'::text, 'read'::text) || auth.organizations_own('guests'::text, 'read'::text)))));

CREATE POLICY guest_lists_service ON public.guest_lists TO service_role USING (true) WITH CHECK (true);

CREATE POLICY guest_lists_update ON public.guest_lists FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('guests'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('guests'::text, 'write'::text))));

ALTER TABLE public.guests ENABLE ROW LEVEL SECURITY;

CREATE POLICY guests_delete ON public.guests FOR DELETE TO authenticated USING (((organization_id = ANY ((auth.organizations('guests'::text, 'delete'::text) || auth.organizations_own('guests'::text, 'delete'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('guests'::text, 'delete'::text))))));

CREATE POLICY guests_insert ON public.guests FOR INSERT TO authenticated WITH CHECK (((organization_id = ANY ((auth.organizations('guests'::text, 'write'::text) || auth.organizations_own('guests'::text, 'write'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('guests'::text, 'write'::text))))));

CREATE POLICY guests_select ON public.guests FOR SELECT TO authenticated USING (((organization_id = ANY ((auth.organizations('guests'::text, 'read'::text) || auth.organizations_own('guests'::text, 'read'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('guests'::text, 'read'::text))))));

CREATE POLICY guests_service ON public.guests TO service_role USING (true) WITH CHECK (true);

CREATE POLICY guests_update ON public.guests FOR UPDATE TO authenticated USING (((organization_id = ANY ((auth.organizations('guests'::text, 'write'::text) || auth.organizations_own('guests'::text, 'write'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('guests'::text, 'write'::text)))))) WITH CHECK (((organization_id = ANY ((auth.organizations('guests'::text, 'write'::text) || auth.organizations_own('guests'::text, 'write'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('guests'::text, 'write'::text))))));

ALTER TABLE public.holds ENABLE ROW LEVEL SECURITY;

CREATE POLICY holds_delete ON public.holds FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('booking'::text, 'delete'::text))));

CREATE POLICY holds_insert ON public.holds FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('booking'::text, 'write'::text))));

CREATE POLICY holds_select ON public.holds FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('booking'::text, 'read'::text))));

CREATE POLICY holds_service ON public.holds TO service_role USING (true) WITH CHECK (true);

CREATE POLICY holds_update ON public.holds FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('booking'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('booking'::text, 'write'::text))));

ALTER TABLE public.invitations ENABLE ROW LEVEL SECURITY;

CREATE POLICY invitations_delete ON public.invitations FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('users'::text, 'delete'::text))));

CREATE POLICY invitations_insert ON public.invitations FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('users'::text, 'write'::text))));

CREATE POLICY invitations_select ON public.invitations FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('users'::text, 'read'::text))));

CREATE POLICY invitations_service ON public.invitations TO service_role USING (true) WITH CHECK (true);

CREATE POLICY invitations_update ON public.invitations FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('users'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('users'::text, 'write'::text))));

ALTER TABLE public.invoices ENABLE ROW LEVEL SECURITY;

CREATE POLICY invoices_delete ON public.invoices FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'delete'::text))));

CREATE POLICY invoices_insert ON public.invoices FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

CREATE POLICY invoices_select ON public.invoices FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'read'::text))));

CREATE POLICY invoices_service ON public.invoices TO service_role USING (true) WITH CHECK (true);

CREATE POLICY invoices_update ON public.invoices FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

ALTER TABLE public.labour_calls ENABLE ROW LEVEL SECURITY;

CREATE POLICY labour_calls_delete ON public.labour_calls FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('schedule'::text, 'delete'::text))));

CREATE POLICY labour_calls_insert ON public.labour_calls FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('schedule'::text, 'write'::text))));

CREATE POLICY labour_calls_select ON public.labour_calls FOR SELECT TO authenticated USING ((organization_id = ANY ((auth.organizations('schedule'::text, 'read'::text) || auth.organizations_own('schedule'::text, 'read'::text)))));

CREATE POLICY labour_calls_service ON public.labour_calls TO service_role USING (true) WITH CHECK (true);

CREATE POLICY labour_calls_update ON public.labour_calls FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('schedule'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('schedule'::text, 'write'::text))));

ALTER TABLE public.memberships ENABLE ROW LEVEL SECURITY;

CREATE POLICY memberships_delete ON public.memberships FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('users'::text, 'delete'::text))));

CREATE POLICY memberships_select ON public.memberships FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('users'::text, 'read'::text))));

CREATE POLICY memberships_service ON public.memberships TO service_role USING (true) WITH CHECK (true);

CREATE POLICY memberships_update ON public.memberships FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('users'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('users'::text, 'write'::text))));

ALTER TABLE public.merch_counts ENABLE ROW LEVEL SECURITY;

CREATE POLICY merch_counts_delete ON public.merch_counts FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'delete'::text))));

CREATE POLICY merch_counts_insert ON public.merch_counts FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

CREATE POLICY merch_counts_select ON public.merch_counts FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'read'::text))));

CREATE POLICY merch_counts_service ON public.merch_counts TO service_role USING (true) WITH CHECK (true);

CREATE POLICY merch_counts_update ON public.merch_counts FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

ALTER TABLE public.notes ENABLE ROW LEVEL SECURITY;

CREATE POLICY notes_delete ON public.notes FOR DELETE TO authenticated USING (((organization_id = ANY ((auth.organizations('tasks'::text, 'delete'::text) || auth.organizations_own('tasks'::text, 'delete'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('tasks'::text, 'delete'::text))))));

CREATE POLICY notes_insert ON public.notes FOR INSERT TO authenticated WITH CHECK (((organization_id = ANY ((auth.organizations('tasks'::text, 'write'::text) || auth.organizations_own('tasks'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('tasks'::text, 'write'::text))))));

CREATE POLICY notes_select ON public.notes FOR SELECT TO authenticated USING (((organization_id = ANY ((auth.organizations('tasks'::text, 'read'::text) || auth.organizations_own('tasks'::text, 'read'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('tasks'::text, 'read'::text))))));

CREATE POLICY notes_service ON public.notes TO service_role USING (true) WITH CHECK (true);

CREATE POLICY notes_update ON public.notes FOR UPDATE TO authenticated USING (((organization_id = ANY ((auth.organizations('tasks'::text, 'write'::text) || auth.organizations_own('tasks'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('tasks'::text, 'write'::text)))))) WITH CHECK (((organization_id = ANY ((auth.organizations('tasks'::text, 'write'::text) || auth.organizations_own('tasks'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('tasks'::text, 'write'::text))))));

ALTER TABLE public.organizations ENABLE ROW LEVEL SECURITY;

CREATE POLICY organizations_delete ON public.organizations FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('organization'::text, 'delete'::text))));

CREATE POLICY organizations_select ON public.organizations FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('organization'::text, 'read'::text))));

CREATE POLICY organizations_service ON public.organizations TO service_role USING (true) WITH CHECK (true);

CREATE POLICY organizations_update ON public.organizations FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('organization'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('organization'::text, 'write'::text))));

ALTER TABLE public.partner_artists ENABLE ROW LEVEL SECURITY;

CREATE POLICY partner_artists_select ON public.partner_artists FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('booking'::text, 'read'::text))));

CREATE POLICY partner_artists_service ON public.partner_artists TO service_role USING (true) WITH CHECK (true);

CREATE POLICY partner_artists_update ON public.partner_artists FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('booking'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('booking'::text, 'write'::text))));

ALTER TABLE public.partner_dates ENABLE ROW LEVEL SECURITY;

CREATE POLICY partner_dates_select ON public.partner_dates FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('booking'::text, 'read'::text))));

CREATE POLICY partner_dates_service ON public.partner_dates TO service_role USING (true) WITH CHECK (true);

ALTER TABLE public.partner_shares ENABLE ROW LEVEL SECURITY;

CREATE POLICY partner_shares_delete ON public.partner_shares FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('partners'::text, 'delete'::text))));

CREATE POLICY partner_shares_insert ON public.partner_shares FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('partners'::text, 'write'::text))));

CREATE POLICY partner_shares_select ON public.partner_shares FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('partners'::text, 'read'::text))));

CREATE POLICY partner_shares_service ON public.partner_shares TO service_role USING (true) WITH CHECK (true);

CREATE POLICY partner_shares_update ON public.partner_shares FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('partners'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('partners'::text, 'write'::text))));

ALTER TABLE public.partnerships ENABLE ROW LEVEL SECURITY;

CREATE POLICY partnerships_delete ON public.partnerships FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('partners'::text, 'delete'::text))));

CREATE POLICY partnerships_insert ON public.partnerships FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('partners'::text, 'write'::text))));

CREATE POLICY partnerships_select ON public.partnerships FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('partners'::text, 'read'::text))));

CREATE POLICY partnerships_service ON public.partnerships TO service_role USING (true) WITH CHECK (true);

CREATE POLICY partnerships_update ON public.partnerships FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('partners'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('partners'::text, 'write'::text))));

ALTER TABLE public.payments ENABLE ROW LEVEL SECURITY;

CREATE POLICY payments_delete ON public.payments FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'delete'::text))));

CREATE POLICY payments_insert ON public.payments FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

CREATE POLICY payments_select ON public.payments FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'read'::text))));

CREATE POLICY payments_service ON public.payments TO service_role USING (true) WITH CHECK (true);

CREATE POLICY payments_update ON public.payments FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

ALTER TABLE public.people ENABLE ROW LEVEL SECURITY;

CREATE POLICY people_delete ON public.people FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('people'::text, 'delete'::text))));

CREATE POLICY people_insert ON public.people FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('people'::text, 'write'::text))));

CREATE POLICY people_select ON public.people FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('people'::text, 'read'::text))));

CREATE POLICY people_service ON public.people TO service_role USING (true) WITH CHECK (true);

CREATE POLICY people_update ON public.people FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('people'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('people'::text, 'write'::text))));

ALTER TABLE public.per_diem_rules ENABLE ROW LEVEL SECURITY;

CREATE POLICY per_diem_rules_delete ON public.per_diem_rules FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('payroll'::text, 'delete'::text))));

CREATE POLICY per_diem_rules_insert ON public.per_diem_rules FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('payroll'::text, 'write'::text))));

CREATE POLICY per_diem_rules_select ON public.per_diem_rules FOR SELECT TO authenticated USING ((organization_id = ANY ((auth.organizations('payroll'::text, 'read'::text) || auth.organizations_own('payroll'::text, 'read'::text)))));

CREATE POLICY per_diem_rules_service ON public.per_diem_rules TO service_role USING (true) WITH CHECK (true);

CREATE POLICY per_diem_rules_update ON public.per_diem_rules FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('payroll'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('payroll'::text, 'write'::text))));

ALTER TABLE public.per_diems ENABLE ROW LEVEL SECURITY;

CREATE POLICY per_diems_delete ON public.per_diems FOR DELETE TO authenticated USING (((organization_id = ANY ((auth.organizations('payroll'::text, 'delete'::text) || auth.organizations_own('payroll'::text, 'delete'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('payroll'::text, 'delete'::text))))));

CREATE POLICY per_diems_insert ON public.per_diems FOR INSERT TO authenticated WITH CHECK (((organization_id = ANY ((auth.organizations('payroll'::text, 'write'::text) || auth.organizations_own('payroll'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('payroll'::text, 'write'::text))))));

CREATE POLICY per_diems_select ON public.per_diems FOR SELECT TO authenticated USING (((organization_id = ANY ((auth.organizations('payroll'::text, 'read'::text) || auth.organizations_own('payroll'::text, 'read'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('payroll'::text, 'read'::text))))));

CREATE POLICY per_diems_service ON public.per_diems TO service_role USING (true) WITH CHECK (true);

CREATE POLICY per_diems_update ON public.per_diems FOR UPDATE TO authenticated USING (((organization_id = ANY ((auth.organizations('payroll'::text, 'write'::text) || auth.organizations_own('payroll'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('payroll'::text, 'write'::text)))))) WITH CHECK (((organization_id = ANY ((auth.organizations('payroll'::text, 'write'::text) || auth.organizations_own('payroll'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('payroll'::text, 'write'::text))))));

ALTER TABLE public.person_profiles ENABLE ROW LEVEL SECURITY;

CREATE POLICY person_profiles_delete ON public.person_profiles FOR DELETE TO authenticated USING (((organization_id = ANY ((auth.organizations('private'::text, 'delete'::text) || auth.organizations_own('private'::text, 'delete'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('private'::text, 'delete'::text))))));

CREATE POLICY person_profiles_insert ON public.person_profiles FOR INSERT TO authenticated WITH CHECK (((organization_id = ANY ((auth.organizations('private'::text, 'write'::text) || auth.organizations_own('private'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('private'::text, 'write'::text))))));

CREATE POLICY person_profiles_select ON public.person_profiles FOR SELECT TO authenticated USING (((organization_id = ANY ((auth.organizations('private'::text, 'read'::text) || auth.organizations_own('private'::text, 'read'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('private'::text, 'read'::text))))));

CREATE POLICY person_profiles_service ON public.person_profiles TO service_role USING (true) WITH CHECK (true);

CREATE POLICY person_profiles_update ON public.person_profiles FOR UPDATE TO authenticated USING (((organization_id = ANY ((auth.organizations('private'::text, 'write'::text) || auth.organizations_own('private'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('private'::text, 'write'::text)))))) WITH CHECK (((organization_id = ANY ((auth.organizations('private'::text, 'write'::text) || auth.organizations_own('private'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('private'::text, 'write'::text))))));

ALTER TABLE public.profiles ENABLE ROW LEVEL SECURITY;

CREATE POLICY profiles_select ON public.profiles FOR SELECT TO authenticated USING ((id = auth.uid()));

CREATE POLICY profiles_service ON public.profiles TO service_role USING (true) WITH CHECK (true);

CREATE POLICY profiles_update ON public.profiles FOR UPDATE TO authenticated USING ((id = auth.uid())) WITH CHECK ((id = auth.uid()));

ALTER TABLE public.radius_clauses ENABLE ROW LEVEL SECURITY;

CREATE POLICY radius_clauses_delete ON public.radius_clauses FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'delete'::text))));

CREATE POLICY radius_clauses_insert ON public.radius_clauses FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

CREATE POLICY radius_clauses_select ON public.radius_clauses FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'read'::text))));

CREATE POLICY radius_clauses_service ON public.radius_clauses TO service_role USING (true) WITH CHECK (true);

CREATE POLICY radius_clauses_update ON public.radius_clauses FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

ALTER TABLE public.room_guests ENABLE ROW LEVEL SECURITY;

CREATE POLICY room_guests_delete ON public.room_guests FOR DELETE TO authenticated USING (((organization_id = ANY ((auth.organizations('travel'::text, 'delete'::text) || auth.organizations_own('travel'::text, 'delete'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('travel'::text, 'delete'::text))))));

CREATE POLICY room_guests_insert ON public.room_guests FOR INSERT TO authenticated WITH CHECK (((organization_id = ANY ((auth.organizations('travel'::text, 'write'::text) || auth.organizations_own('travel'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('travel'::text, 'write'::text))))));

CREATE POLICY room_guests_select ON public.room_guests FOR SELECT TO authenticated USING (((organization_id = ANY ((auth.organizations('travel'::text, 'read'::text) || auth.organizations_own('travel'::text, 'read'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('travel'::text, 'read'::text))))));

CREATE POLICY room_guests_service ON public.room_guests TO service_role USING (true) WITH CHECK (true);

CREATE POLICY room_guests_update ON public.room_guests FOR UPDATE TO authenticated USING (((organization_id = ANY ((auth.organizations('travel'::text, 'write'::text) || auth.organizations_own('travel'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('travel'::text, 'write'::text)))))) WITH CHECK (((organization_id = ANY ((auth.organizations('travel'::text, 'write'::text) || auth.organizations_own('travel'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('travel'::text, 'write'::text))))));

ALTER TABLE public.rooms ENABLE ROW LEVEL SECURITY;

CREATE POLICY rooms_delete ON public.rooms FOR DELETE TO authenticated USING (((organization_id = ANY ((auth.organizations('travel'::text, 'delete'::text) || auth.organizations_own('travel'::text, 'delete'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('travel'::text, 'delete'::text))))));

CREATE POLICY rooms_insert ON public.rooms FOR INSERT TO authenticated WITH CHECK (((organization_id = ANY ((auth.organizations('travel'::text, 'write'::text) || auth.organizations_own('travel'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('travel'::text, 'write'::text))))));

CREATE POLICY rooms_select ON public.rooms FOR SELECT TO authenticated USING (((organization_id = ANY ((auth.organizations('travel'::text, 'read'::text) || auth.organizations_own('travel'::text, 'read'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('travel'::text, 'read'::text))))));

CREATE POLICY rooms_service ON public.rooms TO service_role USING (true) WITH CHECK (true);

CREATE POLICY rooms_update ON public.rooms FOR UPDATE TO authenticated USING (((organization_id = ANY ((auth.organizations('travel'::text, 'write'::text) || auth.organizations_own('travel'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('travel'::text, 'write'::text)))))) WITH CHECK (((organization_id = ANY ((auth.organizations('travel'::text, 'write'::text) || auth.organizations_own('travel'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('travel'::text, 'write'::text))))));

ALTER TABLE public.schedule_items ENABLE ROW LEVEL SECURITY;

CREATE POLICY schedule_items_delete ON public.schedule_items FOR DELETE TO authenticated USING (((organization_id = ANY ((auth.organizations('schedule'::text, 'delete'::text) || auth.organizations_own('schedule'::text, 'delete'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('schedule'::text, 'delete'::text))))));

CREATE POLICY schedule_items_insert ON public.schedule_items FOR INSERT TO authenticated WITH CHECK (((organization_id = ANY ((auth.organizations('schedule'::text, 'write'::text) || auth.organizations_own('schedule'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('schedule'::text, 'write'::text))))));

CREATE POLICY schedule_items_select ON public.schedule_items FOR SELECT TO authenticated USING (((organization_id = ANY ((auth.organizations('schedule'::text, 'read'::text) || auth.organizations_own('schedule'::text, 'read'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('schedule'::text, 'read'::text))))));

CREATE POLICY schedule_items_service ON public.schedule_items TO service_role USING (true) WITH CHECK (true);

CREATE POLICY schedule_items_update ON public.schedule_items FOR UPDATE TO authenticated USING (((organization_id = ANY ((auth.organizations('schedule'::text, 'write'::text) || auth.organizations_own('schedule'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('schedule'::text, 'write'::text)))))) WITH CHECK (((organization_id = ANY ((auth.organizations('schedule'::text, 'write'::text) || auth.organizations_own('schedule'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('schedule'::text, 'write'::text))))));

ALTER TABLE public.schedule_templates ENABLE ROW LEVEL SECURITY;

CREATE POLICY schedule_templates_delete ON public.schedule_templates FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('schedule'::text, 'delete'::text))));

CREATE POLICY schedule_templates_insert ON public.schedule_templates FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('schedule'::text, 'write'::text))));

CREATE POLICY schedule_templates_select ON public.schedule_templates FOR SELECT TO authenticated USING ((organization_id = ANY ((auth.organizations('schedule'::text, 'read'::text) || auth.organizations_own('schedule'::text, 'read'::text)))));

CREATE POLICY schedule_templates_service ON public.schedule_templates TO service_role USING (true) WITH CHECK (true);

CREATE POLICY schedule_templates_update ON public.schedule_templates FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('schedule'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('schedule'::text, 'write'::text))));

ALTER TABLE public.settlement_runs ENABLE ROW LEVEL SECURITY;

CREATE POLICY settlement_runs_delete ON public.settlement_runs FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'delete'::text))));

CREATE POLICY settlement_runs_insert ON public.settlement_runs FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

CREATE POLICY settlement_runs_select ON public.settlement_runs FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'read'::text))));

CREATE POLICY settlement_runs_service ON public.settlement_runs TO service_role USING (true) WITH CHECK (true);

CREATE POLICY settlement_runs_update ON public.settlement_runs FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

ALTER TABLE public.settlement_signatures ENABLE ROW LEVEL SECURITY;

CREATE POLICY settlement_signatures_delete ON public.settlement_signatures FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'delete'::text))));

CREATE POLICY settlement_signatures_insert ON public.settlement_signatures FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

CREATE POLICY settlement_signatures_select ON public.settlement_signatures FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'read'::text))));

CREATE POLICY settlement_signatures_service ON public.settlement_signatures TO service_role USING (true) WITH CHECK (true);

CREATE POLICY settlement_signatures_update ON public.settlement_signatures FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

ALTER TABLE public.settlements ENABLE ROW LEVEL SECURITY;

CREATE POLICY settlements_delete ON public.settlements FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'delete'::text))));

CREATE POLICY settlements_insert ON public.settlements FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

CREATE POLICY settlements_select ON public.settlements FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'read'::text))));

CREATE POLICY settlements_service ON public.settlements TO service_role USING (true) WITH CHECK (true);

CREATE POLICY settlements_update ON public.settlements FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

ALTER TABLE public.share_links ENABLE ROW LEVEL SECURITY;

CREATE POLICY share_links_delete ON public.share_links FOR DELETE TO authenticated USING (((organization_id = ANY ((auth.organizations('shares'::text, 'delete'::text) || auth.organizations_own('shares'::text, 'delete'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('shares'::text, 'delete'::text))))));

CREATE POLICY share_links_insert ON public.share_links FOR INSERT TO authenticated WITH CHECK (((organization_id = ANY ((auth.organizations('shares'::text, 'write'::text) || auth.organizations_own('shares'::text, 'write'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('shares'::text, 'write'::text))))));

CREATE POLICY share_links_select ON public.share_links FOR SELECT TO authenticated USING (((organization_id = ANY ((auth.organizations('shares'::text, 'read'::text) || auth.organizations_own('shares'::text, 'read'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('shares'::text, 'read'::text))))));

CREATE POLICY share_links_service ON public.share_links TO service_role USING (true) WITH CHECK (true);

CREATE POLICY share_links_update ON public.share_links FOR UPDATE TO authenticated USING (((organization_id = ANY ((auth.organizations('shares'::text, 'write'::text) || auth.organizations_own('shares'::text, 'write'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('shares'::text, 'write'::text)))))) WITH CHECK (((organization_id = ANY ((auth.organizations('shares'::text, 'write'::text) || auth.organizations_own('shares'::text, 'write'::text)))) AND ((owner_id IS NULL) OR (owner_id = auth.uid()) OR (organization_id = ANY (auth.organizations('shares'::text, 'write'::text))))));

ALTER TABLE public.show_costs ENABLE ROW LEVEL SECURITY;

CREATE POLICY show_costs_delete ON public.show_costs FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'delete'::text))));

CREATE POLICY show_costs_insert ON public.show_costs FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

CREATE POLICY show_costs_select ON public.show_costs FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'read'::text))));

CREATE POLICY show_costs_service ON public.show_costs TO service_role USING (true) WITH CHECK (true);

CREATE POLICY show_costs_update ON public.show_costs FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

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

ALTER TABLE public.stages ENABLE ROW LEVEL SECURITY;

CREATE POLICY stages_delete ON public.stages FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('venues'::text, 'delete'::text))));

CREATE POLICY stages_insert ON public.stages FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('venues'::text, 'write'::text))));

CREATE POLICY stages_select ON public.stages FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('venues'::text, 'read'::text))));

CREATE POLICY stages_service ON public.stages TO service_role USING (true) WITH CHECK (true);

CREATE POLICY stages_update ON public.stages FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('venues'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('venues'::text, 'write'::text))));

ALTER TABLE public.stays ENABLE ROW LEVEL SECURITY;

CREATE POLICY stays_delete ON public.stays FOR DELETE TO authenticated USING (((organization_id = ANY ((auth.organizations('travel'::text, 'delete'::text) || auth.organizations_own('travel'::text, 'delete'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('travel'::text, 'delete'::text))))));

CREATE POLICY stays_insert ON public.stays FOR INSERT TO authenticated WITH CHECK (((organization_id = ANY ((auth.organizations('travel'::text, 'write'::text) || auth.organizations_own('travel'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('travel'::text, 'write'::text))))));

CREATE POLICY stays_select ON public.stays FOR SELECT TO authenticated USING (((organization_id = ANY ((auth.organizations('travel'::text, 'read'::text) || auth.organizations_own('travel'::text, 'read'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('travel'::text, 'read'::text))))));

CREATE POLICY stays_service ON public.stays TO service_role USING (true) WITH CHECK (true);

CREATE POLICY stays_update ON public.stays FOR UPDATE TO authenticated USING (((organization_id = ANY ((auth.organizations('travel'::text, 'write'::text) || auth.organizations_own('travel'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('travel'::text, 'write'::text)))))) WITH CHECK (((organization_id = ANY ((auth.organizations('travel'::text, 'write'::text) || auth.organizations_own('travel'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('travel'::text, 'write'::text))))));

ALTER TABLE public.tasks ENABLE ROW LEVEL SECURITY;

CREATE POLICY tasks_delete ON public.tasks FOR DELETE TO authenticated USING (((organization_id = ANY ((auth.organizations('tasks'::text, 'delete'::text) || auth.organizations_own('tasks'::text, 'delete'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('tasks'::text, 'delete'::text))))));

CREATE POLICY tasks_insert ON public.tasks FOR INSERT TO authenticated WITH CHECK (((organization_id = ANY ((auth.organizations('tasks'::text, 'write'::text) || auth.organizations_own('tasks'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('tasks'::text, 'write'::text))))));

CREATE POLICY tasks_select ON public.tasks FOR SELECT TO authenticated USING (((organization_id = ANY ((auth.organizations('tasks'::text, 'read'::text) || auth.organizations_own('tasks'::text, 'read'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('tasks'::text, 'read'::text))))));

CREATE POLICY tasks_service ON public.tasks TO service_role USING (true) WITH CHECK (true);

CREATE POLICY tasks_update ON public.tasks FOR UPDATE TO authenticated USING (((organization_id = ANY ((auth.organizations('tasks'::text, 'write'::text) || auth.organizations_own('tasks'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('tasks'::text, 'write'::text)))))) WITH CHECK (((organization_id = ANY ((auth.organizations('tasks'::text, 'write'::text) || auth.organizations_own('tasks'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('tasks'::text, 'write'::text))))));

ALTER TABLE public.ticket_tiers ENABLE ROW LEVEL SECURITY;

CREATE POLICY ticket_tiers_delete ON public.ticket_tiers FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'delete'::text))));

CREATE POLICY ticket_tiers_insert ON public.ticket_tiers FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

CREATE POLICY ticket_tiers_select ON public.ticket_tiers FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'read'::text))));

CREATE POLICY ticket_tiers_service ON public.ticket_tiers TO service_role USING (true) WITH CHECK (true);

CREATE POLICY ticket_tiers_update ON public.ticket_tiers FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('finance'::text, 'write'::text))));

ALTER TABLE public.tours ENABLE ROW LEVEL SECURITY;

CREATE POLICY tours_delete ON public.tours FOR DELETE TO authenticated USING ((organization_id = ANY (auth.organizations('tours'::text, 'delete'::text))));

CREATE POLICY tours_insert ON public.tours FOR INSERT TO authenticated WITH CHECK ((organization_id = ANY (auth.organizations('tours'::text, 'write'::text))));

CREATE POLICY tours_select ON public.tours FOR SELECT TO authenticated USING ((organization_id = ANY (auth.organizations('tours'::text, 'read'::text))));

CREATE POLICY tours_service ON public.tours TO service_role USING (true) WITH CHECK (true);

CREATE POLICY tours_update ON public.tours FOR UPDATE TO authenticated USING ((organization_id = ANY (auth.organizations('tours'::text, 'write'::text)))) WITH CHECK ((organization_id = ANY (auth.organizations('tours'::text, 'write'::text))));

ALTER TABLE public.travel ENABLE ROW LEVEL SECURITY;

CREATE POLICY travel_delete ON public.travel FOR DELETE TO authenticated USING (((organization_id = ANY ((auth.organizations('travel'::text, 'delete'::text) || auth.organizations_own('travel'::text, 'delete'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('travel'::text, 'delete'::text))))));

CREATE POLICY travel_insert ON public.travel FOR INSERT TO authenticated WITH CHECK (((organization_id = ANY ((auth.organizations('travel'::text, 'write'::text) || auth.organizations_own('travel'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('travel'::text, 'write'::text))))));

ALTER TABLE public.travel_passengers ENABLE ROW LEVEL SECURITY;

CREATE POLICY travel_passengers_delete ON public.travel_passengers FOR DELETE TO authenticated USING (((organization_id = ANY ((auth.organizations('travel'::text, 'delete'::text) || auth.organizations_own('travel'::text, 'delete'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('travel'::text, 'delete'::text))))));

CREATE POLICY travel_passengers_insert ON public.travel_passengers FOR INSERT TO authenticated WITH CHECK (((organization_id = ANY ((auth.organizations('travel'::text, 'write'::text) || auth.organizations_own('travel'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('travel'::text, 'write'::text))))));

CREATE POLICY travel_passengers_select ON public.travel_passengers FOR SELECT TO authenticated USING (((organization_id = ANY ((auth.organizations('travel'::text, 'read'::text) || auth.organizations_own('travel'::text, 'read'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('travel'::text, 'read'::text))))));

CREATE POLICY travel_passengers_service ON public.travel_passengers TO service_role USING (true) WITH CHECK (true);

CREATE POLICY travel_passengers_update ON public.travel_passengers FOR UPDATE TO authenticated USING (((organization_id = ANY ((auth.organizations('travel'::text, 'write'::text) || auth.organizations_own('travel'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('travel'::text, 'write'::text)))))) WITH CHECK (((organization_id = ANY ((auth.organizations('travel'::text, 'write'::text) || auth.organizations_own('travel'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('travel'::text, 'write'::text))))));

CREATE POLICY travel_select ON public.travel FOR SELECT TO authenticated USING (((organization_id = ANY ((auth.organizations('travel'::text, 'read'::text) || auth.organizations_own('travel'::text, 'read'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('travel'::text, 'read'::text))))));

CREATE POLICY travel_service ON public.travel TO service_role USING (true) WITH CHECK (true);

CREATE POLICY travel_update ON public.travel FOR UPDATE TO authenticated USING (((organization_id = ANY ((auth.organizations('travel'::text, 'write'::text) || auth.organizations_own('travel'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('travel'::text, 'write'::text)))))) WITH CHECK (((organization_id = ANY ((auth.organizations('travel'::text, 'write'::text) || auth.organizations_own('travel'::text, 'write'::text)))) AND ((reader_ids IS NULL) OR (auth.uid() = ANY (reader_ids)) OR (organization_id = ANY (auth.organizations('travel'::text, 'write'::text))))));

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

REVOKE ALL ON FUNCTION auth.may_read(organization_id uuid, resource text, owner_id uuid, reader_ids uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.may_read(organization_id uuid, resource text, owner_id uuid, reader_ids uuid[]) TO authenticated;
GRANT ALL ON FUNCTION auth.may_read(organization_id uuid, resource text, owner_id uuid, reader_ids uuid[]) TO service_role;

REVOKE ALL ON FUNCTION auth.may_read_state(organization_id uuid, resource text, state jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.may_read_state(organization_id uuid, resource text, state jsonb) TO authenticated;
GRANT ALL ON FUNCTION auth.may_read_state(organization_id uuid, resource text, state jsonb) TO service_role;

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

REVOKE ALL ON FUNCTION ota.admitted(organization_id uuid, guest_id uuid, door_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.adopt(target regclass, resource text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.answer_advance(token_hash bytea, question text, answer text, name text) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.answer_advance(token_hash bytea, question text, answer text, name text) TO ota_server;

REVOKE ALL ON FUNCTION ota.approved_beside(organization_id uuid, guest_list_id uuid, guest_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.artist_for(organization_id uuid, name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.artists_named(organization_id uuid, name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.attach_rules(target regclass, rules regproc, verbs text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.attach_triggers(target regclass, resource text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.begin_billing() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.begin_organization() FROM PUBLIC;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.partnerships TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.partnerships TO service_role;

REVOKE ALL ON FUNCTION ota.begin_partnership(asked public.partnerships) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.begin_profile() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.blamed(table_name text, constraint_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.blamed(table_name text, constraint_name text) TO authenticated;

REVOKE ALL ON FUNCTION ota.calendar_feed(organization_id uuid, tour_id uuid, person_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.calendar_feed(organization_id uuid, tour_id uuid, person_id uuid) TO authenticated;

REVOKE ALL ON FUNCTION ota.calendar_moment(at timestamp with time zone, zone text) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.calendar_moment(at timestamp with time zone, zone text) TO authenticated;

REVOKE ALL ON FUNCTION ota.calendar_rows(organization_id uuid, tour_id uuid, person_id uuid, team text, home text, since date) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.calendar_rows(organization_id uuid, tour_id uuid, person_id uuid, team text, home text, since date) TO authenticated;

REVOKE ALL ON FUNCTION ota.changed(before jsonb, after jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.claim_jobs(most integer, lease interval) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.claim_jobs(most integer, lease interval) TO ota_server;

REVOKE ALL ON FUNCTION ota.close_settlement() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.concerns(visibility text, person_ids uuid[], teams text[], person_id uuid, team text) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.concerns(visibility text, person_ids uuid[], teams text[], person_id uuid, team text) TO authenticated;

REVOKE ALL ON FUNCTION ota.dates_changed() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.day_sheet(show_id uuid, day_id uuid, person_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.day_sheet(show_id uuid, day_id uuid, person_id uuid) TO authenticated;

REVOKE ALL ON FUNCTION ota.decides(organization_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.deletions(organization_id uuid, before_seq bigint, page integer) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.deletions(organization_id uuid, before_seq bigint, page integer) TO authenticated;

REVOKE ALL ON FUNCTION ota.departed(organization_id uuid, table_name text, field text, parents uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.departed(organization_id uuid, table_name text, field text, parents uuid[]) TO authenticated;

REVOKE ALL ON FUNCTION ota.drop_history(keep interval) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.drop_history(keep interval) TO ota_server;

REVOKE ALL ON FUNCTION ota.end_partnership() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.enqueue(kind text, payload jsonb, run_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.enqueue(kind text, payload jsonb, run_at timestamp with time zone) TO service_role;
GRANT ALL ON FUNCTION ota.enqueue(kind text, payload jsonb, run_at timestamp with time zone) TO ota_auth;
GRANT ALL ON FUNCTION ota.enqueue(kind text, payload jsonb, run_at timestamp with time zone) TO ota_server;

REVOKE ALL ON FUNCTION ota.ensure_partitions(ahead integer) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.ensure_partitions(ahead integer) TO ota_server;

REVOKE ALL ON FUNCTION ota.expire_holds() FROM PUBLIC;
GRANT ALL ON FUNCTION ota.expire_holds() TO ota_server;

REVOKE ALL ON FUNCTION ota.expire_holds_of(organization_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.fail_job(job bigint, reason text, again_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.fail_job(job bigint, reason text, again_at timestamp with time zone) TO ota_server;

REVOKE ALL ON FUNCTION ota.finish_job(job bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.finish_job(job bigint) TO ota_server;

REVOKE ALL ON FUNCTION ota.fitting(table_name text, state jsonb, OUT fields text[], OUT left_out jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.fitting(table_name text, state jsonb, OUT fields text[], OUT left_out jsonb) TO authenticated;

REVOKE ALL ON FUNCTION ota.follow_people(target regclass, how text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.forget_heads() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.forget_partner_dates(organization_id uuid, partnership_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.forget_work(keep interval) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.forget_work(keep interval) TO ota_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.door_shares TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.door_shares TO service_role;

REVOKE ALL ON FUNCTION ota.free_places(share public.door_shares) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.give_back() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.grant_places() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.guard_invitation() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.guard_membership() FROM PUBLIC;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.settlements TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.settlements TO service_role;

REVOKE ALL ON FUNCTION ota.has_subject(settlement public.settlements) FROM PUBLIC;

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

REVOKE ALL ON FUNCTION ota.inherit_readers() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.invoice_paper(invoice_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.invoice_paper(invoice_id uuid) TO authenticated;

REVOKE ALL ON FUNCTION ota.is_restoring() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.is_same_name(one text, other text) FROM PUBLIC;

GRANT SELECT,DELETE ON TABLE public.memberships TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.memberships TO service_role;

GRANT UPDATE(role) ON TABLE public.memberships TO authenticated;

GRANT UPDATE(name) ON TABLE public.memberships TO authenticated;

REVOKE ALL ON FUNCTION ota.join_organization(organization_id uuid, role text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.judge_admission() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.judge_advance() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.judge_advance_answer() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.judge_deal() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.judge_door() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.judge_door_share() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.judge_expense() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.judge_guest() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.judge_hold() FROM PUBLIC;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.holds TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.holds TO service_role;

REVOKE ALL ON FUNCTION ota.judge_hold_step(before public.holds, after public.holds) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.judge_invoice() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.judge_partnership() FROM PUBLIC;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.guest_lists TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.guest_lists TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.guests TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.guests TO service_role;

REVOKE ALL ON FUNCTION ota.judge_request(asked public.guests, before public.guests, list public.guest_lists) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.judge_run() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.judge_schedule_item() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.judge_settlement() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.judge_settlement_step(before public.settlements, after public.settlements) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.judge_share_link() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.judge_signature() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.keep_an_owner(organization_id uuid, leaving uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.keep_an_owner(organization_id uuid, leaving uuid) TO authenticated;
GRANT ALL ON FUNCTION ota.keep_an_owner(organization_id uuid, leaving uuid) TO service_role;

REVOKE ALL ON FUNCTION ota.keep_share_token() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.known_zone(zone text) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.known_zone(zone text) TO authenticated;

REVOKE ALL ON FUNCTION ota.log() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.long_date(day date, locale text) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.long_date(day date, locale text) TO authenticated;

REVOKE ALL ON FUNCTION ota.mark_partners(organization_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.mirror_member() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.move_horizon(keep interval) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.move_horizon(keep interval) TO ota_server;

REVOKE ALL ON FUNCTION ota.must_be(state jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.must_be(state jsonb) TO authenticated;

REVOKE ALL ON FUNCTION ota.my_role(organization_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.my_role(organization_id uuid) TO authenticated;
GRANT ALL ON FUNCTION ota.my_role(organization_id uuid) TO service_role;

REVOKE ALL ON FUNCTION ota.name_share() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.name_tour_artist() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.need_user() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.next_invoice_number(organization_id uuid, year integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.next_rank(hold public.holds) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.only_row(row_count bigint, row_json text) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.only_row(row_count bigint, row_json text) TO anon;
GRANT ALL ON FUNCTION ota.only_row(row_count bigint, row_json text) TO authenticated;
GRANT ALL ON FUNCTION ota.only_row(row_count bigint, row_json text) TO service_role;

REVOKE ALL ON FUNCTION ota.open_link(token_hash bytea, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.open_link(token_hash bytea, most integer) TO ota_server;

REVOKE ALL ON FUNCTION ota.open_share(token_hash bytea, OUT organization_id uuid, OUT link_id uuid, OUT owner_id uuid, OUT kind text, OUT tour_id uuid, OUT show_id uuid, OUT day_id uuid, OUT person_id uuid, OUT name text) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.open_share(token_hash bytea, OUT organization_id uuid, OUT link_id uuid, OUT owner_id uuid, OUT kind text, OUT tour_id uuid, OUT show_id uuid, OUT day_id uuid, OUT person_id uuid, OUT name text) TO ota_server;

REVOKE ALL ON FUNCTION ota.partner_sides(organization_id uuid, OUT link_id bigint, OUT mine uuid, OUT other_organization_id uuid, OUT theirs uuid, OUT ended_at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.pass_places_on() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.per_diem_paper(tour_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.per_diem_paper(tour_id uuid) TO authenticated;

REVOKE ALL ON FUNCTION ota.policies_by_organization(target regclass, resource text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.policies_by_owner(target regclass, resource text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.policies_by_readers(target regclass, resource text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.policies_by_share(target regclass, resource text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.read_by_parent(target regclass, parent regclass, key text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.read_by_person(target regclass) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.read_by_visibility(target regclass) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.readers_in(state jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.readers_in(state jsonb) TO authenticated;
GRANT ALL ON FUNCTION ota.readers_in(state jsonb) TO service_role;

REVOKE ALL ON FUNCTION ota.readers_of_people(organization_id uuid, person_ids uuid[], teams text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.reads_row(user_id uuid, organization_id uuid, table_name text, row_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.refuse(message text, hint text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.relinked(table_name text, row_id uuid, before jsonb, after jsonb, parents uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.relinked(table_name text, row_id uuid, before jsonb, after jsonb, parents uuid[]) TO authenticated;

REVOKE ALL ON FUNCTION ota.reopened_fields(fields jsonb, mine jsonb, now jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.report_expenses(tour_id uuid, show_id uuid, first_day date, last_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.report_expenses(tour_id uuid, show_id uuid, first_day date, last_day date) TO authenticated;

REVOKE ALL ON FUNCTION ota.report_number(text text, times numeric) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.report_number(text text, times numeric) TO authenticated;

REVOKE ALL ON FUNCTION ota.restore_parts(organization_id uuid, deleted_seq bigint, parents uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.restore_parts(organization_id uuid, deleted_seq bigint, parents uuid[]) TO authenticated;

REVOKE ALL ON FUNCTION ota.restore_row(organization_id uuid, table_name text, row_id uuid, state jsonb, OUT restored jsonb, OUT left_out jsonb, OUT fields text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.restore_row(organization_id uuid, table_name text, row_id uuid, state jsonb, OUT restored jsonb, OUT left_out jsonb, OUT fields text[]) TO authenticated;

REVOKE ALL ON FUNCTION ota.rights_of(role text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.role_rank(role text) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.role_rank(role text) TO authenticated;
GRANT ALL ON FUNCTION ota.role_rank(role text) TO service_role;

REVOKE ALL ON FUNCTION ota.rooming_paper(stay_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.rooming_paper(stay_id uuid) TO authenticated;

REVOKE ALL ON FUNCTION ota.row_at(organization_id uuid, table_name text, row_id uuid, seq bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.row_at(organization_id uuid, table_name text, row_id uuid, seq bigint) TO authenticated;

REVOKE ALL ON FUNCTION ota.row_now(organization_id uuid, table_name text, row_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.row_now(organization_id uuid, table_name text, row_id uuid) TO authenticated;

REVOKE ALL ON FUNCTION ota.rows_at(organization_id uuid, table_name text, field text, parents uuid[], seq bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.rows_at(organization_id uuid, table_name text, field text, parents uuid[], seq bigint) TO authenticated;

REVOKE ALL ON FUNCTION ota.run_shows(organization_id uuid, input jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.run_shows(organization_id uuid, input jsonb) TO authenticated;

REVOKE ALL ON FUNCTION ota.send_invitation() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.set_person_readers() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.set_readers() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.set_rights() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.set_room_readers() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.settle_conflicts() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.settle_fields(fields jsonb, before jsonb, after jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.settle_stack(hold public.holds) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.settlement_paper(settlement_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.settlement_paper(settlement_id uuid) TO authenticated;

REVOKE ALL ON FUNCTION ota.shared_advance(organization_id uuid, show_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.shared_advance(organization_id uuid, show_id uuid) TO authenticated;

REVOKE ALL ON FUNCTION ota.shared_artists(organization_id uuid, partnership_id uuid, OUT share_id uuid, OUT artist text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.shared_dates(organization_id uuid, partnership_id uuid, OUT share_id uuid, OUT artist text, OUT date date, OUT status text, OUT city text, OUT country text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.shared_sheet(show_id uuid, day_id uuid, person_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.shared_sheet(show_id uuid, day_id uuid, person_id uuid) TO authenticated;

REVOKE ALL ON FUNCTION ota.shared_tour(organization_id uuid, tour_id uuid, person_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.shared_tour(organization_id uuid, tour_id uuid, person_id uuid) TO authenticated;

REVOKE ALL ON FUNCTION ota.sheet_contacts(organization_id uuid, venue_id uuid, show_id uuid, tour_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.sheet_contacts(organization_id uuid, venue_id uuid, show_id uuid, tour_id uuid) TO authenticated;

REVOKE ALL ON FUNCTION ota.sheet_items(organization_id uuid, show_id uuid, day_id uuid, day date, person_id uuid, team text) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.sheet_items(organization_id uuid, show_id uuid, day_id uuid, day date, person_id uuid, team text) TO authenticated;

REVOKE ALL ON FUNCTION ota.sheet_show(organization_id uuid, show_id uuid, zone text) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.sheet_show(organization_id uuid, show_id uuid, zone text) TO authenticated;

REVOKE ALL ON FUNCTION ota.sheet_stays(organization_id uuid, tour_id uuid, show_id uuid, day date, person_id uuid, team text) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.sheet_stays(organization_id uuid, tour_id uuid, show_id uuid, day date, person_id uuid, team text) TO authenticated;

REVOKE ALL ON FUNCTION ota.sheet_travel(organization_id uuid, tour_id uuid, show_id uuid, day date, boundary interval, zone text, person_id uuid, team text) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.sheet_travel(organization_id uuid, tour_id uuid, show_id uuid, day date, boundary interval, zone text, person_id uuid, team text) TO authenticated;

REVOKE ALL ON FUNCTION ota.short_date(day date, locale text) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.short_date(day date, locale text) TO authenticated;

REVOKE ALL ON FUNCTION ota.sign_per_diem() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.spread_artist_name() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.spread_own_name() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.spread_parent() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.spread_person() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.spread_rights() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.spread_room() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.spread_room_person() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.stack_holds() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.stamp() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.stamp_invoice_sender() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.sync_begin(organization_id uuid, client_id uuid, OUT last_n bigint, OUT epoch integer, OUT head bigint, OUT horizon bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.sync_begin(organization_id uuid, client_id uuid, OUT last_n bigint, OUT epoch integer, OUT head bigint, OUT horizon bigint) TO authenticated;

REVOKE ALL ON FUNCTION ota.sync_head(organization_id uuid, OUT epoch integer, OUT head bigint, OUT horizon bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.sync_head(organization_id uuid, OUT epoch integer, OUT head bigint, OUT horizon bigint) TO authenticated;

REVOKE ALL ON FUNCTION ota.sync_record(organization_id uuid, client_id uuid, n bigint, result jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.sync_record(organization_id uuid, client_id uuid, n bigint, result jsonb) TO authenticated;

REVOKE ALL ON FUNCTION ota.sync_result(organization_id uuid, client_id uuid, n bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.sync_result(organization_id uuid, client_id uuid, n bigint) TO authenticated;

REVOKE ALL ON FUNCTION ota.take(organization_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.tell_later(organization_id uuid, partnership_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.tell_partner(organization_id uuid, partnership_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.tell_partners() FROM PUBLIC;
GRANT ALL ON FUNCTION ota.tell_partners() TO ota_server;

REVOKE ALL ON FUNCTION ota.touch_profile() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.tour_manager(organization_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.tour_manager(organization_id uuid) TO authenticated;

REVOKE ALL ON FUNCTION ota.travel_owner_id_now(organization_id uuid, value text) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.travel_owner_id_now(organization_id uuid, value text) TO authenticated;
GRANT ALL ON FUNCTION ota.travel_owner_id_now(organization_id uuid, value text) TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.travel TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.travel TO service_role;

REVOKE ALL ON FUNCTION ota.travel_owner_id_was(journey public.travel) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.travel_owner_id_was(journey public.travel) TO authenticated;
GRANT ALL ON FUNCTION ota.travel_owner_id_was(journey public.travel) TO service_role;

REVOKE ALL ON FUNCTION ota.use_partner_code(asked public.partnerships) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.venue_facts(organization_id uuid, venue_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.venue_facts(organization_id uuid, venue_id uuid) TO authenticated;

REVOKE ALL ON FUNCTION ota.wall_clock(at timestamp with time zone, zone text, day date) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.wall_clock(at timestamp with time zone, zone text, day date) TO authenticated;

REVOKE ALL ON FUNCTION ota.withheld_fields(fields jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.withhold_conflicts() FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.write_partner_artists(organization_id uuid, partnership_id uuid, other_organization_id uuid, theirs uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.write_partner_dates(organization_id uuid, partnership_id uuid, other_organization_id uuid, theirs uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.write_policies(target regclass, verbs jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.write_scope(organization_id uuid, resource text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ota.write_state(table_name text, state jsonb, is_insert boolean, fields text[], OUT written text[], OUT left_out jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.write_state(table_name text, state jsonb, is_insert boolean, fields text[], OUT written text[], OUT left_out jsonb) TO authenticated;

REVOKE ALL ON FUNCTION ota.zone_changes(zones text[], first_at timestamp with time zone, last_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.zone_changes(zones text[], first_at timestamp with time zone, last_at timestamp with time zone) TO authenticated;

REVOKE ALL ON FUNCTION ota.zone_words(zone text, at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION ota.zone_words(zone text, at timestamp with time zone) TO authenticated;

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

GRANT UPDATE(legal_name) ON TABLE public.organizations TO authenticated;

GRANT UPDATE(address) ON TABLE public.organizations TO authenticated;

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

GRANT SELECT,INSERT,UPDATE ON TABLE public.acknowledgements TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.acknowledgements TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.adjustments TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.adjustments TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.admissions TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.admissions TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.advance_answers TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.advance_answers TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.advance_templates TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.advance_templates TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.advances TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.advances TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.artists TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.artists TO service_role;

GRANT SELECT ON TABLE public.billing_details TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.billing_details TO service_role;

GRANT UPDATE(tax_id) ON TABLE public.billing_details TO authenticated;

GRANT UPDATE(bank) ON TABLE public.billing_details TO authenticated;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.budget_lines TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.budget_lines TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.commissions TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.commissions TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.conflicts TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.conflicts TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.contacts TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.contacts TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.days TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.days TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.deals TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.deals TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.disputes TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.disputes TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.doors TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.doors TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.expenses TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.expenses TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.invitations TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.invitations TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.invoices TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.invoices TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.labour_calls TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.labour_calls TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.merch_counts TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.merch_counts TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notes TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notes TO service_role;

GRANT SELECT ON TABLE public.partner_artists TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.partner_artists TO service_role;

GRANT UPDATE(artist_id) ON TABLE public.partner_artists TO authenticated;

GRANT SELECT ON TABLE public.partner_dates TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.partner_dates TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.partner_shares TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.partner_shares TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.payments TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.payments TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.people TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.people TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.per_diem_rules TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.per_diem_rules TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.per_diems TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.per_diems TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.person_profiles TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.person_profiles TO service_role;

GRANT SELECT ON TABLE public.profiles TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.profiles TO service_role;
GRANT SELECT ON TABLE public.profiles TO ota_auth;

GRANT UPDATE(name) ON TABLE public.profiles TO authenticated;

GRANT UPDATE(locale) ON TABLE public.profiles TO authenticated;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.radius_clauses TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.radius_clauses TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.room_guests TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.room_guests TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.rooms TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.rooms TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.schedule_items TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.schedule_items TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.schedule_templates TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.schedule_templates TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.settlement_runs TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.settlement_runs TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.settlement_signatures TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.settlement_signatures TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.share_links TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.share_links TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.show_costs TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.show_costs TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.show_financials TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.show_financials TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.shows TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.shows TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.stages TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.stages TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.stays TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.stays TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tasks TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tasks TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ticket_tiers TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ticket_tiers TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tours TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tours TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.travel_passengers TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.travel_passengers TO service_role;

GRANT SELECT ON TABLE public.user_organizations TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.user_organizations TO service_role;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.venues TO authenticated;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.venues TO service_role;

