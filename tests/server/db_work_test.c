/* Blocking connections and the work pool: transactions, rows as they come, coming home. */
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "server/base/clock.h"
#include "server/db/work.h"
#include "tests/server/db_fixture.h"

static const struct identity alice = {
    .role = {"authenticated", 13},
    .claims = {"{\"sub\":\"01890000-0000-7000-8000-000000000001\"}", 46},
};

static struct conn *open_conn(void **state, enum login as)
{
    struct database *d = *state;
    struct conn *c = NULL;
    assert_int_equal(conn_open(&c, &d->settings, as, 10000), S_OK);
    return c;
}

static void expect(struct conn *c, const char *sql, const char *value)
{
    const struct db_result *r;
    assert_int_equal(conn_query(c, str_from(sql), NULL, 0, &r), S_OK);
    assert_true(str_equal(db_value(r, 0, 0), str_from(value)));
}

static void an_identity_ends_with_its_transaction(void **state)
{
    struct conn *c = open_conn(state, LOGIN_SERVER);
    assert_int_equal(conn_begin(c, &alice), S_OK);
    expect(c, "select current_user || auth.uid()",
           "authenticated01890000-0000-7000-8000-000000000001");
    assert_int_equal(conn_commit(c), S_OK);
    expect(c, "select current_user", "ota_server");
    conn_close(c);
}

static void a_savepoint_undoes_one_mutation_and_keeps_the_others(void **state)
{
    struct conn *c = open_conn(state, LOGIN_OWNER);
    const struct db_result *r;
    assert_int_equal(conn_script(c, "create temp table t (n int primary key)"), S_OK);
    assert_int_equal(conn_begin(c, NULL), S_OK);
    for (int i = 0; i < 2; i++) { /* the second collides with the first */
        assert_int_equal(conn_savepoint(c), S_OK);
        status s = conn_query(c, STR("insert into t values (1)"), NULL, 0, &r);
        assert_int_equal(s, i ? S_DUPLICATE : S_OK);
        if (i) assert_string_equal(db_sqlstate(conn_error(c)), "23505");
        assert_int_equal(s ? conn_rollback_savepoint(c) : conn_release_savepoint(c), S_OK);
    }
    assert_int_equal(conn_commit(c), S_OK);
    expect(c, "select count(*) from t", "1");
    conn_close(c);
}

static void a_commit_of_a_failed_transaction_is_an_error(void **state)
{
    struct conn *c = open_conn(state, LOGIN_SERVER);
    const struct db_result *r;
    assert_int_equal(conn_begin(c, NULL), S_OK);
    assert_int_equal(conn_query(c, STR("select 1/0"), NULL, 0, &r), S_INVALID);
    assert_int_not_equal(conn_commit(c), S_OK);
    expect(c, "select 'usable'", "usable");
    conn_close(c);
}

static bool count_rows(void *owner, const struct db_result *row)
{
    int *left = owner;
    assert_int_equal(db_row_count(row), 1);
    return --*left > 0;
}

static void rows_come_one_by_one_and_can_be_stopped(void **state)
{
    struct conn *c = open_conn(state, LOGIN_SERVER);
    int left = 100001;
    const str n = STR("100000");
    assert_int_equal(
        conn_each(c, STR("select generate_series(1, $1::int)"), &n, 1, count_rows, &left), S_OK);
    assert_int_equal(left, 1);
    left = 10;
    const str many = STR("100000000");
    assert_int_equal(
        conn_each(c, STR("select generate_series(1, $1::int)"), &many, 1, count_rows, &left), S_OK);
    assert_int_equal(left, 0);
    expect(c, "select 'usable'", "usable");
    left = 10;
    const str none = STR("x");
    assert_int_equal(
        conn_each(c, STR("select generate_series(1, $1::int)"), &none, 1, count_rows, &left),
        S_INVALID);
    assert_int_equal(left, 10);
    conn_close(c);
}

struct errand {
    struct work work; /* first */
    status status;
    bool kills; /* its own connection */
    int *left;
};

