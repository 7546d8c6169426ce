-- How people get from one city to the next.

create table public.travel (
    like ota.row_start including all,
    tour_id uuid,
    show_id uuid,
    owner_id uuid,
    mode text not null,
    title text,
    carrier text,
    reference text,
    departs_at timestamptz,
    departs_zone text,
    departs_place text,
    arrives_at timestamptz,
    arrives_zone text,
    arrives_place text,
    seat text,
    status text not null default 'idea',
    notes text,
    like ota.row_end including all,
    constraint travel_tour_id_fkey foreign key (organization_id, tour_id)
        references public.tours (organization_id, id) on delete set null (tour_id),
    constraint travel_show_id_fkey foreign key (organization_id, show_id)
        references public.shows (organization_id, id) on delete set null (show_id),
    constraint travel_mode_known check (mode in (
        'flight', 'train', 'bus', 'ferry', 'car', 'ground')),
    constraint travel_title_length check (char_length(title) between 1 and 4000),
    constraint travel_carrier_length check (char_length(carrier) between 1 and 4000),
    constraint travel_reference_length check (char_length(reference) between 1 and 4000),
    constraint travel_departs_zone_name
        check (char_length(departs_zone) <= 64 and departs_zone ~ '^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$'),
    constraint travel_departs_place_length check (char_length(departs_place) between 1 and 4000),
    constraint travel_arrives_zone_name
        check (char_length(arrives_zone) <= 64 and arrives_zone ~ '^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$'),
    constraint travel_arrives_place_length check (char_length(arrives_place) between 1 and 4000),
    constraint travel_seat_length check (char_length(seat) between 1 and 4000),
    constraint travel_status_known check (status in (
        'idea', 'quoted', 'booked', 'confirmed', 'done', 'changed', 'cancelled')),
    constraint travel_notes_length check (char_length(notes) between 1 and 20000)
);
select ota.adopt('public.travel', 'travel');
create index travel_tour_id_idx on public.travel (organization_id, tour_id);
create index travel_show_id_idx on public.travel (organization_id, show_id);
create index travel_departs_at_idx on public.travel (organization_id, departs_at);
create index travel_owner_id_idx on public.travel (organization_id, owner_id);
comment on table public.travel is 'One journey of one person or of the whole party.';
comment on column public.travel.tour_id is 'The tour it is part of.';
comment on column public.travel.show_id is 'The show it leads to.';
comment on column public.travel.owner_id is 'The user it is for; null for the whole party.';
comment on column public.travel.mode is 'By what.';
comment on column public.travel.title is 'What it is called.';
comment on column public.travel.carrier is 'Who drives, flies or sails.';
comment on column public.travel.reference is 'Booking reference.';
comment on column public.travel.departs_at is 'When it leaves.';
comment on column public.travel.departs_zone is 'IANA time zone there.';
comment on column public.travel.departs_place is 'Where it leaves.';
comment on column public.travel.arrives_at is 'When it arrives.';
comment on column public.travel.arrives_zone is 'IANA time zone there.';
comment on column public.travel.arrives_place is 'Where it arrives.';
comment on column public.travel.seat is 'Seat or bunk.';
comment on column public.travel.status is 'How far it is.';
comment on column public.travel.notes is 'Anything else.';
