-- What each role may touch at all; row level security decides about the rows.

revoke all on all tables in schema public, auth, ota from anon, authenticated, service_role,
    ota_auth, ota_server;
revoke all on all functions in schema public, auth, ota from public, anon, authenticated,
    service_role, ota_auth, ota_server;

grant usage on schema public, auth to anon, authenticated, service_role;
grant usage on schema ota to anon, authenticated, service_role, ota_auth, ota_server;
grant usage on schema auth to ota_auth, ota_server;
-- Statements may be prepared before the request's role is taken on; that needs names, not rights.
grant usage on schema public to ota_server;

grant execute on function auth.uid(), auth.jwt(), auth.role() to anon, authenticated, service_role;
grant execute on function
    auth.organizations(text, text), auth.organizations_own(text, text),
    auth.may_read(uuid, text, uuid, uuid[]), auth.may_read_state(uuid, text, jsonb),
    ota.readers_in(jsonb), auth.readable(uuid), ota.uuid7() to authenticated, service_role;

-- Signed-in people.
grant select, insert, update, delete on
    public.people, public.artists, public.tours, public.venues, public.shows, public.days, public.show_financials,
    public.schedule_items, public.expenses, public.travel, public.person_profiles,
    public.conflicts, public.invitations
    to authenticated;
grant select, insert, update, delete on
    public.contacts, public.schedule_templates, public.labour_calls,
    public.share_links, public.tasks, public.notes, public.advance_templates, public.advances,
    public.advance_answers, public.guest_lists, public.guests, public.doors, public.door_shares,
    public.admissions, public.travel_passengers, public.stays, public.rooms, public.room_guests,
    public.stages, public.holds, public.radius_clauses, public.deals, public.ticket_tiers,
    public.show_costs, public.adjustments, public.merch_counts, public.settlements,
    public.settlement_signatures, public.disputes, public.settlement_runs, public.per_diem_rules,
    public.per_diems,
    public.budget_lines, public.commissions, public.invoices, public.payments,
    public.partnerships, public.partner_shares
    to authenticated;
grant select on public.partner_dates to authenticated;
grant select, update (artist_id) on public.partner_artists to authenticated;
grant select, insert, update on public.acknowledgements to authenticated;
grant select, delete on public.organizations, public.memberships to authenticated;
grant update (name, type, default_currency, zone, day_boundary, locale, legal_name, address)
    on public.organizations to authenticated;
grant select, update (tax_id, bank) on public.billing_details to authenticated;
grant update (role, name) on public.memberships to authenticated;
grant select on public.profiles, public.user_organizations to authenticated;
grant update (name, locale) on public.profiles to authenticated;
grant select on ota.permissions, ota.change_log to authenticated;
grant execute on function
    public.create_organization(text, text, text, text), public.accept_invitation(text),
    public.leave_organization(uuid), ota.my_role(uuid), ota.role_rank(text),
    ota.keep_an_owner(uuid, uuid), ota.sync_head(uuid), ota.sync_begin(uuid, uuid),
    ota.sync_record(uuid, uuid, bigint, jsonb), ota.sync_result(uuid, uuid, bigint)
    to authenticated;

-- The server on behalf of nobody: feed, import, operations.
grant select, insert, update, delete on all tables in schema public to service_role;
grant select on ota.permissions, ota.change_log, ota.org_head, ota.member_roles to service_role;
grant execute on all functions in schema public to service_role;
grant execute on function
    ota.my_role(uuid), ota.role_rank(text), ota.keep_an_owner(uuid, uuid),
    ota.enqueue(text, jsonb, timestamptz) to service_role;

-- Signing in.
grant select, insert, update, delete on all tables in schema auth to ota_auth;
grant select on public.profiles to ota_auth;
grant execute on function
    auth.allow(text, integer, interval), ota.uuid7(), ota.enqueue(text, jsonb,
        timestamptz) to ota_auth;

-- The login itself: the queue, the month's partitions, and knowing what it talks to.
grant select on ota.migrations, ota.settings_kv to ota_server;
grant insert, update on ota.settings_kv to ota_server;
grant execute on function
    ota.enqueue(text, jsonb, timestamptz), ota.claim_jobs(integer, interval),
        ota.finish_job(bigint),
    ota.fail_job(bigint, text, timestamptz), ota.ensure_partitions(integer),
    ota.move_horizon(interval), ota.drop_history(interval), ota.forget_work(interval),
    ota.expire_holds(), ota.tell_partners(), ota.open_share(bytea)
    to ota_server;

select ota.ensure_partitions();

-- An owner that is no superuser serves, too, by becoming ota_server.
do $$
begin
    if not pg_has_role(current_user, 'ota_server', 'member') then
        execute format('grant ota_server to %I', current_user);
    end if;
end
$$;
