-- Travel's passengers and legs, and where everybody sleeps.

alter table public.travel
    add column journey_id uuid,
    add column leg integer,
    add column distance_km integer,
    add column terminal text,
    add constraint travel_leg_range check (leg between 1 and 50),
    add constraint travel_distance_km_range check (distance_km between 0 and 100000),
    add constraint travel_terminal_length check (char_length(terminal) between 1 and 4000);
create index travel_journey_id_idx on public.travel (organization_id, journey_id);
comment on column public.travel.journey_id is 'Legs of one journey share it.';
comment on column public.travel.leg is 'The place of this leg in its journey.';
comment on column public.travel.distance_km is 'How far it is.';
comment on column public.travel.terminal is 'Terminal, platform or gate.';

create table public.travel_passengers (
    like ota.row_start including all,
    travel_id uuid not null,
    person_id uuid not null,
    seat text,
    ticket text,
    reference text,
    notes text,
    reader_ids uuid[],
    like ota.row_end including all,
    constraint travel_passengers_person_id_key unique (organization_id, travel_id, person_id),
    constraint travel_passengers_travel_id_fkey foreign key (organization_id, travel_id)
        references public.travel (organization_id, id) on delete cascade,
    constraint travel_passengers_person_id_fkey foreign key (organization_id, person_id)
        references public.people (organization_id, id) on delete cascade,
    constraint travel_passengers_seat_length check (char_length(seat) between 1 and 4000),
    constraint travel_passengers_ticket_length check (char_length(ticket) between 1 and 4000),
    constraint travel_passengers_reference_length
        check (char_length(reference) between 1 and 4000),
    constraint travel_passengers_notes_length check (char_length(notes) between 1 and 20000)
);
select ota.adopt('public.travel_passengers', 'travel');
create index travel_passengers_person_id_idx on public.travel_passengers (organization_id, person_id);
select ota.read_by_person('public.travel_passengers');
comment on table public.travel_passengers is 'Somebody on a journey, with their seat.';
comment on column public.travel_passengers.travel_id is 'The journey.';
comment on column public.travel_passengers.person_id is 'Who travels.';
comment on column public.travel_passengers.seat is 'Seat, berth or bunk.';
comment on column public.travel_passengers.ticket is 'Number of the ticket.';
comment on column public.travel_passengers.reference is
    'Booking reference, where it is their own.';
comment on column public.travel_passengers.notes is 'Anything else.';

