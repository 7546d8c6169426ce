/* Tests of the three-way merge: who wins, field by field. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/merge.h"

static struct merge_field field(const char *base, const char *mine, const char *theirs,
                                bool changed)
{
    return (struct merge_field){.base = str_from(base),
                                .mine = str_from(mine),
                                .theirs = str_from(theirs),
                                .is_changed = changed};
}

static void nobody_else_wrote_so_all_is_applied(void **state)
{
    (void)state;
    struct merge_field f[] = {field("1", "2", "1", false), field("\"a\"", "null", "\"a\"", false)};
    assert_int_equal(merge_fields(MERGE_OP_update, 0, f, 2), MERGE_RESULT_applied);
    assert_int_equal(f[0].outcome, MERGE_OUTCOME_applied);
    assert_int_equal(f[1].outcome, MERGE_OUTCOME_applied);
}

static void others_wrote_other_fields_so_it_is_merged(void **state)
{
    (void)state;
    struct merge_field f[] = {field("1", "2", "1", false)};
    assert_int_equal(merge_fields(MERGE_OP_update, MERGE_FLAG_row_changed, f, 1),
                     MERGE_RESULT_merged);
    assert_int_equal(f[0].outcome, MERGE_OUTCOME_applied);
}

static void the_same_field_keeps_the_server_s_value_and_the_rest_is_applied(void **state)
{
    (void)state;
    struct merge_field f[] = {field("1", "2", "3", true), field("1", "2", "1", false)};
    assert_int_equal(merge_fields(MERGE_OP_update, MERGE_FLAG_row_changed, f, 2),
                     MERGE_RESULT_conflict);
    assert_int_equal(f[0].outcome, MERGE_OUTCOME_kept_theirs);
    assert_int_equal(f[1].outcome, MERGE_OUTCOME_applied);
}

static void the_same_value_on_both_sides_is_no_conflict(void **state)
{
    (void)state;
    struct merge_field f[] = {field("1", "3", "3", true)};
    assert_int_equal(merge_fields(MERGE_OP_update, MERGE_FLAG_row_changed, f, 1),
                     MERGE_RESULT_merged);
    assert_int_equal(f[0].outcome, MERGE_OUTCOME_same);
}

static void an_edit_of_what_is_deleted_is_a_conflict(void **state)
{
    (void)state;
    struct merge_field f[] = {field("1", "2", "", false)};
    assert_int_equal(merge_fields(MERGE_OP_update, MERGE_FLAG_row_deleted, f, 1),
                     MERGE_RESULT_conflict);
    assert_int_equal(f[0].outcome, MERGE_OUTCOME_kept_theirs);
}

static void a_delete_collides_with_any_change_but_not_with_a_delete(void **state)
{
    (void)state;
    assert_int_equal(merge_fields(MERGE_OP_delete, 0, NULL, 0), MERGE_RESULT_applied);
    assert_int_equal(merge_fields(MERGE_OP_delete, MERGE_FLAG_row_changed, NULL, 0),
                     MERGE_RESULT_conflict);
    assert_int_equal(merge_fields(MERGE_OP_delete, MERGE_FLAG_behind_horizon, NULL, 0),
                     MERGE_RESULT_conflict);
    assert_int_equal(
        merge_fields(MERGE_OP_delete, MERGE_FLAG_row_deleted | MERGE_FLAG_row_changed, NULL, 0),
        MERGE_RESULT_applied);
}

static void behind_the_horizon_every_difference_counts_as_overlap(void **state)
{
    (void)state;
    struct merge_field f[] = {field("1", "2", "1", false), field("1", "1", "1", false)};
    assert_int_equal(merge_fields(MERGE_OP_update, MERGE_FLAG_behind_horizon, f, 2),
                     MERGE_RESULT_conflict);
    assert_int_equal(f[0].outcome, MERGE_OUTCOME_kept_theirs);
    assert_int_equal(f[1].outcome, MERGE_OUTCOME_same);
}

static void an_operation_is_applied_whatever_others_did_to_the_field(void **state)
{
    (void)state;
    const unsigned flags[] = {0, MERGE_FLAG_row_changed, MERGE_FLAG_behind_horizon};
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        struct merge_field f[] = {field("1", "5", "2", true)};
        f[0].is_operation = true;
        assert_int_equal(merge_fields(MERGE_OP_update, flags[i], f, 1),
                         i == 1 ? MERGE_RESULT_merged : MERGE_RESULT_applied);
        assert_int_equal(f[0].outcome, MERGE_OUTCOME_applied);
    }
}

static void an_operation_on_what_is_deleted_is_a_conflict(void **state)
{
    (void)state;
    struct merge_field f[] = {field("1", "5", "", false)};
    f[0].is_operation = true;
    assert_int_equal(merge_fields(MERGE_OP_update, MERGE_FLAG_row_deleted, f, 1),
                     MERGE_RESULT_conflict);
    assert_int_equal(f[0].outcome, MERGE_OUTCOME_kept_theirs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_operation_is_applied_whatever_others_did_to_the_field),
        cmocka_unit_test(an_operation_on_what_is_deleted_is_a_conflict),
        cmocka_unit_test(nobody_else_wrote_so_all_is_applied),
        cmocka_unit_test(others_wrote_other_fields_so_it_is_merged),
        cmocka_unit_test(the_same_field_keeps_the_server_s_value_and_the_rest_is_applied),
        cmocka_unit_test(the_same_value_on_both_sides_is_no_conflict),
        cmocka_unit_test(an_edit_of_what_is_deleted_is_a_conflict),
        cmocka_unit_test(a_delete_collides_with_any_change_but_not_with_a_delete),
        cmocka_unit_test(behind_the_horizon_every_difference_counts_as_overlap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
