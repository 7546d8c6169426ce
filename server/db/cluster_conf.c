/* A configuration for a small machine that PostgreSQL shares with ota. */
#include "server/db/cluster_conf.h"

#include <errno.h>
#include <unistd.h>

#include "core/str.h"
#include "server/base/settings.h"

enum { MIB = 1024 * 1024, BUFFERS_MIB_MIN = 64, BUFFERS_MIB_MAX = 1024, CONNECTIONS_SPARE = 24 };

/* An eighth of the machine's memory. */
static long buffers_mib(void)
{
    long long bytes = (long long)sysconf(_SC_PHYS_PAGES) * sysconf(_SC_PAGESIZE);
    long mib = (long)(bytes / 8 / MIB);
    return mib < BUFFERS_MIB_MIN ? BUFFERS_MIB_MIN : mib > BUFFERS_MIB_MAX ? BUFFERS_MIB_MAX : mib;
}

static long long connections(const struct settings *s)
{
    long long workers = s->workers ? s->workers : sysconf(_SC_NPROCESSORS_ONLN);
    return workers * s->db_connections + s->work_connections + CONNECTIONS_SPARE;
}

static status ensure_included(const struct place *p)
{
    static const char lines[] = "\ninclude 'ota.conf'\ninclude_if_exists 'local.conf'\n";
    char path[CLUSTER_PATH_MAX + 32], line[512];
    bool is_included = false;
    snprintf(path, sizeof path, "%s/postgresql.conf", p->data);
    FILE *f = fopen(path, "r+e");
    if (!f) return S_NO_ACCESS;
    while (fgets(line, sizeof line, f))
        if (line[0] == 'i' && (str_equal(str_trim(str_from(line)), STR("include 'ota.conf'"))))
            is_included = true;
    if (!is_included && fseek(f, 0, SEEK_END) == 0) fputs(lines, f);
    return fclose(f) == 0 ? S_OK : S_OVER_LIMIT;
}

status conf_write(const struct place *p, const struct settings *s)
{
    char path[CLUSTER_PATH_MAX + 32];
    snprintf(path, sizeof path, "%s/ota.conf", p->data);
    FILE *f = fopen(path, "we");
    if (!f) return S_NO_ACCESS;
    fprintf(
        f,
        "# Written by ota at each start; put your own settings into local.conf beside this file.\n"
        "cluster_name = 'ota'\n"
        "listen_addresses = ''\n"
        "port = " CLUSTER_PORT "\n"
        "unix_socket_directories = '%s'\n"
        "unix_socket_permissions = 0700\n"
        "max_connections = %lld\n"
        "shared_buffers = %ldMB\n"
        "effective_cache_size = %ldMB\n"
        "work_mem = 8MB\n"
        "maintenance_work_mem = 64MB\n"
        "random_page_cost = 1.1\n"
        "jit = off\n"
        "wal_level = logical\n"
        "max_wal_senders = 4\n"
        "max_replication_slots = 4\n"
        "max_slot_wal_keep_size = 1GB\n"
        "max_wal_size = 1GB\n"
        "wal_compression = on\n"
        "checkpoint_timeout = 15min\n"
        "log_checkpoints = off\n"
        "log_line_prefix = '%%m [%%p] '\n"
        "log_timezone = 'UTC'\n"
        "timezone = 'UTC'\n"
        "idle_in_transaction_session_timeout = 5min\n",
        p->socket, connections(s), buffers_mib(), buffers_mib() * 4);
    bool is_written = fflush(f) == 0 && fchown(fileno(f), p->uid, p->gid) == 0;
    int why = errno;
    if (fclose(f) != 0 || !is_written) return why == EPERM ? S_NO_ACCESS : S_OVER_LIMIT;
    return ensure_included(p);
}
