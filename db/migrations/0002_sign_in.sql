-- Accounts and what signing in needs; only the auth server reads and writes these tables.

create table auth.users (
    id uuid primary key default ota.uuid7(),
    email text not null,
    email_confirmed_at timestamptz,
    last_sign_in_at timestamptz,
    raw_app_meta_data jsonb not null default '{}',
    raw_user_meta_data jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint users_email_key unique (email),
    constraint users_email_lower check (email = lower(email)),
    constraint users_email_length check (char_length(email) between 3 and 320)
);
comment on table auth.users is 'One row an account.';
comment on column auth.users.id is 'The user''s id, "sub" in access tokens.';
comment on column auth.users.email is 'Where sign-in links go, in lower case.';
comment on column auth.users.email_confirmed_at is 'First time a link or code sent there was used.';
comment on column auth.users.last_sign_in_at is 'Last time a session began.';
comment on column auth.users.raw_app_meta_data is
    'What the server knows about the account (provider).';
comment on column auth.users.raw_user_meta_data is 'What the user wrote about themselves.';
comment on column auth.users.created_at is 'When the account was made.';
comment on column auth.users.updated_at is 'When the account last changed.';

create table auth.sessions (
    id uuid primary key default ota.uuid7(),
    user_id uuid not null,
    aal text not null default 'aal1',
    amr jsonb not null default '[]',
    user_agent text,
    address inet,
    created_at timestamptz not null default now(),
    refreshed_at timestamptz not null default now(),
    not_after timestamptz,
    constraint sessions_user_id_fkey foreign key (user_id)
        references auth.users (id) on delete cascade,
    constraint sessions_aal_known check (aal in ('aal1', 'aal2')),
    constraint sessions_user_agent_length check (char_length(user_agent) between 1 and 400)
);
create index sessions_user_id_idx on auth.sessions (user_id);
comment on table auth.sessions is 'One row a signed-in device; signing out deletes it.';
comment on column auth.sessions.id is 'session_id in access tokens.';
comment on column auth.sessions.user_id is 'Whose session it is.';
comment on column auth.sessions.aal is 'Assurance level: aal1 is one factor.';
comment on column auth.sessions.amr is 'How the person signed in: [{method, timestamp}].';
comment on column auth.sessions.user_agent is 'What the browser called itself at sign-in.';
comment on column auth.sessions.address is 'Network address at sign-in.';
comment on column auth.sessions.created_at is 'When it began.';
comment on column auth.sessions.refreshed_at is 'When it was last refreshed.';
comment on column auth.sessions.not_after is 'When it ends for good, null for never.';

create table auth.refresh_tokens (
    id uuid primary key default ota.uuid7(),
    token_hash bytea not null,
    user_id uuid not null,
    session_id uuid not null,
    family_id uuid not null,
    parent_id uuid,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at timestamptz,
    revoked_at timestamptz,
    constraint refresh_tokens_token_hash_key unique (token_hash),
    constraint refresh_tokens_token_hash_length check (octet_length(token_hash) = 32),
    constraint refresh_tokens_user_id_fkey
        foreign key (user_id) references auth.users (id) on delete cascade,
    constraint refresh_tokens_session_id_fkey
        foreign key (session_id) references auth.sessions (id) on delete cascade,
    constraint refresh_tokens_parent_id_fkey
        foreign key (parent_id) references auth.refresh_tokens (id) on delete set null
);
create index refresh_tokens_user_id_idx on auth.refresh_tokens (user_id);
create index refresh_tokens_session_id_idx on auth.refresh_tokens (session_id);
create index refresh_tokens_family_id_idx on auth.refresh_tokens (family_id);
create index refresh_tokens_parent_id_idx on auth.refresh_tokens (parent_id);
comment on table auth.refresh_tokens is
    'Each refresh uses a token up and makes its child; a used one that returns ends the family.';
comment on column auth.refresh_tokens.id is 'The row''s id.';
comment on column auth.refresh_tokens.token_hash is
    'SHA-256 of the token; the token itself is never kept.';
comment on column auth.refresh_tokens.user_id is 'Whose token it is.';
comment on column auth.refresh_tokens.session_id is 'The session it renews.';
comment on column auth.refresh_tokens.family_id is
    'Shared by all tokens that descend from one sign-in.';
comment on column auth.refresh_tokens.parent_id is 'The token it was exchanged for.';
comment on column auth.refresh_tokens.created_at is 'When it was made.';
comment on column auth.refresh_tokens.expires_at is 'When it stops working.';
comment on column auth.refresh_tokens.used_at is 'When it was exchanged.';
comment on column auth.refresh_tokens.revoked_at is 'When its family was ended.';

