/* Reports as files: XLSX and PDF. */
#ifndef OTA_REPORTS_SHEET_H
#define OTA_REPORTS_SHEET_H

#include "server/reports/source.h"

struct press;

/* A workbook with a sheet for each section: real numbers with their currency's format, a header
 * that stays, bold totals. The bytes live in `a`. */
MUST_CHECK status sheet_write_xlsx(const struct report *r, const struct source_rows *about,
                                   struct arena *a, str *bytes);
/* The same to print. */
MUST_CHECK status sheet_write_pdf(struct press *press, const struct report *r,
                                  const struct source_rows *about, struct arena *a, str *bytes);

#endif
