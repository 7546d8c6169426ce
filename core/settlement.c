/* The settlement of one show, in the order in which it is read out loud. */
#include "settlement.h"

#include "money.h"
#include "settlement_trace.h"

#define ADD(s, ...) trace_add((s)->out, (struct settlement_line){__VA_ARGS__})

/* The show being settled. */
struct show {
    const struct settlement_input *in;
    struct settlement_result *out;
    int64_t paid;  /* tickets */
    int64_t comps; /* tickets */
};

static void add_tickets(struct show *s);
static void add_taxes(struct show *s);
static void add_expenses(struct show *s);
static void add_base(struct show *s);
static void add_share(struct show *s);
static void add_take(struct show *s);
static void add_bonuses(struct show *s);
static void add_withholdings(struct show *s);
static void add_merch(struct show *s);
static void add_balance(struct show *s);
static void add_commissions(struct show *s);
static void add_promoter(struct show *s);

status settlement_settle(const struct settlement_input *in, struct settlement_result *out)
{
    struct show s = {.in = in, .out = out};
    trace_start(out);
    trace_refuse(out, settlement_check(in));
    if (out->fault.problem) return S_INVALID;
    add_tickets(&s);
    add_taxes(&s);
    add_expenses(&s);
    add_base(&s);
    add_share(&s);
    add_take(&s);
    add_bonuses(&s);
    int64_t column = out->line_count - 1;
    add_withholdings(&s);
    add_merch(&s);
    trace_total(out, LINE_balance, column);
    add_balance(&s);
    add_commissions(&s);
    add_promoter(&s);
    return out->fault.problem ? S_INVALID : S_OK;
}

static int64_t total(const struct show *s, enum line_label label)
{
    return s->out->totals[label];
}

/* A line whose operands are in the currency `ref`: converted in a line of its own. */
static int64_t add_in_currency(struct show *s, int64_t ref, struct settlement_line line)
{
    if (!ref) return trace_add(s->out, line);
    const struct settlement_fx *fx = &s->in->fxs[ref - 1];
    struct settlement_line foreign = line;
    foreign.label = LINE_foreign;
    foreign.sign = 0;
    line.formula = FORMULA_convert;
    line.a = formula_amount(&foreign, s->out->lines);
    if (line.a > MONEY_MINOR_MAX)
        trace_refuse(s->out,
                     (struct settlement_fault){PROBLEM_too_big,
                                               line_term((enum line_label)line.label), line.item});
    trace_add(s->out, foreign);
    line.b = fx->rate;
    line.c = code_decimals(s->in->currency) - code_decimals(fx->code);
    return trace_add(s->out, line);
}

static void add_tickets(struct show *s)
{
    const struct settlement_input *in = s->in;
    for (int64_t i = 0; i < in->tiers_count; i++) {
        const struct settlement_tier *t = &in->tiers[i];
        s->paid += t->paid;
        s->comps += t->comps;
        add_in_currency(s, t->currency,
                        (struct settlement_line){.label = LINE_tier,
                                                 .item = i,
                                                 .sign = 1,
                                                 .formula = FORMULA_times,
                                                 .a = t->price,
                                                 .b = t->paid});
    }
    if (s->comps > in->comps_allowed && in->comp_rule == COMP_promoter)
        ADD(s, .label = LINE_comps_charged, .sign = 1, .formula = FORMULA_times_above,
            .a = in->comp_price, .b = s->comps, .c = in->comps_allowed);
    trace_total(s->out, LINE_gross, 0);
}

static void add_taxes(struct show *s)
{
    const struct settlement_input *in = s->in;
    int64_t column = s->out->line_count - 1;
    if (in->facility_fee)
        ADD(s, .label = LINE_facility_fee, .sign = -1, .formula = FORMULA_times,
            .a = in->facility_fee, .b = s->paid);
    if (in->charity_per_ticket)
        ADD(s, .label = LINE_charity_ticket, .sign = -1, .formula = FORMULA_times,
            .a = in->charity_per_ticket, .b = s->paid);
    if (in->charity_rate)
        ADD(s, .label = LINE_charity_share, .sign = -1, .formula = FORMULA_percent,
            .a = total(s, LINE_gross), .b = in->charity_rate);
    int64_t adjusted = trace_total(s->out, LINE_adjusted_gross, column);
    if (adjusted < 0) {
        enum settlement_term term =
            in->facility_fee ? TERM_input_facility_fee : TERM_input_charity_per_ticket;
        trace_refuse(s->out, (struct settlement_fault){PROBLEM_too_big, term, 0});
    }
    column = s->out->line_count - 1;
    if (in->tax_mode == TAX_inside)
        ADD(s, .label = LINE_tax, .sign = -1, .formula = FORMULA_tax_inside, .a = adjusted,
            .b = in->tax_rate);
    else if (in->tax_mode == TAX_of_gross)
        ADD(s, .label = LINE_tax, .sign = -1, .formula = FORMULA_percent, .a = adjusted,
            .b = in->tax_rate);
    else if (in->tax_mode == TAX_on_top)
        ADD(s, .label = LINE_tax_on_top, .formula = FORMULA_percent, .a = adjusted,
            .b = in->tax_rate);
    trace_total(s->out, LINE_net_gross, column);
}

