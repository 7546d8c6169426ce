-- Costs and payments: who is repaid, per diems, budgets, commissions, invoices and what was
-- paid.

alter table public.expenses
    add column travel_id uuid,
    add column stay_id uuid,
    add column base_currency text,
    add column fx_rate numeric,
    add column payer text not null default 'own',
    add column rebill text,
    add column merchant text,
    add constraint expenses_travel_id_fkey foreign key (organization_id, travel_id)
        references public.travel (organization_id, id) on delete set null (travel_id),
    add constraint expenses_stay_id_fkey foreign key (organization_id, stay_id)
        references public.stays (organization_id, id) on delete set null (stay_id),
    add constraint expenses_base_currency_code check (base_currency ~ '^[A-Z]{3}$'),
    add constraint expenses_fx_rate_range
        check (fx_rate between 0 and 1000000 and scale(fx_rate) <= 12),
    add constraint expenses_payer_known check (payer in (
        'own', 'tour', 'artist', 'promoter', 'label')),
    add constraint expenses_rebill_known check (rebill in ('promoter', 'artist', 'label')),
    add constraint expenses_merchant_length check (char_length(merchant) between 1 and 160);
create index expenses_travel_id_idx on public.expenses (organization_id, travel_id);
create index expenses_stay_id_idx on public.expenses (organization_id, stay_id);
comment on column public.expenses.travel_id is 'The journey it was for.';
comment on column public.expenses.stay_id is 'The stay it was for.';
comment on column public.expenses.base_currency is 'ISO 4217 code in which it is reckoned.';
comment on column public.expenses.fx_rate is
    'What one of its currency is in base_currency, frozen when it was taken in.';
comment on column public.expenses.payer is 'Whose money it was.';
comment on column public.expenses.rebill is 'To whom it is charged on.';
comment on column public.expenses.merchant is 'Who was paid.';

create function ota.judge_expense() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
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
comment on function ota.judge_expense() is
    'Trigger: who may write only their own expenses does not decide about them, and leaves those '
    'that were decided.';
select ota.attach_rules('public.expenses', 'ota.judge_expense', 'insert or update or delete');

create table public.per_diem_rules (
    like ota.row_start including all,
    tour_id uuid,
    name text not null,
    currency text not null,
    day_minor bigint not null,
    breakfast_minor bigint not null default 0,
    lunch_minor bigint not null default 0,
    dinner_minor bigint not null default 0,
    incidentals_minor bigint not null default 0,
    edge_rate numeric not null default 1,
    like ota.row_end including all,
    constraint per_diem_rules_tour_id_fkey foreign key (organization_id, tour_id)
        references public.tours (organization_id, id) on delete cascade,
    constraint per_diem_rules_name_length check (char_length(name) between 1 and 120),
    constraint per_diem_rules_currency_code check (currency ~ '^[A-Z]{3}$'),
    constraint per_diem_rules_day_minor_range check (day_minor between 0 and 999999999999999),
    constraint per_diem_rules_breakfast_minor_range
        check (breakfast_minor between 0 and 999999999999999),
    constraint per_diem_rules_lunch_minor_range check (lunch_minor between 0 and 999999999999999),
    constraint per_diem_rules_dinner_minor_range
        check (dinner_minor between 0 and 999999999999999),
    constraint per_diem_rules_incidentals_minor_range
        check (incidentals_minor between 0 and 999999999999999),
    constraint per_diem_rules_edge_rate_range
        check (edge_rate between 0 and 1 and scale(edge_rate) <= 12)
);
select ota.adopt('public.per_diem_rules', 'payroll');
create index per_diem_rules_tour_id_idx on public.per_diem_rules (organization_id, tour_id);
comment on table public.per_diem_rules is 'How much a day is worth, and what a meal takes off.';
comment on column public.per_diem_rules.tour_id is 'The tour it is for; null for all.';
comment on column public.per_diem_rules.name is 'What it is called.';
comment on column public.per_diem_rules.currency is 'ISO 4217 code of the amounts.';
comment on column public.per_diem_rules.day_minor is 'A whole day.';
comment on column public.per_diem_rules.breakfast_minor is
    'Taken off for a breakfast that is provided.';
comment on column public.per_diem_rules.lunch_minor is 'Taken off for a lunch.';
comment on column public.per_diem_rules.dinner_minor is 'Taken off for a dinner.';
comment on column public.per_diem_rules.incidentals_minor is 'What is left at least.';
comment on column public.per_diem_rules.edge_rate is
    'The part that the first and the last day count for.';

