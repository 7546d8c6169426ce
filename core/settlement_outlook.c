/* Deals at other ticket sales, and their turning points. */
#include "settlement_outlook.h"

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
