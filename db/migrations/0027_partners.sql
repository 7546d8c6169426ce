-- Partners: two organizations that let each other see when their artists are taken, and no more.
--
-- Each side has a row of its own about the other (partnerships), says per artist what the other sees
-- (partner_shares), and is told what it may see as rows of its own (partner_dates), so that a
-- partner's calendar syncs, works offline and is purged like anything else.
--
--   shows, days, holds ─▶ ota.shared_dates ─▶ ota.tell_partner ─▶ partner_dates of the partner
--     (one organization)    the only way out     (a transaction of its own: one writes into one)
--
-- What the two have in common is in the directory ota.partner_links; news for a side wait in
-- ota.partner_news until the server's chore tells them.

create table public.partnerships (
    like ota.row_start including all,
    name text,
    status text not null default 'invited',
    code text,
    expires_at timestamptz,
    partner_id uuid,
    linked_at timestamptz,
    ended_at timestamptz,
    like ota.row_end including all,
    constraint partnerships_name_length check (char_length(name) between 1 and 120),
    constraint partnerships_status_known check (status in ('invited', 'linked', 'ended')),
    constraint partnerships_code_length check (char_length(code) between 16 and 16),
    constraint partnerships_code_form check (code ~ '^[A-HJ-NP-Z2-9]{16}$')
);
select ota.adopt('public.partnerships', 'partners');
comment on table public.partnerships is
    'Another organization here, with which calendars are shared by consent of both.';
comment on column public.partnerships.name is
    'What the partner is called; until they are linked, for whom the invitation is.';
comment on column public.partnerships.status is
    'invited: the code waits to be used; linked; ended by either side.';
comment on column public.partnerships.code is
    'What the partner types to be linked, made by who invites; a new row that is linked gives '
    'the code that it was told. Gone once it was used.';
comment on column public.partnerships.expires_at is 'Until when the code can be used.';
comment on column public.partnerships.partner_id is 'The other organization.';
comment on column public.partnerships.linked_at is 'Since when both have agreed.';
comment on column public.partnerships.ended_at is 'When either side ended it.';

create table public.partner_shares (
    like ota.row_start including all,
    partnership_id uuid not null,
    artist text not null,
    detail text not null default 'busy',
    like ota.row_end including all,
    constraint partner_shares_partnership_id_fkey foreign key (organization_id, partnership_id)
        references public.partnerships (organization_id, id) on delete cascade,
    constraint partner_shares_artist_length check (char_length(artist) between 1 and 160),
    constraint partner_shares_detail_known check (detail in ('busy', 'city'))
);
select ota.adopt('public.partner_shares', 'partners');
create unique index partner_shares_artist_key on public.partner_shares
    (organization_id, partnership_id, lower(btrim(artist)));
comment on table public.partner_shares is
    'What a partner sees of an artist''s dates; without such a row nothing.';
comment on column public.partner_shares.partnership_id is 'The partner.';
comment on column public.partner_shares.artist is
    'The artist, as the tours name them; the organization''s own name for dates without one.';
comment on column public.partner_shares.detail is
    'busy: that a date is taken; city: also the city, and whether it is confirmed.';

create table public.partner_dates (
    like ota.row_start including all,
    partnership_id uuid not null,
    artist text not null,
    date date not null,
    status text,
    city text,
    country text,
    like ota.row_end including all,
    constraint partner_dates_date_key unique (organization_id, partnership_id, artist, date),
    constraint partner_dates_partnership_id_fkey foreign key (organization_id, partnership_id)
        references public.partnerships (organization_id, id) on delete cascade,
    constraint partner_dates_artist_length check (char_length(artist) between 1 and 160),
    constraint partner_dates_status_known check (status in ('confirmed', 'held', 'other')),
    constraint partner_dates_city_length check (char_length(city) between 1 and 4000),
    constraint partner_dates_country_code check (country ~ '^[A-Z]{2}$')
);
select ota.adopt('public.partner_dates', 'booking');
comment on table public.partner_dates is
    'A date on which a partner''s artist is taken, as the partner lets it be seen. Only the server '
    'writes it.';
comment on column public.partner_dates.partnership_id is 'The partner.';
comment on column public.partner_dates.artist is 'The artist.';
comment on column public.partner_dates.date is 'The business date.';
comment on column public.partner_dates.status is
    'confirmed, held, or something other than a show; null where only that it is taken is shared.';
