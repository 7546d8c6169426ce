/* Settlements whose results are known, published or worked out by hand: the tests' oracles and, as
 * JSON, docs/settlement/. */
#ifndef OTA_TESTS_CORE_SETTLEMENT_CASES_H
#define OTA_TESTS_CORE_SETTLEMENT_CASES_H

#include "core/perdiem.h"
#include "core/settlement.h"

#define EUR SETTLEMENT_CODE('E', 'U', 'R')
#define USD SETTLEMENT_CODE('U', 'S', 'D')
#define GBP SETTLEMENT_CODE('G', 'B', 'P')
#define JPY SETTLEMENT_CODE('J', 'P', 'Y')
#define KWD SETTLEMENT_CODE('K', 'W', 'D')

/* Hundredths of a per cent, as a rate: PERCENT(1550) is 15.5 %. */
#define PERCENT(hundredths) ((hundredths) * (SETTLEMENT_RATE_ONE / 10000))

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
/* Parts of a deal, for its initialiser. */
#define TIER(each, sold) .tiers_count = 1, .tiers = {{.price = (each), .paid = (sold)}}
#define FIXED(sum)       .expenses_count = 1, .expenses = {{EXPENSE_fixed, (sum), .is_approved = 1}}
#define NET(place)       .basis = BASIS_net, .guarantee_place = (place)

enum { EXPECTED_MAX = 8 };

/* What the lines of one label add up to. */
struct expected {
    enum line_label label;
    int64_t amount;
};

struct settlement_case {
    const char *name;
    const char *source;
    struct settlement_input in;
    size_t expected_count;
    struct expected expected[EXPECTED_MAX];
};

extern const struct settlement_case settlement_cases[];
extern const size_t settlement_case_count;

/* Deals that are refused, and for what. */
struct refused_case {
    const char *name;
    struct settlement_input in;
    enum problem problem;
    enum settlement_term term;
    int64_t index;
};

extern const struct refused_case refused_cases[];
extern const size_t refused_case_count;

enum { RUN_SHOWS = 3 };

struct run_case {
    const char *name;
    struct settlement_run run;
    struct settlement_input shows[RUN_SHOWS];
    size_t expected_count;
    struct expected expected[EXPECTED_MAX];
};

extern const struct run_case run_cases[];
extern const size_t run_case_count;

struct perdiem_case {
    const char *name;
    struct perdiem_rule rule;
    struct perdiem_day day;
    int64_t amount;
};

extern const struct perdiem_case perdiem_cases[];
extern const size_t perdiem_case_count;

#endif
