-- Runs that are settled as one, and per diems that a person signs for on the own phone.

create table public.settlement_runs (
    like ota.row_start including all,
    tour_id uuid,
    name text not null,
    currency text not null,
    show_ids uuid[] not null default '{}',
    terms jsonb,
    like ota.row_end including all,
    constraint settlement_runs_tour_id_fkey foreign key (organization_id, tour_id)
        references public.tours (organization_id, id) on delete cascade,
    constraint settlement_runs_name_length check (char_length(name) between 1 and 120),
    constraint settlement_runs_currency_code check (currency ~ '^[A-Z]{3}$'),
    constraint settlement_runs_show_ids_list check (cardinality(show_ids) <= 32
                                                    and array_position(show_ids, null) is null),
    constraint settlement_runs_terms_form
        check (jsonb_typeof(terms) in ('array', 'object') and octet_length(terms::text) <= 262144)
);
select ota.adopt('public.settlement_runs', 'finance');
create index settlement_runs_tour_id_idx on public.settlement_runs (organization_id, tour_id);
comment on table public.settlement_runs is
    'Shows whose guarantees and percentages are settled together, each making good for the others.';
comment on column public.settlement_runs.tour_id is 'The tour.';
comment on column public.settlement_runs.name is 'What it is called, such as its promoter.';
comment on column public.settlement_runs.currency is 'ISO 4217 code of what all is converted to.';
comment on column public.settlement_runs.show_ids is 'Its shows.';
comment on column public.settlement_runs.terms is
    'Frozen rates (fxs) and what is withheld from the whole (withholdings), as in a deal.';

-- What else may be said to have been seen, noted or done.
do $$
declare
    one text;
begin
    foreach one in array array['acknowledgements', 'tasks', 'notes'] loop
        execute format($form$alter table public.%1$I drop constraint %2$I,
            add constraint %2$I check (subject in ('tours', 'shows', 'days', 'venues', 'people',
                'schedule_items', 'travel', 'stays', 'advances', 'deals', 'settlements',
                'expenses', 'per_diems'))$form$, one, one || '_subject_known');
    end loop;
end
$$;

-- The row is theirs and unsigned, and they have seen it as it is: any other word signs nothing.
create function ota.sign_per_diem() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    if ota.is_restoring() then
        return null;
    end if;
    update public.per_diems d
       set signed_name = p.name, signed_at = now(),
           paid_on = coalesce(d.paid_on, (now() at time zone ota.known_zone(o.zone))::date)
      from public.people p, public.organizations o
     where d.organization_id = new.organization_id and d.id = new.subject_id
       and d.seq = new.subject_seq and d.signed_at is null
       and p.organization_id = d.organization_id and p.id = d.person_id
       and p.user_id = new.owner_id and o.id = d.organization_id;
    return null;
end
$$;
comment on function ota.sign_per_diem() is
    'Trigger: whoever acknowledges the own per diem as it stands has signed for it.';
create trigger t7_sign_insert after insert on public.acknowledgements
    for each row when (new.subject = 'per_diems') execute function ota.sign_per_diem();
create trigger t7_sign_update after update of subject_seq on public.acknowledgements
    for each row when (new.subject = 'per_diems') execute function ota.sign_per_diem();
