/* Settlement: from a deal and the box office to the balance due, with every step shown.
 *
 *   GROSS           tickets paid
 *   ADJUSTED GROSS  − facility fees, charity
 *   NET GROSS       − ticket tax
 *   NET             − approved expenses, each and all of them up to their caps
 *   NET TO SPLIT    − the guarantee where it is an expense, − promoter profit
 *   TAKE            by the type of deal; + bonuses ± adjustments = ADJUSTED TAKE
 *   BALANCE         − withholding − deposits ± merch
 *
 * Then what the artist keeps after commissions, and what the promoter keeps. Exact in whole minor
 * units; docs/settlement/README.md has each rule in words, with published examples as vectors. */
#ifndef OTA_CORE_SETTLEMENT_H
#define OTA_CORE_SETTLEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "problem.h"
#include "status.h"

/* Grows whenever the same input can give another result. */
enum { SETTLEMENT_VERSION = 1 };

#define SETTLEMENT_RATE_ONE  INT64_C(1000000000)    /* 100 % */
#define SETTLEMENT_FX_ONE    INT64_C(1000000000000) /* one for one */
#define SETTLEMENT_FX_MAX    (INT64_C(1000000) * SETTLEMENT_FX_ONE)
#define SETTLEMENT_COUNT_MAX INT64_C(1000000000)

/* A currency's code as a number: "EUR" is 'E' 'U' 'R', the first letter highest. */
#define SETTLEMENT_CODE(a, b, c) ((int64_t)(a) << 16 | (int64_t)(b) << 8 | (int64_t)(c))

/* What a deal has to say outright. `unset` is never guessed: it is refused as missing wherever the
 * choice would matter. */
/* clang-format off */
#define DEAL_TYPES(X) X(DEAL, unset) X(DEAL, flat) X(DEAL, door) X(DEAL, versus) X(DEAL, plus)
/* What the percentage is of. net: what is left after expenses and promoter profit, at least 0. */
#define BASES(X) X(BASIS, unset) X(BASIS, gross) X(BASIS, adjusted_gross) X(BASIS, net_gross) \
    X(BASIS, net)
/* Is the guarantee one of the expenses that come off before the split? */
#define PLACES(X) X(PLACE, unset) X(PLACE, inside) X(PLACE, outside)
/* Who bears a cost: the show as an expense, the artist out of the take, or the promoter alone. */
#define BEARERS(X) X(BEARER, unset) X(BEARER, show) X(BEARER, artist) X(BEARER, promoter)
/* inside: the price holds the tax, AG − AG/(1 + r) comes off. on_top: the buyer paid AG × r
 * beside the price; it is shown and passed on, and nothing comes off. of_gross: AG × r comes
 * off. */
#define TAX_MODES(X) X(TAX, unset) X(TAX, none) X(TAX, inside) X(TAX, on_top) X(TAX, of_gross)
#define STEP_UNITS(X) X(STEP_UNIT, unset) X(STEP_UNIT, amount) X(STEP_UNIT, tickets)
/* part: the step's share is of what lies above it. whole: of everything, once it is reached. */
#define STEP_REACHES(X) X(STEP_REACH, unset) X(STEP_REACH, part) X(STEP_REACH, whole)
/* per_head counts comps too. */
#define EXPENSE_KINDS(X) X(EXPENSE, unset) X(EXPENSE, fixed) X(EXPENSE, per_ticket) \
    X(EXPENSE, per_head) X(EXPENSE, of_gross) X(EXPENSE, of_net_gross)
/* flat: once the threshold is reached. per_ticket: for each paid ticket above it. */
#define BONUS_KINDS(X) X(BONUS, unset) X(BONUS, flat) X(BONUS, per_ticket) X(BONUS, sell_out) \
    X(BONUS, over_gross)
#define ADJUSTMENT_KINDS(X) X(ADJUSTMENT, unset) X(ADJUSTMENT, reimbursement) \
    X(ADJUSTMENT, buyout) X(ADJUSTMENT, income) X(ADJUSTMENT, deduction)
/* take: guarantee, overage and bonuses. all: also reimbursements, buyouts and other income. */
#define WITHHELDS(X) X(WITHHELD, unset) X(WITHHELD, guarantee) X(WITHHELD, take) X(WITHHELD, all)
/* limit: nothing up to it, above it from the first unit on. allowance: only what is above. */
#define FREE_RULES(X) X(FREE, unset) X(FREE, limit) X(FREE, allowance)
#define SELLERS(X) X(SELLER, unset) X(SELLER, artist) X(SELLER, venue)
/* take: guarantee and overage. earnings: and bonuses. all: the walkout. */
#define COMMISSION_BASES(X) X(COMMISSION, unset) X(COMMISSION, guarantee) X(COMMISSION, take) \
    X(COMMISSION, earnings) X(COMMISSION, all)
/* inclusive: out of the artist's money. exclusive: on top, paid by the promoter. */
#define COMMISSION_MODES(X) X(COMMISSION_MODE, unset) X(COMMISSION_MODE, inclusive) \
    X(COMMISSION_MODE, exclusive)
