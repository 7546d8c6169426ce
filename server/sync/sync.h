/* The routes of sync: numbered mutations with what changed since, the whole as lines, drift. */
#ifndef OTA_SYNC_SYNC_H
#define OTA_SYNC_SYNC_H

#include "server/http/request.h"

/* POST /api/sync: numbered mutations in, their results and what changed since the cursor out. */
handler sync_exchange;

/* GET /api/sync/snapshot?organization_id=…[&schema=n][&first=day][&after=table,id&head=epoch.seq]:
 * all rows the user may read, with `first` what the first screen shows on that day before them. */
handler sync_snapshot;

/* POST /api/sync/drift {organization_id, tables}: a device's rows of these tables differed. */
handler sync_drift;

#endif
