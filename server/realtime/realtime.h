/* Live changes over WebSockets: Phoenix channels as supabase-js speaks them, one registry a worker.
 *
 *   feed thread ─► each worker: who of my sockets may see it? ─► frames, encoded once
 */
#ifndef OTA_REALTIME_REALTIME_H
#define OTA_REALTIME_REALTIME_H

#include "core/status.h"
#include "server/http/request.h"

struct realtime;

/* This worker's sockets. Needs services->loop, db, auth, catalog, feed and settings to be there,
 * and listens to the feed from now on. Call on the worker's thread or before it starts. */
MUST_CHECK status realtime_open(struct realtime **realtime, struct services *services);
/* After feed_stop and once the loop has stopped; sockets are closed by the HTTP side before. */
void realtime_close(struct realtime *realtime);

/* GET /realtime/v1/websocket?apikey=…&vsn=1.0.0|2.0.0 (server/routes.def). */
handler realtime_connect;

#endif
