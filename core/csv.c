/* Cutting tables out of text. */
#include "csv.h"

#include <stdbool.h>
#include <string.h>

enum { SAMPLE_ROWS = 60 };

enum cell_end { CELL_THEN_CELL, CELL_THEN_ROW, CELL_THEN_END };

struct reader {
    str text;
    size_t at;
    uint32_t line;
    char delimiter;
};

struct cell {
    str raw;
    bool is_quoted; /* raw holds doubled quotes or text behind the closing quote */
    enum cell_end end;
};

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* Index behind the closing quote of the quoted text that opens at `from`, or text.len + 1. */
static size_t find_closing(str text, size_t from)
{
    for (size_t i = from + 1; i < text.len; i++) {
        if (text.data[i] != '"') continue;
        if (i + 1 < text.len && text.data[i + 1] == '"')
            i++;
        else
            return i + 1;
    }
    return text.len + 1;
}

static void count_lines(struct reader *r, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (r->text.data[i] == '\n' ||
            (r->text.data[i] == '\r' && (i + 1 == r->text.len || r->text.data[i + 1] != '\n')))
            r->line++;
}

static struct cell next_cell(struct reader *r)
{
    str text = r->text;
    size_t start = r->at, end = start;
    struct cell c = {.is_quoted = false};
    while (end < text.len &&
           (text.data[end] == ' ' || (text.data[end] == '\t' && r->delimiter != '\t')))
        end++;
    if (end < text.len && text.data[end] == '"') {
        size_t closing = find_closing(text, end);
        c.is_quoted = closing <= text.len;
        if (c.is_quoted) start = end, end = closing;
    }
    while (end < text.len && text.data[end] != r->delimiter && !is_line_end(text.data[end])) end++;
    c.raw = str_slice(text, start, end);
    c.end = end == text.len                  ? CELL_THEN_END
            : text.data[end] == r->delimiter ? CELL_THEN_CELL
                                             : CELL_THEN_ROW;
    r->at = end + (c.end != CELL_THEN_END);
    if (c.end == CELL_THEN_ROW && text.data[end] == '\r' && r->at < text.len &&
        text.data[r->at] == '\n')
        r->at++;
    count_lines(r, start, r->at);
    return c;
}

/* Without a no-break space at either end too, which spreadsheets like to leave. */
static str trim(str s)
{
    for (size_t before = s.len + 1; before != s.len;) {
        before = s.len;
        s = str_trim(s);
        if (str_starts(s, STR("\xc2\xa0"))) s = str_slice(s, 2, s.len);
        if (str_ends(s, STR("\xc2\xa0"))) s.len -= 2;
    }
    return s;
}

/* The cell's text; false when the arena is full. */
static bool unquote(const struct cell *c, struct arena *a, str *out)
{
    *out = trim(c->raw);
    if (!c->is_quoted) return true;
    str raw = str_trim(c->raw);
    size_t closing = find_closing(raw, 0);
    str inside = str_slice(raw, 1, closing - 1);
    bool is_plain = closing == raw.len && str_find_char(inside, '"', 0) == inside.len;
    *out = trim(inside);
    if (is_plain) return true;
    char *copy = arena_take(a, raw.len);
    if (!copy) return false;
    size_t len = 0;
    for (size_t i = 0; i < inside.len; i++) {
        copy[len++] = inside.data[i];
        if (inside.data[i] == '"') i++;
    }
    memcpy(copy + len, raw.data + closing, raw.len - closing);
    *out = trim((str){copy, len + raw.len - closing});
    return true;
}

/* How well a delimiter fits: rows that agree on the commonest number of cells, then that number. */
static uint32_t fit(str text, char delimiter)
{
    struct reader r = {.text = text, .delimiter = delimiter};
    uint32_t rows_with[CSV_COLUMNS_MAX + 1] = {0};
    uint32_t cells = 0, best = 0;
    for (int rows = 0; rows < SAMPLE_ROWS && r.at < text.len;) {
        struct cell c = next_cell(&r);
        cells++;
        if (c.end == CELL_THEN_CELL && r.at < text.len) continue;
        rows_with[cells < CSV_COLUMNS_MAX ? cells : CSV_COLUMNS_MAX]++;
        cells = 0;
        rows++;
    }
    for (uint32_t n = 2; n <= CSV_COLUMNS_MAX; n++) {
        uint32_t score = rows_with[n] ? rows_with[n] * 100 + n : 0;
        if (score > best) best = score;
    }
    return best;
}

/* Excel's own first line "sep=;" settles it, and is no row. */
static char find_delimiter(str *text)
{
    static const char candidates[] = {';', ',', '\t'};
    char best = ',';
    uint32_t best_fit = 0;
    if (text->len > 4 && str_equal_ascii_nocase(str_slice(*text, 0, 4), STR("sep=")) &&
        !is_line_end(text->data[4]) && text->data[4] != '"') {
        char named = text->data[4];
        if (text->len == 5 || is_line_end(text->data[5])) {
            *text = str_slice(*text, 5, text->len);
            return named;
        }
    }
    for (size_t i = 0; i < sizeof candidates; i++) {
        uint32_t score = fit(*text, candidates[i]);
        if (score > best_fit) best_fit = score, best = candidates[i];
    }
    return best;
}

struct size {
    uint32_t rows;
    uint32_t cells;
};

/* Counts what there is, so that it can be stored in one piece; S_OVER_LIMIT beyond the maximum. */
static status measure(struct reader r, struct size *out)
{
    uint32_t in_row = 0;
    *out = (struct size){0, 0};
    while (r.at < r.text.len) {
        struct cell c = next_cell(&r);
        out->cells++;
        if (++in_row > CSV_COLUMNS_MAX && str_trim(c.raw).len) return S_OVER_LIMIT;
        if (c.end == CELL_THEN_CELL && r.at < r.text.len) continue;
        in_row = 0;
        if (++out->rows > CSV_ROWS_MAX) return S_OVER_LIMIT;
    }
    return S_OK;
}

/* Reads one row into `cells`; `*used` is its last cell with text, plus one. */
static bool read_row(struct reader *r, struct arena *a, str *cells, uint32_t *count, uint32_t *used)
{
    *count = *used = 0;
    while (r->at < r->text.len) {
        struct cell c = next_cell(r);
        if (*count < CSV_COLUMNS_MAX) {
            if (!unquote(&c, a, &cells[*count])) return false;
            if (cells[(*count)++].len) *used = *count;
        }
        if (c.end != CELL_THEN_CELL) break;
    }
    return true;
}

status csv_parse(str text, struct arena *a, struct csv *out)
{
    if (text.len > CSV_BYTES_MAX) return S_OVER_LIMIT;
    size_t whole = text.len;
    struct reader r = {.delimiter = find_delimiter(&text), .line = 1};
    r.text = text;
    if (whole != text.len) r.line = 1; /* the rest of the "sep=" line counts as line 1 */
    struct size size;
    status s = measure(r, &size);
    if (s) return s;
    struct csv_row *rows = arena_take_array(a, size.rows, sizeof *rows);
    str *cells = arena_take_array(a, size.cells, sizeof *cells);
    if (!rows || !cells) return S_OVER_LIMIT;
    *out = (struct csv){.rows = rows, .delimiter = r.delimiter};
    while (r.at < text.len) {
        uint32_t count, used, line = r.line;
        if (!read_row(&r, a, cells, &count, &used)) return S_OVER_LIMIT;
        if (!used) continue;
        rows[out->row_count++] = (struct csv_row){cells, count, line};
        if (used > out->column_count) out->column_count = used;
        cells += count;
    }
    return S_OK;
}
