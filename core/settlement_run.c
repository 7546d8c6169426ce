/* The settlement of several shows as one. */
#include "settlement_run.h"

#include "money.h"
#include "settlement_term.h"
#include "settlement_trace.h"

_Static_assert(sizeof((struct settlement_run *)0)->shows ==
                   SETTLEMENT_RUN_SHOWS_MAX * sizeof(struct settlement_run_show),
               "as many shows as settlement.def allows");

#define ADD(out, ...) trace_add((out), (struct settlement_line){__VA_ARGS__})

/* What one show brings to the run, in its own currency. */
struct part {
    int64_t guarantee;
    int64_t share; /* below 0 when the night lost money */
    int64_t bonus;
    int64_t others; /* reimbursements, buyouts, other income */
    int64_t extras; /* all that makes a take an adjusted take */
    int64_t deposits;
    int64_t merch; /* what the balance has of it */
};

/* In the run's currency. */
struct pool {
    int64_t bonus;
    int64_t others;
};

static struct settlement_fault refusal(enum problem problem, enum settlement_term term,
                                       int64_t index)
{
    return (struct settlement_fault){problem, term, index};
}

static struct settlement_fault check_shows(const struct settlement_run *run,
                                           const struct settlement_input *shows)
{
    for (int64_t i = 0; i < run->shows_count; i++) {
        if (shows[i].type != DEAL_versus && shows[i].type != DEAL_plus)
            return refusal(PROBLEM_not_a_choice, TERM_input_type, i);
        if (shows[i].type != shows[0].type) return refusal(PROBLEM_unused, TERM_input_type, i);
        bool is_foreign = shows[i].currency != run->currency;
        if (is_foreign && !run->shows[i].rate)
            return refusal(PROBLEM_missing, TERM_run_show_rate, i);
        if (!is_foreign && run->shows[i].rate)
            return refusal(PROBLEM_unused, TERM_run_show_rate, i);
    }
    return refusal(PROBLEM_none, TERM_none, 0);
}

static struct settlement_fault check_run(const struct settlement_run *run,
                                         const struct settlement_input *shows)
{
    struct settlement_fault fault = term_check(run, TERM_RECORD_run, 0);
    if (fault.problem) return fault;
    if (!run->currency) return refusal(PROBLEM_missing, TERM_run_currency, 0);
    if (code_decimals(run->currency) < 0)
        return refusal(PROBLEM_bad_currency, TERM_run_currency, 0);
    if (!run->shows_count) return refusal(PROBLEM_missing, TERM_run_shows, 0);
    fault = settlement_check_withholdings(run->withholdings, run->withholdings_count);
    return fault.problem ? fault : check_shows(run, shows);
}

static struct part part_of(const struct settlement_input *in, const struct settlement_result *r)
{
    const int64_t *totals = r->totals;
    struct part p = {
        .guarantee = in->guarantee,
        .share = totals[LINE_share],
        .bonus = totals[LINE_bonus],
        .others = totals[LINE_reimbursement] + totals[LINE_buyout] + totals[LINE_income],
        .extras = totals[LINE_adjusted_take] - totals[LINE_take],
        .deposits = totals[LINE_deposit],
    };
    if (in->basis == BASIS_net && totals[LINE_net_to_split] < 0)
        p.share = money_muldiv(totals[LINE_net_to_split], in->share, SETTLEMENT_RATE_ONE);
    for (int64_t i = 0; i < r->line_count; i++)
        if (r->lines[i].label == LINE_merch_fee || r->lines[i].label == LINE_merch_net)
            p.merch += r->lines[i].sign * r->lines[i].amount;
    return p;
}

/* A line of a show, converted where the show has another currency. */
static int64_t add_part(struct settlement_result *out, const struct settlement_run *run,
                        int64_t show_currency, struct settlement_line line)
{
    int64_t rate = run->shows[line.item].rate;
    line.formula = rate ? FORMULA_convert : FORMULA_given;
    line.b = rate;
    if (rate) line.c = code_decimals(run->currency) - code_decimals(show_currency);
    return trace_add(out, line);
}

/* Which of a show's parts a column holds. */
static int64_t part_amount(const struct part *p, enum line_label label)
{
    return label == LINE_run_guarantee  ? p->guarantee
           : label == LINE_run_share    ? p->share
           : label == LINE_run_extras   ? p->extras
           : label == LINE_run_deposits ? p->deposits
           : label == LINE_run_merch    ? p->merch
                                        : 0;
}

