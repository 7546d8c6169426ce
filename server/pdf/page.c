/* Papers: sheets one after the other, and what stands on them apart from tables. */
#include "server/pdf/page.h"

#include <cairo-pdf.h>
#include <stdio.h>
#include <stdlib.h>

#include "server/pdf/pen.h"

enum { FACT_COLUMNS_MAX = 4, FOOT_BYTES_MAX = 64, LAYOUTS = 1 + PAGE_COLUMNS_MAX };

#define FONTS        "Noto Sans,Noto Sans Arabic,Noto Sans Hebrew"
#define MUTED_GREY   0.40
#define RULE_GREY    0.80
#define SECTION_GAP  14.0
#define SECTION_KEEP 96.0 /* a heading and what it heads */

static char *copy_valid(str s)
{
    if (s.len > PAGE_TEXT_BYTES_MAX) s.len = PAGE_TEXT_BYTES_MAX;
    return g_utf8_make_valid(s.data ? s.data : "", (gssize)s.len);
}

status page_create(struct page **made, struct press *press, struct arena *a,
                   const struct page_options *options)
{
    struct page *p = calloc(1, sizeof *p);
    *made = p;
    if (!p) return S_OVER_LIMIT;
    p->press = press;
    p->arena = a;
    buf_init_arena(&p->out, a, PAGE_BYTES_MAX);
    p->title = copy_valid(options->title);
    p->foot = copy_valid(options->foot);
    double short_side = options->is_letter ? LETTER_SHORT : SHEET_SHORT;
    double long_side = options->is_letter ? LETTER_LONG : SHEET_LONG;
    p->width = options->is_landscape ? long_side : short_side;
    p->height = options->is_landscape ? short_side : long_side;
    p->context = pango_font_map_create_context(press_take(press, &p->turn));
    pango_cairo_context_set_resolution(p->context, 72);
    cairo_font_options_t *exact = cairo_font_options_create();
    cairo_font_options_set_hint_metrics(exact, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(exact, CAIRO_HINT_STYLE_NONE);
    pango_cairo_context_set_font_options(p->context, exact);
    cairo_font_options_destroy(exact);
    for (size_t i = 0; i < LAYOUTS; i++) {
        p->layouts[i] = pango_layout_new(p->context);
        pango_layout_set_wrap(p->layouts[i], PANGO_WRAP_WORD_CHAR);
    }
    p->fonts[0] = pango_font_description_from_string(FONTS);
    p->fonts[1] = pango_font_description_from_string(FONTS " Semi-Bold");
    pen_next_page(p);
    return S_OK;
}

void page_destroy(struct page *p)
{
    if (!p) return;
    if (p->ink) cairo_destroy(p->ink);
    for (size_t i = 0; i < p->leaf_count; i++) cairo_surface_destroy(p->leaves[i]);
    for (size_t i = 0; i < LAYOUTS; i++)
        if (p->layouts[i]) g_object_unref(p->layouts[i]);
    for (size_t i = 0; i < 2; i++) pango_font_description_free(p->fonts[i]);
    if (p->context) g_object_unref(p->context);
    press_give_back(p->press);
    g_free(p->title);
    g_free(p->foot);
    free(p);
}

static cairo_status_t write_out(void *page, const unsigned char *bytes, unsigned int count)
{
    struct page *p = page;
    buf_add(&p->out, (str){(const char *)bytes, count});
    return p->out.is_full ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static void show_foot(struct page *p, size_t index)
{
    char number[FOOT_BYTES_MAX];
    double y = p->height - SHEET_MARGIN + 4, fifth = pen_width(p) / 5;
    snprintf(number, sizeof number, "%zu of %zu", index + 1, p->leaf_count);
    struct ink_text texts[] = {
        {str_from(p->title), MUTED_SIZE, 2.6 * fifth, 12, PAGE_START, .is_muted = true},
        {str_from(p->foot), MUTED_SIZE, 1.6 * fifth, 12, PAGE_END, .is_muted = true},
        {str_from(number), MUTED_SIZE, 0.8 * fifth, 12, PAGE_END, .is_muted = true},
    };
    double x = SHEET_MARGIN;
    pen_rule(p, SHEET_MARGIN, y - 6, pen_width(p), 0.5, RULE_GREY);
    for (size_t i = 0; i < 3; i++) {
        pen_shape(p, &texts[i]);
        pen_show(p, x, y);
        x += texts[i].width;
    }
}

/* The leaves were kept until now because each says how many there are. */
status page_finish(struct page *p, str *pdf)
{
    cairo_surface_t *sheet = cairo_pdf_surface_create_for_stream(write_out, p, p->width, p->height);
    cairo_pdf_surface_set_metadata(sheet, CAIRO_PDF_METADATA_TITLE, p->title);
    cairo_pdf_surface_set_metadata(sheet, CAIRO_PDF_METADATA_CREATOR, "OTA");
    cairo_destroy(p->ink);
    p->ink = cairo_create(sheet);
    for (size_t i = 0; i < p->leaf_count; i++) {
        cairo_set_source_surface(p->ink, p->leaves[i], 0, 0);
        cairo_paint(p->ink);
        show_foot(p, i);
        cairo_show_page(p->ink);
        p->turn.pages++;
    }
    cairo_surface_finish(sheet);
    bool is_whole = cairo_surface_status(sheet) == CAIRO_STATUS_SUCCESS &&
                    cairo_status(p->ink) == CAIRO_STATUS_SUCCESS && !p->is_full && !p->out.is_full;
    cairo_surface_destroy(sheet);
    *pdf = buf_str(&p->out);
    return is_whole ? S_OK : S_OVER_LIMIT;
}

void pen_next_page(struct page *p)
{
    if (p->leaf_count == PAGE_COUNT_MAX) {
        p->is_full = true;
        return;
    }
    cairo_rectangle_t whole = {0, 0, p->width, p->height};
    if (p->ink) {
        cairo_destroy(p->ink);
        p->turn.pages++;
    }
    p->leaves[p->leaf_count] = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &whole);
    p->ink = cairo_create(p->leaves[p->leaf_count++]);
    p->y = SHEET_MARGIN;
}

double pen_width(const struct page *p)
{
    return p->width - 2 * SHEET_MARGIN;
}

double pen_bottom(const struct page *p)
{
    return p->height - SHEET_MARGIN - SHEET_FOOT;
}

void pen_need(struct page *p, double needed)
{
    if (p->y + needed > pen_bottom(p) && p->y > SHEET_MARGIN) pen_next_page(p);
}

static PangoAttribute *from(PangoAttribute *attribute, guint start)
{
    attribute->start_index = start;
    return attribute;
}

static PangoAttribute *grey(double level)
{
    guint16 value = (guint16)(level * 65535);
    return pango_attr_foreground_new(value, value, value);
}

/* A script with tall letters does not tear the lines apart. */
static PangoAttribute *line_height(double size)
{
    return pango_attr_line_height_new_absolute((int)(size * LINE_HEIGHT * PANGO_SCALE));
}

static void set_attributes(PangoLayout *layout, const struct ink_text *t, const char *text)
{
    PangoAttrList *list = pango_attr_list_new();
    const char *second = t->has_quiet_lines ? strchr(text, '\n') : NULL;
    pango_attr_list_insert(list, pango_attr_font_features_new("tnum=1"));
    pango_attr_list_insert(list, line_height(t->size));
    pango_attr_list_insert(list, grey(t->is_muted ? MUTED_GREY : INK_GREY));
    if (second) {
        guint start = (guint)(second - text);
        pango_attr_list_insert(list, from(line_height(MUTED_SIZE), start + 1));
        pango_attr_list_insert(list, from(grey(MUTED_GREY), start));
        pango_attr_list_insert(
            list, from(pango_attr_size_new_absolute((int)(MUTED_SIZE * PANGO_SCALE)), start));
        pango_attr_list_insert(list, from(pango_attr_weight_new(PANGO_WEIGHT_NORMAL), start));
    }
    pango_layout_set_attributes(layout, list);
    pango_attr_list_unref(list);
}

static PangoAlignment alignment(enum page_align align)
{
    switch (align) {
    case PAGE_START:
    case PAGE_ASIDE: return PANGO_ALIGN_LEFT;
    case PAGE_END: return PANGO_ALIGN_RIGHT;
    case PAGE_CENTER: break;
    }
    return PANGO_ALIGN_CENTER;
}

static double shape(struct page *p, PangoLayout *layout, const struct ink_text *t)
{
    int width, height;
    press_step_aside(p->press, &p->turn);
    char *text = copy_valid(t->text);
    PangoFontDescription *font = p->fonts[t->is_bold];
    pango_font_description_set_absolute_size(font, t->size * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_auto_dir(layout, t->has_own_direction);
    pango_layout_set_text(layout, text, -1);
    pango_layout_set_alignment(layout, alignment(t->align));
    pango_layout_set_width(layout, t->width > 0 ? (int)(t->width * PANGO_SCALE) : -1);
    pango_layout_set_height(layout, t->height_max > 0 ? (int)(t->height_max * PANGO_SCALE) : -1);
    pango_layout_set_ellipsize(layout,
                               t->height_max > 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
    set_attributes(layout, t, text);
    g_free(text);
    pango_layout_get_size(layout, &width, &height);
    return (double)height / PANGO_SCALE;
}

static void show(struct page *p, PangoLayout *layout, double x, double y)
{
    cairo_move_to(p->ink, x, y);
    cairo_set_source_rgb(p->ink, INK_GREY, INK_GREY, INK_GREY);
    pango_cairo_show_layout(p->ink, layout);
}

double pen_shape(struct page *p, const struct ink_text *t)
{
    return shape(p, p->layouts[0], t);
}

void pen_show(struct page *p, double x, double y)
{
    show(p, p->layouts[0], x, y);
}

double pen_shape_cell(struct page *p, size_t column, const struct ink_text *t)
{
    return shape(p, p->layouts[1 + column], t);
}

void pen_show_cell(struct page *p, size_t column, double x, double y)
{
    show(p, p->layouts[1 + column], x, y);
}

void pen_rule(struct page *p, double x, double y, double width, double thickness, double level)
{
    cairo_set_source_rgb(p->ink, level, level, level);
    cairo_rectangle(p->ink, x, y, width, thickness);
    cairo_fill(p->ink);
}

/* One text across `width` from the margin on; the page's end is looked for first. */
static void add_text(struct page *p, const struct ink_text *t)
{
    double height = pen_shape(p, t);
    if (p->is_full) return;
    pen_need(p, height);
    pen_show(p, SHEET_MARGIN, p->y);
    p->y += height;
}

void page_head(struct page *p, const struct page_head *h)
{
    double top = p->y, width = pen_width(p), code_bottom = top;
    if (h->qr.len && pen_qr(p, h->qr, SHEET_MARGIN + width - QR_SIDE, top, QR_SIDE)) {
        struct ink_text caption = {h->qr_caption,   7, QR_SIDE + 24, 24, PAGE_CENTER,
                                   .is_muted = true};
        double height = pen_shape(p, &caption);
        pen_show(p, SHEET_MARGIN + width - QR_SIDE - 12, top + QR_SIDE + 1);
        code_bottom = top + QR_SIDE + height;
        width -= QR_SIDE + 24;
    }
    struct ink_text texts[] = {
        {h->kicker, 10, width, 30, PAGE_START, .is_muted = true},
        {h->title, 22, width, 90, PAGE_START, .is_bold = true},
        {h->line, 11, width, 60, PAGE_START, .is_bold = false},
    };
    for (size_t i = 0; i < 3; i++) {
        if (!texts[i].text.len) continue;
        add_text(p, &texts[i]);
        p->y += 2;
    }
    if (p->y < code_bottom) p->y = code_bottom;
    p->y += 10;
    pen_rule(p, SHEET_MARGIN, p->y, pen_width(p), 1.2, INK_GREY);
    p->y += 10;
}

void page_section(struct page *p, str text)
{
    struct ink_text t = {text, 11.5, pen_width(p), 40, PAGE_START, .is_bold = true};
    p->columns = NULL;
    if (p->y > SHEET_MARGIN) p->y += SECTION_GAP;
    pen_need(p, SECTION_KEEP);
    add_text(p, &t);
    p->y += 4;
}

void page_text(struct page *p, str text, enum page_tone tone)
{
    str rest = text, line;
    p->columns = NULL;
    if (!rest.len) return;
    while (str_cut(&rest, '\n', &line)) {
        struct ink_text t = {
            .text = line.len ? line : STR(" "),
            .size = tone == PAGE_MUTED ? MUTED_SIZE : BODY_SIZE,
            .width = pen_width(p),
            .height_max = pen_bottom(p) - SHEET_MARGIN,
            .is_bold = tone == PAGE_STRONG || tone == PAGE_TOTAL,
            .is_muted = tone == PAGE_MUTED,
            .has_own_direction = true,
        };
        add_text(p, &t);
        p->y += 2;
    }
}

void page_gap(struct page *p, double points)
{
    p->y += points;
}

static struct ink_text fact_text(const struct page_fact *f, double width)
{
    return (struct ink_text){
        .text = f->value, .size = BODY_SIZE, .width = width, .height_max = CELL_HEIGHT};
}

static double fact_height(struct page *p, const struct page_fact *f, double width)
{
    struct ink_text value = fact_text(f, width);
    return 12 + pen_shape(p, &value);
}

/* One label and its value at x, p->y; gives the height. */
static double show_fact(struct page *p, const struct page_fact *f, double x, double width)
{
    struct ink_text label = {f->label, 7.5, width, 12, PAGE_START, .is_muted = true};
    struct ink_text value = fact_text(f, width);
    double height = pen_shape(p, &label);
    pen_show(p, x, p->y);
    double more = pen_shape(p, &value);
    pen_show(p, x, p->y + height);
    return height + more;
}

void page_facts(struct page *p, const struct page_fact *facts, size_t count, size_t columns)
{
    const struct page_fact *line[FACT_COLUMNS_MAX];
    size_t used = 0;
    if (columns < 1) columns = 1;
    if (columns > FACT_COLUMNS_MAX) columns = FACT_COLUMNS_MAX;
    double step = (pen_width(p) + COLUMN_GAP) / (double)columns, width = step - COLUMN_GAP;
    p->columns = NULL;
    for (size_t i = 0; i <= count; i++) {
        if (i < count && facts[i].value.len) line[used++] = &facts[i];
        if (!used || (used < columns && i < count)) continue;
        double needed = 0, height = 0;
        for (size_t k = 0; k < used; k++) {
            double h = fact_height(p, line[k], width);
            if (h > needed) needed = h;
        }
        pen_need(p, needed);
        if (p->is_full) return;
        for (size_t k = 0; k < used; k++) {
            double h = show_fact(p, line[k], SHEET_MARGIN + (double)k * step, width);
            if (h > height) height = h;
        }
        p->y += height + 6;
        used = 0;
    }
}
