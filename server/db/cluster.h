/* The private PostgreSQL: a cluster of OTA's own under data_dir, reached by a Unix socket only. */
#ifndef OTA_DB_CLUSTER_H
#define OTA_DB_CLUSTER_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

#include "core/status.h"

struct cluster;
struct settings;

enum { CLUSTER_PATH_MAX = 1024 };
#define CLUSTER_OWNER "postgres" /* its superuser, for migrations only */
#define CLUSTER_PORT  "5432"     /* part of the socket's file name, nothing listens on it */

/* Layout:
 *   data_dir/cluster         the place; a symbolic link to /var/lib/ota/… where the cluster's user
 *                            could not reach data_dir (a checkout under /root)
 *   data_dir/cluster/data    PostgreSQL's data directory
 *   data_dir/cluster/socket  its socket (0700); under /tmp when the path is too long for sockets
 *   data_dir/cluster/postgres.log
 *   data_dir/cluster/start.lock, use.lock
 *
 * Finds PostgreSQL, makes the cluster when there is none, starts it or joins one that already runs
 * (another ota's, or one left behind by a killed ota), and makes the database `ota`. Progress goes
 * to `out`, a line a step; on failure `out` gets a sentence that says what to do. */
MUST_CHECK status cluster_start(struct cluster **cluster, const struct settings *s, FILE *out);

/* Stops it (fast shutdown) unless another ota still uses it. NULL is fine. */
void cluster_stop(struct cluster *cluster, FILE *out);

/* Starts its postmaster again when that has ended; S_OK when one runs. The locks of cluster_start
 * are held meanwhile, so that of several ota one does it. */
MUST_CHECK status cluster_revive(struct cluster *cluster, const struct settings *s, FILE *out);

/* The postmaster's process, 0 when none runs. */
pid_t cluster_postmaster(const struct cluster *cluster);

/* Where its socket is or will be. */
MUST_CHECK status cluster_socket_dir(const struct settings *s, char dir[CLUSTER_PATH_MAX]);

/* The newest PostgreSQL's folder of programs and its major version; S_NOT_FOUND when there is
 * none. */
MUST_CHECK status cluster_find_postgres(char bin[CLUSTER_PATH_MAX], int *major);
enum { CLUSTER_MAJOR_MIN = 15 };

#endif
