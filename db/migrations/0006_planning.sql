-- What a tour is made of: people, tours, venues, shows, the days between and the hours of each day.

create table public.people (
    like ota.row_start including all,
    user_id uuid,
    name text not null,
    email text,
    phone text,
    job text,
    notes text,
    like ota.row_end including all,
    constraint people_name_length check (char_length(name) between 1 and 120),
    constraint people_email_length check (char_length(email) between 3 and 320),
    constraint people_phone_length check (char_length(phone) between 1 and 4000),
    constraint people_job_length check (char_length(job) between 1 and 4000),
    constraint people_notes_length check (char_length(notes) between 1 and 20000)
);
select ota.adopt('public.people', 'people');
create index people_name_idx on public.people (organization_id, name);
comment on table public.people is
    'Somebody the organization works with, with or without an account.';
comment on column public.people.user_id is 'The person''s account, where they have one.';
comment on column public.people.name is 'What the person is called.';
comment on column public.people.email is 'Where to write.';
comment on column public.people.phone is 'Where to call.';
comment on column public.people.job is 'What they do, such as FOH engineer.';
comment on column public.people.notes is 'Anything else.';

create table public.tours (
    like ota.row_start including all,
    name text not null,
    artist text,
    starts_on date,
    ends_on date,
    currency text,
    status text not null default 'planned',
    notes text,
    like ota.row_end including all,
    constraint tours_name_length check (char_length(name) between 1 and 120),
    constraint tours_artist_length check (char_length(artist) between 1 and 4000),
    constraint tours_currency_code check (currency ~ '^[A-Z]{3}$'),
    constraint tours_status_known check (status in ('planned', 'active', 'done', 'cancelled')),
    constraint tours_notes_length check (char_length(notes) between 1 and 20000)
);
select ota.adopt('public.tours', 'tours');
create index tours_starts_on_idx on public.tours (organization_id, starts_on);
comment on table public.tours is 'A run of shows under one name.';
comment on column public.tours.name is 'What the tour is called.';
comment on column public.tours.artist is 'Who is on tour.';
comment on column public.tours.starts_on is 'First day.';
comment on column public.tours.ends_on is 'Last day.';
comment on column public.tours.currency is 'ISO 4217 code in which the tour is reckoned.';
comment on column public.tours.status is 'How far it is.';
comment on column public.tours.notes is 'Anything else.';

create table public.venues (
    like ota.row_start including all,
    name text not null,
    city text,
    country text,
    address text,
    latitude double precision,
    longitude double precision,
    zone text,
    capacity integer,
    phone text,
    website text,
    notes text,
    like ota.row_end including all,
    constraint venues_name_length check (char_length(name) between 1 and 160),
    constraint venues_city_length check (char_length(city) between 1 and 4000),
    constraint venues_country_code check (country ~ '^[A-Z]{2}$'),
    constraint venues_address_length check (char_length(address) between 1 and 4000),
    constraint venues_latitude_range check (latitude between -90 and 90),
    constraint venues_longitude_range check (longitude between -180 and 180),
    constraint venues_zone_name
        check (char_length(zone) <= 64 and zone ~ '^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$'),
    constraint venues_capacity_range check (capacity between 0 and 10000000),
    constraint venues_phone_length check (char_length(phone) between 1 and 4000),
    constraint venues_website_length check (char_length(website) between 1 and 4000),
    constraint venues_notes_length check (char_length(notes) between 1 and 20000)
);
select ota.adopt('public.venues', 'venues');
create index venues_name_idx on public.venues (organization_id, name);
comment on table public.venues is 'A place with a stage.';
comment on column public.venues.name is 'What the venue is called.';
comment on column public.venues.city is 'Its city.';
comment on column public.venues.country is 'ISO 3166 code of its country.';
comment on column public.venues.address is 'Street and number.';
comment on column public.venues.latitude is 'Degrees north.';
comment on column public.venues.longitude is 'Degrees east.';
comment on column public.venues.zone is 'IANA time zone.';
comment on column public.venues.capacity is 'How many people it holds.';
comment on column public.venues.phone is 'Where to call.';
comment on column public.venues.website is 'Its site.';
comment on column public.venues.notes is 'Anything else.';

create table public.shows (
    like ota.row_start including all,
    tour_id uuid,
    venue_id uuid,
    title text not null,
    date date not null,
    status text not null default 'idea',
    billing text not null default 'headline',
    city text,
    country text,
    zone text,
    doors_at timestamptz,
    starts_at timestamptz,
    ends_at timestamptz,
    curfew_at timestamptz,
    capacity integer,
    notes text,
    like ota.row_end including all,
    constraint shows_tour_id_fkey foreign key (organization_id, tour_id)
        references public.tours (organization_id, id) on delete set null (tour_id),
    constraint shows_venue_id_fkey foreign key (organization_id, venue_id)
        references public.venues (organization_id, id) on delete set null (venue_id),
    constraint shows_title_length check (char_length(title) between 1 and 160),
    constraint shows_status_known check (status in (
        'idea', 'held', 'offered', 'confirmed', 'advanced', 'played', 'settled', 'closed',
        'released', 'postponed', 'cancelled')),
    constraint shows_billing_known check (billing in (
        'headline', 'support', 'festival', 'showcase', 'private')),
    constraint shows_city_length check (char_length(city) between 1 and 4000),
    constraint shows_country_code check (country ~ '^[A-Z]{2}$'),
    constraint shows_zone_name
        check (char_length(zone) <= 64 and zone ~ '^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$'),
    constraint shows_capacity_range check (capacity between 0 and 10000000),
    constraint shows_notes_length check (char_length(notes) between 1 and 20000)
);
select ota.adopt('public.shows', 'shows');
create index idx_shows_org_date on public.shows (organization_id, date);
create index idx_active_shows on public.shows (organization_id, date) where status <> 'cancelled';
create index shows_tour_id_idx on public.shows (organization_id, tour_id);
create index shows_venue_id_idx on public.shows (organization_id, venue_id);
comment on table public.shows is 'One performance on one business date.';
comment on column public.shows.tour_id is 'The tour it is part of.';
comment on column public.shows.venue_id is 'Where it is.';
comment on column public.shows.title is 'What it is called.';
comment on column public.shows.date is
    'The business date: a set at 00:30 belongs to the evening before.';
