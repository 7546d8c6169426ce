-- Getting into an organization and out of it: creating, inviting, accepting, roles, leaving.

begin;
\ir fixture.sql
select * from no_plan();

create function pg_temp.set_role(who text, whom text, role text) returns text language sql as $$
    select pg_temp.outcome(who, format('update public.memberships set role = %L where id = %L',
        role,
                                       pg_temp.id_of('Herememberships' || whom)))
$$;
create function pg_temp.role_of(who text) returns text language sql as $$
    select role from public.memberships
     where organization_id = pg_temp.id_of('Here') and user_id = pg_temp.id_of(who)
$$;

-- creating
select is(pg_temp.outcome('stranger', $$ select public.create_organization('New One', 'agency',
    'GBP', 'Europe/London') $$),
          'done', 'a signed-in person can create an organization');
select results_eq(
    $$ select o.type, o.default_currency, o.zone, m.role, m.email, h.seq from organizations o
         join memberships m on m.organization_id = o.id and m.user_id = pg_temp.id_of('stranger')
         join ota.org_head h on h.organization_id = o.id where o.name = 'New One' $$,
    $$ values ('agency', 'GBP', 'Europe/London', 'owner', 'stranger@example.org', 1::bigint) $$,
    'and is its owner, in its first transaction');
select is(pg_temp.outcome('stranger', $$ select public.create_organization('') $$),
    '23514 new row for relation "organizations" violates check constraint '
    '"organizations_name_length"',
    'an organization has a name');
select is(pg_temp.outcome('anon', $$ select public.create_organization('X') $$),
    '42501 permission denied for function create_organization',
        'somebody signed out cannot create one');
select is(pg_temp.outcome('ghost', $$ select public.create_organization('X') $$),
    'OT001 nobody is signed in',
    'nor can a token whose account is gone');

-- profiles
select ok(exists (select from public.profiles where id = pg_temp.id_of('crew')),
    'the first sign-in makes a profile');
insert into auth.users (id, email) values (pg_temp.id_of('newcomer'), 'newcomer@example.org');
select ok(not exists (select from public.profiles where id = pg_temp.id_of('newcomer')),
          'an address that never signed in has none');
update auth.users set email_confirmed_at = now(), raw_user_meta_data = '{"name": "Nela Newcomer"}'
 where id = pg_temp.id_of('newcomer');
select is((select name from public.profiles where id = pg_temp.id_of('newcomer')), 'Nela Newcomer',
          'the profile begins with the name that was given');

-- inviting
create temp table tokens (name text, token text);
create function pg_temp.invite(who text, email text, role text) returns text language sql as $$
    select pg_temp.outcome(who, format(
        'insert into public.invitations (organization_id, id, email, role) values (%L, %L, %L, %L)',
        pg_temp.id_of('Here'), pg_temp.id_of('to ' || email), email, role))
$$;
create function pg_temp.token_to(email text) returns text language sql as $$
    select payload ->> 'token' from ota.jobs
     where kind = 'mail.invitation' and payload ->> 'email' = token_to.email
     order by id desc limit 1
$$;
create function pg_temp.accept(who text, email text) returns text language sql as $$
    select pg_temp.outcome(who, format('select public.accept_invitation(%L)',
        pg_temp.token_to(email)))
$$;
select is(pg_temp.invite('admin', 'newcomer@example.org', 'manager'), 'done',
    'an admin can invite a manager');
select results_eq(
    $$ select payload ->> 'email', payload ->> 'role', payload ->> 'organization_name',
        payload ->> 'inviter_name',
              (payload ->> 'organization_id')::uuid, length(payload ->> 'token')
         from ota.jobs where payload ->> 'email' = 'newcomer@example.org' $$,
    $$ values ('newcomer@example.org', 'manager', 'Here', 'admin@example.org',
        pg_temp.id_of('Here'), 64) $$,
    'the mail is queued with everything it says');
