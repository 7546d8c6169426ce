/* Tests of two sides of a settlement, of one show and of a run: where they differ, what each
 * dispute changes, and what is owed whoever is right. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "core/settlement_dispute.h"
#include "core/settlement_run.h"
#include "core/settlement_term.h"
#include "tests/core/settlement_cases.h"

static struct settlement_result result, other;
static struct settlement_trial trial;
static struct settlement_input our_show, their_show;
static struct run_case our_run, their_run;
static const struct settlement_side ours = {NULL, &our_show}, theirs = {NULL, &their_show};
static const struct settlement_side our_nights = {&our_run.run, our_run.shows};
static const struct settlement_side their_nights = {&their_run.run, their_run.shows};

/* Both sides begin with the same figures. */
static int begin(void **state)
{
    static const char name[] = "expenses of every kind, each with its cap";
    (void)state;
    for (size_t i = 0; i < settlement_case_count; i++)
        if (strcmp(settlement_cases[i].name, name) == 0) our_show = settlement_cases[i].in;
    their_show = our_show;
    our_run = run_cases[0];
    their_run = our_run;
    return our_show.type ? 0 : -1;
}

static void the_first_line_that_differs_is_found(void **state)
{
    (void)state;
    struct settlement_difference d[4];
    their_show.expenses[1].amount = 150;
    their_show.expenses[5].is_approved = 1;
    assert_int_equal(settlement_settle(&our_show, &result), S_OK);
    assert_int_equal(settlement_first_difference(&result, &result), -1);
    assert_int_equal(settlement_settle(&their_show, &other), S_OK);
    int64_t line = settlement_first_difference(&result, &other);
    assert_int_equal(result.lines[line].label, LINE_expense);
    assert_int_equal(result.lines[line].item, 1);
    assert_int_equal(settlement_differences(&ours, &theirs, d, 4), 2);
    assert_int_equal(d[0].show, 0);
    assert_int_equal(d[0].term, TERM_expense_amount);
    assert_int_equal(d[0].index, 1);
    assert_int_equal(d[0].ours, 100);
    assert_int_equal(d[0].theirs, 150);
    assert_int_equal(d[1].term, TERM_expense_is_approved);
    assert_int_equal(d[1].index, 5);
    assert_int_equal(settlement_differences(&ours, &theirs, d, 1), 2);
}

static void what_is_undisputed_can_be_paid_tonight(void **state)
{
    (void)state;
    struct settlement_difference disputes[] = {{0, TERM_expense_amount, 1, 100, 150},
                                               {0, TERM_tier_paid, 0, 300, 310},
                                               {0, TERM_expense_is_approved, 5, 0, 1}};
    int64_t effects[3], balance;
    assert_int_equal(settlement_undisputed(&ours, disputes, 3, &trial, effects, &balance), S_OK);
    assert_int_equal(effects[0], -12000);
    assert_int_equal(effects[1], 22080);
    assert_int_equal(effects[2], -79920);
    assert_int_equal(balance, 549600 - 12000 - 79920);
    assert_memory_equal(&our_show, &their_show, sizeof our_show);
    assert_int_equal(settlement_undisputed(&ours, disputes, 0, &trial, effects, &balance), S_OK);
    assert_int_equal(balance, 549600);
}

static void a_dispute_of_no_field_is_refused(void **state)
{
    (void)state;
    static const struct settlement_difference bad[] = {{0, TERM_expense_amount, 6, 100, 150},
                                                       {0, TERM_input_tiers, 0, 1, 2},
                                                       {0, TERM_COUNT, 0, 1, 2},
                                                       {0, TERM_none, 0, 1, 2},
                                                       {1, TERM_tier_paid, 0, 300, 310},
                                                       {-1, TERM_run_show_paid, 0, 0, 5},
                                                       {-2, TERM_tier_paid, 0, 300, 310}};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        int64_t effect, balance;
        assert_int_equal(settlement_undisputed(&ours, &bad[i], 1, &trial, &effect, &balance),
                         S_INVALID);
        assert_int_equal(trial.out.fault.problem, PROBLEM_unknown_field);
        assert_memory_equal(&our_show, &their_show, sizeof our_show);
    }
}

