/* The replication protocol, byte by byte, and the commits built from its rows. */
#include "cmocka_includes.h"

#include <string.h>

#include "server/db/commit.h"
#include "server/db/pgoutput.h"

#define BYTES(literal) ((str){(literal), sizeof(literal) - 1})

static void a_relation_tells_its_columns(void **state)
{
    (void)state;
    struct pgoutput_message m;
    str bytes = BYTES("R\0\0\0\7ota\0change_log\0d\0\2"
                      "\1seq\0\0\0\0\24\xff\xff\xff\xff"
                      "\0at\0\0\0\4\xa0\xff\xff\xff\xff");
    assert_int_equal(pgoutput_parse(bytes, &m), S_OK);
    assert_int_equal(m.kind, PGOUTPUT_RELATION);
    assert_int_equal(m.relation, 7);
    assert_true(str_equal(m.schema, STR("ota")) && str_equal(m.table, STR("change_log")));
    assert_int_equal(m.column_count, 2);
    assert_true(str_equal(m.columns[0], STR("seq")) && str_equal(m.columns[1], STR("at")));
}

static void an_insert_tells_nulls_from_empty_text(void **state)
{
    (void)state;
    struct pgoutput_message m;
    str bytes = BYTES("I\0\0\0\7N\0\3t\0\0\0\2"
                      "42nt\0\0\0\0");
    assert_int_equal(pgoutput_parse(bytes, &m), S_OK);
    assert_int_equal(m.kind, PGOUTPUT_INSERT);
    assert_int_equal(m.column_count, 3);
    assert_true(str_equal(m.columns[0], STR("42")));
    assert_null(m.columns[1].data);
    assert_non_null(m.columns[2].data);
    assert_int_equal(m.columns[2].len, 0);
}

static void a_commit_tells_where_it_ends(void **state)
{
    (void)state;
    struct pgoutput_message m;
    str bytes = BYTES("C\0\0\0\0\0\0\0\0\1\0\0\0\0\0\0\1\2\0\0\0\0\0\0\0\3");
    assert_int_equal(pgoutput_parse(bytes, &m), S_OK);
    assert_int_equal(m.kind, PGOUTPUT_COMMIT);
    assert_int_equal(m.end, 0x102);
}

static void every_shortened_message_is_refused(void **state)
{
    (void)state;
    const str whole[] = {
        BYTES("I\0\0\0\7N\0\3t\0\0\0\2"
              "42nt\0\0\0\1x"),
        BYTES("R\0\0\0\7ota\0log\0d\0\1\1seq\0\0\0\0\24\xff\xff\xff\xff"),
        BYTES("C\0\0\0\0\0\0\0\0\1\0\0\0\0\0\0\1\2\0\0\0\0\0\0\0\3"),
        BYTES("B\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\2\0\0\0\3"),
    };
    struct pgoutput_message m;
    for (size_t i = 0; i < sizeof whole / sizeof whole[0]; i++) {
        assert_int_equal(pgoutput_parse(whole[i], &m), S_OK);
        for (size_t len = 0; len < whole[i].len; len++)
            assert_int_equal(pgoutput_parse(str_slice(whole[i], 0, len), &m), S_INVALID);
    }
}

static void bytes_left_over_and_unknown_kinds_are_refused(void **state)
{
    (void)state;
    struct pgoutput_message m;
    assert_int_equal(pgoutput_parse(BYTES("B\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\2\0\0\0\3x"), &m),
                     S_INVALID);
    assert_int_equal(pgoutput_parse(BYTES("?"), &m), S_INVALID);
    assert_int_equal(pgoutput_parse(BYTES("I\0\0\0\7N\0\1z"), &m), S_INVALID);
    assert_int_equal(pgoutput_parse(BYTES("I\0\0\0\7N\xff\xff"), &m), S_OVER_LIMIT);
    assert_int_equal(pgoutput_parse(BYTES("U anything"), &m), S_OK);
    assert_int_equal(m.kind, PGOUTPUT_OTHER);
}

