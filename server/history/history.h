/* `/api/history`: who changed what, rows and tours as they were, and bringing them back. */
#ifndef OTA_HISTORY_HISTORY_H
#define OTA_HISTORY_HISTORY_H

#include "server/http/request.h"

/* Handlers of routes.def. Every question names its organization (?organization_id=…) and is
 * answered under row level security by the functions of db/policies/96_history.sql.
 *   list     params: table, id.  ?before=seq.ord&limit=1..200: the page behind that place
 *   row_at   params: table, id.  ?seq=… or ?at=…: the row as it was; neither: as it is
 *   tour_at  params: id.         a tour with its shows, days and schedule as they were
 *   show_at  params: id.         a show with its schedule as it was
 *   deleted  ?tour_id=…&before=seq&limit=1..200: what was deleted and is still gone
 *   restore  params: table, id.  body {"seq": n}: as it was after change n, as a new change
 * Behind the horizon all answer 410. */
handler history_list, history_row_at, history_tour_at, history_show_at, history_deleted,
    history_restore;

#endif
