/* The feed's thread: a source of commits kept open, each commit handed to every listener. */
#include "server/db/feed.h"

#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "server/base/clock.h"
#include "server/db/logtail.h"
#include "server/db/notes.h"
#include "server/db/replication.h"

enum {
    WAIT_MS = 1000,
    PAUSE_FIRST_MS = 100,
    PAUSE_MAX_MS = 5000,
    STREAM_AGAIN_MS = 5000,
    WAITING_MAX = 100000, /* deliveries that workers have not looked at yet */
};

enum mode { MODE_DOWN, MODE_LOGICAL, MODE_NOTIFY };

struct feed {
    const struct settings *settings;
    pthread_t thread;
    int wake_fd;
    atomic_bool is_stopping;
    atomic_int mode;
    atomic_uint holders;  /* the owner, each listener and each delivery under way */
    pthread_mutex_t lock; /* of listeners */
    struct feed_listener *listeners;
    struct notes *notes; /* to and from the other processes */
    bool has_missed;     /* the next delivery has to be "may have missed" */
};

/* One commit on its way to one listener. */
struct delivery {
    struct post post;
    struct feed *feed;
    struct feed_listener *listener;
    struct commit *commit;
};

static void *run(void *owner);
static void on_note(void *owner, struct commit *note);

static void dispose(struct feed *f)
{
    if (f->wake_fd >= 0) close(f->wake_fd);
    pthread_mutex_destroy(&f->lock);
    free(f);
}

status feed_start(struct feed **out, const struct settings *settings)
{
    struct feed *f = calloc(1, sizeof *f);
    *out = NULL;
    if (!f) return S_OVER_LIMIT;
    f->settings = settings;
    atomic_init(&f->holders, 1);
    f->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    pthread_mutex_init(&f->lock, NULL);
    const struct notes_options options = {settings, on_note, f};
    status bad = f->wake_fd < 0 ? S_OVER_LIMIT : notes_start(&f->notes, &options);
    if (!bad && pthread_create(&f->thread, NULL, run, f)) bad = S_OVER_LIMIT;
    if (bad) {
        notes_stop(f->notes);
        dispose(f);
        return bad;
    }
    *out = f;
    return S_OK;
}

static void let_go(struct feed *f)
{
    if (atomic_fetch_sub(&f->holders, 1) == 1) dispose(f);
}

void feed_stop(struct feed *f)
{
    if (!f) return;
    atomic_store(&f->is_stopping, true);
    eventfd_write(f->wake_fd, 1);
    pthread_join(f->thread, NULL);
    notes_stop(f->notes);
    let_go(f);
}

void feed_listen(struct feed *f, struct feed_listener *l)
{
    pthread_mutex_lock(&f->lock);
    l->next = f->listeners;
    f->listeners = l;
    atomic_fetch_add(&f->holders, 1);
    pthread_mutex_unlock(&f->lock);
}

void feed_ignore(struct feed *f, struct feed_listener *l)
{
    pthread_mutex_lock(&f->lock);
    struct feed_listener **at = &f->listeners;
    while (*at != l) at = &(*at)->next;
    *at = l->next;
    pthread_mutex_unlock(&f->lock);
    let_go(f);
}

const char *feed_mode(const struct feed *f)
{
    switch ((enum mode)atomic_load(&f->mode)) {
    case MODE_DOWN: return "down";
    case MODE_LOGICAL: return "logical";
    case MODE_NOTIFY: return "notify";
    }
    return "down";
}

static void deliver(struct post *p)
{
    struct delivery *d = (struct delivery *)p;
    d->listener->on_commit(d->listener, d->commit);
    let_go(d->feed);
    free(d);
}

/* Hands `c` (one reference is the caller's; NULL: may have missed) to every listener; false when
 * one could not be told. */