static void a_value_that_cannot_be_is_refused_and_ours_stand(void **state)
{
    (void)state;
    struct settlement_difference dispute = {2, TERM_tier_paid, 0, 75, -1};
    int64_t effect, balance;
    assert_int_equal(settlement_undisputed(&our_nights, &dispute, 1, &trial, &effect, &balance),
                     S_INVALID);
    assert_int_equal(trial.out.fault.term, TERM_tier_paid);
    assert_int_equal(trial.out.fault.index, 2);
    assert_memory_equal(&our_run, &their_run, sizeof our_run);
}

static void the_sides_of_a_run_differ_by_night(void **state)
{
    (void)state;
    struct settlement_difference d[4];
    assert_int_equal(settlement_differences(&our_nights, &their_nights, d, 4), 0);
    their_run.shows[2].tiers[0].paid = 70;
    their_run.run.shows[1].paid = 5000;
    their_run.shows[0].expenses[0].amount += 100;
    assert_int_equal(settlement_differences(&our_nights, &their_nights, d, 4), 3);
    assert_int_equal(d[0].show, -1);
    assert_int_equal(d[0].term, TERM_run_show_paid);
    assert_int_equal(d[0].index, 1);
    assert_int_equal(d[0].theirs, 5000);
    assert_int_equal(d[1].show, 0);
    assert_int_equal(d[1].term, TERM_expense_amount);
    assert_int_equal(d[2].show, 2);
    assert_int_equal(d[2].term, TERM_tier_paid);
    assert_int_equal(d[2].ours, 75);
}

/* Shares of 2,800, −160 and 800 against guarantees of 3,000: 3,440. */
static void what_is_undisputed_of_a_run_is_what_every_night_leaves(void **state)
{
    (void)state;
    struct settlement_difference disputes[] = {{2, TERM_tier_paid, 0, 75, 70},
                                               {1, TERM_tier_paid, 0, 15, 20},
                                               {-1, TERM_run_show_paid, 0, 0, 10000}};
    int64_t effects[3], balance;
    assert_int_equal(settlement_undisputed(&our_nights, disputes, 3, &trial, effects, &balance),
                     S_OK);
    assert_int_equal(effects[0], -8000);
    assert_int_equal(effects[1], 8000);
    assert_int_equal(effects[2], -10000);
    assert_int_equal(balance, 344000 - 8000 - 10000);
    assert_memory_equal(&our_run, &their_run, sizeof our_run);
}

/* What they take off one night comes off the run, until the guarantees hold it. */
static void the_guarantees_of_a_run_stay_undisputed(void **state)
{
    (void)state;
    struct settlement_difference disputes[] = {{0, TERM_tier_paid, 0, 200, 160},
                                               {2, TERM_tier_paid, 0, 75, 0}};
    int64_t effects[2], balance;
    assert_int_equal(settlement_undisputed(&our_nights, disputes, 2, &trial, effects, &balance),
                     S_OK);
    assert_int_equal(effects[0], -44000);
    assert_int_equal(effects[1], -44000);
    assert_int_equal(balance, 300000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_first_line_that_differs_is_found, begin),
        cmocka_unit_test_setup(what_is_undisputed_can_be_paid_tonight, begin),
        cmocka_unit_test_setup(a_dispute_of_no_field_is_refused, begin),
        cmocka_unit_test_setup(a_value_that_cannot_be_is_refused_and_ours_stand, begin),
        cmocka_unit_test_setup(the_sides_of_a_run_differ_by_night, begin),
        cmocka_unit_test_setup(what_is_undisputed_of_a_run_is_what_every_night_leaves, begin),
        cmocka_unit_test_setup(the_guarantees_of_a_run_stay_undisputed, begin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
