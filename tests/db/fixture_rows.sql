-- The rows of the tables behind a tour: the day, guests, travel, booking and money. Part of fixture.sql.

-- Those whose rows are for all who have the right, and those that say whose a row is, parents first.
create function pg_temp.shared_tables() returns text[] language sql immutable as $$
    select array['contacts', 'schedule_templates', 'labour_calls', 'advance_templates', 'advances',
                 'advance_answers', 'guest_lists', 'doors', 'stages', 'holds', 'radius_clauses',
                 'deals', 'ticket_tiers', 'show_costs', 'adjustments', 'merch_counts', 'settlements',
                 'settlement_signatures', 'disputes', 'settlement_runs', 'per_diem_rules', 'budget_lines',
                 'commissions', 'invoices', 'payments', 'partnerships', 'partner_shares',
                 'partner_artists', 'partner_dates']
$$;
create function pg_temp.narrowed_tables() returns text[] language sql immutable as $$
    select array['acknowledgements', 'share_links', 'tasks', 'notes', 'guests', 'stays',
                 'travel_passengers', 'rooms', 'room_guests', 'per_diems']
$$;

create function pg_temp.more_values_of(table_name text, organization text, name text, owner uuid)
returns jsonb language plpgsql stable as $$
declare
    show constant jsonb := jsonb_build_object('show_id', pg_temp.id_of(organization || 'shows' || 'row'));
    person constant jsonb := jsonb_build_object('person_id',
        pg_temp.person_in(organization, name, owner));
    mine constant jsonb := jsonb_build_object('owner_id', owner);
    guest constant jsonb := jsonb_build_object('guest_id', pg_temp.id_of(organization || 'guests'
        || case organization when 'Here' then 'of owner' else 'of outsider' end));
    place constant text := case name when 'new' then 'empty' else name end;
begin
    return case table_name
        when 'contacts' then '{"name": "Cora Example"}'
        when 'schedule_templates' then '{"name": "Club night", "items": []}'
        when 'labour_calls' then show || '{"job": "Loaders", "starts_at": "2027-03-01T10:00:00Z"}'
        when 'acknowledgements' then mine || jsonb_build_object('subject', 'shows', 'subject_seq', 1,
            'subject_id', pg_temp.id_of(name))
        when 'share_links' then mine || jsonb_build_object('kind', 'day_sheet', 'token',
            left(translate(encode(sha256(convert_to(organization || name || coalesce(owner::text, ''),
                'UTF8')), 'base64'), '+/', '-_'), 43))
        when 'tasks' then pg_temp.visible_to(organization, owner) || '{"title": "Call the hall"}'
        when 'notes' then pg_temp.visible_to(organization, owner) || jsonb_build_object(
            'subject', 'shows', 'subject_id', pg_temp.id_of('some row'), 'body', 'Narrow stairs.')
        when 'advance_templates' then '{"name": "Club", "sections": []}'
        when 'advances' then show || '{"name": "Advance", "sections": []}'
        when 'advance_answers' then jsonb_build_object('question', name,
            'advance_id', pg_temp.id_of(organization || 'advances' || 'row'))
        when 'guest_lists' then show || '{"name": "Artist", "allotment": 100}'
        when 'guests' then mine || jsonb_build_object('name', 'Gus Example', 'plus', 3,
            'guest_list_id', pg_temp.id_of(organization || 'guest_lists' || 'row'))
        when 'doors' then show || '{"name": "Front"}'
        when 'door_shares' then guest || jsonb_build_object('heads', 1,
            'door_id', pg_temp.id_of(organization || 'doors' || case name when 'new' then 'spare'
                                                                    else name end))
        when 'admissions' then guest || jsonb_build_object('heads', 1,
            'admitted_at', '2027-03-01T20:00:00Z',
            'door_id', pg_temp.id_of(organization || 'doors' || 'busy'))
        when 'travel_passengers' then person || jsonb_build_object(
            'travel_id', pg_temp.id_of(organization || 'travel' || case name
                when 'new' then 'of management' else 'of nobody' end))
        when 'stays' then pg_temp.visible_to(organization, owner)
            || '{"name": "Inn", "check_in_on": "2027-03-01", "check_out_on": "2027-03-02"}'
        when 'rooms' then jsonb_build_object(
            'stay_id', pg_temp.id_of(organization || 'stays' || 'of nobody'))
        when 'room_guests' then person || jsonb_build_object('arrives_on', '2027-03-01',
            'leaves_on', '2027-03-02', 'room_id', pg_temp.id_of(organization || 'rooms' || place))
        else pg_temp.money_values_of(table_name, organization, name, person, show) end;
end
$$;

create function pg_temp.money_values_of(table_name text, organization text, name text, person jsonb,
    show jsonb) returns jsonb language plpgsql stable as $$
