/* Tests of radius clauses: near in place and in time, both edges included. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/geo.h"
#include "core/radius.h"

enum { BEFORE = 30, AFTER = 60, DAY = 1000 };

static const struct geo_point BERLIN = {525200000, 134050000}, HAMBURG = {535511000, 99937000};

static struct radius_finding judged(int64_t metres, int64_t days_later)
{
    struct radius_finding found;
    struct radius_clause clause = {BERLIN.latitude, BERLIN.longitude, DAY, metres, BEFORE, AFTER};
    struct radius_show show = {HAMBURG.latitude, HAMBURG.longitude, DAY + days_later};
    assert_int_equal(radius_judge(&clause, &show, &found), S_OK);
    return found;
}

static void a_show_is_too_near_up_to_the_last_metre(void **state)
{
    (void)state;
    int64_t metres = geo_distance(BERLIN, HAMBURG);
    assert_int_equal(judged(metres, 1).is_broken, 1);
    assert_int_equal(judged(metres - 1, 1).is_broken, 0);
    assert_int_equal(judged(metres, 1).metres, metres);
}

static void a_show_is_too_soon_or_too_late_up_to_the_last_day(void **state)
{
    (void)state;
    static const struct {
        int64_t days, is_broken;
    } cases[] = {{-BEFORE - 1, 0}, {-BEFORE, 1}, {0, 1}, {AFTER, 1}, {AFTER + 1, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct radius_finding found = judged(INT64_C(300000), cases[i].days);
        assert_int_equal(found.is_broken, cases[i].is_broken);
        assert_int_equal(found.days, cases[i].days);
    }
}

static void what_is_no_place_or_no_clause_is_refused(void **state)
{
    (void)state;
    struct radius_finding found;
    struct radius_show show = {900000001, 0, DAY}, fine = {0, 0, DAY};
    struct radius_clause clause = {0, 0, DAY, 1000, 1, 1}, negative = {0, 0, DAY, 1000, -1, 1};
    assert_int_equal(radius_judge(&clause, &show, &found), S_INVALID);
    assert_int_equal(found.is_broken, 0);
    assert_int_equal(radius_judge(&negative, &fine, &found), S_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_show_is_too_near_up_to_the_last_metre),
        cmocka_unit_test(a_show_is_too_soon_or_too_late_up_to_the_last_day),
        cmocka_unit_test(what_is_no_place_or_no_clause_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
