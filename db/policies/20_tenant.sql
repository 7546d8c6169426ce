-- Who may see and write which row.

select ota.policies_by_organization('public.organizations', 'organization');
select ota.policies_by_organization('public.memberships', 'users');
select ota.policies_by_organization('public.invitations', 'users');
select ota.policies_by_organization('public.people', 'people');
select ota.policies_by_organization('public.artists', 'tours');
select ota.policies_by_organization('public.tours', 'tours');
select ota.policies_by_organization('public.venues', 'venues');
select ota.policies_by_organization('public.shows', 'shows');
select ota.policies_by_organization('public.days', 'shows');
select ota.policies_by_organization('public.show_financials', 'finance');
select ota.policies_by_readers('public.schedule_items', 'schedule');
select ota.policies_by_owner('public.expenses', 'expenses');
select ota.policies_by_readers('public.travel', 'travel');
select ota.policies_by_readers('public.person_profiles', 'private');
select ota.policies_by_owner('public.conflicts', 'conflicts');

select ota.policies_by_organization('public.contacts', 'people');
select ota.policies_by_share('public.schedule_templates', 'schedule');
select ota.policies_by_share('public.labour_calls', 'schedule');
select ota.policies_by_owner('public.acknowledgements', 'acknowledgements');
select ota.policies_by_owner('public.share_links', 'shares');
select ota.policies_by_readers('public.tasks', 'tasks');
select ota.policies_by_readers('public.notes', 'tasks');

select ota.policies_by_organization('public.advance_templates', 'advance');
select ota.policies_by_organization('public.advances', 'advance');
select ota.policies_by_organization('public.advance_answers', 'advance');

select ota.policies_by_share('public.guest_lists', 'guests');
select ota.policies_by_owner('public.guests', 'guests');
select ota.policies_by_share('public.doors', 'guests');
select ota.policies_by_share('public.door_shares', 'guests');
select ota.policies_by_share('public.admissions', 'guests');

select ota.policies_by_readers('public.travel_passengers', 'travel');
select ota.policies_by_readers('public.stays', 'travel');
select ota.policies_by_readers('public.rooms', 'travel');
select ota.policies_by_readers('public.room_guests', 'travel');

select ota.policies_by_organization('public.stages', 'venues');
select ota.policies_by_organization('public.holds', 'booking');
select ota.policies_by_organization('public.radius_clauses', 'finance');

select ota.policies_by_organization('public.deals', 'finance');
select ota.policies_by_organization('public.ticket_tiers', 'finance');
select ota.policies_by_organization('public.show_costs', 'finance');
select ota.policies_by_organization('public.adjustments', 'finance');
select ota.policies_by_organization('public.merch_counts', 'finance');
select ota.policies_by_organization('public.settlements', 'finance');
select ota.policies_by_organization('public.settlement_signatures', 'finance');
select ota.policies_by_organization('public.disputes', 'finance');
select ota.policies_by_organization('public.settlement_runs', 'finance');

select ota.policies_by_share('public.per_diem_rules', 'payroll');
select ota.policies_by_readers('public.per_diems', 'payroll');
select ota.policies_by_organization('public.budget_lines', 'finance');
select ota.policies_by_organization('public.commissions', 'finance');
select ota.policies_by_organization('public.invoices', 'finance');
select ota.policies_by_organization('public.payments', 'finance');

select ota.policies_by_organization('public.billing_details', 'billing');

select ota.policies_by_organization('public.partnerships', 'partners');
select ota.policies_by_organization('public.partner_shares', 'partners');
select ota.policies_by_organization('public.partner_artists', 'booking');
select ota.policies_by_organization('public.partner_dates', 'booking');

-- Organizations and memberships begin only in create_organization and accept_invitation.
drop policy organizations_insert on public.organizations;
drop policy memberships_insert on public.memberships;
-- Each organization has one such row, from its first moment to its last.
drop policy billing_details_insert on public.billing_details;
drop policy billing_details_delete on public.billing_details;
-- What a partner shares is written by the server alone.
drop policy partner_artists_insert on public.partner_artists;
drop policy partner_artists_delete on public.partner_artists;
drop policy partner_dates_insert on public.partner_dates;
drop policy partner_dates_update on public.partner_dates;
drop policy partner_dates_delete on public.partner_dates;
-- That something was seen is not unsaid.
drop policy acknowledgements_delete on public.acknowledgements;

select ota.write_policies('public.profiles',
    '{"select": "id = auth.uid()", "update": "id = auth.uid()"}');
