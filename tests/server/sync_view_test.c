/* What a client of an older schema sees of a table, as SQL, and what the first screen shows. */
#include "cmocka_includes.h"

#include "core/schema_change.h"
#include "server/sync/view.h"

static char memory[2048];
static struct buf b;

static void assert_written(const char *wanted)
{
    if (!str_equal(buf_str(&b), str_from(wanted))) fail_msg("%.*s", STR_ARGS(buf_str(&b)));
    buf_init(&b, memory, sizeof memory);
}

static void add(int32_t schema, const char *column)
{
    view_add_column(&b, schema, STR("travel"), str_from(column), str_from(column), ", ");
}

static void an_older_client_sees_the_columns_that_it_knows(void **state)
{
    (void)state;
    buf_init(&b, memory, sizeof memory);
    add(1, "title");
    assert_written("t.title, ");
    add(1, "seq");
    assert_written("t.seq, ");
    add(1, "visibility");
    assert_written("");
    add(SCHEMA_VERSION, "visibility");
    assert_written("t.visibility, ");
    add(1, "reader_ids");
    assert_written("");
}

static void a_value_that_a_client_does_not_know_is_shown_as_one_that_it_does(void **state)
{
    (void)state;
    static const struct schema_change changes[] = {
        {2, CHANGE_choice_added, TABLE_COUNT, CHOICE_travel_mode, "sleigh", "car", TABLE_COUNT},
        {3, CHANGE_choice_added, TABLE_COUNT, CHOICE_travel_mode, "balloon", "flight", TABLE_COUNT},
        {3, CHANGE_choice_added, TABLE_COUNT, CHOICE_payment, "barter", "cash", TABLE_COUNT},
        {0, CHANGE_table_added, TABLE_COUNT, CHOICE_none, NULL, NULL, TABLE_COUNT},
    };
    buf_init(&b, memory, sizeof memory);
    view_add_choice(&b, changes, 1, CHOICE_travel_mode, STR("mode"));
    assert_written("case t.mode when 'sleigh' then 'car' when 'balloon' then 'flight' "
                   "else t.mode end as mode");
    view_add_choice(&b, changes, 2, CHOICE_travel_mode, STR("mode"));
    assert_written("case t.mode when 'balloon' then 'flight' else t.mode end as mode");
    view_add_choice(&b, changes, 3, CHOICE_travel_mode, STR("mode"));
    assert_written("t.mode");
    view_add_choice(&b, changes, 1, CHOICE_none, STR("title"));
    assert_written("t.title");
}

static void a_field_that_is_no_more_is_what_took_its_place(void **state)
{
    (void)state;
    buf_init(&b, memory, sizeof memory);
    view_add_dropped(&b, 1, STR("travel"), ", ");
    assert_written("ota.travel_owner_id_was(t) as owner_id, ");
    view_add_dropped(&b, 1, STR("shows"), ", ");
    assert_written("");
    view_add_dropped(&b, SCHEMA_VERSION, STR("travel"), ", ");
    assert_written("");
}

static void a_field_that_moved_is_read_where_it_is_by_who_knew_it(void **state)
{
    (void)state;
    buf_init(&b, memory, sizeof memory);
    view_add_dropped(&b, 2, STR("organizations"), ", ");
    assert_written("(select m.tax_id from public.billing_details m where m.organization_id = "
                   "t.organization_id and m.id = t.id) as tax_id, "
                   "(select m.bank from public.billing_details m where m.organization_id = "
                   "t.organization_id and m.id = t.id) as bank, ");
    view_add_dropped(&b, 1, STR("organizations"), ", ");
    assert_written("");
}

static void rows_are_whole_for_a_client_of_now(void **state)
{
    (void)state;
    assert_true(view_is_whole(SCHEMA_VERSION, STR("travel")));
    assert_false(view_is_whole(1, STR("travel")));
    assert_true(view_has_table(1, STR("travel")));
    assert_false(view_has_table(1, STR("secrets")));
}

static void the_first_screen_shows_no_money(void **state)
{
    (void)state;
    assert_non_null(view_first_rows(STR("shows")));
    assert_non_null(view_first_rows(STR("organizations")));
    assert_null(view_first_rows(STR("show_financials")));
    assert_null(view_first_rows(STR("expenses")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_older_client_sees_the_columns_that_it_knows),
        cmocka_unit_test(a_value_that_a_client_does_not_know_is_shown_as_one_that_it_does),
        cmocka_unit_test(a_field_that_is_no_more_is_what_took_its_place),
        cmocka_unit_test(a_field_that_moved_is_read_where_it_is_by_who_knew_it),
        cmocka_unit_test(rows_are_whole_for_a_client_of_now),
        cmocka_unit_test(the_first_screen_shows_no_money),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
