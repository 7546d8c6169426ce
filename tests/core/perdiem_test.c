/* Tests of per diems: published days, the floor, rules that cannot be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/perdiem.h"
#include "tests/core/settlement_cases.h"

static void published_days_come_out_as_published(void **state)
{
    (void)state;
    for (size_t i = 0; i < perdiem_case_count; i++) {
        const struct perdiem_case *c = &perdiem_cases[i];
        assert_int_equal(perdiem_check(&c->rule).problem, PROBLEM_none);
        struct perdiem_line line = perdiem_day(&c->rule, c->day);
        assert_int_equal(line.amount, c->amount);
        assert_int_equal(line.rate - line.deducted, line.amount);
    }
}

static void no_day_is_below_the_incidentals_or_above_the_rate(void **state)
{
    (void)state;
    for (int64_t meals = 0; meals <= PERDIEM_MEALS; meals++)
        for (int64_t edge = 0; edge <= 1; edge++) {
            const struct perdiem_rule *rule = &perdiem_cases[0].rule;
            struct perdiem_line line = perdiem_day(rule, (struct perdiem_day){edge, meals});
            assert_true(line.amount >= rule->incidentals);
            assert_true(line.amount <= line.rate && line.deducted >= 0);
            assert_true(edge ? line.rate < rule->day : line.rate == rule->day);
        }
}

static void rules_that_cannot_be_are_refused(void **state)
{
    (void)state;
    static const struct {
        struct perdiem_rule rule;
        enum problem problem;
        size_t member;
    } cases[] = {
        {{0, 0, 0, 0, 0, PERCENT(7500)}, PROBLEM_missing, 0},
        {{7400, -1, 0, 0, 0, PERCENT(7500)}, PROBLEM_too_small, 1},
        {{7400, 1700, 1800, 3400, 501, PERCENT(7500)}, PROBLEM_too_small, 0},
        {{7400, 1700, 1800, 3400, 500, 0}, PROBLEM_missing, 5},
        {{7400, 1700, 1800, 3400, 500, PERCENT(10001)}, PROBLEM_too_big, 5},
        {{7400, 0, 0, 0, 5600, PERCENT(7500)}, PROBLEM_too_small, 5},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct perdiem_fault fault = perdiem_check(&cases[i].rule);
        assert_int_equal(fault.problem, cases[i].problem);
        assert_int_equal(fault.member, cases[i].member);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_days_come_out_as_published),
        cmocka_unit_test(no_day_is_below_the_incidentals_or_above_the_rate),
        cmocka_unit_test(rules_that_cannot_be_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
