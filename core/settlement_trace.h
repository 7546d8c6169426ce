/* The trace of a settlement while it is written: every amount comes out of a line's formula. */
#ifndef OTA_CORE_SETTLEMENT_TRACE_H
#define OTA_CORE_SETTLEMENT_TRACE_H

#include "settlement.h"

/* Empties `out` for a new settlement. */
void trace_start(struct settlement_result *out);

/* Appends the line with its amount worked out, and returns that. After a fault (too large an
 * amount) nothing is appended and 0 returned, so the caller asks for the fault once, at the end. */
int64_t trace_add(struct settlement_result *out, struct settlement_line line);

/* Appends the total of the column from line `from` on: every line's sign × amount. */
int64_t trace_total(struct settlement_result *out, enum line_label label, int64_t from);

/* What can be withheld from. */
struct withholding_bases {
    int64_t guarantee;
    int64_t earnings; /* guarantee, overage and bonuses */
    int64_t others;   /* reimbursements, buyouts and other income */
};

/* Appends the lines of every withholding. */
void trace_withhold(struct settlement_result *out, const struct settlement_withholding *list,
                    int64_t count, struct withholding_bases bases);

/* Keeps the first fault. */
void trace_refuse(struct settlement_result *out, struct settlement_fault fault);

/* The amount of a line by its formula; `lines` are those before it. Saturated, never undefined. */
int64_t formula_amount(const struct settlement_line *line, const struct settlement_line *lines);

/* Decimals of the currency of a SETTLEMENT_CODE; −1: there is no such currency. */
int64_t code_decimals(int64_t code);

/* The words and fields of settlement_line.def and the words of settlement_formula.def. */
const char *line_name(enum line_label label);
const char *line_words(enum line_label label);
enum settlement_term line_term(enum line_label label);
const char *formula_name(enum formula f);

#endif
