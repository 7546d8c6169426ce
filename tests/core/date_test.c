/* Tests of days, instants, and the forms in which people write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "core/date.h"

enum { TODAY = 20700 }; /* 2026-09-04 */

static const struct date_hint anyhow = {DAY_ORDER_guess, TODAY};

static int32_t day(const char *iso)
{
    return date_parse(str_from(iso));
}

static void every_day_of_400_years_converts_there_and_back(void **state)
{
    (void)state;
    int32_t first = date_from_ymd((struct ymd){1800, 1, 1});
    struct ymd expected = {1800, 1, 1};
    for (int32_t i = 0; i < 146097; i++) {
        struct ymd d = date_to_ymd(first + i);
        assert_true(d.year == expected.year && d.month == expected.month && d.day == expected.day);
        assert_int_equal(date_from_ymd(d), first + i);
        assert_int_equal(date_weekday(first + i), (date_weekday(first) - 1 + i) % 7 + 1);
        char text[DATE_TEXT_BYTES];
        date_format(first + i, text);
        assert_int_equal(date_parse((str){text, sizeof text}), first + i);
        if (++expected.day <= date_month_days(expected.year, expected.month)) continue;
        expected.day = 1;
        if (++expected.month <= 12) continue;
        expected.month = 1;
        expected.year++;
    }
    assert_int_equal(expected.year, 2200);
}

static void known_days_have_their_numbers_and_weekdays(void **state)
{
    (void)state;
    assert_int_equal(day("1970-01-01"), 0);
    assert_int_equal(day("2000-02-29"), 11016);
    assert_int_equal(date_weekday(0), 4);
    assert_int_equal(date_weekday(day("2026-05-12")), 2);
    assert_int_equal(date_weekday(-1), 3);
}

static void iso_days_that_are_none_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"",           "2026-5-12",  "2026-02-29",  "2026-13-01",
                                      "2026-00-10", "0000-01-01", "2026-05-12 ", "2026/05/12",
                                      "20260512"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_int_equal(day(bad[i]), DATE_NONE);
}

static void instants_are_read_to_the_microsecond(void **state)
{
    (void)state;
    int64_t us;
    assert_true(date_parse_instant(STR("2026-05-12T20:00:00+02:00"), &us));
    assert_int_equal(us, INT64_C(1778608800000000));
    assert_true(date_parse_instant(STR("2026-05-12 18:00:00.25+00"), &us));
    assert_int_equal(us, INT64_C(1778608800250000));
    assert_true(date_parse_instant(STR("2026-05-12T18:00Z"), &us));
    assert_false(date_parse_instant(STR("2026-05-12T18:00:00"), &us));
    assert_false(date_parse_instant(STR("2026-05-12T24:00:00Z"), &us));
    assert_false(date_parse_instant(STR("2026-05-12T18:00:00.Z"), &us));
    assert_false(date_parse_instant(STR("2026-05-12"), &us));
}

static void half_past_midnight_belongs_to_the_evening_before(void **state)
{
    (void)state;
    int64_t us;
    assert_true(date_parse_instant(STR("2026-05-15T22:30:00Z"), &us)); /* 00:30 in Berlin */
    assert_int_equal(date_business(us / 1000, 120, 360), day("2026-05-15"));
    assert_true(date_parse_instant(STR("2026-05-16T03:59:59Z"), &us)); /* 05:59:59 */
    assert_int_equal(date_business(us / 1000, 120, 360), day("2026-05-15"));
    assert_true(date_parse_instant(STR("2026-05-16T04:00:00Z"), &us)); /* 06:00 */
    assert_int_equal(date_business(us / 1000, 120, 360), day("2026-05-16"));
}

static void people_write_the_same_day_in_many_ways(void **state)
{
    (void)state;
    static const char *const ways[] = {
        "12.05.2026",
        "12.5.26",
        "12. 05. 2026",
        "12/05/2026",
        "12-05-2026",
        "2026-05-12",
        "2026/05/12",
        "2026.5.12",
        "20260512",
        "12 May 2026",
        "12th May 2026",
        "Tue 12 May 2026",
        "Tuesday, 12 May, 2026",
        "May 12, 2026",
        "May 12th 2026",
        "12 May '26",
        "12-May-26",
        "12-May-2026",
        "Di, 12.05.2026",
        "Di., 12. Mai 2026",
        "Dienstag 12. Mai 2026",
        "mar. 12 mai 2026",
        "mardi 12 mai 2026",
        "12 de mayo de 2026",
        "martes, 12 de mayo de 2026",
        "12 maggio 2026",
        "dinsdag 12 mei 2026",
        "46154",
        "12.05.2026 (Di)",
        "Tue. 12.05.2026",
        "  12.05.2026  ",
        "5/12/2026 Tue",
        "the 12th of May 2026",
        "2026-05-12 00:00:00",
        "2026-05-12T00:00:00",
        "2026-05-12T00:00:00.000Z",
    };
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        struct date_hint hint = anyhow;
        if (ways[i][0] == '5') hint.order = DAY_ORDER_mdy;
        struct date_read read = date_read(str_from(ways[i]), hint);
        if (read.days != day("2026-05-12")) printf("wrong: %s\n", ways[i]);
        assert_int_equal(read.days, day("2026-05-12"));
        assert_int_equal(read.problem, PROBLEM_none);
    }
}

