/* What holds for every settlement, tried on a million random deals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "core/money.h"
#include "core/settlement_dispute.h"
#include "core/settlement_outlook.h"
#include "core/settlement_run.h"
#include "core/settlement_term.h"
#include "core/settlement_trace.h"
#include "tests/core/settlement_cases.h"
#include "tests/core/settlement_random.h"

__extension__ typedef __int128 i128;

#if defined(__has_feature) /* clang's way to say it */
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define IS_SANITIZED
#endif
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define IS_SANITIZED
#endif
#if defined(IS_SANITIZED)
enum { DEALS = 20000 };
#else
enum { DEALS = 1000000 };
#endif
enum { FEW = 100 };

static struct settlement_input deal;
static struct settlement_result result, other;
static struct settlement_work work;
static struct settlement_trial trial;

static int64_t total(enum line_label label)
{
    return result.totals[label];
}

static int64_t counted_expenses(void)
{
    return total(deal.has_expenses_cap ? LINE_expenses_capped : LINE_expenses);
}

/* Fees and support that did not come off as expenses are still paid to somebody. */
static int64_t borne_apart(void)
{
    int64_t cards = total(LINE_card_fee) + total(LINE_card_fee_ticket);
    return (deal.card_bearer == BEARER_show ? 0 : cards) +
           (deal.support_bearer == BEARER_show ? 0 : deal.support_fee);
}

static void all_of_gross_is_accounted_for_to_the_cent(void **state)
{
    (void)state;
    uint64_t x = 88172645463325252u;
    for (int i = 0; i < DEALS; i++) {
        random_settlement(&x, &deal);
        assert_int_equal(settlement_settle(&deal, &result), S_OK);
        int64_t fees = total(LINE_facility_fee) + total(LINE_charity_ticket) +
                       total(LINE_charity_share) + total(LINE_tax);
        int64_t by_promoter = total(LINE_comps_charged) + total(LINE_withholding_promoter) +
                              total(LINE_commission_on_top);
        int64_t spent = fees + counted_expenses() + borne_apart() + by_promoter;
        assert_int_equal(total(LINE_gross),
                         spent + total(LINE_adjusted_take) + total(LINE_promoter));
        int64_t merch = 0;
        for (int64_t m = 0; m < result.line_count; m++)
            if (result.lines[m].label == LINE_merch_fee || result.lines[m].label == LINE_merch_net)
                merch += result.lines[m].sign * result.lines[m].amount;
        assert_int_equal(total(LINE_balance), total(LINE_adjusted_take) - total(LINE_withholding) -
                                                  total(LINE_deposit) + merch);
        assert_int_equal(total(LINE_keeps),
                         total(LINE_walkout) - total(LINE_withholding) - total(LINE_commission));
        if (deal.type == DEAL_versus || deal.type == DEAL_plus)
            assert_true(total(LINE_take) >= deal.guarantee);
        if (deal.type == DEAL_door) assert_true(total(LINE_take) >= 0);
        for (int64_t n = 0; n < result.line_count; n++)
            assert_int_equal(formula_amount(&result.lines[n], result.lines),
                             result.lines[n].amount);
    }
}

static void more_tickets_never_pay_the_artist_less(void **state)
{
    (void)state;
    uint64_t x = 1442695040888963407u;
    for (int i = 0; i < DEALS; i++) {
        random_settlement(&x, &deal);
        assert_int_equal(settlement_settle(&deal, &result), S_OK);
        int64_t take = total(LINE_take),
                adjusted = total(LINE_adjusted_take) + total(LINE_card_fee_artist);
        struct settlement_tier *t = &deal.tiers[random_below(&x, deal.tiers_count)];
        t->paid += 1 + random_below(&x, 5);
        t->allotment = 0;
        assert_int_equal(settlement_settle(&deal, &result), S_OK);
        assert_true(total(LINE_take) >= take);
        assert_true(total(LINE_adjusted_take) + total(LINE_card_fee_artist) >= adjusted);
    }
}

