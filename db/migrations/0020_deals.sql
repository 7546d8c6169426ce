-- Deals with all that a settlement needs, and what a show sells and costs.

create table public.deals (
    like ota.row_start including all,
    show_id uuid not null,
    version integer not null default 1,
    status text not null default 'draft',
    counterparty text,
    expires_at timestamptz,
    sent_at timestamptz,
    currency text not null,
    payout_currency text,
    type text not null,
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
    like ota.row_end including all,
    constraint deals_show_id_fkey foreign key (organization_id, show_id)
        references public.shows (organization_id, id) on delete cascade,
    constraint deals_version_range check (version between 1 and 999),
    constraint deals_status_known check (status in (
        'draft', 'sent', 'countered', 'accepted', 'declined', 'expired', 'withdrawn')),
    constraint deals_counterparty_length check (char_length(counterparty) between 1 and 160),
    constraint deals_currency_code check (currency ~ '^[A-Z]{3}$'),
    constraint deals_payout_currency_code check (payout_currency ~ '^[A-Z]{3}$'),
    constraint deals_type_known check (type in ('flat', 'door', 'versus', 'plus')),
    constraint deals_guarantee_minor_range check (guarantee_minor between 0 and 999999999999999),
    constraint deals_share_range check (share between 0 and 1 and scale(share) <= 12),
    constraint deals_basis_known check (basis in ('gross', 'adjusted_gross', 'net_gross', 'net')),
    constraint deals_guarantee_place_known check (guarantee_place in ('inside', 'outside')),
    constraint deals_step_unit_known check (step_unit in ('amount', 'tickets')),
    constraint deals_step_reach_known check (step_reach in ('part', 'whole')),
    constraint deals_profit_rate_range
        check (profit_rate between 0 and 1 and scale(profit_rate) <= 12),
    constraint deals_tax_mode_known check (tax_mode in ('none', 'inside', 'on_top', 'of_gross')),
    constraint deals_tax_rate_range check (tax_rate between 0 and 1 and scale(tax_rate) <= 12),
    constraint deals_facility_fee_minor_range
        check (facility_fee_minor between 0 and 999999999999999),
    constraint deals_charity_per_ticket_minor_range
        check (charity_per_ticket_minor between 0 and 999999999999999),
    constraint deals_charity_rate_range
        check (charity_rate between 0 and 1 and scale(charity_rate) <= 12),
    constraint deals_card_rate_range check (card_rate between 0 and 1 and scale(card_rate) <= 12),
    constraint deals_card_per_ticket_minor_range
        check (card_per_ticket_minor between 0 and 999999999999999),
    constraint deals_card_bearer_known check (card_bearer in ('show', 'artist', 'promoter')),
    constraint deals_support_fee_minor_range
        check (support_fee_minor between 0 and 999999999999999),
    constraint deals_support_bearer_known check (support_bearer in ('show', 'artist', 'promoter')),
    constraint deals_expenses_cap_minor_range
        check (expenses_cap_minor between 0 and 999999999999999),
    constraint deals_sellable_range check (sellable between 0 and 10000000),
    constraint deals_comps_allowed_range check (comps_allowed between 0 and 10000000),
    constraint deals_comp_rule_known check (comp_rule in ('free', 'artist', 'promoter')),
    constraint deals_comp_price_minor_range check (comp_price_minor between 0 and 999999999999999),
    constraint deals_terms_form
        check (jsonb_typeof(terms) in ('array', 'object') and octet_length(terms::text) <= 262144),
    constraint deals_notes_length check (char_length(notes) between 1 and 20000)
);
select ota.adopt('public.deals', 'finance');
create index deals_show_id_idx on public.deals (organization_id, show_id);
comment on table public.deals is
    'What was offered or agreed for a show, in all that decides its settlement.';
comment on column public.deals.show_id is 'The show.';
comment on column public.deals.version is 'Number of the offer.';
comment on column public.deals.status is 'How far it is; accepted: its terms stand.';
comment on column public.deals.counterparty is 'With whom.';
comment on column public.deals.expires_at is 'Until when the offer stands.';
comment on column public.deals.sent_at is 'When it was sent.';
comment on column public.deals.currency is
    'ISO 4217 code of the amounts, in which it is settled.';
comment on column public.deals.payout_currency is
    'ISO 4217 code of what is paid out, where it is another.';
comment on column public.deals.type is 'How the artist is paid.';
comment on column public.deals.guarantee_minor is 'The guaranteed fee.';
comment on column public.deals.share is 'The artist''s share.';
comment on column public.deals.basis is 'What the share is of.';
comment on column public.deals.guarantee_place is 'Whether the guarantee is one of the expenses.';
comment on column public.deals.step_unit is 'What the steps in the terms count.';
comment on column public.deals.step_reach is
    'Whether a step''s share is of what lies above it or of all.';