create table public.per_diems (
    like ota.row_start including all,
    tour_id uuid,
    person_id uuid not null,
    rule_id uuid,
    date date not null,
    is_edge boolean not null default false,
    provided text[] not null default '{}',
    amount_minor bigint not null,
    currency text not null,
    paid_on date,
    signed_name text,
    signed_at timestamptz,
    reader_ids uuid[],
    like ota.row_end including all,
    constraint per_diems_person_id_key unique (organization_id, person_id, date),
    constraint per_diems_tour_id_fkey foreign key (organization_id, tour_id)
        references public.tours (organization_id, id) on delete cascade,
    constraint per_diems_person_id_fkey foreign key (organization_id, person_id)
        references public.people (organization_id, id) on delete cascade,
    constraint per_diems_rule_id_fkey foreign key (organization_id, rule_id)
        references public.per_diem_rules (organization_id, id) on delete set null (rule_id),
    constraint per_diems_provided_known check (provided <@ array['breakfast', 'lunch', 'dinner'] and cardinality(provided) <= 3),
    constraint per_diems_amount_minor_range check (amount_minor between 0 and 999999999999999),
    constraint per_diems_currency_code check (currency ~ '^[A-Z]{3}$'),
    constraint per_diems_signed_name_length check (char_length(signed_name) between 1 and 120)
);
select ota.adopt('public.per_diems', 'payroll');
create index per_diems_tour_id_idx on public.per_diems (organization_id, tour_id);
create index per_diems_rule_id_idx on public.per_diems (organization_id, rule_id);
create index per_diems_date_idx on public.per_diems (organization_id, date);
select ota.read_by_person('public.per_diems');
comment on table public.per_diems is 'One person''s allowance for one day.';
comment on column public.per_diems.tour_id is 'The tour.';
comment on column public.per_diems.person_id is 'Who gets it.';
comment on column public.per_diems.rule_id is 'The rule it was reckoned by.';
comment on column public.per_diems.date is 'The business date.';
comment on column public.per_diems.is_edge is 'The first or the last day.';
comment on column public.per_diems.provided is 'The meals that were provided.';
comment on column public.per_diems.amount_minor is 'What it comes to.';
comment on column public.per_diems.currency is 'ISO 4217 code of the amount.';
comment on column public.per_diems.paid_on is 'When it was paid.';
comment on column public.per_diems.signed_name is 'Who signed for it.';
comment on column public.per_diems.signed_at is 'When they signed.';

create table public.budget_lines (
    like ota.row_start including all,
    tour_id uuid,
    show_id uuid,
    kind text not null default 'cost',
    category text not null,
    title text not null,
    planned_minor bigint not null,
    currency text not null,
    notes text,
    like ota.row_end including all,
    constraint budget_lines_tour_id_fkey foreign key (organization_id, tour_id)
        references public.tours (organization_id, id) on delete cascade,
    constraint budget_lines_show_id_fkey foreign key (organization_id, show_id)
        references public.shows (organization_id, id) on delete cascade,
    constraint budget_lines_kind_known check (kind in ('income', 'cost')),
    constraint budget_lines_category_known check (category in (
        'travel', 'hotel', 'food', 'fuel', 'crew', 'gear', 'production', 'per_diem', 'fees',
        'other')),
    constraint budget_lines_title_length check (char_length(title) between 1 and 160),
    constraint budget_lines_planned_minor_range
        check (planned_minor between 0 and 999999999999999),
    constraint budget_lines_currency_code check (currency ~ '^[A-Z]{3}$'),
    constraint budget_lines_notes_length check (char_length(notes) between 1 and 20000)
);
select ota.adopt('public.budget_lines', 'finance');
create index budget_lines_tour_id_idx on public.budget_lines (organization_id, tour_id);
create index budget_lines_show_id_idx on public.budget_lines (organization_id, show_id);
comment on table public.budget_lines is 'What was planned to come in or to be spent.';
comment on column public.budget_lines.tour_id is 'The tour.';
comment on column public.budget_lines.show_id is 'The show.';
comment on column public.budget_lines.kind is 'Income or cost.';
comment on column public.budget_lines.category is 'What kind of cost it is compared with.';
comment on column public.budget_lines.title is 'What it is.';
comment on column public.budget_lines.planned_minor is 'The plan.';
comment on column public.budget_lines.currency is 'ISO 4217 code of the amount.';
comment on column public.budget_lines.notes is 'Anything else.';