/* A deal with fixed expenses only whose net gross can be set: one ticket at any price. */
static void make_plain(uint64_t *x, enum deal_type type)
{
    memset(&deal, 0, sizeof deal);
    deal.currency = EUR;
    deal.type = type;
    deal.guarantee = type == DEAL_door ? 0 : random_below(x, 10000000);
    deal.share = PERCENT(1) * (1 + random_below(x, 10000));
    deal.basis = 1 + random_below(x, BASIS_COUNT - 1);
    deal.tiers_count = 1;
    deal.tiers[0] = (struct settlement_tier){.price = random_below(x, 100000000), .paid = 1};
    deal.expenses_count = 1;
    deal.expenses[0] = (struct settlement_expense){
        .kind = EXPENSE_fixed, .amount = random_below(x, 5000000), .is_approved = 1};
    if (deal.basis != BASIS_net) return;
    deal.guarantee_place = 1 + random_below(x, 2);
    deal.profit_rate = PERCENT(1) * random_below(x, 2000);
}

static void versus_is_the_guarantee_exactly_at_the_split_point(void **state)
{
    (void)state;
    uint64_t x = 6364136223846793005u;
    for (int i = 0; i < DEALS; i++) {
        make_plain(&x, DEAL_versus);
        assert_int_equal(settlement_settle(&deal, &result), S_OK);
        deal.tiers[0].price = total(LINE_split_point);
        assert_int_equal(settlement_settle(&deal, &result), S_OK);
        assert_int_equal(total(LINE_share), deal.guarantee);
        assert_int_equal(total(LINE_take), deal.guarantee);
        deal.tiers[0].price += 10000 * 2;
        assert_int_equal(settlement_settle(&deal, &result), S_OK);
        assert_true(total(LINE_take) > deal.guarantee);
    }
}

/* The table of deals as it is published, in exact fractions: the take times RATE_ONE squared. */
static i128 published_take(void)
{
    const i128 one = SETTLEMENT_RATE_ONE;
    i128 receipts = deal.tiers[0].price, costs = deal.expenses[0].amount;
    i128 guarantee = deal.guarantee * one * one, base = receipts * one;
    if (deal.guarantee_place == PLACE_inside) costs += deal.guarantee;
    if (deal.basis == BASIS_net) base = receipts * one - costs * (one + deal.profit_rate);
    if (base < 0) base = 0;
    i128 share = base * deal.share;
    switch ((enum deal_type)deal.type) {
    case DEAL_flat: return guarantee;
    case DEAL_door: return share;
    case DEAL_versus: return share > guarantee ? share : guarantee;
    case DEAL_plus: return guarantee + share;
    case DEAL_unset:
    case DEAL_COUNT: break;
    }
    return -1;
}

static void the_take_is_the_published_formula_within_a_cent(void **state)
{
    (void)state;
    uint64_t x = 2862933555777941757u;
    const i128 cent = (i128)SETTLEMENT_RATE_ONE * SETTLEMENT_RATE_ONE;
    for (int i = 0; i < DEALS; i++) {
        make_plain(&x, (enum deal_type)(DEAL_door + random_below(&x, 3)));
        assert_int_equal(settlement_settle(&deal, &result), S_OK);
        i128 off = total(LINE_take) * cent - published_take();
        assert_true(off < cent && off > -cent);
        if (!deal.profit_rate) assert_true(2 * off <= cent && -2 * off <= cent);
    }
}

static void adding_and_removing_an_adjustment_changes_nothing(void **state)
{
    (void)state;
    uint64_t x = 3935559000370003845u;
    for (int i = 0; i < DEALS; i++) {
        random_settlement(&x, &deal);
        assert_int_equal(settlement_settle(&deal, &result), S_OK);
        int64_t amount = 1 + random_below(&x, 100000), count = deal.adjustments_count;
        deal.adjustments[count] = (struct settlement_adjustment){ADJUSTMENT_buyout, amount, 1, 0};
        deal.adjustments_count++;
        assert_int_equal(settlement_settle(&deal, &other), S_OK);
        assert_int_equal(other.totals[LINE_adjusted_take], total(LINE_adjusted_take) + amount);
        deal.adjustments[count + 1] =
            (struct settlement_adjustment){ADJUSTMENT_deduction, amount, 1, 0};
        deal.adjustments_count++;
        assert_int_equal(settlement_settle(&deal, &other), S_OK);
        assert_int_equal(other.totals[LINE_adjusted_take], total(LINE_adjusted_take));
        deal.adjustments_count = count;
        assert_int_equal(settlement_settle(&deal, &other), S_OK);
        assert_int_equal(settlement_first_difference(&result, &other), -1);
    }
}

