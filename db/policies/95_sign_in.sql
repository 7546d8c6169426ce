-- What the auth server may do with accounts, sessions and sign-in tokens: one function an endpoint, so
-- that each is one round trip. Only ota_auth may call them.
--
-- A refusal is an outcome in the answer, never an exception: what was counted (wrong codes, tries of an
-- address, a reused refresh token) must be kept.

create or replace function auth.user_json(wanted uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog as $$
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
comment on function auth.user_json(uuid) is 'A user as GoTrue shows one.';

create or replace function auth.session_claims(session auth.sessions) returns jsonb
language sql stable security definer set search_path = pg_catalog as $$
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
comment on function auth.session_claims(auth.sessions) is
    'What an access token of this session says, but for iss, iat and exp, which the server adds.';

create or replace function auth.start_sign_in(
    asked_email text, from_address text, link_hash bytea, code text, kind text, user_data jsonb,
    redirect_to text, life interval, email_interval interval, most_per_hour integer, mail jsonb)
returns table (outcome text, wait_s integer)
language plpgsql volatile security definer set search_path = pg_catalog as $$
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
comment on function auth.start_sign_in(
    text, text, bytea, text, text, jsonb, text, interval, interval, integer, jsonb) is
    'Keeps the hashes of a link and a code and queues their mail; without an address (a command of the '
    'operator) nothing is counted. The outcome never depends on whether the account exists.';

create or replace function auth.open_session(
    token auth.one_time_tokens, refresh_hash bytea, refresh_life interval, user_agent text,
    from_address text)
returns uuid
language plpgsql volatile security definer set search_path = pg_catalog as $$
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
comment on function auth.open_session(auth.one_time_tokens, bytea, interval, text, text) is
    'Uses a one-time token up and begins a session; null when there is no account and none may be made.';

create or replace function auth.finish_sign_in(
    link_hash bytea, asked_email text, code text, from_address text, most_per_hour integer,
    refresh_hash bytea, refresh_life interval, user_agent text)
returns table (outcome text, claims jsonb, person jsonb)
language plpgsql volatile security definer set search_path = pg_catalog as $$
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
comment on function auth.finish_sign_in(
    bytea, text, text, text, integer, bytea, interval, text) is
    'A session for a link''s secret, or for an address and the newest code sent there: five tries a code, '
    'and a limit an hour for the asking network address and for the mail address, account or not.';

create or replace function auth.refresh(
    parent_hash bytea, child uuid, child_hash bytea, refresh_life interval, grace interval)
returns table (outcome text, child_id uuid, claims jsonb, person jsonb)
language plpgsql volatile security definer set search_path = pg_catalog as $$
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
comment on function auth.refresh(bytea, uuid, bytea, interval, interval) is
    'Exchanges a refresh token for its child. Within `grace` the same child is named again, because '
    'the answer may have been lost on the way; later a used token is a stolen one and ends its family.';

create or replace function auth.read_user(person uuid, session uuid)
returns table (outcome text, person_json jsonb)
language sql stable security definer set search_path = pg_catalog as $$
    select case when u.id is null then 'no_user' when s.id is null then 'no_session' else 'found' end,
           auth.user_json(u.id)
      from (select 1) one
      left join auth.users u on u.id = person
      left join auth.sessions s on s.id = session and s.user_id = person
                               and (s.not_after is null or s.not_after > now())
$$;
comment on function auth.read_user(uuid, uuid) is 'The user behind a session that has not been ended.';

create or replace function auth.write_user(person uuid, session uuid, data jsonb)
returns table (outcome text, person_json jsonb)
language plpgsql volatile security definer set search_path = pg_catalog as $$
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
comment on function auth.write_user(uuid, uuid, jsonb) is
    'Merges `data` into what the user says of themselves; a null removes a field; 2000 bytes in all.';

create or replace function auth.end_sessions(person uuid, session uuid, scope text) returns integer
language sql volatile security definer set search_path = pg_catalog as $$
    with ended as (
        delete from auth.sessions s
         where s.user_id = person
           and case scope when 'local' then s.id = session
                          when 'others' then s.id <> session
                          else true end
        returning 1)
    select count(*)::integer from ended
$$;
comment on function auth.end_sessions(uuid, uuid, text) is
    'Signs out this session (local), all but this one (others) or all of them (global).';

create or replace function auth.read_keys()
returns table (kid text, private_pem text, age_s bigint, is_retired boolean)
language sql stable security definer set search_path = pg_catalog as $$
    select k.kid, k.private_pem, extract(epoch from now() - k.created_at)::bigint,
           k.retired_at is not null
      from auth.signing_keys k
     where k.retired_at is null or k.retired_at > now() - interval '2 days'
     order by k.created_at desc, k.kid limit 8
$$;
comment on function auth.read_keys() is 'The keys that sign or may still verify, newest first.';

create or replace function auth.add_key(
    new_kid text, private_pem text, public_jwk jsonb, is_first boolean)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
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
comment on function auth.add_key(text, text, jsonb, boolean) is
    'Keeps a new signing key and retires all but the one before it; as the first one only where there is '
    'none, so that servers that start together agree.';

do $$
declare
    f regprocedure;
begin
    execute 'grant usage on schema auth to ota_auth';
    for f in select p.oid::regprocedure from pg_proc p
              where p.pronamespace = 'auth'::regnamespace
                and p.proname in ('user_json', 'session_claims', 'start_sign_in', 'open_session', 'finish_sign_in',
                                  'refresh', 'read_user', 'write_user', 'end_sessions', 'read_keys',
                                  'add_key')
    loop
        execute format('revoke all on function %s from public', f);
        if f::text !~ 'open_session|user_json|session_claims' then
            execute format('grant execute on function %s to ota_auth', f);
        end if;
    end loop;
end
$$;