/* What a line of the promoter's expenses asks for, before its cap. */
static struct settlement_line claim_of(const struct show *s, const struct settlement_expense *e)
{
    struct settlement_line line = {.formula = FORMULA_times, .a = e->amount};
    switch ((enum expense_kind)e->kind) {
    case EXPENSE_unset:
    case EXPENSE_COUNT:
    case EXPENSE_fixed: line.formula = FORMULA_given; break;
    case EXPENSE_per_ticket: line.b = s->paid; break;
    case EXPENSE_per_head: line.b = s->paid + s->comps; break;
    case EXPENSE_of_gross:
        line.formula = FORMULA_percent;
        line.a = total(s, LINE_gross);
        line.b = e->rate;
        break;
    case EXPENSE_of_net_gross:
        line.formula = FORMULA_percent;
        line.a = total(s, LINE_net_gross);
        line.b = e->rate;
        break;
    }
    return line;
}

static void add_expense(struct show *s, int64_t item)
{
    const struct settlement_expense *e = &s->in->expenses[item];
    struct settlement_line line = claim_of(s, e);
    line.item = item;
    line.sign = e->is_approved && !e->has_cap;
    line.label = !e->is_approved ? LINE_expense_refused
                 : e->has_cap    ? LINE_expense_claimed
                                 : LINE_expense;
    int64_t claimed = add_in_currency(s, e->currency, line);
    if (e->is_approved && e->has_cap)
        ADD(s, .label = LINE_expense, .item = item, .sign = 1, .formula = FORMULA_smaller,
            .a = claimed, .b = e->cap);
}

static void add_card_fees(struct show *s, int64_t sign)
{
    if (s->in->card_rate)
        ADD(s, .label = LINE_card_fee, .sign = sign, .formula = FORMULA_percent,
            .a = total(s, LINE_gross), .b = s->in->card_rate);
    if (s->in->card_per_ticket)
        ADD(s, .label = LINE_card_fee_ticket, .sign = sign, .formula = FORMULA_times,
            .a = s->in->card_per_ticket, .b = s->paid);
}

static void add_expenses(struct show *s)
{
    const struct settlement_input *in = s->in;
    int64_t column = s->out->line_count;
    for (int64_t i = 0; i < in->expenses_count; i++) add_expense(s, i);
    if (in->card_bearer == BEARER_show) add_card_fees(s, 1);
    if (in->support_fee && in->support_bearer == BEARER_show)
        ADD(s, .label = LINE_support, .sign = 1, .formula = FORMULA_given, .a = in->support_fee);
    trace_total(s->out, LINE_expenses, column);
    if (in->has_expenses_cap)
        ADD(s, .label = LINE_expenses_capped, .formula = FORMULA_smaller,
            .a = total(s, LINE_expenses), .b = in->expenses_cap);
}

/* Expenses as they come off, each and all of them up to their caps. */
static int64_t counted_expenses(const struct show *s)
{
    return total(s, s->in->has_expenses_cap ? LINE_expenses_capped : LINE_expenses);
}

/* Expenses, the guarantee if it is one of them, and the promoter's profit on both. */
static int64_t add_costs(struct show *s)
{
    int64_t costs = counted_expenses(s);
    if (s->in->guarantee_place == PLACE_inside)
        costs =
            ADD(s, .label = LINE_costs, .formula = FORMULA_sum, .a = costs, .b = s->in->guarantee);
    int64_t profit = 0;
    if (s->in->profit_rate)
        profit = ADD(s, .label = LINE_profit, .formula = FORMULA_percent, .a = costs,
                     .b = s->in->profit_rate);
    ADD(s, .label = LINE_net_to_split, .formula = FORMULA_remainder, .a = total(s, LINE_net_gross),
        .b = costs, .c = profit);
    return costs + profit;
}

