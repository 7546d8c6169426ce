/* Per diems of single days. */
#include "perdiem.h"

#include "money.h"
#include "settlement.h"

struct perdiem_fault perdiem_check(const struct perdiem_rule *rule)
{
    const int64_t members[] = {rule->day,    rule->breakfast,   rule->lunch,
                               rule->dinner, rule->incidentals, rule->edge_rate};
    enum { EDGE_RATE = sizeof members / sizeof members[0] - 1 };
    for (size_t i = 0; i <= EDGE_RATE; i++) {
        int64_t max = i == EDGE_RATE ? SETTLEMENT_RATE_ONE : MONEY_MINOR_MAX;
        if (members[i] < 0) return (struct perdiem_fault){PROBLEM_too_small, i};
        if (members[i] > max) return (struct perdiem_fault){PROBLEM_too_big, i};
    }
    if (!rule->day) return (struct perdiem_fault){PROBLEM_missing, 0};
    if (!rule->edge_rate) return (struct perdiem_fault){PROBLEM_missing, EDGE_RATE};
    if (rule->breakfast + rule->lunch + rule->dinner + rule->incidentals > rule->day)
        return (struct perdiem_fault){PROBLEM_too_small, 0};
    if (money_muldiv(rule->day, rule->edge_rate, SETTLEMENT_RATE_ONE) < rule->incidentals)
        return (struct perdiem_fault){PROBLEM_too_small, EDGE_RATE};
    return (struct perdiem_fault){PROBLEM_none, 0};
}

struct perdiem_line perdiem_day(const struct perdiem_rule *rule, struct perdiem_day day)
{
    int64_t rate = rule->day, meals = 0;
    if (day.is_edge) rate = money_muldiv(rule->day, rule->edge_rate, SETTLEMENT_RATE_ONE);
    if (day.provided & PERDIEM_BREAKFAST) meals += rule->breakfast;
    if (day.provided & PERDIEM_LUNCH) meals += rule->lunch;
    if (day.provided & PERDIEM_DINNER) meals += rule->dinner;
    int64_t amount = rate - meals;
    if (amount < rule->incidentals) amount = rule->incidentals;
    return (struct perdiem_line){.rate = rate, .deducted = rate - amount, .amount = amount};
}
