/* `/api/paper`: day sheets, settlements, per-diem lists, invoices and rooming lists as PDF. */
#ifndef OTA_PAPER_PAPER_H
#define OTA_PAPER_PAPER_H

#include "server/http/request.h"

/* Handlers of routes.def. Each reads its rows as the asking user by one function of
 * db/policies/97_paper.sql, on a work thread, and answers with a PDF; 404 where the user may not
 * read it.
 *   day_sheet   ?show_id=… or ?day_id=…, &person_id=… for one person's
 *   settlement  ?settlement_id=…     per_diems  ?tour_id=…
 *   invoice     ?invoice_id=…        rooming    ?stay_id=… */
handler paper_day_sheet, paper_settlement, paper_per_diems, paper_invoice, paper_rooming;

#endif