static void add_base(struct show *s)
{
    static const enum line_label labels[BASIS_COUNT] = {
        [BASIS_gross] = LINE_gross,
        [BASIS_adjusted_gross] = LINE_adjusted_gross,
        [BASIS_net_gross] = LINE_net_gross,
        [BASIS_net] = LINE_net_to_split,
    };
    ADD(s, .label = LINE_net, .formula = FORMULA_remainder, .a = total(s, LINE_net_gross),
        .b = counted_expenses(s));
    if (s->in->type == DEAL_flat) return;
    int64_t costs = s->in->basis == BASIS_net ? add_costs(s) : 0;
    ADD(s, .label = LINE_base, .formula = FORMULA_positive, .a = total(s, labels[s->in->basis]));
    if (s->in->steps_count || !s->in->share) return;
    struct settlement_line split = {.label = LINE_split_point,
                                    .formula = FORMULA_split,
                                    .a = costs,
                                    .b = s->in->type == DEAL_versus ? s->in->guarantee : 0,
                                    .c = s->in->share};
    if (formula_amount(&split, s->out->lines) <= MONEY_MINOR_MAX) trace_add(s->out, split);
}

/* Each part of the base by its own share. */
static void add_parts(struct show *s, int64_t base)
{
    const struct settlement_input *in = s->in;
    int64_t column = s->out->line_count, from = 0;
    for (int64_t i = -1; i < in->steps_count; i++) {
        bool is_first = i < 0;
        int64_t to = i + 1 < in->steps_count ? in->steps[i + 1].over : MONEY_MINOR_MAX;
        int64_t item = is_first ? 0 : i;
        int64_t part = ADD(s, .label = is_first ? LINE_first_part : LINE_step_part, .item = item,
                           .formula = FORMULA_part, .a = base, .b = from, .c = to);
        ADD(s, .label = is_first ? LINE_first_share : LINE_step_share, .item = item, .sign = 1,
            .formula = FORMULA_percent, .a = part, .b = is_first ? in->share : in->steps[i].share);
        from = to;
    }
    trace_total(s->out, LINE_share, column);
}

static void add_share(struct show *s)
{
    const struct settlement_input *in = s->in;
    int64_t base = total(s, LINE_base), rate = in->share;
    if (in->type == DEAL_flat) return;
    if (in->steps_count && in->step_reach == STEP_REACH_part) {
        add_parts(s, base);
        return;
    }
    int64_t reached = in->step_unit == STEP_UNIT_tickets ? s->paid : base;
    for (int64_t i = 0; i < in->steps_count && in->steps[i].over <= reached; i++)
        rate = in->steps[i].share;
    ADD(s, .label = LINE_share, .formula = FORMULA_percent, .a = base, .b = rate);
}

static void add_take(struct show *s)
{
    int64_t guarantee = s->in->guarantee, share = total(s, LINE_share);
    struct settlement_line take = {.label = LINE_take, .sign = 1, .a = guarantee, .b = share};
    enum deal_type type = (enum deal_type)s->in->type;
    switch (type) {
    case DEAL_unset:
    case DEAL_COUNT:
    case DEAL_flat: take.formula = FORMULA_given; break;
    case DEAL_door: take.formula = FORMULA_given; break;
    case DEAL_versus: take.formula = FORMULA_larger; break;
    case DEAL_plus: take.formula = FORMULA_sum; break;
    }
    if (type == DEAL_door) take.a = share;
    if (type == DEAL_flat || type == DEAL_door) take.b = 0;
    if (type != DEAL_door)
        ADD(s, .label = LINE_guarantee, .formula = FORMULA_given, .a = guarantee);
    trace_add(s->out, take);
}

static struct settlement_line bonus_of(const struct show *s, const struct settlement_bonus *b)
{
    struct settlement_line line = {
        .formula = FORMULA_reached, .a = b->amount, .b = s->paid, .c = b->threshold};
    switch ((enum bonus_kind)b->kind) {
    case BONUS_unset:
    case BONUS_COUNT:
    case BONUS_flat: break;
    case BONUS_per_ticket: line.formula = FORMULA_times_above; break;
    case BONUS_sell_out: line.c = s->in->sellable; break;
    case BONUS_over_gross:
        line.formula = FORMULA_reached_money;
        line.b = total(s, LINE_gross);
        break;
    }
    return line;
}

