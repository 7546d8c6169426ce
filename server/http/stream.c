/* Answers in pieces: a bounded queue between a feeding thread and the loop.
 *
 *   stream_feed ─► chunks ─► read_chunk (MHD, loop's thread) ─► socket
 *        ▲ waits while full           │ suspends the connection while empty
 *        └──────── room ◄─────────────┘                    post ─► resume
 */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "server/base/clock.h"
#include "server/http/exchange.h"
#include "server/http/response.h"

enum { QUEUE_BYTES_MAX = 1024 * 1024, BLOCK_BYTES = 64 * 1024, STALL_S_MAX = 30 };

struct chunk {
    struct chunk *next;
    size_t len, sent;
    char bytes[];
};

struct stream {
    struct post post; /* to the loop: there is something to send, or the end */
    struct exchange *exchange;
    pthread_mutex_t lock; /* guards what follows */
    pthread_cond_t room;
    struct chunk *first, *last;
    size_t queued;
    uint64_t sent_total;
    bool is_posted;
    bool is_starved; /* MHD waits, suspended, for more */
    bool is_ended;
    bool is_whole;
    bool is_gone; /* nobody reads any more */
};

static void on_post(struct post *p);
static ssize_t read_chunk(void *owner, uint64_t at, char *to, size_t max);
static void on_response_freed(void *owner);

static struct stream *create(struct exchange *x)
{
    struct stream *s = calloc(1, sizeof *s);
    if (!s) return NULL;
    s->post.deliver = on_post;
    s->exchange = x;
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->room, &monotonic);
    pthread_condattr_destroy(&monotonic);
    return s;
}

static void destroy(struct stream *s)
{
    while (s->first) {
        struct chunk *c = s->first;
        s->first = c->next;
        free(c);
    }
    pthread_cond_destroy(&s->room);
    pthread_mutex_destroy(&s->lock);
    free(s);
}

struct stream *respond_stream(struct request *r, const char *content_type)
{
    struct exchange *x = r->exchange;
    struct stream *s = create(x);
    if (!s)
        abort(); /* the caller has no way to hear of it, and there is no memory to tell it with */
    struct MHD_Response *m = NULL;
    if (!x->is_done)
        m = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK_BYTES, read_chunk, s,
                                              on_response_freed);
    if (m)
        response_finish(r, m, &(struct response){.content_type = content_type});
    else
        s->is_gone = true;
    if (!x->is_done) exchange_answer(x, 200, m);
    if (m) MHD_destroy_response(m);
    return s;
}

/* MHD's side of the stream is over: sent, torn or never begun. */
static void on_response_freed(void *owner)
{
    struct stream *s = owner;
    pthread_mutex_lock(&s->lock);
    s->is_gone = true;
    s->is_starved = false;
    s->exchange->answer_bytes = s->sent_total;
    bool is_over = s->is_ended && !s->is_posted;
    pthread_cond_broadcast(&s->room);
    pthread_mutex_unlock(&s->lock);
    if (!is_over) return;
    struct exchange *x = s->exchange;
    destroy(s);
    exchange_let_go(x);
}

static size_t take(struct stream *s, char *to, size_t max)
{
    size_t taken = 0;
    while (s->first && taken < max) {
        struct chunk *c = s->first;
        size_t n = c->len - c->sent < max - taken ? c->len - c->sent : max - taken;
        memcpy(to + taken, c->bytes + c->sent, n);
        c->sent += n;
        taken += n;
        if (c->sent < c->len) break;
        s->first = c->next;
        if (!s->first) s->last = NULL;
        free(c);
    }
    s->queued -= taken;
    s->sent_total += taken;
    return taken;
}

static ssize_t read_chunk(void *owner, uint64_t at, char *to, size_t max)
{
    (void)at;
    struct stream *s = owner;
    ssize_t result = 0;
    pthread_mutex_lock(&s->lock);
    if (s->exchange->is_failed)
        result = MHD_CONTENT_READER_END_WITH_ERROR;
    else if (s->first) {
        result = (ssize_t)take(s, to, max);
        pthread_cond_signal(&s->room);
    } else if (s->is_ended)
        result = s->is_whole ? MHD_CONTENT_READER_END_OF_STREAM : MHD_CONTENT_READER_END_WITH_ERROR;
    else {
        s->is_starved = true;
        exchange_suspend(s->exchange);
    }
    pthread_mutex_unlock(&s->lock);
    if (result == MHD_CONTENT_READER_END_WITH_ERROR) exchange_cut(s->exchange);
    return result;
}

static void on_post(struct post *p)
{
    struct stream *s = (struct stream *)p;
    pthread_mutex_lock(&s->lock);
    s->is_posted = false;
    bool is_resumed = s->is_starved;
    bool is_over = s->is_ended && s->is_gone;
    s->is_starved = false;
    pthread_mutex_unlock(&s->lock);
    struct exchange *x = s->exchange;
    if (is_over) {
        destroy(s);
        exchange_let_go(x);
    } else if (is_resumed && x->is_suspended)
        exchange_resume(x);
}

static bool add_chunk(struct stream *s, str bytes)
{
    struct chunk *c = malloc(sizeof *c + bytes.len);
    if (!c) return false;
    *c = (struct chunk){.len = bytes.len};
    memcpy(c->bytes, bytes.data, bytes.len);
    if (s->last)
        s->last->next = c;
    else
        s->first = c;
    s->last = c;
    s->queued += bytes.len;
    return true;
}

/* Waits for room; false when nothing was taken for too long. The lock is held. */
static bool wait_for_room(struct stream *s)
{
    uint64_t before = s->sent_total;
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += STALL_S_MAX;
    while (s->queued > QUEUE_BYTES_MAX && !s->is_gone) {
        if (pthread_cond_timedwait(&s->room, &s->lock, &until) != ETIMEDOUT) continue;
        if (s->sent_total == before) return false;
        before = s->sent_total;
        clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_sec += STALL_S_MAX;
    }
    return true;
}

bool stream_feed(struct stream *s, str bytes)
{
    pthread_mutex_lock(&s->lock);
    bool is_read = wait_for_room(s) && !s->is_gone && (!bytes.len || add_chunk(s, bytes));
    bool must_post = is_read && s->is_starved && !s->is_posted;
    if (must_post) s->is_posted = true;
    struct loop *loop = s->exchange->server->loop;
    pthread_mutex_unlock(&s->lock);
    if (must_post) loop_post(loop, &s->post);
    return is_read;
}

void stream_end(struct stream *s, bool is_whole)
{
    pthread_mutex_lock(&s->lock);
    struct loop *loop = s->exchange->server->loop;
    bool must_post = !s->is_posted;
    s->is_ended = true;
    s->is_whole = is_whole;
    s->is_posted = true;
    pthread_mutex_unlock(&s->lock);
    if (must_post) loop_post(loop, &s->post);
}
