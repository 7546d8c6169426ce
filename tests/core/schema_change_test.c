/* Tests of what is said about older schemas: it must fit the schema of now. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/schema_change.h"

static void every_change_is_of_a_schema_after_the_first(void **state)
{
    (void)state;
    for (const struct schema_change *c = schema_changes(); c->schema; c++)
        assert_in_range(c->schema, 2, SCHEMA_VERSION);
    assert_in_range(SCHEMA_VERSION - SCHEMA_OLDEST, 0, 2);
}

/* Was what this change added dropped by a later one? */
static bool went_later(const struct schema_change *added)
{
    for (const struct schema_change *c = schema_changes(); c->schema; c++)
        if (schema_change_drops(c) && c->schema > added->schema && c->table == added->table &&
            str_equal(str_from(c->name), str_from(added->name)))
            return true;
    return false;
}

static void added_fields_are_there_and_may_be_left_out(void **state)
{
    (void)state;
    for (const struct schema_change *c = schema_changes(); c->schema; c++) {
        if (c->kind != CHANGE_field_added || went_later(c)) continue;
        const struct field *f = schema_field_named(schema_table(c->table), str_from(c->name));
        if (!f) fail_msg("%s.%s is not there", schema_table(c->table)->name, c->name);
        assert_int_not_equal(f->presence, PRESENCE_required);
    }
}

static void dropped_fields_are_gone(void **state)
{
    (void)state;
    for (const struct schema_change *c = schema_changes(); c->schema; c++) {
        if (!schema_change_drops(c)) continue;
        if (schema_field_named(schema_table(c->table), str_from(c->name)))
            fail_msg("%s.%s is still there", schema_table(c->table)->name, c->name);
    }
}

static void moved_fields_are_where_they_went(void **state)
{
    (void)state;
    for (const struct schema_change *c = schema_changes(); c->schema; c++)
        if (c->kind == CHANGE_field_moved &&
            !schema_field_named(schema_table(c->to), str_from(c->name)))
            fail_msg("%s.%s is not there", schema_table(c->to)->name, c->name);
}

/* Was the value there before the schema of `change`? */
static bool is_older(const struct schema_change *change, const char *value)
{
    for (const struct schema_change *c = schema_changes(); c->schema; c++)
        if (c->kind == CHANGE_choice_added && c->choice == change->choice &&
            c->schema >= change->schema && str_equal(str_from(c->name), str_from(value)))
            return false;
    return schema_choice_has(change->choice, str_from(value));
}

static void added_values_are_shown_as_older_ones(void **state)
{
    (void)state;
    for (const struct schema_change *c = schema_changes(); c->schema; c++) {
        if (c->kind != CHANGE_choice_added) continue;
        assert_true(schema_choice_has(c->choice, str_from(c->name)));
        if (!is_older(c, c->shown)) fail_msg("%s is shown as %s", c->name, c->shown);
    }
}

static void a_client_knows_the_tables_of_its_schema(void **state)
{
    (void)state;
    assert_true(schema_knows_table(1, TABLE_shows));
    for (const struct schema_change *c = schema_changes(); c->schema; c++) {
        if (c->kind != CHANGE_table_added) continue;
        assert_false(schema_knows_table(c->schema - 1, c->table));
        assert_true(schema_knows_table(c->schema, c->table));
    }
}

static void a_change_touches_only_its_table_and_only_older_clients(void **state)
{
    (void)state;
    const struct schema_change c = {.schema = 2, .kind = CHANGE_field_added, .table = TABLE_tours};
    const struct schema_change value = {.schema = 2,
                                        .kind = CHANGE_choice_added,
                                        .table = TABLE_COUNT,
                                        .choice = CHOICE_show_status};
    assert_true(schema_change_touches(&c, 1, schema_table(TABLE_tours)));
    assert_false(schema_change_touches(&c, 2, schema_table(TABLE_tours)));
    assert_false(schema_change_touches(&c, 1, schema_table(TABLE_shows)));
    assert_true(schema_change_touches(&value, 1, schema_table(TABLE_shows)));
    assert_false(schema_change_touches(&value, 1, schema_table(TABLE_tours)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_change_is_of_a_schema_after_the_first),
        cmocka_unit_test(added_fields_are_there_and_may_be_left_out),
        cmocka_unit_test(dropped_fields_are_gone),
        cmocka_unit_test(moved_fields_are_where_they_went),
        cmocka_unit_test(added_values_are_shown_as_older_ones),
        cmocka_unit_test(a_client_knows_the_tables_of_its_schema),
        cmocka_unit_test(a_change_touches_only_its_table_and_only_older_clients),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
