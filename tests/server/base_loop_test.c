/* The event loop: timers, messages from other threads, sources that go away. */
#include <pthread.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "server/base/loop.h"
#include "tests/server/cmocka_includes.h"

enum { TIMERS = 200, POSTS = 5000, THREADS = 4 };

static struct loop *open_loop(void)
{
    struct loop *loop;
    assert_int_equal(loop_open(&loop), S_OK);
    return loop;
}

struct alarm {
    struct timer timer;
    struct loop *loop;
    int64_t *last_due;
    int *left;
};

static void on_alarm(struct timer *t)
{
    struct alarm *a = (struct alarm *)t;
    assert_true(t->due_ms >= *a->last_due);
    assert_true(loop_now_ms(a->loop) >= t->due_ms);
    *a->last_due = t->due_ms;
    if (--*a->left == 0) loop_stop(a->loop);
}

static void timers_run_in_the_order_of_their_deadlines(void **state)
{
    (void)state;
    struct loop *loop = open_loop();
    static struct alarm alarms[TIMERS];
    int64_t last_due = 0;
    int left = TIMERS;
    for (int i = 0; i < TIMERS; i++) {
        alarms[i] = (struct alarm){{.on_due = on_alarm}, loop, &last_due, &left};
        loop_arm(loop, &alarms[i].timer, i * 37 % 30);
    }
    loop_run(loop, NULL);
    assert_int_equal(left, 0);
    loop_close(loop);
}

static void fail_alarm(struct timer *t)
{
    (void)t;
    fail_msg("a disarmed timer ran");
}

static void disarmed_timers_never_run_and_the_others_still_do(void **state)
{
    (void)state;
    struct loop *loop = open_loop();
    struct timer dead[20] = {0};
    struct alarm live[20];
    int64_t last_due = 0;
    int left = 20;
    for (int i = 0; i < 20; i++) {
        dead[i].on_due = fail_alarm;
        live[i] = (struct alarm){{.on_due = on_alarm}, loop, &last_due, &left};
        loop_arm(loop, &dead[i], i);
        loop_arm(loop, &live[i].timer, 20 - i);
    }
    for (int i = 0; i < 20; i++) loop_disarm(loop, &dead[i * 7 % 20]);
    loop_run(loop, NULL);
    assert_int_equal(left, 0);
    loop_close(loop);
}

struct letter {
    struct post post;
    struct loop *loop;
    int thread, number;
    int *last_numbers;
    int *left;
};

static void on_letter(struct post *p)
{
    struct letter *l = (struct letter *)p;
    assert_int_equal(l->number, l->last_numbers[l->thread] + 1);
    l->last_numbers[l->thread] = l->number;
    if (--*l->left == 0) loop_stop(l->loop);
}

struct sender {
    pthread_t thread;
    struct letter letters[POSTS];
};

static void *send_all(void *owner)
{
    struct sender *s = owner;
    for (int i = 0; i < POSTS; i++) loop_post(s->letters[i].loop, &s->letters[i].post);
    return NULL;
}

static void posts_of_many_threads_all_arrive_each_threads_in_order(void **state)
{
    (void)state;
    struct loop *loop = open_loop();
    static struct sender senders[THREADS];
    int last_numbers[THREADS], left = THREADS * POSTS;
    for (int t = 0; t < THREADS; t++) {
        last_numbers[t] = -1;
        for (int i = 0; i < POSTS; i++)
            senders[t].letters[i] =
                (struct letter){{.deliver = on_letter}, loop, t, i, last_numbers, &left};
        assert_int_equal(pthread_create(&senders[t].thread, NULL, send_all, &senders[t]), 0);
    }
    loop_run(loop, NULL);
    for (int t = 0; t < THREADS; t++) pthread_join(senders[t].thread, NULL);
    assert_int_equal(left, 0);
    loop_close(loop);
}

struct pipe_end {
    struct source source;
    struct loop *loop;
    struct pipe_end *other;
    int fds[2];
    int *events;
};

static void on_pipe(struct source *s, uint32_t epoll_events)
{
    (void)epoll_events;
    struct pipe_end *p = (struct pipe_end *)s;
    ++*p->events;
    loop_unwatch(p->loop, p->fds[0], &p->source);
    loop_unwatch(p->loop, p->other->fds[0], &p->other->source);
    p->other->source.on_event = NULL; /* as if its memory were gone */
    loop_stop(p->loop);
}

static void
a_source_unwatched_inside_a_callback_is_not_called_for_events_already_reported(void **state)
{
    (void)state;
    struct loop *loop = open_loop();
    struct pipe_end ends[2];
    int events = 0;
    for (int i = 0; i < 2; i++) {
        ends[i] = (struct pipe_end){{on_pipe}, loop, &ends[1 - i], {0}, &events};
        assert_int_equal(pipe(ends[i].fds), 0);
        assert_int_equal(write(ends[i].fds[1], "x", 1), 1);
        assert_int_equal(loop_watch(loop, ends[i].fds[0], EPOLLIN, &ends[i].source), S_OK);
    }
    loop_run(loop, NULL);
    assert_int_equal(events, 1);
    for (int i = 0; i < 2; i++) {
        close(ends[i].fds[0]);
        close(ends[i].fds[1]);
    }
    loop_close(loop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(timers_run_in_the_order_of_their_deadlines),
        cmocka_unit_test(disarmed_timers_never_run_and_the_others_still_do),
        cmocka_unit_test(posts_of_many_threads_all_arrive_each_threads_in_order),
        cmocka_unit_test(
            a_source_unwatched_inside_a_callback_is_not_called_for_events_already_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
