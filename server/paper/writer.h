/* What a paper is written from. One file a paper: day_sheet.c, settlement.c, … */
#ifndef OTA_PAPER_WRITER_H
#define OTA_PAPER_WRITER_H

#include <jansson.h>

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"

#include "server/pdf/style.h"

struct press;

struct paper_source {
    struct press *press;
    struct arena *arena; /* for the PDF, and for words on the way */
    const json_t *data;  /* what the paper's function of 97_paper.sql gave */
    struct paper_style style;
    str site;            /* address of this installation, without a slash at its end */
    str show_id, day_id; /* of a day sheet: what was asked for */
};

/* Writes the whole paper; S_OVER_LIMIT when it does not fit one. */
typedef status paper_writer(const struct paper_source *from, str *pdf);

paper_writer day_sheet_write, settlement_write, per_diems_write, invoice_write, rooming_write;

#endif
