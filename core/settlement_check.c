/* What makes a deal impossible to settle, beyond each field's own range. */
#include "settlement.h"
#include "settlement_term.h"
#include "settlement_trace.h"

typedef struct settlement_fault fault;

static const fault none = {PROBLEM_none, TERM_none, 0};

static fault refuse(enum problem problem, enum settlement_term term, int64_t index)
{
    return (fault){problem, term, index};
}

static fault check_currencies(const struct settlement_input *in)
{
    if (!in->currency) return refuse(PROBLEM_missing, TERM_input_currency, 0);
    if (code_decimals(in->currency) < 0)
        return refuse(PROBLEM_bad_currency, TERM_input_currency, 0);
    for (int64_t i = 0; i < in->fxs_count; i++) {
        if (code_decimals(in->fxs[i].code) < 0)
            return refuse(PROBLEM_bad_currency, TERM_fx_code, i);
        if (in->fxs[i].code == in->currency) return refuse(PROBLEM_duplicate, TERM_fx_code, i);
        if (!in->fxs[i].rate) return refuse(PROBLEM_missing, TERM_fx_rate, i);
    }
    return none;
}

static fault check_steps(const struct settlement_input *in)
{
    if (!in->steps_count) return none;
    if (!in->step_unit) return refuse(PROBLEM_missing, TERM_input_step_unit, 0);
    if (!in->step_reach) return refuse(PROBLEM_missing, TERM_input_step_reach, 0);
    if (in->step_unit == STEP_UNIT_tickets && in->step_reach == STEP_REACH_part)
        return refuse(PROBLEM_not_a_choice, TERM_input_step_reach, 0);
    int64_t over = 0, share = in->share;
    for (int64_t i = 0; i < in->steps_count; i++) {
        if (in->steps[i].over <= over) return refuse(PROBLEM_out_of_order, TERM_step_over, i);
        /* A smaller share of everything would pay less for a better night. */
        if (in->step_reach == STEP_REACH_whole && in->steps[i].share < share)
            return refuse(PROBLEM_too_small, TERM_step_share, i);
        over = in->steps[i].over;
        share = in->steps[i].share;
    }
    return none;
}

/* Only the terms that this type of deal reads may be given. */
static fault check_unused(const struct settlement_input *in)
{
    bool is_flat = in->type == DEAL_flat, is_net = !is_flat && in->basis == BASIS_net;
    if (is_flat && in->share) return refuse(PROBLEM_unused, TERM_input_share, 0);
    if (is_flat && in->basis) return refuse(PROBLEM_unused, TERM_input_basis, 0);
    if (is_flat && in->steps_count) return refuse(PROBLEM_unused, TERM_input_steps, 0);
    if (in->type == DEAL_door && in->guarantee)
        return refuse(PROBLEM_unused, TERM_input_guarantee, 0);
    if (!is_net && in->profit_rate) return refuse(PROBLEM_unused, TERM_input_profit_rate, 0);
    if (!is_net && in->guarantee_place == PLACE_inside)
        return refuse(PROBLEM_unused, TERM_input_guarantee_place, 0);
    return none;
}

static fault check_deal(const struct settlement_input *in)
{
    if (!in->type) return refuse(PROBLEM_missing, TERM_input_type, 0);
    fault f = check_unused(in);
    if (f.problem || in->type == DEAL_flat) return f;
    if (!in->basis) return refuse(PROBLEM_missing, TERM_input_basis, 0);
    if (!in->share && !in->steps_count) return refuse(PROBLEM_missing, TERM_input_share, 0);
    if (in->basis == BASIS_net && in->type != DEAL_door && !in->guarantee_place)
        return refuse(PROBLEM_missing, TERM_input_guarantee_place, 0);
    return check_steps(in);
}

static fault check_fees(const struct settlement_input *in)
{
    if (in->tax_rate && in->tax_mode == TAX_unset)
        return refuse(PROBLEM_missing, TERM_input_tax_mode, 0);
    if (in->tax_rate && in->tax_mode == TAX_none)
        return refuse(PROBLEM_unused, TERM_input_tax_rate, 0);
    if ((in->card_rate || in->card_per_ticket) && !in->card_bearer)
        return refuse(PROBLEM_missing, TERM_input_card_bearer, 0);
    if (in->support_fee && !in->support_bearer)
        return refuse(PROBLEM_missing, TERM_input_support_bearer, 0);
    if (in->expenses_cap && !in->has_expenses_cap)
        return refuse(PROBLEM_unused, TERM_input_expenses_cap, 0);
    return none;
}

static fault check_tickets(const struct settlement_input *in)
{
    int64_t comps = 0;
    for (int64_t i = 0; i < in->tiers_count; i++) {
        const struct settlement_tier *t = &in->tiers[i];
        comps += t->comps;
        if (t->allotment && t->paid > t->allotment)
            return refuse(PROBLEM_too_big, TERM_tier_paid, i);
        if (t->allotment && t->paid + t->comps > t->allotment)
            return refuse(PROBLEM_too_big, TERM_tier_comps, i);
    }
    if (comps <= in->comps_allowed) return none;
    if (!in->comp_rule) return refuse(PROBLEM_missing, TERM_input_comp_rule, 0);
    if (in->comp_rule != COMP_free && !in->comp_price)
        return refuse(PROBLEM_missing, TERM_input_comp_price, 0);
    return none;
}