static void run_errand(struct work *w, struct conn *c)
{
    struct errand *e = (struct errand *)w;
    const struct db_result *r;
    e->status = !c         ? S_UNAVAILABLE
                : e->kills ? conn_query(c, STR("select pg_terminate_backend(pg_backend_pid())"),
                                        NULL, 0, &r)
                           : conn_query(c, STR("select 1"), NULL, 0, &r);
    if (c && !e->kills) e->status = conn_begin(c, &alice); /* left open: the pool ends it */
}

static void end_errand(struct work *w)
{
    struct errand *e = (struct errand *)w;
    if (--*e->left == 0) loop_stop(w->home);
}

static void work_comes_home_and_a_lost_connection_is_replaced(void **state)
{
    struct database *d = *state;
    struct work_pool *pool;
    struct loop *loop;
    struct errand errands[200];
    assert_int_equal(loop_open(&loop), S_OK);
    assert_int_equal(work_open(&pool, &d->settings, NULL), S_OK);
    for (int round = 0; round < 2; round++) {
        int left = 200;
        for (int i = 0; i < 200; i++) {
            errands[i] =
                (struct errand){.work = {.run = run_errand, .done = end_errand, .home = loop},
                                .kills = i % 10 == 0,
                                .left = &left};
            assert_int_equal(work_submit(pool, &errands[i].work), S_OK);
        }
        loop_run(loop, NULL);
        for (int i = 0; i < 200; i++)
            assert_int_equal(errands[i].status, i % 10 == 0 ? S_UNAVAILABLE : S_OK);
    }
    work_close(pool);
    loop_close(loop);
}

/* Works whose clients set the pace wait for the one that sets them free: it needs a thread. */
struct paced {
    struct work work; /* first */
    atomic_bool *is_free;
    bool frees;
    int *left;
};

static void run_paced(struct work *w, struct conn *c)
{
    struct paced *p = (struct paced *)w;
    (void)c;
    if (p->frees) atomic_store(p->is_free, true);
    while (!atomic_load(p->is_free)) sched_yield();
}

static void end_paced(struct work *w)
{
    struct paced *p = (struct paced *)w;
    if (--*p->left == 0) loop_stop(w->home);
}

/* Eight works like `kind`, every other one of a turn `further` on, wait for the ninth, which is
 * like none of them. */
static void expect_a_thread_is_left(void **state, struct work kind, uint64_t further)
{
    struct database *d = *state;
    struct work_pool *pool;
    struct loop *loop;
    atomic_bool is_free = false;
    struct paced works[9];
    int left = 9;
    assert_int_equal(loop_open(&loop), S_OK);
    assert_int_equal(work_open(&pool, &d->settings, NULL), S_OK);
    for (int i = 0; i < 9; i++) {
        bool is_last = i == 8;
        works[i] = (struct paced){.work = is_last ? (struct work){0} : kind,
                                  .is_free = &is_free,
                                  .frees = is_last,
                                  .left = &left};
        works[i].work.turn += is_last ? 0 : further * (uint64_t)(i % 2);
        works[i].work.run = run_paced;
        works[i].work.done = end_paced;
        works[i].work.home = loop;
        assert_int_equal(work_submit(pool, &works[i].work), S_OK);
    }
    loop_run(loop, NULL);
    assert_int_equal(left, 0);
    work_close(pool);
    loop_close(loop);
}

static void streams_never_take_the_last_thread(void **state)
{
    expect_a_thread_is_left(state, (struct work){.is_paced = true}, 0);
}

static void works_that_wait_for_one_turn_leave_threads_to_others(void **state)
{
    expect_a_thread_is_left(state, (struct work){.turn = 7}, 0);
}

static void works_that_wait_for_two_turns_leave_a_thread_to_others(void **state)
{
    expect_a_thread_is_left(state, (struct work){.turn = 7}, 1);
}

static void a_stream_that_waits_is_told_of(void **state)
{
    struct database *d = *state;
    struct work_pool *pool;
    struct loop *loop;
    atomic_bool is_free = false;
    struct paced works[9];
    int left = 9;
    assert_int_equal(loop_open(&loop), S_OK);
    assert_int_equal(work_open(&pool, &d->settings, NULL), S_OK);
    assert_false(work_streams_wait(pool));
    for (int i = 0; i < 9; i++) {
        works[i] = (struct paced){
            .work = {.run = run_paced, .done = end_paced, .home = loop, .is_paced = true},
            .is_free = &is_free,
            .left = &left};
        assert_int_equal(work_submit(pool, &works[i].work), S_OK);
    }
    assert_true(work_streams_wait(pool));
    atomic_store(&is_free, true);
    loop_run(loop, NULL);
    assert_false(work_streams_wait(pool));
    work_close(pool);
    loop_close(loop);
}

