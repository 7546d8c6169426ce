/* Per diems by the published rule, day by day. */
#include "settlement_cases.h"

#define GSA_74                                                                                     \
    {                                                                                              \
        7400, 1700, 1800, 3400, 500, PERCENT(7500)                                                 \
    }

const struct perdiem_case perdiem_cases[] = {
    {"Penn State: first day, breakfast provided", GSA_74, {1, PERDIEM_BREAKFAST}, 3850},
    {"a full day", GSA_74, {0, 0}, 7400},
    {"a first or last day", GSA_74, {1, 0}, 5550},
    {"lunch and dinner provided", GSA_74, {0, PERDIEM_LUNCH | PERDIEM_DINNER}, 2200},
    {"all meals provided on a full day", GSA_74, {0, PERDIEM_MEALS}, 500},
    {"never below the incidentals", GSA_74, {1, PERDIEM_MEALS}, 500},
};
const size_t perdiem_case_count = sizeof perdiem_cases / sizeof perdiem_cases[0];
