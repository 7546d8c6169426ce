/* Tests of settlements: published examples, refusals, runs, canonical text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "core/problem.h"
#include "core/settlement_outlook.h"
#include "core/settlement_run.h"
#include "core/settlement_term.h"
#include "core/settlement_trace.h"
#include "tests/core/settlement_cases.h"

enum { TEXT_BYTES = 64 * 1024 };

static struct settlement_result result, other;
static struct settlement_work work;

static void assert_expected(const char *name, const struct settlement_result *r,
                            const struct expected *expected, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int64_t amount = r->totals[expected[i].label];
        if (amount != expected[i].amount)
            printf("%s: %s is %lld\n", name, line_name(expected[i].label), (long long)amount);
        assert_int_equal(amount, expected[i].amount);
    }
}

static const struct settlement_input *named(const char *name)
{
    for (size_t i = 0; i < settlement_case_count; i++)
        if (strcmp(settlement_cases[i].name, name) == 0) return &settlement_cases[i].in;
    fail_msg("no case %s", name);
    return NULL;
}

static void published_examples_come_out_as_published(void **state)
{
    (void)state;
    for (size_t i = 0; i < settlement_case_count; i++) {
        const struct settlement_case *c = &settlement_cases[i];
        status s = settlement_settle(&c->in, &result);
        if (s)
            printf("%s: %s %s\n", c->name, term_info((enum settlement_term)result.fault.term)->name,
                   problem_name((enum problem)result.fault.problem));
        assert_int_equal(s, S_OK);
        assert_true(c->expected_count > 0);
        assert_expected(c->name, &result, c->expected, c->expected_count);
    }
}

static void bad_deals_are_refused_with_field_and_reason(void **state)
{
    (void)state;
    for (size_t i = 0; i < refused_case_count; i++) {
        const struct refused_case *c = &refused_cases[i];
        assert_int_equal(settlement_settle(&c->in, &result), S_INVALID);
        if (result.fault.problem != c->problem || result.fault.term != (int64_t)c->term)
            printf("%s: %s %s\n", c->name, term_info((enum settlement_term)result.fault.term)->name,
                   problem_name((enum problem)result.fault.problem));
        assert_int_equal(result.fault.problem, c->problem);
        assert_int_equal(result.fault.term, c->term);
        assert_int_equal(result.fault.index, c->index);
    }
}

static void every_field_is_refused_below_zero_and_above_its_range(void **state)
{
    (void)state;
    for (enum settlement_term t = TERM_FIRST_fx; t < TERM_COUNT; t++) {
        enum settlement_term list = term_list_of(TERM_RECORD_input, term_info(t)->record);
        if (!list && term_info(t)->record != TERM_RECORD_input) continue;
        for (int64_t bad = INT64_MIN; bad; bad = bad == INT64_MIN ? -1 : bad < 0 ? INT64_MAX : 0) {
            struct settlement_input *in = &work.in;
            *in = *named("door");
            if (list) *term_at(in, TERM_RECORD_input, list, 0) = 1;
            *term_at(in, TERM_RECORD_input, t, 0) = bad;
            assert_int_equal(settlement_settle(in, &result), S_INVALID);
            assert_int_equal(result.fault.term, t);
            assert_int_not_equal(result.fault.problem, PROBLEM_none);
        }
    }
}

static void each_line_s_amount_is_its_formula_and_columns_add_up(void **state)
{
    (void)state;
    for (size_t i = 0; i < settlement_case_count; i++) {
        assert_int_equal(settlement_settle(&settlement_cases[i].in, &result), S_OK);
        assert_true(result.line_count > 5);
        for (int64_t n = 0; n < result.line_count; n++) {
            const struct settlement_line *line = &result.lines[n];
            assert_int_equal(formula_amount(line, result.lines), line->amount);
            if (line->formula != FORMULA_total) continue;
            assert_true(line->a >= 0 && line->a <= line->b && line->b == n);
        }
    }
}

static void a_run_pools_guarantees_and_overages(void **state)
{
    (void)state;
    for (size_t i = 0; i < run_case_count; i++) {
        const struct run_case *c = &run_cases[i];
        assert_int_equal(settlement_settle_run(&c->run, c->shows, &result, &other), S_OK);
        assert_expected(c->name, &other, c->expected, c->expected_count);
    }
}

static void a_run_of_one_show_is_that_show(void **state)
{
    (void)state;
    static const char *const names[] = {"versus net over the guarantee",
                                        "plus with promoter profit",
                                        "versus gross under the guarantee"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const struct settlement_input *in = named(names[i]);
        struct settlement_run run = {.currency = in->currency, .shows_count = 1};
        assert_int_equal(settlement_settle_run(&run, in, &result, &other), S_OK);
        assert_int_equal(settlement_settle(in, &result), S_OK);
        assert_int_equal(other.totals[LINE_balance], result.totals[LINE_balance]);
    }
}

static void bad_runs_are_refused(void **state)
{
    (void)state;
    struct settlement_input shows[2] = {*named("versus gross"),
                                        *named("plus with promoter profit")};
    struct settlement_run run = {.currency = USD, .shows_count = 2};
    assert_int_equal(settlement_settle_run(&run, shows, &result, &other), S_INVALID);
    assert_int_equal(other.fault.term, TERM_input_type);
    assert_int_equal(other.fault.index, 1);
    shows[1] = shows[0];
    shows[1].currency = EUR;
    assert_int_equal(settlement_settle_run(&run, shows, &result, &other), S_INVALID);
    assert_int_equal(other.fault.term, TERM_run_show_rate);
    shows[1] = shows[0];
    shows[1].share = -1;
    assert_int_equal(settlement_settle_run(&run, shows, &result, &other), S_INVALID);
    assert_int_equal(other.fault.term, TERM_input_share);
    assert_int_equal(other.fault.index, 1);
    shows[1] = shows[0];
    shows[0].guarantee = shows[1].guarantee = INT64_C(600000000000000);
    assert_int_equal(settlement_settle_run(&run, shows, &result, &other), S_INVALID);
    assert_int_equal(other.fault.problem, PROBLEM_sum_too_big);
    assert_int_equal(other.fault.term, TERM_run_shows);
    run.shows_count = 0;
    assert_int_equal(settlement_settle_run(&run, shows, &result, &other), S_INVALID);
    assert_int_equal(other.fault.problem, PROBLEM_missing);
    assert_int_equal(other.fault.term, TERM_run_shows);
}

static void the_percentage_turns_at_the_published_number_of_tickets(void **state)
{
    (void)state;
    struct settlement_turns turns;
    const struct settlement_input *in = named("versus net over the guarantee");
    assert_int_equal(settlement_find_turns(in, &work, &turns), S_OK);
    assert_int_equal(turns.split, 89);
    assert_int_equal(turns.promoter, 79);
    struct settlement_input dear = *in;
    dear.guarantee = 10000000;
    assert_int_equal(settlement_find_turns(&dear, &work, &turns), S_OK);
    assert_int_equal(turns.split, -1);
    assert_int_equal(turns.promoter, -1);
}

static void an_outlook_sells_the_tiers_in_order(void **state)
{
    (void)state;
    struct settlement_point point;
    struct settlement_input in = *named("versus net with VAT inside and PRS");
    in.tiers[0].allotment = 70;
    in.tiers[1].allotment = 50;
    assert_int_equal(settlement_capacity(&in), 120);
    assert_int_equal(settlement_outlook(&in, 100, &work, &point), S_OK);
    assert_int_equal(point.gross, 86000);
    assert_int_equal(point.take, 20000);
    assert_int_equal(settlement_outlook(&in, 1000, &work, &point), S_OK);
    assert_int_equal(point.gross, 56000 + 50000);
    in.tiers[0].comps = 71;
    assert_int_equal(settlement_outlook(&in, 1, &work, &point), S_INVALID);
    assert_int_equal(work.out.fault.term, TERM_tier_comps);
}

static void canonical_text_is_read_back_and_nothing_else_is(void **state)
{
    (void)state;
    static char memory[TEXT_BYTES], scratch_memory[TEXT_BYTES];
    struct buf b, scratch;
    buf_init(&scratch, scratch_memory, sizeof scratch_memory);
    for (size_t i = 0; i < settlement_case_count; i++) {
        buf_init(&b, memory, sizeof memory);
        term_write(&settlement_cases[i].in, TERM_RECORD_input, &b);
        assert_false(b.is_full);
        assert_int_equal(term_read(buf_str(&b), TERM_RECORD_input, &work.in, &scratch), S_OK);
        assert_memory_equal(&work.in, &settlement_cases[i].in, sizeof work.in);
    }
    static const char *const bad[] = {"",
                                      "settlement 1",
                                      "settlement 2\n",
                                      "run 1\n",
                                      "settlement 1\ntype flat",
                                      "settlement 1\ntype flat\n\n",
                                      "settlement 1\ntype flat\ntype flat\n",
                                      "settlement 1\ntype flat\ncurrency EUR\n",
                                      "settlement 1\nshare 0\n",
                                      "settlement 1\nshare 01\n",
                                      "settlement 1\nshare +1\n",
                                      "settlement 1\nshare\n",
                                      "settlement 1\ntiers.0.price 1\n",
                                      "settlement 1\ntiers.count 33\n",
                                      "settlement 1\ntiers.count 1\ntiers.1.price 1\n",
                                      "settlement 1\nnothing 1\n",
                                      "settlement 1\ntype 1\n",
                                      "settlement 1\ntype flat \n"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_int_equal(term_read(str_from(bad[i]), TERM_RECORD_input, &work.in, &scratch),
                         S_INVALID);
    assert_int_equal(term_read(STR("settlement 1\ncurrency EUR\ntype flat\n"), TERM_RECORD_input,
                               &work.in, &scratch),
                     S_OK);
    assert_int_equal(work.in.type, DEAL_flat);
}

static void the_text_of_a_run_holds_its_shows_and_nothing_else_is_read(void **state)
{
    (void)state;
    static char memory[SETTLEMENT_RUN_TEXT_MAX], scratch_memory[SETTLEMENT_RUN_TEXT_MAX];
    static struct settlement_input shows[SETTLEMENT_RUN_SHOWS_MAX];
    static struct settlement_run run;
    struct buf b, scratch;
    buf_init(&scratch, scratch_memory, sizeof scratch_memory);
    for (size_t i = 0; i < run_case_count; i++) {
        const struct run_case *c = &run_cases[i];
        size_t count = (size_t)c->run.shows_count;
        buf_init(&b, memory, sizeof memory);
        settlement_run_write(&c->run, c->shows, &b);
        str text = buf_str(&b);
        assert_true(settlement_text_is_run(text));
        assert_int_equal(settlement_run_read(text, &run, shows, &scratch), S_OK);
        assert_memory_equal(&run, &c->run, sizeof run);
        assert_memory_equal(shows, c->shows, count * sizeof shows[0]);
        /* one byte less, a show less, a show more */
        assert_int_equal(
            settlement_run_read(str_slice(text, 0, text.len - 1), &run, shows, &scratch),
            S_INVALID);
        size_t run_len = str_find(text, STR("settlement 1\n"));
        assert_int_equal(settlement_run_read(str_slice(text, 0, run_len), &run, shows, &scratch),
                         S_INVALID);
        buf_add_text(&b, "settlement 1\n");
        assert_int_equal(settlement_run_read(buf_str(&b), &run, shows, &scratch), S_INVALID);
    }
    assert_false(settlement_text_is_run(STR("settlement 1\n")));
    assert_int_equal(settlement_run_read(STR(""), &run, shows, &scratch), S_INVALID);
    assert_int_equal(settlement_run_read(STR("run 1\nshows.count 33\n"), &run, shows, &scratch),
                     S_INVALID);
}

