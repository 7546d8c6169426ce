/* Notes between processes: as text, in parts, and together again. */
#include "cmocka_includes.h"

#include <string.h>

#include "server/base/heap.h"
#include "server/db/commit.h"
#include "server/db/note_text.h"

static struct commit *note_of(str topic, str body)
{
    const str values[LOG_COLUMN_COUNT] = {[LOG_ORGANIZATION] = STR("o1,o2"),
                                          [LOG_SEQ] = STR("0"),
                                          [LOG_TABLE] = topic,
                                          [LOG_ROW] = STR("sender"),
                                          [LOG_OP] = STR("join"),
                                          [LOG_BEFORE] = STR(""),
                                          [LOG_AFTER] = body,
                                          [LOG_RESOURCE] = STR(""),
                                          [LOG_AT] = STR("")};
    struct commit *note = commit_create();
    assert_non_null(note);
    assert_int_equal(commit_add(note, values), S_OK);
    return note;
}

static void a_note_is_read_as_it_was_written(void **state)
{
    (void)state;
    char memory[512];
    struct buf b;
    struct commit *note = note_of(STR("1:2:room\n"), STR("{\"a\":\"3:x\"}")), *read;
    buf_init(&b, memory, sizeof memory);
    note_write(&b, note);
    note_write(&b, note);
    str rest = buf_str(&b);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(note_read(&rest, &read), S_OK);
        assert_int_equal(read->seq, 0);
        assert_true(str_equal(read->organization_id, STR("o1,o2")));
        assert_true(str_equal(read->changes[0].op, STR("join")));
        assert_true(str_equal(read->changes[0].table, STR("1:2:room\n")));
        assert_true(str_equal(read->changes[0].row_id, STR("sender")));
        assert_int_equal(read->changes[0].before.len, 0);
        assert_true(str_equal(read->changes[0].after, STR("{\"a\":\"3:x\"}")));
        commit_release(read);
    }
    assert_int_equal(rest.len, 0);
    commit_release(note);
}

static void what_is_no_note_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "", "4:join", "4:join2:o14:room6:sender0:9:x", "-1:x", "99999999999999999999:x", "x:join"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        str rest = str_from(bad[i]);
        struct commit *read;
        assert_int_equal(note_read(&rest, &read), S_INVALID);
        assert_null(read);
    }
}

/* 30,000 bytes whose characters lie across every possible end of a part. */
static str long_text(struct arena *a, size_t shift)
{
    struct buf b;
    buf_init_arena(&b, a, 64 << 10);
    for (size_t i = 0; i < shift; i++) buf_add_char(&b, '.');
    for (size_t i = 0; i < 10000; i++) buf_add_text(&b, "€");
    return buf_str(&b);
}

static void parts_fit_hold_whole_characters_and_join(void **state)
{
    (void)state;
    for (size_t shift = 0; shift < 3; shift++) {
        struct arena a;
        struct note_joiner j;
        heap_arena_init(&a, 256 << 10);
        note_joiner_init(&j);
        str batch = long_text(&a, shift), joined = {NULL, 0};
        size_t parts = note_part_count(batch), at = 0;
        assert_int_equal(parts, 4);
        for (size_t i = 0; i < parts; i++) {
            char memory[NOTE_PART_MAX];
            struct buf b;
            buf_init(&b, memory, sizeof memory);
            note_write_part(&b, batch, 7, i, &at);
            assert_false(b.is_full);
            assert_true(b.len < 8000 && str_is_utf8(buf_str(&b)));
            assert_int_equal(note_join(&j, buf_str(&b), &joined), i + 1 < parts ? S_MORE : S_OK);
        }
        assert_true(str_equal(joined, batch));
        note_joiner_release(&j);
        heap_arena_release(&a);
    }
}

static void a_batch_with_a_part_missing_is_left_out_and_the_next_is_heard(void **state)
{
    (void)state;
    struct note_joiner j;
    str batch;
    note_joiner_init(&j);
    assert_int_equal(note_join(&j, STR("1 1 2 b"), &batch), S_INVALID); /* heard too late */
    assert_int_equal(note_join(&j, STR("2 0 3 a"), &batch), S_MORE);
    assert_int_equal(note_join(&j, STR("2 2 3 c"), &batch), S_INVALID);
    assert_int_equal(note_join(&j, STR("3 0 2 a "), &batch), S_MORE);
    assert_int_equal(note_join(&j, STR("4 1 2 c"), &batch), S_INVALID); /* another's */
    assert_int_equal(note_join(&j, STR("5 0 2 a "), &batch), S_MORE);
    assert_int_equal(note_join(&j, STR("5 1 2 b"), &batch), S_OK);
    assert_true(str_equal(batch, STR("a b")));
    static const char *const bad[] = {"", "x", "1 0", "1 0 1", "1 1 1 x", "-1 0 1 x", "1 x 1 x"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_int_equal(note_join(&j, str_from(bad[i]), &batch), S_INVALID);
    note_joiner_release(&j);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_note_is_read_as_it_was_written),
        cmocka_unit_test(what_is_no_note_is_refused),
        cmocka_unit_test(parts_fit_hold_whole_characters_and_join),
        cmocka_unit_test(a_batch_with_a_part_missing_is_left_out_and_the_next_is_heard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
