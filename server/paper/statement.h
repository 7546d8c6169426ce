/* The column of a settlement on paper: every line with its formula and amount. */
#ifndef OTA_PAPER_STATEMENT_H
#define OTA_PAPER_STATEMENT_H

#include <jansson.h>

#include "core/arena.h"
#include "core/settlement.h"
#include "server/pdf/page.h"
#include "server/pdf/style.h"

/* A result with what it takes to read it. */
struct statement {
    struct paper_style style;
    str title;
    int64_t currency;
    const struct settlement_fx *fxs;
    int64_t fxs_count;
    int64_t payout_currency;
    const struct settlement_result *result;
    const json_t *names;                  /* what entries are called: names.tier[0] */
    const struct settlement_input *shows; /* of a run: its shows, else NULL */
};

/* "EUR"; empty for none. */
str statement_code(struct arena *a, int64_t code);

void statement_write(struct page *p, struct arena *a, const struct statement *s);

#endif
