/* Which foreign pages may call the API from a browser (the Fetch standard's CORS protocol). */
#ifndef OTA_HTTP_CORS_H
#define OTA_HTTP_CORS_H

#include "server/http/request.h"

/* Adds Access-Control-* to an API answer when the request's Origin is allowed. */
void cors_add(struct request *r, struct response *res);
/* The same for the answer to an OPTIONS preflight. */
void cors_add_preflight(struct request *r, struct response *res);
/* Whether a browser on a page of `origin` may open a WebSocket here: ours, an allowed one, or the
 * very host that was asked. */
bool cors_socket_allowed(struct request *r, str origin);

#endif
