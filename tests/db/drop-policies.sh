#!/bin/sh
# Drops each policy in turn, opens each wide, and sees the rights test fail: drop-policies.sh URL.
# Each change is undone before the next, and all of it at the end, so the database stays whole.
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
   and not (cmd = 'UPDATE' and tablename in (
       'conflicts', 'profiles', 'expenses', 'show_financials', 'person_profiles', 'tasks', 'notes',
       'guests', 'share_links', 'holds', 'radius_clauses', 'deals', 'ticket_tiers', 'show_costs',
       'adjustments', 'merch_counts', 'settlements', 'settlement_signatures', 'disputes', 'settlement_runs',
       'budget_lines', 'commissions', 'invoices', 'payments', 'partner_artists'))
   and not (cmd = 'DELETE' and tablename in ('conflicts', 'share_links', 'holds'))
 order by 1
SQL
)
changes=$(echo "$changes" | sort -t '|' -k 2,2 -s)

count=$(echo "$changes" | wc -l)
echo "1..$count"
script=$(mktemp)
trap 'rm -f "$script"' EXIT
number=0
{
    echo "begin;"
    echo "\\i $here/fixture.sql"
    echo "\\i $here/rights_checks.sql"
    echo "select set_config('search_path', 'public, tap', true) \\g /dev/null"
    echo "select * from no_plan() \\g /dev/null"
    echo "$changes" | while IFS='|' read -r change table words; do
        number=$((number + 1))
        echo "savepoint whole;"
        echo "$change;"
        echo "select case when exists (select from pg_temp.check_table('$table') l where l like 'not ok%')
                          then 'ok' else 'not ok' end || ' $number - $words';"
        echo "rollback to savepoint whole;"
    done
} >"$script"
answers=$(PGOPTIONS="-c client_min_messages=error" psql -XAtq "$url" -f "$script" 2>&1) || true
echo "$answers" | grep '^ok\|^not ok' || true
[ "$(echo "$answers" | grep -c '^ok')" -eq "$count" ]
