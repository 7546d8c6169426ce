#!/bin/sh
# Brings a database of the first release to the second and up to date: upgrade.sh URL. What it held must
# come along.
# The database that is upgraded is one of its own in the same cluster.
set -eu

[ $# -eq 1 ] || { echo "usage: upgrade.sh URL" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
db=$(cd "$here/../../db" && pwd)
first_release=12
second_release=30
url=$(echo "$1" | sed 's:/ota?:/upgrade?:')

sql() {
    PGOPTIONS='-c client_min_messages=warning' psql -XAtq -v ON_ERROR_STOP=1 "$url" "$@"
}

psql -XAtq "$1" -c 'drop database if exists upgrade' -c 'create database upgrade' 2>/dev/null
bring() { # after this migration, up to and with that one
    for file in "$db"/migrations/*.sql; do
        base=$(basename "$file" .sql)
        number=$(echo "${base%%_*}" | sed 's/^0*//')
        { [ "$number" -gt "$1" ] && [ "$number" -le "$2" ]; } || continue
        sql -1 -f "$file" -c "insert into ota.migrations (number, name, sha256)
            values ($number, '${base#*_}', '$(sha256sum "$file" | cut -d ' ' -f 1)')" >/dev/null
    done
}
bring 0 "$first_release"

# Two organizations; of the travellers one is in people, one is only a member, one has left.
sql <<'SQL' >/dev/null
create function pg_temp.id(name text) returns uuid language sql as $$ select md5(name)::uuid $$;
insert into auth.users (id, email, email_confirmed_at)
select pg_temp.id(name), name || '@example.org', now()
  from unnest(array['anna', 'ben', 'cleo']) name;
begin;
insert into public.organizations (id, name) values (pg_temp.id('One'), 'One');
insert into public.memberships (organization_id, user_id, role, email, name)
values (pg_temp.id('One'), pg_temp.id('anna'), 'owner', 'anna@example.org', 'Anna'),
       (pg_temp.id('One'), pg_temp.id('ben'), 'crew', 'ben@example.org', 'Ben Example');
insert into public.people (organization_id, id, user_id, name)
values (pg_temp.id('One'), pg_temp.id('anna in One'), pg_temp.id('anna'), 'Anna Example');
insert into public.travel (organization_id, id, owner_id, mode)
values (pg_temp.id('One'), pg_temp.id('flight'), pg_temp.id('anna'), 'flight'),
       (pg_temp.id('One'), pg_temp.id('train'), pg_temp.id('ben'), 'train'),
       (pg_temp.id('One'), pg_temp.id('taxi'), pg_temp.id('cleo'), 'car'),
       (pg_temp.id('One'), pg_temp.id('bus'), null, 'bus');
commit;
begin;
insert into public.organizations (id, name) values (pg_temp.id('Two'), 'Two');
insert into public.travel (organization_id, id, owner_id, mode)
values (pg_temp.id('Two'), pg_temp.id('ferry'), pg_temp.id('anna'), 'ferry');
commit;
SQL
bring "$first_release" "$second_release"

# One says where invoices are paid to, and shares one of two artists with the other.
sql <<'SQL' >/dev/null
create function pg_temp.id(name text) returns uuid language sql as $$ select md5(name)::uuid $$;
begin;
update public.organizations set tax_id = 'DE 1', bank = 'Bank A' where id = pg_temp.id('One');
update public.organizations set bank = 'Bank B' where id = pg_temp.id('One');
insert into public.tours (organization_id, id, name, artist)
values (pg_temp.id('One'), pg_temp.id('spring'), 'Spring', 'The Decoys'),
       (pg_temp.id('One'), pg_temp.id('autumn'), 'Autumn', ' the decoys'),
       (pg_temp.id('One'), pg_temp.id('winter'), 'Winter', 'Ada'),
       (pg_temp.id('One'), pg_temp.id('own'), 'Own', 'One');
insert into public.shows (organization_id, tour_id, title, date, status)
values (pg_temp.id('One'), pg_temp.id('spring'), 'Show', current_date + 5, 'confirmed'),
       (pg_temp.id('One'), pg_temp.id('winter'), 'Show', current_date + 6, 'confirmed');
insert into public.partnerships (organization_id, id, code)
values (pg_temp.id('One'), pg_temp.id('ours'), 'ABCDEFGHJKMNPQRS');
insert into public.partner_shares (organization_id, partnership_id, artist)
values (pg_temp.id('One'), pg_temp.id('ours'), 'the decoys');
commit;
select set_config('role', 'none', false);
SQL
sql <<'SQL' >/dev/null
insert into public.partnerships (organization_id, id, code, status)
values (md5('Two')::uuid, md5('theirs')::uuid, 'ABCDEFGHJKMNPQRS', 'linked');
SQL
while [ "$(sql -c 'select ota.tell_partners()')" = 1 ]; do :; done
"$db/apply.sh" "$url"
while [ "$(sql -c 'select ota.tell_partners()')" = 1 ]; do :; done

number=0
failed=0
is() { # question, answer, words
    number=$((number + 1))
    have=$(sql -c "$1")
    if [ "$have" = "$2" ]; then
        echo "ok $number - $3"
    else
        echo "not ok $number - $3 (have: $have)"
        failed=$((failed + 1))
    fi
}

echo 1..12
is "select string_agg(mode || ' ' || visibility || ' ' || coalesce(nullif(array_to_string(
        array(select u.email from auth.users u where u.id = any (t.reader_ids)), ','), ''), 'all'), '; '
        order by mode) from public.travel t" \
    'bus everyone all; car assigned cleo@example.org; ferry assigned anna@example.org; flight assigned anna@example.org; train assigned ben@example.org' \
    'a journey that was somebody'\''s own is read by them alone, the party'\''s by everybody'
