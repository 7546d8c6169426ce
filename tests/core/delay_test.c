/* Tests of delays: what moves, what stays, what breaks and what could be done. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/delay.h"

enum { MINUTE = 60, HOUR = 3600, LATE = 20 * MINUTE };
enum { CHECK = 1, DOORS, SUPPORT, CHANGEOVER, HEADLINE, CURFEW, LOAD_OUT, BUS };

static struct delay_day day;
static struct delay_result out;

static int64_t at(int64_t hour, int64_t minute)
{
    return INT64_C(1800000000) + hour * HOUR + minute * MINUTE;
}

static struct delay_item item(int64_t starts, int64_t minutes, int64_t after)
{
    return (struct delay_item){starts, starts + minutes * MINUTE, after, 0, minutes * MINUTE};
}

static int begin(void **state)
{
    (void)state;
    const struct delay_item items[] = {
        item(at(17, 0), 60, 0),         item(at(19, 0), 0, CHECK),       item(at(20, 0), 30, DOORS),
        item(at(20, 30), 30, SUPPORT),  item(at(21, 0), 90, CHANGEOVER), item(at(22, 45), 0, 0),
        item(at(22, 30), 90, HEADLINE), item(at(25, 0), 0, 0),
    };
    day = (struct delay_day){.late = CHECK, .delay = LATE, .items_count = BUS};
    for (int i = 0; i < BUS; i++) day.items[i] = items[i];
    day.items[CURFEW - 1].is_hard = day.items[BUS - 1].is_hard = 1;
    day.items[CHANGEOVER - 1].shortest = 20 * MINUTE;
    return 0;
}

static const struct delay_break *only_break(enum break_kind kind)
{
    const struct delay_break *found = NULL;
    for (int64_t i = 0; i < out.breaks_count; i++) {
        if (out.breaks[i].kind != kind) continue;
        assert_null(found);
        found = &out.breaks[i];
    }
    assert_non_null(found);
    return found;
}

static void what_is_linked_moves_and_what_is_fixed_stays(void **state)
{
    (void)state;
    assert_int_equal(delay_spread(&day, &out), S_OK);
    for (int i = 0; i < BUS; i++) {
        int is_fixed = i + 1 == CURFEW || i + 1 == BUS;
        assert_int_equal(out.moves[i].is_moved, !is_fixed);
        assert_int_equal(out.moves[i].starts - day.items[i].starts, is_fixed ? 0 : LATE);
    }
}

static void a_fixed_item_stops_what_is_linked_behind_it(void **state)
{
    (void)state;
    day.items[SUPPORT - 1].is_hard = 1;
    assert_int_equal(delay_spread(&day, &out), S_OK);
    assert_true(out.moves[DOORS - 1].is_moved);
    assert_false(out.moves[SUPPORT - 1].is_moved);
    assert_false(out.moves[HEADLINE - 1].is_moved);
}

static void what_goes_on_for_longer_keeps_its_beginning(void **state)
{
    (void)state;
    day.mode = DELAY_end;
    assert_int_equal(delay_spread(&day, &out), S_OK);
    assert_int_equal(out.moves[CHECK - 1].starts, day.items[CHECK - 1].starts);
    assert_int_equal(out.moves[CHECK - 1].ends, day.items[CHECK - 1].ends + LATE);
    assert_int_equal(out.moves[DOORS - 1].starts, day.items[DOORS - 1].starts + LATE);
}

static void a_passed_curfew_is_said_with_what_could_be_cut(void **state)
{
    (void)state;
    assert_int_equal(delay_spread(&day, &out), S_OK);
    const struct delay_break *curfew = only_break(BREAK_hard_passed);
    assert_int_equal(curfew->item, HEADLINE);
    assert_int_equal(curfew->limit, CURFEW);
    assert_int_equal(curfew->amount, 5 * MINUTE);
    assert_int_equal(out.choices_count, 2);
    assert_int_equal(out.choices[0].kind, CHOICE_shorten);
    assert_int_equal(out.choices[0].item, CHANGEOVER);
    assert_int_equal(out.choices[0].amount, 5 * MINUTE);
    assert_int_equal(out.choices[1].kind, CHOICE_agree);
    assert_int_equal(out.choices[1].item, CURFEW);
}

static void a_bus_call_is_passed_by_the_load_out(void **state)
{
    (void)state;
    day.items[CURFEW - 1].starts = day.items[CURFEW - 1].ends = at(24, 0);
    day.delay = 70 * MINUTE;
    assert_int_equal(delay_spread(&day, &out), S_OK);
    int64_t over = 0;
    for (int64_t i = 0; i < out.breaks_count; i++)
        if (out.breaks[i].limit == BUS) over = out.breaks[i].amount;
    assert_int_equal(over, 10 * MINUTE);
}

static void an_unlinked_item_in_the_way_is_said_to_overlap(void **state)
{
    (void)state;
    day.items[SUPPORT - 1].after = 0;
    day.delay = 90 * MINUTE;
    assert_int_equal(delay_spread(&day, &out), S_OK);
    const struct delay_break *found = only_break(BREAK_overlap);
    assert_int_equal(found->item, DOORS);
    assert_int_equal(found->limit, SUPPORT);
    assert_int_equal(found->amount, 30 * MINUTE);
    assert_int_equal(out.choices[out.choices_count - 1].kind, CHOICE_move);
}

static void labour_is_paid_beyond_its_minimum_only(void **state)
{
    (void)state;
    day.calls_count = 1;
    day.calls[0] =
        (struct delay_call){at(22, 0), at(24, 0), 2 * HOUR + 15 * MINUTE, LOAD_OUT, 0, 0};
    assert_int_equal(delay_spread(&day, &out), S_OK);
    assert_int_equal(only_break(BREAK_labour)->amount, 5 * MINUTE);
    day.calls[0].minimum = 4 * HOUR;
    assert_int_equal(delay_spread(&day, &out), S_OK);
    for (int64_t i = 0; i < out.breaks_count; i++)
        assert_int_not_equal(out.breaks[i].kind, BREAK_labour);
}

static void too_little_rest_before_the_next_call_is_said(void **state)
{
    (void)state;
    day.calls_count = 1;
    day.calls[0] = (struct delay_call){at(22, 0), at(26, 0), 0, LOAD_OUT, 8 * HOUR, at(24 + 8, 10)};
    assert_int_equal(delay_spread(&day, &out), S_OK);
    assert_int_equal(only_break(BREAK_rest)->amount, 10 * MINUTE);
}

static void drivers_hours_follow_the_rule(void **state)
{
    (void)state;
    day.items[BUS - 1].is_hard = 0;
    day.items[BUS - 1].after = LOAD_OUT;
    day.drives_count = 1;
    day.drives[0] = (struct delay_drive){BUS, 8 * HOUR, at(34, 0), DRIVER_eu};
    day.legs_count = 1;
    day.legs[0] = (struct delay_leg){1, at(18, 0), at(18, 30)};
    assert_int_equal(delay_spread(&day, &out), S_OK);
    /* leaves 1:20, 8 h at the wheel and 45 min of break: 10:05, on duty since 18:00 */
    assert_int_equal(only_break(BREAK_duty)->amount, 3 * HOUR + 5 * MINUTE);
    assert_int_equal(only_break(BREAK_late_arrival)->amount, 5 * MINUTE);
    day.drives[0].rule = DRIVER_us;
    day.drives[0].driving = 10 * HOUR + MINUTE;
    assert_int_equal(delay_spread(&day, &out), S_OK);
    assert_int_equal(only_break(BREAK_driving)->amount, 31 * MINUTE);
}

