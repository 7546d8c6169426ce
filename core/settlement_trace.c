/* Lines of a settlement: their formulas worked out, their names. */
#include "settlement_trace.h"

#include "money.h"
#include "settlement_term.h"

static const char *const line_names[LINE_COUNT] = {
#define LINE(name, words, record, field) #name,
#include "settlement_line.def"
#undef LINE
};

static const char *const line_sentences[LINE_COUNT] = {
#define LINE(name, words, record, field) words,
#include "settlement_line.def"
#undef LINE
};

static const enum settlement_term line_terms[LINE_COUNT] = {
#define LINE(name, words, record, field) TERM_##record##_##field,
#include "settlement_line.def"
#undef LINE
};

static const char *const formula_names[FORMULA_COUNT] = {
#define FORMULA(name, a, b, c, words) #name,
#include "settlement_formula.def"
#undef FORMULA
};

void trace_start(struct settlement_result *out)
{
    out->fault = (struct settlement_fault){PROBLEM_none, TERM_none, 0};
    out->line_count = 0;
    for (size_t i = 0; i < LINE_COUNT; i++) out->totals[i] = 0;
}

static bool is_too_big(int64_t amount)
{
    return amount > MONEY_MINOR_MAX || amount < -MONEY_MINOR_MAX;
}

/* The entry at which a column runs over. */
static const struct settlement_line *overflow_in(const struct settlement_line *total,
                                                 const struct settlement_line *lines)
{
    int64_t i = total->a, sum = 0;
    for (; i < total->b - 1; i++) {
        sum += lines[i].sign * lines[i].amount;
        if (is_too_big(sum)) break;
    }
    return &lines[i];
}

/* No amount is too large by itself, all of them are: the list that the last one is from. */
static struct settlement_fault blame_sum(enum line_label last, const struct settlement_line *lines)
{
    enum settlement_term term = last == LINE_take ? TERM_input_guarantee : line_term(last);
    enum settlement_term list = term_list_of(TERM_RECORD_input, term_info(term)->record);
    if (list) term = list;
    if (lines[0].label == LINE_run_guarantee) term = TERM_run_shows;
    return (struct settlement_fault){PROBLEM_sum_too_big, term, 0};
}

static struct settlement_fault blame(const struct settlement_line *line,
                                     const struct settlement_line *lines)
{
    enum line_label label = (enum line_label)line->label;
    if (is_too_big(line->amount) && line->formula == FORMULA_total)
        return blame_sum((enum line_label)overflow_in(line, lines)->label, lines);
    if (is_too_big(line->amount) && line->formula == FORMULA_sum) return blame_sum(label, lines);
    int64_t index = label == LINE_account ? 0 : line->item;
    return (struct settlement_fault){PROBLEM_too_big, line_term(label), index};
}

int64_t trace_add(struct settlement_result *out, struct settlement_line line)
{
    if (out->fault.problem) return 0;
    line.amount = formula_amount(&line, out->lines);
    if (is_too_big(line.amount) || out->line_count == SETTLEMENT_LINES_MAX) {
        trace_refuse(out, blame(&line, out->lines));
        return 0;
    }
    out->lines[out->line_count++] = line;
    out->totals[line.label] += line.amount;
    return line.amount;
}

int64_t trace_total(struct settlement_result *out, enum line_label label, int64_t from)
{
    return trace_add(
        out,
        (struct settlement_line){
            .label = label, .sign = 1, .formula = FORMULA_total, .a = from, .b = out->line_count});
}

static struct settlement_line withholding_base(enum withheld base, struct withholding_bases bases)
{
    struct settlement_line line = {.label = LINE_withholding_base, .formula = FORMULA_given};
    switch (base) {
    case WITHHELD_unset:
    case WITHHELD_COUNT:
    case WITHHELD_guarantee: line.a = bases.guarantee; break;
    case WITHHELD_take: line.a = bases.earnings; break;
    case WITHHELD_all:
        line.formula = FORMULA_sum;
        line.a = bases.earnings;
        line.b = bases.others;
        break;
    }
    return line;
}

