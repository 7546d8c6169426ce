/* Tests of the schema's own soundness. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/permission.h"
#include "core/schema.h"
#include "core/set.h"

static void tables_and_fields_are_found_by_name(void **state)
{
    (void)state;
    const struct table *t = schema_table_named(STR("shows"));
    assert_ptr_equal(t, schema_table(TABLE_shows));
    assert_int_equal(t->resource, RESOURCE_shows);
    const struct field *f = schema_field_named(t, STR("capacity"));
    assert_int_equal(f->kind, KIND_integer);
    assert_null(schema_field_named(t, STR("guarantee_minor")));
    assert_null(schema_table_named(STR("secrets")));
    assert_int_equal(schema_table_index(STR("organizations")), 0);
}

static void every_field_belongs_to_the_table_it_stands_under(void **state)
{
    (void)state;
    for (int i = 0; i < TABLE_COUNT; i++) {
        const struct table *t = schema_table((enum table_id)i);
        assert_true(t->field_count > 0);
        for (uint32_t f = 0; f < t->field_count; f++) {
            assert_int_equal(t->fields[f].table, i);
            assert_ptr_equal(schema_field_named(t, str_from(t->fields[f].name)), &t->fields[f]);
            assert_false(schema_is_server_field(str_from(t->fields[f].name)));
        }
    }
}

static void kinds_choices_and_references_agree(void **state)
{
    (void)state;
    for (int i = 0; i < TABLE_COUNT; i++) {
        const struct table *t = schema_table((enum table_id)i);
        for (uint32_t f = 0; f < t->field_count; f++) {
            const struct field *d = &t->fields[f];
            bool has_choice = d->kind == KIND_choice || d->kind == KIND_choices;
            assert_int_equal(has_choice, d->choice != CHOICE_none);
            if (d->kind == KIND_reference) assert_non_null(schema_table_named(str_from(d->of)));
            if (d->kind == KIND_choice && d->fallback[0])
                assert_true(schema_choice_has(d->choice, str_from(d->fallback)));
            assert_true(d->min <= d->max);
        }
    }
}

static void sets_are_never_null_and_fit_their_room(void **state)
{
    (void)state;
    for (int i = 0; i < TABLE_COUNT; i++) {
        const struct table *t = schema_table((enum table_id)i);
        for (uint32_t n = 0; n < t->field_count; n++) {
            const struct field *f = &t->fields[n];
            if (f->kind != KIND_ids && f->kind != KIND_choices) continue;
            /* null only where the server says so: everybody reads it */
            assert_true(f->presence != PRESENCE_optional);
            assert_true(f->min == 0 && set_limit(f) <= SET_ENTRIES_MAX);
        }
    }
}

static void what_is_decided_by_order_needs_the_server_s_word(void **state)
{
    (void)state;
    assert_true(schema_needs_word(schema_table(TABLE_holds)));
    assert_true(schema_needs_word(schema_table(TABLE_invoices)));
    assert_true(schema_needs_word(schema_table(TABLE_settlement_signatures)));
    assert_true(schema_needs_word(schema_table(TABLE_memberships)));
    assert_true(schema_needs_word(schema_table(TABLE_invitations)));
    assert_true(schema_needs_word(schema_table(TABLE_doors)));
    assert_false(schema_needs_word(schema_table(TABLE_shows)));
}

static void the_roles_of_the_schema_are_those_of_the_rights(void **state)
{
    (void)state;
    str rest = schema_choice_values(CHOICE_role), one;
    int count = 0;
    for (; str_cut(&rest, '|', &one); count++) assert_int_equal(permission_role_named(one), count);
    assert_int_equal(count, ROLE_COUNT);
}

static void a_choice_has_its_values_and_no_others(void **state)
{
    (void)state;
    assert_true(schema_choice_has(CHOICE_show_status, STR("released")));
    assert_false(schema_choice_has(CHOICE_show_status, STR("release")));
    assert_false(schema_choice_has(CHOICE_show_status, STR("")));
    assert_false(schema_choice_has(CHOICE_show_status, STR("idea|held")));
    assert_false(schema_choice_has(CHOICE_none, STR("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_and_fields_are_found_by_name),
        cmocka_unit_test(every_field_belongs_to_the_table_it_stands_under),
        cmocka_unit_test(kinds_choices_and_references_agree),
        cmocka_unit_test(sets_are_never_null_and_fit_their_room),
        cmocka_unit_test(what_is_decided_by_order_needs_the_server_s_word),
        cmocka_unit_test(the_roles_of_the_schema_are_those_of_the_rights),
        cmocka_unit_test(a_choice_has_its_values_and_no_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
