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

echo 1..6
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
exit $failed
