/* What a deal would bring at other sales, and where it turns. */
#ifndef OTA_CORE_SETTLEMENT_OUTLOOK_H
#define OTA_CORE_SETTLEMENT_OUTLOOK_H

#include "settlement.h"

/* Room to try inputs in; the caller's, its contents do not matter. */
struct settlement_work {
    struct settlement_input in;
    struct settlement_result out;
};

/* The show at a number of paid tickets. All members int64_t, as in settlement.def. */
struct settlement_point {
    int64_t tickets;
    int64_t gross;
    int64_t net_gross;
    int64_t share;
    int64_t take;
    int64_t walkout;
    int64_t balance;
    int64_t promoter;
};

/* Sets the tiers' paid tickets to `tickets` in all, in the list's order, each up to its allotment
 * less its comps. Returns how many found room. */
int64_t settlement_sell(struct settlement_input *in, int64_t tickets);

/* The most tickets that can be paid: the allotments less comps; where a tier has none, `sellable`;
 * 0 when nothing says it. */
int64_t settlement_capacity(const struct settlement_input *in);

/* The show as if `tickets` had been paid. S_INVALID as settlement_settle, the fault in
 * work->out. */
MUST_CHECK status settlement_outlook(const struct settlement_input *in, int64_t tickets,
                                     struct settlement_work *work, struct settlement_point *out);

struct settlement_turns {
    int64_t split;    /* fewest tickets at which the percentage reaches the guarantee (versus) or is
                         above 0 (door, plus); −1: at none */
    int64_t promoter; /* fewest tickets at which the promoter loses nothing; −1: at none */
};

/* Searches 0 … settlement_capacity by halving, so `promoter` is exact where the promoter's result
 * never falls as sales rise (a bonus can make it fall). */
MUST_CHECK status settlement_find_turns(const struct settlement_input *in,
                                        struct settlement_work *work, struct settlement_turns *out);

#endif
