/* Deals at other ticket sales, their turning points, and two sides of a settlement compared. */
#include "settlement_outlook.h"

#include "settlement_term.h"

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t room_in(const struct settlement_tier *t)
{
    return t->allotment ? t->allotment - t->comps : SETTLEMENT_COUNT_MAX;
}

int64_t settlement_sell(struct settlement_input *in, int64_t tickets)
{
    int64_t left = tickets;
    for (int64_t i = 0; i < in->tiers_count; i++) {
        in->tiers[i].paid = smaller(left, room_in(&in->tiers[i]));
        left -= in->tiers[i].paid;
    }
    return tickets - left;
}

int64_t settlement_capacity(const struct settlement_input *in)
{
    int64_t room = 0;
    for (int64_t i = 0; i < in->tiers_count; i++) {
        if (!in->tiers[i].allotment) return in->sellable;
        room += room_in(&in->tiers[i]);
    }
    return room;
}

static status settle_at(const struct settlement_input *in, int64_t tickets,
                        struct settlement_work *work)
{
    work->out.fault = settlement_check(in);
    if (work->out.fault.problem) return S_INVALID;
    work->in = *in;
    settlement_sell(&work->in, tickets);
    return settlement_settle(&work->in, &work->out);
}

status settlement_outlook(const struct settlement_input *in, int64_t tickets,
                          struct settlement_work *work, struct settlement_point *out)
{
    status s = settle_at(in, tickets, work);
    const int64_t *totals = work->out.totals;
    if (s) return s;
    *out = (struct settlement_point){
        .tickets = tickets,
        .gross = totals[LINE_gross],
        .net_gross = totals[LINE_net_gross],
        .share = totals[LINE_share],
        .take = totals[LINE_take],
        .walkout = totals[LINE_walkout],
        .balance = totals[LINE_balance],
        .promoter = totals[LINE_promoter],
    };
    return S_OK;
}

static bool has_split(const struct settlement_input *in, const struct settlement_point *p)
{
    if (in->type == DEAL_flat) return false;
    return in->type == DEAL_versus ? p->share >= in->guarantee : p->share > 0;
}

static bool is_without_loss(const struct settlement_input *in, const struct settlement_point *p)
{
    (void)in;
    return p->promoter >= 0;
}

typedef bool reached(const struct settlement_input *in, const struct settlement_point *p);

static status find_fewest(const struct settlement_input *in, struct settlement_work *work,
                          reached *is_reached, int64_t *tickets)
{
    struct settlement_point point;
    int64_t low = 0, high = settlement_capacity(in);
    status s = settlement_outlook(in, high, work, &point);
    *tickets = -1;
    if (s || !is_reached(in, &point)) return s;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        s = settlement_outlook(in, middle, work, &point);
        if (s) return s;
        if (is_reached(in, &point))
            high = middle;
        else
            low = middle + 1;
    }
    *tickets = low;
    return S_OK;
}

status settlement_find_turns(const struct settlement_input *in, struct settlement_work *work,
                             struct settlement_turns *out)
{
    status s = find_fewest(in, work, has_split, &out->split);
    return s ? s : find_fewest(in, work, is_without_loss, &out->promoter);
}

static bool is_same(const struct settlement_line *a, const struct settlement_line *b)
{
    return a->label == b->label && a->item == b->item && a->sign == b->sign &&
           a->formula == b->formula && a->a == b->a && a->b == b->b && a->c == b->c &&
           a->amount == b->amount;
}

int64_t settlement_first_difference(const struct settlement_result *a,
                                    const struct settlement_result *b)
{
    int64_t count = smaller(a->line_count, b->line_count);
    for (int64_t i = 0; i < count; i++)
        if (!is_same(&a->lines[i], &b->lines[i])) return i;
    return a->line_count == b->line_count ? -1 : count;
}

size_t settlement_differences(const struct settlement_input *ours,
                              const struct settlement_input *theirs,
                              struct settlement_difference *out, size_t most)
{
    size_t count = 0;
    for (enum settlement_term t = TERM_none + 1; t < TERM_COUNT; t++) {
        int64_t rows = term_rows(ours, TERM_RECORD_input, t);
        int64_t their_rows = term_rows(theirs, TERM_RECORD_input, t);
        for (int64_t i = 0; i < smaller(rows, their_rows); i++) {
            int64_t a = term_value(ours, TERM_RECORD_input, t, i);
            int64_t b = term_value(theirs, TERM_RECORD_input, t, i);
            if (a == b) continue;
            if (count < most) out[count] = (struct settlement_difference){t, i, a, b};
            count++;
        }
    }
    return count;
}

/* Settles work->in with the dispute's value; `*balance` is what comes out. */
static status try_value(struct settlement_work *work, const struct settlement_difference *dispute,
                        int64_t value, int64_t *balance)
{
    enum settlement_term term = TERM_none;
    if (dispute->term > TERM_none && dispute->term < TERM_COUNT)
        term = (enum settlement_term)dispute->term;
    int64_t *field = term_at(&work->in, TERM_RECORD_input, term, dispute->index);
    if (!field || term_info(term)->kind == TERM_KIND_list) {
        work->out.fault = (struct settlement_fault){PROBLEM_unknown_field, term, dispute->index};
        return S_INVALID;
    }
    *field = value;
    status s = settlement_settle(&work->in, &work->out);
    if (!s) *balance = work->out.totals[LINE_balance];
    return s;
}

static void keep_least(int64_t *least, int64_t balance)
{
    if (balance < *least) *least = balance;
}

/* Each dispute's effect alone, and the least balance of these and of all decided their way. */
static status find_effects(const struct settlement_difference *disputes, size_t count,
                           struct settlement_work *work, int64_t *effects, int64_t *least)
{
    int64_t ours = *least, one = ours;
    status s = S_OK;
    for (size_t i = 0; !s && i < count; i++) {
        s = try_value(work, &disputes[i], disputes[i].theirs, &one);
        if (s) break;
        effects[i] = one - ours;
        keep_least(least, one);
        s = try_value(work, &disputes[i], disputes[i].ours, &one);
    }
    for (size_t i = 0; !s && i < count; i++)
        s = try_value(work, &disputes[i], disputes[i].theirs, &one);
    if (!s) keep_least(least, one);
    return s;
}

status settlement_undisputed(const struct settlement_input *ours,
                             const struct settlement_difference *disputes, size_t count,
                             struct settlement_work *work, int64_t *effects, int64_t *balance)
{
    work->in = *ours;
    status s = settlement_settle(&work->in, &work->out);
    if (s) return s;
    int64_t best = work->out.totals[LINE_balance], one = 0;
    *balance = best;
    s = find_effects(disputes, count, work, effects, balance);
    work->in = *ours;
    for (size_t i = 0; !s && i < count; i++) {
        s = try_value(work, &disputes[i], disputes[i].theirs, &one);
        if (s) break;
        if (one < best)
            best = one;
        else
            s = try_value(work, &disputes[i], disputes[i].ours, &one);
    }
    keep_least(balance, best);
    return s;
}
