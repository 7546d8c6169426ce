-- What the reports of the server read with.

create or replace function ota.report_number(text text, times numeric) returns bigint
language sql immutable parallel safe set search_path = pg_catalog as $$
    select case when $1 ~ '^[0-9]{1,15}(\.[0-9]{1,12})?$' then round($1::numeric * $2)::bigint end
$$;
comment on function ota.report_number(text, numeric) is
    'A number out of a deal''s terms times what makes it whole; null where it is none.';

-- A tour has tens of thousands of expenses: the right to all of them is looked for once, not row by
-- row, and those of one kind come as one row.
create or replace function ota.report_expenses(tour_id uuid, show_id uuid, first_day date,
    last_day date)
returns table (of_show_id uuid, category text, payer text, currency text, base_currency text,
    fx_rate numeric, amounts text)
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
    organization constant uuid := (select t.organization_id from public.tours t
         where t.id = $1 and t.organization_id = any (auth.organizations('tours', 'read'))
           and t.organization_id = any (auth.organizations('expenses', 'read')));
begin
    return query
        select e.show_id, e.category, e.payer, e.currency, e.base_currency, e.fx_rate,
               string_agg(e.amount_minor::text, ' ')
          from public.expenses e
         where e.organization_id = organization and e.tour_id = $1 and e.status <> 'rejected'
           and ($2 is null or e.show_id = $2) and ($3 is null or e.spent_on >= $3)
           and ($4 is null or e.spent_on <= $4)
         group by e.show_id, e.category, e.payer, e.currency, e.base_currency, e.fx_rate;
end
$$;
comment on function ota.report_expenses(uuid, uuid, date, date) is
    'The amounts of a tour''s expenses, those of one show, category, payer, currency and rate in '
    'one row; nothing for who may not read all of them.';

revoke all on function
    ota.report_number(text, numeric), ota.report_expenses(uuid, uuid, date, date) from public;
grant execute on function
    ota.report_number(text, numeric), ota.report_expenses(uuid, uuid, date, date) to authenticated;
