/* Pipelined queries against a real PostgreSQL: order, isolation of errors, retries, loss. */
#include <stdlib.h>
#include <string.h>

#include "tests/server/db_fixture.h"

enum { MANY = 3000 };

static const struct identity anon = {.role = {"anon", 4}, .claims = {"{}", 2}};
static const struct identity alice = {
    .role = {"authenticated", 13},
    .claims = {"{\"sub\":\"01890000-0000-7000-8000-000000000001\"}", 46},
};

struct world {
    struct database *database;
    struct loop *loop;
    struct db *db;
};

static int open_world(void **state)
{
    struct world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    w->database = *state;
    assert_int_equal(loop_open(&w->loop), S_OK);
    assert_int_equal(db_open(&w->db, w->loop, &w->database->settings, NULL), S_OK);
    database_wait_ready(w->db, w->loop);
    *state = w;
    return 0;
}

static int close_world(void **state)
{
    struct world *w = *state;
    *state = w->database;
    db_close(w->db);
    loop_close(w->loop);
    free(w);
    return 0;
}

static void ask(struct world *w, struct asked *a, const char *sql, const struct identity *identity)
{
    asked_init(a, w->loop, sql, identity);
    asked_run(a, w->db);
    assert_int_equal(a->answers, 1);
}

static void a_query_runs_as_its_identity_and_the_next_one_does_not(void **state)
{
    struct asked a;
    ask(*state, &a, "select current_user || ' ' || auth.uid()", &alice);
    assert_string_equal(a.value, "authenticated 01890000-0000-7000-8000-000000000001");
    ask(*state, &a, "select current_user || ' ' || coalesce(auth.uid()::text, 'nobody')", &anon);
    assert_string_equal(a.value, "anon nobody");
    ask(*state, &a, "select current_user", NULL);
    assert_string_equal(a.value, "ota_server");
}

static void a_role_that_is_not_one_of_ours_is_refused(void **state)
{
    struct asked a;
    const struct identity postgres = {.role = {"postgres", 8}, .claims = {"{}", 2}};
    ask(*state, &a, "select 1", &postgres);
    assert_int_equal(a.status, S_NO_ACCESS);
}

static void an_error_touches_nobody_else_in_the_pipeline(void **state)
{
    struct world *w = *state;
    struct asked *all = calloc(MANY, sizeof *all);
    int left = MANY;
    assert_non_null(all);
    for (int i = 0; i < MANY; i++) {
        const char *sql = i % 3 == 0   ? "select 1/0"
                          : i % 3 == 1 ? "select 'fine'"
                                       : "select nonsense";
        asked_init(&all[i], w->loop, sql, i % 2 ? &alice : NULL);
        all[i].left = &left;
        db_submit(w->db, &all[i].query);
    }
    loop_run(w->loop, NULL);
    for (int i = 0; i < MANY; i++) {
        const char *code = i % 3 == 0 ? "22012" : i % 3 == 1 ? "00000" : "42703";
        assert_int_equal(all[i].answers, 1);
        assert_string_equal(all[i].sqlstate, code);
        if (i % 3 == 1) assert_string_equal(all[i].value, "fine");
    }
    free(all);
}

static void a_statement_that_cannot_be_prepared_says_why_each_time(void **state)
{
    struct asked a;
    for (int i = 0; i < 3; i++) {
        ask(*state, &a, "select from no_such_table", &anon);
        assert_string_equal(a.sqlstate, "42P01");
    }
}

static void a_failing_group_leaves_nothing_behind(void **state)
{
    struct asked a;
    char count[16];
    struct world *w = *state;
    database_run(w->database,
                 "create table public.kept (n int); grant all on public.kept to ota_server;"
                 "grant usage on schema public to ota_server");
    asked_init(&a, w->loop, "insert into public.kept values (1)", NULL);
    a.query.statements[a.query.statement_count++] = (struct db_statement){.sql = STR("select 1/0")};
    asked_run(&a, w->db);
    assert_string_equal(a.sqlstate, "22012");
    database_ask(w->database, "select count(*) from public.kept", count, sizeof count);
    assert_string_equal(count, "0");
}

static void parameters_are_values_and_never_sql(void **state)
{
    struct world *w = *state;
    struct asked a;
    const str params[] = {STR("'; drop table shows; --"), {NULL, 0}};
    asked_init(&a, w->loop, "select $1::text || coalesce($2::text, ' (null)')", NULL);
    a.query.statements[0].params = params;
    a.query.statements[0].param_count = 2;
    asked_run(&a, w->db);
    assert_string_equal(a.value, "'; drop table shows; -- (null)");
    const str with_nul[] = {{"a\0b", 3}, {NULL, 0}};
    asked_init(&a, w->loop, "select $1::text || coalesce($2::text, ' (null)')", NULL);
    a.query.statements[0].params = with_nul;
    a.query.statements[0].param_count = 2;
    asked_run(&a, w->db);
    assert_int_equal(a.status, S_INVALID);
}