create table auth.one_time_tokens (
    id uuid primary key default ota.uuid7(),
    user_id uuid,
    kind text not null default 'magiclink',
    email text not null,
    link_hash bytea not null,
    code_hash bytea not null,
    redirect_to text,
    user_data jsonb not null default '{}',
    attempts integer not null default 0,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at timestamptz,
    constraint one_time_tokens_link_hash_key unique (link_hash),
    constraint one_time_tokens_user_id_fkey
        foreign key (user_id) references auth.users (id) on delete cascade,
    constraint one_time_tokens_kind_known check (kind in ('magiclink', 'signup', 'invite',
        'email_change')),
    constraint one_time_tokens_email_lower check (email = lower(email)),
    constraint one_time_tokens_email_length check (char_length(email) between 3 and 320),
    constraint one_time_tokens_redirect_to_length check (char_length(redirect_to) between 1
        and 2000),
    constraint one_time_tokens_hash_length
        check (octet_length(link_hash) = 32 and octet_length(code_hash) = 32),
    constraint one_time_tokens_attempts_range check (attempts between 0 and 100)
);
create index one_time_tokens_email_idx on auth.one_time_tokens (email, created_at);
create index one_time_tokens_expires_at_idx on auth.one_time_tokens (expires_at);
create index one_time_tokens_user_id_idx on auth.one_time_tokens (user_id);
comment on table auth.one_time_tokens is
    'A mailed sign-in: one secret in the link, one six-digit code, either uses the row up.';
comment on column auth.one_time_tokens.id is 'The row''s id.';
comment on column auth.one_time_tokens.user_id is
    'The account, null while there is none for this address.';
comment on column auth.one_time_tokens.kind is 'What it is for; only signup may make an account.';
comment on column auth.one_time_tokens.email is 'Where it was sent.';
comment on column auth.one_time_tokens.link_hash is 'SHA-256 of the secret in the link.';
comment on column auth.one_time_tokens.code_hash is
    'SHA-256 over link_hash, which is the salt, and the code.';
comment on column auth.one_time_tokens.redirect_to is 'Where the person goes after signing in.';
comment on column auth.one_time_tokens.user_data is
    'What the person said of themselves; the account starts with it.';
comment on column auth.one_time_tokens.attempts is 'How often a wrong code was tried.';
comment on column auth.one_time_tokens.created_at is 'When it was made.';
comment on column auth.one_time_tokens.expires_at is 'When it stops working.';
comment on column auth.one_time_tokens.used_at is 'When it was used.';

create table auth.signing_keys (
    kid text primary key constraint signing_keys_kid_length check (char_length(kid) between 1
        and 120),
    algorithm text not null constraint signing_keys_algorithm_known check (algorithm in ('ES256')),
    private_pem text not null
        constraint signing_keys_private_pem_length check (char_length(private_pem) between 1
            and 4000),
    public_jwk jsonb not null,
    created_at timestamptz not null default now(),
    retired_at timestamptz
);
comment on table auth.signing_keys is
    'Keys that sign access tokens; retired ones still verify until their tokens ended.';
comment on column auth.signing_keys.kid is 'The key''s name in token headers.';
comment on column auth.signing_keys.algorithm is 'The one algorithm this key is used with.';
comment on column auth.signing_keys.private_pem is 'The private key, PEM.';
comment on column auth.signing_keys.public_jwk is 'The public key as the JWKS shows it.';
comment on column auth.signing_keys.created_at is 'When it was made.';
comment on column auth.signing_keys.retired_at is 'When it stopped signing.';

create table auth.rate_limits (
    key text not null constraint rate_limits_key_length check (char_length(key) between 1 and 400),
    window_at timestamptz not null,
    used integer not null,
    constraint rate_limits_pkey primary key (key, window_at)
);
create index rate_limits_window_at_idx on auth.rate_limits (window_at);
comment on table auth.rate_limits is 'How often something was tried in a span of time.';
comment on column auth.rate_limits.key is 'What is counted, such as "otp:email:" and an address.';
comment on column auth.rate_limits.window_at is 'When the span began.';
comment on column auth.rate_limits.used is 'Tries in this span.';

create function auth.allow(what text, most integer, within interval) returns boolean
language plpgsql volatile as $$
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
comment on function auth.allow(text, integer, interval) is
    'Counts one try of `what`; false when there were more than `most` in the current span.';
