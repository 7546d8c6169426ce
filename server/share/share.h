/* What links open without an account: pages, answers of venues, calendar feeds. */
#ifndef OTA_SHARE_SHARE_H
#define OTA_SHARE_SHARE_H

#include "server/http/request.h"

/* Handlers of routes.def; the token in the path is the only key (db/policies/97_share.sql). A link
 * shows what its owner may read at that moment and no more than its kind says. One that does not
 * open any more (expired, withdrawn, unknown, its owner gone) answers 410.
 *   share_open      params: token. {"kind": "day_sheet", "sheet"} · {"kind": "advance", "show",
 *                   "advance", "answers"} · {"kind": "tour_file", "file", "signature", "key"} ·
 *                   {"kind": "calendar", "address"}
 *   share_answer    params: token. body {"question", "answer", "name"}: the answer as it is kept
 *   share_calendar  params: token.ics. iCalendar, with ETag */
handler share_open, share_answer, share_calendar;

#endif