static void a_driver_who_has_not_rested_goes_on_with_the_same_day(void **state)
{
    (void)state;
    day.items[BUS - 1].is_hard = 0;
    day.items[BUS - 1].after = LOAD_OUT;
    day.drives_count = 1;
    day.drives[0] = (struct delay_drive){BUS, 6 * HOUR, 0, DRIVER_eu};
    /* 4 h at the wheel since 10:00, stopped at 14:30; leaves at 1:20: 10 h 50 later */
    day.legs_count = 3;
    day.legs[0] = (struct delay_leg){1, at(-6, 0), at(-2, 0)};
    day.legs[1] = (struct delay_leg){1, at(10, 0), at(12, 0)};
    day.legs[2] = (struct delay_leg){1, at(12, 30), at(14, 30)};
    assert_int_equal(delay_spread(&day, &out), S_OK);
    assert_int_equal(only_break(BREAK_driving)->amount, HOUR);
    /* 10:00 to 8:05, with a break of 45 min on the way */
    assert_int_equal(only_break(BREAK_duty)->amount, 9 * HOUR + 5 * MINUTE);
    day.legs[2].arrives = at(14, 20); /* 11 h: a new day */
    assert_int_equal(delay_spread(&day, &out), S_OK);
    for (int64_t i = 0; i < out.breaks_count; i++)
        assert_true(out.breaks[i].kind != BREAK_driving && out.breaks[i].kind != BREAK_duty);
}

