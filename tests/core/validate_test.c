/* Tests of validation: each kind's good and bad values, and whole rows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/validate.h"

static struct value text(const char *name, const char *s)
{
    return (struct value){.name = str_from(name), .tag = VALUE_text, .text = str_from(s)};
}

static struct value number(const char *name, double n)
{
    return (struct value){.name = str_from(name), .tag = VALUE_number, .number = n};
}

static struct value null(const char *name)
{
    return (struct value){.name = str_from(name), .tag = VALUE_null};
}

static enum problem judge(enum table_id t, struct value v)
{
    const struct field *f = schema_field_named(schema_table(t), v.name);
    assert_non_null(f);
    return validate_value(f, &v);
}

static void texts_are_judged_by_their_kind(void **state)
{
    (void)state;
    static const struct {
        enum table_id table;
        const char *field, *value;
        enum problem expected;
    } cases[] = {
        {TABLE_tours, "name", "Slow Satellites", PROBLEM_none},
        {TABLE_tours, "name", "", PROBLEM_too_short},
        {TABLE_tours, "name", "\xff", PROBLEM_bad_utf8},
        {TABLE_tours, "status", "planned", PROBLEM_none},
        {TABLE_tours, "status", "Planned", PROBLEM_not_a_choice},
        {TABLE_tours, "currency", "EUR", PROBLEM_none},
        {TABLE_tours, "currency", "eur", PROBLEM_bad_currency},
        {TABLE_tours, "currency", "XYZ", PROBLEM_bad_currency},
        {TABLE_tours, "starts_on", "2026-05-12", PROBLEM_none},
        {TABLE_tours, "starts_on", "2026-02-31", PROBLEM_no_such_day},
        {TABLE_tours, "starts_on", "12.05.2026", PROBLEM_bad_date},
        {TABLE_venues, "country", "DE", PROBLEM_none},
        {TABLE_venues, "country", "Germany", PROBLEM_bad_country},
        {TABLE_venues, "zone", "Europe/Berlin", PROBLEM_none},
        {TABLE_venues, "zone", "America/Argentina/Buenos_Aires", PROBLEM_none},
        {TABLE_venues, "zone", "Europe//Berlin", PROBLEM_bad_zone},
        {TABLE_venues, "zone", "../etc/passwd", PROBLEM_bad_zone},
        {TABLE_venues, "capacity", "800", PROBLEM_wrong_type},
        {TABLE_shows, "doors_at", "2026-05-12T20:00:00+02:00", PROBLEM_none},
        {TABLE_shows, "doors_at", "2026-05-12T20:00:00", PROBLEM_bad_instant},
        {TABLE_shows, "tour_id", "01890a5d-ac96-774b-bcce-b302099a8057", PROBLEM_none},
        {TABLE_shows, "tour_id", "1", PROBLEM_bad_uuid},
        {TABLE_organizations, "day_boundary", "06:00", PROBLEM_none},
        {TABLE_organizations, "day_boundary", "24:00", PROBLEM_bad_clock},
        {TABLE_organizations, "day_boundary", "6:00", PROBLEM_bad_clock},
        {TABLE_invitations, "email", "wanda@fiction.example", PROBLEM_none},
        {TABLE_invitations, "email", "wanda", PROBLEM_bad_email},
        {TABLE_invitations, "email", "wanda@fiction", PROBLEM_bad_email},
        {TABLE_invitations, "email", "wanda@fiction..example", PROBLEM_bad_email},
        {TABLE_invitations, "email", "a@b.example>, x@y.example", PROBLEM_bad_email},
        {TABLE_memberships, "user_id", "01890a5d-ac96-774b-bcce-b302099a8057",
         PROBLEM_server_field},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        enum problem p = judge(cases[i].table, text(cases[i].field, cases[i].value));
        if (p != cases[i].expected)
            printf("%s = %s: %s\n", cases[i].field, cases[i].value, problem_name(p));
        assert_int_equal(p, cases[i].expected);
    }
}

static void lengths_count_characters_not_bytes(void **state)
{
    (void)state;
    char name[2 * 121 + 1];
    for (int i = 0; i < 121; i++) memcpy(name + 2 * i, "\xc3\xa4", 2);
    name[240] = 0;
    assert_int_equal(judge(TABLE_tours, text("name", name)), PROBLEM_none);
    name[240] = '\xc3';
    name[242] = 0;
    assert_int_equal(judge(TABLE_tours, text("name", name)), PROBLEM_too_long);
}

static void a_nul_inside_a_text_is_refused(void **state)
{
    (void)state;
    struct value v = {.name = STR("name"), .tag = VALUE_text, .text = {"a\0b", 3}};
    assert_int_equal(judge(TABLE_tours, v), PROBLEM_nul);
}

static void numbers_are_judged_by_their_kind(void **state)
{
    (void)state;
    assert_int_equal(judge(TABLE_venues, number("capacity", 800)), PROBLEM_none);
    assert_int_equal(judge(TABLE_venues, number("capacity", -1)), PROBLEM_too_small);
    assert_int_equal(judge(TABLE_venues, number("capacity", 1e8)), PROBLEM_too_big);
    assert_int_equal(judge(TABLE_venues, number("capacity", 1e300)), PROBLEM_too_big);
    assert_int_equal(judge(TABLE_venues, number("capacity", -1e300)), PROBLEM_too_small);
    assert_int_equal(judge(TABLE_venues, number("capacity", (double)NAN)), PROBLEM_bad_number);
    assert_int_equal(judge(TABLE_venues, number("capacity", 0.5)), PROBLEM_fraction);
    assert_int_equal(judge(TABLE_venues, number("latitude", 52.5)), PROBLEM_none);
    assert_int_equal(judge(TABLE_venues, number("latitude", 91)), PROBLEM_too_big);
    assert_int_equal(judge(TABLE_expenses, number("amount_minor", 0)), PROBLEM_zero);
    assert_int_equal(judge(TABLE_expenses, number("amount_minor", -1250)), PROBLEM_none);
    assert_int_equal(judge(TABLE_tours, number("name", 5)), PROBLEM_wrong_type);
}

static void null_is_for_optional_fields_only(void **state)
{
    (void)state;
    assert_int_equal(judge(TABLE_tours, null("notes")), PROBLEM_none);
    assert_int_equal(judge(TABLE_tours, null("name")), PROBLEM_null);
    assert_int_equal(judge(TABLE_tours, null("status")), PROBLEM_null);
}

static void a_whole_row_tells_all_its_faults_at_once(void **state)
{
    (void)state;
    const struct value row[] = {text("title", ""), text("colour", "red"), number("seq", 5),
                                text("id", "x"),   text("notes", "a"),    text("notes", "b")};
    struct fault faults[8];
    size_t n = validate_row(schema_table(TABLE_shows), true, row, 6, faults, 8);
    assert_int_equal(n, 6);
    static const enum problem expected[] = {PROBLEM_too_short,    PROBLEM_unknown_field,
                                            PROBLEM_server_field, PROBLEM_server_field,
                                            PROBLEM_given_twice,  PROBLEM_missing};
    for (size_t i = 0; i < n; i++) assert_int_equal(faults[i].problem, expected[i]);
    assert_true(str_equal(faults[5].name, STR("date")));
    assert_int_equal(faults[5].value, -1);
    assert_int_equal(validate_row(schema_table(TABLE_shows), true, row, 6, faults, 2), 6);
}

static void an_update_may_leave_fields_out(void **state)
{
    (void)state;
    const struct value row[] = {text("notes", "bring a torch")};
    assert_int_equal(validate_row(schema_table(TABLE_shows), false, row, 1, NULL, 0), 0);
    assert_int_equal(validate_row(schema_table(TABLE_shows), true, row, 1, NULL, 0), 2);
}

static void faults_are_told_in_words(void **state)
{
    (void)state;
    char memory[200];
    struct buf b;
    buf_init(&b, memory, sizeof memory);
    validate_words(schema_table(TABLE_shows), STR("title"), PROBLEM_too_long, &b);
    assert_true(str_equal(buf_str(&b), STR("title is too long (at most 160 characters)")));
    buf_init(&b, memory, sizeof memory);
    validate_words(schema_table(TABLE_tours), STR("status"), PROBLEM_not_a_choice, &b);
    assert_true(str_equal(buf_str(&b), STR("status is not one of the possible values (planned, "
                                           "active, done, cancelled)")));
    buf_init(&b, memory, sizeof memory);
    validate_words(schema_table(TABLE_shows), STR("show_colour"), PROBLEM_unknown_field, &b);
    assert_true(str_equal(buf_str(&b), STR("show colour is not a field of this table")));
}

static struct value json(const char *name, const char *s)
{
    return (struct value){.name = str_from(name), .tag = VALUE_json, .text = str_from(s)};
}

static struct value decimal(const char *name, double n, const char *s)
{
    return (struct value){
        .name = str_from(name), .tag = VALUE_number, .number = n, .text = str_from(s)};
}

#define PERSON "01900000-0000-7000-8000-00000000000a"

/* A table with one field of each kind that is written by operations or nested. */
static const struct field kit_fields[] = {
    {.name = "person_ids", .kind = KIND_ids, .presence = PRESENCE_defaulted, .max = 2},
    {.name = "roles", .kind = KIND_choices, .presence = PRESENCE_defaulted, .choice = CHOICE_role},
    {.name = "stock", .kind = KIND_counter, .presence = PRESENCE_defaulted, .max = 50},
    {.name = "vat", .kind = KIND_rate, .presence = PRESENCE_optional, .max = 1},
    {.name = "form", .kind = KIND_document, .presence = PRESENCE_optional, .max = 20},
};
static const struct table kit = {.name = "kit", .fields = kit_fields, .field_count = 5};