select ok(exists (select from ota.invitation_tokens
    where invitation_id = pg_temp.id_of('to newcomer@example.org')
                     and token_hash = sha256(convert_to(pg_temp.token_to('newcomer@example.org'),
                         'UTF8'))),
          'only the hash of the link''s secret is kept with the invitation');
select is(pg_temp.invite('admin', 'boss@example.org', 'owner'),
    'OT001 nobody gives a role above their own',
          'an admin cannot invite an owner');
select is(pg_temp.invite('manager', 'boss@example.org', 'crew'),
          '42501 new row violates row-level security policy for table "invitations"',
              'a manager cannot invite');
select is(pg_temp.invite('admin', 'crew@example.org', 'crew'),
    'OT002 this person is a member already',
          'a member cannot be invited again');
select alike(pg_temp.invite('admin', 'newcomer@example.org', 'crew'), '23505 %',
    'one open invitation an address is enough');
select is(pg_temp.outcome('admin',
    format('update public.invitations set role = ''admin'' where id = %L',
                                          pg_temp.id_of('to newcomer@example.org'))),
          'OT002 an invitation is only withdrawn or prolonged',
              'an invitation''s role does not change under its mail');
select is(pg_temp.outcome('admin',
    format('update public.invitations set accepted_at = now() where id = %L',
                                          pg_temp.id_of('to newcomer@example.org'))),
          'OT002 an invitation is only withdrawn or prolonged', 'nobody accepts for somebody else');

-- accepting
select is(pg_temp.accept('stranger', 'newcomer@example.org'),
    'OT008 this invitation was sent to another address',
          'only who was invited can accept');
select is(pg_temp.outcome('newcomer', $$ select public.accept_invitation('guess') $$),
          'OT002 this invitation link is not known', 'a wrong secret is not known');
update public.invitations set expires_at = now()
    where id = pg_temp.id_of('to newcomer@example.org');
select is(pg_temp.accept('newcomer', 'newcomer@example.org'), 'OT006 this invitation has expired',
    'an old invitation is refused');
update public.invitations set expires_at = now() + interval '1 hour', revoked_at = now()
 where id = pg_temp.id_of('to newcomer@example.org');
select is(pg_temp.accept('newcomer', 'newcomer@example.org'), 'OT007 this invitation was withdrawn',
          'a withdrawn invitation is refused');
update public.invitations set revoked_at = null where id = pg_temp.id_of('to newcomer@example.org');
select is(pg_temp.accept('newcomer', 'newcomer@example.org'), 'done', 'who was invited can accept');
select is(pg_temp.role_of('newcomer'), 'manager', 'and has the role of the invitation');
select is((select name from public.memberships where user_id = pg_temp.id_of('newcomer')),
    'Nela Newcomer',
          'and is shown by name');
select is(pg_temp.accept('newcomer', 'newcomer@example.org'),
    'OT007 this invitation was used already',
          'an invitation works once');
select is(pg_temp.attempt('newcomer', 'select from public.shows'), 'yes',
    'the new member sees the shows');
select is(pg_temp.outcome('admin',
    format('update public.invitations set revoked_at = now() where id = %L',
                                          pg_temp.id_of('to newcomer@example.org'))),
          'OT007 this invitation is over', 'an accepted invitation cannot be withdrawn');

-- roles
select is(pg_temp.set_role('admin', 'crew', 'admin'), 'done', 'an admin can make an admin');
select is(pg_temp.set_role('admin', 'crew', 'crew'), 'done', 'and take it back');
select is(pg_temp.set_role('admin', 'crew', 'owner'), 'OT001 nobody gives a role above their own',
    'an admin cannot make an owner');
select is(pg_temp.set_role('admin', 'admin', 'owner'), 'OT001 nobody gives a role above their own',
    'nobody raises their own role');
select is(pg_temp.set_role('admin', 'owner', 'crew'),
    'OT001 only an owner changes or removes an owner',
          'an admin cannot demote an owner');