static void no_delay_moves_and_breaks_nothing(void **state)
{
    (void)state;
    day.delay = 0;
    assert_int_equal(delay_spread(&day, &out), S_OK);
    assert_int_equal(out.breaks_count, 0);
    for (int i = 0; i < BUS; i++) assert_false(out.moves[i].is_moved);
}

static void what_makes_no_sense_is_refused(void **state)
{
    (void)state;
    day.items[CHECK - 1].after = LOAD_OUT; /* a circle */
    assert_int_equal(delay_spread(&day, &out), S_INVALID);
    begin(state);
    day.late = BUS + 1;
    assert_int_equal(delay_spread(&day, &out), S_INVALID);
    begin(state);
    day.items[DOORS - 1].after = 99;
    assert_int_equal(delay_spread(&day, &out), S_INVALID);
    begin(state);
    day.items[DOORS - 1].ends = 0;
    assert_int_equal(delay_spread(&day, &out), S_INVALID);
    begin(state);
    day.legs_count = 1;
    day.legs[0] = (struct delay_leg){1, at(10, 0), at(12, 0)}; /* of a drive that is not there */
    assert_int_equal(delay_spread(&day, &out), S_INVALID);
    begin(state);
    day.items_count = DELAY_ITEMS_MAX + 1;
    assert_int_equal(delay_spread(&day, &out), S_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(what_is_linked_moves_and_what_is_fixed_stays, begin),
        cmocka_unit_test_setup(a_fixed_item_stops_what_is_linked_behind_it, begin),
        cmocka_unit_test_setup(what_goes_on_for_longer_keeps_its_beginning, begin),
        cmocka_unit_test_setup(a_passed_curfew_is_said_with_what_could_be_cut, begin),
        cmocka_unit_test_setup(a_bus_call_is_passed_by_the_load_out, begin),
        cmocka_unit_test_setup(an_unlinked_item_in_the_way_is_said_to_overlap, begin),
        cmocka_unit_test_setup(labour_is_paid_beyond_its_minimum_only, begin),
        cmocka_unit_test_setup(too_little_rest_before_the_next_call_is_said, begin),
        cmocka_unit_test_setup(drivers_hours_follow_the_rule, begin),
        cmocka_unit_test_setup(a_driver_who_has_not_rested_goes_on_with_the_same_day, begin),
        cmocka_unit_test_setup(no_delay_moves_and_breaks_nothing, begin),
        cmocka_unit_test_setup(what_makes_no_sense_is_refused, begin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
