/* Starting and stopping each part of the server. */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "core/arena.h"
#include "server/auth/auth.h"
#include "server/base/heap.h"
#include "server/base/log.h"
#include "server/base/metrics.h"
#include "server/base/settings.h"
#include "server/base/site.h"
#include "server/db/catalog.h"
#include "server/db/cluster.h"
#include "server/db/cluster_watch.h"
#include "server/db/conn.h"
#include "server/db/feed.h"
#include "server/db/migrate.h"
#include "server/db/query.h"
#include "server/http/assets.h"
#include "server/jobs/jobs.h"
#include "server/mail/mail.h"
#include "server/pdf/press.h"
#include "server/server.h"
#include "server/worker.h"

enum { ADDRESS_BYTES_MAX = 64 * 1024 };

/* --- the address: first, so that a busy port is told at once --- */

status listen_start(struct server *s)
{
    struct arena a;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    s->worker_count =
        s->settings->workers ? (size_t)s->settings->workers : (size_t)(cores < 2 ? 1 : cores / 2);
    if (s->worker_count > WORKERS_MAX) s->worker_count = WORKERS_MAX;
    status bad = http_listen(s->settings->listen, s->listen_fds, s->worker_count);
    if (bad) return bad; /* the log has said why */
    heap_arena_init(&a, ADDRESS_BYTES_MAX);
    snprintf(s->address, sizeof s->address, "%.*s", STR_ARGS(site_url(s->settings, &a)));
    heap_arena_release(&a);
    return S_OK;
}

void listen_stop(struct server *s)
{
    for (size_t i = 0; i < s->worker_count; i++)
        if (s->listen_fds[i] >= 0) close(s->listen_fds[i]);
}

/* --- the database --- */

status cluster_part_start(struct server *s)
{
    if (s->settings->database_url[0]) return S_OK;
    status bad = cluster_start(&s->cluster, s->settings, s->out);
    if (bad) return bad;
    log_event(EVENT_CLUSTER_STARTED, LOG_PLAIN);
    bad = cluster_watch_start(&s->cluster_watch, s->cluster, s->settings, s->out);
    if (bad) cluster_part_stop(s);
    return bad;
}

void cluster_part_stop(struct server *s)
{
    if (!s->cluster) return;
    cluster_watch_stop(s->cluster_watch);
    s->cluster_watch = NULL;
    cluster_stop(s->cluster, s->out);
    s->cluster = NULL;
    log_event(EVENT_CLUSTER_STOPPED, LOG_PLAIN);
}

static status tell_unreachable(struct server *s, struct conn *c, status why)
{
    str words = c ? db_message(conn_error(c)) : STR("out of memory");
    fprintf(s->out, "ota: the database cannot be reached: %.*s\n", STR_ARGS(words));
    if (s->settings->database_url[0])
        fputs("ota: check OTA_DATABASE_URL, or leave it empty for a private cluster\n", s->out);
    return why;
}

static status check_migrations(struct server *s, struct conn *c)
{
    struct migration_state state;
    status bad = migrate_look(c, s->settings->sql_dir, &state, s->out);
    if (bad) return bad;
    if (state.applied == state.known && !state.edited && !state.newer) return S_OK;
    if (state.applied < state.known)
        fprintf(s->out, "ota: the database lacks %d of %d migrations: run `ota migrate` first\n",
                state.known - state.applied, state.known);
    return S_CONFLICT;
}

status schema_start(struct server *s)
{
    struct conn *c = NULL;
    status bad = conn_open(&c, s->settings, LOGIN_OWNER, 0);
    if (bad)
        bad = tell_unreachable(s, c, bad);
    else if (s->wants_demo)
        bad = migrate_run(c, s->settings->sql_dir, s->wants_demo, s->out);
    else
        bad = check_migrations(s, c);
    conn_close(c);
    return bad;
}

status catalog_start(struct server *s)
{
    struct catalog *catalog = NULL;
    struct conn *c = NULL;
    status bad = conn_open(&c, s->settings, LOGIN_SERVER, s->settings->work_timeout_ms);
    if (bad) bad = tell_unreachable(s, c, bad);
    conn_close(c);
    if (bad) return bad;
    bad = catalog_open(&catalog, s->settings);
    s->shared.catalog = catalog;
    return bad;
}

void catalog_stop(struct server *s)
{
    catalog_close((struct catalog *)(uintptr_t)s->shared.catalog);
    s->shared.catalog = NULL;
}

/* --- what all workers share --- */