static void results_have_a_canonical_text(void **state)
{
    (void)state;
    static char memory[TEXT_BYTES];
    struct buf b;
    assert_int_equal(settlement_settle(named("rounding halves to the even cent"), &result), S_OK);
    buf_init(&b, memory, sizeof memory);
    term_write_result(&result, &b);
    assert_true(str_starts(buf_str(&b), STR("result 1\ntier 0 times 25 1 0 1 25\n"
                                            "gross 0 total 0 1 0 1 25\n")));
    assert_int_equal(settlement_settle(&refused_cases[6].in, &result), S_INVALID);
    buf_init(&b, memory, sizeof memory);
    term_write_result(&result, &b);
    assert_true(str_equal(buf_str(&b), STR("result 1\nrefused tier.1.paid too_small\n")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_examples_come_out_as_published),
        cmocka_unit_test(bad_deals_are_refused_with_field_and_reason),
        cmocka_unit_test(every_field_is_refused_below_zero_and_above_its_range),
        cmocka_unit_test(each_line_s_amount_is_its_formula_and_columns_add_up),
        cmocka_unit_test(a_run_pools_guarantees_and_overages),
        cmocka_unit_test(a_run_of_one_show_is_that_show),
        cmocka_unit_test(bad_runs_are_refused),
        cmocka_unit_test(the_percentage_turns_at_the_published_number_of_tickets),
        cmocka_unit_test(an_outlook_sells_the_tiers_in_order),
        cmocka_unit_test(canonical_text_is_read_back_and_nothing_else_is),
        cmocka_unit_test(the_text_of_a_run_holds_its_shows_and_nothing_else_is_read),
        cmocka_unit_test(results_have_a_canonical_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
