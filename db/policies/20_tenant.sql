-- Who may see and write which row.

select ota.policies_by_organization('public.organizations', 'organization');
select ota.policies_by_organization('public.memberships', 'users');
select ota.policies_by_organization('public.invitations', 'users');
select ota.policies_by_organization('public.people', 'people');
select ota.policies_by_organization('public.tours', 'tours');
select ota.policies_by_organization('public.venues', 'venues');
select ota.policies_by_organization('public.shows', 'shows');
select ota.policies_by_organization('public.days', 'shows');
select ota.policies_by_organization('public.show_financials', 'finance');
select ota.policies_by_organization('public.schedule_items', 'schedule');
select ota.policies_by_owner('public.expenses', 'expenses');
select ota.policies_by_owner('public.travel', 'travel');
select ota.policies_by_owner('public.conflicts', 'conflicts');

-- Organizations and memberships begin only in create_organization and accept_invitation.
drop policy organizations_insert on public.organizations;
drop policy memberships_insert on public.memberships;

select ota.write_policies('public.profiles',
    '{"select": "id = auth.uid()", "update": "id = auth.uid()"}');