comment on column public.deals.profit_rate is
    'The promoter''s profit, of expenses and guarantee.';
comment on column public.deals.tax_mode is 'Where the ticket tax is.';
comment on column public.deals.tax_rate is 'Rate of the ticket tax.';
comment on column public.deals.facility_fee_minor is 'Kept by the house for each ticket.';
comment on column public.deals.charity_per_ticket_minor is 'Given away for each ticket.';
comment on column public.deals.charity_rate is 'Given away of the gross.';
comment on column public.deals.card_rate is 'Card fees, of the gross.';
comment on column public.deals.card_per_ticket_minor is 'Card fees for each ticket.';
comment on column public.deals.card_bearer is 'Who bears the card fees.';
comment on column public.deals.support_fee_minor is 'What the support is paid.';
comment on column public.deals.support_bearer is 'Who bears it.';
comment on column public.deals.expenses_cap_minor is 'The most that all expenses may come to.';
comment on column public.deals.sellable is 'How many tickets there are to sell.';
comment on column public.deals.comps_allowed is 'How many free tickets cost nothing.';
comment on column public.deals.comp_rule is 'Who bears those above.';
comment on column public.deals.comp_price_minor is 'What each of those above costs.';
comment on column public.deals.terms is
    'Lists: {fxs, steps, bonuses, withholdings, commissions}, each as core/settlement.def '
    'names its records.';
comment on column public.deals.notes is 'Anything else.';

create function ota.judge_deal() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
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
comment on function ota.judge_deal() is
    'Trigger: an offer goes by named steps, and what was accepted stands.';
select ota.attach_rules('public.deals', 'ota.judge_deal', 'update');

create table public.ticket_tiers (
    like ota.row_start including all,
    show_id uuid not null,
    name text not null,
    price_minor bigint not null,
    currency text,
    allotment integer,
    sold integer not null default 0,
    comps integer not null default 0,
    position integer not null default 0,
    like ota.row_end including all,
    constraint ticket_tiers_show_id_fkey foreign key (organization_id, show_id)
        references public.shows (organization_id, id) on delete cascade,
    constraint ticket_tiers_name_length check (char_length(name) between 1 and 120),
    constraint ticket_tiers_price_minor_range check (price_minor between 0 and 999999999999999),
    constraint ticket_tiers_currency_code check (currency ~ '^[A-Z]{3}$'),
    constraint ticket_tiers_allotment_range check (allotment between 0 and 10000000),
    constraint ticket_tiers_sold_range check (sold between 0 and 10000000),
    constraint ticket_tiers_comps_range check (comps between 0 and 10000000),
    constraint ticket_tiers_position_range check (position between 0 and 10000)
);
select ota.adopt('public.ticket_tiers', 'finance');
create index ticket_tiers_show_id_idx on public.ticket_tiers (organization_id, show_id);
comment on table public.ticket_tiers is 'Tickets of one price.';
comment on column public.ticket_tiers.show_id is 'The show.';
comment on column public.ticket_tiers.name is 'What they are called.';
comment on column public.ticket_tiers.price_minor is 'Price of one.';
comment on column public.ticket_tiers.currency is 'ISO 4217 code; null for the deal''s.';
comment on column public.ticket_tiers.allotment is 'How many there are.';
comment on column public.ticket_tiers.sold is 'How many were paid for.';
comment on column public.ticket_tiers.comps is 'How many were given away.';
comment on column public.ticket_tiers.position is 'Their place in the list.';

