/* The settlement: every line with its formula, the balance, and where both sides sign. */
#include <string.h>

#include "core/buf.h"
#include "core/money.h"
#include "core/settlement_term.h"
#include "core/settlement_trace.h"
#include "server/paper/words.h"
#include "server/paper/writer.h"
#include "server/pdf/page.h"

enum { FORMULA_BYTES_MAX = 400, HASH_SHOWN = 16, STROKES_MAX = 100, POINTS_MAX = 1000 };

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

/* A settlement worked out again, and in which currency each line is. */
struct worked_out {
    struct settlement_input input;
    struct settlement_result result;
    char code[4], foreign_code[4];
};

static str code_text(int64_t code, char memory[4])
{
    for (int i = 0; i < 3; i++) memory[i] = (char)(code >> (16 - 8 * i) & 255);
    return code ? (str){memory, 3} : STR("");
}

/* A line in a currency of its own is converted by the line behind it, at that currency's rate. */
static str line_currency(struct worked_out *w, int64_t index)
{
    const struct settlement_line *line = &w->result.lines[index];
    if (line->label == LINE_payout) return code_text(w->input.payout_currency, w->foreign_code);
    if (line->label == LINE_foreign && index + 1 < w->result.line_count)
        for (int64_t i = 0; i < w->input.fxs_count; i++)
            if (w->input.fxs[i].rate == line[1].b)
                return code_text(w->input.fxs[i].code, w->foreign_code);
    return code_text(w->input.currency, w->code);
}

/* What a conversion starts from is in the currency of the line before it. */
static str operand_currency(struct worked_out *w, int64_t index, size_t operand)
{
    const struct settlement_line *line = &w->result.lines[index];
    bool is_converted = line->formula == FORMULA_convert || line->formula == FORMULA_invert;
    if (is_converted && operand == 0 && line->label == LINE_payout)
        return code_text(w->input.currency, w->code);
    if (is_converted && operand == 0 && index > 0) return line_currency(w, index - 1);
    return line_currency(w, index);
}

static void add_operand(struct worked_out *w, struct arena *a, struct buf *b, int64_t index,
                        size_t operand)
{
    const struct settlement_line *line = &w->result.lines[index];
    const int64_t values[] = {line->a, line->b, line->c};
    int64_t value = values[operand];
    switch (formulas[line->formula].kinds[operand]) {
    case OPERAND_money:
        buf_add(b, words_amount(a, value, operand_currency(w, index, operand)));
        break;
    case OPERAND_rate: buf_add(b, words_percent(a, value, SETTLEMENT_RATE_ONE)); break;
    case OPERAND_fx: {
        str percent = words_percent(a, value, SETTLEMENT_FX_ONE * 100); /* a number, not a share */
        buf_add(b, str_slice(percent, 0, percent.len - 2));
        break;
    }
    case OPERAND_count: buf_add_i64(b, value); break;
    case OPERAND_line: buf_add_i64(b, operand == 0 ? value + 1 : value); break;
    case OPERAND_none:
    case OPERAND_digits: break;
    }
}

static str formula_text(struct worked_out *w, struct arena *a, int64_t index)
{
    struct buf b;
    buf_init_arena(&b, a, FORMULA_BYTES_MAX);
    const struct settlement_line *line = &w->result.lines[index];
    const char *words = formulas[line->formula].words;
    if (line->formula == FORMULA_total) /* on paper the lines are counted from 1 */
        words = line->b - line->a == 1 ? "line {a}" : "lines {a} to {b}";
    for (const char *c = words; *c; c++) {
        if (c[0] == '{' && c[1] >= 'a' && c[1] <= 'c' && c[2] == '}') {
            add_operand(w, a, &b, index, (size_t)(c[1] - 'a'));
            c += 2;
        } else {
            buf_add_char(&b, *c);
        }
    }
    return buf_str(&b);
}

