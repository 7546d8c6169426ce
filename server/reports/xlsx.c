/* Reports as XLSX; libxlsxwriter is known in this file only. */
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "core/money.h"
#include "server/reports/sheet.h"

enum { FORMATS_MAX = 64, TONES = 3, TITLE_WIDTH = 30, NUMBER_WIDTH = 16, EPOCH_DAY = 25569 };
#define RATE_ONE 1e9

/* A workbook being written; formats are made once for each kind, currency and tone. */
struct book {
    lxw_workbook *workbook;
    struct format {
        int64_t key;
        lxw_format *format;
    } formats[FORMATS_MAX];
    size_t format_count;
    struct arena *arena;
};

static double decimals_of(int64_t code, int32_t *exponent)
{
    char letters[3];
    double one = 1;
    report_code(code, letters);
    *exponent = money_exponent((str){letters, sizeof letters});
    for (int32_t i = 0; i < *exponent; i++) one *= 10;
    return one;
}

/* "#,##0.00 [$EUR]" */
static void number_format(char out[32], int64_t code)
{
    char letters[3], memory[32];
    struct buf b;
    int32_t exponent;
    decimals_of(code, &exponent);
    report_code(code, letters);
    buf_init(&b, memory, sizeof memory - 1);
    buf_add(&b, STR("#,##0"));
    for (int32_t i = 0; i < exponent; i++) buf_add(&b, i ? STR("0") : STR(".0"));
    buf_add(&b, STR(" [$"));
    buf_add(&b, (str){letters, sizeof letters});
    buf_add_char(&b, ']');
    memory[b.len] = 0;
    memcpy(out, memory, sizeof memory);
}

static lxw_format *format_of(struct book *b, enum report_column_kind kind, int64_t currency,
                             enum report_tone tone)
{
    enum { KINDS = 8 };
    bool is_money = kind == COLUMN_money || kind == COLUMN_own;
    int64_t key = ((is_money ? currency : 0) * KINDS + (int64_t)kind) * TONES + (int64_t)tone;
    for (size_t i = 0; i < b->format_count; i++)
        if (b->formats[i].key == key) return b->formats[i].format;
    if (b->format_count == FORMATS_MAX) return NULL;
    lxw_format *f = workbook_add_format(b->workbook);
    char text[32];
    if (!f) return NULL;
    if (is_money) {
        number_format(text, currency);
        format_set_num_format(f, text);
    } else if (kind == COLUMN_date)
        format_set_num_format(f, "yyyy-mm-dd");
    else if (kind == COLUMN_rate)
        format_set_num_format(f, "0.00%");
    if (tone != REPORT_ROW) format_set_bold(f);
    if (tone == REPORT_TOTAL) format_set_top(f, LXW_BORDER_THIN);
    b->formats[b->format_count++] = (struct format){key, f};
    return f;
}

static void write_cell(struct book *b, lxw_worksheet *sheet, const struct report *r,
                       const struct report_row *row, lxw_row_t y, lxw_col_t x,
                       enum report_column_kind kind)
{
    int64_t cell = row->cells[x], currency = kind == COLUMN_own ? row->currency : r->currency;
    lxw_format *format = format_of(b, kind, currency, row->tone);
    int32_t exponent;
    if (cell == REPORT_NONE) {
        worksheet_write_blank(sheet, y, x, format);
        return;
    }
    switch (kind) {
    case COLUMN_text: {
        struct buf text;
        buf_init_arena(&text, b->arena, 20000);
        report_write_text(r, cell, &text);
        const char *copy = arena_copy(b->arena, buf_str(&text));
        if (copy) worksheet_write_string(sheet, y, x, copy, format);
        break;
    }
    case COLUMN_date:
        worksheet_write_number(sheet, y, x, (double)(cell + EPOCH_DAY), format);
        break;
    case COLUMN_rate: worksheet_write_number(sheet, y, x, (double)cell / RATE_ONE, format); break;
    case COLUMN_count: worksheet_write_number(sheet, y, x, (double)cell, format); break;
    case COLUMN_money:
    case COLUMN_own:
        worksheet_write_number(sheet, y, x, (double)cell / decimals_of(currency, &exponent),
                               format);
        break;
    }
}

static void write_section(struct book *b, const struct report *r, const struct report_section *s,
                          lxw_format *head)
{
    lxw_worksheet *sheet = workbook_add_worksheet(b->workbook, s->title);
    if (!sheet) return;
    for (size_t i = 0; i < s->column_count; i++) {
        bool is_text = s->columns[i].kind == COLUMN_text;
        worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i,
                             is_text ? TITLE_WIDTH : NUMBER_WIDTH, NULL);
        worksheet_write_string(sheet, 0, (lxw_col_t)i, s->columns[i].title, head);
    }
    for (size_t y = 0; y < s->row_count; y++)
        for (size_t x = 0; x < s->column_count; x++)
            write_cell(b, sheet, r, &s->rows[y], (lxw_row_t)y + 1, (lxw_col_t)x,
                       s->columns[x].kind);
    worksheet_freeze_panes(sheet, 1, 0);
}

static void write_missing(struct book *b, const struct report *r, lxw_format *head)
{
    if (!r->missing_count) return;
    lxw_worksheet *sheet = workbook_add_worksheet(b->workbook, "Left out");
    if (!sheet) return;
    worksheet_set_column(sheet, 0, 1, NUMBER_WIDTH, NULL);
    worksheet_write_string(sheet, 0, 0, "No rate from", head);
    worksheet_write_string(sheet, 0, 1, "Amounts", head);
    for (size_t i = 0; i < r->missing_count; i++) {
        char code[4] = {0};
        report_code(r->missing[i].currency, code);
        worksheet_write_string(sheet, (lxw_row_t)i + 1, 0, code, NULL);
        worksheet_write_number(sheet, (lxw_row_t)i + 1, 1, (double)r->missing[i].count, NULL);
    }
}

static status write_book(const struct report *r, const struct source_rows *about, const char *path,
                         struct arena *a)
{
    struct book b = {.workbook = workbook_new(path), .arena = a};
    char *title = arena_copy(a, about->tour);
    if (!b.workbook) return S_OVER_LIMIT;
    lxw_doc_properties properties = {.title = title};
    workbook_set_properties(b.workbook, &properties);
    lxw_format *head = workbook_add_format(b.workbook);
    if (head) {
        format_set_bold(head);
        format_set_bottom(head, LXW_BORDER_THIN);
    }
    for (size_t i = 0; i < r->section_count; i++) write_section(&b, r, &r->sections[i], head);
    write_missing(&b, r, head);
    return workbook_close(b.workbook) ? S_OVER_LIMIT : S_OK;
}

static status read_all(int file, struct arena *a, str *bytes)
{
    off_t size = lseek(file, 0, SEEK_END);
    char *data = size > 0 ? arena_take(a, (size_t)size) : NULL;
    if (!data || pread(file, data, (size_t)size, 0) != size) return S_OVER_LIMIT;
    *bytes = (str){data, (size_t)size};
    return S_OK;
}

status sheet_write_xlsx(const struct report *r, const struct source_rows *about, struct arena *a,
                        str *bytes)
{
    char path[32];
    int file = memfd_create("report.xlsx", MFD_CLOEXEC); /* never on disk */
    if (file < 0) return S_OVER_LIMIT;
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    status bad = write_book(r, about, path, a);
    if (!bad) bad = read_all(file, a, bytes);
    close(file);
    return bad;
}
