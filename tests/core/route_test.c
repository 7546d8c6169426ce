/* Tests of the routing aid: against every order there is, under each kind of constraint. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "core/geo.h"
#include "core/route.h"

enum { HOUR = 3600, STOPS = 7 };
#define DAY(d)     (INT64_C(1) << (d))
#define DEGREES(d) ((int64_t)((d)*1e7))

static struct route_plan plan;
static struct route_work work;
static struct route_answer out;

/* Seven towns from west to east, in an order that goes back and forth. */
static int begin(void **state)
{
    (void)state;
    static const double longitudes[STOPS] = {2, 12, 4, 10, 6, 8, 14};
    plan =
        (struct route_plan){.day_count = STOPS, .drive_seconds = 100 * HOUR, .stops_count = STOPS};
    for (int i = 0; i < STOPS; i++)
        plan.stops[i] = (struct route_stop){DEGREES(50), DEGREES(longitudes[i]), DAY(STOPS) - 1, i};
    return 0;
}

static int64_t metres_of(const int64_t *order)
{
    int64_t metres = 0;
    for (int i = 1; i < STOPS; i++) {
        const struct route_stop *a = &plan.stops[order[i - 1]], *b = &plan.stops[order[i]];
        metres += geo_drive_estimate(geo_distance((struct geo_point){a->latitude, a->longitude},
                                                  (struct geo_point){b->latitude, b->longitude}))
                      .metres;
    }
    return metres;
}

/* The shortest of all orders that the stops' days allow. */
static int64_t shortest(int64_t *order, int placed)
{
    int64_t best = INT64_MAX;
    if (placed == STOPS) return metres_of(order);
    for (int i = placed; i < STOPS; i++) {
        int64_t swap = order[placed];
        order[placed] = order[i];
        order[i] = swap;
        if (plan.stops[order[placed]].days >> placed & 1) {
            int64_t found = shortest(order, placed + 1);
            if (found < best) best = found;
        }
        order[i] = order[placed];
        order[placed] = swap;
    }
    return best;
}

static void assert_is_an_order(void)
{
    int64_t taken = 0;
    assert_int_equal(out.stops_count, plan.stops_count);
    for (int64_t i = 0; i < plan.stops_count; i++) {
        int64_t day = out.stops[i].day;
        if (day < 0) continue;
        assert_true(plan.stops[i].days >> day & 1);
        assert_false(plan.closed >> day & 1);
        assert_false(taken >> day & 1);
        taken |= DAY(day);
    }
}

static void it_finds_the_shortest_of_all_orders(void **state)
{
    (void)state;
    int64_t order[STOPS] = {0, 1, 2, 3, 4, 5, 6};
    assert_int_equal(route_order(&plan, &work, &out), S_OK);
    assert_is_an_order();
    assert_int_equal(out.scores[1].metres, shortest(order, 0));
    assert_true(out.scores[1].metres < out.scores[0].metres);
}

static void holds_and_fixed_dates_are_kept(void **state)
{
    (void)state;
    uint32_t chance = 7;
    for (int round = 0; round < 50; round++) {
        int64_t order[STOPS] = {0, 1, 2, 3, 4, 5, 6};
        for (int i = 0; i < STOPS; i++) {
            chance = chance * 1664525u + 1013904223u;
            plan.stops[i].days = DAY(i) | (chance >> 16 & (DAY(STOPS) - 1));
        }
        plan.stops[3].days = DAY(3);
        assert_int_equal(route_order(&plan, &work, &out), S_OK);
        assert_is_an_order();
        assert_int_equal(out.stops[3].day, 3);
        assert_int_equal(out.scores[1].metres, shortest(order, 0));
    }
}

static void what_is_best_already_stays(void **state)
{
    (void)state;
    assert_int_equal(route_order(&plan, &work, &out), S_OK);
    for (int i = 0; i < STOPS; i++) plan.stops[i].day = out.stops[i].day;
    assert_int_equal(route_order(&plan, &work, &out), S_OK);
    assert_memory_equal(&out.scores[0], &out.scores[1], sizeof out.scores[0]);
    for (int i = 0; i < STOPS; i++) assert_int_equal(out.stops[i].day, plan.stops[i].day);
}

