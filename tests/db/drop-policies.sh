#!/bin/sh
# Drops each policy in turn, opens each wide, and sees the rights test fail: drop-policies.sh URL.
# Each change is inside the transaction that the test rolls back, so the database stays whole.
set -eu

[ $# -eq 1 ] || { echo "usage: drop-policies.sh URL" >&2; exit 2; }
url=$1
here=$(cd "$(dirname "$0")" && pwd)

# What is done to a policy, its table's bare name, and the words of the test; table by table.
changes=$(psql -XAtq "$url" <<'SQL'
select format('drop policy %I on %I.%I|%3$s|the suite sees that policy %1$s is missing',
              policyname, schemaname, tablename)
  from pg_policies where schemaname in ('public', 'ota', 'auth')
union all
-- To update or delete a row one must see it: where whoever sees a row may also write it, opening
-- the second policy changes nothing, and those few are left out.
select format('alter policy %I on %I.%I %s %s|%3$s|the suite sees that policy %1$s is wide open',
              policyname, schemaname, tablename, case when qual is not null then 'using (true)' end,
              case when with_check is not null then 'with check (true)' end)
  from pg_policies where schemaname in ('public', 'ota', 'auth') and 'authenticated' = any (roles)
   and (tablename, cmd) not in (('conflicts', 'UPDATE'), ('conflicts', 'DELETE'),
                                ('profiles', 'UPDATE'), ('expenses', 'UPDATE'),
                                ('show_financials', 'UPDATE'))
 order by 1
SQL
)
changes=$(echo "$changes" | sort -t '|' -k 2,2 -s)

# The suite of one table, with one statement before it in the same transaction.
suite() {
    PGOPTIONS="-c ota.test_table=$2 -c client_min_messages=error" psql -XAtq "$url" \
        -c begin -c "$1" -f "$here/rights.sql" 2>&1
}

count=$(echo "$changes" | wc -l)
echo "1..$count"
number=0
failed=0
before=
while IFS='|' read -r change table words; do
    number=$((number + 1))
    if [ "$table" != "$before" ]; then
        before=$table
        whole=$(suite 'select 1' "$table" </dev/null || true)
    fi
    broken=$(suite "$change" "$table" </dev/null || true)
    if echo "$whole" | grep -q '^ok' && ! echo "$whole" | grep -q '^not ok\|ERROR' &&
        echo "$broken" | grep -q '^not ok'; then
        echo "ok $number - $words"
    else
        echo "not ok $number - $words"
        failed=$((failed + 1))
    fi
done <<LIST
$changes
LIST
[ "$failed" -eq 0 ]
