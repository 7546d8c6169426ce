#!/bin/sh
# Brings a database up to date with psql, as `ota migrate` does: apply.sh URL [demo].
# Migrations that are not recorded yet, then the generated rights, then all policies.
set -eu

[ $# -ge 1 ] || { echo "usage: apply.sh URL [demo]" >&2; exit 2; }
url=$1
here=$(cd "$(dirname "$0")" && pwd)

sql() {
    PGOPTIONS='-c client_min_messages=warning' psql -XAtq -v ON_ERROR_STOP=1 "$url" "$@"
}

recorded() {
    [ "$(sql -c "select to_regclass('ota.migrations') is not null")" = t ] || return 1
    [ "$(sql -c "select count(*) from ota.migrations where number = $1")" = 1 ]
}

for file in "$here"/migrations/*.sql; do
    base=$(basename "$file" .sql)
    number=$(echo "${base%%_*}" | sed 's/^0*//')
    if recorded "$number"; then continue; fi
    sum=$(sha256sum "$file" | cut -d ' ' -f 1)
    sql -1 -f "$file" -c "insert into ota.migrations (number, name, sha256)
                          values ($number, '${base#*_}', '$sum')" >/dev/null
done

rights=${OTA_PERMISSIONS_SQL:-$here/generated/permissions.sql}
files=
for file in "$rights" "$here"/policies/*.sql; do files="$files -f $file"; done
# shellcheck disable=SC2086
sql -1 $files >/dev/null

if [ "${2:-}" = demo ]; then
    files=
    for file in "$here"/demo/*.sql; do files="$files -f $file"; done
    # shellcheck disable=SC2086
    sql -1 $files >/dev/null
fi