static void more_texts_than_are_kept_prepared_all_work(void **state)
{
    char sql[64], expected[16];
    struct asked a;
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 1200; i++) {
            snprintf(sql, sizeof sql, "select %d", i);
            snprintf(expected, sizeof expected, "%d", i);
            ask(*state, &a, sql, NULL);
            assert_string_equal(a.value, expected);
        }
    }
}

static void a_serialization_failure_is_tried_again_three_times(void **state)
{
    struct world *w = *state;
    struct asked a;
    char ignored[16];
    database_run(w->database,
                 "create sequence public.tries; grant all on public.tries to ota_server;"
                 "create function public.fail_until(n bigint) returns text language plpgsql as $$"
                 " declare tried bigint := nextval('public.tries'); begin"
                 " if tried < n then raise exception using errcode = '40001'; end if;"
                 " return 'after ' || tried; end $$;"
                 "grant execute on function public.fail_until to ota_server;"
                 "grant usage on schema public to ota_server");
    ask(w, &a, "select public.fail_until(3)", NULL);
    assert_string_equal(a.value, "after 3");
    ask(w, &a, "select public.fail_until(1000)", NULL);
    assert_string_equal(a.sqlstate, "40001");
    assert_int_equal(a.status, S_CONFLICT);
    database_ask(w->database, "select last_value from public.tries", ignored, sizeof ignored);
    assert_string_equal(ignored, "7");
}

static void a_lost_connection_answers_what_was_on_its_way_and_comes_back(void **state)
{
    struct world *w = *state;
    struct asked a;
    char ignored[16];
    asked_init(&a, w->loop, "select pg_terminate_backend(pg_backend_pid())", NULL);
    asked_run(&a, w->db);
    assert_int_equal(a.status, S_UNAVAILABLE);
    assert_int_equal(a.answers, 1);
    database_ask(w->database,
                 "select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = "
                 "'ota_server'",
                 ignored, sizeof ignored);
    for (int tries = 0; tries < 10;
         tries++) { /* each loss is noticed when its connection is used */
        database_wait_ready(w->db, w->loop);
        ask(w, &a, "select 'back'", NULL);
        if (a.status != S_UNAVAILABLE) break;
    }
    assert_string_equal(a.value, "back");
}

static void a_statement_that_takes_too_long_is_ended(void **state)
{
    struct world *w = *state;
    struct loop *loop;
    struct db *db;
    struct asked a;
    struct settings impatient = w->database->settings;
    impatient.statement_timeout_ms = 100;
    assert_int_equal(loop_open(&loop), S_OK);
    assert_int_equal(db_open(&db, loop, &impatient, NULL), S_OK);
    asked_init(&a, loop, "select pg_sleep(30)", NULL);
    asked_run(&a, db);
    assert_int_equal(a.status, S_TIMEOUT);
    db_close(db);
    loop_close(loop);
}

static void closing_answers_whatever_waits(void **state)
{
    struct world *w = *state;
    struct asked a[3];
    int left = 3;
    struct db *db;
    assert_int_equal(db_open(&db, w->loop, &w->database->settings, NULL), S_OK);
    for (int i = 0; i < 3; i++) {
        asked_init(&a[i], w->loop, "select 1", NULL);
        a[i].left = &left;
        db_submit(db, &a[i].query);
    }
    db_close(db);
    for (int i = 0; i < 3; i++) assert_int_equal(a[i].answers, 1);
    for (int i = 0; i < 3; i++) assert_int_equal(a[i].status, S_UNAVAILABLE);
}

static void without_a_database_the_answer_is_quick(void **state)
{
    struct world *w = *state;
    struct asked a;
    struct db *db;
    struct settings nowhere = w->database->settings;
    nowhere.database_url = "postgresql://nobody@127.0.0.1:9/none";
    assert_int_equal(db_open(&db, w->loop, &nowhere, NULL), S_OK);
    asked_init(&a, w->loop, "select 1", NULL);
    asked_run(&a, db);
    assert_int_equal(a.status, S_UNAVAILABLE);
    assert_false(db_ready(db));
    db_close(db);
}

#define WITH_WORLD(test) cmocka_unit_test_setup_teardown(test, open_world, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(a_query_runs_as_its_identity_and_the_next_one_does_not),
        WITH_WORLD(a_role_that_is_not_one_of_ours_is_refused),
        WITH_WORLD(an_error_touches_nobody_else_in_the_pipeline),
        WITH_WORLD(a_statement_that_cannot_be_prepared_says_why_each_time),
        WITH_WORLD(a_failing_group_leaves_nothing_behind),
        WITH_WORLD(parameters_are_values_and_never_sql),
        WITH_WORLD(more_texts_than_are_kept_prepared_all_work),
        WITH_WORLD(a_serialization_failure_is_tried_again_three_times),
        WITH_WORLD(a_lost_connection_answers_what_was_on_its_way_and_comes_back),
        WITH_WORLD(a_statement_that_takes_too_long_is_ended),
        WITH_WORLD(closing_answers_whatever_waits),
        WITH_WORLD(without_a_database_the_answer_is_quick),
    };
    return cmocka_run_group_tests(tests, database_setup, database_teardown);
}