static void the_canonical_text_of_any_deal_is_read_back(void **state)
{
    (void)state;
    static char memory[65536], scratch_memory[65536];
    uint64_t x = 1181783497276652981u;
    for (int i = 0; i < DEALS / FEW; i++) {
        struct buf b, scratch;
        random_settlement(&x, &deal);
        buf_init(&b, memory, sizeof memory);
        buf_init(&scratch, scratch_memory, sizeof scratch_memory);
        term_write(&deal, TERM_RECORD_input, &b);
        assert_int_equal(term_read(buf_str(&b), TERM_RECORD_input, &work.in, &scratch), S_OK);
        assert_memory_equal(&work.in, &deal, sizeof deal);
    }
}

static void what_is_undisputed_is_never_more_than_either_side_says(void **state)
{
    (void)state;
    const struct settlement_side side = {NULL, &deal};
    uint64_t x = 4768777513237032717u;
    for (int i = 0; i < DEALS / FEW; i++) {
        int64_t effects[3], balance;
        random_settlement(&x, &deal);
        deal.tiers[0].allotment = 0;
        assert_int_equal(settlement_settle(&deal, &result), S_OK);
        struct settlement_difference disputes[3] = {
            {0, TERM_tier_paid, 0, deal.tiers[0].paid, random_below(&x, 600)},
            {0, TERM_input_support_fee, 0, deal.support_fee, random_below(&x, 100000)},
            {0, TERM_input_facility_fee, 0, deal.facility_fee, random_below(&x, 200)}};
        assert_int_equal(settlement_undisputed(&side, disputes, 3, &trial, effects, &balance),
                         S_OK);
        assert_true(balance <= total(LINE_balance));
        for (size_t d = 0; d < 3; d++) assert_true(balance <= total(LINE_balance) + effects[d]);
    }
}

static void a_run_pays_its_guarantees_and_never_more_than_its_shows_alone(void **state)
{
    (void)state;
    enum { SHOWS = 3 };
    static struct settlement_input shows[SHOWS];
    uint64_t x = 2685821657736338717u;
    for (int i = 0; i < DEALS / FEW; i++) {
        struct settlement_run run = {.currency = EUR, .shows_count = SHOWS};
        int64_t alone = 0, guarantees = 0;
        enum deal_type type = i % 2 ? DEAL_versus : DEAL_plus;
        for (int n = 0; n < SHOWS; n++) {
            do random_settlement(&x, &shows[n]);
            while (shows[n].type != (int64_t)type);
            assert_int_equal(settlement_settle(&shows[n], &result), S_OK);
            alone += total(LINE_take);
            guarantees += shows[n].guarantee;
        }
        assert_int_equal(settlement_settle_run(&run, shows, &other, &result), S_OK);
        assert_true(total(LINE_take) >= guarantees);
        assert_true(total(LINE_take) <= alone);
        assert_int_equal(total(LINE_overage), total(LINE_take) - guarantees);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_of_gross_is_accounted_for_to_the_cent),
        cmocka_unit_test(more_tickets_never_pay_the_artist_less),
        cmocka_unit_test(versus_is_the_guarantee_exactly_at_the_split_point),
        cmocka_unit_test(the_take_is_the_published_formula_within_a_cent),
        cmocka_unit_test(adding_and_removing_an_adjustment_changes_nothing),
        cmocka_unit_test(the_canonical_text_of_any_deal_is_read_back),
        cmocka_unit_test(what_is_undisputed_is_never_more_than_either_side_says),
        cmocka_unit_test(a_run_pays_its_guarantees_and_never_more_than_its_shows_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
