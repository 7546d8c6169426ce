-- Where a run is in dispute, a dispute says of which of its shows.

alter table public.disputes
    add column show_id uuid,
    add constraint disputes_show_id_fkey foreign key (organization_id, show_id)
        references public.shows (organization_id, id) on delete set null (show_id);
create index disputes_show_id_idx on public.disputes (organization_id, show_id);
comment on column public.disputes.show_id is
    'The show of a run whose line it is; not given where the settlement is of one show.';