static void frames_are_data_or_keepalives(void **state)
{
    (void)state;
    struct replication_frame f;
    str data = BYTES("w\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\2\0\0\0\0\0\0\0\3payload");
    str keepalive = BYTES("k\0\0\0\0\0\0\0\5\0\0\0\0\0\0\0\0\1");
    assert_int_equal(replication_unwrap(data, &f), S_OK);
    assert_true(f.is_data && f.start == 1 && f.end == 2 && str_equal(f.payload, STR("payload")));
    assert_int_equal(replication_unwrap(keepalive, &f), S_OK);
    assert_true(!f.is_data && f.end == 5 && f.wants_reply);
    assert_int_equal(replication_unwrap(str_slice(data, 0, 20), &f), S_INVALID);
    assert_int_equal(replication_unwrap(BYTES("x"), &f), S_INVALID);
}

static void a_reply_says_three_times_where_it_is(void **state)
{
    (void)state;
    char memory[34];
    struct buf b;
    buf_init(&b, memory, sizeof memory);
    replication_reply(&b, 0x0102, 1);
    assert_true(str_equal(buf_str(&b), BYTES("r\0\0\0\0\0\0\1\2\0\0\0\0\0\0\1\2\0\0\0\0\0\0\1\2"
                                             "\0\0\0\0\0\0\0\1\0")));
}

static void fill(str values[LOG_COLUMN_COUNT], const char *seq)
{
    for (int i = 0; i < LOG_COLUMN_COUNT; i++) values[i] = (str){NULL, 0};
    values[LOG_ORGANIZATION] = STR("o");
    values[LOG_SEQ] = str_from(seq);
    values[LOG_TABLE] = STR("shows");
    values[LOG_ROW] = STR("r");
    values[LOG_OP] = STR("insert");
    values[LOG_RESOURCE] = STR("shows");
    values[LOG_AT] = STR("2026-05-12 20:00:00.5+00");
}

static void rows_of_one_transaction_make_a_commit(void **state)
{
    (void)state;
    str values[LOG_COLUMN_COUNT];
    struct commit *c = commit_create();
    fill(values, "7");
    for (int i = 0; i < 100; i++) assert_int_equal(commit_add(c, values), S_OK);
    assert_int_equal(c->change_count, 100);
    assert_int_equal(c->seq, 7);
    assert_true(str_equal(c->changes[99].table, STR("shows")));
    assert_true(str_equal(c->changes[99].at, STR("2026-05-12T20:00:00.5+00:00")));
    assert_null(c->changes[99].owner_id.data);
    commit_release(c);
}

static void a_row_of_another_transaction_is_refused(void **state)
{
    (void)state;
    str values[LOG_COLUMN_COUNT];
    struct commit *c = commit_create();
    fill(values, "7");
    assert_int_equal(commit_add(c, values), S_OK);
    fill(values, "8");
    assert_int_equal(commit_add(c, values), S_INVALID);
    fill(values, "7");
    values[LOG_ORGANIZATION] = STR("other");
    assert_int_equal(commit_add(c, values), S_INVALID);
    fill(values, "7");
    values[LOG_TABLE] = (str){NULL, 0};
    assert_int_equal(commit_add(c, values), S_INVALID);
    assert_int_equal(c->change_count, 1);
    commit_release(c);
}

static void a_commit_has_a_largest_size(void **state)
{
    (void)state;
    str values[LOG_COLUMN_COUNT];
    struct commit *c = commit_create();
    fill(values, "7");
    status s = S_OK;
    size_t rows = 0;
    while (!s && rows < 1000000) {
        s = commit_add(c, values);
        rows++;
    }
    assert_int_equal(s, S_OVER_LIMIT);
    assert_true(rows > 10000);
    commit_release(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_relation_tells_its_columns),
        cmocka_unit_test(an_insert_tells_nulls_from_empty_text),
        cmocka_unit_test(a_commit_tells_where_it_ends),
        cmocka_unit_test(every_shortened_message_is_refused),
        cmocka_unit_test(bytes_left_over_and_unknown_kinds_are_refused),
        cmocka_unit_test(frames_are_data_or_keepalives),
        cmocka_unit_test(a_reply_says_three_times_where_it_is),
        cmocka_unit_test(rows_of_one_transaction_make_a_commit),
        cmocka_unit_test(a_row_of_another_transaction_is_refused),
        cmocka_unit_test(a_commit_has_a_largest_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
