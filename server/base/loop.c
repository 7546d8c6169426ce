/* epoll, a heap of timers, and a lock-free stack of messages from other threads. */
#include "server/base/loop.h"

#include <assert.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "server/base/clock.h"

enum { EVENTS_A_TURN = 256, TIMERS_FIRST = 64, WAIT_MAX_MS = 60000 };

struct loop {
    int epoll_fd;
    int wake_fd;
    struct source wake;
    bool is_stopping;
    int64_t now_ms;
    struct timer **timers; /* binary heap, the earliest first */
    uint32_t timer_count, timer_size;
    _Atomic(struct post *) posts; /* newest first */
    struct epoll_event events[EVENTS_A_TURN];
    int event_count, event_at; /* of the turn being handled */
};

static void on_wake(struct source *s, uint32_t epoll_events);

status loop_open(struct loop **result)
{
    struct loop *loop = calloc(1, sizeof *loop);
    if (!loop) return S_OVER_LIMIT;
    loop->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    loop->wake_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    loop->wake.on_event = on_wake;
    loop->now_ms = clock_monotonic_ms();
    if (loop->epoll_fd < 0 || loop->wake_fd < 0 ||
        loop_watch(loop, loop->wake_fd, EPOLLIN, &loop->wake)) {
        loop_close(loop);
        return S_OVER_LIMIT;
    }
    *result = loop;
    return S_OK;
}

void loop_close(struct loop *loop)
{
    if (!loop) return;
    if (loop->epoll_fd >= 0) close(loop->epoll_fd);
    if (loop->wake_fd >= 0) close(loop->wake_fd);
    free(loop->timers);
    free(loop);
}

static void run_timers(struct loop *loop);
static int wait_ms(const struct loop *loop, int64_t wanted_ms);

void loop_run(struct loop *loop, const struct loop_hooks *hooks)
{
    loop->is_stopping = false;
    while (!loop->is_stopping) {
        int64_t wanted_ms = -1;
        if (hooks && hooks->before_wait) wanted_ms = hooks->before_wait(hooks->owner);
        if (loop->is_stopping) break;
        int n = epoll_wait(loop->epoll_fd, loop->events, EVENTS_A_TURN, wait_ms(loop, wanted_ms));
        loop->now_ms = clock_monotonic_ms();
        loop->event_count = n > 0 ? n : 0;
        for (loop->event_at = 0; loop->event_at < loop->event_count; loop->event_at++) {
            struct epoll_event *e = &loop->events[loop->event_at];
            struct source *s = e->data.ptr;
            if (s) s->on_event(s, e->events);
        }
        loop->event_count = 0;
        run_timers(loop);
        if (hooks && hooks->after_wait) hooks->after_wait(hooks->owner);
    }
}

void loop_stop(struct loop *loop)
{
    loop->is_stopping = true;
}

int64_t loop_now_ms(const struct loop *loop)
{
    return loop->now_ms;
}

static int wait_ms(const struct loop *loop, int64_t wanted_ms)
{
    int64_t wait = wanted_ms < 0 || wanted_ms > WAIT_MAX_MS ? WAIT_MAX_MS : wanted_ms;
    if (loop->timer_count) {
        int64_t due = loop->timers[0]->due_ms - loop->now_ms;
        if (due < wait) wait = due < 0 ? 0 : due;
    }
    return (int)wait;
}

/* --- file descriptors --- */

status loop_watch(struct loop *loop, int fd, uint32_t epoll_events, struct source *s)
{
    struct epoll_event e = {.events = epoll_events, .data.ptr = s};
    return epoll_ctl(loop->epoll_fd, EPOLL_CTL_ADD, fd, &e) ? S_OVER_LIMIT : S_OK;
}

void loop_rewatch(struct loop *loop, int fd, uint32_t epoll_events, struct source *s)
{
    struct epoll_event e = {.events = epoll_events, .data.ptr = s};
    int failed = epoll_ctl(loop->epoll_fd, EPOLL_CTL_MOD, fd, &e);
    assert(!failed);
    (void)failed;
}