void trace_withhold(struct settlement_result *out, const struct settlement_withholding *list,
                    int64_t count, struct withholding_bases bases)
{
    for (int64_t i = 0; i < count; i++) {
        const struct settlement_withholding *w = &list[i];
        bool is_artist = w->bearer == BEARER_artist;
        struct settlement_line line = withholding_base((enum withheld)w->base, bases);
        line.item = i;
        line.a = trace_add(out, line);
        line.b = w->free_per_head;
        line.c = w->heads;
        line.formula = w->free_rule == FREE_limit ? FORMULA_limit : FORMULA_allowance;
        int64_t base = w->free_per_head ? trace_add(out, line) : line.a;
        trace_add(out, (struct settlement_line){.label = is_artist ? LINE_withholding
                                                                   : LINE_withholding_promoter,
                                                .item = i,
                                                .sign = is_artist ? -1 : 0,
                                                .formula = FORMULA_percent,
                                                .a = base,
                                                .b = w->rate});
    }
}

void trace_refuse(struct settlement_result *out, struct settlement_fault fault)
{
    if (!out->fault.problem) out->fault = fault;
}

static int64_t at_least_0(int64_t x)
{
    return x > 0 ? x : 0;
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t column(const struct settlement_line *lines, int64_t from, int64_t to)
{
    int64_t sum = 0;
    for (int64_t i = from; i < to; i++) sum += lines[i].sign * lines[i].amount;
    return sum;
}

static int64_t power_of_10(int64_t exponent)
{
    int64_t power = 1;
    while (exponent-- > 0) power *= 10;
    return power;
}

/* How many minor units are one, when the rate's unit is a whole: digits = decimals of the
 * settlement's currency less those of the other one. */
static int64_t fx_scale(int64_t digits)
{
    return digits > 0 ? SETTLEMENT_FX_ONE / power_of_10(digits)
                      : SETTLEMENT_FX_ONE * power_of_10(-digits);
}

int64_t formula_amount(const struct settlement_line *line, const struct settlement_line *lines)
{
    int64_t a = line->a, b = line->b, c = line->c;
    switch ((enum formula)line->formula) {
    case FORMULA_given: return a;
    case FORMULA_times: return money_muldiv(a, b, 1);
    case FORMULA_times_above: return money_muldiv(a, at_least_0(b - c), 1);
    case FORMULA_reached: return b >= c ? a : 0;
    case FORMULA_reached_money: return b >= c ? a : 0;
    case FORMULA_percent: return money_muldiv(a, b, SETTLEMENT_RATE_ONE);
    case FORMULA_tax_inside:
        return a - money_muldiv(a, SETTLEMENT_RATE_ONE, SETTLEMENT_RATE_ONE + b);
    case FORMULA_convert: return money_muldiv(a, b, fx_scale(c));
    case FORMULA_invert: return money_muldiv(a, fx_scale(c), b);
    case FORMULA_total: return column(lines, a, b);
    case FORMULA_sum: return a + b;
    case FORMULA_remainder: return a - b - c;
    case FORMULA_positive: return at_least_0(a);
    case FORMULA_larger: return a > b ? a : b;
    case FORMULA_smaller: return smaller(a, b);
    case FORMULA_part: return at_least_0(smaller(a, c) - b);
    case FORMULA_split:
        return a + smaller(money_muldiv(b, SETTLEMENT_RATE_ONE, c), 2 * MONEY_MINOR_MAX);
    case FORMULA_limit: return a > money_muldiv(b, c, 1) ? a : 0;
    case FORMULA_allowance: return at_least_0(a - smaller(a, money_muldiv(b, c, 1)));
    case FORMULA_COUNT: break;
    }
    return 0;
}

int64_t code_decimals(int64_t code)
{
    char text[3] = {(char)(code >> 16), (char)(code >> 8 & 255), (char)(code & 255)};
    for (size_t i = 0; i < sizeof text; i++)
        if (text[i] < 'A' || text[i] > 'Z') return -1;
    return money_exponent((str){text, sizeof text});
}

const char *line_name(enum line_label label)
{
    return line_names[label];
}

const char *line_words(enum line_label label)
{
    return line_sentences[label];
}

enum settlement_term line_term(enum line_label label)
{
    return line_terms[label];
}

const char *formula_name(enum formula f)
{
    return formula_names[f];
}