struct column {
    const struct settlement_run *run;
    const struct settlement_input *shows;
    const struct part *parts;
    struct settlement_result *out;
};

static void add_column(const struct column *c, enum line_label label, int64_t sign)
{
    bool is_first = label == LINE_run_guarantee || label == LINE_run_share;
    for (int64_t i = 0; i < c->run->shows_count; i++) {
        int64_t amount = part_amount(&c->parts[i], label);
        if (amount || is_first)
            add_part(
                c->out, c->run, c->shows[i].currency,
                (struct settlement_line){.label = label, .item = i, .sign = sign, .a = amount});
    }
}

static struct pool pool_of(const struct column *c)
{
    struct pool pool = {0};
    for (int64_t i = 0; i < c->run->shows_count; i++) {
        int64_t rate = c->run->shows[i].rate;
        struct settlement_line line = {
            .formula = rate ? FORMULA_convert : FORMULA_given, .a = c->parts[i].bonus, .b = rate};
        if (rate) line.c = code_decimals(c->run->currency) - code_decimals(c->shows[i].currency);
        pool.bonus += formula_amount(&line, NULL);
        line.a = c->parts[i].others;
        pool.others += formula_amount(&line, NULL);
    }
    return pool;
}

static void add_take(struct settlement_result *out, enum deal_type type)
{
    int64_t guarantees = out->totals[LINE_pooled_guarantee];
    int64_t shares = out->totals[LINE_pooled_share];
    if (type == DEAL_plus)
        shares = ADD(out, .label = LINE_base, .formula = FORMULA_positive, .a = shares);
    ADD(out, .label = LINE_take, .sign = 1,
        .formula = type == DEAL_plus ? FORMULA_sum : FORMULA_larger, .a = guarantees, .b = shares);
}

static void add_lines(const struct column *c)
{
    struct settlement_result *out = c->out;
    add_column(c, LINE_run_guarantee, 1);
    trace_total(out, LINE_pooled_guarantee, 0);
    int64_t from = out->line_count;
    add_column(c, LINE_run_share, 1);
    trace_total(out, LINE_pooled_share, from);
    add_take(out, (enum deal_type)c->shows[0].type);
    from = out->line_count - 1;
    ADD(out, .label = LINE_overage, .formula = FORMULA_remainder, .a = out->totals[LINE_take],
        .b = out->totals[LINE_pooled_guarantee]);
    add_column(c, LINE_run_extras, 1);
    trace_total(out, LINE_adjusted_take, from);
    from = out->line_count - 1;
    struct pool pool = pool_of(c);
    trace_withhold(out, c->run->withholdings, c->run->withholdings_count,
                   (struct withholding_bases){.guarantee = out->totals[LINE_pooled_guarantee],
                                              .earnings = out->totals[LINE_take] + pool.bonus,
                                              .others = pool.others});
    add_column(c, LINE_run_deposits, -1);
    add_column(c, LINE_run_merch, 1);
    for (int64_t i = 0; i < c->run->shows_count; i++)
        if (c->run->shows[i].paid)
            ADD(out, .label = LINE_run_paid, .item = i, .sign = -1, .formula = FORMULA_given,
                .a = c->run->shows[i].paid);
    trace_total(out, LINE_balance, from);
}

status settlement_settle_run(const struct settlement_run *run, const struct settlement_input *shows,
                             struct settlement_result *work, struct settlement_result *out)
{
    struct part parts[SETTLEMENT_RUN_SHOWS_MAX];
    trace_start(out);
    trace_refuse(out, check_run(run, shows));
    if (out->fault.problem) return S_INVALID;
    for (int64_t i = 0; i < run->shows_count; i++) {
        status s = settlement_settle(&shows[i], work);
        if (s) {
            enum settlement_term term = (enum settlement_term)work->fault.term;
            trace_refuse(out, refusal((enum problem)work->fault.problem, term, i));
            return s;
        }
        parts[i] = part_of(&shows[i], work);
    }
    add_lines(&(struct column){.run = run, .shows = shows, .parts = parts, .out = out});
    return out->fault.problem ? S_INVALID : S_OK;
}
