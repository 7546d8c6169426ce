/* Reports by name, their columns, and their text: JSON and CSV. */
#include "date.h"
#include "money.h"
#include "report_make.h"
#include "schema.h"

enum { RATE_DIGITS = 9 };

#define REPORT(report, slug, title, sources) {slug, title, sources},
static const struct {
    const char *slug, *title;
    uint32_t sources;
} reports[REPORT_COUNT] = {
#include "report.def"
};

/* All columns, and which section each is of. */
static const struct report_column columns[] = {
#define COLUMN(report, section, column, title, kind) {#column, title, COLUMN_##kind},
#include "report.def"
};

/* A step through report.def: a section begins, a column follows. */
static const struct {
    enum report_kind report;
    const char *name, *title; /* NULL: a column */
} steps[] = {
#define SECTION(report, section, title)              {REPORT_##report, #section, title},
#define COLUMN(report, section, column, title, kind) {REPORT_##report, NULL, NULL},
#include "report.def"
};

static const char *const words[WORD_COUNT] = {
#define WORD(name, text) text,
#include "report_word.def"
#undef WORD
};

enum report_kind report_named(str slug)
{
    int kind = 0;
    while (kind < REPORT_COUNT && !str_equal(slug, str_from(reports[kind].slug))) kind++;
    return (enum report_kind)kind;
}

const char *report_slug(enum report_kind kind)
{
    return reports[kind].slug;
}

const char *report_title(enum report_kind kind)
{
    return reports[kind].title;
}

uint32_t report_sources(enum report_kind kind)
{
    return reports[kind].sources;
}

void report_begin(enum report_kind kind, struct report *out)
{
    const struct report_column *column = columns;
    *out = (struct report){.kind = kind};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        bool is_ours = steps[i].report == kind;
        if (!steps[i].name) {
            if (is_ours) out->sections[out->section_count - 1].column_count++;
            column++;
        } else if (is_ours)
            out->sections[out->section_count++] = (struct report_section){
                .name = steps[i].name, .title = steps[i].title, .columns = column};
    }
}

/* The n-th value of a choice. */
static str choice_value(enum choice c, int64_t n)
{
    str rest = schema_choice_values(c), one = STR("");
    while (n-- >= 0 && str_cut(&rest, '|', &one)) continue;
    return one;
}

str report_text(const struct report *r, int64_t cell)
{
    int64_t kind = cell >> 32, n = cell & INT64_C(0xffffffff);
    if (kind == TEXT_CALLERS)
        return n > 0 && (size_t)n <= r->text_count ? r->texts[n - 1] : STR("");
    if (kind == TEXT_WORD) return str_from(words[n]);
    return choice_value((enum choice)(kind - TEXT_CHOICES), n);
}

void report_write_text(const struct report *r, int64_t cell, struct buf *out)
{
    str text = report_text(r, cell);
    bool is_choice = cell >> 32 >= TEXT_CHOICES;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        if (is_choice && c == '_') c = ' ';
        if (is_choice && !i && c >= 'a' && c <= 'z') c = (char)(c - 'a' + 'A');
        buf_add_char(out, c);
    }
}

static void write_code(int64_t code, struct buf *out)
{
    char letters[3];
    report_code(code, letters);
    buf_add(out, (str){letters, sizeof letters});
}

/* 123456789 of 10^-9 is 0.123456789; no zeros at the end. */
static void write_decimal(int64_t units, int digits, struct buf *out)
{
    char text[32];
    int at = sizeof text;
    bool is_negative = units < 0, is_begun = false;
    uint64_t left = is_negative ? -(uint64_t)units : (uint64_t)units;
    for (int i = 0; i < digits || left || i == digits; i++, left /= 10) {
        if (i == digits && is_begun) text[--at] = '.';
        is_begun = is_begun || i >= digits || left % 10;
        if (is_begun) text[--at] = (char)('0' + left % 10);
    }
    if (is_negative) text[--at] = '-';
    buf_add(out, (str){text + at, sizeof text - (size_t)at});
}