create table public.stays (
    like ota.row_start including all,
    tour_id uuid,
    show_id uuid,
    name text not null,
    address text,
    city text,
    country text,
    latitude double precision,
    longitude double precision,
    zone text,
    phone text,
    email text,
    website text,
    check_in_on date not null,
    check_out_on date not null,
    check_in_from text,
    check_out_by text,
    breakfast text,
    reference text,
    status text not null default 'idea',
    notes text,
    visibility text not null default 'everyone',
    person_ids uuid[] not null default '{}',
    teams text[] not null default '{}',
    reader_ids uuid[],
    like ota.row_end including all,
    constraint stays_tour_id_fkey foreign key (organization_id, tour_id)
        references public.tours (organization_id, id) on delete set null (tour_id),
    constraint stays_show_id_fkey foreign key (organization_id, show_id)
        references public.shows (organization_id, id) on delete set null (show_id),
    constraint stays_name_length check (char_length(name) between 1 and 160),
    constraint stays_address_length check (char_length(address) between 1 and 4000),
    constraint stays_city_length check (char_length(city) between 1 and 4000),
    constraint stays_country_code check (country ~ '^[A-Z]{2}$'),
    constraint stays_latitude_range check (latitude between -90 and 90),
    constraint stays_longitude_range check (longitude between -180 and 180),
    constraint stays_zone_name
        check (char_length(zone) <= 64 and zone ~ '^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$'),
    constraint stays_phone_length check (char_length(phone) between 1 and 4000),
    constraint stays_email_length check (char_length(email) between 3 and 320),
    constraint stays_website_length check (char_length(website) between 1 and 4000),
    constraint stays_check_in_from_time check (check_in_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    constraint stays_check_out_by_time check (check_out_by ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    constraint stays_breakfast_length check (char_length(breakfast) between 1 and 4000),
    constraint stays_reference_length check (char_length(reference) between 1 and 4000),
    constraint stays_status_known check (status in (
        'idea', 'quoted', 'booked', 'confirmed', 'done', 'changed', 'cancelled')),
    constraint stays_notes_length check (char_length(notes) between 1 and 20000),
    constraint stays_dates_order check (check_out_on >= check_in_on)
);
select ota.adopt('public.stays', 'travel');
create index stays_tour_id_idx on public.stays (organization_id, tour_id);
create index stays_show_id_idx on public.stays (organization_id, show_id);
create index stays_check_in_on_idx on public.stays (organization_id, check_in_on);
select ota.read_by_visibility('public.stays');
comment on table public.stays is 'A hotel or another place to sleep, for some nights.';
comment on column public.stays.tour_id is 'The tour it is part of.';
comment on column public.stays.show_id is 'The show it is for.';
comment on column public.stays.name is 'What the place is called.';
comment on column public.stays.address is 'Street and number.';
comment on column public.stays.city is 'Its city.';
comment on column public.stays.country is 'ISO 3166 code of its country.';
comment on column public.stays.latitude is 'Degrees north.';
comment on column public.stays.longitude is 'Degrees east.';
comment on column public.stays.zone is 'IANA time zone.';
comment on column public.stays.phone is 'Where to call.';
comment on column public.stays.email is 'Where to write.';
comment on column public.stays.website is 'Its site.';
comment on column public.stays.check_in_on is 'The first night.';
comment on column public.stays.check_out_on is 'The day of leaving.';
comment on column public.stays.check_in_from is 'From when rooms are ready.';
comment on column public.stays.check_out_by is 'Until when rooms have to be left.';
comment on column public.stays.breakfast is 'When, where and whether it is paid for.';
comment on column public.stays.reference is 'Booking reference.';
comment on column public.stays.status is 'How far it is.';
comment on column public.stays.notes is 'Anything else.';

create table public.rooms (
    like ota.row_start including all,
    stay_id uuid not null,
    type text not null default 'single',
    number text,
    reference text,
    requests text,
    incidentals text not null default 'guest',
    notes text,
    reader_ids uuid[],
    like ota.row_end including all,
    constraint rooms_stay_id_fkey foreign key (organization_id, stay_id)
        references public.stays (organization_id, id) on delete cascade,
    constraint rooms_type_known check (type in (
        'single', 'double', 'twin', 'triple', 'suite', 'bunk', 'day_room')),
    constraint rooms_number_length check (char_length(number) between 1 and 20),
    constraint rooms_reference_length check (char_length(reference) between 1 and 4000),
    constraint rooms_requests_length check (char_length(requests) between 1 and 4000),
    constraint rooms_incidentals_known check (incidentals in ('guest', 'company', 'promoter')),
    constraint rooms_notes_length check (char_length(notes) between 1 and 20000)
);
select ota.adopt('public.rooms', 'travel');
create index rooms_stay_id_idx on public.rooms (organization_id, stay_id);
comment on table public.rooms is 'One room of a stay.';
comment on column public.rooms.stay_id is 'The stay.';
comment on column public.rooms.type is 'What kind of room.';
comment on column public.rooms.number is 'Its number.';
comment on column public.rooms.reference is 'Booking reference, where it is its own.';
comment on column public.rooms.requests is 'What was asked for, such as a high floor.';
comment on column public.rooms.incidentals is 'Who pays for extras.';
comment on column public.rooms.notes is 'Anything else.';
comment on column public.rooms.reader_ids is
    'The accounts of who sleeps in it, set by the server.';

create table public.room_guests (
    like ota.row_start including all,
    room_id uuid not null,
    person_id uuid not null,
    arrives_on date not null,
    leaves_on date not null,
    alias text,
    reader_ids uuid[],
    like ota.row_end including all,
    constraint room_guests_person_id_key unique (organization_id, room_id, person_id),
    constraint room_guests_room_id_fkey foreign key (organization_id, room_id)
        references public.rooms (organization_id, id) on delete cascade,
    constraint room_guests_person_id_fkey foreign key (organization_id, person_id)
        references public.people (organization_id, id) on delete cascade,
    constraint room_guests_alias_length check (char_length(alias) between 1 and 120),
    constraint room_guests_dates_order check (leaves_on >= arrives_on)
);
select ota.adopt('public.room_guests', 'travel');
create index room_guests_person_id_idx on public.room_guests (organization_id, person_id);
select ota.read_by_parent('public.room_guests', 'public.rooms', 'room_id');
comment on table public.room_guests is 'Who sleeps in a room, from when until when.';
comment on column public.room_guests.room_id is 'The room.';
comment on column public.room_guests.person_id is 'Who sleeps there.';
comment on column public.room_guests.arrives_on is 'Their first night.';
comment on column public.room_guests.leaves_on is 'The day they leave.';
comment on column public.room_guests.alias is 'The name at the desk.';

create function ota.set_room_readers() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    new.reader_ids := array(
        select distinct p.user_id from public.room_guests g
          join public.people p on p.organization_id = g.organization_id and p.id = g.person_id
         where g.organization_id = new.organization_id and g.room_id = new.id
           and p.user_id is not null order by 1);
    return new;
end
$$;
comment on function ota.set_room_readers() is
    'Trigger: a room is read by who sleeps in it.';
create trigger t0_readers before insert or update on public.rooms
    for each row execute function ota.set_room_readers();

create function ota.spread_room() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    update public.rooms r set reader_ids = reader_ids
     where r.organization_id = coalesce(new.organization_id, old.organization_id)
       and r.id::text in (to_jsonb(new) ->> 'room_id', to_jsonb(old) ->> 'room_id');
    return null;
end
$$;
comment on function ota.spread_room() is
    'Trigger on room_guests: their rooms get their readers anew, and all who share them with those.';
create trigger t6_room after insert or delete on public.room_guests
    for each row execute function ota.spread_room();
create trigger t6_room_update after update on public.room_guests for each row
    when ((old.room_id, old.person_id) is distinct from (new.room_id, new.person_id))
    execute function ota.spread_room();

create function ota.spread_room_person() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    update public.rooms r set reader_ids = reader_ids
     where r.organization_id = new.organization_id
       and r.id in (select g.room_id from public.room_guests g
                     where g.organization_id = new.organization_id and g.person_id = new.id);
    return null;
end
$$;
comment on function ota.spread_room_person() is
    'Trigger on people: where somebody sleeps follows their account.';
create trigger t7_rooms after update on public.people for each row
    when (old.user_id is distinct from new.user_id)
    execute function ota.spread_room_person();