/* Before or after what is withheld. */
#define TIMINGS(X) X(TIMING, unset) X(TIMING, before) X(TIMING, after)
/* Comps over the limit cost nothing, or comp_price each, borne by one of the two. */
#define COMP_RULES(X) X(COMP, unset) X(COMP, free) X(COMP, artist) X(COMP, promoter)
/* clang-format on */

/* Each choice: its kind in settlement.def, its enumerators' prefix, its list. */
#define SETTLEMENT_CHOICES(X)                                                                      \
    X(deal_type, DEAL, DEAL_TYPES)                                                                 \
    X(basis, BASIS, BASES)                                                                         \
    X(place, PLACE, PLACES)                                                                        \
    X(bearer, BEARER, BEARERS)                                                                     \
    X(tax_mode, TAX, TAX_MODES)                                                                    \
    X(step_unit, STEP_UNIT, STEP_UNITS)                                                            \
    X(step_reach, STEP_REACH, STEP_REACHES)                                                        \
    X(expense_kind, EXPENSE, EXPENSE_KINDS)                                                        \
    X(bonus_kind, BONUS, BONUS_KINDS)                                                              \
    X(adjustment_kind, ADJUSTMENT, ADJUSTMENT_KINDS)                                               \
    X(withheld, WITHHELD, WITHHELDS)                                                               \
    X(free_rule, FREE, FREE_RULES)                                                                 \
    X(seller, SELLER, SELLERS)                                                                     \
    X(commission_base, COMMISSION, COMMISSION_BASES)                                               \
    X(commission_mode, COMMISSION_MODE, COMMISSION_MODES)                                          \
    X(timing, TIMING, TIMINGS)                                                                     \
    X(comp_rule, COMP, COMP_RULES)

#define X(prefix, name)            prefix##_##name,
#define CHOICE(kind, prefix, list) enum kind { list(X) prefix##_COUNT };
SETTLEMENT_CHOICES(CHOICE)
#undef CHOICE
#undef X

/* The records of settlement.def: struct settlement_tier … settlement_input, settlement_run. All
 * members are int64_t, so that a record has the same bytes everywhere and none of them is
 * padding. */
#define RECORD(record)            struct settlement_##record {
#define FIELD(record, kind, name) int64_t name;
#define LIST(record, of, name, most)                                                               \
    int64_t name##_count;                                                                          \
    struct settlement_##of name[most];
#define END(record)                                                                                \
    }                                                                                              \
    ;
#include "settlement.def"
#undef RECORD
#undef FIELD
#undef LIST
#undef END

/* A field of a record: TERM_tier_price; TERM_input_tiers is the list itself. A record's terms are
 * those from TERM_FIRST_tier to before TERM_END_tier. */
enum settlement_term {
    TERM_none,
#define RECORD(of)                   TERM_FIRST_##of, TERM_BEFORE_##of = TERM_FIRST_##of - 1,
#define FIELD(record, kind, name)    TERM_##record##_##name,
#define LIST(record, of, name, most) TERM_##record##_##name,
#define END(of)                      TERM_END_##of, TERM_LAST_##of = TERM_END_##of - 1,
#include "settlement.def"
#undef RECORD
#undef FIELD
#undef LIST
#undef END
    TERM_COUNT
};

enum line_label {
#define LINE(name, words, record, field) LINE_##name,
#include "settlement_line.def"
#undef LINE
    LINE_COUNT
};

enum formula {
#define FORMULA(name, a, b, c, words) FORMULA_##name,
#include "settlement_formula.def"
#undef FORMULA
    FORMULA_COUNT
};

/* One step: amount = formula(a, b, c). */
struct settlement_line {
    int64_t label; /* line_label */
    int64_t item;  /* index in the list it comes from, else 0; of `account`: the line_label */
    int64_t sign;  /* 1 or −1: how it enters the next total of a column; 0: a side calculation */
    int64_t formula; /* enum formula */
    int64_t a, b, c;
    int64_t amount; /* minor units */
};

/* Why there is no result. */
struct settlement_fault {
    int64_t problem; /* enum problem; none: there is a result */
    int64_t term;    /* settlement_term */
    int64_t index;   /* of the record in its list, or 0; of a run's show */
};

enum { SETTLEMENT_LINES_MAX = 512 };

struct settlement_result {
    struct settlement_fault fault;
    int64_t totals[LINE_COUNT]; /* by label: the amounts of its lines, added */
    int64_t line_count;
    struct settlement_line lines[SETTLEMENT_LINES_MAX];
};

/* Settles one show. S_INVALID: refused, `out->fault` says what and why, and nothing else of `out`
 * is to be read. */
MUST_CHECK status settlement_settle(const struct settlement_input *in,
                                    struct settlement_result *out);

/* The first fault of what was entered, without settling; problem none when there is none. What only
 * shows in the sum (an overflow, fees above the price) is found by settling. */
struct settlement_fault settlement_check(const struct settlement_input *in);

/* The same for withholdings alone, which a run has of its own. */
struct settlement_fault settlement_check_withholdings(const struct settlement_withholding *list,
                                                      int64_t count);

#endif
