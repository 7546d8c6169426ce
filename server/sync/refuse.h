/* Answers to sync requests that cannot be served. */
#ifndef OTA_SYNC_REFUSE_H
#define OTA_SYNC_REFUSE_H

#include "server/http/request.h"

/* {"code","message","details","hint"}; `why` with NULL data: the status's own words.
 * S_NO_MEMBERSHIP adds "purge": true, the one word that lets a client delete what it holds. */
void sync_refuse(struct request *r, status s, str why);

/* S_SYNC_GAP with the number that is expected next. */
void sync_refuse_gap(struct request *r, int64_t expected);

#endif
