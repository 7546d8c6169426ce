/* A paper being written: headings, facts, tables and a QR code, from top to bottom, as PDF. */
#ifndef OTA_PDF_PAGE_H
#define OTA_PDF_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"

/* cairo and pango (and libqrencode) are known in this folder only.
 *
 *   struct page *p;
 *   status bad = page_create(&p, press, &r->arena, &(struct page_options){.title = …});
 *   if (!bad) {
 *       page_head(p, &(struct page_head){.title = …});
 *       page_table(p, columns, 3);
 *       page_row(p, cells, PAGE_PLAIN);
 *       bad = page_finish(p, &pdf);
 *   }
 *   page_destroy(p);
 *
 * What does not fit goes on on the next page, a table with its header again. Any script is shaped
 * and laid out in its own direction; long words break. Writing never fails at the call: over the
 * limit, page_finish says so. Use it on a thread that may take milliseconds, never on a loop. */
struct page;
struct press;

enum {
    PAGE_COUNT_MAX = 60,
    PAGE_COLUMNS_MAX = 12,
    PAGE_TEXT_BYTES_MAX = 20000, /* of one text; the rest is left off */
    PAGE_BYTES_MAX = 16 * 1024 * 1024,
};

struct page_options {
    str title; /* of the document, and at each page's foot */
    str foot;  /* beside it, such as how it stood when it was printed */
    bool is_landscape;
    bool is_letter; /* US Letter instead of A4 */
};

enum page_tone {
    PAGE_PLAIN,
    PAGE_MUTED,  /* quieter and smaller */
    PAGE_STRONG, /* bold */
    PAGE_TOTAL,  /* bold, and in a table with a line above */
};

enum page_align {
    PAGE_START,
    PAGE_CENTER,
    PAGE_END,
    PAGE_ASIDE, /* at the start, smaller and quieter */
};

/* Waits for its turn on the press, and takes turns until page_destroy. The bytes of the PDF will
 * live in `a`. S_OVER_LIMIT: out of memory. */
MUST_CHECK status page_create(struct page **p, struct press *press, struct arena *a,
                              const struct page_options *options);
/* S_OVER_LIMIT: more than PAGE_COUNT_MAX pages or PAGE_BYTES_MAX. Nothing is written after it. */
MUST_CHECK status page_finish(struct page *p, str *pdf);
void page_destroy(struct page *p); /* NULL is fine */

/* The top of the first page; empty texts are left out. With `qr` its code stands at the right. */
struct page_head {
    str kicker; /* a quiet line above the title */
    str title;
    str line; /* below the title */
    str qr;   /* what the code says */
    str qr_caption;
};
void page_head(struct page *p, const struct page_head *head);

/* A heading; it never stands alone at the foot of a page. */
void page_section(struct page *p, str text);
/* A paragraph; '\n' starts a new one. */
void page_text(struct page *p, str text, enum page_tone tone);
void page_gap(struct page *p, double points);

/* Small labels with their values in `columns` columns, read line by line. Facts with an empty value
 * are left out. */
struct page_fact {
    str label, value;
};
void page_facts(struct page *p, const struct page_fact *facts, size_t count, size_t columns);

/* Starts a table. Widths are shares of the page's; the columns must live until its last row. */
struct page_column {
    str title;
    double share;
    enum page_align align;
};
void page_table(struct page *p, const struct page_column *columns, size_t count);
/* A cell's first line is its text, further lines are quieter. A row is never torn. */
void page_row(struct page *p, const str *cells, enum page_tone tone);

/* A name as it was drawn: lines through points of a field of so many units, x0 y0 x1 y1 …; what
 * lies outside is drawn at its edge. */
enum { PAGE_DRAWING_WIDTH = 300, PAGE_DRAWING_HEIGHT = 120 };
struct page_stroke {
    const int32_t *xy;
    size_t point_count;
};

/* Lines to sign on, side by side, kept on one page. */
struct page_signature {
    str who;  /* who has signed: on the line, or below what they drew */
    str note; /* below in small letters, such as "For the artist" */
    const struct page_stroke *strokes;
    size_t stroke_count;
};
void page_signatures(struct page *p, const struct page_signature *list, size_t count);

#endif
