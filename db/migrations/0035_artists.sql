-- Artists are rows, not only names: whose dates a partner sees is said by the artist, and which of ours a
-- partner's artist is, too. So a new name takes nothing away, and of two with one name only the one
-- that was meant is shared.
--
--   tours.artist_id ─▶ artists ◀─ partner_shares.artist_id        what we let a partner see
--                         ▲
--                         └─ partner_artists.artist_id            which of ours theirs is
--   partner_dates.partner_artist_id ─▶ partner_artists            what they let us see
--
-- tours.artist stays the name as it is shown; the two are kept in step here. Where an organization has
-- dates without an artist, the artist is the organization itself, and artist_id null.

create table public.artists (
    like ota.row_start including all,
    name text not null,
    like ota.row_end including all,
    constraint artists_name_length check (char_length(name) between 1 and 160)
);
select ota.adopt('public.artists', 'tours');
create index artists_name_idx on public.artists (organization_id, lower(btrim(name)));
comment on table public.artists is
    'Whom tours are of; made with the first tour that names them. Two may have one name.';
comment on column public.artists.name is 'The name; a new one is given to their tours, too.';

alter table public.tours
    add column artist_id uuid,
    add constraint tours_artist_id_fkey foreign key (organization_id, artist_id)
        references public.artists (organization_id, id) on delete set null (artist_id);
create index tours_artist_id_idx on public.tours (organization_id, artist_id);
comment on column public.tours.artist_id is
    'Whose tour it is. Null: the organization''s own, or one of several artists with its name, of whom '
    'nobody has said which.';
comment on column public.tours.artist is
    'The artist''s name. Writing another one makes it another artist''s tour.';

create function ota.is_same_name(one text, other text) returns boolean
language sql immutable parallel safe set search_path = pg_catalog as $$
    select lower(btrim(one)) = lower(btrim(other))
$$;
comment on function ota.is_same_name(text, text) is
    'Is it one name, however it is written? Null where one is missing.';

create function ota.artists_named(organization_id uuid, name text) returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(a.id order by a.id), '{}') from public.artists a
     where a.organization_id = $1 and lower(btrim(a.name)) = lower(btrim($2))
$$;
comment on function ota.artists_named(uuid, text) is 'The artists of an organization with this name.';

