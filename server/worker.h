/* One worker: a thread with its loop, its database connections, its sockets and its HTTP server. */
#ifndef OTA_WORKER_H
#define OTA_WORKER_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "server/base/loop.h"
#include "server/server.h"

struct worker;

struct worker_post {
    struct post post;
    struct worker *worker;
    void (*run)(struct worker *w);
};

enum { READINESS_COUNT = 2 };

struct worker {
    struct services services; /* the shared ones and this worker's own */
    struct http_server *http;
    struct readiness readiness[READINESS_COUNT];
    struct worker_post drain, stop;
    pthread_t thread;
    bool is_running;
    int ended_fd; /* written to when the thread ends */
};

/* Makes everything on the calling thread; listen_fd is the worker's from now on. */
MUST_CHECK status worker_open(struct worker *w, struct server *s, int listen_fd);
void worker_close(struct worker *w);

MUST_CHECK status worker_start(struct worker *w, int ended_fd);
void worker_drain(struct worker *w); /* finish what is in flight, then end; any thread */
void worker_stop(struct worker *w);  /* end now; any thread */
void worker_join(struct worker *w);

#endif