static fault check_expense(const struct settlement_expense *e, int64_t i)
{
    bool is_rate = e->kind == EXPENSE_of_gross || e->kind == EXPENSE_of_net_gross;
    if (!e->kind) return refuse(PROBLEM_missing, TERM_expense_kind, i);
    if (is_rate && e->amount) return refuse(PROBLEM_unused, TERM_expense_amount, i);
    if (is_rate && e->currency) return refuse(PROBLEM_unused, TERM_expense_currency, i);
    if (!is_rate && e->rate) return refuse(PROBLEM_unused, TERM_expense_rate, i);
    if (e->cap && !e->has_cap) return refuse(PROBLEM_unused, TERM_expense_cap, i);
    return none;
}

static fault check_bonus(const struct settlement_input *in, int64_t i)
{
    const struct settlement_bonus *b = &in->bonuses[i];
    if (!b->kind) return refuse(PROBLEM_missing, TERM_bonus_kind, i);
    if (b->kind == BONUS_sell_out && b->threshold)
        return refuse(PROBLEM_unused, TERM_bonus_threshold, i);
    if (b->kind == BONUS_sell_out && !in->sellable)
        return refuse(PROBLEM_missing, TERM_input_sellable, 0);
    return none;
}

static fault check_adjustment(const struct settlement_adjustment *a, int64_t i)
{
    if (!a->kind) return refuse(PROBLEM_missing, TERM_adjustment_kind, i);
    if (!a->quantity) return refuse(PROBLEM_missing, TERM_adjustment_quantity, i);
    return none;
}

static fault check_commission(const struct settlement_commission *c, int64_t i)
{
    if (!c->base) return refuse(PROBLEM_missing, TERM_commission_base, i);
    if (!c->mode) return refuse(PROBLEM_missing, TERM_commission_mode, i);
    if (!c->timing) return refuse(PROBLEM_missing, TERM_commission_timing, i);
    return none;
}

static fault check_lists(const struct settlement_input *in)
{
    fault f = none;
    int64_t commissions = 0;
    for (int64_t i = 0; !f.problem && i < in->expenses_count; i++)
        f = check_expense(&in->expenses[i], i);
    for (int64_t i = 0; !f.problem && i < in->bonuses_count; i++) f = check_bonus(in, i);
    for (int64_t i = 0; !f.problem && i < in->adjustments_count; i++)
        f = check_adjustment(&in->adjustments[i], i);
    if (!f.problem) f = settlement_check_withholdings(in->withholdings, in->withholdings_count);
    for (int64_t i = 0; !f.problem && i < in->merch_count; i++)
        if (!in->merch[i].seller) f = refuse(PROBLEM_missing, TERM_merch_seller, i);
    for (int64_t i = 0; !f.problem && i < in->commissions_count; i++) {
        f = check_commission(&in->commissions[i], i);
        if (in->commissions[i].mode == COMMISSION_MODE_inclusive)
            commissions += in->commissions[i].rate;
        if (!f.problem && commissions > SETTLEMENT_RATE_ONE)
            f = refuse(PROBLEM_too_big, TERM_commission_rate, i);
    }
    return f;
}

struct settlement_fault settlement_check_withholdings(const struct settlement_withholding *list,
                                                      int64_t count)
{
    int64_t rates = 0;
    for (int64_t i = 0; i < count; i++) {
        const struct settlement_withholding *w = &list[i];
        if (!w->base) return refuse(PROBLEM_missing, TERM_withholding_base, i);
        if (!w->bearer) return refuse(PROBLEM_missing, TERM_withholding_bearer, i);
        if (w->bearer == BEARER_show)
            return refuse(PROBLEM_not_a_choice, TERM_withholding_bearer, i);
        if (w->free_per_head && !w->heads)
            return refuse(PROBLEM_missing, TERM_withholding_heads, i);
        if (w->free_per_head && !w->free_rule)
            return refuse(PROBLEM_missing, TERM_withholding_free_rule, i);
        if (w->bearer == BEARER_artist) rates += w->rate;
        if (rates > SETTLEMENT_RATE_ONE) return refuse(PROBLEM_too_big, TERM_withholding_rate, i);
    }
    return none;
}

struct settlement_fault settlement_check(const struct settlement_input *in)
{
    fault f = term_check(in, TERM_RECORD_input, in->fxs_count > 0 ? in->fxs_count : 0);
    if (!f.problem) f = check_currencies(in);
    if (!f.problem) f = check_deal(in);
    if (!f.problem) f = check_fees(in);
    if (!f.problem) f = check_tickets(in);
    if (!f.problem) f = check_lists(in);
    return f;
}