status metrics_start(struct server *s)
{
    static const char *paths[256];
    size_t count;
    const struct route *routes = routes_all(&count);
    if (count > sizeof paths / sizeof paths[0]) return S_OVER_LIMIT;
    for (size_t i = 0; i < count; i++) paths[i] = routes[i].path;
    s->shared.settings = s->settings;
    return metrics_create(&s->shared.metrics, paths, count);
}

void metrics_stop(struct server *s)
{
    metrics_destroy(s->shared.metrics);
    s->shared.metrics = NULL;
}

status mailbox_start(struct server *s)
{
    return s->settings->is_dev ? mailbox_open(&s->shared.mailbox) : S_OK;
}

void mailbox_stop(struct server *s)
{
    if (s->shared.mailbox) mailbox_close(s->shared.mailbox);
    s->shared.mailbox = NULL;
}

status auth_start(struct server *s)
{
    struct conn *c = NULL;
    status bad = conn_open(&c, s->settings, LOGIN_SERVER, s->settings->work_timeout_ms);
    if (bad)
        bad = tell_unreachable(s, c, bad);
    else
        bad = auth_open(&s->shared.auth, s->settings, c);
    conn_close(c);
    return bad;
}

void auth_stop(struct server *s)
{
    auth_close(s->shared.auth);
    s->shared.auth = NULL;
}

status web_start(struct server *s)
{
    return assets_open(&s->assets, s->settings);
}

void web_stop(struct server *s)
{
    assets_close(s->assets);
    s->assets = NULL;
}

status feed_part_start(struct server *s)
{
    return feed_start(&s->shared.feed, s->settings);
}

status press_start(struct server *s)
{
    return press_open(&s->shared.press);
}

void press_stop(struct server *s)
{
    press_close(s->shared.press);
    s->shared.press = NULL;
}

status work_start(struct server *s)
{
    return work_open(&s->shared.work, s->settings, s->shared.metrics);
}

void posting_stop(struct server *s)
{
    if (s->shared.feed) feed_stop(s->shared.feed);
    work_close(s->shared.work);
    s->shared.feed = NULL;
    s->shared.work = NULL;
}

/* --- the workers --- */

status workers_start(struct server *s)
{
    s->workers = calloc(s->worker_count, sizeof *s->workers);
    if (!s->workers) return S_OVER_LIMIT;
    for (size_t i = 0; i < s->worker_count; i++) {
        status bad = worker_open(&s->workers[i], s, s->listen_fds[i]);
        s->listen_fds[i] = -1;
        if (!bad) continue;
        posting_stop(s);
        workers_stop(s);
        return bad;
    }
    return S_OK;
}

void workers_stop(struct server *s)
{
    for (size_t i = 0; s->workers && i < s->worker_count; i++) worker_close(&s->workers[i]);
    free(s->workers);
    s->workers = NULL;
}

status threads_start(struct server *s)
{
    s->ended_fd = eventfd(0, EFD_CLOEXEC);
    if (s->ended_fd < 0) return S_OVER_LIMIT;
    for (size_t i = 0; i < s->worker_count; i++) {
        status bad = worker_start(&s->workers[i], s->ended_fd);
        if (!bad) continue;
        threads_stop(s);
        return bad;
    }
    return S_OK;
}

/* All drain at once. A second signal ends them at once, without waiting for what is in flight. */
void threads_stop(struct server *s)
{
    struct pollfd fds[] = {{.fd = s->ended_fd, .events = POLLIN},
                           {.fd = s->signal_fd, .events = POLLIN}};
    uint64_t ended = 0, more;
    size_t running = 0;
    for (size_t i = 0; i < s->worker_count; i++) {
        running += s->workers[i].is_running;
        worker_drain(&s->workers[i]);
    }
    while (ended < running) {
        struct signalfd_siginfo again;
        if (poll(fds, 2, -1) < 0 && errno != EINTR) break;
        if (fds[0].revents && read(s->ended_fd, &more, sizeof more) == sizeof more) ended += more;
        if (!fds[1].revents || read(s->signal_fd, &again, sizeof again) < 0) continue;
        fputs("ota: stopping at once\n", s->out);
        for (size_t i = 0; i < s->worker_count; i++) worker_stop(&s->workers[i]);
        fds[1].fd = -1;
    }
    for (size_t i = 0; i < s->worker_count; i++) worker_join(&s->workers[i]);
    close(s->ended_fd);
}

status jobs_part_start(struct server *s)
{
    return jobs_start(&s->jobs, &(struct jobs_options){.settings = s->settings,
                                                       .mailbox = s->shared.mailbox,
                                                       .metrics = s->shared.metrics});
}

void jobs_part_stop(struct server *s)
{
    jobs_stop(s->jobs);
    s->jobs = NULL;
}