static void write_date(int64_t days, struct buf *out)
{
    char text[DATE_TEXT_BYTES];
    date_format((int32_t)days, text);
    buf_add(out, (str){text, sizeof text});
}

static void write_json_cell(const struct report *r, enum report_column_kind kind, int64_t cell,
                            struct buf *out)
{
    if (cell == REPORT_NONE) {
        buf_add(out, STR("null"));
        return;
    }
    switch (kind) {
    case COLUMN_text: {
        char memory[256];
        struct buf text;
        buf_init(&text, memory, sizeof memory);
        report_write_text(r, cell, &text);
        buf_add_json(out, text.is_full ? report_text(r, cell) : buf_str(&text));
        break;
    }
    case COLUMN_date:
        buf_add_char(out, '"');
        write_date(cell, out);
        buf_add_char(out, '"');
        break;
    case COLUMN_rate: write_decimal(cell, RATE_DIGITS, out); break;
    case COLUMN_count:
    case COLUMN_money:
    case COLUMN_own: buf_add_i64(out, cell); break;
    }
}

static void write_name(const char *name, const char *value, struct buf *out)
{
    buf_add_char(out, '"');
    buf_add_text(out, name);
    buf_add(out, STR("\":"));
    buf_add_json(out, str_from(value));
}

static void write_json_columns(const struct report_section *s, struct buf *out)
{
    static const char *const kinds[] = {"text", "date", "count", "rate", "money", "own"};
    buf_add(out, STR(",\"columns\":["));
    for (size_t i = 0; i < s->column_count; i++) {
        buf_add_text(out, i ? ",{" : "{");
        write_name("name", s->columns[i].name, out);
        buf_add_char(out, ',');
        write_name("title", s->columns[i].title, out);
        buf_add_char(out, ',');
        write_name("kind", kinds[s->columns[i].kind], out);
        buf_add_char(out, '}');
    }
    buf_add(out, STR("],\"rows\":["));
}

static void write_json_row(const struct report *r, const struct report_section *s,
                           const struct report_row *row, struct buf *out)
{
    static const char *const tones[] = {"row", "subtotal", "total"};
    buf_add_char(out, '{');
    write_name("tone", tones[row->tone], out);
    buf_add(out, STR(",\"currency\":\""));
    write_code(row->currency, out);
    buf_add(out, STR("\",\"cells\":["));
    for (size_t i = 0; i < s->column_count; i++) {
        if (i) buf_add_char(out, ',');
        write_json_cell(r, s->columns[i].kind, row->cells[i], out);
    }
    buf_add(out, STR("]}"));
}

void report_write_json(const struct report *r, struct buf *out)
{
    buf_add_char(out, '{');
    write_name("report", reports[r->kind].slug, out);
    buf_add_char(out, ',');
    write_name("title", reports[r->kind].title, out);
    buf_add(out, STR(",\"currency\":\""));
    write_code(r->currency, out);
    buf_add(out, STR("\",\"sections\":["));
    for (size_t i = 0; i < r->section_count; i++) {
        const struct report_section *s = &r->sections[i];
        buf_add_text(out, i ? ",\n{" : "\n{");
        write_name("name", s->name, out);
        buf_add_char(out, ',');
        write_name("title", s->title, out);
        write_json_columns(s, out);
        for (size_t n = 0; n < s->row_count; n++) {
            buf_add_text(out, n ? ",\n" : "\n");
            write_json_row(r, s, &s->rows[n], out);
        }
        buf_add(out, STR("]}"));
    }
    buf_add(out, STR("],\"missing\":["));
    for (size_t i = 0; i < r->missing_count; i++) {
        buf_add_text(out, i ? ",{\"currency\":\"" : "{\"currency\":\"");
        write_code(r->missing[i].currency, out);
        buf_add(out, STR("\",\"count\":"));
        buf_add_i64(out, r->missing[i].count);
        buf_add_char(out, '}');
    }
    buf_add(out, STR("]}\n"));
}