comment on column public.partner_dates.city is 'The city, where it is shared.';
comment on column public.partner_dates.country is 'ISO 3166 code, where the city is shared.';

create table ota.partner_links (
    id bigint generated always as identity primary key,
    code_hash bytea not null,
    first_organization_id uuid not null,
    first_id uuid not null,
    second_organization_id uuid,
    second_id uuid,
    expires_at timestamptz not null,
    ended_at timestamptz,
    constraint partner_links_code_hash_key unique (code_hash),
    constraint partner_links_code_hash_length check (octet_length(code_hash) = 32)
);
create index partner_links_first_idx on ota.partner_links (first_organization_id, first_id);
create index partner_links_second_idx on ota.partner_links (second_organization_id, second_id);
comment on table ota.partner_links is
    'A directory of who invited whom: the only place that knows both sides.';
comment on column ota.partner_links.id is 'Its number.';
comment on column ota.partner_links.code_hash is 'SHA-256 of the invitation''s code.';
comment on column ota.partner_links.first_organization_id is 'Who invited.';
comment on column ota.partner_links.first_id is 'Their row of partnerships.';
comment on column ota.partner_links.second_organization_id is 'Who used the code.';
comment on column ota.partner_links.second_id is 'Their row of partnerships.';
comment on column ota.partner_links.expires_at is 'Until when the code can be used.';
comment on column ota.partner_links.ended_at is 'When either side ended it.';

-- Only added to: who writes waits for nobody of the other organization.
create table ota.partner_news (
    id bigint generated always as identity primary key,
    organization_id uuid not null,
    partnership_id uuid not null
);
create index partner_news_partnership_idx on ota.partner_news (organization_id, partnership_id);
comment on table ota.partner_news is 'Which sides of which partnerships have something to be told.';
comment on column ota.partner_news.id is 'Its number.';
comment on column ota.partner_news.organization_id is 'Who is to be told.';
comment on column ota.partner_news.partnership_id is 'Their row of partnerships.';

create function ota.partner_sides(organization_id uuid, out link_id bigint, out mine uuid,
    out other_organization_id uuid, out theirs uuid, out ended_at timestamptz)
returns setof record
language sql stable security definer set search_path = pg_catalog as $$
    select l.id, l.first_id, l.second_organization_id, l.second_id, l.ended_at
      from ota.partner_links l
     where l.first_organization_id = $1 and l.second_id is not null
    union all
    select l.id, l.second_id, l.first_organization_id, l.first_id, l.ended_at
      from ota.partner_links l
     where l.second_organization_id = $1
$$;
comment on function ota.partner_sides(uuid) is
    'The partnerships of an organization as it sees them: its own row, and the other''s.';

create function ota.tell_later(organization_id uuid, partnership_id uuid) returns void
language sql volatile security definer set search_path = pg_catalog as $$
    insert into ota.partner_news (organization_id, partnership_id) values ($1, $2);
    select pg_notify('ota_jobs', '')
$$;
comment on function ota.tell_later(uuid, uuid) is
    'Notes that this side of a partnership has something to be told, and wakes who tells.';

