/* The inside of a paper, shared by the files of this folder. */
#ifndef OTA_PDF_PEN_H
#define OTA_PDF_PEN_H

#include <cairo.h>
#include <pango/pangocairo.h>

#include "core/buf.h"
#include "server/pdf/page.h"

/* Points: 1/72 inch. */
#define SHEET_SHORT   595.28 /* A4, ISO 216 */
#define SHEET_LONG    841.89
#define LETTER_SHORT  612.0 /* US Letter, ANSI/ASME Y14.1 */
#define LETTER_LONG   792.0
#define SHEET_MARGIN  42.0
#define SHEET_FOOT    26.0 /* kept free for the page number */
#define INK_GREY      0.07
#define BODY_SIZE     9.5
#define MUTED_SIZE    8.0
#define CELL_PAD      3.5
#define CELL_HEIGHT   240.0 /* at most: longer cells end in an ellipsis */
#define COLUMN_GAP    10.0
#define LINE_HEIGHT   1.42 /* of a font's size, whatever the script */
#define QR_SIDE       86.0
#define QR_QUIET_SIDE 4 /* modules left blank around a code (ISO/IEC 18004) */

/* A paper among those that want the press. */
struct turn {
    size_t pages; /* it has filled, and one fewer for each that went before it while it waited */
    struct turn *next;
};

struct page {
    struct press *press;
    struct turn turn;
    struct arena *arena;
    struct buf out;
    char *title, *foot;
    double width, height; /* of a sheet */
    double y;             /* where the next thing goes */
    cairo_t *ink;         /* of the last leaf */
    cairo_surface_t *leaves[PAGE_COUNT_MAX];
    size_t leaf_count;
    PangoContext *context;
    PangoLayout *layouts[1 + PAGE_COLUMNS_MAX]; /* one for single texts, one a cell of a row */
    PangoFontDescription *fonts[2];             /* regular, bold */
    const struct page_column *columns;
    size_t column_count;
    bool is_full; /* over the limit: nothing more is written */
};

struct ink_text {
    str text;
    double size;
    double width; /* wraps at it; 0: one line as long as it is */
    double height_max;
    enum page_align align;
    bool is_bold;
    bool is_muted;
    bool has_own_direction; /* a paragraph: right-to-left where its text is; else left to right */
    bool has_quiet_lines;   /* from the second line on smaller and muted */
};

/* Waits for one's turn, and gives the fonts. */
PangoFontMap *press_take(struct press *press, struct turn *turn);
/* Lets a paper with fewer pages go first, where one waits. */
void press_step_aside(struct press *press, struct turn *turn);
void press_give_back(struct press *press);

double pen_width(const struct page *p);  /* between the margins */
double pen_bottom(const struct page *p); /* the end of what a page holds */

/* Shapes the text and gives its height. */
double pen_shape(struct page *p, const struct ink_text *text);
/* Draws what was shaped last. */
void pen_show(struct page *p, double x, double y);
/* The same for the cells of a row, which are all shaped before the first is drawn: shaping is most
 * of what a paper costs. */
double pen_shape_cell(struct page *p, size_t column, const struct ink_text *text);
void pen_show_cell(struct page *p, size_t column, double x, double y);
/* A horizontal line. */
void pen_rule(struct page *p, double x, double y, double width, double thickness, double grey);

/* Goes on on a new page when fewer than `needed` points are left (and some are used). */
void pen_need(struct page *p, double needed);
void pen_next_page(struct page *p);

/* Draws a code of `side` points; false when the text does not fit one. */
bool pen_qr(struct page *p, str text, double x, double y, double side);

#endif
