#!/bin/sh
# Brings a database of the first release up to date: upgrade.sh URL. What it held must come along.
# The database that is upgraded is one of its own in the same cluster.
set -eu

[ $# -eq 1 ] || { echo "usage: upgrade.sh URL" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
db=$(cd "$here/../../db" && pwd)
first_release=12
url=$(echo "$1" | sed 's:/ota?:/upgrade?:')

sql() {
    PGOPTIONS='-c client_min_messages=warning' psql -XAtq -v ON_ERROR_STOP=1 "$url" "$@"
}

psql -XAtq "$1" -c 'drop database if exists upgrade' -c 'create database upgrade' 2>/dev/null
for file in "$db"/migrations/*.sql; do
    base=$(basename "$file" .sql)
    number=$(echo "${base%%_*}" | sed 's/^0*//')
    [ "$number" -le "$first_release" ] || continue
    sql -1 -f "$file" -c "insert into ota.migrations (number, name, sha256)
        values ($number, '${base#*_}', '$(sha256sum "$file" | cut -d ' ' -f 1)')" >/dev/null
done

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
"$db/apply.sh" "$url"

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

echo 1..6
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
is "select seq from ota.org_head where organization_id = md5('One')::uuid" 2 \
    'an organization has it as one change'
is "select count(*) from ota.change_log where organization_id = md5('One')::uuid and seq = 2
       and table_name = 'travel' and op = 'update'" 3 'that is in the log, so that devices hear of it'
is "select count(*) from ota.change_log where owner_id is not null and reader_ids is null
       and op = 'insert'" 4 'what the log held stays as it was'
[ "$failed" -eq 0 ]
