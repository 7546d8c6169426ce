#!/bin/sh
# Runs the database tests in a cluster of their own: run.sh [all | lint | schema].
# lint asks only the catalog; schema writes db/schema.sql anew.
# The cluster lives in a temporary folder and is gone afterwards, on Ctrl-C too.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
what=${1:-all}
work=$(mktemp -d /tmp/ota-db-test.XXXXXX)

clean() {
    "$here/cluster.sh" stop "$work/cluster" || true
    rm -rf "$work"
}
trap clean EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The test functions, beside the schemas under test.
pgtap() {
    PGOPTIONS='-c client_min_messages=warning' psql -Xq -v ON_ERROR_STOP=1 "$1" <<'SQL'
create schema tap;
create extension pgtap schema tap;
grant usage on schema tap to public;
grant execute on all functions in schema tap to public;
SQL
}

chmod 755 "$work"
echo "db: starting a cluster"
url=$("$here/cluster.sh" start "$work/cluster")
"$root/db/apply.sh" "$url"
"$root/db/apply.sh" "$url"
if [ "$what" = schema ]; then
    "$root/db/dump.sh" "$url" >"$root/db/schema.sql"
    exit
fi
pgtap "$url"
export PGHOST="$work/cluster" PGUSER=postgres PGDATABASE=ota

if [ "$what" = lint ]; then
    pg_prove "$here/lint.sql"
    exit
fi

pg_prove "$here/lint.sql" "$here/rights.sql" "$here/log.sql" "$here/team.sql" "$here/sync.sql" "$here/conflicts.sql" "$here/history.sql" \
    "$here/retention.sql" "$here/day.sql" "$here/guests.sql" "$here/booking.sql" "$here/partners.sql" "$here/settlement.sql" \
    "$here/money.sql" "$here/papers.sql"
prove --exec sh "$here/schema.sh" "$here/break-lint.sh" "$here/concurrent.sh" \
    "$here/drop-policies.sh" "$here/upgrade.sh" :: "$url"
"$root/db/dump.sh" "$url" | diff -u "$root/db/schema.sql" - ||
    { echo "db: db/schema.sql is old; write it anew with tests/db/run.sh schema" >&2; exit 1; }

echo "db: loading the demo twice"
psql -Xq -c 'create database demo'
demo="postgresql://postgres@/demo?host=$work/cluster"
"$root/db/apply.sh" "$demo" demo
"$root/db/apply.sh" "$demo" demo
pgtap "$demo"
pg_prove -d demo "$here/demo.sql"
echo "db: all tests passed"
