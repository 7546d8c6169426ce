#!/bin/sh
# A throw-away PostgreSQL cluster in a folder: cluster.sh start DIR | stop DIR | url DIR.
#
# start prints the address of database "ota" as its owner; the same address with user ota_server is
# what the program uses once the migrations made that role. Durability is off: for tests only.
set -eu

usage() {
    echo "usage: cluster.sh start DIR | stop DIR | url DIR" >&2
    exit 2
}

[ $# -eq 2 ] || usage
verb=$1
dir=$2

binaries() {
    for folder in "${PG_BIN:-}" /usr/lib/postgresql/*/bin; do
        if [ -n "$folder" ] && [ -x "$folder/initdb" ]; then
            echo "$folder"
            return
        fi
    done
    echo "cluster.sh: no PostgreSQL server found; install postgresql or set PG_BIN" >&2
    exit 1
}

# PostgreSQL refuses to run as root: give the work to an account without rights.
unprivileged() {
    if [ "$(id -u)" -ne 0 ]; then
        "$@"
        return
    fi
    account=nobody
    if id postgres >/dev/null 2>&1; then account=postgres; fi
    (cd / && setpriv --reuid="$account" --regid="$(id -g "$account")" --clear-groups "$@")
}

url() {
    echo "postgresql://postgres@/ota?host=$dir"
}

start() {
    bin=$(binaries)
    mkdir -p "$dir"
    dir=$(cd "$dir" && pwd)
    if [ "$(id -u)" -eq 0 ]; then
        account=nobody
        if id postgres >/dev/null 2>&1; then account=postgres; fi
        chown "$account" "$dir"
    fi
    chmod 755 "$dir"
    if [ ! -d "$dir/data" ]; then
        unprivileged "$bin/initdb" --pgdata="$dir/data" --username=postgres --auth=trust \
            --encoding=UTF8 --locale=C --no-sync >"$dir/../$(basename "$dir").initdb.log" 2>&1 ||
            { cat "$dir/../$(basename "$dir").initdb.log" >&2; exit 1; }
        rm -f "$dir/../$(basename "$dir").initdb.log"
        unprivileged sh -c "cat >>'$dir/data/postgresql.conf'" <<CONF
listen_addresses = ''
unix_socket_directories = '$dir'
unix_socket_permissions = 0777
wal_level = logical
max_replication_slots = 10
max_wal_senders = 10
max_connections = 100
shared_buffers = 128MB
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum_naptime = 10s
timezone = 'UTC'
log_timezone = 'UTC'
CONF
    fi
    unprivileged "$bin/pg_ctl" --pgdata="$dir/data" --log="$dir/log" --wait --silent start >&2 ||
        { tail -20 "$dir/log" >&2; exit 1; }
    if ! psql -XAtq "postgresql://postgres@/postgres?host=$dir" \
        -c "select 1 from pg_database where datname = 'ota'" | grep -q 1; then
        psql -Xq "postgresql://postgres@/postgres?host=$dir" -c 'create database ota'
    fi
    url
}

stop() {
    bin=$(binaries)
    [ -f "$dir/data/postmaster.pid" ] || return 0
    unprivileged "$bin/pg_ctl" --pgdata="$dir/data" --mode=fast --wait --silent stop >&2
}

case $verb in
start) start ;;
stop) stop ;;
url) url ;;
*) usage ;;
esac
