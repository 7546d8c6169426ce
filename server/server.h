/* A running server: its parts, and the order in which they start and stop. */
#ifndef OTA_SERVER_H
#define OTA_SERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "core/status.h"
#include "server/base/services.h"
#include "server/http/server.h"

struct assets;
struct cluster;
struct cluster_watch;
struct jobs;
struct worker;

enum { WORKERS_MAX = 64, ADDRESS_MAX = 300 };

/* Everything that runs. Each field is set by its part's start and cleared by its stop. */
struct server {
    const struct settings *settings;
    bool wants_demo;           /* `ota dev`: migrate, with the demo, instead of checking */
    FILE *out;                 /* progress, for people */
    int signal_fd;             /* SIGINT, SIGTERM, SIGHUP */
    int ended_fd;              /* counts workers whose thread has ended */
    char address[ADDRESS_MAX]; /* where people reach it */
    struct cluster *cluster;
    struct cluster_watch *cluster_watch;
    struct services shared; /* what all workers have in common */
    struct assets *assets;
    struct jobs *jobs;
    int listen_fds[WORKERS_MAX];
    size_t worker_count;
    struct worker *workers;
};

/* A part starts after those before it and stops before them; either function may be NULL. A start
 * that fails has said why and left nothing running. */
struct part {
    const char *name;
    status (*start)(struct server *s);
    void (*stop)(struct server *s);
};

/* Starts the parts in order, says that it is ready, waits for a signal, stops in reverse.
 * When a part fails, those before it are stopped. `on_ready` (may be NULL) runs after the last
 * start. */
MUST_CHECK status server_run(struct server *s, const struct part *parts, size_t count,
                             void (*on_ready)(struct server *s));

/* The parts (server/parts.c); main.c puts them in order. */
status listen_start(struct server *s);
void listen_stop(struct server *s);
status cluster_part_start(struct server *s);
void cluster_part_stop(struct server *s);
status schema_start(struct server *s);
status metrics_start(struct server *s);
void metrics_stop(struct server *s);
status catalog_start(struct server *s);
void catalog_stop(struct server *s);
status mailbox_start(struct server *s);
void mailbox_stop(struct server *s);
status auth_start(struct server *s);
void auth_stop(struct server *s);
status web_start(struct server *s);
void web_stop(struct server *s);
status feed_part_start(struct server *s);
status press_start(struct server *s);
void press_stop(struct server *s);
status work_start(struct server *s);
status workers_start(struct server *s);
void workers_stop(struct server *s);
void posting_stop(struct server *s); /* feed and work pool: nobody posts to the workers any more */
status threads_start(struct server *s);
void threads_stop(struct server *s);
status jobs_part_start(struct server *s);
void jobs_part_stop(struct server *s);

/* All routes of routes.def. */
const struct route *routes_all(size_t *count);

#endif
