/* Random deals. */
#include "settlement_random.h"

#include <string.h>

#include "settlement_cases.h"

uint64_t random_next(uint64_t *x)
{
    *x ^= *x << 13;
    *x ^= *x >> 7;
    *x ^= *x << 17;
    return *x;
}

int64_t random_below(uint64_t *x, int64_t n)
{
    return (int64_t)(random_next(x) % (uint64_t)n);
}

static bool is_one_in(uint64_t *x, int64_t n)
{
    return random_below(x, n) == 0;
}

static int64_t rate_up_to(uint64_t *x, int64_t hundredths)
{
    return random_below(x, PERCENT(hundredths) + 1);
}

/* 0, or one of the other currencies. */
static int64_t currency(uint64_t *x, const struct settlement_input *in)
{
    return is_one_in(x, 4) ? random_below(x, in->fxs_count + 1) : 0;
}

static void add_deal(uint64_t *x, struct settlement_input *in)
{
    in->currency = EUR;
    in->type = 1 + random_below(x, DEAL_COUNT - 1);
    if (in->type != DEAL_door) in->guarantee = random_below(x, 1000000);
    if (in->type == DEAL_flat) return;
    in->share = 1 + random_below(x, SETTLEMENT_RATE_ONE);
    in->basis = 1 + random_below(x, BASIS_COUNT - 1);
    if (in->basis != BASIS_net) return;
    in->guarantee_place = 1 + random_below(x, PLACE_COUNT - 1);
    if (is_one_in(x, 2)) in->profit_rate = rate_up_to(x, 2000);
}

static void add_steps(uint64_t *x, struct settlement_input *in)
{
    if (in->type == DEAL_flat || !is_one_in(x, 5)) return;
    in->step_unit = 1 + random_below(x, 2);
    in->step_reach = in->step_unit == STEP_UNIT_tickets ? STEP_REACH_whole : 1 + random_below(x, 2);
    in->steps_count = 1 + random_below(x, 3);
    int64_t over = 0, share = in->share;
    for (int64_t i = 0; i < in->steps_count; i++) {
        over += 1 + random_below(x, in->step_unit == STEP_UNIT_tickets ? 300 : 300000);
        share += random_below(x, SETTLEMENT_RATE_ONE - share + 1);
        in->steps[i] = (struct settlement_step){over, share};
    }
}

static void add_tickets(uint64_t *x, struct settlement_input *in)
{
    in->tiers_count = 1 + random_below(x, 4);
    for (int64_t i = 0; i < in->tiers_count; i++) {
        struct settlement_tier *t = &in->tiers[i];
        t->price = 1000 + random_below(x, 10000);
        t->paid = random_below(x, 500);
        t->comps = random_below(x, 20);
        t->allotment = is_one_in(x, 2) ? t->paid + t->comps + random_below(x, 100) : 0;
    }
    in->comps_allowed = random_below(x, 60);
    in->comp_rule = 1 + random_below(x, COMP_COUNT - 1);
    in->comp_price = 1 + random_below(x, 2000);
    in->sellable = 1 + random_below(x, 2000);
}

static void add_fees(uint64_t *x, struct settlement_input *in)
{
    in->tax_mode = TAX_none + random_below(x, TAX_COUNT - 1);
    if (in->tax_mode != TAX_none) in->tax_rate = rate_up_to(x, 2500);
    if (is_one_in(x, 2)) in->facility_fee = random_below(x, 100);
    if (is_one_in(x, 4)) in->charity_per_ticket = random_below(x, 50);
    if (is_one_in(x, 4)) in->charity_rate = rate_up_to(x, 200);
    if (is_one_in(x, 3)) in->card_rate = rate_up_to(x, 400);
    if (is_one_in(x, 3)) in->card_per_ticket = random_below(x, 40);
    in->card_bearer = 1 + random_below(x, BEARER_COUNT - 1);
    if (is_one_in(x, 3)) in->support_fee = random_below(x, 100000);
    in->support_bearer = 1 + random_below(x, BEARER_COUNT - 1);
    in->has_expenses_cap = is_one_in(x, 5);
    if (in->has_expenses_cap) in->expenses_cap = random_below(x, 1000000);
}