void loop_unwatch(struct loop *loop, int fd, struct source *s)
{
    epoll_ctl(loop->epoll_fd, EPOLL_CTL_DEL, fd, NULL);
    /* What was already reported for it in this turn must not reach memory that may be freed. */
    for (int i = loop->event_at; i < loop->event_count; i++)
        if (loop->events[i].data.ptr == s) loop->events[i].data.ptr = NULL;
}

/* --- timers --- */

static void place(struct loop *loop, uint32_t slot, struct timer *t)
{
    loop->timers[slot] = t;
    t->slot = slot;
}

static void sift_up(struct loop *loop, uint32_t slot, struct timer *t)
{
    while (slot > 0) {
        uint32_t parent = (slot - 1) / 2;
        if (loop->timers[parent]->due_ms <= t->due_ms) break;
        place(loop, slot, loop->timers[parent]);
        slot = parent;
    }
    place(loop, slot, t);
}

static void sift_down(struct loop *loop, uint32_t slot, struct timer *t)
{
    for (;;) {
        uint32_t child = slot * 2 + 1;
        if (child >= loop->timer_count) break;
        if (child + 1 < loop->timer_count &&
            loop->timers[child + 1]->due_ms < loop->timers[child]->due_ms)
            child++;
        if (loop->timers[child]->due_ms >= t->due_ms) break;
        place(loop, slot, loop->timers[child]);
        slot = child;
    }
    place(loop, slot, t);
}

static void reserve_timer(struct loop *loop)
{
    if (loop->timer_count < loop->timer_size) return;
    uint32_t size = loop->timer_size ? loop->timer_size * 2 : TIMERS_FIRST;
    struct timer **timers = realloc(loop->timers, size * sizeof *timers);
    if (!timers) abort(); /* a deadline that cannot be kept is worse than a restart */
    loop->timers = timers;
    loop->timer_size = size;
}

void loop_arm(struct loop *loop, struct timer *t, int64_t delay_ms)
{
    loop_disarm(loop, t);
    reserve_timer(loop);
    t->due_ms = loop->now_ms + delay_ms;
    t->is_armed = 1;
    sift_up(loop, loop->timer_count++, t);
}

void loop_disarm(struct loop *loop, struct timer *t)
{
    if (!t->is_armed) return;
    t->is_armed = 0;
    struct timer *last = loop->timers[--loop->timer_count];
    if (last == t) return;
    uint32_t slot = t->slot;
    if (slot > 0 && loop->timers[(slot - 1) / 2]->due_ms > last->due_ms)
        sift_up(loop, slot, last);
    else
        sift_down(loop, slot, last);
}

/* Those due when the turn began, at most as many as there were: a timer that re-arms itself with no
 * delay waits for the next turn's events like everybody else. */
static void run_timers(struct loop *loop)
{
    for (uint32_t left = loop->timer_count; left > 0 && loop->timer_count > 0; left--) {
        struct timer *t = loop->timers[0];
        if (t->due_ms > loop->now_ms) return;
        loop_disarm(loop, t);
        t->on_due(t);
    }
}

/* --- messages --- */

void loop_post(struct loop *loop, struct post *p)
{
    struct post *newest = atomic_load_explicit(&loop->posts, memory_order_relaxed);
    do p->next = newest;
    while (!atomic_compare_exchange_weak_explicit(&loop->posts, &newest, p, memory_order_release,
                                                  memory_order_relaxed));
    if (!newest) eventfd_write(loop->wake_fd, 1); /* else the loop is already being woken */
}

static void on_wake(struct source *s, uint32_t epoll_events)
{
    (void)epoll_events;
    struct loop *loop = (struct loop *)((char *)s - offsetof(struct loop, wake));
    eventfd_t n;
    eventfd_read(loop->wake_fd, &n);
    struct post *newest = atomic_exchange_explicit(&loop->posts, NULL, memory_order_acquire);
    struct post *oldest = NULL;
    while (newest) {
        struct post *next = newest->next;
        newest->next = oldest;
        oldest = newest;
        newest = next;
    }
    while (oldest) {
        struct post *p = oldest;
        oldest = p->next;
        p->deliver(p);
    }
}
