/* Tables that go on over pages, with their header on each. */
#include "server/pdf/pen.h"

#define HEADER_SIZE 7.5
#define RULE_LIGHT  0.88
#define RULE_STRONG 0.25
#define ROW_KEEP    40.0 /* a header and a first row */

struct columns_at {
    double x[PAGE_COLUMNS_MAX], width[PAGE_COLUMNS_MAX];
};

static struct columns_at places(const struct page *p)
{
    struct columns_at at = {{0}, {0}};
    double sum = 0, x = SHEET_MARGIN;
    double room = pen_width(p) - COLUMN_GAP * (double)(p->column_count - 1);
    for (size_t i = 0; i < p->column_count; i++) sum += p->columns[i].share;
    for (size_t i = 0; i < p->column_count; i++) {
        at.x[i] = x;
        at.width[i] = room * p->columns[i].share / sum;
        x += at.width[i] + COLUMN_GAP;
    }
    return at;
}

static void show_header(struct page *p)
{
    struct columns_at at = places(p);
    double height = 0;
    for (size_t i = 0; i < p->column_count; i++) {
        struct ink_text t = {p->columns[i].title, HEADER_SIZE,     at.width[i], 24,
                             p->columns[i].align, .is_muted = true};
        if (!t.text.len) continue;
        double h = pen_shape(p, &t);
        pen_show(p, at.x[i], p->y);
        if (h > height) height = h;
    }
    if (height > 0) p->y += height + 2;
    pen_rule(p, SHEET_MARGIN, p->y, pen_width(p), 0.7, RULE_STRONG);
    p->y += 1;
}

void page_table(struct page *p, const struct page_column *columns, size_t count)
{
    p->columns = columns;
    p->column_count = count < PAGE_COLUMNS_MAX ? count : PAGE_COLUMNS_MAX;
    pen_need(p, ROW_KEEP);
    if (!p->is_full) show_header(p);
}

static struct ink_text cell_text(const struct page *p, size_t column, str cell, double width,
                                 enum page_tone tone)
{
    bool is_aside = p->columns[column].align == PAGE_ASIDE;
    bool is_quiet = tone == PAGE_MUTED || is_aside;
    return (struct ink_text){
        .text = cell,
        .size = is_quiet ? MUTED_SIZE : BODY_SIZE,
        .width = width,
        .height_max = CELL_HEIGHT,
        .align = p->columns[column].align,
        .is_bold = !is_aside && (tone == PAGE_STRONG || tone == PAGE_TOTAL),
        .is_muted = is_quiet,
        .has_quiet_lines = true,
    };
}

void page_row(struct page *p, const str *cells, enum page_tone tone)
{
    if (!p->columns || p->is_full) return;
    struct columns_at at = places(p);
    double height = 0;
    for (size_t i = 0; i < p->column_count; i++) {
        struct ink_text t = cell_text(p, i, cells[i], at.width[i], tone);
        double h = t.text.len ? pen_shape_cell(p, i, &t) : 0;
        if (h > height) height = h;
    }
    height += 2 * CELL_PAD;
    size_t leaf = p->leaf_count;
    pen_need(p, height);
    if (p->is_full) return;
    if (p->leaf_count != leaf) show_header(p);
    if (tone == PAGE_TOTAL) pen_rule(p, SHEET_MARGIN, p->y - 0.5, pen_width(p), 0.7, RULE_STRONG);
    for (size_t i = 0; i < p->column_count; i++)
        if (cells[i].len) pen_show_cell(p, i, at.x[i], p->y + CELL_PAD);
    p->y += height;
    pen_rule(p, SHEET_MARGIN, p->y - 0.5, pen_width(p), 0.5, RULE_LIGHT);
}
