-- Tasks and notes on holds, invoices and runs, too.

do $$
declare
    one text;
begin
    foreach one in array array['acknowledgements', 'tasks', 'notes'] loop
        execute format($form$alter table public.%1$I drop constraint %2$I,
            add constraint %2$I check (subject in ('tours', 'shows', 'days', 'venues', 'people',
                'schedule_items', 'travel', 'stays', 'advances', 'deals', 'settlements',
                'expenses', 'per_diems', 'holds', 'invoices', 'settlement_runs'))$form$, one,
            one || '_subject_known');
    end loop;
end
$$;