enum { THREADS = 4, CALLS = 20 };

/* Works that note which connection they had: the first as many as there are threads at once, the
 * others each when the one before has come home. */
struct called {
    struct work work; /* first */
    struct work_pool *pool;
    struct called *all;
    atomic_int *running;
    char backend[16];
    int *left; /* still to come home */
};

static void run_called(struct work *w, struct conn *c)
{
    struct called *one = (struct called *)w;
    const struct db_result *r;
    atomic_fetch_add(one->running, 1);
    while (atomic_load(one->running) < THREADS) sched_yield();
    if (conn_query(c, STR("select pg_backend_pid()"), NULL, 0, &r)) return;
    str pid = db_value(r, 0, 0);
    if (pid.len < sizeof one->backend) memcpy(one->backend, pid.data, pid.len);
}

static void end_called(struct work *w)
{
    struct called *one = (struct called *)w;
    int left = --*one->left;
    if (left == 0)
        loop_stop(w->home);
    else if (left <= CALLS)
        assert_int_equal(work_submit(one->pool, &one->all[THREADS + CALLS - left].work), S_OK);
}

static void who_worked_last_is_called_first(void **state)
{
    struct database *d = *state;
    struct work_pool *pool;
    struct loop *loop;
    atomic_int running = 0;
    struct called works[THREADS + CALLS];
    int left = THREADS + CALLS;
    struct settings settings = d->settings;
    settings.work_connections = THREADS;
    assert_int_equal(loop_open(&loop), S_OK);
    assert_int_equal(work_open(&pool, &settings, NULL), S_OK);
    for (int i = 0; i < THREADS + CALLS; i++)
        works[i] = (struct called){.work = {.run = run_called, .done = end_called, .home = loop},
                                   .pool = pool,
                                   .all = works,
                                   .running = &running,
                                   .left = &left};
    for (int i = 0; i < THREADS; i++) assert_int_equal(work_submit(pool, &works[i].work), S_OK);
    loop_run(loop, NULL);
    for (int i = 0; i < THREADS; i++)
        for (int k = 0; k < i; k++) assert_string_not_equal(works[i].backend, works[k].backend);
    assert_true(works[THREADS].backend[0]);
    for (int i = THREADS + 1; i < THREADS + CALLS; i++)
        assert_string_equal(works[i].backend, works[THREADS].backend);
    work_close(pool);
    loop_close(loop);
}

static void a_notification_that_came_with_an_answer_ends_the_wait(void **state)
{
    struct conn *c = open_conn(state, LOGIN_SERVER);
    assert_int_equal(conn_script(c, "listen here"), S_OK);
    assert_int_equal(conn_script(c, "notify here"), S_OK); /* told beside this answer */
    int64_t before_ms = clock_monotonic_ms();
    assert_int_equal(conn_wait(c, -1, 20000), S_OK);
    assert_true(clock_monotonic_ms() - before_ms < 10000);
    conn_close(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_identity_ends_with_its_transaction),
        cmocka_unit_test(a_savepoint_undoes_one_mutation_and_keeps_the_others),
        cmocka_unit_test(a_commit_of_a_failed_transaction_is_an_error),
        cmocka_unit_test(rows_come_one_by_one_and_can_be_stopped),
        cmocka_unit_test(a_notification_that_came_with_an_answer_ends_the_wait),
        cmocka_unit_test(streams_never_take_the_last_thread),
        cmocka_unit_test(works_that_wait_for_one_turn_leave_threads_to_others),
        cmocka_unit_test(works_that_wait_for_two_turns_leave_a_thread_to_others),
        cmocka_unit_test(a_stream_that_waits_is_told_of),
        cmocka_unit_test(who_worked_last_is_called_first),
        cmocka_unit_test(work_comes_home_and_a_lost_connection_is_replaced),
    };
    return cmocka_run_group_tests(tests, database_setup, database_teardown);
}
