/* Per diems by rule: a day's rate, less on the first and last day, less for meals that are
 * provided, never below the incidentals (the US General Services Administration's M&IE rule,
 * 41 CFR 301-11). */
#ifndef OTA_CORE_PERDIEM_H
#define OTA_CORE_PERDIEM_H

#include <stddef.h>
#include <stdint.h>

#include "problem.h"

enum { PERDIEM_BREAKFAST = 1, PERDIEM_LUNCH = 2, PERDIEM_DINNER = 4, PERDIEM_MEALS = 7 };

/* Minor units of one currency. All members int64_t, so that the browser has the same bytes. */
struct perdiem_rule {
    int64_t day;       /* a full day, incidentals included */
    int64_t breakfast; /* what a provided one takes off, in full on any day */
    int64_t lunch;
    int64_t dinner;
    int64_t incidentals; /* the least of any day */
    int64_t edge_rate;   /* of `day` on the first and last day; 1 = 1,000,000,000, usually 0.75 */
};

struct perdiem_day {
    int64_t is_edge;  /* 1: first or last day away */
    int64_t provided; /* meals: PERDIEM_BREAKFAST | … */
};

struct perdiem_line {
    int64_t rate;     /* the day's, after edge_rate */
    int64_t deducted; /* for meals; less than they are worth where incidentals stop it */
    int64_t amount;
};

/* Which member of the rule or of the day is wrong, as its index in the struct; none: fills out. A
 * day that is worth less than its meals and incidentals is too_small, and so is an edge_rate that
 * leaves less than the incidentals. */
struct perdiem_fault {
    enum problem problem;
    size_t member;
};

struct perdiem_fault perdiem_check(const struct perdiem_rule *rule);

/* One day by a rule that was checked. Bits of `provided` beyond the three meals mean nothing. */
struct perdiem_line perdiem_day(const struct perdiem_rule *rule, struct perdiem_day day);

#endif