static void days_off_come_after_so_many_shows(void **state)
{
    (void)state;
    plan.day_count = STOPS + 2;
    plan.run_max = 3;
    for (int i = 0; i < STOPS; i++) plan.stops[i].days = DAY(STOPS + 2) - 1;
    assert_int_equal(route_order(&plan, &work, &out), S_OK);
    assert_is_an_order();
    assert_int_equal(out.scores[0].tired, 4);
    assert_int_equal(out.scores[1].tired, 0);
    assert_int_equal(out.scores[1].unplaced, 0);
}

static void long_drives_get_the_days_they_need(void **state)
{
    (void)state;
    plan.stops_count = 2;
    plan.day_count = 6;
    plan.drive_seconds = 9 * HOUR;
    plan.stops[0] = (struct route_stop){DEGREES(50), DEGREES(0), DAY(0), 0};
    plan.stops[1] = (struct route_stop){DEGREES(50), DEGREES(20), DAY(1) | DAY(2) | DAY(4), 1};
    assert_int_equal(route_order(&plan, &work, &out), S_OK);
    assert_true(out.scores[0].late > 0);
    assert_int_equal(out.scores[1].late, 0);
    assert_true(out.stops[1].day >= 2);
}

static void a_closed_day_takes_nobody_and_one_too_many_is_left_over(void **state)
{
    (void)state;
    plan.closed = DAY(2);
    plan.stops[2].day = -1;
    assert_int_equal(route_order(&plan, &work, &out), S_OK);
    assert_is_an_order();
    assert_int_equal(out.scores[1].unplaced, 1);
}

static void what_makes_no_sense_is_refused(void **state)
{
    (void)state;
    plan.stops[1].day = plan.stops[0].day;
    assert_int_equal(route_order(&plan, &work, &out), S_INVALID);
    begin(state);
    plan.stops[1].latitude = DEGREES(91);
    assert_int_equal(route_order(&plan, &work, &out), S_INVALID);
    begin(state);
    plan.day_count = ROUTE_DAYS_MAX + 1;
    assert_int_equal(route_order(&plan, &work, &out), S_INVALID);
    begin(state);
    plan.stops_count = ROUTE_STOPS_MAX + 1;
    assert_int_equal(route_order(&plan, &work, &out), S_INVALID);
}

static void the_largest_plan_comes_to_an_end(void **state)
{
    (void)state;
    uint32_t chance = 11;
    plan.day_count = ROUTE_DAYS_MAX;
    plan.stops_count = ROUTE_STOPS_MAX;
    plan.run_max = 5;
    plan.drive_seconds = 9 * HOUR;
    for (int i = 0; i < ROUTE_STOPS_MAX; i++) {
        chance = chance * 1664525u + 1013904223u;
        plan.stops[i] = (struct route_stop){DEGREES(40 + chance % 15), DEGREES(chance / 64 % 25),
                                            DAY(ROUTE_DAYS_MAX) - 1, i};
    }
    assert_int_equal(route_order(&plan, &work, &out), S_OK);
    assert_is_an_order();
    assert_int_equal(out.scores[1].unplaced, 0);
    assert_true(out.scores[1].metres < out.scores[0].metres);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(it_finds_the_shortest_of_all_orders, begin),
        cmocka_unit_test_setup(holds_and_fixed_dates_are_kept, begin),
        cmocka_unit_test_setup(what_is_best_already_stays, begin),
        cmocka_unit_test_setup(days_off_come_after_so_many_shows, begin),
        cmocka_unit_test_setup(long_drives_get_the_days_they_need, begin),
        cmocka_unit_test_setup(a_closed_day_takes_nobody_and_one_too_many_is_left_over, begin),
        cmocka_unit_test_setup(what_makes_no_sense_is_refused, begin),
        cmocka_unit_test_setup(the_largest_plan_comes_to_an_end, begin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