comment on column public.shows.status is 'How far it is.';
comment on column public.shows.billing is 'How the artist is billed.';
comment on column public.shows.city is 'City, also before there is a venue.';
comment on column public.shows.country is 'ISO 3166 code.';
comment on column public.shows.zone is 'IANA time zone of its times.';
comment on column public.shows.doors_at is 'When the audience comes in.';
comment on column public.shows.starts_at is 'When the set begins.';
comment on column public.shows.ends_at is 'When the set ends.';
comment on column public.shows.curfew_at is 'When it must be quiet.';
comment on column public.shows.capacity is 'How many people this show can hold.';
comment on column public.shows.notes is 'Anything else.';

create table public.days (
    like ota.row_start including all,
    tour_id uuid,
    date date not null,
    kind text not null,
    title text,
    city text,
    country text,
    zone text,
    notes text,
    like ota.row_end including all,
    constraint days_tour_id_fkey foreign key (organization_id, tour_id)
        references public.tours (organization_id, id) on delete set null (tour_id),
    constraint days_kind_known check (kind in ('travel', 'off', 'rehearsal', 'promo', 'press')),
    constraint days_title_length check (char_length(title) between 1 and 160),
    constraint days_city_length check (char_length(city) between 1 and 4000),
    constraint days_country_code check (country ~ '^[A-Z]{2}$'),
    constraint days_zone_name
        check (char_length(zone) <= 64 and zone ~ '^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$'),
    constraint days_notes_length check (char_length(notes) between 1 and 20000)
);
select ota.adopt('public.days', 'shows');
create index days_date_idx on public.days (organization_id, date);
create index days_tour_id_idx on public.days (organization_id, tour_id);
comment on table public.days is 'A day of a tour that is not a show.';
comment on column public.days.tour_id is 'The tour it is part of.';
comment on column public.days.date is 'The business date.';
comment on column public.days.kind is 'What the day is for.';
comment on column public.days.title is 'What it is called.';
comment on column public.days.city is 'Where the party is.';
comment on column public.days.country is 'ISO 3166 code.';
comment on column public.days.zone is 'IANA time zone.';
comment on column public.days.notes is 'Anything else.';

create table public.schedule_items (
    like ota.row_start including all,
    show_id uuid,
    day_id uuid,
    kind text not null,
    title text not null,
    starts_at timestamptz not null,
    ends_at timestamptz,
    zone text not null,
    place text,
    notes text,
    is_confirmed boolean not null default false,
    is_hard boolean not null default false,
    like ota.row_end including all,
    constraint schedule_items_show_id_fkey foreign key (organization_id, show_id)
        references public.shows (organization_id, id) on delete cascade,
    constraint schedule_items_day_id_fkey foreign key (organization_id, day_id)
        references public.days (organization_id, id) on delete cascade,
    constraint schedule_items_one_parent check (show_id is null or day_id is null),
    constraint schedule_items_kind_known check (kind in (
        'call', 'load_in', 'soundcheck', 'doors', 'support', 'changeover', 'set', 'curfew',
        'load_out', 'meal', 'press', 'travel', 'hotel', 'other')),
    constraint schedule_items_title_length check (char_length(title) between 1 and 120),
    constraint schedule_items_zone_name
        check (char_length(zone) <= 64 and zone ~ '^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$'),
    constraint schedule_items_place_length check (char_length(place) between 1 and 4000),
    constraint schedule_items_notes_length check (char_length(notes) between 1 and 20000)
);
select ota.adopt('public.schedule_items', 'schedule');
create index schedule_items_show_id_idx on public.schedule_items (organization_id, show_id);
create index schedule_items_day_id_idx on public.schedule_items (organization_id, day_id);
create index schedule_items_starts_at_idx on public.schedule_items (organization_id, starts_at);
comment on table public.schedule_items is 'One line of a day sheet.';
comment on column public.schedule_items.show_id is 'The show it belongs to.';
comment on column public.schedule_items.day_id is 'Or the day without a show.';
comment on column public.schedule_items.kind is 'What happens.';
comment on column public.schedule_items.title is 'What the line says.';
comment on column public.schedule_items.starts_at is 'When it begins.';
comment on column public.schedule_items.ends_at is 'When it ends.';
comment on column public.schedule_items.zone is 'IANA time zone the times are read in.';
comment on column public.schedule_items.place is 'Where.';
comment on column public.schedule_items.notes is 'Anything else.';
comment on column public.schedule_items.is_confirmed is 'Agreed with everybody.';
comment on column public.schedule_items.is_hard is 'Cannot move.';