is "select count(*) from public.travel t where visibility = 'assigned' and not exists (
        select from public.people p where p.organization_id = t.organization_id
           and p.id = t.person_ids[1])" 0 'each names a person'
is "select string_agg(name, '; ' order by organization_id, name) from public.people
     where organization_id = md5('One')::uuid" 'Anna Example; Ben Example; cleo@example.org' \
    'who was not among the people is added by the name that is known'
is "select count(distinct seq) from ota.change_log where organization_id = md5('One')::uuid
       and table_name in ('people', 'travel') and seq > 1" 1 \
    'an organization has it as one change'
is "select count(*) from ota.change_log where organization_id = md5('One')::uuid and seq = 2
       and table_name = 'travel' and op = 'update'" 3 'that is in the log, so that devices hear of it'
is "select count(*) from ota.change_log where owner_id is not null and reader_ids is null
       and op = 'insert'" 4 'what the log held stays as it was'
is "select tax_id || ' ' || bank || ' ' || (id = organization_id) from public.billing_details
     where organization_id = md5('One')::uuid" 'DE 1 Bank B true' \
    'tax number and bank are where only some may read them'
is "select count(*) from public.billing_details" 2 'every organization has such a row'
is "select count(*) from ota.change_log where table_name = 'organizations'
       and concat(before, after) ~ 'Bank|DE 1'" 0 'what everybody may read of history holds neither'
is "select string_agg(t.name || ': ' || coalesce(a.name, '-'), '; ' order by t.name) from public.tours t
     left join public.artists a on a.organization_id = t.organization_id and a.id = t.artist_id" \
    'Autumn: The Decoys; Own: -; Spring: The Decoys; Winter: Ada' \
    'tours of one name are of one artist, those under the own name of none'
is "select string_agg(a.name || ' ' || (d.date - current_date), '; ') from public.partner_dates d
      join public.partner_artists a on a.organization_id = d.organization_id
       and a.id = d.partner_artist_id" 'The Decoys 5' 'a partner has the dates of the artist that was shared'
is "select count(*) from public.partner_dates" 1 'and no other'
[ "$failed" -eq 0 ]
