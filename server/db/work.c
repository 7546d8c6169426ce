/* The work pool: a bounded queue, and threads that each own a connection. */
#include "server/db/work.h"

#include <pthread.h>
#include <stdlib.h>

#include "server/base/metrics.h"
#include "server/base/settings.h"
#include "server/db/conn.h"

enum { QUEUE_MAX = 512, THREADS_MAX = 64 };

struct thread {
    pthread_cond_t wake;
    bool is_idle; /* in the pool's list */
    struct thread *next;
};

struct work_pool {
    const struct settings *settings;
    struct metrics *metrics;
    pthread_mutex_t lock;
    struct thread *idle; /* who worked last is first: the database has its plans ready */
    struct work *first, **end;
    size_t queued;
    size_t running_count;
    size_t paced_running; /* at most thread_count - 1, where there is more than one thread */
    bool is_closing;
    bool is_begun; /* a thread connects ahead */
    size_t thread_count;
    pthread_t threads[THREADS_MAX];
    struct work *running; /* by `next` */
};

static void *run_thread(void *pool);
static void call(struct work_pool *p);
static void call_all(struct work_pool *p);
static void on_back_home(struct post *p);

status work_open(struct work_pool **out, const struct settings *settings, struct metrics *metrics)
{
    struct work_pool *p = calloc(1, sizeof *p);
    if (!p) return S_OVER_LIMIT;
    p->settings = settings;
    p->metrics = metrics;
    p->end = &p->first;
    pthread_mutex_init(&p->lock, NULL);
    for (int64_t i = 0; i < settings->work_connections && i < THREADS_MAX; i++) {
        if (pthread_create(&p->threads[p->thread_count], NULL, run_thread, p)) {
            work_close(p);
            return S_OVER_LIMIT;
        }
        p->thread_count++;
    }
    *out = p;
    return S_OK;
}

void work_close(struct work_pool *p)
{
    if (!p) return;
    pthread_mutex_lock(&p->lock);
    p->is_closing = true;
    call_all(p);
    pthread_mutex_unlock(&p->lock);
    for (size_t i = 0; i < p->thread_count; i++) pthread_join(p->threads[i], NULL);
    pthread_mutex_destroy(&p->lock);
    free(p);
}

status work_submit(struct work_pool *p, struct work *w)
{
    pthread_mutex_lock(&p->lock);
    bool is_accepted = !p->is_closing && p->queued < QUEUE_MAX;
    if (is_accepted) {
        w->next = NULL;
        *p->end = w;
        p->end = &w->next;
        p->queued++;
        metrics_add(p->metrics, METRIC_work_waiting, 1);
        call(p);
    }
    pthread_mutex_unlock(&p->lock);
    return is_accepted ? S_OK : S_UNAVAILABLE;
}

bool work_streams_wait(struct work_pool *p)
{
    pthread_mutex_lock(&p->lock);
    const struct work *w = p->first;
    while (w && !w->is_paced) w = w->next;
    pthread_mutex_unlock(&p->lock);
    return w != NULL;
}

/* Of those who are idle, who worked last. */
static void call(struct work_pool *p)
{
    struct thread *called = p->idle;
    if (!called) return;
    p->idle = called->next;
    called->is_idle = false;
    pthread_cond_signal(&called->wake);
}

static void call_all(struct work_pool *p)
{
    while (p->idle) call(p);
}

static void rest(struct work_pool *p, struct thread *t)
{
    t->next = p->idle;
    t->is_idle = true;
    p->idle = t;
}

/* How many of the turn run already: where one of them waits, the next would only wait, too. */
static size_t count_running(const struct work_pool *p, uint64_t turn)
{
    size_t count = 0;
    for (const struct work *w = p->running; w; w = w->next) count += w->turn == turn;
    return count;
}

/* The first of a turn runs as any work does; the next, who may only wait behind it, leaves a thread
 * to others. */
static bool may_take_turn(const struct work_pool *p, uint64_t turn)
{
    size_t count = count_running(p, turn);
    return count == 0 || (count < p->thread_count / 2 && p->running_count + 1 < p->thread_count);
}

static bool may_run(const struct work_pool *p, const struct work *w)
{
    if (w->turn && !may_take_turn(p, w->turn)) return false;
    return !w->is_paced || p->paced_running == 0 || p->paced_running + 1 < p->thread_count;
}

/* Where the first piece hangs that may run now; its place is NULL when there is none. */
static struct work **find_runnable(struct work_pool *p)
{
    struct work **place = &p->first;
    while (*place && !may_run(p, *place)) place = &(*place)->next;
    return place;
}

/* It has run: what had to wait for it may be next. */
static void end(struct work_pool *p, struct thread *t, struct work *w)
{
    pthread_mutex_lock(&p->lock);
    struct work **place = &p->running;
    while (*place != w) place = &(*place)->next;
    *place = w->next;
    p->running_count--;
    p->paced_running -= w->is_paced;
    if (p->first) call_all(p);
    if (!*find_runnable(p) && !p->is_closing) rest(p, t);
    pthread_mutex_unlock(&p->lock);
}

/* The next piece, or NULL when the pool is closing and nothing is left. */
static struct work *take(struct work_pool *p, struct thread *t)
{
    pthread_mutex_lock(&p->lock);
    struct work **place = find_runnable(p);
    while (t->is_idle || (!*place && !(p->is_closing && !p->first))) {
        if (!t->is_idle) rest(p, t);
        pthread_cond_wait(&t->wake, &p->lock);
        place = find_runnable(p);
    }
    struct work *w = *place;
    if (w) {
        *place = w->next;
        if (!w->next) p->end = place;
        p->queued--;
        w->next = p->running;
        p->running = w;
        p->running_count++;
        p->paced_running += w->is_paced;
        if (p->is_closing) call_all(p); /* who waited for it may end */
        metrics_add(p->metrics, METRIC_work_waiting, -1);
        metrics_add(p->metrics, METRIC_work_running, 1);
    }
    pthread_mutex_unlock(&p->lock);
    return w;
}

/* A connection that stands, or NULL. */
static struct conn *ready_conn(struct work_pool *p, struct conn **c)
{
    if (!*c) {
        if (conn_open(c, p->settings, LOGIN_SERVER, p->settings->work_timeout_ms) == S_OK)
            return *c;
    } else if (conn_is_alive(*c) || conn_reopen(*c) == S_OK) {
        return *c;
    }
    conn_close(*c);
    *c = NULL;
    return NULL;
}

/* The first thread connects ahead, so that the first work does not wait for it. */
static bool connects_ahead(struct work_pool *p)
{
    pthread_mutex_lock(&p->lock);
    bool is_first = !p->is_begun;
    p->is_begun = true;
    pthread_mutex_unlock(&p->lock);
    return is_first;
}

static void *run_thread(void *owner)
{
    struct work_pool *p = owner;
    struct thread t = {.is_idle = false};
    struct conn *c = NULL;
    pthread_cond_init(&t.wake, NULL);
    if (connects_ahead(p)) (void)ready_conn(p, &c);
    for (struct work *w; (w = take(p, &t));) {
        w->run(w, ready_conn(p, &c));
        if (c) conn_rollback(c); /* a transaction never outlives its work */
        end(p, &t, w);
        metrics_add(p->metrics, METRIC_work_running, -1);
        w->post.deliver = on_back_home;
        loop_post(w->home, &w->post);
    }
    conn_close(c);
    pthread_cond_destroy(&t.wake);
    return NULL;
}

static void on_back_home(struct post *post)
{
    struct work *w = (struct work *)(void *)((char *)post - offsetof(struct work, post));
    w->done(w);
}