static bool is_among(char c, const char *these)
{
    return str_find_char(str_from(these), c, 0) < str_from(these).len;
}

/* A text as a CSV field: quoted where it must be, and never a formula. */
static void write_csv_text(str text, struct buf *out)
{
    bool is_formula = text.len && is_among(text.data[0], "=+-@\t\r");
    bool is_quoted = is_formula;
    for (size_t i = 0; i < text.len; i++)
        is_quoted = is_quoted || is_among(text.data[i], ",;\"\r\n");
    if (is_quoted) buf_add_char(out, '"');
    if (is_formula) buf_add_char(out, '\'');
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] == '"') buf_add_char(out, '"');
        buf_add_char(out, text.data[i]);
    }
    if (is_quoted) buf_add_char(out, '"');
}

static void write_amount(int64_t minor, int64_t currency, struct buf *out)
{
    char letters[3];
    report_code(currency, letters);
    money_format((money){minor, money_currency((str){letters, sizeof letters})}, out);
}

static void write_csv_cell(const struct report *r, enum report_column_kind kind,
                           const struct report_row *row, int64_t cell, struct buf *out)
{
    if (cell == REPORT_NONE) return;
    switch (kind) {
    case COLUMN_text: {
        str text = report_text(r, cell);
        char memory[64];
        struct buf value;
        buf_init(&value, memory, sizeof memory);
        if (cell >> 32 >= TEXT_CHOICES) {
            report_write_text(r, cell, &value);
            text = buf_str(&value);
        }
        write_csv_text(text, out);
        break;
    }
    case COLUMN_date: write_date(cell, out); break;
    case COLUMN_rate: write_decimal(cell, RATE_DIGITS, out); break;
    case COLUMN_count: buf_add_i64(out, cell); break;
    case COLUMN_money: write_amount(cell, r->currency, out); break;
    case COLUMN_own: write_amount(cell, row->currency, out); break;
    }
}

bool report_has_own(const struct report_section *s)
{
    for (size_t i = 0; i < s->column_count; i++)
        if (s->columns[i].kind == COLUMN_own) return true;
    return false;
}

static void write_csv_head(const struct report *r, const struct report_section *s, struct buf *out)
{
    for (size_t i = 0; i < s->column_count; i++) {
        if (i) buf_add_char(out, ',');
        write_csv_text(str_from(s->columns[i].title), out);
        if (s->columns[i].kind != COLUMN_money) continue;
        buf_add_char(out, ' ');
        write_code(r->currency, out);
    }
    if (report_has_own(s)) buf_add(out, STR(",Currency"));
    buf_add(out, STR("\r\n"));
}

void report_write_csv(const struct report *r, struct buf *out)
{
    for (size_t i = 0; i < r->section_count; i++) {
        const struct report_section *s = &r->sections[i];
        if (i) buf_add(out, STR("\r\n"));
        write_csv_head(r, s, out);
        for (size_t n = 0; n < s->row_count; n++) {
            for (size_t c = 0; c < s->column_count; c++) {
                if (c) buf_add_char(out, ',');
                write_csv_cell(r, s->columns[c].kind, &s->rows[n], s->rows[n].cells[c], out);
            }
            if (report_has_own(s)) {
                buf_add_char(out, ',');
                write_code(s->rows[n].currency, out);
            }
            buf_add(out, STR("\r\n"));
        }
    }
    if (!r->missing_count) return;
    buf_add(out, STR("\r\nLeft out for want of a rate,Number\r\n"));
    for (size_t i = 0; i < r->missing_count; i++) {
        write_code(r->missing[i].currency, out);
        buf_add_char(out, ',');
        buf_add_i64(out, r->missing[i].count);
        buf_add(out, STR("\r\n"));
    }
}
