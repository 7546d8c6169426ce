/* A routing aid: which of the days that are open for them the shows of a tour should be on, so that
 * the party drives least, keeps its days off and no driver has to break the rules. */
#ifndef OTA_CORE_ROUTE_H
#define OTA_CORE_ROUTE_H

#include "status.h"

#include <stdint.h>

enum { ROUTE_STOPS_MAX = 48, ROUTE_DAYS_MAX = 62 };

/* The records of route.def: struct route_stop … route_answer, all members int64_t. */
#define RECORD(record)       struct route_##record {
#define MEMBER(record, name) int64_t name;
#define LIST(record, of, name, most)                                                               \
    int64_t name##_count;                                                                          \
    struct route_##of name[most];
#define END(record)                                                                                \
    }                                                                                              \
    ;
#include "route.def"
#undef RECORD
#undef MEMBER
#undef LIST
#undef END

/* Room to work in; the caller's, its contents do not matter. */
struct route_work {
    int64_t metres[ROUTE_STOPS_MAX][ROUTE_STOPS_MAX];
    int64_t seconds[ROUTE_STOPS_MAX][ROUTE_STOPS_MAX];
    int64_t on_day[ROUTE_DAYS_MAX];
    int64_t day_of[ROUTE_STOPS_MAX];
    int64_t kept[ROUTE_STOPS_MAX]; /* the days of the best order so far */
};

/* Looks for an order: every stop in its place first, then within the drivers' hours, then with its
 * days off, then the shortest. It starts from today's order and only ever proposes a better one,
 * found by moving and swapping shows, shaken up many times over: of a few stops nearly always the
 * best order there is, of many a good one. The same input gives the same answer everywhere.
 * S_INVALID: too many stops or days, a stop outside the globe or outside the plan's days, or two
 * stops on one day now. */
MUST_CHECK status route_order(const struct route_plan *plan, struct route_work *work,
                              struct route_answer *out);

#endif