static void add_adjustments(struct show *s)
{
    static const enum line_label labels[ADJUSTMENT_COUNT] = {
        [ADJUSTMENT_reimbursement] = LINE_reimbursement,
        [ADJUSTMENT_buyout] = LINE_buyout,
        [ADJUSTMENT_income] = LINE_income,
        [ADJUSTMENT_deduction] = LINE_deduction,
    };
    for (int64_t i = 0; i < s->in->adjustments_count; i++) {
        const struct settlement_adjustment *a = &s->in->adjustments[i];
        add_in_currency(s, a->currency,
                        (struct settlement_line){.label = labels[a->kind],
                                                 .item = i,
                                                 .sign = a->kind == ADJUSTMENT_deduction ? -1 : 1,
                                                 .formula = FORMULA_times,
                                                 .a = a->amount,
                                                 .b = a->quantity});
    }
}

static void add_bonuses(struct show *s)
{
    const struct settlement_input *in = s->in;
    int64_t column = s->out->line_count - 1;
    if (in->type == DEAL_versus || in->type == DEAL_plus)
        ADD(s, .label = LINE_overage, .formula = FORMULA_remainder, .a = total(s, LINE_take),
            .b = in->guarantee);
    for (int64_t i = 0; i < in->bonuses_count; i++) {
        struct settlement_line line = bonus_of(s, &in->bonuses[i]);
        line.label = LINE_bonus;
        line.item = i;
        line.sign = 1;
        trace_add(s->out, line);
    }
    add_adjustments(s);
    if (in->card_bearer == BEARER_artist) {
        add_card_fees(s, 0);
        ADD(s, .label = LINE_card_fee_artist, .sign = -1, .formula = FORMULA_sum,
            .a = total(s, LINE_card_fee), .b = total(s, LINE_card_fee_ticket));
    }
    if (in->support_fee && in->support_bearer == BEARER_artist)
        ADD(s, .label = LINE_support_artist, .sign = -1, .formula = FORMULA_given,
            .a = in->support_fee);
    if (s->comps > in->comps_allowed && in->comp_rule == COMP_artist)
        ADD(s, .label = LINE_comps_artist, .sign = -1, .formula = FORMULA_times_above,
            .a = in->comp_price, .b = s->comps, .c = in->comps_allowed);
    trace_total(s->out, LINE_adjusted_take, column);
}

static void add_withholdings(struct show *s)
{
    struct withholding_bases bases = {
        .guarantee = s->in->type == DEAL_door ? 0 : s->in->guarantee,
        .earnings = total(s, LINE_take) + total(s, LINE_bonus),
        .others = total(s, LINE_reimbursement) + total(s, LINE_buyout) + total(s, LINE_income),
    };
    trace_withhold(s->out, s->in->withholdings, s->in->withholdings_count, bases);
    for (int64_t i = 0; i < s->in->deposits_count; i++)
        add_in_currency(s, s->in->deposits[i].currency,
                        (struct settlement_line){.label = LINE_deposit,
                                                 .item = i,
                                                 .sign = -1,
                                                 .formula = FORMULA_given,
                                                 .a = s->in->deposits[i].amount});
}

/* Whoever sold it has the money: the artist then owes the venue its part, or the venue the
 * artist's. */
static void add_merch(struct show *s)
{
    for (int64_t i = 0; i < s->in->merch_count; i++) {
        const struct settlement_merch *m = &s->in->merch[i];
        bool is_artist = m->seller == SELLER_artist;
        struct settlement_line sold = {
            .label = LINE_merch_gross, .item = i, .formula = FORMULA_given, .a = m->gross};
        int64_t gross = add_in_currency(s, m->currency, sold), tax = 0;
        if (m->tax_rate)
            tax = ADD(s, .label = LINE_merch_tax, .item = i, .formula = FORMULA_tax_inside,
                      .a = gross, .b = m->tax_rate);
        int64_t fee = ADD(s, .label = LINE_merch_fee, .item = i, .sign = is_artist ? -1 : 0,
                          .formula = FORMULA_percent, .a = gross - tax, .b = m->venue_rate);
        ADD(s, .label = LINE_merch_net, .item = i, .sign = is_artist ? 0 : 1,
            .formula = FORMULA_remainder, .a = gross, .b = tax, .c = fee);
    }
}