select is(pg_temp.outcome('admin', format('delete from public.memberships where id = %L',
    pg_temp.id_of('Heremembershipsowner'))),
          'OT001 only an owner changes or removes an owner', 'an admin cannot remove an owner');
select is(pg_temp.set_role('crew', 'crew', 'admin'), 'done',
    'a statement of crew on memberships meets no row');
select is(pg_temp.role_of('crew'), 'crew', 'so crew stays crew');
select is(pg_temp.set_role('owner', 'owner', 'crew'),
    'OT005 an organization keeps at least one owner',
          'the last owner cannot step down');
select is(pg_temp.outcome('owner', format('select public.leave_organization(%L)',
    pg_temp.id_of('Here'))),
          'OT005 an organization keeps at least one owner', 'the last owner cannot leave');
select is(pg_temp.set_role('owner', 'admin', 'owner'), 'done', 'an owner can make an owner');
select is(pg_temp.set_role('owner', 'owner', 'crew'), 'done', 'and then step down');
select is(pg_temp.outcome('admin',
    format('update public.memberships set user_id = %L where id = %L',
    pg_temp.id_of('stranger'), pg_temp.id_of('Heremembershipscrew'))),
        '42501 permission denied for table memberships',
    'a membership is not handed to somebody else');
select pg_temp.next_transaction();
select throws_ok(format('update public.memberships set user_id = %L where id = %L',
    pg_temp.id_of('stranger'),
    pg_temp.id_of('Heremembershipscrew')), 'OT002', 'a membership stays with its person',
        'not by the server either');

-- leaving
select is(pg_temp.outcome('crew', format('select public.leave_organization(%L)',
    pg_temp.id_of('Here'))), 'done',
          'a member can leave');
select is(pg_temp.role_of('crew'), null, 'and is gone');
select is(pg_temp.attempt('crew', 'select from public.shows'), 'no', 'and sees nothing any more');
select is(pg_temp.outcome('crew', format('select public.leave_organization(%L)',
    pg_temp.id_of('Here'))),
          'OT001 you are not a member of this organization', 'who left cannot leave again');
select is((select string_agg(op, ' ' order by seq, ord) from ota.change_log
            where row_id = pg_temp.id_of('Heremembershipscrew')), 'insert update update delete',
          'all of it is in the log');
select is_empty($$ (select user_id, organization_id, role from ota.member_roles
                    except select user_id, organization_id, role from memberships)
                   union all (select user_id, organization_id, role from memberships
                    except select user_id, organization_id, role from ota.member_roles) $$,
    'the directory of members followed every step');
select throws_ok(format('delete from auth.users where id = %L', pg_temp.id_of('admin')), '23503',
    null,
    'an account that belongs to an organization cannot vanish');

-- a new release's rights
select is_empty('select from ota.member_roles where may <> ota.rights_of(role) or may = ''{}''',
    'every member has the rights of their role');
select is(pg_temp.attempt('colleague', 'select from public.show_financials'), 'no',
    'crew sees no money');
insert into ota.permissions values ('crew', 'finance', 'read', 'organization');
select is(pg_temp.attempt('colleague', 'select from public.show_financials'), 'yes',
    'a right that is added reaches every member at once');
delete from ota.permissions where role = 'crew' and resource = 'finance';
select is(pg_temp.attempt('colleague', 'select from public.show_financials'), 'no',
    'and one that is taken away leaves them at once');

-- the specification's view
select pg_temp.next_transaction(), pg_temp.act_as('manager');
select results_eq(
    $$ select role, (select p -> 'actions' from jsonb_array_elements(permissions) p
        where p ->> 'resource' = 'shows')
         from user_organizations where user_id = auth.uid() $$,
    $$ values ('manager', '["delete", "read", "write"]'::jsonb) $$,
        'user_organizations tells a member''s role and rights');
select is((select count(*) from user_organizations where organization_id = md5('There')::uuid),
    0::bigint,
          'and nothing of other organizations');
reset role;

select * from finish();
rollback;
