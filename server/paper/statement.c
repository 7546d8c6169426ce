/* A settlement line by line, each with how it comes about in numbers. */
#include "server/paper/statement.h"

#include "core/buf.h"
#include "core/settlement_term.h"
#include "core/settlement_trace.h"
#include "server/paper/words.h"

enum { FORMULA_BYTES_MAX = 400 };

enum operand {
    OPERAND_none,
    OPERAND_money,
    OPERAND_rate,
    OPERAND_fx,
    OPERAND_count,
    OPERAND_digits,
    OPERAND_line
};

struct formula_words {
    enum operand kinds[3];
    const char *words;
};

static const struct formula_words formulas[] = {
#define FORMULA(name, a, b, c, words) {{OPERAND_##a, OPERAND_##b, OPERAND_##c}, words},
#include "core/settlement_formula.def"
#undef FORMULA
};

str statement_code(struct arena *a, int64_t code)
{
    char letters[3];
    for (int i = 0; i < 3; i++) letters[i] = (char)(code >> (16 - 8 * i) & 255);
    str copy = {code ? arena_copy(a, (str){letters, 3}) : NULL, 3};
    return copy.data ? copy : STR("");
}

/* Lines that one show brings into a run. */
static bool is_of_show(int64_t label)
{
    return label == LINE_run_guarantee || label == LINE_run_share || label == LINE_run_extras ||
           label == LINE_run_deposits || label == LINE_run_merch || label == LINE_run_paid;
}

/* A line in a currency of its own is converted by the line behind it, at that currency's rate. */
static int64_t line_currency(const struct statement *s, int64_t index)
{
    const struct settlement_line *line = &s->result->lines[index];
    if (line->label == LINE_payout && s->payout_currency > 0)
        return s->fxs[s->payout_currency - 1].code;
    if (line->label == LINE_foreign && index + 1 < s->result->line_count)
        for (int64_t i = 0; i < s->fxs_count; i++)
            if (s->fxs[i].rate == line[1].b) return s->fxs[i].code;
    return s->currency;
}

/* What a conversion starts from is in the currency of the line before it, in a run of the show. */
static int64_t operand_currency(const struct statement *s, int64_t index, size_t operand)
{
    const struct settlement_line *line = &s->result->lines[index];
    bool is_converted = line->formula == FORMULA_convert || line->formula == FORMULA_invert;
    if (is_converted && operand == 0 && line->label == LINE_payout) return s->currency;
    if (is_converted && operand == 0 && s->shows && is_of_show(line->label))
        return s->shows[line->item].currency;
    if (is_converted && operand == 0 && index > 0) return line_currency(s, index - 1);
    return line_currency(s, index);
}

static void add_operand(const struct statement *s, struct arena *a, struct buf *b, int64_t index,
                        size_t operand)
{
    const struct settlement_line *line = &s->result->lines[index];
    const int64_t values[] = {line->a, line->b, line->c};
    int64_t value = values[operand];
    switch (formulas[line->formula].kinds[operand]) {
    case OPERAND_money:
        buf_add(b, words_amount(a, s->style, value,
                                statement_code(a, operand_currency(s, index, operand))));
        break;
    case OPERAND_rate: buf_add(b, words_percent(a, s->style, value, SETTLEMENT_RATE_ONE)); break;
    case OPERAND_fx: {
        str percent =
            words_percent(a, s->style, value, SETTLEMENT_FX_ONE * 100); /* a number, not a share */
        buf_add(b, str_slice(percent, 0, percent.len - 2));
        break;
    }
    case OPERAND_count: buf_add_i64(b, value); break;
    case OPERAND_line: buf_add_i64(b, operand == 0 ? value + 1 : value); break;
    case OPERAND_none:
    case OPERAND_digits: break;
    }
}

static str formula_text(const struct statement *s, struct arena *a, int64_t index)
{
    struct buf b;
    buf_init_arena(&b, a, FORMULA_BYTES_MAX);
    const struct settlement_line *line = &s->result->lines[index];
    const char *words = formulas[line->formula].words;
    if (line->formula == FORMULA_total) /* on paper the lines are counted from 1 */
        words = line->b - line->a == 1 ? "line {a}" : "lines {a} to {b}";
    for (const char *c = words; *c; c++) {
        if (c[0] == '{' && c[1] >= 'a' && c[1] <= 'c' && c[2] == '}') {
            add_operand(s, a, &b, index, (size_t)(c[1] - 'a'));
            c += 2;
        } else {
            buf_add_char(&b, *c);
        }
    }
    return buf_str(&b);
}

/* What the line is about has a name where the input names it: names.tier[0]. */
static str line_subject(const struct statement *s, const struct settlement_line *line)
{
    bool is_show = is_of_show(line->label);
    enum settlement_term term = line_term((enum line_label)line->label);
    if (line->formula == FORMULA_total || line->formula == FORMULA_remainder) return STR("");
    if (line->label == LINE_account || (s->shows && !is_show)) return STR("");
    const char *list_name = is_show ? "show" : term_record_name(term_info(term)->record);
    const json_t *list = json_object_get(s->names, list_name);
    const json_t *name = json_array_get(list, (size_t)line->item);
    return json_is_string(name) ? (str){json_string_value(name), json_string_length(name)}
                                : STR("");
}

static bool is_a_result(int64_t label)
{
    return label == LINE_gross || label == LINE_net_gross || label == LINE_net ||
           label == LINE_take || label == LINE_adjusted_take || label == LINE_balance ||
           label == LINE_walkout;
}

/* Side calculations are quieter than what enters a column. */
static enum page_tone line_tone(const struct settlement_line *line)
{
    if (is_a_result(line->label)) return PAGE_TOTAL;
    return line->sign ? PAGE_PLAIN : PAGE_MUTED;
}

void statement_write(struct page *p, struct arena *a, const struct statement *s)
{
    const struct page_column columns[] = {{STR(""), 0.5, PAGE_END},
                                          {STR(""), 3, PAGE_START},
                                          {STR("How it comes about"), 3.2, PAGE_ASIDE},
                                          {STR("Amount"), 1.6, PAGE_END}};
    page_section(p, s->title);
    page_table(p, columns, 4);
    for (int64_t i = 0; i < s->result->line_count; i++) {
        const struct settlement_line *line = &s->result->lines[i];
        bool is_given = line->formula == FORMULA_given;
        str label = words_choice(a, str_from(line_words((enum line_label)line->label)));
        if (line->label == LINE_account)
            label = WORDS_JOIN(a, ": ", label, str_from(line_words((enum line_label)line->item)));
        str currency = statement_code(a, line_currency(s, i));
        str cells[] = {
            words_number(a, i + 1),
            WORDS_JOIN(a, "\n", label, line_subject(s, line)),
            is_given ? STR("") : formula_text(s, a, i),
            words_amount(a, s->style, line->sign < 0 ? -line->amount : line->amount, currency),
        };
        page_row(p, cells, line_tone(line));
    }
}