create function ota.artist_for(organization_id uuid, name text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    known constant uuid[] := ota.artists_named(organization_id, name);
    made uuid;
begin
    if name is null or cardinality(known) > 1
       or exists (select from public.organizations o
                   where o.id = artist_for.organization_id and ota.is_same_name(o.name, artist_for.name)) then
        return null;
    elsif cardinality(known) = 0 then
        insert into public.artists (organization_id, name) values ($1, btrim($2)) returning id into made;
        return made;
    end if;
    return known[1];
end
$$;
comment on function ota.artist_for(uuid, text) is
    'The one artist with this name, made where there is none; null for the organization''s own name and '
    'where several have it.';

create function ota.name_tour_artist() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    is_chosen constant boolean := new.artist_id is not null
        and (tg_op = 'INSERT' or new.artist_id is distinct from old.artist_id);
    known text;
begin
    if tg_op = 'UPDATE' and not is_chosen and new.artist is not distinct from old.artist then
        return new;
    end if;
    select a.name into known from public.artists a
     where a.organization_id = new.organization_id and a.id = new.artist_id;
    if ota.is_same_name(new.artist, known) then
        return new;
    elsif is_chosen then
        new.artist := known;
    else
        new.artist_id := ota.artist_for(new.organization_id, new.artist);
    end if;
    return new;
end
$$;
comment on function ota.name_tour_artist() is
    'Trigger: keeps a tour''s artist and the name that is shown in step; who is chosen has the last word.';
create trigger t0_artist before insert or update on public.tours
    for each row execute function ota.name_tour_artist();

alter table public.partner_shares
    add column artist_id uuid,
    add constraint partner_shares_artist_id_fkey foreign key (organization_id, artist_id)
        references public.artists (organization_id, id) on delete cascade;
create index partner_shares_artist_id_idx on public.partner_shares (organization_id, artist_id);
comment on column public.partner_shares.artist_id is
    'Whose dates; null: the organization''s own, those without an artist.';
comment on column public.partner_shares.artist is
    'The name that the partner sees; the server keeps it.';

create function ota.name_share() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    if tg_op = 'UPDATE' then
        new.artist_id := old.artist_id;
        new.partnership_id := old.partnership_id;
    elsif new.artist_id is null and cardinality(ota.artists_named(new.organization_id, new.artist)) > 1 then
        perform ota.refuse('several artists have this name', 'Update the app and say which of them.');
    elsif new.artist_id is null then
        new.artist_id := ota.artist_for(new.organization_id, new.artist);
    end if;
    select coalesce(a.name, o.name) into new.artist
      from public.organizations o
      left join public.artists a on a.organization_id = o.id and a.id = new.artist_id
     where o.id = new.organization_id;
    return new;
end
$$;
comment on function ota.name_share() is
    'Trigger: what is shared is an artist; a client that only says a name means the one who has it.';
drop index public.partner_shares_artist_key;

-- Each artist has what is shared as one change; names that were written in several ways are one artist.
do $$
declare
    organization uuid;
begin
    for organization in select t.organization_id from public.tours t where t.artist is not null
                        union select s.organization_id from public.partner_shares s loop
        perform set_config('ota.taken', '', true);
        update public.tours t set artist_id = ota.artist_for(organization, t.artist)
         where t.organization_id = organization and t.artist is not null;
        update public.partner_shares s set artist_id = ota.artist_for(organization, s.artist)
         where s.organization_id = organization;
        update public.partner_shares s set artist = a.name from public.artists a
         where s.organization_id = organization and a.organization_id = organization
           and a.id = s.artist_id;
    end loop;
    perform set_config('ota.taken', '', true);
end
$$;
create unique index partner_shares_artist_key on public.partner_shares
    (organization_id, partnership_id, artist_id) nulls not distinct;
create trigger t0_name before insert or update on public.partner_shares
    for each row execute function ota.name_share();

create function ota.spread_artist_name() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    update public.tours t set artist = new.name
     where t.organization_id = new.organization_id and t.artist_id = new.id;
    update public.partner_shares s set artist = new.name
     where s.organization_id = new.organization_id and s.artist_id = new.id;
    return null;
end
$$;
comment on function ota.spread_artist_name() is
    'Trigger: an artist''s new name is that of their tours and of what is shared.';
create trigger t7_name after update on public.artists
    for each row when (old.name <> new.name) execute function ota.spread_artist_name();

create function ota.spread_own_name() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    update public.tours t set artist = new.name
     where t.organization_id = new.id and t.artist_id is null and ota.is_same_name(t.artist, old.name);
    update public.partner_shares s set artist = new.name
     where s.organization_id = new.id and s.artist_id is null;
    return null;
end
$$;
comment on function ota.spread_own_name() is
    'Trigger: what goes under the organization''s own name goes under its new one.';
create trigger t7_name after update on public.organizations
    for each row when (old.name <> new.name) execute function ota.spread_own_name();

create table public.partner_artists (
    like ota.row_start including all,
    partnership_id uuid not null,
    their_id uuid not null,
    name text not null,
    artist_id uuid,
    like ota.row_end including all,
    constraint partner_artists_their_id_key unique (organization_id, partnership_id, their_id),
    constraint partner_artists_partnership_id_fkey foreign key (organization_id, partnership_id)
        references public.partnerships (organization_id, id) on delete cascade,
    constraint partner_artists_artist_id_fkey foreign key (organization_id, artist_id)
        references public.artists (organization_id, id) on delete set null (artist_id),
    constraint partner_artists_name_length check (char_length(name) between 1 and 160)
);
select ota.adopt('public.partner_artists', 'booking');
create index partner_artists_artist_id_idx on public.partner_artists (organization_id, artist_id);
comment on table public.partner_artists is
    'An artist of whom a partner lets us see something. The server writes it, but for which of ours it '
    'is.';
comment on column public.partner_artists.partnership_id is 'The partner.';
comment on column public.partner_artists.their_id is 'What stays the same whatever they call the artist.';
comment on column public.partner_artists.name is 'What they call the artist.';
comment on column public.partner_artists.artist_id is
    'Which of ours it is: at first the one with the name. Null: nobody has said.';

alter table public.partner_dates
    drop constraint partner_dates_date_key,
    add column partner_artist_id uuid,
    add constraint partner_dates_partner_artist_id_fkey
        foreign key (organization_id, partner_artist_id)
        references public.partner_artists (organization_id, id) on delete cascade,
    add constraint partner_dates_date_key unique (organization_id, partner_artist_id, date);
create index partner_dates_partnership_idx on public.partner_dates (organization_id, partnership_id);
comment on column public.partner_dates.partner_artist_id is 'Whose date it is.';
comment on column public.partner_dates.artist is 'The artist, as the partner calls them.';

drop trigger t8_partners_update on public.tours;
create trigger t8_partners_update after update on public.tours for each row
    when ((old.artist, old.artist_id) is distinct from (new.artist, new.artist_id))
    execute function ota.dates_changed('organization_id');

drop function ota.shared_dates(uuid, uuid);
create function ota.shared_dates(organization_id uuid, partnership_id uuid, out share_id uuid,
    out artist text, out date date, out status text, out city text, out country text)
returns setof record
language sql stable security definer set search_path = pg_catalog as $$
    with tour as (
        select t.id, t.artist_id,
               t.artist_id is null and coalesce(ota.is_same_name(t.artist, o.name), true) as is_own
          from public.tours t join public.organizations o on o.id = t.organization_id
         where t.organization_id = $1),
    taken as (
        select t.artist_id, coalesce(t.is_own, true) as is_own, s.date,
               case when s.status in ('held', 'offered') then 'held' else 'confirmed' end as status,
               coalesce(s.city, v.city) as city, coalesce(s.country, v.country) as country
          from public.shows s
          left join tour t on t.id = s.tour_id
          left join public.venues v on v.organization_id = $1 and v.id = s.venue_id
         where s.organization_id = $1
           and s.status not in ('idea', 'released', 'postponed', 'cancelled')
        union all
        -- A hold for no tour and no show may be anybody's, and is nobody else's business.
        select t.artist_id, coalesce(t.is_own, true), h.date,
               case h.status when 'confirmed' then 'confirmed' else 'held' end, v.city, v.country
          from public.holds h
          join public.venues v on v.organization_id = $1 and v.id = h.venue_id
          left join public.shows s on s.organization_id = $1 and s.id = h.show_id
          left join tour t on t.id = coalesce(h.tour_id, s.tour_id)
         where h.organization_id = $1 and h.status in ('active', 'challenged', 'confirmed')
           and (h.tour_id is not null or h.show_id is not null)
        union all
        select t.artist_id, coalesce(t.is_own, true), d.date, 'other', d.city, d.country
          from public.days d
          left join tour t on t.id = d.tour_id
         where d.organization_id = $1 and d.kind <> 'off')
    select distinct on (p.id, k.date) p.id, p.artist, k.date,
           case p.detail when 'city' then k.status end, case p.detail when 'city' then k.city end,
           case p.detail when 'city' then k.country end
      from public.partner_shares p
      join taken k on k.artist_id = p.artist_id or (p.artist_id is null and k.is_own)
     where p.organization_id = $1 and p.partnership_id = $2 and k.date >= current_date - 31
     order by p.id, k.date,
              array_position(array['confirmed', 'held', 'other'], k.status), k.city, k.country
     limit 5000
$$;
comment on function ota.shared_dates(uuid, uuid) is
    'What a partner may see, from a month back on: one row a share and date. The only place that '
    'reads one organization''s plans for another.';

create function ota.shared_artists(organization_id uuid, partnership_id uuid, out share_id uuid,
    out artist text)
returns setof record
language sql stable security definer set search_path = pg_catalog as $$
    select p.id, p.artist from public.partner_shares p
     where p.organization_id = $1 and p.partnership_id = $2
$$;
comment on function ota.shared_artists(uuid, uuid) is
    'Of whom a partner may see something: the share, and the name that goes with it.';

create function ota.write_partner_artists(organization_id uuid, partnership_id uuid,
    other_organization_id uuid, theirs uuid) returns void
language sql volatile security definer set search_path = pg_catalog as $$
    with shared as materialized (select * from ota.shared_artists($3, $4)),
    gone as (
        delete from public.partner_artists a
         where a.organization_id = $1 and a.partnership_id = $2
           and not exists (select from shared s where s.share_id = a.their_id)),
    changed as (
        update public.partner_artists a set name = s.artist from shared s
         where a.organization_id = $1 and a.partnership_id = $2 and a.their_id = s.share_id
           and a.name <> s.artist)
    insert into public.partner_artists (organization_id, partnership_id, their_id, name, artist_id)
    select $1, $2, s.share_id, s.artist, case cardinality(o.known) when 1 then o.known[1] end
      from shared s cross join lateral ota.artists_named($1, s.artist) o (known)
     where not exists (select from public.partner_artists a
                        where a.organization_id = $1 and a.partnership_id = $2
                          and a.their_id = s.share_id)
$$;
comment on function ota.write_partner_artists(uuid, uuid, uuid, uuid) is
    'Makes the artists that one side knows of a partnership those of whom the other shares something. '
    'Which of ours one is stays as it was said; a new one is the one of ours with the name.';

create or replace function ota.write_partner_dates(organization_id uuid, partnership_id uuid,
    other_organization_id uuid, theirs uuid) returns void
language sql volatile security definer set search_path = pg_catalog as $$
    select ota.write_partner_artists($1, $2, $3, $4);
    with shared as materialized (
        select a.id as artist_id, a.name, s.date, s.status, s.city, s.country
          from ota.shared_dates($3, $4) s
          join public.partner_artists a
            on a.organization_id = $1 and a.partnership_id = $2 and a.their_id = s.share_id),
    gone as (
        delete from public.partner_dates d
         where d.organization_id = $1 and d.partnership_id = $2
           and not exists (select from shared s
                            where (s.artist_id, s.date) = (d.partner_artist_id, d.date))),
    changed as (
        update public.partner_dates d
           set artist = s.name, status = s.status, city = s.city, country = s.country
          from shared s
         where d.organization_id = $1 and d.partnership_id = $2
           and (s.artist_id, s.date) = (d.partner_artist_id, d.date)
           and (s.name, s.status, s.city, s.country)
               is distinct from (d.artist, d.status, d.city, d.country))
    insert into public.partner_dates (organization_id, partnership_id, partner_artist_id, artist, date,
                                      status, city, country)
    select $1, $2, s.artist_id, s.name, s.date, s.status, s.city, s.country from shared s
     where not exists (select from public.partner_dates d
                        where d.organization_id = $1 and d.partnership_id = $2
                          and (d.partner_artist_id, d.date) = (s.artist_id, s.date))
$$;

create or replace function ota.forget_partner_dates(organization_id uuid, partnership_id uuid)
returns void
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    delete from public.partner_dates d where d.organization_id = $1 and d.partnership_id = $2;
    delete from public.partner_artists a where a.organization_id = $1 and a.partnership_id = $2;
    -- What was seen by consent leaves the history, too; that something was deleted stays.
    update ota.change_log l
       set changed = '{}',
           before = case when l.before is not null then jsonb_build_object('id', l.row_id,
               'organization_id', $1, 'partnership_id', $2) end,
           after = case when l.after is not null then jsonb_build_object('id', l.row_id,
               'organization_id', $1, 'partnership_id', $2) end
     where l.organization_id = $1 and l.table_name in ('partner_dates', 'partner_artists')
       and (l.before ->> 'partnership_id' = $2::text or l.after ->> 'partnership_id' = $2::text);
end
$$;

-- Everybody who has partners is told what they share, by artist, once.
insert into ota.partner_news (organization_id, partnership_id)
select l.first_organization_id, l.first_id from ota.partner_links l
 where l.second_id is not null and l.ended_at is null
union all
select l.second_organization_id, l.second_id from ota.partner_links l
 where l.second_id is not null and l.ended_at is null;