static enum problem judge_kit(bool is_insert, struct value v)
{
    struct fault fault = {0};
    size_t found = validate_row(&kit, is_insert, &v, 1, &fault, 1);
    assert_int_equal(found, fault.problem != PROBLEM_none);
    return fault.problem;
}

static void sets_counters_rates_and_documents_are_judged(void **state)
{
    (void)state;
    const struct {
        struct value value;
        enum problem insert, update;
    } cases[] = {
        {json("person_ids", "[\"" PERSON "\"]"), PROBLEM_none, PROBLEM_none},
        {json("person_ids", "[\"" PERSON "\",\"" PERSON "\"]"), PROBLEM_listed_twice,
         PROBLEM_listed_twice},
        {json("person_ids", "[7]"), PROBLEM_wrong_type, PROBLEM_wrong_type},
        {json("person_ids", "[\"x\"]"), PROBLEM_bad_uuid, PROBLEM_bad_uuid},
        {json("person_ids", "{\"add\":[\"" PERSON "\"]}"), PROBLEM_wrong_type, PROBLEM_none},
        {json("person_ids", "{\"plus\":1}"), PROBLEM_wrong_type, PROBLEM_bad_operation},
        {json("person_ids", "[\"" PERSON "\""), PROBLEM_bad_document, PROBLEM_bad_document},
        {text("person_ids", PERSON), PROBLEM_wrong_type, PROBLEM_wrong_type},
        {null("person_ids"), PROBLEM_null, PROBLEM_null},
        {json("roles", "[\"crew\",\"admin\"]"), PROBLEM_none, PROBLEM_none},
        {json("roles", "[\"king\"]"), PROBLEM_not_a_choice, PROBLEM_not_a_choice},
        {number("stock", 5), PROBLEM_none, PROBLEM_not_counted},
        {number("stock", 51), PROBLEM_too_big, PROBLEM_too_big},
        {number("stock", 0.5), PROBLEM_fraction, PROBLEM_fraction},
        {null("stock"), PROBLEM_null, PROBLEM_null},
        {json("stock", "{\"plus\":-3}"), PROBLEM_wrong_type, PROBLEM_none},
        {decimal("vat", 0.19, "0.19"), PROBLEM_none, PROBLEM_none},
        {decimal("vat", 1.5, "1.5"), PROBLEM_too_big, PROBLEM_too_big},
        {decimal("vat", 0.1, "0.1000000000000001"), PROBLEM_too_many_decimals,
         PROBLEM_too_many_decimals},
        {number("vat", 0.1), PROBLEM_bad_number, PROBLEM_bad_number},
        {text("vat", "0.19"), PROBLEM_wrong_type, PROBLEM_wrong_type},
        {null("vat"), PROBLEM_none, PROBLEM_none},
        {json("form", "{\"add\":[1]}"), PROBLEM_none, PROBLEM_none},
        {json("form", "[{\"a\":null}]"), PROBLEM_none, PROBLEM_none},
        {json("form", "{\"a\":\"0123456789abc\"}"), PROBLEM_too_long, PROBLEM_too_long},
        {json("form", "{a:1}"), PROBLEM_bad_document, PROBLEM_bad_document},
        {text("form", "{}"), PROBLEM_wrong_type, PROBLEM_wrong_type},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(judge_kit(true, cases[i].value), cases[i].insert);
        assert_int_equal(judge_kit(false, cases[i].value), cases[i].update);
    }
}

