/* Reports as PDF, to print. */
#include "core/date.h"
#include "server/pdf/amount.h"
#include "server/pdf/page.h"
#include "server/reports/sheet.h"

enum { CELL_BYTES = 200, LANDSCAPE_FROM = 5 };

/* A report on its way to paper. */
struct writing {
    const struct report *report;
    struct paper_style style;
    struct arena *arena;
};

static void write_amount(const struct writing *w, int64_t minor, int64_t code, struct buf *b)
{
    char letters[3];
    report_code(code, letters);
    str currency = {letters, sizeof letters};
    amount_add(b, minor, currency, w->style);
}

static void write_rate(const struct writing *w, int64_t rate, struct buf *b)
{
    enum { BASIS_POINT = 100000, HUNDRED = 100 };
    int64_t points = rate / BASIS_POINT;
    buf_add_i64(b, points / HUNDRED);
    if (points % HUNDRED) {
        buf_add_text(b, w->style.point);
        buf_add_char(b, (char)('0' + points % HUNDRED / 10));
        buf_add_char(b, (char)('0' + points % 10));
    }
    buf_add(b, STR(" %"));
}

static void write_own(const struct writing *w, int64_t minor, int64_t code, struct buf *b)
{
    char letters[3];
    report_code(code, letters);
    write_amount(w, minor, code, b);
    buf_add_char(b, ' ');
    buf_add(b, (str){letters, sizeof letters});
}

static str cell_text(const struct writing *w, const struct report_row *row, size_t x,
                     enum report_column_kind kind)
{
    int64_t cell = row->cells[x];
    char date[DATE_TEXT_BYTES];
    struct buf b;
    if (cell == REPORT_NONE) return STR("");
    buf_init_arena(&b, w->arena, PAGE_TEXT_BYTES_MAX);
    switch (kind) {
    case COLUMN_text: report_write_text(w->report, cell, &b); break;
    case COLUMN_date:
        date_format((int32_t)cell, date);
        buf_add(&b, (str){date, sizeof date});
        break;
    case COLUMN_count: buf_add_i64(&b, cell); break;
    case COLUMN_rate: write_rate(w, cell, &b); break;
    case COLUMN_money: write_amount(w, cell, w->report->currency, &b); break;
    case COLUMN_own: write_own(w, cell, row->currency, &b); break;
    }
    return buf_str(&b);
}

static void write_section(struct page *p, const struct writing *w, const struct report_section *s)
{
    struct page_column columns[REPORT_COLUMNS_MAX];
    for (size_t i = 0; i < s->column_count; i++) {
        enum report_column_kind kind = s->columns[i].kind;
        columns[i] = (struct page_column){
            .title = str_from(s->columns[i].title),
            .share = kind == COLUMN_text  ? 2.6
                     : kind == COLUMN_own ? 1.5
                                          : 1.1,
            .align = kind == COLUMN_text || kind == COLUMN_date ? PAGE_START : PAGE_END,
        };
    }
    page_section(p, str_from(s->title));
    page_table(p, columns, s->column_count);
    for (size_t y = 0; y < s->row_count; y++) {
        str cells[REPORT_COLUMNS_MAX];
        const struct report_row *row = &s->rows[y];
        for (size_t x = 0; x < s->column_count; x++)
            cells[x] = cell_text(w, row, x, s->columns[x].kind);
        page_row(p, cells,
                 row->tone == REPORT_TOTAL      ? PAGE_TOTAL
                 : row->tone == REPORT_SUBTOTAL ? PAGE_STRONG
                                                : PAGE_PLAIN);
    }
}

static void write_missing(struct page *p, const struct report *r, struct arena *a)
{
    struct buf b;
    if (!r->missing_count) return;
    buf_init_arena(&b, a, PAGE_TEXT_BYTES_MAX);
    buf_add(&b, STR("Left out because no exchange rate was noted: "));
    for (size_t i = 0; i < r->missing_count; i++) {
        char code[3];
        report_code(r->missing[i].currency, code);
        if (i) buf_add(&b, STR(", "));
        buf_add_i64(&b, r->missing[i].count);
        buf_add(&b, r->missing[i].count == 1 ? STR(" amount in ") : STR(" amounts in "));
        buf_add(&b, (str){code, sizeof code});
    }
    buf_add_char(&b, '.');
    page_gap(p, 8);
    page_text(p, buf_str(&b), PAGE_MUTED);
}

status sheet_write_pdf(struct press *press, const struct report *r, const struct source_rows *about,
                       struct arena *a, str *bytes)
{
    struct page *p;
    char code[3];
    struct buf line;
    const struct writing writing = {r, about->style, a};
    report_code(r->currency, code);
    buf_init_arena(&line, a, PAGE_TEXT_BYTES_MAX);
    buf_add(&line, about->tour);
    buf_add(&line, STR("  ·  amounts in "));
    buf_add(&line, (str){code, sizeof code});
    str title = str_from(report_title(r->kind));
    status bad = page_create(&p, press, a,
                             &(struct page_options){
                                 .title = title,
                                 .foot = about->tour,
                                 .is_landscape = r->sections[0].column_count > LANDSCAPE_FROM,
                                 .is_letter = about->style.is_letter,
                             });
    if (!bad) {
        page_head(p, &(struct page_head){
                         .kicker = about->artist.len ? about->artist : about->organization,
                         .title = title,
                         .line = buf_str(&line),
                     });
        for (size_t i = 0; i < r->section_count; i++)
            if (r->sections[i].row_count) write_section(p, &writing, &r->sections[i]);
        write_missing(p, r, a);
        bad = page_finish(p, bytes);
    }
    page_destroy(p);
    return bad;
}