create table public.show_costs (
    like ota.row_start including all,
    show_id uuid not null,
    name text not null,
    kind text not null,
    amount_minor bigint,
    rate numeric,
    currency text,
    cap_minor bigint,
    is_approved boolean not null default false,
    position integer not null default 0,
    like ota.row_end including all,
    constraint show_costs_show_id_fkey foreign key (organization_id, show_id)
        references public.shows (organization_id, id) on delete cascade,
    constraint show_costs_name_length check (char_length(name) between 1 and 160),
    constraint show_costs_kind_known check (kind in (
        'fixed', 'per_ticket', 'per_head', 'of_gross', 'of_net_gross')),
    constraint show_costs_amount_minor_range check (amount_minor between 0 and 999999999999999),
    constraint show_costs_rate_range check (rate between 0 and 1 and scale(rate) <= 12),
    constraint show_costs_currency_code check (currency ~ '^[A-Z]{3}$'),
    constraint show_costs_cap_minor_range check (cap_minor between 0 and 999999999999999),
    constraint show_costs_position_range check (position between 0 and 10000)
);
select ota.adopt('public.show_costs', 'finance');
create index show_costs_show_id_idx on public.show_costs (organization_id, show_id);
comment on table public.show_costs is 'One expense of a show that counts in its settlement.';
comment on column public.show_costs.show_id is 'The show.';
comment on column public.show_costs.name is 'What it is for.';
comment on column public.show_costs.kind is 'How it is reckoned.';
comment on column public.show_costs.amount_minor is 'The amount, or the amount a ticket or head.';
comment on column public.show_costs.rate is 'The share, where it is one of the gross.';
comment on column public.show_costs.currency is 'ISO 4217 code; null for the deal''s.';
comment on column public.show_costs.cap_minor is 'The most it may come to.';
comment on column public.show_costs.is_approved is 'Both sides let it count.';
comment on column public.show_costs.position is 'Its place in the list.';

create table public.adjustments (
    like ota.row_start including all,
    show_id uuid not null,
    kind text not null,
    name text not null,
    amount_minor bigint not null,
    quantity integer not null default 1,
    currency text,
    like ota.row_end including all,
    constraint adjustments_show_id_fkey foreign key (organization_id, show_id)
        references public.shows (organization_id, id) on delete cascade,
    constraint adjustments_kind_known check (kind in (
        'reimbursement', 'buyout', 'income', 'deduction')),
    constraint adjustments_name_length check (char_length(name) between 1 and 160),
    constraint adjustments_amount_minor_range check (amount_minor between 0 and 999999999999999),
    constraint adjustments_quantity_range check (quantity between 0 and 1000000),
    constraint adjustments_currency_code check (currency ~ '^[A-Z]{3}$')
);
select ota.adopt('public.adjustments', 'finance');
create index adjustments_show_id_idx on public.adjustments (organization_id, show_id);
comment on table public.adjustments is 'What comes on top of the artist''s take or off it.';
comment on column public.adjustments.show_id is 'The show.';
comment on column public.adjustments.kind is 'What kind.';
comment on column public.adjustments.name is 'What it is for.';
comment on column public.adjustments.amount_minor is 'The amount of one.';
comment on column public.adjustments.quantity is 'How many.';
comment on column public.adjustments.currency is 'ISO 4217 code; null for the deal''s.';

create table public.merch_counts (
    like ota.row_start including all,
    show_id uuid not null,
    item text not null,
    price_minor bigint not null,
    currency text,
    count_in integer not null default 0,
    count_out integer not null default 0,
    comps integer not null default 0,
    seller text not null default 'artist',
    tax_rate numeric,
    venue_rate numeric,
    like ota.row_end including all,
    constraint merch_counts_show_id_fkey foreign key (organization_id, show_id)
        references public.shows (organization_id, id) on delete cascade,
    constraint merch_counts_item_length check (char_length(item) between 1 and 120),
    constraint merch_counts_price_minor_range check (price_minor between 0 and 999999999999999),
    constraint merch_counts_currency_code check (currency ~ '^[A-Z]{3}$'),
    constraint merch_counts_count_in_range check (count_in between 0 and 1000000),
    constraint merch_counts_count_out_range check (count_out between 0 and 1000000),
    constraint merch_counts_comps_range check (comps between 0 and 1000000),
    constraint merch_counts_seller_known check (seller in ('artist', 'venue')),
    constraint merch_counts_tax_rate_range
        check (tax_rate between 0 and 1 and scale(tax_rate) <= 12),
    constraint merch_counts_venue_rate_range
        check (venue_rate between 0 and 1 and scale(venue_rate) <= 12)
);
select ota.adopt('public.merch_counts', 'finance');
create index merch_counts_show_id_idx on public.merch_counts (organization_id, show_id);
comment on table public.merch_counts is
    'One article at the merchandise table, counted in and out.';
comment on column public.merch_counts.show_id is 'The show.';
comment on column public.merch_counts.item is 'What it is.';
comment on column public.merch_counts.price_minor is 'Price of one.';
comment on column public.merch_counts.currency is 'ISO 4217 code; null for the deal''s.';
comment on column public.merch_counts.count_in is 'How many there were, with what was added.';
comment on column public.merch_counts.count_out is 'How many are left.';
comment on column public.merch_counts.comps is 'How many were given away.';
comment on column public.merch_counts.seller is 'Who sells.';
comment on column public.merch_counts.tax_rate is 'Rate of the tax inside the price.';
comment on column public.merch_counts.venue_rate is
    'The share of the house, of what is left after tax.';