static void add_expenses(uint64_t *x, struct settlement_input *in)
{
    in->expenses_count = random_below(x, 9);
    for (int64_t i = 0; i < in->expenses_count; i++) {
        struct settlement_expense *e = &in->expenses[i];
        e->kind = 1 + random_below(x, EXPENSE_COUNT - 1);
        bool is_rate = e->kind == EXPENSE_of_gross || e->kind == EXPENSE_of_net_gross;
        if (is_rate)
            e->rate = rate_up_to(x, 300);
        else
            e->amount = random_below(x, e->kind == EXPENSE_fixed ? 100000 : 20);
        if (e->kind == EXPENSE_fixed) e->currency = currency(x, in);
        e->has_cap = is_one_in(x, 3);
        if (e->has_cap) e->cap = random_below(x, 80000);
        e->is_approved = !is_one_in(x, 6);
    }
}

static void add_extras(uint64_t *x, struct settlement_input *in)
{
    in->bonuses_count = random_below(x, 3);
    for (int64_t i = 0; i < in->bonuses_count; i++) {
        struct settlement_bonus *b = &in->bonuses[i];
        *b = (struct settlement_bonus){1 + random_below(x, BONUS_COUNT - 1), random_below(x, 5000),
                                       random_below(x, 1000)};
        if (b->kind == BONUS_sell_out) b->threshold = 0;
    }
    in->adjustments_count = random_below(x, 4);
    for (int64_t i = 0; i < in->adjustments_count; i++)
        in->adjustments[i] = (struct settlement_adjustment){
            1 + random_below(x, ADJUSTMENT_COUNT - 1), random_below(x, 20000),
            1 + random_below(x, 3), currency(x, in)};
    in->deposits_count = random_below(x, 3);
    for (int64_t i = 0; i < in->deposits_count; i++)
        in->deposits[i] = (struct settlement_deposit){random_below(x, 200000), currency(x, in)};
    in->merch_count = random_below(x, 3);
    for (int64_t i = 0; i < in->merch_count; i++)
        in->merch[i] =
            (struct settlement_merch){random_below(x, 300000), currency(x, in), rate_up_to(x, 2000),
                                      rate_up_to(x, 3000), 1 + random_below(x, 2)};
}

static void add_shares_of_others(uint64_t *x, struct settlement_input *in)
{
    in->withholdings_count = random_below(x, 3);
    for (int64_t i = 0; i < in->withholdings_count; i++)
        in->withholdings[i] =
            (struct settlement_withholding){1 + random_below(x, WITHHELD_COUNT - 1),
                                            rate_up_to(x, 3000),
                                            BEARER_artist + random_below(x, 2),
                                            random_below(x, 50000),
                                            1 + random_below(x, 6),
                                            1 + random_below(x, FREE_COUNT - 1)};
    in->commissions_count = random_below(x, 4);
    for (int64_t i = 0; i < in->commissions_count; i++)
        in->commissions[i] =
            (struct settlement_commission){1 + random_below(x, COMMISSION_COUNT - 1),
                                           rate_up_to(x, 2500),
                                           1 + random_below(x, COMMISSION_MODE_COUNT - 1),
                                           1 + random_below(x, TIMING_COUNT - 1),
                                           random_below(x, 3),
                                           random_below(x, 2),
                                           random_below(x, 2) * random_below(x, 10000)};
}

void random_settlement(uint64_t *x, struct settlement_input *in)
{
    memset(in, 0, sizeof *in);
    in->fxs_count = 3;
    in->fxs[0] = (struct settlement_fx){JPY, 1 + random_below(x, SETTLEMENT_FX_ONE / 50)};
    in->fxs[1] = (struct settlement_fx){USD, 1 + random_below(x, 2 * SETTLEMENT_FX_ONE)};
    in->fxs[2] =
        (struct settlement_fx){KWD, SETTLEMENT_FX_ONE + random_below(x, 3 * SETTLEMENT_FX_ONE)};
    add_deal(x, in);
    add_steps(x, in);
    add_tickets(x, in);
    add_fees(x, in);
    add_expenses(x, in);
    add_extras(x, in);
    add_shares_of_others(x, in);
    in->payout_currency = is_one_in(x, 8) ? 3 : 0;
}