static bool tell(struct feed *f, struct commit *c)
{
    bool is_full = atomic_load(&f->holders) > WAITING_MAX, is_told = true;
    pthread_mutex_lock(&f->lock);
    for (struct feed_listener *l = f->listeners; l; l = l->next) {
        struct delivery *d = is_full ? NULL : malloc(sizeof *d);
        if (!d) {
            is_told = false;
            continue;
        }
        *d = (struct delivery){{NULL, deliver}, f, l, c};
        if (c) atomic_fetch_add(&c->references, 1);
        atomic_fetch_add(&f->holders, 1);
        loop_post(l->loop, &d->post);
    }
    pthread_mutex_unlock(&f->lock);
    return is_told;
}

status feed_pass_note(struct feed *f, struct commit *note)
{
    status s = S_OK;
    if (!atomic_load(&f->is_stopping)) {
        s = notes_send(f->notes, note);
        if (!s && !tell(f, note)) s = S_OVER_LIMIT;
    }
    commit_release(note);
    return s;
}

/* From another process, on the thread of the notes. */
static void on_note(void *owner, struct commit *note)
{
    tell(owner, note);
    commit_release(note);
}

/* A source gave `s` and maybe a commit: S_OK goes on, anything else ends the source. */
static status pass(struct feed *f, status s, struct commit *c)
{
    if (s == S_OVER_LIMIT)
        f->has_missed = true;
    else if (s != S_OK && s != S_MORE)
        return s;
    if (f->has_missed) f->has_missed = !tell(f, NULL);
    if (c && !tell(f, c)) f->has_missed = true;
    commit_release(c);
    return S_OK;
}

static void follow_stream(struct feed *f, struct replication *r)
{
    status s = S_OK;
    atomic_store(&f->mode, MODE_LOGICAL);
    f->has_missed = true;
    while (!s && !atomic_load(&f->is_stopping)) {
        struct commit *c;
        s = replication_next(r, f->wake_fd, f->has_missed ? 0 : WAIT_MS, &c);
        s = pass(f, s, c);
    }
    replication_close(r);
}

/* `why` the stream could not be had: it is not allowed, the database is asked whether it is, or it
 * waits for somebody's transaction; then it is tried again meanwhile, and *r is set once it is had.
 */
static void follow_table(struct feed *f, status why, struct replication **r)
{
    struct logtail *t;
    bool is_wait = why == S_TIMEOUT;
    int64_t again_ms = clock_monotonic_ms() + STREAM_AGAIN_MS;
    status s = logtail_open(&t, f->settings);
    if (!s && why != S_NO_ACCESS && !is_wait && !logtail_is_needed(t)) s = S_UNAVAILABLE;
    if (!s) atomic_store(&f->mode, MODE_NOTIFY);
    f->has_missed = true;
    while (!s && !*r && !atomic_load(&f->is_stopping)) {
        struct commit *c;
        s = logtail_next(t, f->wake_fd, f->has_missed ? 0 : WAIT_MS, &c);
        s = pass(f, s, c);
        if (s || !is_wait || clock_monotonic_ms() < again_ms) continue;
        if (replication_open(r, f->settings)) again_ms = clock_monotonic_ms() + STREAM_AGAIN_MS;
    }
    logtail_close(t);
}

static void pause_for(struct feed *f, int ms)
{
    struct pollfd wake = {.fd = f->wake_fd, .events = POLLIN};
    poll(&wake, 1, ms);
}

/* The stream while it can be had; the table where it cannot. */
static void *run(void *owner)
{
    struct feed *f = owner;
    int pause_ms = PAUSE_FIRST_MS;
    while (!atomic_load(&f->is_stopping)) {
        struct replication *r;
        status bad = replication_open(&r, f->settings);
        if (bad) follow_table(f, bad, &r);
        if (r) follow_stream(f, r);
        if (atomic_exchange(&f->mode, MODE_DOWN) != MODE_DOWN) pause_ms = PAUSE_FIRST_MS;
        pause_for(f, pause_ms);
        pause_ms = pause_ms * 2 < PAUSE_MAX_MS ? pause_ms * 2 : PAUSE_MAX_MS;
    }
    return NULL;
}