create table public.commissions (
    like ota.row_start including all,
    tour_id uuid,
    show_id uuid,
    payee text not null,
    base text not null,
    rate numeric not null,
    mode text not null default 'inclusive',
    timing text not null default 'before',
    position integer not null default 0,
    is_after_prior boolean not null default false,
    less_minor bigint not null default 0,
    currency text,
    like ota.row_end including all,
    constraint commissions_tour_id_fkey foreign key (organization_id, tour_id)
        references public.tours (organization_id, id) on delete cascade,
    constraint commissions_show_id_fkey foreign key (organization_id, show_id)
        references public.shows (organization_id, id) on delete cascade,
    constraint commissions_payee_length check (char_length(payee) between 1 and 160),
    constraint commissions_base_known check (base in ('guarantee', 'take', 'earnings', 'all')),
    constraint commissions_rate_range check (rate between 0 and 1 and scale(rate) <= 12),
    constraint commissions_mode_known check (mode in ('inclusive', 'exclusive')),
    constraint commissions_timing_known check (timing in ('before', 'after')),
    constraint commissions_position_range check (position between 0 and 10000),
    constraint commissions_less_minor_range check (less_minor between 0 and 999999999999999),
    constraint commissions_currency_code check (currency ~ '^[A-Z]{3}$')
);
select ota.adopt('public.commissions', 'finance');
create index commissions_tour_id_idx on public.commissions (organization_id, tour_id);
create index commissions_show_id_idx on public.commissions (organization_id, show_id);
comment on table public.commissions is 'Who gets a share of what the artist earns.';
comment on column public.commissions.tour_id is 'The tour it is for; null for all.';
comment on column public.commissions.show_id is 'The show it is for; null for all.';
comment on column public.commissions.payee is 'Who gets it.';
comment on column public.commissions.base is 'What it is taken of.';
comment on column public.commissions.rate is 'The share.';
comment on column public.commissions.mode is 'Out of the artist''s money, or on top of it.';
comment on column public.commissions.timing is 'Before or after what is withheld.';
comment on column public.commissions.position is 'Its place in the order.';
comment on column public.commissions.is_after_prior is 'Taken of what the ones before it leave.';
comment on column public.commissions.less_minor is 'What is taken off its base at first.';
comment on column public.commissions.currency is
    'ISO 4217 code of what is taken off; null for the deal''s.';

create table public.invoices (
    like ota.row_start including all,
    show_id uuid,
    tour_id uuid,
    settlement_id uuid,
    number text,
    status text not null default 'draft',
    to_name text not null,
    to_address text,
    to_tax_id text,
    issued_on date,
    due_on date,
    currency text not null,
    lines jsonb not null,
    net_minor bigint not null,
    tax_rate numeric,
    tax_minor bigint not null default 0,
    total_minor bigint not null,
    notes text,
    like ota.row_end including all,
    constraint invoices_number_key unique (organization_id, number),
    constraint invoices_show_id_fkey foreign key (organization_id, show_id)
        references public.shows (organization_id, id) on delete set null (show_id),
    constraint invoices_tour_id_fkey foreign key (organization_id, tour_id)
        references public.tours (organization_id, id) on delete set null (tour_id),
    constraint invoices_settlement_id_fkey foreign key (organization_id, settlement_id)
        references public.settlements (organization_id, id) on delete set null (settlement_id),
    constraint invoices_number_length check (char_length(number) between 1 and 40),
    constraint invoices_status_known check (status in ('draft', 'issued', 'paid', 'cancelled')),
    constraint invoices_to_name_length check (char_length(to_name) between 1 and 160),
    constraint invoices_to_address_length check (char_length(to_address) between 1 and 4000),
    constraint invoices_to_tax_id_length check (char_length(to_tax_id) between 1 and 60),
    constraint invoices_currency_code check (currency ~ '^[A-Z]{3}$'),
    constraint invoices_lines_form
        check (jsonb_typeof(lines) in ('array', 'object') and octet_length(lines::text) <= 262144),
    constraint invoices_net_minor_range check (net_minor between 0 and 999999999999999),
    constraint invoices_tax_rate_range check (tax_rate between 0 and 1 and scale(tax_rate) <= 12),
    constraint invoices_tax_minor_range check (tax_minor between 0 and 999999999999999),
    constraint invoices_total_minor_range check (total_minor between 0 and 999999999999999),
    constraint invoices_notes_length check (char_length(notes) between 1 and 20000)
);
select ota.adopt('public.invoices', 'finance');
create index invoices_show_id_idx on public.invoices (organization_id, show_id);
create index invoices_tour_id_idx on public.invoices (organization_id, tour_id);
create index invoices_settlement_id_idx on public.invoices (organization_id, settlement_id);
create index invoices_issued_on_idx on public.invoices (organization_id, issued_on);
comment on table public.invoices is
    'A bill; its number is given when it is issued, and then it stands.';