/* What the line is about has a name where the input names it: names.tier[0]. */
static str line_subject(const struct paper_source *s, const struct settlement_line *line)
{
    enum settlement_term term = line_term((enum line_label)line->label);
    if (line->formula == FORMULA_total || line->formula == FORMULA_remainder) return STR("");
    if (line->label == LINE_account) return STR("");
    const json_t *names = words_part(words_part(s->data, "input"), "names");
    const json_t *list = json_object_get(names, term_record_name(term_info(term)->record));
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

static void write_lines(struct page *p, const struct paper_source *s, struct worked_out *w)
{
    const struct page_column columns[] = {{STR(""), 0.5, PAGE_END},
                                          {STR(""), 3, PAGE_START},
                                          {STR("How it comes about"), 3.2, PAGE_ASIDE},
                                          {STR("Amount"), 1.6, PAGE_END}};
    struct arena *a = s->arena;
    page_section(p, STR("How it was worked out"));
    page_table(p, columns, 4);
    for (int64_t i = 0; i < w->result.line_count; i++) {
        const struct settlement_line *line = &w->result.lines[i];
        bool is_given = line->formula == FORMULA_given;
        str label = words_choice(a, str_from(line_words((enum line_label)line->label)));
        if (line->label == LINE_account)
            label = WORDS_JOIN(a, ": ", label, str_from(line_words((enum line_label)line->item)));
        str cells[] = {
            words_number(a, i + 1),
            WORDS_JOIN(a, "\n", label, line_subject(s, line)),
            is_given ? STR("") : formula_text(w, a, i),
            words_amount(a, line->sign < 0 ? -line->amount : line->amount, line_currency(w, i)),
        };
        page_row(p, cells, line_tone(line));
    }
}

static void write_disputes(struct page *p, const struct paper_source *s, str currency)
{
    const struct page_column columns[] = {{STR("Line"), 3, PAGE_START},
                                          {STR("Ours"), 1.4, PAGE_END},
                                          {STR("Theirs"), 1.4, PAGE_END},
                                          {STR(""), 1, PAGE_END}};
    size_t i;
    json_t *d;
    if (!json_array_size(words_part(s->data, "disputes"))) return;
    page_section(p, STR("In dispute"));
    page_table(p, columns, 4);
    json_array_foreach(words_part(s->data, "disputes"), i, d)
    {
        str cells[] = {WORDS_JOIN(s->arena, "\n", words_choice(s->arena, words_text(d, "line")),
                                  words_text(d, "reason")),
                       words_amount(s->arena, words_count(d, "ours_minor"), currency),
                       words_amount(s->arena, words_count(d, "theirs_minor"), currency),
                       words_text(d, "status")};
        page_row(p, cells, PAGE_PLAIN);
    }
}

/* [[x0, y0, x1, y1, …], …] as a signature pad has it; what is none is left out. */
static void read_drawing(struct arena *a, const json_t *drawing, struct page_signature *side)
{
    size_t count = json_array_size(drawing);
    if (count > STROKES_MAX) count = STROKES_MAX;
    struct page_stroke *strokes = arena_take_array(a, count, sizeof *strokes);
    for (size_t i = 0; strokes && i < count; i++) {
        const json_t *numbers = json_array_get(drawing, i);
        size_t points = json_array_size(numbers) / 2;
        if (points > POINTS_MAX) points = POINTS_MAX;
        int32_t *xy = points ? arena_take_array(a, 2 * points, sizeof *xy) : NULL;
        if (!xy) continue;
        for (size_t k = 0; k < 2 * points; k++) {
            int64_t n = json_integer_value(json_array_get(numbers, k));
            xy[k] = n < 0 ? 0 : n > PAGE_DRAWING_WIDTH ? PAGE_DRAWING_WIDTH : (int32_t)n;
        }
        strokes[side->stroke_count++] = (struct page_stroke){xy, points};
    }
    side->strokes = strokes;
}

static void write_signatures(struct page *p, const struct paper_source *s)
{
    struct page_signature sides[] = {{.note = STR("For the artist")},
                                     {.note = STR("For the promoter")}};
    struct arena *a = s->arena;
    size_t i;
    json_t *one;
    json_array_foreach(words_part(s->data, "signatures"), i, one)
    {
        struct page_signature *side = &sides[str_equal(words_text(one, "party"), STR("promoter"))];
        side->who = WORDS_JOIN(a, ", ", words_text(one, "name"), words_text(one, "job"));
        side->note = WORDS_JOIN(a, "  ·  ", side->note, words_text(one, "signed"),
                                str_slice(words_text(one, "result_hash"), 0, HASH_SHOWN));
        read_drawing(a, words_part(one, "drawing"), side);
    }
    page_signatures(p, sides, 2);
    str hash = words_text(s->data, "result_hash");
    if (hash.len)
        page_text(p, WORDS_JOIN(a, " ", STR("Check sum of what is signed (SHA-256):"), hash),
                  PAGE_MUTED);
}

static void write_head(struct page *p, const struct paper_source *s, str currency)
{
    struct arena *a = s->arena;
    str artist = words_text(s->data, "artist");
    page_head(p, &(struct page_head){
                     .kicker = WORDS_JOIN(a, "  ·  ", STR("Settlement"),
                                          artist.len ? artist : words_text(s->data, "organization"),
                                          words_text(s->data, "tour")),
                     .title = WORDS_JOIN(a, ", ", words_text(s->data, "venue"),
                                         words_text(s->data, "city")),
                     .line = words_text(s->data, "date_words"),
                 });
    const json_t *undisputed = json_object_get(s->data, "undisputed_minor");
    const json_t *balance = json_object_get(s->data, "balance_minor");
    struct page_fact facts[] = {
        {STR("Balance due"), json_is_integer(balance)
                                 ? words_money(a, json_integer_value(balance), currency)
                                 : STR("")},
        {STR("Undisputed, paid tonight"),
         json_is_integer(undisputed) ? words_money(a, json_integer_value(undisputed), currency)
                                     : STR("")},
        {STR("Promoter"), words_text(s->data, "promoter")},
        {STR("Version"), WORDS_JOIN(a, ", ", words_number(a, words_count(s->data, "version")),
                                    words_text(s->data, "status"))},
        {STR("Amended because"), words_text(s->data, "reason")},
    };
    page_facts(p, facts, sizeof facts / sizeof *facts, 3);
}

/* The trace is worked out again from the text that was signed: paper and signature agree. */
static bool work_out(const struct paper_source *s, struct worked_out *w)
{
    str text = words_text(s->data, "input_text");
    struct buf scratch;
    buf_init_arena(&scratch, s->arena, text.len + 64);
    if (!text.len || term_read(text, TERM_RECORD_input, &w->input, &scratch)) return false;
    return settlement_settle(&w->input, &w->result) == S_OK;
}

status settlement_write(const struct paper_source *s, str *pdf)
{
    struct page *p;
    struct worked_out *w = arena_take(s->arena, sizeof *w);
    str currency = words_text(s->data, "currency"), notes = words_text(s->data, "notes");
    if (!w) return S_OVER_LIMIT;
    struct page_options options = {
        .title = WORDS_JOIN(s->arena, "  ·  ", STR("Settlement"), words_text(s->data, "venue"),
                            words_text(s->data, "date_words")),
        .foot = str_slice(words_text(s->data, "result_hash"), 0, HASH_SHOWN),
    };
    status bad = page_create(&p, s->arena, &options);
    if (!bad) {
        write_head(p, s, currency);
        if (work_out(s, w))
            write_lines(p, s, w);
        else
            page_text(p, STR("This settlement has not been calculated yet."), PAGE_MUTED);
        write_disputes(p, s, currency);
        if (notes.len) {
            page_section(p, STR("Notes"));
            page_text(p, notes, PAGE_PLAIN);
        }
        write_signatures(p, s);
        bad = page_finish(p, pdf);
    }
    page_destroy(p);
    return bad;
}