declare
    venue constant jsonb := jsonb_build_object('venue_id', pg_temp.id_of(organization || 'venues' || 'row'));
    settlement constant jsonb := jsonb_build_object('settlement_id',
        pg_temp.id_of(organization || 'settlements' || 'row'));
    hash constant jsonb := jsonb_build_object('result_hash', repeat('ab', 32));
    partnership constant jsonb := jsonb_build_object('partnership_id',
        pg_temp.id_of(organization || 'partnerships' || 'row'));
begin
    return case table_name
        when 'stages' then venue || '{"name": "Small room"}'
        when 'holds' then venue || '{"date": "2027-05-01", "party": "The Sleeper Cars"}'
        when 'radius_clauses' then show
            || '{"distance_km": 100, "days_before": 30, "days_after": 30}'
        when 'deals' then show || '{"currency": "EUR", "type": "flat"}'
        when 'ticket_tiers' then show || '{"name": "Standing", "price_minor": 2500}'
        when 'show_costs' then show || '{"name": "Catering", "kind": "fixed"}'
        when 'adjustments' then show
            || '{"name": "Dinner", "kind": "buyout", "amount_minor": 20000}'
        when 'merch_counts' then show || '{"item": "Shirt", "price_minor": 3000}'
        when 'settlements' then show || hash
            || '{"status": "agreed", "currency": "EUR", "input": {}}'
        when 'settlement_signatures' then settlement || hash || jsonb_build_object(
            'party', case name when 'new' then 'promoter' else 'artist' end,
            'name', 'Sila Example', 'signed_at', '2027-03-02T01:00:00Z')
        when 'disputes' then settlement || '{"line": "expenses"}'
        when 'settlement_runs' then '{"name": "Low Countries", "currency": "EUR"}'
        when 'per_diem_rules' then '{"name": "Europe", "currency": "EUR", "day_minor": 4000}'
        when 'per_diems' then person || jsonb_build_object('amount_minor', 4000, 'currency', 'EUR',
            'date', case name when 'new' then '2027-03-02' else '2027-03-01' end)
        when 'budget_lines' then show || '{"category": "crew", "title": "Hands",
            "planned_minor": 50000, "currency": "EUR"}'
        when 'commissions' then '{"payee": "Agency", "base": "take", "rate": 0.1}'
        when 'invoices' then show || '{"to_name": "Promoter", "currency": "EUR", "lines": [],
            "net_minor": 100000, "total_minor": 119000}'
        when 'payments' then show || '{"direction": "in", "amount_minor": 50000,
            "currency": "EUR", "paid_on": "2027-02-01"}'
        when 'billing_details' then '{"bank": "Example Bank"}'
        when 'partnerships' then jsonb_build_object('code', translate(left(upper(
            md5(organization || name)), 16), '01', 'XY'))
        when 'partner_shares' then partnership || jsonb_build_object('artist', 'Artist ' || name)
        when 'partner_artists' then partnership || jsonb_build_object('name', 'Artist ' || name,
            'their_id', pg_temp.id_of('Theirs' || name))
        when 'partner_dates' then partnership || jsonb_build_object('artist', 'Artist ' || name,
            'partner_artist_id', pg_temp.id_of(organization || 'partner_artists' || 'row'),
            'date', case name when 'new' then '2027-05-03' else '2027-05-02' end)
        end;
end
$$;

-- What the rows above need beside them: an empty room, a door without guests,
-- and one that has let somebody in.
create function pg_temp.fill_parts(organization text) returns void language plpgsql as $$
declare
    one text;
begin
    perform pg_temp.insert_row('rooms', pg_temp.values_of('rooms', organization, 'empty', null));
    foreach one in array array['spare', 'busy'] loop
        perform pg_temp.insert_row('doors', pg_temp.values_of('doors', organization, one, null));
    end loop;
    perform pg_temp.insert_row('door_shares', pg_temp.values_of('door_shares', organization, 'row', null)),
            pg_temp.insert_row('door_shares', pg_temp.values_of('door_shares', organization, 'busy', null)
                || '{"heads": 2}'),
            pg_temp.insert_row('admissions', pg_temp.values_of('admissions', organization, 'row', null));
end
$$;

-- A change that a row of the table takes without asking more of it.
create function pg_temp.small_change(tab text) returns text language sql stable as $$
    select case
        when tab in ('admissions', 'door_shares') then 'heads = heads'
        when tab = 'partner_shares' then 'detail = ''city'''
        when tab = 'partner_artists' then format('artist_id = (select a.id from public.artists a where '
            'a.organization_id = public.partner_artists.organization_id limit 1)')
        when tab = 'partner_dates' then 'artist = ''New'''
        when tab = 'settlement_signatures' then 'name = name'
        when tab = 'invitations' then 'expires_at = expires_at + interval ''1 day'''
        when tab = 'acknowledgements' then 'subject_seq = 2'
        else format('%I = ''New''', (select c from unnest(array['description', 'their_name', 'notes',
            'body', 'bank', 'name', 'answer', 'exceptions', 'reason', 'item', 'signed_name', 'payee', 'alias'])
            with ordinality o (c, n) where pg_temp.has_column(tab, c) order by n limit 1)) end
$$;
