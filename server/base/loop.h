/* One thread's event loop: file descriptors, timers, and messages from other threads. */
#ifndef OTA_BASE_LOOP_H
#define OTA_BASE_LOOP_H

#include <stdint.h>

#include "core/status.h"

struct loop;

/* Something with a file descriptor that the loop watches. It is the first member of its owner's
 * struct. The owner may remove any source, itself included, from within a callback. */
struct source {
    void (*on_event)(struct source *s, uint32_t epoll_events);
};

/* A deadline. Memory belongs to the owner; it is armed while `is_armed`. */
struct timer {
    void (*on_due)(struct timer *t);
    int64_t due_ms;
    uint32_t slot; /* the loop's own */
    uint32_t is_armed;
};

/* A message to a loop from any thread: delivered on the loop's thread, in the order of sending. The
 * receiver owns it from then on. Intrusive, so posting cannot fail. */
struct post {
    struct post *next;
    void (*deliver)(struct post *p);
};

MUST_CHECK status loop_open(struct loop **loop);
void loop_close(struct loop *loop);

/* Runs until loop_stop. `before_wait` (may be NULL) is called before each wait and gives the
 * longest wait in ms (-1: none); `after_wait` after the events of one wait were handled. */
struct loop_hooks {
    int64_t (*before_wait)(void *owner);
    void (*after_wait)(void *owner);
    void *owner;
};
void loop_run(struct loop *loop, const struct loop_hooks *hooks);
void loop_stop(struct loop *loop); /* from the loop's own thread; others post */

/* Monotonic milliseconds, read once a turn. */
int64_t loop_now_ms(const struct loop *loop);

MUST_CHECK status loop_watch(struct loop *loop, int fd, uint32_t epoll_events, struct source *s);
void loop_rewatch(struct loop *loop, int fd, uint32_t epoll_events, struct source *s);
void loop_unwatch(struct loop *loop, int fd, struct source *s);

void loop_arm(struct loop *loop, struct timer *t, int64_t delay_ms); /* re-arming moves it */
void loop_disarm(struct loop *loop, struct timer *t);

/* Thread-safe. */
void loop_post(struct loop *loop, struct post *p);

#endif
