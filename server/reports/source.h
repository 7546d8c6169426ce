/* Where reports come from: rows of the database as the entries of core/report.h. */
#ifndef OTA_REPORTS_SOURCE_H
#define OTA_REPORTS_SOURCE_H

#include "core/report.h"
#include "server/db/work.h"
#include "server/pdf/style.h"

/* What was asked for, as text; data NULL: all of it. */
struct source_scope {
    str tour_id, show_id, from, to;
};

/* What a report is about, and its entries; lives in the arena. */
struct source_rows {
    str tour, artist, organization;
    struct paper_style style; /* of the organization */
    struct report_input input;
};

/* Inside a transaction as the asking user. S_NOT_FOUND: no such tour for them; S_NO_ACCESS: they
 * may not read everything of that report; S_OVER_LIMIT: too many rows. */
MUST_CHECK status source_read(struct conn *c, struct arena *a, enum report_kind report,
                              const struct source_scope *scope, struct source_rows *out);

#endif
