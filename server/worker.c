/* Putting a worker together and taking it apart. */
#include "server/worker.h"

#include <string.h>
#include <unistd.h>

#include "server/auth/auth.h"
#include "server/base/settings.h"
#include "server/db/feed.h"
#include "server/db/query.h"
#include "server/http/assets.h"
#include "server/realtime/realtime.h"

static void run_drain(struct worker *w);
static void run_stop(struct worker *w);

static void deliver(struct post *p)
{
    struct worker_post *own = (struct worker_post *)p;
    own->run(own->worker);
}

static status check_database(void *owner)
{
    const struct worker *w = owner;
    return db_ready(w->services.db) ? S_OK : S_UNAVAILABLE;
}

static status check_feed(void *owner)
{
    const struct worker *w = owner;
    return strcmp(feed_mode(w->services.feed), "down") == 0 ? S_UNAVAILABLE : S_OK;
}

static status open_http(struct worker *w, struct server *s, int listen_fd)
{
    size_t count;
    const struct route *routes = routes_all(&count);
    w->readiness[0] = (struct readiness){.name = "database", .check = check_database, .owner = w};
    w->readiness[1] = (struct readiness){.name = "changes", .check = check_feed, .owner = w};
    return http_server_open(&w->http, &(struct http_options){
                                          .settings = s->settings,
                                          .services = &w->services,
                                          .routes = routes,
                                          .route_count = count,
                                          .authenticate = auth_authenticate,
                                          .fallback = assets_serve,
                                          .assets = s->assets,
                                          .readiness = w->readiness,
                                          .readiness_count = READINESS_COUNT,
                                          .listen_fd = listen_fd,
                                      });
}

status worker_open(struct worker *w, struct server *s, int listen_fd)
{
    *w = (struct worker){.services = s->shared, .ended_fd = -1};
    w->drain = (struct worker_post){.post = {.deliver = deliver}, .worker = w, .run = run_drain};
    w->stop = (struct worker_post){.post = {.deliver = deliver}, .worker = w, .run = run_stop};
    status bad = loop_open(&w->services.loop);
    if (!bad) bad = db_open(&w->services.db, w->services.loop, s->settings, w->services.metrics);
    if (!bad) bad = realtime_open(&w->services.realtime, &w->services);
    if (!bad) bad = open_http(w, s, listen_fd);
    if (bad) worker_close(w);
    return bad;
}

/* Whoever answers requests later closes before the HTTP server does. */
void worker_close(struct worker *w)
{
    db_close(w->services.db);
    if (w->http) http_server_close(w->http);
    if (w->services.realtime) realtime_close(w->services.realtime);
    if (w->services.loop) loop_close(w->services.loop);
    *w = (struct worker){.ended_fd = -1};
}

static void *run_thread(void *owner)
{
    struct worker *w = owner;
    struct loop_hooks hooks = http_server_hooks(w->http);
    loop_run(w->services.loop, &hooks);
    if (write(w->ended_fd, &(uint64_t){1}, sizeof(uint64_t)) < 0)
        return w; /* joined all the same */
    return NULL;
}

status worker_start(struct worker *w, int ended_fd)
{
    w->ended_fd = ended_fd;
    w->is_running = pthread_create(&w->thread, NULL, run_thread, w) == 0;
    return w->is_running ? S_OK : S_OVER_LIMIT;
}

void worker_drain(struct worker *w)
{
    if (w->is_running) loop_post(w->services.loop, &w->drain.post);
}

void worker_stop(struct worker *w)
{
    if (w->is_running) loop_post(w->services.loop, &w->stop.post);
}

void worker_join(struct worker *w)
{
    if (w->is_running) pthread_join(w->thread, NULL);
    w->is_running = false;
}

static void run_drain(struct worker *w)
{
    http_server_drain(w->http, NULL, NULL);
}

static void run_stop(struct worker *w)
{
    loop_stop(w->services.loop);
}
