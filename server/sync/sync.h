/* The two routes of sync: numbered mutations with what changed since, and the whole as lines. */
#ifndef OTA_SYNC_SYNC_H
#define OTA_SYNC_SYNC_H

#include "server/http/request.h"

/* POST /api/sync: numbered mutations in, their results and what changed since the cursor out. */
handler sync_exchange;

/* GET /api/sync/snapshot?organization_id=…[&after=table,id]: all rows the user may read.
 */
handler sync_snapshot;

#endif