static void a_day_that_does_not_exist_is_refused_with_its_reason(void **state)
{
    (void)state;
    static const char *const bad[] = {"31 February 2026", "31.02.2026",    "30/02/2026",
                                      "29.02.2027",       "31 April 2026", "Feb 30, 2026",
                                      "2026-02-30",       "31.11.26"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct date_read read = date_read(str_from(bad[i]), anyhow);
        assert_int_equal(read.days, DATE_NONE);
        assert_int_equal(read.problem, PROBLEM_no_such_day);
    }
}

static void what_is_no_date_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "TBA",
                                      "London",
                                      "12",
                                      "May 2026",
                                      "12.05.2026 and more",
                                      "12-13 May 2026",
                                      "2026",
                                      "99999",
                                      "1.2.3.4.5",
                                      "12/2026",
                                      "32.05.2026 x",
                                      "mar",
                                      "Monday",
                                      "12:30",
                                      "--",
                                      "12..2026"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct date_read read = date_read(str_from(bad[i]), anyhow);
        if (read.days != DATE_NONE) printf("taken: %s\n", bad[i]);
        assert_int_equal(read.days, DATE_NONE);
        assert_true(read.problem == PROBLEM_bad_date || read.problem == PROBLEM_no_such_day);
    }
}

static void the_order_of_day_and_month_follows_what_is_possible(void **state)
{
    (void)state;
    struct date_read read = date_read(STR("5/27/2026"), anyhow);
    assert_int_equal(read.days, day("2026-05-27"));
    assert_true(read.is_month_first);
    read = date_read(STR("27/5/2026"), anyhow);
    assert_true(read.is_day_first);
    read = date_read(STR("3/4/2026"), anyhow);
    assert_int_equal(read.days, day("2026-04-03"));
    assert_true(read.is_order_open);
    read = date_read(STR("3/4/2026"), (struct date_hint){DAY_ORDER_mdy, TODAY});
    assert_int_equal(read.days, day("2026-03-04"));
    read = date_read(STR("03.04.2026"), (struct date_hint){DAY_ORDER_mdy, TODAY});
    assert_int_equal(read.days, day("2026-04-03"));
}

static void a_missing_year_is_found_by_the_weekday_or_nearness(void **state)
{
    (void)state;
    struct date_read read = date_read(STR("12 May"), anyhow);
    assert_int_equal(read.days, day("2027-05-12"));
    assert_int_equal(read.problem, PROBLEM_guessed_year);
    read = date_read(STR("Tue 12 May"), (struct date_hint){DAY_ORDER_guess, day("2026-06-01")});
    assert_int_equal(read.days, day("2026-05-12"));
    assert_int_equal(read.problem, PROBLEM_none);
    read = date_read(STR("12.10."), anyhow);
    assert_int_equal(read.days, day("2026-10-12"));
}

static void a_weekday_that_does_not_fit_is_told(void **state)
{
    (void)state;
    struct date_read read = date_read(STR("Mon 12.05.2026"), anyhow);
    assert_int_equal(read.days, day("2026-05-12"));
    assert_int_equal(read.problem, PROBLEM_wrong_weekday);
}

static void times_of_day_are_read_as_people_write_them(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int32_t minutes;
    } cases[] = {
        {"20:30", 1230},  {"8:30pm", 1230}, {"8.30 pm", 1230},     {"8:30 p.m.", 1230},
        {"20h30", 1230},  {"20H30", 1230},  {"20.30", 1230},       {"20.30 Uhr", 1230},
        {"20 Uhr", 1200}, {"20h", 1200},    {"8pm", 1200},         {"8 PM", 1200},
        {"12am", 0},      {"12pm", 720},    {"12:30 AM", 30},      {"00:30", 30},
        {"24:00", 0},     {"25:30", 90},    {"2030", 1230},        {"20:30:00", 1230},
        {"noon", 720},    {"Midnight", 0},  {"0.854166667", 1230}, {"0,854166667", 1230},
        {" 7:05 ", 425},  {"", -1},         {"TBA", -1},           {"20:60", -1},
        {"31:00", -1},    {"13pm", 780},    {"20:3", -1},          {"8:30xm", -1},
        {"99999", -1},    {"-1", -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int32_t got = date_read_clock(str_from(cases[i].text));
        if (got != cases[i].minutes) printf("wrong: %s gives %d\n", cases[i].text, (int)got);
        assert_int_equal(got, cases[i].minutes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_of_400_years_converts_there_and_back),
        cmocka_unit_test(known_days_have_their_numbers_and_weekdays),
        cmocka_unit_test(iso_days_that_are_none_are_refused),
        cmocka_unit_test(instants_are_read_to_the_microsecond),
        cmocka_unit_test(half_past_midnight_belongs_to_the_evening_before),
        cmocka_unit_test(people_write_the_same_day_in_many_ways),
        cmocka_unit_test(a_day_that_does_not_exist_is_refused_with_its_reason),
        cmocka_unit_test(what_is_no_date_is_refused),
        cmocka_unit_test(the_order_of_day_and_month_follows_what_is_possible),
        cmocka_unit_test(a_missing_year_is_found_by_the_weekday_or_nearness),
        cmocka_unit_test(a_weekday_that_does_not_fit_is_told),
        cmocka_unit_test(times_of_day_are_read_as_people_write_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
