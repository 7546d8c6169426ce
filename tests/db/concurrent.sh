#!/bin/sh
# Many writers and a reader at once, over real connections: concurrent.sh URL.
# Leaves its organization behind.
set -eu

[ $# -eq 1 ] || { echo "usage: concurrent.sh URL" >&2; exit 2; }
url=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
writers=8
each=60
failed=0
number=0

sql() {
    psql -XAtq -v ON_ERROR_STOP=1 "$url" "$@"
}

ok() {
    number=$((number + 1))
    if [ "$2" = "$3" ]; then
        echo "ok $number - $1"
    else
        echo "not ok $number - $1"
        echo "#   have: $2"
        echo "#   want: $3"
        failed=1
    fi
}

echo 1..11
organization=$(sql -c "insert into public.organizations (name) values ('Concurrent') returning id")

# Each writer commits `each` transactions of one or two rows, and rolls as many back.
writer() {
    i=0
    while [ $i -lt $each ]; do
        echo "begin;
              insert into public.tours (organization_id, name) values ('$organization', 'w$1');
              $([ $((i % 3)) -eq 0 ] && echo "insert into public.people (organization_id, name)
                                              values ('$organization', 'w$1');")
              commit;
              begin;
              insert into public.tours (organization_id, name) values ('$organization', 'undone');
              rollback;"
        i=$((i + 1))
    done | sql
}

# Reads from its cursor on and keeps all it saw, as a client does, until it has seen every commit.
reader() {
    echo "do \$\$
    declare
        place bigint := 1;
        page bigint[];
        seen bigint[] := '{}';
        asked integer := 0;
    begin
        while place < 1 + $writers * $each and asked < 1000000 loop
            page := array(select seq from ota.change_log
                           where organization_id = '$organization' and seq > place
                           order by seq, ord);
            seen := seen || page;
            place := greatest(place, page[cardinality(page)]);
            asked := asked + 1;
            commit;
        end loop;
        perform set_config('ota.seen', array_to_string(seen, ' '), false);
    end \$\$;
    select current_setting('ota.seen');" | sql
}

reader >"$work/seen" &
pids=$!
for w in $(seq $writers); do
    writer "$w" &
    pids="$pids $!"
done
for pid in $pids; do wait "$pid"; done

ok 'the counter went up once a commit and never for what was rolled back' \
    "$(sql -c "select seq from ota.org_head where organization_id = '$organization'")" \
    $((1 + writers * each))
ok 'the log has no gap' \
    "$(sql -c "select count(distinct seq) from ota.change_log
                where organization_id = '$organization'")" \
    $((1 + writers * each))
ok "a transaction's rows stand in order from one" \
    "$(sql -c "select count(*) from (select seq, array_agg(ord order by ord) o, count(*) n
                                       from ota.change_log where organization_id = '$organization'
                                      group by seq) t
                where o <> array(select generate_series(1, n)::integer)")" 0
ok "every row's seq is that of its log row" \
    "$(sql -c "select count(*) from public.tours t join ota.change_log l
                   on l.organization_id = t.organization_id and l.row_id = t.id and l.seq = t.seq
                where t.organization_id = '$organization'")" $((writers * each))
ok 'a reader that follows by seq misses nothing and sees nothing twice' \
    "$(cat "$work/seen")" \
    "$(sql -c "select string_agg(seq::text, ' ' order by seq, ord) from ota.change_log
                where organization_id = '$organization' and seq > 1")"

# Two owners who leave at the same moment: one of them stays.
left="left-$$@example.org"
right="right-$$@example.org"
sql -c "insert into auth.users (email, email_confirmed_at)
        values ('$left', now()), ('$right', now())"
sql -c "insert into public.memberships (organization_id, user_id, role, email)
        select '$organization', id, 'owner', email from auth.users
         where email in ('$left', '$right')"
for address in "$left" "$right"; do
    sql -c "begin" \
        -c "select set_config('request.jwt.claims', jsonb_build_object('sub', id)::text, true)
              from auth.users where email = '$address'" \
        -c "select public.leave_organization('$organization')" -c commit >/dev/null 2>&1 &
    pids="$pids $!"
done
for pid in $pids; do wait "$pid" 2>/dev/null || true; done
ok 'when the last two owners leave at once, one stays' \
    "$(sql -c "select count(*) from public.memberships
                where organization_id = '$organization' and role = 'owner'")" 1

# What needs the server's word, asked for by eight at once. $1: what each of them runs.
at_once() {
    pids=
    for one in $(seq 8); do
        sql -c "$1" >/dev/null 2>&1 &
        pids="$pids $!"
    done
    for pid in $pids; do wait "$pid" || true; done
}

show=$(sql -c "insert into public.shows (organization_id, title, date)
               values ('$organization', 'Show', '2027-03-01') returning id")
list=$(sql -c "insert into public.guest_lists (organization_id, show_id, name, allotment)
               values ('$organization', '$show', 'Artist', 7) returning id")
at_once "insert into public.guests (organization_id, guest_list_id, owner_id, name, plus, status)
         values ('$organization', '$list', gen_random_uuid(), 'Guest', 1, 'approved')"
ok 'of eight parties of two who are approved at once those fit that the allotment has room for' \
    "$(sql -c "select string_agg(status, ' ' order by status) from public.guests
                where organization_id = '$organization'")" \
    'approved approved approved waitlisted waitlisted waitlisted waitlisted waitlisted'

guest=$(sql -c "select id from public.guests
                 where organization_id = '$organization' and status = 'approved' limit 1")
at_once "with door as (insert into public.doors (organization_id, show_id, name)
                       values ('$organization', '$show', 'Door') returning id)
         insert into public.door_shares (organization_id, guest_id, door_id, heads)
         select '$organization', '$guest', id, 1 from door"
at_once "insert into public.admissions (organization_id, guest_id, door_id, heads, admitted_at)
         select organization_id, guest_id, door_id, 1, now() from public.door_shares
          where organization_id = '$organization' limit 1"
ok 'eight doors at once hold no more places than the guest has, and one door lets in no more' \
    "$(sql -c "select (select count(*) from public.door_shares
                        where organization_id = '$organization') || ' '
                   || (select count(*) from public.admissions
                        where organization_id = '$organization')")" '2 1'

venue=$(sql -c "insert into public.venues (organization_id, name)
                values ('$organization', 'Hall') returning id")
at_once "insert into public.holds (organization_id, venue_id, date, party)
         values ('$organization', '$venue', '2027-05-01', 'Party')"
ok 'eight holds at once get eight ranks' \
    "$(sql -c "select string_agg(rank::text, ' ' order by rank) from public.holds
                where organization_id = '$organization'")" '1 2 3 4 5 6 7 8'

at_once "insert into public.invoices (organization_id, to_name, currency, lines, net_minor, total_minor,
                                      status, issued_on)
         values ('$organization', 'Promoter', 'EUR', '[]', 1, 1, 'issued', '2027-03-02')"
ok 'eight invoices at once get eight numbers in a row' \
    "$(sql -c "select string_agg(number, ' ' order by number) from public.invoices
                where organization_id = '$organization'")" \
    "$(for one in $(seq 8); do printf '2027-%04d ' "$one"; done | sed 's/ $//')"
ok 'and still every seq has its row in the log' \
    "$(sql -c "select count(distinct seq) from ota.change_log
                where organization_id = '$organization'")" \
    "$(sql -c "select seq from ota.org_head where organization_id = '$organization'")"
exit $failed
