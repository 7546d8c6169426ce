-- Organizations, who belongs to them in which role, and how one gets in and out.

create table public.organizations (
    id uuid not null default ota.uuid7(),
    organization_id uuid not null generated always as (id) stored,
    name text not null,
    type text not null default 'artist',
    default_currency text not null default 'EUR',
    zone text not null default 'Europe/Berlin',
    day_boundary text not null default '06:00',
    locale text not null default 'en',
    like ota.row_end including all,
    constraint organizations_pkey primary key (id),
    constraint organizations_organization_id_key unique (organization_id),
    constraint organizations_name_length check (char_length(name) between 1 and 120),
    constraint organizations_type_known check (type in ('artist', 'agency', 'label', 'venue')),
    constraint organizations_default_currency_code check (default_currency ~ '^[A-Z]{3}$'),
    constraint organizations_zone_name
        check (char_length(zone) <= 64 and zone ~ '^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$'),
    constraint organizations_day_boundary_time
        check (day_boundary ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    constraint organizations_locale_length check (char_length(locale) between 1 and 35)
);
comment on table public.organizations is
    'An artist, agency, label or venue: the tenant that everything else belongs to.';
comment on column public.organizations.id is 'The organization''s id.';
comment on column public.organizations.organization_id is
    'The same id, so that this table looks like all others.';
comment on column public.organizations.name is 'What people call it.';
comment on column public.organizations.type is 'What it is.';
comment on column public.organizations.default_currency is 'ISO 4217 code offered for new amounts.';
comment on column public.organizations.zone is 'IANA time zone of its office.';
comment on column public.organizations.day_boundary is
    'When a business day ends: a set at 00:30 belongs to the evening before.';
comment on column public.organizations.locale is 'Language of its documents.';

create function ota.begin_organization() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    insert into ota.org_head (organization_id) values (new.id) on conflict do nothing;
    return new;
end
$$;
comment on function ota.begin_organization() is
    'Trigger: a new organization gets its counter before its first write.';
create trigger t0_head before insert on public.organizations
    for each row execute function ota.begin_organization();
select ota.attach_triggers('public.organizations', 'organization');

create table public.memberships (
    like ota.row_start including all,
    user_id uuid not null,
    role text not null,
    email text not null,
    name text,
    like ota.row_end including all,
    constraint memberships_user_id_key unique (organization_id, user_id),
    constraint memberships_user_id_fkey foreign key (user_id) references auth.users (id),
    constraint memberships_role_known check (role in ('owner', 'admin', 'manager', 'booking',
        'crew')),
    constraint memberships_email_length check (char_length(email) between 3 and 320),
    constraint memberships_name_length check (char_length(name) between 1 and 120)
);
select ota.adopt('public.memberships', 'users');
comment on table public.memberships is 'Who belongs to an organization, and as what.';
comment on column public.memberships.user_id is 'The member''s account.';
comment on column public.memberships.role is 'The member''s role, which decides their rights.';
comment on column public.memberships.email is 'The member''s address, copied for display.';
comment on column public.memberships.name is 'The member''s name, copied for display.';

create function ota.mirror_member() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
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
comment on function ota.mirror_member() is 'Trigger: keeps ota.member_roles equal to memberships.';
create trigger t4_mirror after insert or update or delete on public.memberships
    for each row execute function ota.mirror_member();

create function ota.role_rank(role text) returns integer language sql immutable parallel safe as $$
    select array_position(array['crew', 'booking', 'manager', 'admin', 'owner'], role)
$$;
comment on function ota.role_rank(text) is 'Roles in order of trust, crew lowest.';

create function ota.my_role(organization_id uuid) returns text
language sql stable security definer set search_path = pg_catalog as $$
    select m.role from ota.member_roles m
     where m.user_id = auth.uid() and m.organization_id = my_role.organization_id
$$;
comment on function ota.my_role(uuid) is
    'The asking user''s role in an organization, null for none.';

create function ota.keep_an_owner(organization_id uuid, leaving uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog as $$
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
comment on function ota.keep_an_owner(uuid, uuid) is
    'Refuses when this membership is the last owner''s; an organization being deleted may lose it.';

create function ota.guard_membership() returns trigger language plpgsql volatile as $$
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
comment on function ota.guard_membership() is
    'Trigger: who may change which membership, and the last owner stays.';
create trigger t2_guard before update or delete on public.memberships
    for each row execute function ota.guard_membership();

create table public.invitations (
    like ota.row_start including all,
    email text not null,
    role text not null,
    expires_at timestamptz not null default now() + interval '14 days',
    accepted_at timestamptz,
    revoked_at timestamptz,
    like ota.row_end including all,
    constraint invitations_email_lower check (email = lower(email)),
    constraint invitations_email_length check (char_length(email) between 3 and 320),
    constraint invitations_email_form check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
    constraint invitations_role_known check (role in ('owner', 'admin', 'manager', 'booking',
        'crew')),
    constraint invitations_one_end check (accepted_at is null or revoked_at is null)
);
create unique index invitations_open_email_key on public.invitations (organization_id, email)
    where accepted_at is null and revoked_at is null;
select ota.adopt('public.invitations', 'users');
comment on table public.invitations is
    'A person asked by mail to join; inserting one sends the mail.';
comment on column public.invitations.email is
    'Who is asked, in lower case; only this address can accept.';
comment on column public.invitations.role is 'The role they will have.';
comment on column public.invitations.expires_at is 'Until when it can be accepted.';
comment on column public.invitations.accepted_at is 'When it was accepted.';
comment on column public.invitations.revoked_at is 'When it was withdrawn.';

create table ota.invitation_tokens (
    token_hash bytea not null,
    organization_id uuid not null,
    invitation_id uuid not null,
    constraint invitation_tokens_pkey primary key (token_hash),
    constraint invitation_tokens_token_hash_length check (octet_length(token_hash) = 32),
    constraint invitation_tokens_invitation_fkey foreign key (organization_id, invitation_id)
        references public.invitations (organization_id, id) on delete cascade
);
create index invitation_tokens_invitation_idx on ota.invitation_tokens (organization_id,
    invitation_id);
comment on table ota.invitation_tokens is
    'A directory from an invitation link''s secret to its invitation.';
comment on column ota.invitation_tokens.token_hash is 'SHA-256 of the token in the link.';
comment on column ota.invitation_tokens.organization_id is 'The inviting organization.';
comment on column ota.invitation_tokens.invitation_id is 'The invitation.';

create function ota.guard_invitation() returns trigger language plpgsql volatile as $$
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
comment on function ota.guard_invitation() is 'Trigger: what a client may do with an invitation.';
create trigger t2_guard before insert or update on public.invitations
    for each row execute function ota.guard_invitation();

create function ota.send_invitation() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
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
comment on function ota.send_invitation() is
    'Trigger: makes the link''s secret, keeps its hash, and queues mail.invitation
{email, token, role, expires_at, organization_id, invitation_id, organization_name, inviter_name}.';
create trigger t4_send after insert on public.invitations
    for each row execute function ota.send_invitation();

create table public.profiles (
    id uuid not null,
    name text,
    locale text not null default 'en',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint profiles_pkey primary key (id),
    constraint profiles_id_fkey foreign key (id) references auth.users (id) on delete cascade,
    constraint profiles_name_length check (char_length(name) between 1 and 120),
    constraint profiles_locale_length check (char_length(locale) between 1 and 35)
);
alter table public.profiles enable row level security;
alter table public.profiles force row level security;
comment on table public.profiles is 'What a person says about themselves; seen by nobody else.';
comment on column public.profiles.id is 'The user''s id.';
comment on column public.profiles.name is 'What the person is called.';
comment on column public.profiles.locale is 'The person''s language.';
comment on column public.profiles.created_at is 'When the person first signed in.';
comment on column public.profiles.updated_at is 'When it last changed.';

create function ota.touch_profile() returns trigger language plpgsql volatile as $$
begin
    new.id := old.id;
    new.created_at := old.created_at;
    new.updated_at := now();
    return new;
end
$$;
comment on function ota.touch_profile() is
    'Trigger: keeps what the user cannot change about a profile.';
create trigger t1_touch before update on public.profiles
    for each row execute function ota.touch_profile();

create function ota.begin_profile() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    if new.email_confirmed_at is not null then
        insert into public.profiles (id, name)
        values (new.id, nullif(left(new.raw_user_meta_data ->> 'name', 120), ''))
            on conflict (id) do nothing;
    end if;
    return null;
end
$$;
comment on function ota.begin_profile() is 'Trigger: a profile at the first sign-in.';
create trigger t1_profile after insert or update of email_confirmed_at on auth.users
    for each row execute function ota.begin_profile();

create view public.user_organizations with (security_invoker = true) as
    select m.user_id, m.organization_id, m.role,
           (select jsonb_agg(jsonb_build_object('resource', p.resource, 'actions', p.actions,
               'scope', p.scope)
                             order by p.resource, p.scope)
              from (select r.resource, r.scope, jsonb_agg(r.action order by r.action) as actions
                      from ota.permissions r where r.role = m.role
                     group by r.resource, r.scope) p) as permissions
      from public.memberships m;
comment on view public.user_organizations is
    'Who belongs where with which rights, for whoever may see the team.';
comment on column public.user_organizations.user_id is 'The member.';
comment on column public.user_organizations.organization_id is 'The organization.';
comment on column public.user_organizations.role is 'The member''s role.';
comment on column public.user_organizations.permissions is
    'Their rights: [{resource, actions, scope}].';

create function ota.join_organization(organization_id uuid, role text) returns public.memberships
language plpgsql volatile security definer set search_path = pg_catalog as $$
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
comment on function ota.join_organization(uuid, text) is
    'Makes the asking user a member; somebody who is one already stays what they are.';

create function ota.need_user() returns void
    language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    if not exists (select from auth.users u where u.id = auth.uid()) then
        raise exception using errcode = 'OT001', message = 'nobody is signed in',
            hint = 'Sign in first.';
    end if;
end
$$;
comment on function ota.need_user() is 'Refuses a request without a user.';

create function public.create_organization(
    name text, type text default 'artist', default_currency text default 'EUR',
    zone text default 'Europe/Berlin') returns public.organizations
language plpgsql volatile security definer set search_path = pg_catalog as $$
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
comment on function public.create_organization(text, text, text, text) is
    'Makes an organization whose owner is the asking user, and returns it.';

create function public.accept_invitation(token text) returns public.memberships
language plpgsql volatile security definer set search_path = pg_catalog as $$
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
comment on function public.accept_invitation(text) is
    'Joins the organization that sent this token to the asking user; returns the membership.';

create function public.leave_organization(organization_id uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog as $$
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
comment on function public.leave_organization(uuid) is
    'Ends the asking user''s own membership; the last owner cannot leave.';