create function ota.mark_partners(organization_id uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    if current_setting('ota.partners_marked', true) = organization_id::text then
        return;
    end if;
    perform ota.tell_later(s.other_organization_id, s.theirs)
       from ota.partner_sides(organization_id) s where s.ended_at is null;
    perform set_config('ota.partners_marked', organization_id::text, true);
end
$$;
comment on function ota.mark_partners(uuid) is
    'Notes, once a transaction, that an organization''s partners have something to be told.';

create function ota.dates_changed() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    perform ota.mark_partners((coalesce(to_jsonb(new), to_jsonb(old)) ->> tg_argv[0])::uuid);
    return null;
end
$$;
comment on function ota.dates_changed() is
    'Trigger (column with the organization): what partners may see can be another now.';
create trigger t8_partners after insert or delete on public.shows
    for each row execute function ota.dates_changed('organization_id');
create trigger t8_partners_update after update on public.shows for each row
    when ((old.date, old.status, old.tour_id, old.venue_id, old.city, old.country)
          is distinct from (new.date, new.status, new.tour_id, new.venue_id, new.city, new.country))
    execute function ota.dates_changed('organization_id');
create trigger t8_partners after insert or delete on public.days
    for each row execute function ota.dates_changed('organization_id');
create trigger t8_partners_update after update on public.days for each row
    when ((old.date, old.kind, old.tour_id, old.city, old.country)
          is distinct from (new.date, new.kind, new.tour_id, new.city, new.country))
    execute function ota.dates_changed('organization_id');
create trigger t8_partners after insert or delete on public.holds
    for each row execute function ota.dates_changed('organization_id');
create trigger t8_partners_update after update on public.holds for each row
    when ((old.date, old.status, old.venue_id, old.tour_id, old.show_id)
          is distinct from (new.date, new.status, new.venue_id, new.tour_id, new.show_id))
    execute function ota.dates_changed('organization_id');
create trigger t8_partners_update after update on public.tours for each row
    when (old.artist is distinct from new.artist)
    execute function ota.dates_changed('organization_id');
create trigger t8_partners_update after update on public.venues for each row
    when ((old.city, old.country) is distinct from (new.city, new.country))
    execute function ota.dates_changed('organization_id');
create trigger t8_partners_update after update on public.organizations for each row
    when (old.name is distinct from new.name)
    execute function ota.dates_changed('id');
create trigger t8_partners after insert or update or delete on public.partner_shares
    for each row execute function ota.dates_changed('organization_id');

create function ota.shared_dates(organization_id uuid, partnership_id uuid, out artist text,
    out date date, out status text, out city text, out country text)
returns setof record
language sql stable security definer set search_path = pg_catalog as $$
    with taken as (
        select coalesce(t.artist, o.name) as artist, s.date,
               case when s.status in ('held', 'offered') then 'held' else 'confirmed' end as status,
               coalesce(s.city, v.city) as city, coalesce(s.country, v.country) as country
          from public.shows s
          join public.organizations o on o.id = $1
          left join public.tours t on t.organization_id = $1 and t.id = s.tour_id
          left join public.venues v on v.organization_id = $1 and v.id = s.venue_id
         where s.organization_id = $1
           and s.status not in ('idea', 'released', 'postponed', 'cancelled')
        union all
        -- A hold for no tour and no show may be anybody's, and is nobody else's business.
        select coalesce(t.artist, o.name), h.date,
               case h.status when 'confirmed' then 'confirmed' else 'held' end, v.city, v.country
          from public.holds h
          join public.organizations o on o.id = $1
          join public.venues v on v.organization_id = $1 and v.id = h.venue_id
          left join public.shows s on s.organization_id = $1 and s.id = h.show_id
          left join public.tours t on t.organization_id = $1 and t.id = coalesce(h.tour_id, s.tour_id)
         where h.organization_id = $1 and h.status in ('active', 'challenged', 'confirmed')
           and (h.tour_id is not null or h.show_id is not null)
        union all
        select coalesce(t.artist, o.name), d.date, 'other', d.city, d.country
          from public.days d
          join public.organizations o on o.id = $1
          left join public.tours t on t.organization_id = $1 and t.id = d.tour_id
         where d.organization_id = $1 and d.kind <> 'off')
    select distinct on (p.artist, k.date) p.artist, k.date,
           case p.detail when 'city' then k.status end, case p.detail when 'city' then k.city end,
           case p.detail when 'city' then k.country end
      from public.partner_shares p
      join taken k on lower(btrim(k.artist)) = lower(btrim(p.artist))
     where p.organization_id = $1 and p.partnership_id = $2 and k.date >= current_date - 31
     order by p.artist, k.date,
              array_position(array['confirmed', 'held', 'other'], k.status), k.city, k.country
     limit 5000
$$;
comment on function ota.shared_dates(uuid, uuid) is
    'What a partner may see, from a month back on: one row an artist and date. The only place that '
    'reads one organization''s plans for another.';

create function ota.forget_partner_dates(organization_id uuid, partnership_id uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    delete from public.partner_dates d where d.organization_id = $1 and d.partnership_id = $2;
    -- What was seen by consent leaves the history, too; that something was deleted stays.
    update ota.change_log l
       set changed = '{}',
           before = case when l.before is not null then jsonb_build_object('id', l.row_id,
               'organization_id', $1, 'partnership_id', $2) end,
           after = case when l.after is not null then jsonb_build_object('id', l.row_id,
               'organization_id', $1, 'partnership_id', $2) end
     where l.organization_id = $1 and l.table_name = 'partner_dates'
       and (l.before ->> 'partnership_id' = $2::text or l.after ->> 'partnership_id' = $2::text);
end
$$;
comment on function ota.forget_partner_dates(uuid, uuid) is
    'Takes everything that a partner had shared from this side, from its history as well.';

create function ota.use_partner_code(asked public.partnerships) returns public.partnerships
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    link ota.partner_links;
begin
    select l.* into link from ota.partner_links l
     where l.code_hash = sha256(convert_to(asked.code, 'UTF8')) for update;
    if not found or link.second_id is not null or link.ended_at is not null
       or link.expires_at <= now() then
        perform ota.refuse('this code does not open a partnership',
            'Compare it with the one you were given, or ask your partner for a new one.');
    elsif link.first_organization_id = asked.organization_id then
        perform ota.refuse('this is your own code', 'Give it to your partner, who types it there.');
    elsif exists (select from ota.partner_sides(asked.organization_id) s
                   where s.other_organization_id = link.first_organization_id
                     and s.ended_at is null) then
        perform ota.refuse('you are partners already', 'Change what they see, or end it first.');
    end if;
    update ota.partner_links l
       set second_organization_id = asked.organization_id, second_id = asked.id
     where l.id = link.id;
    perform ota.tell_later(link.first_organization_id, link.first_id);
    -- This transaction may have marked its partners before it had this one.
    perform set_config('ota.partners_marked', '', true);
    asked.name := (select o.name from public.organizations o where o.id = link.first_organization_id);
    asked.partner_id := link.first_organization_id;
    asked.linked_at := now();
    asked.expires_at := null;
    asked.code := null;
    return asked;
end
$$;
comment on function ota.use_partner_code(public.partnerships) is
    'Links the organization that gives this code with the one that made it.';

create function ota.begin_partnership(asked public.partnerships) returns public.partnerships
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    asked.partner_id := null;
    asked.linked_at := null;
    asked.ended_at := null;
    asked.expires_at := null;
    if ota.is_restoring() then
        -- Consent is not restored.
        asked.status := 'ended';
        asked.ended_at := now();
        asked.code := null;
    elsif asked.code is null or asked.status = 'ended' then
        perform ota.refuse('a partnership begins with a code', 'Invite, or type the code you were given.');
    elsif asked.status = 'linked' then
        return ota.use_partner_code(asked);
    else
        asked.expires_at := now() + interval '14 days';
        insert into ota.partner_links (code_hash, first_organization_id, first_id, expires_at)
        values (sha256(convert_to(asked.code, 'UTF8')), asked.organization_id, asked.id,
            asked.expires_at);
    end if;
    return asked;
end
$$;
comment on function ota.begin_partnership(public.partnerships) is
    'A new partnership: an invitation with its code, or an answer to one.';

create function ota.judge_partnership() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    if current_setting('ota.partnering', true) = 'on'
       or ota.write_scope(new.organization_id, 'partners') = 'none'
       or (tg_op = 'UPDATE' and ota.changed(to_jsonb(old), to_jsonb(new)) = '{}') then
        return new;
    end if;
    perform ota.take(new.organization_id);
    if tg_op = 'INSERT' then
        return ota.begin_partnership(new);
    elsif old.status = 'ended' then
        perform ota.refuse('this partnership has ended', 'Invite them anew.');
    elsif new.status = 'ended' then
        new.ended_at := now();
        new.code := null;
        new.expires_at := null;
    elsif new.status <> old.status then
        perform ota.refuse('only the partner''s code links the two', 'Give them the code.');
    else
        new.ended_at := old.ended_at;
        new.code := old.code;
        new.expires_at := old.expires_at;
        new.name := case old.status when 'linked' then old.name else new.name end;
    end if;
    new.partner_id := old.partner_id;
    new.linked_at := old.linked_at;
    return new;
end
$$;
comment on function ota.judge_partnership() is
    'Trigger: who is partner of whom is the server''s word; either side may end it.';
select ota.attach_rules('public.partnerships', 'ota.judge_partnership', 'insert or update');

create function ota.end_partnership() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    update ota.partner_links l set ended_at = now()
     where ((l.first_organization_id = old.organization_id and l.first_id = old.id)
            or (l.second_organization_id = old.organization_id and l.second_id = old.id))
       and l.ended_at is null;
    if found then
        perform ota.tell_later(s.other_organization_id, s.theirs)
           from ota.partner_sides(old.organization_id) s where s.mine = old.id;
    end if;
    perform ota.forget_partner_dates(old.organization_id, old.id);
    delete from public.partner_shares s
     where s.organization_id = old.organization_id and s.partnership_id = old.id;
    return null;
end
$$;
comment on function ota.end_partnership() is
    'Trigger: what was shared goes at once, and the other side is told.';
create trigger t6_end after update on public.partnerships
    for each row when (old.status <> 'ended' and new.status = 'ended')
    execute function ota.end_partnership();
create trigger t6_end_delete after delete on public.partnerships
    for each row execute function ota.end_partnership();

create function ota.write_partner_dates(organization_id uuid, partnership_id uuid,
    other_organization_id uuid, theirs uuid) returns void
language sql volatile security definer set search_path = pg_catalog as $$
    with shared as materialized (select * from ota.shared_dates($3, $4)),
    gone as (
        delete from public.partner_dates d
         where d.organization_id = $1 and d.partnership_id = $2
           and not exists (select from shared s where (s.artist, s.date) = (d.artist, d.date))),
    changed as (
        update public.partner_dates d set status = s.status, city = s.city, country = s.country
          from shared s
         where d.organization_id = $1 and d.partnership_id = $2
           and (s.artist, s.date) = (d.artist, d.date)
           and (s.status, s.city, s.country) is distinct from (d.status, d.city, d.country))
    insert into public.partner_dates (organization_id, partnership_id, artist, date, status, city,
                                      country)
    select $1, $2, s.artist, s.date, s.status, s.city, s.country from shared s
     where not exists (select from public.partner_dates d
                        where d.organization_id = $1 and d.partnership_id = $2
                          and (d.artist, d.date) = (s.artist, s.date))
$$;
comment on function ota.write_partner_dates(uuid, uuid, uuid, uuid) is
    'Makes the dates that one side has of a partnership those that the other shares.';

create function ota.tell_partner(organization_id uuid, partnership_id uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    side record;
begin
    -- The head comes first, as in every push. What is told is read after the news were taken away.
    perform from ota.org_head h where h.organization_id = tell_partner.organization_id for update;
    delete from ota.partner_news n
     where n.organization_id = $1 and n.partnership_id = $2;
    select * into side from ota.partner_sides(organization_id) s where s.mine = partnership_id;
    if not found then
        return;
    end if;
    perform set_config('ota.partnering', 'on', true);
    if side.ended_at is not null then
        update public.partnerships p
           set status = 'ended', ended_at = side.ended_at, code = null, expires_at = null
         where p.organization_id = $1 and p.id = $2 and p.status <> 'ended';
    else
        update public.partnerships p
           set status = 'linked', linked_at = coalesce(p.linked_at, now()), code = null,
               expires_at = null, partner_id = o.id, name = o.name
          from public.organizations o
         where p.organization_id = $1 and p.id = $2 and o.id = side.other_organization_id;
        perform ota.write_partner_dates($1, $2, side.other_organization_id, side.theirs);
    end if;
    perform set_config('ota.partnering', 'off', true);
end
$$;
comment on function ota.tell_partner(uuid, uuid) is
    'Brings one side of a partnership up to date: that it is linked or has ended, the partner''s '
    'name, and the dates that the partner shares.';

create function ota.tell_partners() returns integer
language plpgsql volatile security definer
set search_path = pg_catalog set lock_timeout = '2s' as $$
declare
    due record;
begin
    for due in select n.organization_id, n.partnership_id from ota.partner_news n
                group by 1, 2 order by min(n.id) loop
        begin
            perform ota.tell_partner(due.organization_id, due.partnership_id);
            return 1;
        exception when others then
            -- What stands in the way of one organization is told and leaves the next alone.
            raise warning 'partner news of % wait: %', due.organization_id, sqlerrm;
        end;
    end loop;
    return 0;
end
$$;
comment on function ota.tell_partners() is
    'Tells one side of one partnership its news, as a transaction writes into one organization '
    'only; 1 when it did, 0 when there is nothing to do.';
