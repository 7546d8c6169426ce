/* Waiting for the postmaster's end on a pidfd, and starting it again with growing pauses. */
#include "server/db/cluster_watch.h"

#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/pidfd.h>
#include <unistd.h>

#include "server/base/log.h"
#include "server/db/cluster.h"

enum { PAUSE_FIRST_MS = 250, PAUSE_MAX_MS = 30000 };

struct cluster_watch {
    struct cluster *cluster;
    const struct settings *settings;
    FILE *out;
    int stop_fd;
    pthread_t thread;
};

static void *run(void *owner);

status cluster_watch_start(struct cluster_watch **out_watch, struct cluster *cluster,
                           const struct settings *s, FILE *out)
{
    struct cluster_watch *w = calloc(1, sizeof *w);
    if (!w) return S_OVER_LIMIT;
    *w = (struct cluster_watch){.cluster = cluster, .settings = s, .out = out};
    w->stop_fd = eventfd(0, EFD_CLOEXEC);
    if (w->stop_fd < 0 || pthread_create(&w->thread, NULL, run, w)) {
        if (w->stop_fd >= 0) close(w->stop_fd);
        free(w);
        return S_OVER_LIMIT;
    }
    *out_watch = w;
    return S_OK;
}

void cluster_watch_stop(struct cluster_watch *w)
{
    if (!w) return;
    eventfd_write(w->stop_fd, 1);
    pthread_join(w->thread, NULL);
    close(w->stop_fd);
    free(w);
}

/* True when the watch is to end; false after `ms` (-1: never) or when `fd` (-1: none) is ready. */
static bool is_stopped_within(struct cluster_watch *w, int fd, int ms)
{
    struct pollfd fds[] = {{.fd = w->stop_fd, .events = POLLIN}, {.fd = fd, .events = POLLIN}};
    int n = poll(fds, 2, ms);
    return n > 0 && fds[0].revents;
}

static bool is_stopped_while_it_runs(struct cluster_watch *w)
{
    pid_t pid = cluster_postmaster(w->cluster);
    int fd = pid ? pidfd_open(pid, 0) : -1;
    if (fd < 0) return false; /* it is gone already */
    bool is_stopped = is_stopped_within(w, fd, -1);
    close(fd);
    return is_stopped;
}

static void *run(void *owner)
{
    struct cluster_watch *w = owner;
    while (!is_stopped_while_it_runs(w)) {
        int pause_ms = PAUSE_FIRST_MS;
        log_event(EVENT_CLUSTER_LOST, LOG_PLAIN);
        for (;;) {
            if (is_stopped_within(w, -1, pause_ms)) return NULL;
            status bad = cluster_revive(w->cluster, w->settings, w->out);
            if (!bad) break;
            pause_ms = pause_ms * 2 < PAUSE_MAX_MS ? pause_ms * 2 : PAUSE_MAX_MS;
            log_event(EVENT_CLUSTER_FAILED, LOG_FIELDS(log_number("again_in_ms", pause_ms)));
        }
        log_event(EVENT_CLUSTER_STARTED, LOG_PLAIN);
    }
    return NULL;
}