static void their_limits_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *field;
        enum problem problem;
        const char *words;
    } cases[] = {
        {"person_ids", PROBLEM_too_many, "person ids has too many entries (at most 2)"},
        {"roles", PROBLEM_too_many, "roles has too many entries (at most 200)"},
        {"stock", PROBLEM_too_small, "stock is too small (at least 0)"},
        {"form", PROBLEM_too_long, "form is too long (at most 20 bytes)"},
        {"vat", PROBLEM_too_many_digits, "vat has more than 15 digits"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char memory[200];
        struct buf b;
        buf_init(&b, memory, sizeof memory);
        validate_words(&kit, str_from(cases[i].field), cases[i].problem, &b);
        assert_true(str_equal(buf_str(&b), str_from(cases[i].words)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sets_counters_rates_and_documents_are_judged),
        cmocka_unit_test(their_limits_are_told),
        cmocka_unit_test(texts_are_judged_by_their_kind),
        cmocka_unit_test(lengths_count_characters_not_bytes),
        cmocka_unit_test(a_nul_inside_a_text_is_refused),
        cmocka_unit_test(numbers_are_judged_by_their_kind),
        cmocka_unit_test(null_is_for_optional_fields_only),
        cmocka_unit_test(a_whole_row_tells_all_its_faults_at_once),
        cmocka_unit_test(an_update_may_leave_fields_out),
        cmocka_unit_test(faults_are_told_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
