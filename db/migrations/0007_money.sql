-- Money of a show and of the road: integer minor units beside their currency.

create table public.show_financials (
    like ota.row_start including all,
    show_id uuid not null,
    currency text not null,
    guarantee_minor bigint,
    deposit_minor bigint,
    ticket_price_minor bigint,
    deal text,
    notes text,
    like ota.row_end including all,
    constraint show_financials_show_id_key unique (organization_id, show_id),
    constraint show_financials_show_id_fkey foreign key (organization_id, show_id)
        references public.shows (organization_id, id) on delete cascade,
    constraint show_financials_currency_code check (currency ~ '^[A-Z]{3}$'),
    constraint show_financials_guarantee_minor_range check (guarantee_minor between 0
        and 999999999999999),
    constraint show_financials_deposit_minor_range check (deposit_minor between 0
        and 999999999999999),
    constraint show_financials_ticket_price_minor_range check (ticket_price_minor between 0
        and 999999999999999),
    constraint show_financials_deal_length check (char_length(deal) between 1 and 4000),
    constraint show_financials_notes_length check (char_length(notes) between 1 and 20000)
);
select ota.adopt('public.show_financials', 'finance');
comment on table public.show_financials is 'What a show pays; never seen by crew.';
comment on column public.show_financials.show_id is 'The show.';
comment on column public.show_financials.currency is 'ISO 4217 code of the amounts.';
comment on column public.show_financials.guarantee_minor is 'The agreed fee.';
comment on column public.show_financials.deposit_minor is 'What was paid in advance.';
comment on column public.show_financials.ticket_price_minor is 'Price of one ticket.';
comment on column public.show_financials.deal is 'The deal in words.';
comment on column public.show_financials.notes is 'Anything else.';

create table public.expenses (
    like ota.row_start including all,
    tour_id uuid,
    show_id uuid,
    owner_id uuid not null default auth.uid(),
    spent_on date not null,
    category text not null,
    description text,
    amount_minor bigint not null,
    currency text not null,
    payment text not null default 'card',
    status text not null default 'draft',
    like ota.row_end including all,
    constraint expenses_tour_id_fkey foreign key (organization_id, tour_id)
        references public.tours (organization_id, id) on delete set null (tour_id),
    constraint expenses_show_id_fkey foreign key (organization_id, show_id)
        references public.shows (organization_id, id) on delete set null (show_id),
    constraint expenses_category_known check (category in (
        'travel', 'hotel', 'food', 'fuel', 'crew', 'gear', 'production', 'per_diem', 'fees',
        'other')),
    constraint expenses_description_length check (char_length(description) between 1 and 4000),
    constraint expenses_amount_minor_range
        check (amount_minor <> 0 and abs(amount_minor) <= 999999999999999),
    constraint expenses_currency_code check (currency ~ '^[A-Z]{3}$'),
    constraint expenses_payment_known check (payment in (
        'cash', 'card', 'company_card', 'invoice')),
    constraint expenses_status_known check (status in (
        'draft', 'submitted', 'approved', 'reimbursed', 'rejected'))
);
select ota.adopt('public.expenses', 'expenses');
create index idx_expenses_show_id on public.expenses (organization_id, show_id);
create index expenses_tour_id_idx on public.expenses (organization_id, tour_id);
create index expenses_owner_id_idx on public.expenses (organization_id, owner_id);
create index expenses_spent_on_idx on public.expenses (organization_id, spent_on);
comment on table public.expenses is 'Money that somebody spent on the road.';
comment on column public.expenses.tour_id is 'The tour it was for.';
comment on column public.expenses.show_id is 'The show it was for.';
comment on column public.expenses.owner_id is 'Whose expense it is: who paid.';
comment on column public.expenses.spent_on is 'The business date.';
comment on column public.expenses.category is 'What kind of cost.';
comment on column public.expenses.description is 'What it was.';
comment on column public.expenses.amount_minor is
    'The amount; below zero for money that came back.';
comment on column public.expenses.currency is 'ISO 4217 code of the amount.';
comment on column public.expenses.payment is 'How it was paid.';
comment on column public.expenses.status is 'How far it is.';