comment on column public.invoices.show_id is 'The show it is for.';
comment on column public.invoices.tour_id is 'The tour it is for.';
comment on column public.invoices.settlement_id is 'The settlement it is for.';
comment on column public.invoices.number is
    'Its number, such as 2026-0001, given by the server when it is issued.';
comment on column public.invoices.status is 'How far it is.';
comment on column public.invoices.to_name is 'Who is billed.';
comment on column public.invoices.to_address is 'Their address.';
comment on column public.invoices.to_tax_id is 'Their tax number.';
comment on column public.invoices.issued_on is 'The day it was issued.';
comment on column public.invoices.due_on is 'The day by which it is to be paid.';
comment on column public.invoices.currency is 'ISO 4217 code of the amounts.';
comment on column public.invoices.lines is 'Its lines: [{text, quantity, amount_minor, …}].';
comment on column public.invoices.net_minor is 'The sum without tax.';
comment on column public.invoices.tax_rate is 'Rate of the tax.';
comment on column public.invoices.tax_minor is 'The tax.';
comment on column public.invoices.total_minor is 'The sum with tax.';
comment on column public.invoices.notes is 'Anything else.';

create function ota.next_invoice_number(organization_id uuid, year integer) returns text
language sql stable security definer set search_path = pg_catalog as $$
    select year || '-' || lpad(n.next, greatest(4, length(n.next)), '0')
      from (select (coalesce(max(split_part(i.number, '-', 2)::integer), 0) + 1)::text as next
              from public.invoices i
             where i.organization_id = $1 and i.number like $2 || '-%') n
$$;
comment on function ota.next_invoice_number(uuid, integer) is
    'The number after the highest that an organization has given in a year.';

create function ota.judge_invoice() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
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
comment on function ota.judge_invoice() is
    'Trigger: an invoice gets its number when it is issued, one after another in each year, and '
    'stands from then on.';
select ota.attach_rules('public.invoices', 'ota.judge_invoice', 'insert or update or delete');

create table public.payments (
    like ota.row_start including all,
    show_id uuid,
    tour_id uuid,
    invoice_id uuid,
    settlement_id uuid,
    direction text not null,
    kind text not null default 'other',
    amount_minor bigint not null,
    currency text not null,
    paid_on date not null,
    method text not null default 'invoice',
    reference text,
    notes text,
    like ota.row_end including all,
    constraint payments_show_id_fkey foreign key (organization_id, show_id)
        references public.shows (organization_id, id) on delete set null (show_id),
    constraint payments_tour_id_fkey foreign key (organization_id, tour_id)
        references public.tours (organization_id, id) on delete set null (tour_id),
    constraint payments_invoice_id_fkey foreign key (organization_id, invoice_id)
        references public.invoices (organization_id, id) on delete set null (invoice_id),
    constraint payments_settlement_id_fkey foreign key (organization_id, settlement_id)
        references public.settlements (organization_id, id) on delete set null (settlement_id),
    constraint payments_direction_known check (direction in ('in', 'out')),
    constraint payments_kind_known check (kind in (
        'deposit', 'balance', 'commission', 'per_diem', 'merch', 'other')),
    constraint payments_amount_minor_range check (amount_minor between 0 and 999999999999999),
    constraint payments_currency_code check (currency ~ '^[A-Z]{3}$'),
    constraint payments_method_known check (method in ('cash', 'card', 'company_card', 'invoice')),
    constraint payments_reference_length check (char_length(reference) between 1 and 160),
    constraint payments_notes_length check (char_length(notes) between 1 and 20000)
);
select ota.adopt('public.payments', 'finance');
create index payments_show_id_idx on public.payments (organization_id, show_id);
create index payments_tour_id_idx on public.payments (organization_id, tour_id);
create index payments_invoice_id_idx on public.payments (organization_id, invoice_id);
create index payments_settlement_id_idx on public.payments (organization_id, settlement_id);
create index payments_paid_on_idx on public.payments (organization_id, paid_on);
comment on table public.payments is 'Money that came in or went out.';
comment on column public.payments.show_id is 'The show it is for.';
comment on column public.payments.tour_id is 'The tour it is for.';
comment on column public.payments.invoice_id is 'The invoice it pays.';
comment on column public.payments.settlement_id is 'The settlement it pays.';
comment on column public.payments.direction is 'In or out.';
comment on column public.payments.kind is 'What for.';
comment on column public.payments.amount_minor is 'The amount.';
comment on column public.payments.currency is 'ISO 4217 code of the amount.';
comment on column public.payments.paid_on is 'The day it was paid.';
comment on column public.payments.method is 'How it was paid.';
comment on column public.payments.reference is 'What it says on the statement.';
comment on column public.payments.notes is 'Anything else.';
