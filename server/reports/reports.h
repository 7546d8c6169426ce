/* `/api/reports`: profit and loss, settlements, expenses, per diems, commissions, box office. */
#ifndef OTA_REPORTS_REPORTS_H
#define OTA_REPORTS_REPORTS_H

#include "server/http/request.h"

/* Handler of routes.def: GET /api/reports/{report}?tour_id=…[&show_id=…][&from=…][&to=…]
 * [&format=json|csv|xlsx|pdf][&bom=1]. Reads its rows as the asking user on a work thread; who may
 * not read all that a report is made from gets 403, never a part of it. */
handler reports_make;

#endif
