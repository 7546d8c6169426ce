/* Lines to sign on, and names as they were drawn. */
#include "server/pdf/pen.h"

#define GAP_BEFORE   14.0
#define LINE_AT      52.0 /* below the top */
#define DRAWING_HIGH 48.0
#define INK_WIDTH    1.1
#define WHO_HIGH     40.0
#define NOTE_HIGH    36.0

static double within(int32_t value, int32_t most)
{
    return value < 0 ? 0 : value > most ? most : value;
}

/* A single point is a dot. */
static void draw_strokes(struct page *p, const struct page_signature *s, double x, double y)
{
    const double scale = DRAWING_HIGH / PAGE_DRAWING_HEIGHT;
    cairo_set_source_rgb(p->ink, INK_GREY, INK_GREY, INK_GREY);
    cairo_set_line_width(p->ink, INK_WIDTH);
    cairo_set_line_cap(p->ink, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(p->ink, CAIRO_LINE_JOIN_ROUND);
    for (size_t i = 0; i < s->stroke_count; i++) {
        const struct page_stroke *stroke = &s->strokes[i];
        for (size_t k = 0; k < stroke->point_count; k++) {
            double to_x = x + scale * within(stroke->xy[2 * k], PAGE_DRAWING_WIDTH);
            double to_y = y + scale * within(stroke->xy[2 * k + 1], PAGE_DRAWING_HEIGHT);
            if (k == 0) cairo_move_to(p->ink, to_x, to_y);
            if (k > 0 || stroke->point_count == 1) cairo_line_to(p->ink, to_x, to_y);
        }
        cairo_stroke(p->ink);
    }
}

/* One side at x, p->y; gives its height. */
static double show_side(struct page *p, const struct page_signature *s, double x, double width)
{
    struct ink_text who = {
        .text = s->who, .size = BODY_SIZE, .width = width, .height_max = WHO_HIGH};
    struct ink_text note = {.text = s->note,
                            .size = MUTED_SIZE,
                            .width = width,
                            .height_max = NOTE_HIGH,
                            .is_muted = true};
    double line = p->y + LINE_AT, below = line + 3;
    double height = pen_shape(p, &who);
    if (s->stroke_count) {
        pen_show(p, x, below);
        below += height;
        draw_strokes(p, s, x, line - DRAWING_HIGH);
    } else if (s->who.len)
        pen_show(p, x, line - 3 - height);
    pen_rule(p, x, line, width, 0.7, INK_GREY);
    height = pen_shape(p, &note);
    pen_show(p, x, below);
    return below + height - p->y;
}

void page_signatures(struct page *p, const struct page_signature *list, size_t count)
{
    if (!count) return;
    double step = (pen_width(p) + 2 * COLUMN_GAP) / (double)count, width = step - 2 * COLUMN_GAP;
    double height = 0;
    p->columns = NULL;
    p->y += GAP_BEFORE;
    pen_need(p, LINE_AT + WHO_HIGH + NOTE_HIGH);
    if (p->is_full) return;
    for (size_t i = 0; i < count; i++) {
        double h = show_side(p, &list[i], SHEET_MARGIN + (double)i * step, width);
        if (h > height) height = h;
    }
    p->y += height + 8;
}
