#!/bin/sh
# Writes the schema of a database to standard output: dump.sh URL >db/schema.sql.
# The same schema gives the same text. Left out: monthly log partitions (they follow the calendar),
# pgTAP, and what names a version of pg_dump.
set -eu

[ $# -eq 1 ] || { echo "usage: dump.sh URL" >&2; exit 2; }

echo '-- The schema as migrations and policies leave it; written by db/dump.sh, not by hand.'
pg_dump --schema-only --no-owner --schema=public --schema=auth --schema=ota \
    --exclude-table='ota.change_log_2*' "$1" |
    grep -v '^--\|^SET \|^SELECT pg_catalog\.set_config\|^\\restrict\|^\\unrestrict' | cat -s