static void add_balance(struct show *s)
{
    if (!s->in->payout_currency) return;
    const struct settlement_fx *fx = &s->in->fxs[s->in->payout_currency - 1];
    ADD(s, .label = LINE_payout, .formula = FORMULA_invert, .a = total(s, LINE_balance),
        .b = fx->rate, .c = code_decimals(s->in->currency) - code_decimals(fx->code));
}

static int64_t commission_base(const struct show *s, enum commission_base base)
{
    switch (base) {
    case COMMISSION_unset:
    case COMMISSION_COUNT:
    case COMMISSION_guarantee: return s->in->type == DEAL_door ? 0 : s->in->guarantee;
    case COMMISSION_take: return total(s, LINE_take);
    case COMMISSION_earnings: return total(s, LINE_take) + total(s, LINE_bonus);
    case COMMISSION_all: return total(s, LINE_walkout);
    }
    return 0;
}

static void add_commission(struct show *s, int64_t item)
{
    const struct settlement_commission *c = &s->in->commissions[item];
    bool is_inclusive = c->mode == COMMISSION_MODE_inclusive;
    struct settlement_line line = {.label = LINE_commission_base,
                                   .item = item,
                                   .formula = FORMULA_remainder,
                                   .a = commission_base(s, (enum commission_base)c->base),
                                   .b = c->less};
    if (c->timing == TIMING_after) line.c = total(s, LINE_withholding);
    int64_t base = trace_add(s->out, line);
    if (c->is_after_prior)
        base = ADD(s, .label = LINE_commission_base, .item = item, .formula = FORMULA_remainder,
                   .a = base, .b = total(s, LINE_commission));
    if (base < 0)
        base = ADD(s, .label = LINE_commission_base, .item = item, .formula = FORMULA_positive,
                   .a = base);
    ADD(s, .label = is_inclusive ? LINE_commission : LINE_commission_on_top, .item = item,
        .sign = is_inclusive ? -1 : 0, .formula = FORMULA_percent, .a = base, .b = c->rate);
}

/* Does commission i come before j? The lower order, then the earlier in the list. */
static bool is_before(const struct settlement_input *in, int64_t i, int64_t j)
{
    int64_t a = in->commissions[i].order, b = in->commissions[j].order;
    return a < b || (a == b && i < j);
}

static void add_commissions(struct show *s)
{
    const struct settlement_input *in = s->in;
    int64_t column = s->out->line_count, last = -1;
    ADD(s, .label = LINE_walkout, .sign = 1, .formula = FORMULA_sum,
        .a = total(s, LINE_adjusted_take), .b = total(s, LINE_merch_net));
    if (total(s, LINE_withholding))
        ADD(s, .label = LINE_withheld, .sign = -1, .formula = FORMULA_given,
            .a = total(s, LINE_withholding));
    for (int64_t n = 0; n < in->commissions_count; n++) {
        int64_t next = -1;
        for (int64_t i = 0; i < in->commissions_count; i++)
            if ((last < 0 || is_before(in, last, i)) && (next < 0 || is_before(in, i, next)))
                next = i;
        add_commission(s, next);
        last = next;
    }
    trace_total(s->out, LINE_keeps, column);
}

static void add_account(struct show *s, int64_t sign, enum line_label label)
{
    if (total(s, label))
        ADD(s, .label = LINE_account, .item = label, .sign = sign, .formula = FORMULA_given,
            .a = total(s, label));
}

/* What is left of the net gross when everybody is paid, third parties included. */
static void add_promoter(struct show *s)
{
    int64_t column = s->out->line_count;
    add_account(s, 1, LINE_net_gross);
    add_account(s, -1, s->in->has_expenses_cap ? LINE_expenses_capped : LINE_expenses);
    add_account(s, -1, LINE_adjusted_take);
    add_account(s, -1, LINE_card_fee_artist);
    add_account(s, -1, LINE_support_artist);
    add_account(s, -1, LINE_comps_charged);
    add_account(s, -1, LINE_withholding_promoter);
    add_account(s, -1, LINE_commission_on_top);
    if (s->in->card_bearer == BEARER_promoter) add_card_fees(s, -1);
    if (s->in->support_fee && s->in->support_bearer == BEARER_promoter)
        ADD(s, .label = LINE_support, .sign = -1, .formula = FORMULA_given,
            .a = s->in->support_fee);
    trace_total(s->out, LINE_promoter, column);
}
